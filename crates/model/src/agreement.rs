//! The agreement on one period of one enrollment: what the entries of the ledger come to.

use chrono::{DateTime, Utc};

use crate::{Doer, EntryId, Evaluation, Evidence, Verdict, Window};

/// What the entries of the ledger come to for one period of one enrollment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeriodAgreement {
    /// The verdict that holds; `None` where no mentor has given one.
    pub evaluation: Option<Evaluation>,
    /// Everything that was submitted for the period, oldest first.
    pub evidence: Vec<Evidence>,
    /// The decision that holds about the pass that holds; `None` before there is one, and after the verdict became another.
    pub decision: Option<Decision>,
    /// The dates that an administrator gave the enrollment for this period, where they did.
    pub calendar: Option<OwnCalendar>,
}

impl PeriodAgreement {
    /// The verdict that holds.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        self.evaluation.as_ref().map(|evaluation| evaluation.verdict)
    }

    /// Whether a mentor has confirmed some of the evidence.
    #[must_use]
    pub fn is_explained(&self) -> bool {
        self.evidence.iter().filter_map(|e| e.opinion.as_ref()).any(|opinion| opinion.confirmed)
    }
}

/// What an administrator says of a pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The entry of the ledger that says it.
    pub entry: EntryId,
    /// The entry with the pass.
    pub on: EntryId,
    /// What it says.
    pub what: Decided,
    /// Who says it.
    pub by: Doer,
    /// In words, where there are some.
    pub reason: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// What an administrator can say of a pass. There is no word for turning it into a fail: only a mentor fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decided {
    /// They agree.
    Agreed,
    /// They don't, for now.
    Disputed {
        /// The criterion of the policy that is not met.
        criterion: String,
        /// By when a mentor is to answer.
        answer_by: DateTime<Utc>,
    },
    /// They accept what they disputed.
    Resolved {
        /// The entry with the dispute.
        dispute: EntryId,
    },
}

/// Dates of a period that hold for one enrollment only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnCalendar {
    /// The entry of the ledger that gave them.
    pub entry: EntryId,
    /// The work that is evaluated.
    pub window: Window,
    /// When the evaluation is due.
    pub due: DateTime<Utc>,
}
