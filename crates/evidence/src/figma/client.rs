//! Asking Figma, one request after the other. Whatever happens is a record with its coverage.

use std::time::Duration;

use monitor_model::{Coverage, DesignActivity, DesignRecord, EvidenceId, Window};
use reqwest::header::RETRY_AFTER;
use reqwest::{Client, Response};

use super::answer;
use super::api::FigmaApi;
use super::file::FigmaFile;
use super::history::{History, Next};
use super::token::FigmaToken;
use super::trouble::Trouble;
use crate::http::{SetupError, build, builder};

/// How long one answer may take.
const ANSWER: Duration = Duration::from_secs(10);
/// How long an answer may be, in bytes.
const LONGEST: usize = 16 * 1024 * 1024;
/// How long may be waited for one file because Figma asks for it, all waits together.
const WAITING: Duration = Duration::from_secs(120);
/// How often one request is sent where Figma asks to wait.
const TRIES: u32 = 3;

/// A connection to Figma. It belongs to the tokio runtime that it was made in.
#[derive(Debug)]
pub struct Figma {
    client: Client,
    api: FigmaApi,
    token: FigmaToken,
    waiting: Duration,
}

impl Figma {
    /// Prepares a connection; nothing is sent yet.
    ///
    /// # Errors
    /// If this machine can't speak TLS.
    pub fn new(api: FigmaApi, token: FigmaToken) -> Result<Self, SetupError> {
        let builder = builder().timeout(ANSWER).gzip(true);
        let builder = if api.is_loopback() { builder.no_proxy() } else { builder };
        Ok(Self { client: build(builder)?, api, token, waiting: WAITING })
    }

    /// Waits at most this long for one file where Figma asks for patience; without this, 2 minutes.
    #[must_use]
    pub fn waiting_at_most(self, waiting: Duration) -> Self {
        Self { waiting, ..self }
    }

    /// Reads who did what to a file within a window. Let the window end now at the latest: of the future nothing is known, and
    /// the coverage speaks of all of the window.
    pub async fn read(&self, of: EvidenceId, file: &FigmaFile, window: Window) -> DesignRecord {
        let mut patience = self.waiting;
        let (mut activity, versions, limited) = self.versions(file, window, &mut patience).await;
        let comments = match limited {
            // Both have the same limit, and asking on would only be rude.
            Some(trouble) => trouble.coverage(false),
            None => match self.comments(file, &mut patience).await {
                Ok(comments) => {
                    activity.extend(comments);
                    Coverage::Complete
                }
                Err(trouble) => trouble.coverage(false),
            },
        };
        DesignRecord::new(of, window, activity, versions, comments)
    }

    /// The versions, how complete they are, and the limit where it ended them.
    async fn versions(
        &self,
        file: &FigmaFile,
        window: Window,
        patience: &mut Duration,
    ) -> (Vec<DesignActivity>, Coverage, Option<Trouble>) {
        let mut history = History::new(window);
        let mut url = self.api.versions(file);
        loop {
            let page = self.ask(&url, patience).await.and_then(|body| answer::versions(&body));
            let next = match page {
                Ok(page) => history.take(page),
                Err(trouble) => {
                    let limited = Some(trouble).filter(|t| matches!(t, Trouble::Limited(_)));
                    let coverage = history.broken_off(trouble);
                    return (history.versions, coverage, limited);
                }
            };
            match next {
                Next::Ask(query) => url = self.api.later_versions(file, &query),
                Next::Over(coverage) => return (history.versions, coverage, None),
            }
        }
    }

    async fn comments(
        &self,
        file: &FigmaFile,
        patience: &mut Duration,
    ) -> Result<Vec<DesignActivity>, Trouble> {
        let body = self.ask(&self.api.comments(file), patience).await?;
        answer::comments(&body)
    }

    /// One answer, after as many waits as the patience allows.
    async fn ask(&self, url: &str, patience: &mut Duration) -> Result<Vec<u8>, Trouble> {
        let mut tries = 1;
        loop {
            let answer = self.once(url).await;
            let Err(Trouble::Limited(wait)) = answer else { return answer };
            let Some(left) = patience.checked_sub(wait).filter(|_| tries < TRIES) else {
                return answer;
            };
            *patience = left;
            tries += 1;
            tokio::time::sleep(wait).await;
        }
    }

    async fn once(&self, url: &str) -> Result<Vec<u8>, Trouble> {
        let request = self.client.get(url).header("X-Figma-Token", self.token.header());
        let answer = request.send().await.map_err(|error| broken(&error))?;
        match Trouble::of(answer.status().as_u16(), retry_after(&answer)) {
            Some(trouble) => Err(trouble),
            None => read(answer).await,
        }
    }
}

/// The body of an answer, as long as it is not too long.
async fn read(mut answer: Response) -> Result<Vec<u8>, Trouble> {
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|error| broken(&error))? {
        if body.len() + chunk.len() > LONGEST {
            return Err(Trouble::TooLong);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

/// How long Figma asks to wait; it says so in seconds.
fn retry_after(answer: &Response) -> Option<Duration> {
    let text = answer.headers().get(RETRY_AFTER)?.to_str().ok()?;
    text.trim().parse().ok().map(Duration::from_secs)
}

/// A failure of the network. The error itself is not repeated: it holds the address.
fn broken(error: &reqwest::Error) -> Trouble {
    if error.is_timeout() { Trouble::TimedOut } else { Trouble::NoConnection }
}

#[cfg(test)]
mod tests;
