//! Evaluations: what a mentor says of a period.

use chrono::{DateTime, Utc};

use crate::{Doer, EntryId, PeriodId, named};

named! {
    /// What a mentor says of a period.
    Verdict {
        /// The work is sufficient.
        Pass = "pass",
        /// It is not. No rule and no administrator turns this into a pass.
        Fail = "fail",
        /// More time is needed.
        Extend = "extend",
        /// The mentee has left.
        Withdraw = "withdraw",
    }
}

/// The verdict on a period that holds now: the latest one that somebody gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// The entry of the ledger that gave it.
    pub entry: EntryId,
    /// Of which period.
    pub period: PeriodId,
    /// What was said.
    pub verdict: Verdict,
    /// Who said it.
    pub by: Doer,
    /// In words, where there are some.
    pub note: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}
