//! Opens the file: settings that every connection needs.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::error::Failure;
use crate::migrate::migrate;

/// How long to wait for another process before giving up.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// How often the switch of a file's mode is tried within that time.
const SWITCHES: u32 = 100;

/// How many statements stay prepared; more than there are in this crate.
const STATEMENTS: usize = 128;

/// How much of the file may stay in memory, in KiB (negative by SQLite's convention).
const CACHE_KIB: i64 = -65_536;

/// Opens a file, makes it if it isn't there, and brings it to the newest format.
pub(crate) fn file(path: &Path) -> Result<Connection, Failure> {
    with(path, OpenFlags::SQLITE_OPEN_CREATE)
}

/// Opens a file that must be there, and brings it to the newest format.
pub(crate) fn existing_file(path: &Path) -> Result<Connection, Failure> {
    with(path, OpenFlags::empty())
}

/// Opens a file that must be there, and leaves format and settings as they are.
pub(crate) fn as_it_is(path: &Path) -> Result<Connection, Failure> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    Ok(connection)
}

fn with(path: &Path, more: OpenFlags) -> Result<Connection, Failure> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
    let mut connection = Connection::open_with_flags(path, flags)?;
    prepare(&mut connection)?;
    // Only now, for this changes the file: it must be ours.
    switch_to_wal(&connection)?;
    Ok(connection)
}

/// Of two that switch a new file at once SQLite turns one away without waiting, whatever the time-out says.
fn switch_to_wal(connection: &Connection) -> Result<(), Failure> {
    for _ in 1..SWITCHES {
        match connection.pragma_update(None, "journal_mode", "wal") {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                std::thread::sleep(BUSY_TIMEOUT / SWITCHES);
            }
            done => return Ok(done?),
        }
    }
    Ok(connection.pragma_update(None, "journal_mode", "wal")?)
}

/// A database that is gone when it is dropped.
pub(crate) fn memory() -> Result<Connection, Failure> {
    let mut connection = Connection::open_in_memory()?;
    prepare(&mut connection)?;
    Ok(connection)
}

/// Brings a database to the newest format, and its connection to the settings that all have.
pub(crate) fn prepare(connection: &mut Connection) -> Result<(), Failure> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "cache_size", CACHE_KIB)?;
    migrate(connection)?;
    Ok(connection.pragma_update(None, "foreign_keys", true)?)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;
    use std::thread;

    use super::*;
    use crate::migrate::{APPLICATION_ID, known_version};

    fn place(name: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        (folder, path)
    }

    fn pragma(connection: &Connection, name: &str) -> String {
        let read = |row: &rusqlite::Row| {
            row.get_ref(0)?
                .as_str()
                .map(str::to_owned)
                .or_else(|_| row.get::<_, i64>(0).map(|n| n.to_string()))
        };
        connection.pragma_query_value(None, name, read).unwrap()
    }

    /// The sentence with which a file is refused, and that its bytes are as they were.
    fn refused(path: &Path) -> String {
        let before = fs::read(path).unwrap();
        let error = file(path).map(drop).unwrap_err().at(Path::new("x.db"));
        assert_eq!(fs::read(path).unwrap(), before, "the file was changed");
        error.to_string()
    }

    #[test]
    fn a_new_file_has_its_settings_and_can_be_opened_again() {
        let (_folder, path) = place("monitor.db");
        for _ in 0..2 {
            let connection = file(&path).unwrap();
            assert_eq!(pragma(&connection, "journal_mode"), "wal");
            assert_eq!(pragma(&connection, "foreign_keys"), "1");
            assert_eq!(pragma(&connection, "busy_timeout"), "5000");
            assert_eq!(pragma(&connection, "application_id"), APPLICATION_ID.to_string());
            assert_eq!(pragma(&connection, "user_version"), known_version().to_string());
        }
    }

    #[test]
    fn somebody_elses_file_is_refused_and_left_alone() {
        let (_folder, path) = place("other.db");
        fs::write(&path, "name,login\nAda,ada-lumen\n").unwrap();
        assert_eq!(refused(&path), "`x.db` is no monitor database");
        fs::write(&path, "x".repeat(9000)).unwrap();
        assert_eq!(refused(&path), "`x.db` is no monitor database");

        fs::remove_file(&path).unwrap();
        let other = Connection::open(&path).unwrap();
        other.execute_batch("CREATE TABLE bookmark (url TEXT)").unwrap();
        drop(other);
        assert_eq!(refused(&path), "`x.db` is no monitor database");
    }

    #[test]
    fn a_newer_file_is_refused_and_left_alone() {
        let (_folder, path) = place("newer.db");
        let connection = file(&path).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        connection.pragma_update(None, "journal_mode", "delete").unwrap();
        drop(connection);
        assert_eq!(
            refused(&path),
            format!(
                "`x.db` was written by a newer version of this program: its format is 99, this version reads up to {}",
                known_version()
            )
        );
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let (_folder, path) = place("nowhere/monitor.db");
        let error = file(&path).map(drop).unwrap_err().at(Path::new("nowhere/monitor.db"));
        assert!(
            error.to_string().starts_with(
                "`nowhere/monitor.db` can't be opened: it, or its folder, is not there"
            ),
            "{error}"
        );
        assert!(error.hint().starts_with("see that the folder exists"));
    }

    #[test]
    fn many_may_make_the_same_file_at_once() {
        let (_folder, path) = place("monitor.db");
        let opened: Vec<Result<(), String>> = thread::scope(|scope| {
            let tasks: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| file(&path).map(drop).map_err(|e| format!("{e:?}"))))
                .collect();
            tasks.into_iter().map(|task| task.join().unwrap()).collect()
        });
        assert_eq!(opened, vec![Ok(()); 8]);
    }
}
