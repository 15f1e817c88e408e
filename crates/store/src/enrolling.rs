//! Rosters: what the rest of the program sees of their import.

use monitor_model::{EnrollmentKey, Program};

use crate::end::End;
use crate::error::StoreError;
use crate::outcome::{Origin, Outcome, RosterImport, Wishes};
use crate::store::Store;
use crate::{recall, write_roster};

impl Store {
    /// Takes a program in place of what an earlier roster declared of it, in one transaction. Enrollments that the roster
    /// no longer has are kept and not shown.
    ///
    /// # Errors
    /// [`StoreError::Twice`] where two enrollments or two periods have the same name; [`StoreError::WasForgotten`] where it names
    /// somebody who was forgotten; otherwise what the file is up to.
    /// Then nothing was written.
    pub fn import_roster(
        &mut self,
        program: &Program,
        origin: &Origin,
    ) -> Result<Outcome, StoreError> {
        let done = self.take_roster(program, origin, &Wishes::default(), false)?;
        Ok(done.outcome)
    }

    /// The same with what people say beside the roster, and with what continues earlier enrollments. Of a dry run nothing is
    /// written.
    ///
    /// # Errors
    /// As [`Store::import_roster`]; [`StoreError::NoEnrollment`] and [`StoreError::NoContinuation`] for what can't be so.
    pub fn take_roster(
        &mut self,
        program: &Program,
        origin: &Origin,
        wishes: &Wishes,
        dry_run: bool,
    ) -> Result<RosterImport, StoreError> {
        let end = if dry_run { End::RollBack } else { End::Commit };
        self.write(end, |connection| write_roster::import(connection, program, origin, wishes))
    }

    /// The enrollments of a roster that name somebody who was forgotten, and would enroll them anew; without those of `again`, who
    /// came back on purpose. The import of such a roster is refused.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn forgotten_in(
        &self,
        program: &Program,
        again: &[EnrollmentKey],
    ) -> Result<Vec<EnrollmentKey>, StoreError> {
        self.read(|connection| recall::recognised(connection, program, again))
    }
}
