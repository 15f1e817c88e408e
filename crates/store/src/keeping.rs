//! The ledger: what the rest of the program sees of it.

use monitor_model::{Entry, EntryId, NewEntry, ProgramId};

use crate::chain::{LedgerHead, LedgerProof};
use crate::end::End;
use crate::error::StoreError;
use crate::personal::Salt;
use crate::store::Store;
use crate::{ledger, ledger_export};

impl Store {
    /// Appends entries in one transaction and gives their numbers. `last` is the last entry that whoever decided has seen, `None`
    /// where there was none: on a ledger that has grown since, the decision may be another.
    ///
    /// # Errors
    /// [`StoreError::LedgerMoved`] where the ledger has grown; [`StoreError::NoEnrollment`] for an entry about nobody;
    /// [`StoreError::ForgetsNothing`] for one that only [`Store::forget`] writes; otherwise what the file is up to. Then nothing
    /// was written.
    pub fn append(
        &mut self,
        last: Option<EntryId>,
        entries: &[(NewEntry, Salt)],
    ) -> Result<Vec<EntryId>, StoreError> {
        self.write(End::Commit, |connection| ledger::append(connection, last, entries))
    }

    /// The entries of a program, or of all, in their order. In the place of what was erased stand an empty name, no reason,
    /// [`monitor_model::EvidenceUrl::forgotten`] and the pseudonym of the enrollment.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read, or an entry makes no sense.
    pub fn ledger(&self, program: Option<&ProgramId>) -> Result<Vec<Entry>, StoreError> {
        self.read(|connection| ledger::entries(connection, program))
    }

    /// How many entries the ledger has, and the hash of the last, as the file remembers it.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn ledger_head(&self) -> Result<LedgerHead, StoreError> {
        self.read(ledger::head)
    }

    /// Looks through the whole ledger and names the first entry that is not as it was written. `remembered` is a head that was kept
    /// elsewhere: only that shows that all of the file was not written anew.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read. That the ledger is broken is no error.
    pub fn verify_ledger(
        &self,
        remembered: Option<&LedgerHead>,
    ) -> Result<LedgerProof, StoreError> {
        self.read(|connection| ledger::verify(connection, remembered))
    }

    /// The ledger as lines of JSON with everything that somebody needs to verify it; how is told in `src/chain.rs` and in
    /// `docs/ledger.md`.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn export_ledger(&self) -> Result<Vec<String>, StoreError> {
        self.read(|connection| {
            let links = ledger::links(connection)?;
            Ok(links.iter().map(ledger_export::line).collect())
        })
    }
}
