//! What work is measured by: the thresholds of the rules and the points of the scoring.

use crate::policy::Policy;
use crate::scoring::Scoring;

/// What work is measured by, so that callers pass one value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standards {
    /// The thresholds of the rules.
    pub policy: Policy,
    /// The points.
    pub scoring: Scoring,
}
