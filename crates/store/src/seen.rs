//! Coverage by row: of two statements about the same person, stream and window the better one stands.

use monitor_model::Coverage;
use rusqlite::{Connection, params};

use crate::change::Change;
use crate::columns::{coverage, each, first, run, text};
use crate::error::Failure;

const KNOWN: &str = "SELECT state, reason FROM coverage
     WHERE account_id = ?1 AND stream = ?2 AND window_from = ?3 AND window_to = ?4";

const PUT: &str = "INSERT INTO coverage (account_id, stream, window_from, window_to, state, reason)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (account_id, stream, window_from, window_to)
     DO UPDATE SET state = excluded.state, reason = excluded.reason";

const OF_ACCOUNT: &str =
    "SELECT stream, window_from, window_to, state, reason FROM coverage WHERE account_id = ?1";

/// Takes a statement.
pub(crate) fn settle(
    connection: &Connection,
    account: i64,
    stream: &str,
    (from, to): (i64, i64),
    given: &Coverage,
) -> Result<Change, Failure> {
    let place = params![account, stream, from, to];
    let known = first(connection, KNOWN, place, |row| coverage(row, 0))?;
    let change = match &known {
        Some(known) if known >= given => return Ok(Change::None),
        Some(_) => Change::Changed,
        None => Change::Added,
    };
    let values = params![account, stream, from, to, given.state(), given.reason()];
    run(connection, PUT, values)?;
    Ok(change)
}

/// Says of one account what was said of another.
pub(crate) fn copy_all(connection: &Connection, from: i64, to: i64) -> Result<(), Failure> {
    let mut said = Vec::new();
    each(connection, OF_ACCOUNT, [from], |row| {
        let stream = text(row, 0)?.to_owned();
        said.push((stream, (row.get(1)?, row.get(2)?), coverage(row, 3)?));
        Ok(())
    })?;
    for (stream, window, coverage) in said {
        settle(connection, to, &stream, window, &coverage)?;
    }
    Ok(())
}
