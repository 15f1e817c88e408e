//! Steps of weekly runs that failed, until they succeed.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};

use crate::columns::{each, instant, micros, run, text};
use crate::error::Failure;

const ALL: &str = "SELECT step, says, since FROM trouble ORDER BY step";

/// What failed before and fails again has failed since then.
const PUT: &str = "INSERT INTO trouble (step, says, since) VALUES (?1, ?2, ?3)
     ON CONFLICT (step) DO UPDATE SET says = excluded.says";

const DELETE: &str = "DELETE FROM trouble WHERE step = ?1";

/// What failed may say whose data it was about.
const FORGET: &str = "UPDATE trouble SET says = '(forgotten)'";

/// A step that failed, and did not succeed since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The step.
    pub step: String,
    /// Why it failed the last time, in a sentence.
    pub says: String,
    /// When it failed first.
    pub since: DateTime<Utc>,
}

/// All of them, by step.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Trouble>, Failure> {
    let mut troubles = Vec::new();
    each(connection, ALL, [], |row| {
        let (step, says) = (text(row, 0)?.to_owned(), text(row, 1)?.to_owned());
        troubles.push(Trouble { step, says, since: instant(row, 2)? });
        Ok(())
    })?;
    Ok(troubles)
}

/// Keeps that a step failed.
pub(crate) fn put(connection: &Connection, of: &Trouble) -> Result<(), Failure> {
    run(connection, PUT, params![of.step, of.says, micros(of.since)])
}

/// Keeps that a step succeeded.
pub(crate) fn end(connection: &Connection, step: &str) -> Result<(), Failure> {
    run(connection, DELETE, [step])
}

/// Takes the words out of all of them.
pub(crate) fn forget(connection: &Connection) -> Result<(), Failure> {
    run(connection, FORGET, [])
}
