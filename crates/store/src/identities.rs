//! What GitHub said of logins: of each login, kind and account the latest note, with the date of the first.

use monitor_model::{Account, AccountId, Identity, IdentityNote, Login, NodeId};
use rusqlite::{Connection, Row, params};

use crate::change::Change;
use crate::claims::column as id_column;
use crate::columns::{first, instant, micros, parsed_by, run, text};
use crate::error::Failure;

const RESOLVED: &str = "resolved";
const NO_SUCH_LOGIN: &str = "no-such-login";
const GONE: &str = "gone";

const KNOWN: &str = "SELECT first_seen, last_seen, login_now FROM identity
     WHERE login = ?1 AND kind = ?2 AND coalesce(github_id, 0) = coalesce(?3, 0)";

/// What was said last stands; of two from one instant it is what sorts last, so that the order of arrival doesn't matter.
const PUT: &str =
    "INSERT INTO identity (login, kind, github_id, node_id, login_now, first_seen, last_seen)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
     ON CONFLICT (login, kind, coalesce(github_id, 0)) DO UPDATE SET
         login = min(login COLLATE BINARY, excluded.login),
         node_id = CASE WHEN (excluded.last_seen, excluded.node_id) > (last_seen, node_id)
             THEN excluded.node_id ELSE node_id END,
         login_now = CASE WHEN (excluded.last_seen, excluded.login_now) > (last_seen, login_now)
             THEN excluded.login_now ELSE login_now END,
         first_seen = min(first_seen, excluded.first_seen),
         last_seen = max(last_seen, excluded.last_seen)";

/// What identifies a note: login, kind and account.
pub(crate) type Key<'b> = (&'b Login, &'static str, Option<AccountId>);

/// Takes a note.
pub(crate) fn put<'b>(
    connection: &Connection,
    given: &'b IdentityNote,
) -> Result<(Key<'b>, Change), Failure> {
    let (kind, id, node, now) = match &given.what {
        Identity::Resolved(Account { id, node }, now) => {
            (RESOLVED, Some(*id), Some(node.as_str()), Some(now.as_str()))
        }
        Identity::NoSuchLogin => (NO_SUCH_LOGIN, None, None, None),
        Identity::Gone(id) => (GONE, Some(*id), None, None),
    };
    let (login, at) = (given.login.as_str(), micros(given.at));
    let github_id = id.map(id_column);
    let known = first(connection, KNOWN, params![login, kind, github_id], |row| {
        let (first, last): (i64, i64) = (row.get(0)?, row.get(1)?);
        let said: Option<String> = row.get(2)?;
        Ok((first..=last).contains(&at) && (at < last || said.as_deref() >= now))
    })?;
    let change = match known {
        Some(true) => Change::None,
        Some(false) => Change::Changed,
        None => Change::Added,
    };
    if change != Change::None {
        run(connection, PUT, params![login, kind, github_id, node, now, at])?;
    }
    Ok(((&given.login, kind, id), change))
}

/// A note from the columns `login`, `kind`, `github_id`, `node_id`, `login_now` and `last_seen`, side by side.
pub(crate) fn read(row: &Row<'_>, column: usize) -> Result<IdentityNote, Failure> {
    let id = || Ok::<_, Failure>(AccountId(row.get::<_, i64>(column + 2)?.cast_unsigned()));
    let what = match text(row, column + 1)? {
        RESOLVED => {
            let account = Account { id: id()?, node: NodeId::from(text(row, column + 3)?) };
            Identity::Resolved(account, parsed_by(row, column + 4, Login::parse)?)
        }
        NO_SUCH_LOGIN => Identity::NoSuchLogin,
        GONE => Identity::Gone(id()?),
        _ => parsed_by(row, column + 1, |_| Err("it is nothing that GitHub says of a login"))?,
    };
    let login = parsed_by(row, column, Login::parse)?;
    Ok(IdentityNote { login, at: instant(row, column + 5)?, what })
}
