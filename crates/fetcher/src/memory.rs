//! What the fetcher needs of a store: that contributions, coverage and notes are kept together or not at all.

use monitor_model::Batch;

use crate::notes::Mark;

/// Where answers are kept.
pub trait Memory {
    /// Why it can't be kept.
    type Error: std::error::Error + Send + Sync + 'static;

    /// Every note, as it was last committed.
    ///
    /// # Errors
    /// What the store says.
    fn notes(&mut self) -> Result<Vec<(String, String)>, Self::Error>;

    /// Keeps what an answer says and the notes on it, in one transaction.
    ///
    /// # Errors
    /// What the store says; then nothing was kept.
    fn commit(&mut self, batch: &Batch, marks: &[Mark]) -> Result<(), Self::Error>;
}
