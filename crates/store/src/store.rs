//! The store: what the rest of the program sees of the database.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use monitor_model::{Batch, Cohort, ItemUrl, Program, ProgramId};
use rusqlite::{Connection, TransactionBehavior};

use crate::end::End;
use crate::error::{Failure, StoreError};
use crate::facts::{ExportRow, ItemFacts};
use crate::lock::{self, Lock};
use crate::outcome::{ImportRecord, Origin, Outcome, ProgramHead};
use crate::read_records::Reading;
use crate::records::Records;
use crate::{import_log, marks, open, read_items, read_roster, write_activity};

/// How a store without a file is called.
const MEMORY: &str = ":memory:";

/// One SQLite file, open.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    path: PathBuf,
}

impl Store {
    /// Opens a file, makes it where it isn't there, and brings it to the newest format.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be opened, is somebody else's, or was written by a newer program.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        if path.as_os_str().is_empty() {
            // SQLite would take it as a file that is gone at the end.
            let why = "the name is empty".to_owned();
            let path = path.to_owned();
            return Err(StoreError::CannotOpen { path, why });
        }
        let connection = open::file(path).map_err(|failure| failure.at(path))?;
        Ok(Self { connection, path: path.to_owned() })
    }

    /// Opens a file that must be there, and brings it to the newest format.
    ///
    /// # Errors
    /// [`StoreError::Missing`] where there is no such file; otherwise as [`Store::open`].
    pub fn open_existing(path: &Path) -> Result<Self, StoreError> {
        let connection = open::existing_file(path).map_err(|failure| failure.missing_at(path))?;
        Ok(Self { connection, path: path.to_owned() })
    }

    /// A store that is gone when it is dropped.
    ///
    /// # Errors
    /// [`StoreError`] where there is no memory for it.
    pub fn in_memory() -> Result<Self, StoreError> {
        let path = PathBuf::from(MEMORY);
        let connection = open::memory().map_err(|failure| failure.at(&path))?;
        Ok(Self { connection, path })
    }

    /// Takes what sources say, all of it in one transaction and in this order, with one outcome each.
    ///
    /// # Errors
    /// [`StoreError`] for what the file is up to. Then nothing of any of them was written.
    pub fn import_activity(
        &mut self,
        files: &[(Batch, Origin)],
    ) -> Result<Vec<Outcome>, StoreError> {
        self.write(End::Commit, |connection| write_activity::import(connection, files))
    }

    /// What [`Store::import_activity`] would do; nothing is written.
    ///
    /// # Errors
    /// As [`Store::import_activity`].
    pub fn import_activity_dry_run(
        &mut self,
        files: &[(Batch, Origin)],
    ) -> Result<Vec<Outcome>, StoreError> {
        self.write(End::RollBack, |connection| write_activity::import(connection, files))
    }

    /// All programs in brief, by id.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn programs(&self) -> Result<Vec<ProgramHead>, StoreError> {
        self.read(read_roster::heads)
    }

    /// Everything that is known of one program, as of one instant; `None` where there is no such program.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn cohort(&self, id: &ProgramId) -> Result<Option<Cohort>, StoreError> {
        self.read(|connection| Reading::begin(connection, id)?.map(Reading::whole).transpose())
    }

    /// Lets `work` go through everything that is known of one program, as of one instant, without having all of it in memory;
    /// `None` where there is no such program.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn records<T>(
        &self,
        id: &ProgramId,
        work: impl FnOnce(Records<'_>) -> T,
    ) -> Result<Option<T>, StoreError> {
        self.read(|connection| Ok(Records::begin(connection, &self.path, id)?.map(work)))
    }

    /// Steps through the rows that [`Store::records`] reads of one program, makes nothing of them, and counts them: what SQLite
    /// alone takes, to measure the rest against.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn rows(&self, id: &ProgramId) -> Result<u64, StoreError> {
        self.read(|connection| Reading::rows(connection, id))
    }

    /// One program as its roster declares it now, with what earlier ones called its mentees, and without what its people did; `None` where there is no such program.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn program(&self, id: &ProgramId) -> Result<Option<Program>, StoreError> {
        let roster = self.read(|connection| read_roster::remembered(connection, id))?;
        Ok(roster.map(|roster| roster.program))
    }

    /// Everything that is known of the item that has this URL, or had it before; `None` where nothing is.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn item(&self, url: &ItemUrl) -> Result<Option<ItemFacts>, StoreError> {
        self.read(|connection| read_items::item(connection, url))
    }

    /// Hands on every contribution of a program's people, enrollment by enrollment in the roster's order, in each by time
    /// and then by URL, until `take` breaks. Not more than one person's contributions are in memory. `None` where there is
    /// no such program.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read; what was handed on until then was right.
    pub fn export<B>(
        &self,
        id: &ProgramId,
        take: impl FnMut(ExportRow<'_>) -> ControlFlow<B>,
    ) -> Result<Option<ControlFlow<B>>, StoreError> {
        self.read(|connection| read_items::export(connection, id, take))
    }

    /// Takes what GitHub answered at an instant, together with what the fetcher notes for its next run: a mark without a
    /// value is removed. One transaction, not logged as an import. Of a login that `people` or `identities` give an account,
    /// everything in the batch is that account's; of any other login it is the account's that has the login now.
    ///
    /// It does not wait for the disk. A killed process loses nothing by that; after a power failure the last answers may be
    /// missing, each wholly and with its marks, so that they are asked for again.
    ///
    /// # Errors
    /// [`StoreError`] for what the file is up to. Then nothing of it was written.
    pub fn commit(
        &mut self,
        batch: &Batch,
        marks: &[(String, Option<String>)],
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.write(End::CommitSoon, |connection| {
            write_activity::answer(connection, batch, at)?;
            marks::set(connection, marks)
        })
    }

    /// Every mark whose key begins with `prefix`, by key.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn marks(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        self.read(|connection| marks::all(connection, prefix))
    }

    /// Takes the lock of this name for as long as the [`Lock`] lives. A process that ends, however it ends, lets go of it.
    /// Reading and writing need no lock; it keeps two long works of one kind apart.
    ///
    /// # Errors
    /// [`StoreError::Locked`] where another process, or another part of this one, has it; otherwise what the file is up to.
    pub fn lock(
        &mut self,
        name: &str,
        holder: &str,
        now: DateTime<Utc>,
    ) -> Result<Lock, StoreError> {
        let taken = lock::take(self.file(), name).map_err(|failure| failure.at(&self.path))?;
        let Some(lock) = taken else {
            return self.read(|connection| {
                let holder = lock::holder(connection, name)?;
                let (by, since) = holder.unwrap_or_else(|| ("another process".to_owned(), now));
                Err(Failure::Locked { by, since })
            });
        };
        self.write(End::Commit, |connection| lock::note(connection, name, holder, now))?;
        Ok(lock)
    }

    /// The log of imports, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn imports(&self) -> Result<Vec<ImportRecord>, StoreError> {
        self.read(import_log::all)
    }

    /// A store on a connection that is in memory.
    pub(crate) fn on(connection: Connection) -> Self {
        Self { connection, path: PathBuf::from(MEMORY) }
    }

    /// The file under the name that all processes see it by; `None` where there is none.
    fn file(&self) -> Option<&Path> {
        let resolved = self.connection.path().filter(|path| !path.is_empty()).map(Path::new);
        let is_file = self.path != Path::new(MEMORY);
        resolved.or(is_file.then_some(&*self.path))
    }

    /// Does some work in one transaction, of which everything takes effect or nothing.
    pub(crate) fn write<T>(
        &mut self,
        end: End,
        work: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> Result<T, StoreError> {
        let run = || {
            self.connection.pragma_update(None, "synchronous", end.synchronous())?;
            // Immediate: who waits does so before the work, and two that wait for each other can't be.
            let behavior = TransactionBehavior::Immediate;
            let transaction = self.connection.transaction_with_behavior(behavior)?;
            let done = work(&transaction)?;
            match end {
                End::Commit | End::CommitSoon => transaction.commit()?,
                End::RollBack => transaction.rollback()?,
            }
            Ok(done)
        };
        run().map_err(|failure: Failure| failure.at(&self.path))
    }

    /// Does what can't be done within a transaction.
    pub(crate) fn outside<T>(
        &mut self,
        work: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> Result<T, StoreError> {
        work(&self.connection).map_err(|failure| failure.at(&self.path))
    }

    /// Reads in one transaction, so that a writer in between is not seen in part.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Failure>,
    ) -> Result<T, StoreError> {
        let run = || work(&*self.connection.unchecked_transaction()?);
        run().map_err(|failure: Failure| failure.at(&self.path))
    }
}

