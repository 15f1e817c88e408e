//! What a batch says of accounts: a login is this account's, by its numeric id.

use chrono::{DateTime, Utc};
use monitor_model::{Account, AccountId, Batch, Identity, Login};
use rusqlite::{Connection, params};

use crate::aliases::{self, Holder};
use crate::bindings;
use crate::change::Change;
use crate::columns::{first, maybe_text, micros, run};
use crate::continuity;
use crate::error::Failure;
use crate::unite::unite;

const BY_ID: &str = "SELECT id, node_id FROM account WHERE github_id = ?1";

const BY_LOGIN_ALONE: &str = "SELECT id FROM account WHERE login = ?1 AND github_id IS NULL";

const HAS_LOGIN: &str = "SELECT 1 FROM account WHERE id = ?1 AND login = ?2";

const ADD: &str = "INSERT INTO account (github_id) VALUES (?1) RETURNING id";

const SET_ID: &str = "UPDATE account SET github_id = ?2 WHERE id = ?1";

/// Of two node ids the smaller one stands. One that another account has says nothing.
const SET_NODE: &str =
    "UPDATE account SET node_id = ?2 WHERE id = ?1 AND (node_id IS NULL OR node_id > ?2)
     AND NOT EXISTS (SELECT 1 FROM account AS other WHERE other.node_id = ?2)";

/// That a login stands for an account.
pub(crate) struct Claim<'b> {
    pub(crate) login: &'b Login,
    account: &'b Account,
    at: DateTime<Utc>,
    how: How,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    /// The account had the login at that instant.
    Has,
    /// The account is known by the login, and has another one at that instant.
    Had,
}

/// Everything that a batch says of accounts. What people had before comes first, so that a login that has passed on to
/// somebody else is theirs at the end.
pub(crate) fn of(batch: &Batch, at: DateTime<Utc>) -> Vec<Claim<'_>> {
    let mut claims = Vec::new();
    for note in &batch.identities {
        let Identity::Resolved(account, now) = &note.what else { continue };
        claims.push(Claim { login: now, account, at: note.at, how: How::Has });
        if note.login != *now {
            claims.push(Claim { login: &note.login, account, at: note.at, how: How::Had });
        }
    }
    for person in &batch.people {
        let claim = |account| Claim { login: &person.login, account, at, how: How::Has };
        claims.extend(person.account.as_ref().map(claim));
    }
    claims.sort_by_key(|claim| (claim.how == How::Has, claim.at));
    claims
}

/// Takes a claim, and gives the account's row.
pub(crate) fn take(connection: &Connection, claim: &Claim<'_>) -> Result<(i64, Change), Failure> {
    let Claim { login, account: given, at, how } = *claim;
    let alone =
        first(connection, BY_LOGIN_ALONE, [login.as_str()], |row| Ok(row.get::<_, i64>(0)?))?;
    let account = row_of(connection, given, alone)?;
    let seen = (how == How::Has).then(|| micros(at));
    let change = aliases::note(connection, login, account, seen)?;
    let place = params![account, login.as_str()];
    let settled =
        change != Change::Added && first(connection, HAS_LOGIN, place, |_| Ok(()))?.is_some();
    // Who has the login still has it. That is nearly every claim.
    if !settled {
        let holders = aliases::holders(connection, login)?;
        let others = holders.iter().map(|holder: &Holder| holder.account);
        let affected: Vec<i64> =
            others.filter(|other| *other != account).chain([account]).collect();
        aliases::settle_logins(connection, &affected)?;
        bindings::bind_login(connection, login, account, micros(at))?;
        // Whose account has become known may be somebody whom an earlier roster called otherwise.
        continuity::by_account(connection, at)?;
    }
    Ok((account, change))
}

/// The row of an account. The row that its login had alone becomes it, or a part of it.
fn row_of(connection: &Connection, given: &Account, alone: Option<i64>) -> Result<i64, Failure> {
    let github_id = column(given.id);
    let known = first(connection, BY_ID, [github_id], |row| {
        Ok((row.get::<_, i64>(0)?, maybe_text(row, 1)? == Some(given.node.as_str())))
    })?;
    let (row, node_is_known) = match (known, alone) {
        (Some((row, node)), None) => (row, node),
        (Some((row, node)), Some(alone)) => {
            unite(connection, row, alone)?;
            (row, node)
        }
        (None, Some(alone)) => {
            run(connection, SET_ID, params![alone, github_id])?;
            (alone, false)
        }
        (None, None) => {
            let mut statement = connection.prepare_cached(ADD)?;
            (statement.query_row([github_id], |row| row.get(0))?, false)
        }
    };
    if !node_is_known {
        run(connection, SET_NODE, params![row, given.node.as_str()])?;
    }
    Ok(row)
}

/// A numeric id as it stands in a column: SQLite's integers have a sign.
pub(crate) const fn column(id: AccountId) -> i64 {
    id.0.cast_signed()
}
