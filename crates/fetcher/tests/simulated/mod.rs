//! The simulated GitHub without a network, and a memory that keeps everything.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;

use monitor_fetcher::queries::{self, ErrorAt};
use monitor_fetcher::{
    Ask, Ended, Job, Mark, Memory, Progress, Query, Reply, Wanted, Watch, collect,
};
use monitor_model::{Batch, Detail, Login, Response, Window};
use monitor_testkit::github::graphql::{Question, execute};
use monitor_testkit::github::world::{AccountId, At, World};
use serde_json::Value;

/// The simulated GitHub, and what was asked of it.
pub(crate) struct Simulated {
    pub(crate) world: RefCell<World>,
    pub(crate) asked: RefCell<Vec<Query>>,
    /// Changes an answer before it is read.
    pub(crate) damage: Option<fn(&Query, &mut Value)>,
    /// How many requests are answered before the run is cut off.
    pub(crate) left: Cell<usize>,
}

impl Simulated {
    pub(crate) fn new(world: World) -> Self {
        Self {
            world: world.into(),
            asked: RefCell::default(),
            damage: None,
            left: Cell::new(usize::MAX),
        }
    }

    fn answer(&self, query: &Query) -> Reply {
        let written = queries::write(query);
        let Value::Object(variables) = written.variables else { panic!("variables are an object") };
        let question = Question { query: written.text, variables, operation: None };
        let mut answer = execute(&self.world.borrow(), &question);
        if let Some(damage) = self.damage {
            damage(query, &mut answer);
        }
        let errors: Vec<ErrorAt> =
            answer["errors"].as_array().into_iter().flatten().map(error).collect();
        Reply::Facts(queries::read(query, &answer["data"], &errors).unwrap())
    }

    /// How many pull requests were asked for their details.
    pub(crate) fn details_asked(&self) -> usize {
        let is_it = |query: &&Query| matches!(query, Query::PullDetails { .. });
        self.asked.borrow().iter().filter(is_it).map(Query::len).sum()
    }
}

fn error(error: &Value) -> ErrorAt {
    let step = |step: &Value| step.as_str().map_or_else(|| step.to_string(), str::to_owned);
    ErrorAt {
        kind: error["type"].as_str().map(str::to_owned),
        message: error["message"].as_str().unwrap_or_default().to_owned(),
        path: error["path"].as_array().into_iter().flatten().map(step).collect(),
    }
}

impl Ask for Simulated {
    async fn ask(&self, query: Query, _: u32) -> (Query, Reply) {
        let Some(left) = self.left.get().checked_sub(1) else {
            return (query, Reply::Stop(monitor_fetcher::Stop::Refused("cut off".to_owned())));
        };
        self.left.set(left);
        self.asked.borrow_mut().push(query.clone());
        let reply = self.answer(&query);
        (query, reply)
    }
}

/// What was kept, as a store would have it in the end.
#[derive(Default)]
pub(crate) struct Kept {
    pub(crate) marks: BTreeMap<String, String>,
    pub(crate) batches: Vec<Batch>,
}

impl Memory for Kept {
    type Error = Infallible;

    fn notes(&mut self) -> Result<Vec<(String, String)>, Infallible> {
        Ok(self.marks.clone().into_iter().collect())
    }

    fn commit(&mut self, batch: &Batch, marks: &[Mark]) -> Result<(), Infallible> {
        for (key, value) in marks {
            match value {
                Some(value) => drop(self.marks.insert(key.clone(), value.clone())),
                None => drop(self.marks.remove(key)),
            }
        }
        self.batches.push(batch.clone());
        Ok(())
    }
}

impl Kept {
    /// The last detail of each item, by URL.
    pub(crate) fn details(&self) -> BTreeMap<&str, &Detail> {
        let all = self.batches.iter().flat_map(|batch| &batch.details);
        all.map(|one| (one.item.url.as_str(), &one.detail)).collect()
    }

    /// Every response. Each stands in its batch once.
    pub(crate) fn responses(&self) -> BTreeSet<Response> {
        let mut all = BTreeSet::new();
        for batch in &self.batches {
            let here: BTreeSet<_> = batch.responses.iter().cloned().collect();
            assert_eq!(here.len(), batch.responses.len(), "a response stands in its batch once");
            all.extend(here);
        }
        all
    }
}

struct Nobody;

impl Watch for Nobody {
    fn seen(&self, _: Progress) {}
}

/// A run for some people over a window, at the world's present.
pub(crate) fn run(
    github: &Simulated,
    memory: &mut Kept,
    people: &[AccountId],
    window: std::ops::Range<At>,
) -> Ended {
    let world = github.world.borrow();
    let wanted = |who: &AccountId| Wanted {
        login: Login::parse(&world[*who].login).unwrap(),
        account: None,
        window: Window::new(window.start, window.end).unwrap(),
    };
    let job = Job {
        people: people.iter().map(wanted).collect(),
        now: world.now(),
        full: false,
        scope: BTreeSet::from(["lantern-works".to_owned()]),
    };
    drop(world);
    github.asked.borrow_mut().clear();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(collect(&job, github, memory, 3, &Nobody)).unwrap()
}
