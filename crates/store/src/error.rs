//! What can go wrong, in sentences that name the file and a hint what to do.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use monitor_model::EnrollmentKey;
use rusqlite::ErrorCode;

/// Why the store could not do what it was asked. Whatever it was, nothing of it was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no such file that may be opened, and it was not to be made.
    #[error("there is no database `{}`", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("`{}` is no monitor database", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A newer program has written the file.
    #[error("`{}` was written by a newer version of this program: its format is {found}, this version reads up to {known}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of its format.
        found: i64,
        /// The latest version that is known here.
        known: i64,
    },
    /// Another process holds the lock, and did not let go for as long as we wait.
    #[error("another process is writing to `{}`", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// Another process does the same work on this database, and has the lock that it takes.
    #[error("{by} has been at work on `{}` since {}", path.display(), since.format("%Y-%m-%dT%H:%MZ"))]
    Locked {
        /// The file.
        path: PathBuf,
        /// Who has the lock.
        by: String,
        /// Since when.
        since: DateTime<Utc>,
    },
    /// There is no room left.
    #[error("there is no room left on the disk for `{}`", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The file, or its folder, may only be read.
    #[error("`{}` can only be read, not written", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// The file can't be opened or made.
    #[error("`{}` can't be opened: {why}", path.display())]
    CannotOpen {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The file holds something that this version can't make sense of.
    #[error("`{}` is damaged: {why}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What and where.
        why: String,
    },
    /// Two parts of one program have the same name, so that one would replace the other.
    #[error("the {what} `{name}` is there twice in the program `{program}`")]
    Twice {
        /// What kind of part: an enrollment or a period.
        what: &'static str,
        /// The name that both have.
        name: String,
        /// The program's id.
        program: String,
    },
    /// The ledger has grown since it was read for what was to be appended.
    #[error("the ledger in `{}` has {found} entries by now, and this was decided on the first {expected}", path.display())]
    LedgerMoved {
        /// The file.
        path: PathBuf,
        /// How many entries were known to whoever decided.
        expected: u64,
        /// How many there are.
        found: u64,
    },
    /// An entry, or the command to forget, is about an enrollment that is not there.
    #[error("`{}` knows no enrollment `{key}` in the program `{program}`", path.display())]
    NoEnrollment {
        /// The file.
        path: PathBuf,
        /// The program's id.
        program: String,
        /// The enrollment's key.
        key: String,
    },
    /// One enrollment can't continue another.
    #[error("`{now}` can't continue `{former}`: `{wrong}` is {} in the roster", if wrong == former { "still" } else { "not" })]
    NoContinuation {
        /// The earlier one.
        former: String,
        /// The one that is to continue it.
        now: String,
        /// Which of the two is wrong.
        wrong: String,
    },
    /// A roster would enroll somebody anew who was forgotten.
    #[error("the roster of `{program}` names people who were forgotten: {}", shown(keys))]
    WasForgotten {
        /// The program's id.
        program: String,
        /// Their enrollments in the roster.
        keys: Vec<EnrollmentKey>,
    },
    /// An entry says that somebody was forgotten, and nobody would be.
    #[error("an entry that says that somebody was forgotten can't be appended by itself")]
    ForgetsNothing,
    /// The reason for forgetting somebody names them, and would stay.
    #[error("the reason names whom it forgets: `{word}`")]
    NamesForgotten {
        /// What names them.
        word: String,
    },
    /// No snapshot has this id, or an id that begins with it.
    #[error("there is no snapshot `{given}` in `{}`", path.display())]
    NoSnapshot {
        /// The file.
        path: PathBuf,
        /// What was given.
        given: String,
    },
    /// The ids of several snapshots begin with this.
    #[error("the ids of {found} snapshots begin with `{given}`")]
    SnapshotAmbiguous {
        /// What was given.
        given: String,
        /// How many there are.
        found: usize,
    },
    /// Somebody who is in the snapshot was forgotten.
    #[error(
        "the snapshot `{id}` was erased because somebody in it was forgotten; its id is all that is left of it"
    )]
    SnapshotErased {
        /// The snapshot's id.
        id: String,
    },
    /// A text is no snapshot.
    #[error("this is no snapshot: {why}")]
    NoSnapshotText {
        /// What is wrong with it.
        why: String,
    },
    /// Anything else that SQLite says.
    #[error("the database `{}` failed: {why}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        why: String,
    },
}

fn shown(keys: &[EnrollmentKey]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    keys.join(", ")
}

