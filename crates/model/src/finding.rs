//! Findings: what a rule says about an assessment.

use std::fmt;

use crate::named;

named! {
    /// How much a finding asks of people.
    Severity {
        /// Somebody should act before the evaluation is settled.
        Attention = "attention",
        /// Worth a look.
        Notice = "notice",
        /// Good to know.
        Info = "info",
    }
}

named! {
    /// Who is to act.
    Actor {
        /// The administrator of the program.
        Administrator = "administrator",
        /// A mentor of the enrollment.
        Mentor = "mentor",
        /// The mentee.
        Mentee = "mentee",
        /// Whoever runs the collection of data.
        Operator = "operator",
    }
}

/// The stable id of a rule, like `not-observed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub &'static str);

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

/// What a rule says about one assessment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which rule.
    pub rule: RuleId,
    /// How much it asks.
    pub severity: Severity,
    /// Who is to act.
    pub actor: Actor,
    /// What was found, as one or two sentences with the figures that it rests on.
    pub says: String,
}
