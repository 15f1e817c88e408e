//! GitHub as one who answers queries: the client with its patience, the quota, and one pause for all.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use chrono::{DateTime, Utc};
use tokio::time::sleep;

use crate::budget::{Budget, Decision};
use crate::envelope::{Answer, PathPart};
use crate::failure::Failure;
use crate::outcome::{Ask, Reply, Stop};
use crate::queries::{self, ErrorAt};
use crate::query::Query;
use crate::rate::RateLimit;
use crate::retry::{Patience, Verdict};
use crate::transport::Client;
use crate::trouble::{Limit, Reason};

/// After so many failures without an answer in between, GitHub is not there, and a run stops.
const ENOUGH: u32 = 24;

/// Tells the time.
pub type Clock = Box<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// GitHub, asked with patience and within its limits.
pub struct GitHub {
    client: Client,
    patience: Patience,
    budget: Budget,
    clock: Clock,
    quota: Mutex<RateLimit>,
    failures_in_row: AtomicU32,
    points: AtomicU64,
}

impl std::fmt::Debug for GitHub {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("GitHub").field("client", &self.client).finish_non_exhaustive()
    }
}

impl GitHub {
    /// GitHub through a client. The clock is only asked how long a wait still is.
    #[must_use]
    pub fn new(client: Client, patience: Patience, budget: Budget, clock: Clock) -> Self {
        Self {
            client,
            patience,
            budget,
            clock,
            quota: Mutex::new(RateLimit::default()),
            failures_in_row: AtomicU32::new(0),
            points: AtomicU64::new(0),
        }
    }

    /// How many requests were sent.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.client.requests()
    }

    /// How many points GitHub says they cost.
    #[must_use]
    pub fn points(&self) -> u64 {
        self.points.load(Ordering::Relaxed)
    }

    /// How many points are left, as far as known.
    #[must_use]
    pub fn remaining(&self) -> Option<u32> {
        self.quota().remaining
    }

    fn quota(&self) -> RateLimit {
        self.quota.lock().map_or_else(|_| RateLimit::default(), |quota| quota.clone())
    }

    /// Waits for the quota where that is wanted; a stop where it does not allow one more request.
    async fn allowed(&self, cost: u32) -> Option<Stop> {
        loop {
            let now = (self.clock)();
            match self.budget.decide(&self.quota(), cost, now) {
                Decision::Go => return None,
                Decision::Stop { resume_at } => return Some(Stop::Quota { resume_at }),
                Decision::WaitUntil(until) => {
                    sleep((until - now).to_std().unwrap_or_default()).await
                }
            }
        }
    }

    fn learn(&self, outcome: Result<&Answer, &Failure>) {
        let (rate, cost) = match outcome {
            Ok(answer) => (&answer.rate, answer.rate.cost),
            Err(failure) => (&*failure.rate, None),
        };
        if let (Some(_), Ok(mut quota)) = (rate.remaining, self.quota.lock()) {
            *quota = rate.clone();
        }
        self.points.fetch_add(u64::from(cost.unwrap_or(0)), Ordering::Relaxed);
    }

    /// One more failure; a stop when there were too many in a row.
    fn failed(&self, last: &str) -> Option<Stop> {
        let row = self.failures_in_row.fetch_add(1, Ordering::Relaxed) + 1;
        let says = || {
            Stop::Refused(format!(
                "GitHub gave no answer to {row} requests in a row; the last one: {last}"
            ))
        };
        (row >= ENOUGH).then(says)
    }

    async fn once(&self, query: &Query, attempt: u32) -> Step {
        if let Some(stop) = self.allowed(query.cost()).await {
            return Step::Done(Reply::Stop(stop));
        }
        let written = queries::write(query);
        let outcome = self.client.graphql(&written.text, &written.variables).await;
        self.learn(outcome.as_ref());
        let verdict = self.patience.judge(
            outcome.as_ref(),
            attempt,
            if query.smaller().is_some() { 2 } else { 1 },
            self.client.requests(),
        );
        if let (Verdict::Accept, Ok(answer)) = (&verdict, &outcome) {
            self.failures_in_row.store(0, Ordering::Relaxed);
            return Step::Done(read(query, answer, attempt));
        }
        let last = outcome
            .err()
            .map_or_else(|| "an answer without data".to_owned(), |failure| failure.to_string());
        match verdict {
            Verdict::Wait(pause) if pause.limit == Limit::Primary && !self.budget.wait => {
                let now = (self.clock)();
                let resume_at = pause.until.unwrap_or(now + chrono::TimeDelta::hours(1));
                Step::Done(Reply::Stop(Stop::Quota { resume_at }))
            }
            Verdict::Wait(pause) => {
                self.client.hold(pause.length((self.clock)())).await;
                Step::Again
            }
            Verdict::GiveUp(reason) => Step::Done(give_up(&reason, (self.clock)())),
            Verdict::Again { after } | Verdict::Smaller { after } => {
                if let Some(stop) = self.failed(&last) {
                    return Step::Done(Reply::Stop(stop));
                }
                sleep(after).await;
                match (verdict, query.smaller()) {
                    (Verdict::Smaller { .. }, Some(parts)) => {
                        Step::Done(Reply::Smaller { parts, attempt: attempt + 1 })
                    }
                    _ => Step::Again,
                }
            }
            Verdict::Accept => Step::Again,
        }
    }
}

enum Step {
    Done(Reply),
    Again,
}

impl Ask for GitHub {
    async fn ask(&self, query: Query, mut attempt: u32) -> (Query, Reply) {
        loop {
            match self.once(&query, attempt).await {
                Step::Done(reply) => return (query, reply),
                Step::Again => attempt += 1,
            }
        }
    }
}

/// What an answer shows. One that can't be read loses only what can't be asked for by itself.
fn read(query: &Query, answer: &Answer, attempt: u32) -> Reply {
    let errors: Vec<ErrorAt> = answer
        .errors
        .iter()
        .map(|error| ErrorAt {
            kind: error.kind.clone(),
            message: error.message.clone(),
            path: error.path.iter().map(part).collect(),
        })
        .collect();
    let data = answer.data.as_ref().unwrap_or(&serde_json::Value::Null);
    match queries::read(query, data, &errors) {
        Ok(facts) => Reply::Facts(facts),
        Err(unreadable) if query.len() == 1 => Reply::Failed(unreadable.to_string()),
        Err(unreadable) => match query.smaller() {
            Some(parts) => Reply::Smaller { parts, attempt },
            None => Reply::Failed(unreadable.to_string()),
        },
    }
}

fn part(part: &PathPart) -> String {
    match part {
        PathPart::Field(name) => name.clone(),
        PathPart::Index(index) => index.to_string(),
    }
}

/// What is wrong with the token or the address is wrong for every request; the rest is wrong with this one.
fn give_up(reason: &Reason, now: DateTime<Utc>) -> Reply {
    let later = |wait| Reply::Stop(Stop::Quota { resume_at: now + wait });
    match reason {
        Reason::Limited(_) => later(chrono::TimeDelta::hours(1)),
        Reason::WaitTooLong(wait) => {
            later(chrono::TimeDelta::from_std(*wait).unwrap_or(chrono::TimeDelta::hours(1)))
        }
        Reason::TooHeavy | Reason::Exhausted { .. } | Reason::Refused(_) => {
            // A hint is for whoever runs this now, the reason stays.
            let said = reason.to_string();
            Reply::Failed(said.lines().next().unwrap_or_default().to_owned())
        }
        _ => Reply::Stop(Stop::Refused(reason.to_string())),
    }
}
