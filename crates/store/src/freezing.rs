//! Snapshots: what the rest of the program sees of them.

use chrono::{DateTime, Utc};
use monitor_model::{PeriodId, ProgramId};

use crate::columns::micros;
use crate::end::End;
use crate::error::{Failure, StoreError};
use crate::frozen::{Frozen, Label};
use crate::snapshots::{self, SnapshotHead};
use crate::store::Store;

/// A program as it was, in a store of its own.
#[derive(Debug)]
pub struct AsOf {
    /// Which snapshot it is.
    pub head: SnapshotHead,
    /// What work was measured by, as it was given to [`Store::freeze`].
    pub standards: String,
    /// The program, and nothing else. It is gone when it is dropped.
    pub store: Store,
}

impl Store {
    /// Keeps everything that is read of a program, as of an instant, with what work is measured by, in the words of the caller.
    /// `None` where there is no such program. Of the same the snapshot is the same, and is kept once.
    ///
    /// # Errors
    /// [`StoreError`] for what the file is up to. Then nothing was written.
    pub fn freeze(
        &mut self,
        program: &ProgramId,
        period: &PeriodId,
        at: DateTime<Utc>,
        standards: &str,
    ) -> Result<Option<SnapshotHead>, StoreError> {
        if self.program(program)?.is_none() {
            return Ok(None);
        }
        let (program, period) = (program.as_str(), period.as_str());
        let label = Label { program, period, at: micros(at), standards };
        self.write(End::Commit, |connection| {
            let text = Frozen::of(connection, &label)?.text().map_err(Failure::Unreadable)?;
            snapshots::add(connection, &text).map(Some)
        })
    }

    /// All snapshots, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn snapshots(&self) -> Result<Vec<SnapshotHead>, StoreError> {
        self.read(snapshots::all)
    }

    /// The text of a snapshot, given by its id or a beginning of it. The SHA-256 of the text is the id.
    ///
    /// # Errors
    /// [`StoreError::NoSnapshot`], [`StoreError::SnapshotAmbiguous`], [`StoreError::SnapshotErased`]; otherwise what the file is up to.
    pub fn snapshot(&self, id: &str) -> Result<String, StoreError> {
        self.read(|connection| {
            let head = snapshots::find(connection, id)?;
            snapshots::text(connection, &head.id)
        })
    }

    /// Takes a snapshot from elsewhere, by its text. One that is here already changes nothing.
    ///
    /// # Errors
    /// [`StoreError::NoSnapshotText`] where it is none; [`StoreError::SnapshotErased`] where it was here and somebody in it was
    /// forgotten; [`StoreError::Newer`] where a newer program wrote it; otherwise what the file is up to. Then nothing was written.
    pub fn take_snapshot(&mut self, text: &str) -> Result<SnapshotHead, StoreError> {
        self.write(End::Commit, |connection| snapshots::add(connection, text))
    }

    /// The program as it was, read by the same code as what it is now.
    ///
    /// # Errors
    /// As [`Store::snapshot`].
    pub fn as_of(&self, id: &str) -> Result<AsOf, StoreError> {
        self.read(|connection| {
            let head = snapshots::find(connection, id)?;
            let frozen = snapshots::frozen(connection, &head.id)?;
            let store = Self::on(frozen.thaw()?);
            Ok(AsOf { head, standards: frozen.standards, store })
        })
    }
}
