//! A sign of life, as Healthchecks and others take it: when it stays away, somebody is told.

use std::time::Duration;

use reqwest::Client;

use crate::error::PostError;
use crate::http;
use crate::secret::SecretUrl;

/// How long an answer may take.
const ANSWER: Duration = Duration::from_secs(10);

/// What a sign of life says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// A run begins: `URL/start`.
    Start,
    /// It ended well: `URL`.
    Success,
    /// It did not: `URL/fail`.
    Failure,
}

/// Whether a sign of life was heard. It is no error: nothing stops because nobody listens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "say it where people look, and go on"]
pub enum Heard {
    /// It was.
    Yes,
    /// The address answered with this status, twice.
    Refused(u16),
    /// There was no answer, twice.
    No,
}

/// A secret address for signs of life. One that comes twice does no harm.
pub struct Heartbeat {
    client: Client,
    url: SecretUrl,
}

impl Heartbeat {
    /// The channel behind a secret address.
    ///
    /// # Errors
    /// If this machine can't speak TLS.
    pub fn new(url: SecretUrl) -> Result<Self, PostError> {
        Ok(Self { client: http::client(&url, ANSWER)?, url })
    }

    /// The same, waiting no longer than this for an answer; without it, 10 s.
    ///
    /// # Errors
    /// As [`Heartbeat::new`].
    pub fn answering_within(self, answer: Duration) -> Result<Self, PostError> {
        Ok(Self { client: http::client(&self.url, answer)?, ..self })
    }

    /// Sends a sign of life, and once more where it was not heard.
    pub async fn send(&self, beat: Beat) -> Heard {
        match self.once(beat).await {
            Heard::Yes => Heard::Yes,
            Heard::Refused(_) | Heard::No => self.once(beat).await,
        }
    }

    async fn once(&self, beat: Beat) -> Heard {
        let url = match beat {
            Beat::Start => self.url.below("start"),
            Beat::Success => self.url.clone(),
            Beat::Failure => self.url.below("fail"),
        };
        match self.client.get(url.expose()).send().await {
            Ok(answer) if answer.status().is_success() => Heard::Yes,
            Ok(answer) => Heard::Refused(answer.status().as_u16()),
            Err(_) => Heard::No,
        }
    }
}

impl std::fmt::Debug for Heartbeat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Heartbeat").field("url", &self.url).finish_non_exhaustive()
    }
}
