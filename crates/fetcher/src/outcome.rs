//! Who answers queries and what comes of them, how far a run has come, and how it ended.

use std::future::Future;

use chrono::{DateTime, Utc};
use monitor_model::Witness;

use crate::fact::Fact;
use crate::query::Query;

/// Who answers queries: GitHub, through a client that waits, tries again and keeps to the limits.
pub trait Ask {
    /// Asks, until there is an answer or a reason to give up. `attempt` counts the tries so far, from 1: those of the query,
    /// and of the larger one that it is a part of.
    fn ask(&self, query: Query, attempt: u32) -> impl Future<Output = (Query, Reply)>;
}

/// What came of a query.
#[derive(Debug)]
pub enum Reply {
    /// What the answer shows.
    Facts(Vec<Fact>),
    /// GitHub could not bear it; these together ask for the same.
    Smaller {
        /// The parts.
        parts: Vec<Query>,
        /// Which attempt each of them is.
        attempt: u32,
    },
    /// It can't be had in this run, for this reason.
    Failed(String),
    /// The run must stop.
    Stop(Stop),
}

/// Why a run stops before its end. It goes on where it stopped.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Stop {
    /// The rest of the quota is kept for people.
    #[error("the rest of GitHub's quota is kept for people; it is full again at {}", resume_at.format("%Y-%m-%dT%H:%M:%SZ"))]
    Quota {
        /// When the quota is full again.
        resume_at: DateTime<Utc>,
    },
    /// GitHub does not take the token, or is not there.
    #[error("{0}")]
    Refused(String),
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Answers that were kept.
    pub answers: u32,
    /// Requests that are known to be needed now.
    pub waiting: u32,
    /// People in the run, and those of whom everything is known.
    pub people: u32,
    /// Those of them of whom everything is known.
    pub done: u32,
}

/// Who wants to know how far a run has come.
pub trait Watch {
    /// Called after every answer that was kept.
    fn seen(&self, progress: Progress);
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// When it began; what happened later is left to the next run.
    pub started: DateTime<Utc>,
    /// Why it stopped before its end.
    pub stopped: Option<Stop>,
    /// What could not be had, as `what: why`, sorted.
    pub failures: Vec<String>,
    /// How far it came.
    pub progress: Progress,
    /// What the second source said.
    pub witness: Witnessed,
}

/// What the second source said in a run, in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Witnessed {
    /// Questions in which it agrees.
    pub agrees: u32,
    /// Items that it has and the lists had not.
    pub missing: u32,
    /// Questions in which it counts fewer.
    pub differs: u32,
    /// Questions in which it can't be asked about a person.
    pub not_possible: u32,
}

impl Witnessed {
    pub(crate) fn add(&mut self, verdict: &Witness) {
        let count = match verdict {
            Witness::Agrees => &mut self.agrees,
            Witness::Missing { .. } => &mut self.missing,
            Witness::CountDiffers { .. } => &mut self.differs,
            Witness::NotPossible(_) => &mut self.not_possible,
        };
        *count += 1;
    }
}
