//! Everything that the server keeps between two requests.

use std::sync::Arc;
use std::time::Instant;

use super::budget::Budget;
use super::faults::FaultPlan;
use super::journal::Journal;
use super::limits::Limits;
use super::wire::Gauge;
use crate::github::world::World;

type Change = Box<dyn FnOnce(&mut World) + Send>;

pub(crate) struct State {
    pub(crate) world: World,
    pub(crate) limits: Limits,
    pub(crate) faults: FaultPlan,
    pub(crate) journal: Journal,
    pub(crate) points: Budget,
    pub(crate) rest: Budget,
    pub(crate) started: Instant,
    pub(crate) gauge: Arc<Gauge>,
    changes: Vec<(usize, Change)>,
}

impl State {
    pub(crate) fn new(world: World) -> Self {
        Self {
            world,
            limits: Limits::default(),
            faults: FaultPlan::default(),
            journal: Journal::default(),
            points: Budget::default(),
            rest: Budget::default(),
            started: Instant::now(),
            gauge: Arc::default(),
            changes: Vec::new(),
        }
    }

    pub(crate) fn before(&mut self, request: usize, change: Change) {
        self.changes.push((request, change));
    }

    /// Makes the changes that were wished for before this request.
    pub(crate) fn change(&mut self, request: usize) {
        let (now, later) =
            std::mem::take(&mut self.changes).into_iter().partition(|(at, _)| *at == request);
        self.changes = later;
        let now: Vec<(usize, Change)> = now;
        for (_, change) in now {
            change(&mut self.world);
        }
    }
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State")
            .field("limits", &self.limits)
            .field("faults", &self.faults)
            .field("requests", &self.journal.requests())
            .finish_non_exhaustive()
    }
}
