//! The ledger: what the rest of the program sees of it.

use monitor_model::{Entry, EntryId, Look, NewEntry, ProgramId};

use crate::end::End;
use crate::error::StoreError;
use crate::forget::{self, Forgotten};
use crate::personal::Salt;
use crate::proof::{LedgerHead, LedgerProof};
use crate::store::Store;
use crate::{ledger, ledger_export, looks, sweep};

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

    /// The ledger as lines of JSON with everything that somebody needs to verify it; [`crate::verify_export`] does, and how
    /// to do it without this program is told in `docs/ledger.md`.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn export_ledger(&self) -> Result<Vec<String>, StoreError> {
        self.read(|connection| {
            let links = ledger::links(connection)?;
            Ok(links.iter().map(ledger_export::line).collect())
        })
    }

    /// Takes what a look at a piece of evidence came to. The latest stands, and a reading of a design tool that was not answered
    /// leaves an earlier one that was. Gives whether there is such evidence: somebody may have been forgotten meanwhile, and then nothing
    /// is written.
    ///
    /// # Errors
    /// [`StoreError`] for what the file is up to. Then nothing was written.
    pub fn put_look(&mut self, look: &Look) -> Result<bool, StoreError> {
        self.write(End::Commit, |connection| looks::put(connection, look))
    }

    /// Forgets the mentee of an enrollment, and of those that it continues. What is personal is erased: the enrollment's own row but
    /// its pseudonym, the account with
    /// everything that is known of it unless another enrollment needs it, the fetcher's notes on it, and the personal parts of
    /// every entry of the ledger about the enrollment, with what looks at their evidence came to. What was decided stays, about a pseudonym. `entry` says who asks for it, when, why and
    /// about which enrollment; it is appended as [`monitor_model::Deed::Forget`], whatever its deed. Items on which others
    /// did something too stay, and so do others' words.
    ///
    /// A roster that names the mentee is refused from then on: a slow hash of login and number of the account is kept to tell.
    ///
    /// # Errors
    /// [`StoreError::LedgerMoved`] as in [`Store::append`]; [`StoreError::NoEnrollment`]; [`StoreError::NamesForgotten`] for a
    /// reason that would keep what is to be erased; otherwise what the file is up to. Then nothing was written. That the bytes could not be
    /// swept from the file is no error: [`Forgotten::swept`] says so.
    pub fn forget(
        &mut self,
        last: Option<EntryId>,
        entry: &NewEntry,
        salt: Salt,
    ) -> Result<Forgotten, StoreError> {
        self.outside(sweep::overwrite)?;
        let done =
            self.write(End::Commit, |connection| forget::forget(connection, last, entry, salt))?;
        Ok(Forgotten { swept: self.sweep().unwrap_or(false), ..done })
    }

    /// What [`Store::forget`] would do; nothing is written.
    ///
    /// # Errors
    /// As [`Store::forget`].
    pub fn forget_dry_run(
        &mut self,
        last: Option<EntryId>,
        entry: &NewEntry,
        salt: Salt,
    ) -> Result<Forgotten, StoreError> {
        self.write(End::RollBack, |connection| forget::forget(connection, last, entry, salt))
    }

    /// Takes out of the bytes of the file and of its log what was deleted at any time before. Gives whether nothing of it is left:
    /// another process that reads just now keeps it from being done, and it may be tried again.
    ///
    /// # Errors
    /// [`StoreError::Full`] where there is no room to write the file anew; otherwise what the file is up to.
    pub fn sweep(&mut self) -> Result<bool, StoreError> {
        self.outside(sweep::sweep)
    }
}