/// The same without the path, which only the store knows.
#[derive(Debug)]
pub(crate) enum Failure {
    Foreign,
    Newer { found: i64, known: i64 },
    Unreadable(String),
    Twice { what: &'static str, name: String, program: String },
    Locked { by: String, since: DateTime<Utc> },
    LedgerMoved { expected: u64, found: u64 },
    NoEnrollment { program: String, key: String },
    NoContinuation { former: String, now: String, wrong: String },
    WasForgotten { program: String, keys: Vec<EnrollmentKey> },
    ForgetsNothing,
    NamesForgotten { word: String },
    NoSnapshot { given: String },
    SnapshotAmbiguous { given: String, found: usize },
    SnapshotErased { id: String },
    NoSnapshotText { why: String },
    Sqlite(rusqlite::Error),
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl Failure {
    /// The error for people, about the file at `path`.
    pub(crate) fn at(self, path: &Path) -> StoreError {
        let path = path.to_owned();
        match self {
            Self::Foreign => StoreError::Foreign { path },
            Self::Newer { found, known } => StoreError::Newer { path, found, known },
            Self::Unreadable(why) => StoreError::Damaged { path, why },
            Self::Twice { what, name, program } => StoreError::Twice { what, name, program },
            Self::Locked { by, since } => StoreError::Locked { path, by, since },
            Self::LedgerMoved { expected, found } => {
                StoreError::LedgerMoved { path, expected, found }
            }
            Self::NoEnrollment { program, key } => StoreError::NoEnrollment { path, program, key },
            Self::NoContinuation { former, now, wrong } => {
                StoreError::NoContinuation { former, now, wrong }
            }
            Self::WasForgotten { program, keys } => StoreError::WasForgotten { program, keys },
            Self::ForgetsNothing => StoreError::ForgetsNothing,
            Self::NamesForgotten { word } => StoreError::NamesForgotten { word },
            Self::NoSnapshot { given } => StoreError::NoSnapshot { path, given },
            Self::SnapshotAmbiguous { given, found } => {
                StoreError::SnapshotAmbiguous { given, found }
            }
            Self::SnapshotErased { id } => StoreError::SnapshotErased { id },
            Self::NoSnapshotText { why } => StoreError::NoSnapshotText { why },
            Self::Sqlite(source) => of_sqlite(&source, path),
        }
    }

    /// The same about a file that must have been there.
    pub(crate) fn missing_at(self, path: &Path) -> StoreError {
        match self.at(path) {
            // SQLite says no more than that it can't be opened; that it isn't there is the likely reason.
            StoreError::CannotOpen { path, .. } => StoreError::Missing { path },
            error => error,
        }
    }
}

fn of_sqlite(source: &rusqlite::Error, path: PathBuf) -> StoreError {
    use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType};
    let why = source.to_string();
    if matches!(
        source,
        FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..)
    ) {
        return StoreError::Damaged { path, why };
    }
    match source.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { path },
        Some(ErrorCode::DiskFull) => StoreError::Full { path },
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => StoreError::ReadOnly { path },
        Some(ErrorCode::NotADatabase) => StoreError::Foreign { path },
        Some(ErrorCode::CannotOpen) => StoreError::CannotOpen {
            path,
            // SQLite says no more than that, and names the file a second time.
            why: "it, or its folder, is not there or may not be used".to_owned(),
        },
        Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged { path, why },
        _ => StoreError::Sqlite { path, why },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    #[test]
    fn every_code_that_people_meet_has_its_sentence() {
        let said = |code| {
            let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            let error = Failure::from(error).at(Path::new("data/monitor.db"));
            (error.to_string(), error.hint().to_owned())
        };
        let cases = [
            (ffi::SQLITE_BUSY, "another process is writing to `data/monitor.db`", "wait"),
            (ffi::SQLITE_BUSY_RECOVERY, "another process is writing to `data/monitor.db`", "wait"),
            (
                ffi::SQLITE_FULL,
                "there is no room left on the disk for `data/monitor.db`",
                "make room",
            ),
            (ffi::SQLITE_READONLY, "`data/monitor.db` can only be read, not written", "allow"),
            (ffi::SQLITE_NOTADB, "`data/monitor.db` is no monitor database", "name another"),
        ];
        for (code, sentence, hint) in cases {
            let (said, hinted) = said(code);
            assert_eq!(said, sentence);
            assert!(hinted.starts_with(hint), "{hinted}");
        }
        let (said, _) = said(ffi::SQLITE_CORRUPT);
        assert!(said.starts_with("`data/monitor.db` is damaged: "), "{said}");
    }
}
