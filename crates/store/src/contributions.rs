//! Contributions: one row per account, item, act and role, with the best date that any source gives.

use monitor_model::{Act, Role, When};
use rusqlite::{Connection, params};

use crate::change::Change;
use crate::columns::{date, each, first, parsed, run, when};
use crate::error::Failure;

const DATE: &str = "SELECT at, within_from, within_to FROM contribution
     WHERE account_id = ?1 AND item_id = ?2 AND act = ?3 AND role = ?4";

const PUT: &str = "INSERT INTO contribution (account_id, item_id, act, role, at, within_from, within_to)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
     ON CONFLICT (account_id, item_id, act, role)
     DO UPDATE SET at = excluded.at, within_from = excluded.within_from, within_to = excluded.within_to";

const OF_ITEM: &str =
    "SELECT account_id, act, role, at, within_from, within_to FROM contribution WHERE item_id = ?1";

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
    let mut moved = Vec::new();
    each(connection, OF_ITEM, [from], |row| {
        let key =
            Key { account: row.get(0)?, item: to, act: parsed(row, 1)?, role: parsed(row, 2)? };
        moved.push((key, when(row, 3)?));
        Ok(())
    })?;
    for (key, when) in moved {
        settle_date(connection, key, when)?;
    }
    run(connection, DELETE_OF_ITEM, [from])
}

/// Takes a date for a contribution; the better of two stands.
pub(crate) fn settle_date(
    connection: &Connection,
    key: Key,
    given: When,
) -> Result<Change, Failure> {
    let Key { account, item, act, role } = key;
    let (act, role) = (act.as_str(), role.as_str());
    let known = first(connection, DATE, params![account, item, act, role], |row| when(row, 0))?;
    let settled = known.map_or(given, |known| known.merge(given));
    // Compared as they are stored, or a date finer than a column would change for ever.
    if known.is_some_and(|known| date(&known) == date(&settled)) {
        return Ok(Change::None);
    }
    let (at, from, to) = date(&settled);
    run(connection, PUT, params![account, item, act, role, at, from, to])?;
    Ok(if known.is_some() { Change::Changed } else { Change::Added })
}
