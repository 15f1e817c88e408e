//! What came out of reading one file.

use monitor_model::Batch;

use crate::ImportNotice;

/// What one file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What it says, to be stored together.
    pub batch: Batch,
    /// How many rows that took.
    pub rows: RowCounts,
    /// What the importer should know.
    pub notices: Vec<ImportNotice>,
}

/// The rows of one file. Every row is counted as one with or one without a mentee.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// All rows.
    pub rows: usize,
    /// Rows with an answer about a mentee.
    pub rows_with_mentee: usize,
    /// Rows in which GitHub knew nobody: `null_rows_named` plus those that the batch holds as unattributed.
    pub null_rows: usize,
    /// Of those, the rows whose mentee is known from elsewhere.
    pub null_rows_named: usize,
    /// Different pairs of a mentee and a week among the rows with a mentee.
    pub mentee_weeks: usize,
}
