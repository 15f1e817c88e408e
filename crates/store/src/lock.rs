//! Locks that outlive a transaction, so that a long work is done by one process at a time.
//!
//! What is locked is a file beside the database, by the operating system and through SQLite. It is free again as soon as the
//! process is gone, however it went: nothing expires, and no clock has to be trusted. It can't be held by a process of
//! another machine, and neither can the database, since its journal is in shared memory. Who holds it stands in the database.

use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, ErrorCode, params};

use crate::columns::{first, instant, micros, run, text};
use crate::error::Failure;

const TAKE: &str = "BEGIN EXCLUSIVE";

const HOLDER: &str = "SELECT holder, since FROM lock WHERE name = ?1";

const PUT_HOLDER: &str = "INSERT INTO lock (name, holder, since) VALUES (?1, ?2, ?3)
     ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, since = excluded.since";

/// A lock that is held until this is dropped, or until the process ends.
#[must_use = "the lock is let go when this is dropped"]
#[derive(Debug)]
pub struct Lock {
    _file: Connection,
}

/// Takes the lock of this name on the database at `path`; on a database in memory, which nobody else has, at `None`.
/// `Ok(None)` where somebody holds it.
pub(crate) fn take(path: Option<&Path>, name: &str) -> Result<Option<Lock>, Failure> {
    let file = match path {
        Some(path) => Connection::open(beside(path, name))?,
        None => Connection::open_in_memory()?,
    };
    file.busy_timeout(Duration::ZERO)?;
    match file.execute_batch(TAKE) {
        Ok(()) => Ok(Some(Lock { _file: file })),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn beside(path: &Path, name: &str) -> PathBuf {
    let mut file = path.as_os_str().to_owned();
    file.push(format!("-{name}.lock"));
    file.into()
}

/// Notes who took the lock.
pub(crate) fn note(
    connection: &Connection,
    name: &str,
    holder: &str,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    run(connection, PUT_HOLDER, params![name, holder, micros(now)])
}

/// Who took the lock last, and when.
pub(crate) fn holder(
    connection: &Connection,
    name: &str,
) -> Result<Option<(String, DateTime<Utc>)>, Failure> {
    first(connection, HOLDER, [name], |row| Ok((text(row, 0)?.to_owned(), instant(row, 1)?)))
}
