//! A program of any size: what was seen of everybody, and what each did, one record at a time.

use std::ops::ControlFlow;
use std::path::Path;

use monitor_model::{Cohort, ProgramId, Record};
use rusqlite::Connection;

use crate::error::{Failure, StoreError};
use crate::read_records::Reading;

/// A program whose records are handed out one by one, all as of one instant.
pub struct Records<'s> {
    reading: Reading<'s>,
    path: &'s Path,
}

impl<'s> Records<'s> {
    /// Begins to read a program, if it is there.
    pub(crate) fn begin(
        connection: &'s Connection,
        path: &'s Path,
        id: &ProgramId,
    ) -> Result<Option<Self>, Failure> {
        let reading = Reading::begin(connection, id)?;
        Ok(reading.map(|reading| Self { reading, path }))
    }

    /// The program with everything that is small: its roster, and of each record the name, the account, what was seen and what
    /// was counted. The records have no contributions, details and responses yet.
    #[must_use]
    pub const fn head(&self) -> &Cohort {
        self.reading.head()
    }

    /// Hands out every record, complete and in the roster's order, until `take` breaks. Not more than one is in memory at a time,
    /// the contributions are gone through once, and nobody is asked for alone.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read; what was handed out until then was right.
    pub fn each<B>(
        self,
        take: impl FnMut(Record) -> ControlFlow<B>,
    ) -> Result<ControlFlow<B>, StoreError> {
        let Self { reading, path } = self;
        let done = reading.each(take).map_err(|failure| failure.at(path))?;
        Ok(done.1)
    }
}