#[cfg(test)]
impl Store {
    /// Hands every statement that begins to run to `watch`.
    pub(crate) fn watch(&self, watch: fn(rusqlite::trace::TraceEvent<'_>)) {
        let starts = rusqlite::trace::TraceEventCodes::SQLITE_TRACE_STMT;
        self.connection.trace_v2(starts, Some(watch));
    }

    /// The connection, for tests that do what the store does not.
    pub(crate) const fn connection(&self) -> &Connection {
        &self.connection
    }

    /// The one value of a query.
    pub(crate) fn one<T: rusqlite::types::FromSql>(&self, sql: &str) -> T {
        self.connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;
    use std::{fs, thread};

    use monitor_model::{Item, When};

    use super::*;
    use crate::fixture::{batch, day, known, opened, origin, program, program_id, repo};

    fn file() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("monitor.db");
        let mut store = Store::open(&path).unwrap();
        store.import_roster(&program(), &origin("roster")).unwrap();
        (folder, path)
    }

    /// Many pull requests of one person.
    fn many(from: u64, to: u64) -> Batch {
        let item = |n| Item::pull_request(repo("oil-lab/press"), n);
        let one = |n| opened("ada-lumen", item(n), When::At(day(1)));
        Batch { contributions: (from..to).map(one).collect(), ..Batch::default() }
    }

    fn contributions(store: &Store) -> usize {
        let cohort = store.cohort(&program_id()).unwrap().unwrap();
        cohort.records.iter().map(|record| record.contributions.len()).sum()
    }

    fn sound(store: &Store) {
        assert_eq!(store.one::<String>("PRAGMA integrity_check"), "ok");
        assert_eq!(store.one::<i64>("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    }

    #[test]
    fn what_was_written_is_there_after_opening_again() {
        let (_folder, path) = file();
        let mut store = Store::open_existing(&path).unwrap();
        store.import_activity(&[(batch(), origin("week-1"))]).unwrap();
        let before = known(&store);
        drop(store);
        let store = Store::open_existing(&path).unwrap();
        assert_eq!(known(&store), before);
        sound(&store);
    }

    #[test]
    fn a_missing_file_is_named_and_not_made() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.db");
        let error = Store::open_existing(&path).unwrap_err();
        assert_eq!(error.to_string(), format!("there is no database `{}`", path.display()));
        assert!(error.hint().contains("mentorship-monitor import roster"));
        assert!(!path.exists());
        let error = Store::open(Path::new("")).unwrap_err();
        assert_eq!(error.to_string(), "`` can't be opened: the name is empty");
    }

    #[test]
    fn who_waits_too_long_is_told_why_and_readers_need_not_wait() {
        let (_folder, path) = file();
        let mut one = Store::open(&path).unwrap();
        let mut other = Store::open(&path).unwrap();
        other.connection.busy_timeout(Duration::from_millis(10)).unwrap();
        let writing =
            one.connection.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
        write_activity::import(&writing, &[(batch(), origin("one"))]).unwrap();
        let error = other.import_activity(&[(batch(), origin("two"))]).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("another process is writing to `{}`", path.display())
        );
        assert!(error.hint().starts_with("wait"));
        assert_eq!(contributions(&other), 0, "nothing is seen before it is committed");
        writing.commit().unwrap();
        assert_eq!(contributions(&other), 3);
        other.import_activity(&[(batch(), origin("two"))]).unwrap();
    }

    #[test]
    fn two_may_write_at_once() {
        let (_folder, path) = file();
        let write = |from: u64| {
            let mut store = Store::open(&path).unwrap();
            for n in from..from + 10 {
                let content = format!("file-{n}");
                store.import_activity(&[(many(n * 50, n * 50 + 60), origin(&content))]).unwrap();
            }
        };
        thread::scope(|scope| {
            scope.spawn(|| write(0));
            scope.spawn(|| write(5));
        });
        let store = Store::open(&path).unwrap();
        assert_eq!(contributions(&store), 14 * 50 + 60);
        // What both had was imported by whoever came first.
        assert_eq!(store.imports().unwrap().len(), 1 + 15);
        sound(&store);
    }

    #[test]
    fn all_files_of_a_command_or_none() {
        let (_folder, path) = file();
        let mut store = Store::open(&path).unwrap();
        // The second can't be stored: somebody broke the table that it needs.
        store.connection.execute_batch("ALTER TABLE hidden_activity RENAME TO gone").unwrap();
        let files = [(many(0, 9), origin("good")), (batch(), origin("bad"))];
        let error = store.import_activity(&files).unwrap_err();
        assert!(matches!(error, StoreError::Sqlite { .. }), "{error}");
        store.connection.execute_batch("ALTER TABLE gone RENAME TO hidden_activity").unwrap();
        assert_eq!((contributions(&store), store.imports().unwrap().len()), (0, 1));
        store.import_activity(&files).unwrap();
        assert_eq!(contributions(&store), 12);
    }

    #[test]
    fn a_killed_process_leaves_nothing_half_written() {
        let (folder, path) = file();
        let mut store = Store::open(&path).unwrap();
        store.import_activity(&[(batch(), origin("before"))]).unwrap();
        let before = known(&store);
        // A small cache, so that much of the unfinished work is in the files already.
        store.connection.pragma_update(None, "cache_size", 10).unwrap();
        let unfinished =
            store.connection.transaction_with_behavior(TransactionBehavior::Immediate).unwrap();
        write_activity::import(&unfinished, &[(many(0, 3000), origin("unfinished"))]).unwrap();
        let left = folder.path().join("left.db");
        let beside = |path: &Path, what| PathBuf::from(format!("{}{what}", path.display()));
        fs::copy(&path, &left).unwrap();
        let spilled = fs::copy(beside(&path, "-wal"), beside(&left, "-wal")).unwrap();
        assert!(spilled > 100_000, "the work did not reach the files");
        let left = Store::open_existing(&left).unwrap();
        assert_eq!(known(&left), before);
        sound(&left);
        drop(unfinished);
        assert_eq!(known(&store), before);
        store.import_activity(&[(many(0, 3000), origin("unfinished"))]).unwrap();
        assert_eq!(contributions(&store), 3003);
    }

    #[test]
    fn a_full_disk_leaves_nothing_half_written() {
        let (_folder, path) = file();
        let mut store = Store::open(&path).unwrap();
        let before = known(&store);
        let file = [(many(0, 1000), origin("much"))];
        let mut failed = 0;
        for room in (0..).step_by(4) {
            let pages = store.one::<i64>("PRAGMA page_count") + room;
            store
                .connection
                .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
                .unwrap();
            match store.import_activity(&file) {
                Ok(_) => break,
                Err(error) => {
                    let name = path.display();
                    assert_eq!(
                        error.to_string(),
                        format!("there is no room left on the disk for `{name}`")
                    );
                    failed += 1;
                }
            }
            assert_eq!(known(&store), before);
            assert_eq!(store.imports().unwrap().len(), 1);
        }
        assert!(failed > 5, "{failed}");
        assert_eq!(contributions(&store), 1000);
        sound(&store);
    }

    #[test]
    fn a_file_that_can_only_be_read_can_be_read() {
        let (_folder, path) = file();
        let mut store = Store::open(&path).unwrap();
        store.connection.pragma_update(None, "query_only", true).unwrap();
        let before = known(&store);
        let error = store.import_activity(&[(batch(), origin("week-1"))]).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("`{}` can only be read, not written", path.display())
        );
        assert_eq!(known(&store), before);
    }

    #[test]
    fn what_makes_no_sense_is_named_and_not_guessed() {
        let (_folder, path) = file();
        let mut store = Store::open(&path).unwrap();
        store.import_activity(&[(batch(), origin("week-1"))]).unwrap();
        store.connection.execute_batch("UPDATE coverage SET state = 'surely'").unwrap();
        let error = store.cohort(&program_id()).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "`{}` is damaged: `surely` in the column `state` can't be read: it is no state of coverage",
                path.display()
            )
        );
        assert!(error.hint().starts_with("restore"));
    }
}
