//! Contributions: one row per account, item, act and role, with the best date and the best source of all that list it.

use monitor_model::{Act, Role, Source, When};
use rusqlite::{Connection, params};

use crate::change::Change;
use crate::columns::{date, each, first, parsed, run, when};
use crate::error::Failure;

const DATE: &str = "SELECT at, within_from, within_to, source FROM contribution
     WHERE account_id = ?1 AND item_id = ?2 AND act = ?3 AND role = ?4";

const PUT: &str = "INSERT INTO contribution (account_id, item_id, act, role, at, within_from, within_to, source)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
     ON CONFLICT (account_id, item_id, act, role) DO UPDATE SET
         at = excluded.at, within_from = excluded.within_from, within_to = excluded.within_to, source = excluded.source";

const OF_ITEM: &str =
    "SELECT account_id, item_id, act, role, at, within_from, within_to, source FROM contribution
     WHERE item_id = ?1";

const OF_ACCOUNT: &str =
    "SELECT account_id, item_id, act, role, at, within_from, within_to, source FROM contribution
     WHERE account_id = ?1";

const DELETE_OF_ITEM: &str = "DELETE FROM contribution WHERE item_id = ?1";

/// What identifies a contribution.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(crate) account: i64,
    pub(crate) item: i64,
    pub(crate) act: Act,
    pub(crate) role: Role,
}

/// Moves every contribution on one item to another, where a source shows that both are one.
pub(crate) fn move_all(connection: &Connection, from: i64, to: i64) -> Result<(), Failure> {
    for (key, when, source) in listed(connection, OF_ITEM, from)? {
        settle(connection, Key { item: to, ..key }, when, source)?;
    }
    run(connection, DELETE_OF_ITEM, [from])
}

/// Gives every contribution of one account to another as well, where a source shows that both are one.
pub(crate) fn copy_of_account(connection: &Connection, from: i64, to: i64) -> Result<(), Failure> {
    for (key, when, source) in listed(connection, OF_ACCOUNT, from)? {
        settle(connection, Key { account: to, ..key }, when, source)?;
    }
    Ok(())
}

fn listed(
    connection: &Connection,
    sql: &str,
    of: i64,
) -> Result<Vec<(Key, When, Source)>, Failure> {
    let mut listed = Vec::new();
    each(connection, sql, [of], |row| {
        let (account, item) = (row.get(0)?, row.get(1)?);
        let key = Key { account, item, act: parsed(row, 2)?, role: parsed(row, 3)? };
        listed.push((key, when(row, 4)?, parsed(row, 7)?));
        Ok(())
    })?;
    Ok(listed)
}

/// Takes a listing of a contribution; the better of two dates stands, and the better of two sources.
pub(crate) fn settle(
    connection: &Connection,
    key: Key,
    given: When,
    source: Source,
) -> Result<Change, Failure> {
    let Key { account, item, act, role } = key;
    let (act, role) = (act.as_str(), role.as_str());
    let known: Option<(When, Source)> =
        first(connection, DATE, params![account, item, act, role], |row| {
            Ok((when(row, 0)?, parsed(row, 3)?))
        })?;
    let (settled, best) =
        known.map_or((given, source), |(known, from)| (known.merge(given), from.max(source)));
    // Compared as they are stored, or a date finer than a column would change for ever.
    if known.is_some_and(|(known, from)| date(&known) == date(&settled) && from == best) {
        return Ok(Change::None);
    }
    let (at, from, to) = date(&settled);
    run(connection, PUT, params![account, item, act, role, at, from, to, best.as_str()])?;
    Ok(if known.is_some() { Change::Changed } else { Change::Added })
}
