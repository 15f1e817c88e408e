//! Responses: what others did on people's items, one row for each act.

use std::collections::HashMap;

use chrono::DateTime;
use monitor_model::{Act, ItemUrl, Login, Response};
use rusqlite::{Connection, Row, params};

use crate::change::Change;
use crate::columns::{maybe_text, parsed_by, run};
use crate::error::Failure;

/// What [`Readers::read`] reads of an own item, as one text, so that an item is one row: of each response the account, its
/// login, the act and the instant. What the item's own author did is no response.
macro_rules! response_columns {
    () => {
        concat!(
            "CASE WHEN contribution.act = 'opened' AND contribution.role = 'author' THEN (
             SELECT group_concat(response.account_id || ' ' || ",
            crate::aliases::shown_login!(),
            " || ' ' || response.act || ' ' || response.at, ';')
             FROM response CROSS JOIN account ON account.id = response.account_id
             WHERE response.item_id = contribution.item_id AND response.account_id <> contribution.account_id) END AS responses"
        )
    };
}
pub(crate) use response_columns;

const ADD: &str = "INSERT INTO response (item_id, account_id, act, at) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (item_id, account_id, act, at) DO NOTHING";

const MOVE_TO_ITEM: &str = "UPDATE OR IGNORE response SET item_id = ?2 WHERE item_id = ?1";

pub(crate) const DELETE_OF_ITEM: &str = "DELETE FROM response WHERE item_id = ?1";

const MOVE_TO_ACCOUNT: &str = "UPDATE OR IGNORE response SET account_id = ?2 WHERE account_id = ?1";

pub(crate) const DELETE_OF_ACCOUNT: &str = "DELETE FROM response WHERE account_id = ?1";

/// What identifies a response: item, account, act and instant in microseconds.
pub(crate) type Key = (i64, i64, Act, i64);

/// Takes a response.
pub(crate) fn add(connection: &Connection, key: Key) -> Result<Change, Failure> {
    let (item, account, act, at) = key;
    let mut statement = connection.prepare_cached(ADD)?;
    Ok(match statement.execute(params![item, account, act.as_str(), at])? {
        0 => Change::None,
        _ => Change::Added,
    })
}

/// Moves the responses on one item to another, where a source shows that both are one.
pub(crate) fn move_to_item(connection: &Connection, from: i64, to: i64) -> Result<(), Failure> {
    run(connection, MOVE_TO_ITEM, [from, to])?;
    run(connection, DELETE_OF_ITEM, [from])
}

/// Moves the responses by one account to another, where a source shows that both are one.
pub(crate) fn move_to_account(connection: &Connection, from: i64, to: i64) -> Result<(), Failure> {
    run(connection, MOVE_TO_ACCOUNT, [from, to])?;
    run(connection, DELETE_OF_ACCOUNT, [from])
}

/// Reads responses, and each login once.
#[derive(Default)]
pub(crate) struct Reader {
    logins: HashMap<i64, Login>,
}

impl Reader {
    /// The responses on an item, from the column [`response_columns`]. An account whom the roster calls by another login, by row
    /// id, responds under that one.
    pub(crate) fn read(
        &mut self,
        row: &Row<'_>,
        column: usize,
        on: &ItemUrl,
        called: impl Fn(i64) -> Option<Login>,
        into: &mut Vec<Response>,
    ) -> Result<(), Failure> {
        if maybe_text(row, column)?.is_none() {
            return Ok(());
        }
        parsed_by(row, column, |text| {
            let mut one = |text| self.one(text, on, &called).ok_or("it is no list of responses");
            text.split(';').try_for_each(|text| one(text).map(|response| into.push(response)))
        })
    }

    fn one(
        &mut self,
        text: &str,
        on: &ItemUrl,
        called: &impl Fn(i64) -> Option<Login>,
    ) -> Option<Response> {
        let mut parts = text.split(' ');
        let account: i64 = parts.next()?.parse().ok()?;
        let login = parts.next()?;
        let by = match called(account).or_else(|| self.logins.get(&account).cloned()) {
            Some(known) => known,
            None => {
                let login = Login::parse(login).ok()?;
                self.logins.entry(account).or_insert(login).clone()
            }
        };
        let act = parts.next()?.parse().ok()?;
        let at = DateTime::from_timestamp_micros(parts.next()?.parse().ok()?)?;
        Some(Response { on: on.clone(), by, act, at })
    }
}
