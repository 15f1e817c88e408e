//! A copy of the file as it is at one instant, without stopping anybody who writes to it.
//!
//! To copy the file by hand while somebody writes would miss what is still in the log beside it. SQLite's own copy reads in one
//! transaction, leaves out what was deleted, and is one file that needs no log. The format is not touched: a copy that is made before
//! an upgrade can still be read by the version that wrote it.

use std::path::Path;

use rusqlite::Connection;

use crate::error::{Failure, StoreError};
use crate::migrate::{known_version, version};
use crate::proof::LedgerProof;
use crate::{ledger, open};

const COPY: &str = "VACUUM INTO ?1";

/// One row, `ok`, or the first thing that is wrong.
const CHECK: &str = "PRAGMA integrity_check(1)";

/// What a copy is like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// The version of its format.
    pub format: u64,
    /// Whether its ledger is as it was written; `None` where its format is older than this program's, for then nobody looked.
    pub ledger: Option<LedgerProof>,
}

/// Copies the database at `from`, as it is at one instant, into `to`, which must be an empty file or not there; then reads the whole copy.
/// It does not wait for the disk.
///
/// # Errors
/// [`StoreError::Missing`] where there is no database at `from`; [`StoreError`] for what either file is up to. What is at `to` then
/// is no backup.
pub fn back_up(from: &Path, to: &Path) -> Result<Backup, StoreError> {
    let source = open::as_it_is(from).map_err(|failure| failure.missing_at(from))?;
    ours(&source).map_err(|failure| failure.at(from))?;
    copy(&source, to).and_then(|()| look_through(to)).map_err(|failure| failure.at(to))
}

fn copy(source: &Connection, to: &Path) -> Result<(), Failure> {
    let Some(to) = to.to_str() else {
        return Err(Failure::Unreadable("its name is no UTF-8 text".to_owned()));
    };
    source.execute(COPY, [to])?;
    Ok(())
}

fn look_through(copy: &Path) -> Result<Backup, Failure> {
    let copy = open::as_it_is(copy)?;
    let found: String = copy.query_row(CHECK, [], |row| row.get(0))?;
    if found != "ok" {
        return Err(Failure::Unreadable(found));
    }
    let format = ours(&copy)?;
    let newest = i64::try_from(format).is_ok_and(|format| format == known_version());
    let ledger = newest.then(|| ledger::verify(&copy, None)).transpose()?;
    Ok(Backup { format, ledger })
}

/// The version of a database's format. One that has none yet has nothing to be kept.
fn ours(connection: &Connection) -> Result<u64, Failure> {
    match version(connection)? {
        0 => Err(Failure::Foreign),
        format => Ok(u64::try_from(format).unwrap_or(u64::MAX)),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;
    use crate::Store;
    use crate::fixture::{batch, origin};
    use crate::migrate;

    struct Place(tempfile::TempDir);

    impl Place {
        fn new() -> Self {
            Self(tempfile::tempdir().unwrap())
        }

        fn file(&self, name: &str) -> PathBuf {
            self.0.path().join(name)
        }

        fn files(&self) -> Vec<String> {
            let names = fs::read_dir(self.0.path()).unwrap();
            let mut names: Vec<_> =
                names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        }
    }

    #[test]
    fn a_copy_has_what_is_still_in_the_log_and_nothing_that_is_not_committed() {
        let place = Place::new();
        let (from, to) = (place.file("monitor.db"), place.file("copy.db"));
        let mut store = Store::open(&from).unwrap();
        store.import_activity(&[(batch(), origin("week-1"))]).unwrap();
        assert!(fs::metadata(place.file("monitor.db-wal")).unwrap().len() > 0);
        // Somebody is in the middle of writing.
        let writer = open::as_it_is(&from).unwrap();
        writer.execute_batch("BEGIN IMMEDIATE; UPDATE import SET file = 'half'").unwrap();
        let backup = back_up(&from, &to).unwrap();
        writer.execute_batch("ROLLBACK").unwrap();
        assert_eq!(i64::try_from(backup.format), Ok(known_version()));
        assert!(matches!(&backup.ledger, Some(LedgerProof::Sound(_))), "{backup:?}");
        // It is one file, and reading it has left no other.
        assert!(
            !place.files().iter().any(|name| name.starts_with("copy.db-")),
            "{:?}",
            place.files()
        );
        let copy = Store::open_existing(&to).unwrap();
        assert_eq!(copy.imports().unwrap(), store.imports().unwrap());
    }

    #[test]
    fn an_older_database_is_copied_as_it_is() {
        let place = Place::new();
        let (from, to) = (place.file("old.db"), place.file("copy.db"));
        migrate::to(&mut Connection::open(&from).unwrap(), 5).unwrap();
        let before = fs::read(&from).unwrap();
        assert_eq!(back_up(&from, &to).unwrap(), Backup { format: 5, ledger: None });
        assert_eq!(fs::read(&from).unwrap(), before);
        assert_eq!(version(&Connection::open(&to).unwrap()).unwrap(), 5);
    }

    #[test]
    fn what_is_no_database_of_ours_is_not_copied_and_nothing_is_written_over() {
        let place = Place::new();
        let (from, to) = (place.file("monitor.db"), place.file("copy.db"));
        assert!(matches!(back_up(&from, &to), Err(StoreError::Missing { .. })));
        fs::write(&from, "").unwrap();
        assert!(matches!(back_up(&from, &to), Err(StoreError::Foreign { .. })));
        fs::remove_file(&from).unwrap();
        drop(Store::open(&from).unwrap());
        assert!(matches!(
            back_up(&from, &place.file("nowhere/copy.db")),
            Err(StoreError::CannotOpen { .. })
        ));
        fs::write(&to, "kept").unwrap();
        back_up(&from, &to).unwrap_err();
        assert_eq!(fs::read(&to).unwrap(), b"kept");
    }

    #[test]
    fn a_copy_that_is_broken_is_no_backup() {
        let place = Place::new();
        let from = place.file("monitor.db");
        let mut store = Store::open(&from).unwrap();
        store.import_activity(&[(batch(), origin("week-1"))]).unwrap();
        let to = place.file("copy.db");
        back_up(&from, &to).unwrap();
        let mut bytes = fs::read(&to).unwrap();
        let half = bytes.len() / 2;
        bytes[half..half + 8192].fill(7);
        fs::write(&to, bytes).unwrap();
        let error = look_through(&to).unwrap_err().at(&to);
        assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
    }
}
