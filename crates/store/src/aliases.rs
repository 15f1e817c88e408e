//! Logins as dated aliases of accounts whose numeric id is known.
//!
//! Which login an account has now, and whose a login is now, is worked out from the dates alone, so that notes may arrive in
//! any order: an account has the login that it was seen with last, unless somebody else was seen with that login later.

use monitor_model::Login;
use rusqlite::{Connection, params};

use crate::change::Change;
use crate::columns::{each, first, maybe_text, run, text};
use crate::error::Failure;

const HOLDERS: &str =
    "SELECT account_id, first_seen, last_seen FROM login_alias JOIN account ON id = account_id
     WHERE login_alias.login = ?1 ORDER BY first_seen NULLS FIRST, github_id";

const ALIAS: &str =
    "SELECT login, first_seen, last_seen FROM login_alias WHERE login = ?1 AND account_id = ?2";

// `min` of nothing and something is nothing in SQLite, hence the `coalesce`.
const PUT: &str = "INSERT INTO login_alias (login, account_id, first_seen, last_seen) VALUES (?1, ?2, ?3, ?3)
     ON CONFLICT (login, account_id) DO UPDATE SET
         login = min(login COLLATE BINARY, excluded.login),
         first_seen = coalesce(min(first_seen, excluded.first_seen), first_seen, excluded.first_seen),
         last_seen = coalesce(max(last_seen, excluded.last_seen), last_seen, excluded.last_seen)";

/// The login that an account was seen with last, unless somebody else was seen with it later. Dates that are the same are
/// told apart by something that doesn't depend on the order of arrival.
const LOGIN_NOW: &str = "SELECT last.login FROM (
         SELECT login, coalesce(last_seen, -1) AS seen, account_id FROM login_alias WHERE account_id = ?1
         ORDER BY last_seen DESC NULLS LAST, login LIMIT 1) AS last
     JOIN account ON account.id = last.account_id
     WHERE NOT EXISTS (
         SELECT 1 FROM login_alias AS other JOIN account AS taker ON taker.id = other.account_id
         WHERE other.login = last.login AND other.account_id <> last.account_id
           AND (coalesce(other.last_seen, -1), taker.github_id) > (last.seen, account.github_id))";

/// How an account is called. One that lost its login to somebody else is shown under its last one.
macro_rules! shown_login {
    () => {
        "coalesce(account.login, (SELECT login_alias.login FROM login_alias WHERE login_alias.account_id = account.id
             ORDER BY last_seen DESC, login_alias.login LIMIT 1))"
    };
}
pub(crate) use shown_login;

const SET_LOGIN: &str = "UPDATE account SET login = ?2 WHERE id = ?1";

/// An account that has or had a login.
#[derive(Clone, Copy)]
pub(crate) struct Holder {
    /// The account's row.
    pub(crate) account: i64,
    first: Option<i64>,
    last: Option<i64>,
}

/// The accounts that have or had a login, in the order in which they had it.
pub(crate) fn holders(connection: &Connection, login: &Login) -> Result<Box<[Holder]>, Failure> {
    let mut holders = Vec::new();
    each(connection, HOLDERS, [login.as_str()], |row| {
        holders.push(Holder { account: row.get(0)?, first: row.get(1)?, last: row.get(2)? });
        Ok(())
    })?;
    Ok(holders.into())
}

/// Who has the login now.
pub(crate) fn holder_now(holders: &[Holder]) -> Option<i64> {
    holders.iter().max_by_key(|holder| holder.last).map(|holder| holder.account)
}

/// Who had the login at an instant: the last who was seen with it by then. What lies before everybody is the first one's.
pub(crate) fn holder_at(holders: &[Holder], at: i64) -> Option<i64> {
    let by_then = holders.iter().rev().find(|holder| holder.first.is_none_or(|first| first <= at));
    by_then.or(holders.first()).map(|holder| holder.account)
}

/// Notes that an account was seen with a login, or, without a date, that it had it at some time.
pub(crate) fn note(
    connection: &Connection,
    login: &Login,
    account: i64,
    seen: Option<i64>,
) -> Result<Change, Failure> {
    type Dates = (Option<i64>, Option<i64>);
    let place = params![login.as_str(), account];
    let known: Option<(bool, Dates)> = first(connection, ALIAS, place, |row| {
        let spelled_so = text(row, 0)? <= login.as_str();
        Ok((spelled_so, (row.get(1)?, row.get(2)?)))
    })?;
    let within = |(first, last): Dates| match (seen, first, last) {
        (None, ..) => true,
        (Some(seen), Some(first), Some(last)) => (first..=last).contains(&seen),
        _ => false,
    };
    let change = match known {
        None => Change::Added,
        Some((true, dates)) if within(dates) => return Ok(Change::None),
        Some(_) => Change::Changed,
    };
    run(connection, PUT, params![login.as_str(), account, seen])?;
    Ok(change)
}

/// Works out anew which logins these accounts have now.
pub(crate) fn settle_logins(connection: &Connection, accounts: &[i64]) -> Result<(), Failure> {
    let mut now = Vec::new();
    for &account in accounts {
        let login = first(connection, LOGIN_NOW, [account], |row| {
            Ok(maybe_text(row, 0)?.map(str::to_owned))
        })?;
        now.push((account, login.flatten()));
    }
    // A login may go from one of them to another, so that all let go first.
    for &account in accounts {
        run(connection, SET_LOGIN, params![account, None::<&str>])?;
    }
    for (account, login) in now {
        run(connection, SET_LOGIN, params![account, login])?;
    }
    Ok(())
}
