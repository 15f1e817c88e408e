//! Serving a [`World`] over HTTP: GraphQL, a little REST (reading, and writing issues and comments), rate limits, a journal of what was asked, and faults on demand.
//!
//! wiremock answers; in front of it stands a small piece of plumbing (`wire`) that can cut and reset connections, which an
//! HTTP library refuses to do, and that counts how many requests are under way.

mod budget;
mod endpoint;
mod faults;
mod journal;
mod limits;
mod partial;
mod reply;
mod rest;
mod rest_lists;
mod rest_threads;
mod rest_writes;
mod state;
pub(crate) mod wire;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use wiremock::matchers::any;
use wiremock::{Mock, MockServer};

pub use faults::{Fault, PrimaryShape, SecondaryShape, Step, When};
pub use journal::{Entry, Journal};
pub use limits::Limits;

use crate::github::world::World;
use state::State;
use wire::Wire;

/// A running simulated GitHub. It stops when it is dropped.
#[derive(Debug)]
pub struct Github {
    state: Arc<Mutex<State>>,
    wire: Wire,
    _server: MockServer,
}

impl Github {
    /// Serves a world on a free port of this machine.
    ///
    /// # Panics
    /// Where no port can be opened.
    pub async fn start(world: World) -> Self {
        let state = Arc::new(Mutex::new(State::new(world)));
        let server = MockServer::builder().disable_request_recording().start().await;
        let shared = Arc::clone(&state);
        let respond =
            move |request: &wiremock::Request| endpoint::respond(&mut lock(&shared), request);
        Mock::given(any()).respond_with(respond).mount(&server).await;
        let wire = Wire::start(*server.address(), Arc::clone(&lock(&state).gauge));
        Self { state, wire, _server: server }
    }

    /// Serves a world, from code that is not asynchronous.
    ///
    /// # Panics
    /// Where no port can be opened.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test can't go on without its server")]
    pub fn start_blocking(world: World) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(Self::start(world))
    }

    /// The address of the API, such as `http://127.0.0.1:4567`. GraphQL is at `/graphql` and at `/api/graphql`, REST at `/` and
    /// at `/api/v3/`.
    #[must_use]
    pub fn uri(&self) -> String {
        format!("http://{}", self.wire.address())
    }

    /// Looks at or changes the world, between two requests.
    pub fn world<R>(&self, look: impl FnOnce(&mut World) -> R) -> R {
        look(&mut self.state().world)
    }

    /// Changes the limits.
    pub fn limits(&self, change: impl FnOnce(&mut Limits)) {
        change(&mut self.state().limits);
    }

    /// Lets a fault happen once.
    pub fn inject(&self, when: When, fault: Fault) {
        self.inject_times(when, fault, 1);
    }

    /// Lets a fault happen so many times.
    pub fn inject_times(&self, when: When, fault: Fault, times: u32) {
        self.state().faults.add(when, fault, times);
    }

    /// Takes all faults back that have not happened yet.
    pub fn clear_faults(&self) {
        self.state().faults.clear();
    }

    /// Changes the world just before the n-th request from the start, counted from one: items move between pages.
    pub fn before(&self, request: usize, change: impl FnOnce(&mut World) + Send + 'static) {
        self.state().before(request, Box::new(change));
    }

    /// What was asked so far.
    #[must_use]
    pub fn journal(&self) -> Journal {
        self.state().journal.clone()
    }

    /// Forgets what was asked so far, and counts requests from one again.
    pub fn forget(&self) {
        self.state().journal = Journal::default();
        self.wire.forget_peak();
    }

    /// The points that are left of this hour.
    #[must_use]
    pub fn points_left(&self) -> u64 {
        let mut state = self.state();
        let now = state.world.now();
        let limit = state.limits.points_per_hour;
        state.points.left(now, limit)
    }

    /// The most requests that were under way at the same time.
    #[must_use]
    pub fn peak_concurrency(&self) -> usize {
        self.wire.peak()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        lock(&self.state)
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
