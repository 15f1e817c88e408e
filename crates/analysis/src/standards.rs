//! What work is measured by: the thresholds of the rules and the points of the scoring.

use serde::{Deserialize, Serialize};

use crate::policy::Policy;
use crate::scoring::Scoring;

/// What work is measured by, so that callers pass one value. What is written by serde says every
/// number, also those that are the default, so that it stays the same when a default changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standards {
    /// The thresholds of the rules.
    pub policy: Policy,
    /// The points.
    pub scoring: Scoring,
}
