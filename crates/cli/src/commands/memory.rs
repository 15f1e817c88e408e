//! The store as the fetcher's memory: the one place where the two meet.

use chrono::{DateTime, Utc};
use monitor_fetcher::{Mark, Memory};
use monitor_model::Batch;
use monitor_store::{Store, StoreError};

/// The store as the fetcher's memory.
pub(super) struct StoreMemory<'a> {
    /// The store.
    pub(super) store: &'a mut Store,
    /// When the run was asked for; logins are dated by it.
    pub(super) at: DateTime<Utc>,
}

impl Memory for StoreMemory<'_> {
    type Error = StoreError;

    fn notes(&mut self) -> Result<Vec<(String, String)>, StoreError> {
        self.store.marks("")
    }

    fn commit(&mut self, batch: &Batch, marks: &[Mark]) -> Result<(), StoreError> {
        self.store.commit(batch, marks, self.at)
    }
}
