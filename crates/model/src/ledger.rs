//! The ledger: what people did, as a list that only ever grows.
//!
//! Everything about the agreement is said here and nowhere else: evaluations, evidence and decisions are what the entries come to.

use chrono::{DateTime, Utc};

use crate::{
    Doer, EnrollmentKey, EntryId, EvidenceId, EvidenceKind, EvidenceUrl, PeriodId, ProgramId,
    Standing, Verdict, Window,
};

/// One thing that somebody is about to do, or did: an [`Entry`] before it has its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEntry {
    /// When; the ledger keeps microseconds.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: Doer,
    /// In which program.
    pub program: ProgramId,
    /// About which enrollment.
    pub about: EnrollmentKey,
    /// What.
    pub deed: Deed,
    /// Why, in a sentence.
    pub reason: Option<String>,
    /// The standing of the period before and after, for deeds about a period.
    pub standing: Option<(Standing, Standing)>,
    /// The SHA-256 of the inputs of the assessment that the doer had before them, in lower-case hexadecimal.
    pub inputs: Option<String>,
}

impl NewEntry {
    /// The entry that it becomes under a number.
    #[must_use]
    pub fn numbered(self, id: EntryId) -> Entry {
        let Self { at, by, program, about, deed, reason, standing, inputs } = self;
        Entry { id, at, by, program, about, deed, reason, standing, inputs }
    }
}

/// One thing that somebody did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number.
    pub id: EntryId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: Doer,
    /// In which program.
    pub program: ProgramId,
    /// About which enrollment; after a mentee was forgotten, the pseudonym that stands for it.
    pub about: EnrollmentKey,
    /// What.
    pub deed: Deed,
    /// Why, in a sentence.
    pub reason: Option<String>,
    /// The standing of the period before and after, for deeds about a period.
    pub standing: Option<(Standing, Standing)>,
    /// The SHA-256 of the inputs of the assessment that the doer had before them, in lower-case hexadecimal.
    pub inputs: Option<String>,
}

/// What somebody does, with everything that it needs. What refers to an earlier entry names it, so that a decision on one verdict
/// is never taken for a decision on the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A mentor evaluates a period.
    Evaluate {
        /// The period.
        period: PeriodId,
        /// The verdict.
        verdict: Verdict,
    },
    /// Somebody submits evidence.
    AddEvidence {
        /// For which period.
        period: PeriodId,
        /// What it is.
        kind: EvidenceKind,
        /// Where it can be looked at.
        url: EvidenceUrl,
        /// How many hours it took.
        hours: Option<u16>,
        /// When the work was done.
        done: Option<DateTime<Utc>>,
    },
    /// A mentor of the enrollment confirms evidence.
    Confirm(EvidenceId),
    /// A mentor of the enrollment rejects evidence.
    Reject(EvidenceId),
    /// A mentor takes back what they said of evidence.
    Revoke(EvidenceId),
    /// An administrator agrees with a verdict.
    Agree {
        /// The period.
        period: PeriodId,
        /// The entry with the verdict.
        on: EntryId,
    },
    /// An administrator disagrees with a pass.
    Dispute {
        /// The period.
        period: PeriodId,
        /// The entry with the verdict.
        on: EntryId,
        /// The criterion of the policy that is not met.
        criterion: String,
        /// By when the mentor is to answer.
        answer_by: DateTime<Utc>,
    },
    /// An administrator accepts the verdict that they disputed.
    Resolve {
        /// The period.
        period: PeriodId,
        /// The entry with the dispute.
        on: EntryId,
    },
    /// The enrollment gets a calendar of its own.
    Extend {
        /// The period.
        period: PeriodId,
        /// Its new window.
        window: Window,
        /// When its evaluation is due now.
        due: DateTime<Utc>,
    },
    /// A mentee's personal data were erased.
    Forget,
}

impl Deed {
    /// The stable name.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Evaluate { .. } => "evaluate",
            Self::AddEvidence { .. } => "add-evidence",
            Self::Confirm(_) => "confirm",
            Self::Reject(_) => "reject",
            Self::Revoke(_) => "revoke",
            Self::Agree { .. } => "agree",
            Self::Dispute { .. } => "dispute",
            Self::Resolve { .. } => "resolve",
            Self::Extend { .. } => "extend",
            Self::Forget => "forget",
        }
    }

    /// The period that it is about, where the deed itself says so.
    #[must_use]
    pub const fn period(&self) -> Option<&PeriodId> {
        match self {
            Self::Evaluate { period, .. }
            | Self::AddEvidence { period, .. }
            | Self::Agree { period, .. }
            | Self::Dispute { period, .. }
            | Self::Resolve { period, .. }
            | Self::Extend { period, .. } => Some(period),
            Self::Confirm(_) | Self::Reject(_) | Self::Revoke(_) | Self::Forget => None,
        }
    }
}
