//! The list of all enrollments that continue earlier ones, so that a run can say what it found out.

use std::collections::BTreeSet;

use monitor_model::{EnrollmentKey, ProgramId};
use rusqlite::Connection;

use crate::columns::{each, parsed, text};
use crate::error::{Failure, StoreError};
use crate::store::Store;

const ALL: &str = "SELECT program.key, former.key, now.key
     FROM continuation JOIN enrollment AS former ON former.id = former
     JOIN enrollment AS now ON now.id = now JOIN program ON program.id = now.program_id";

/// A program, an enrollment that its roster has no more, and the one that continues it.
pub type Continuation = (ProgramId, EnrollmentKey, EnrollmentKey);

impl Store {
    /// Every enrollment that another one continues, with that one.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn continuations(&self) -> Result<BTreeSet<Continuation>, StoreError> {
        self.read(all)
    }
}

fn all(connection: &Connection) -> Result<BTreeSet<Continuation>, Failure> {
    let mut all = BTreeSet::new();
    each(connection, ALL, [], |row| {
        let [former, now] = [text(row, 1)?, text(row, 2)?].map(EnrollmentKey::from_text);
        all.insert((parsed(row, 0)?, former, now));
        Ok(())
    })?;
    Ok(all)
}
