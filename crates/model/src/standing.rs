//! Standing: where the agreement of mentor and administrator is.

use crate::{Actor, named};

named! {
    /// Where the agreement of mentor and administrator is. It is computed from the facts, never kept as a flag.
    Standing {
        /// Nobody has evaluated the period, and that is not due yet.
        AwaitingEvaluation = "awaiting-evaluation",
        /// Nobody has evaluated the period, and that was due.
        Overdue = "overdue",
        /// Passed, and the record or accepted evidence shows why.
        Agreed = "agreed",
        /// Passed, and the record does not show why.
        NeedsExplanation = "needs-explanation",
        /// Passed, explained and confirmed by a mentor: the administrator is to accept it. Or a mentor asked for more time: the
        /// administrator is to set the dates.
        AwaitingAdministrator = "awaiting-administrator",
        /// The administrator disagrees with the pass.
        Disputed = "disputed",
        /// Failed by the mentor.
        Failed = "failed",
        /// The enrollment has more time, and dates for it.
        Extended = "extended",
        /// What the mentee did can't be seen.
        CannotAssess = "cannot-assess",
        /// The mentee has left.
        Withdrawn = "withdrawn",
    }
}

impl Standing {
    /// Whether the stipend is paid: only on agreement.
    #[must_use]
    pub const fn is_payable(self) -> bool {
        matches!(self, Self::Agreed)
    }
}

/// A standing, who is to act next, and what to say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stand {
    /// The standing.
    pub standing: Standing,
    /// Who is to act next; `None` where it is settled.
    pub next: Option<Actor>,
    /// What it means, in one sentence.
    pub says: &'static str,
}
