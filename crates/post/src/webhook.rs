//! A webhook as Slack has it, which Mattermost, Rocket.Chat and others take, too.

mod answer;
mod payload;

use std::time::Duration;

use chrono::TimeDelta;
use monitor_fetcher::Clock;
use reqwest::Client;
use serde_json::Value;
use tokio::time::sleep;

use crate::desk::Manners;
use crate::error::PostError;
use crate::http;
use crate::place::Outcome;
use crate::secret::SecretUrl;
use answer::Answer;

/// How long an answer may take.
const ANSWER: Duration = Duration::from_secs(10);

/// A webhook as a channel.
///
/// A webhook can't be asked what arrived, and doesn't know a message that comes twice. So nothing is sent again unless it
/// is sure that it did not arrive.
pub struct Webhook {
    client: Client,
    url: SecretUrl,
    manners: Manners,
    clock: Clock,
}

impl Webhook {
    /// The channel behind a secret address. The clock is only asked when to come again.
    ///
    /// # Errors
    /// If this machine can't speak TLS.
    pub fn new(url: SecretUrl, manners: Manners, clock: Clock) -> Result<Self, PostError> {
        Ok(Self { client: http::client(&url, ANSWER)?, url, manners, clock })
    }

    /// The same, waiting no longer than this for an answer; without it, 10 s.
    ///
    /// # Errors
    /// As [`Webhook::new`].
    pub fn answering_within(self, answer: Duration) -> Result<Self, PostError> {
        Ok(Self { client: http::client(&self.url, answer)?, ..self })
    }

    /// Sends a text in sections of at most 3,000 characters of Slack's `mrkdwn`, in as many messages as it takes. The title is
    /// what a notification shows: one line of 1 to 256 characters. Blank sections are left out. Both come with `&`, `<` and `>` escaped
    /// where they are foreign text.
    ///
    /// Each message has an outcome: [`Outcome::Sent`], or [`Outcome::Uncertain`] where the answer was lost.
    ///
    /// # Errors
    /// If the text can't be sent as it is, or the webhook refuses it. [`PostError::Partly`] where a message before it arrived.
    pub async fn send(&self, title: &str, sections: &[String]) -> Result<Vec<Outcome>, PostError> {
        let payloads = payload::payloads(title, sections)?;
        let mut outcomes = vec![];
        for payload in &payloads {
            if !outcomes.is_empty() {
                sleep(self.manners.second).await;
            }
            match self.send_one(payload).await {
                Ok(outcome) => outcomes.push(outcome),
                Err(cause) if outcomes.is_empty() => return Err(cause),
                Err(cause) => {
                    let (sent, of) = (outcomes.len(), payloads.len());
                    return Err(PostError::Partly { sent, of, cause: Box::new(cause) });
                }
            }
        }
        Ok(outcomes)
    }

    async fn send_one(&self, payload: &Value) -> Result<Outcome, PostError> {
        let patience = self.manners.patience;
        let mut wait = patience.first;
        for last in (0..patience.attempts.max(1)).rev().map(|left| left == 0) {
            match self.once(payload).await {
                Answer::Taken => return Ok(Outcome::Sent),
                Answer::Lost => return Ok(Outcome::Uncertain),
                Answer::Refused(error) => return Err(error),
                Answer::Later(told) => {
                    let told = told.unwrap_or(self.manners.second);
                    if last || told > patience.longest_told {
                        let told = TimeDelta::from_std(told).unwrap_or(TimeDelta::MAX);
                        return Err(PostError::Limited { again_at: (self.clock)() + told });
                    }
                    sleep(told.max(wait)).await;
                }
                Answer::NotThere if last => break,
                Answer::NotThere => sleep(wait).await,
            }
            wait = (wait * 2).min(patience.longest);
        }
        Err(PostError::Unreachable { at: answer::HERE.to_owned() })
    }

    async fn once(&self, payload: &Value) -> Answer {
        let request = self.client.post(self.url.expose());
        let request = request.header("content-type", "application/json").body(payload.to_string());
        Answer::of(request.send().await).await
    }
}

impl std::fmt::Debug for Webhook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Webhook").field("url", &self.url).finish_non_exhaustive()
    }
}
