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
    /// The entry of the ledger that gave it last.
    pub entry: EntryId,
    /// Entries that gave the same verdict before, oldest first, with no other verdict in between: what was decided on one of them
    /// was decided on this verdict.
    pub earlier: Vec<EntryId>,
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

impl Evaluation {
    /// Whether an entry gave this verdict, last or before.
    #[must_use]
    pub fn is_given_by(&self, entry: EntryId) -> bool {
        self.entry == entry || self.earlier.contains(&entry)
    }
}
