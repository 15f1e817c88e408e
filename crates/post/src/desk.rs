//! Requests to GitHub with good manners: one write at a time with a pause before the next, waits as GitHub asks for them and no
//! longer than agreed, and nothing made twice because an answer got lost.

use std::time::Duration;

use monitor_fetcher::{Answer, Client, Clock, Failure, FailureKind, Patience, RestAnswer, Verdict};
use serde_json::{Value, json};
use tokio::sync::{Mutex, MutexGuard, OnceCell};
use tokio::time::sleep;

use crate::error::PostError;
use crate::refusal::refusal;

/// GitHub itself gives up on a request after so many seconds: what is not there then was not made.
const SETTLED: u32 = 10;

/// How GitHub is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manners {
    /// How long is waited for what, and how often a request is tried. A wait that is longer than its `longest_told` is not done:
    /// the error says when to come again.
    pub patience: Patience,
    /// The pause between two writes; GitHub asks for a second.
    pub second: Duration,
}

impl Manners {
    /// Good manners, in seconds of this length. Tests shorten them; towards GitHub nobody should.
    #[must_use]
    pub fn in_seconds_of(second: Duration) -> Self {
        let patience = Patience {
            attempts: 6,
            first: second * 2,
            longest: second * 30,
            split: second / 2,
            limited: second * 60,
            longest_limited: second * 300,
            longest_told: second * 600,
        };
        Self { patience, second }
    }
}

impl Default for Manners {
    fn default() -> Self {
        Self::in_seconds_of(Duration::from_secs(1))
    }
}

/// Where requests are written, one after the other.
pub(crate) struct Desk {
    client: Client,
    manners: Manners,
    clock: Clock,
    /// Whether there was a write yet; who holds it writes.
    wrote: Mutex<bool>,
    viewer: OnceCell<String>,
}

impl Desk {
    pub(crate) fn new(client: Client, manners: Manners, clock: Clock) -> Self {
        Self { client, manners, clock, wrote: Mutex::new(false), viewer: OnceCell::new() }
    }

    /// The login of the token's owner. Tokens of GitHub Actions may not ask REST for it.
    pub(crate) async fn viewer(&self) -> Result<&str, PostError> {
        let ask = || self.repeat("GitHub", || self.ask_viewer());
        Ok(self.viewer.get_or_try_init(ask).await?)
    }

    async fn ask_viewer(&self) -> Result<String, Failure> {
        let none = json!({});
        let answer = self.client.graphql("query Viewer { viewer { login } }", &none).await?;
        let login = answer.data.as_ref().and_then(|data| data["viewer"]["login"].as_str());
        login.map(str::to_owned).ok_or_else(|| placeless(&answer))
    }

    /// Reads.
    pub(crate) async fn read<T>(
        &self,
        at: &str,
        path: &str,
        parse: impl Fn(&RestAnswer) -> Option<T>,
    ) -> Result<T, PostError> {
        let parse = &parse;
        let read = || async move { understood(&self.client.get(path).await?, parse) };
        self.repeat(at, read).await
    }

    /// Changes what is there. Done twice it is the same.
    pub(crate) async fn change<T>(
        &self,
        at: &str,
        path: &str,
        body: &Value,
        parse: impl Fn(&RestAnswer) -> Option<T>,
    ) -> Result<T, PostError> {
        let parse = &parse;
        let change = || async move {
            let _turn = self.turn().await;
            understood(&self.client.patch(path, body).await?, parse)
        };
        self.repeat(at, change).await
    }

    /// Makes something once. Where the answer was lost, it is looked for before it is tried again.
    pub(crate) async fn create<T, F>(
        &self,
        at: &str,
        path: &str,
        body: &Value,
        parse: impl Fn(&RestAnswer) -> Option<T>,
        find: impl Fn() -> F,
    ) -> Result<T, PostError>
    where
        F: Future<Output = Result<Option<T>, PostError>>,
    {
        let mut attempt = 1;
        loop {
            let failure = match self.create_once(path, body, &parse).await {
                Ok(made) => return Ok(made),
                Err(failure) => failure,
            };
            if failure.may_have_arrived() {
                sleep(self.manners.second * SETTLED).await;
                if let Some(made) = find().await? {
                    return Ok(made);
                }
            }
            self.rest(at, &failure, attempt).await?;
            attempt += 1;
        }
    }

    async fn create_once<T>(
        &self,
        path: &str,
        body: &Value,
        parse: &impl Fn(&RestAnswer) -> Option<T>,
    ) -> Result<T, Failure> {
        let _turn = self.turn().await;
        understood(&self.client.post(path, body).await?, parse)
    }

    async fn repeat<T, F>(&self, at: &str, ask: impl Fn() -> F) -> Result<T, PostError>
    where
        F: Future<Output = Result<T, Failure>>,
    {
        let mut attempt = 1;
        loop {
            match ask().await {
                Ok(answer) => return Ok(answer),
                Err(failure) => self.rest(at, &failure, attempt).await?,
            }
            attempt += 1;
        }
    }

    /// The turn to write: nobody else does, and the last write is at least a second ago.
    async fn turn(&self) -> MutexGuard<'_, bool> {
        let mut wrote = self.wrote.lock().await;
        if *wrote {
            sleep(self.manners.second).await;
        }
        *wrote = true;
        wrote
    }

    /// Waits after a failure, or says why nothing helps.
    async fn rest(&self, at: &str, failure: &Failure, attempt: u32) -> Result<(), PostError> {
        let patience = self.manners.patience;
        match patience.judge(Err(failure), attempt, 1, self.client.requests()) {
            Verdict::Again { after } | Verdict::Smaller { after } => sleep(after).await,
            Verdict::Wait(pause) => {
                let now = (self.clock)();
                let is_far = |until| until - now > to_delta(patience.longest_told);
                if let Some(again_at) = pause.until.filter(|until| is_far(*until)) {
                    return Err(PostError::Limited { again_at });
                }
                self.client.hold(pause.length(now)).await;
            }
            Verdict::GiveUp(reason) => return Err(refusal(at, failure, &reason, (self.clock)())),
            Verdict::Accept => {
                let at = at.to_owned();
                return Err(PostError::NoAnswer { at, said: failure.to_string() });
            }
        }
        Ok(())
    }
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Desk");
        shown.field("client", &self.client).field("manners", &self.manners);
        shown.finish_non_exhaustive()
    }
}

fn to_delta(wait: Duration) -> chrono::TimeDelta {
    chrono::TimeDelta::from_std(wait).unwrap_or(chrono::TimeDelta::MAX)
}

/// What an answer says, where it is what was asked for.
fn understood<T>(
    answer: &RestAnswer,
    parse: &impl Fn(&RestAnswer) -> Option<T>,
) -> Result<T, Failure> {
    let odd = || Failure::new(FailureKind::NotJson, "").with_rate(answer.rate.clone());
    parse(answer).ok_or_else(odd)
}

/// The failure of a GraphQL answer without data: a limit, or an overload.
fn placeless(answer: &Answer) -> Failure {
    let said = answer.errors.first().map(|error| error.message.clone()).unwrap_or_default();
    let status = if said.to_lowercase().contains("rate limit") { 403 } else { 502 };
    Failure::new(FailureKind::Status(status), said).with_rate(answer.rate.clone())
}
