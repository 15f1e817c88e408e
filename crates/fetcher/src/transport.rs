//! Requests to GitHub over HTTP: paced, bounded, never repeated here, and without a trace of the token in what is said.

mod rest;
mod stack;

use std::error::Error as StdError;
use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use http::header::CONTENT_TYPE;
use http::response;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use octocrab::Octocrab;
use serde::Serialize;
use serde_json::Value;

use crate::endpoint::Endpoint;
use crate::envelope::Answer;
use crate::failure::{Failure, FailureKind};
use crate::pace::{Gate, Pace};
use crate::rate::RateLimit;
use crate::token::{Token, TokenError};

pub use rest::RestAnswer;
use stack::stack;

/// How much of a server's message is repeated, in characters.
const MESSAGE: usize = 300;

/// How long an answer may take and how long it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Until the connection stands.
    pub connect: Duration,
    /// From the start of the request to the end of the answer. GitHub itself gives up after 10 s.
    pub answer: Duration,
    /// Bytes of an unpacked answer.
    pub body: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(30),
            body: 20 * 1024 * 1024,
        }
    }
}

/// A connection to GitHub. It belongs to the tokio runtime that it was made in.
pub struct Client {
    github: Octocrab,
    endpoint: Endpoint,
    token: Token,
    bounds: Bounds,
    gate: Gate,
    sent: AtomicU64,
}

impl Client {
    /// Prepares a connection; nothing is sent yet.
    ///
    /// # Errors
    /// If the token can't stand in a header, there is no tokio runtime, or this machine can't speak TLS.
    pub fn new(endpoint: &Endpoint, token: &Token, pace: Pace) -> Result<Self, ClientError> {
        Self::bounded(endpoint, token, pace, Bounds::default())
    }

    /// The same with other bounds.
    ///
    /// # Errors
    /// As [`Client::new`].
    pub fn bounded(
        endpoint: &Endpoint,
        token: &Token,
        pace: Pace,
        bounds: Bounds,
    ) -> Result<Self, ClientError> {
        Ok(Self {
            github: stack(endpoint, token, bounds)?,
            endpoint: endpoint.clone(),
            token: token.clone(),
            bounds,
            gate: Gate::new(pace),
            sent: AtomicU64::new(0),
        })
    }

    /// Asks once, when the pace allows it.
    ///
    /// # Errors
    /// If there is no answer, or none that could be read. A GraphQL answer with errors is an [`Answer`].
    pub async fn graphql(&self, text: &str, variables: &Value) -> Result<Answer, Failure> {
        let question = Question { query: text, variables };
        let path = self.endpoint.graphql_path();
        let whole = self.once(Verb::Post, path, Some(&question)).await?;
        match Answer::parse(&whole.body, whole.rate.clone()) {
            Ok(mut answer) => {
                for error in &mut answer.errors {
                    error.message = self.token.scrub(&error.message);
                }
                Ok(answer)
            }
            Err(error) => Err(self.unreadable(&whole, &error)),
        }
    }

    /// Sends one request, when the pace allows it, and takes in its answer.
    async fn once<B: Serialize>(
        &self,
        verb: Verb,
        path: &str,
        body: Option<&B>,
    ) -> Result<Whole, Failure> {
        let _turn = self.gate.enter().await;
        self.sent.fetch_add(1, Ordering::Relaxed);
        let response = match verb {
            Verb::Get => self.github._get(path).await,
            Verb::Post => self.github._post(path, body).await,
            Verb::Patch => self.github._patch(path, body).await,
        };
        let (head, body) = response.map_err(|e| self.broken(FailureKind::Reset, &e))?.into_parts();
        let rate = RateLimit::from_headers(&head.headers);
        let body: Vec<u8> = match Limited::new(body, self.bounds.body).collect().await {
            Ok(body) => body.to_bytes().into(),
            // A page of a gateway may be cut; its status says enough.
            Err(_) if !head.status.is_success() => Vec::new(),
            Err(error) => {
                return Err(self.broken(FailureKind::Cut, error.as_ref()).with_rate(rate));
            }
        };
        if head.status.is_success() {
            return Ok(Whole { head, body, rate });
        }
        let page = is_page(&head, &body);
        let message = if page { "a web page".to_owned() } else { self.tell(&said(&body)) };
        Err(Failure::new(FailureKind::Status(head.status.as_u16()), message).with_rate(rate))
    }

    /// Sends nothing for this long; requests that are under way finish. Waits that overlap end with the last one.
    pub async fn hold(&self, length: Duration) {
        self.gate.hold(length).await;
    }

    /// How many requests were sent.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// The failure of an answer that came with success and whole, but is no JSON.
    fn unreadable(&self, whole: &Whole, error: &serde_json::Error) -> Failure {
        let failure = if is_page(&whole.head, &whole.body) {
            Failure::new(FailureKind::Html, "")
        } else {
            let kind = if error.is_eof() { FailureKind::Cut } else { FailureKind::NotJson };
            Failure::new(kind, self.tell(&error.to_string()))
        };
        failure.with_rate(whole.rate.clone())
    }

    /// A failure of the network. Only its innermost cause is told: the outer ones repeat the address or a backtrace.
    fn broken(&self, otherwise: FailureKind, error: &(dyn StdError + 'static)) -> Failure {
        let causes = || causes(error);
        let any = |test: fn(&reqwest::Error) -> bool| {
            causes().filter_map(|e| e.downcast_ref::<reqwest::Error>()).any(test)
        };
        let kind = if causes().any(|e| e.is::<LengthLimitError>()) {
            FailureKind::TooLarge
        } else if any(reqwest::Error::is_timeout) {
            FailureKind::Timeout
        } else if any(reqwest::Error::is_connect) {
            FailureKind::Connect
        } else {
            otherwise
        };
        let told = matches!(kind, FailureKind::Connect | FailureKind::Reset | FailureKind::Cut);
        let inner = causes().last().filter(|_| told).map(ToString::to_string);
        Failure::new(kind, self.tell(&inner.unwrap_or_default()))
    }

    /// What may be repeated of a foreign text: one line, not too long, without the token.
    fn tell(&self, text: &str) -> String {
        let line = self.token.scrub(text).split_whitespace().collect::<Vec<_>>().join(" ");
        line.chars().take(MESSAGE).collect()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Client");
        shown.field("endpoint", &self.endpoint).field("token", &self.token);
        shown.field("requests", &self.requests()).finish_non_exhaustive()
    }
}

/// What a request does.
#[derive(Clone, Copy)]
enum Verb {
    Get,
    Post,
    Patch,
}

/// An answer that came whole and with success.
struct Whole {
    head: response::Parts,
    body: Vec<u8>,
    rate: RateLimit,
}

#[derive(Serialize)]
struct Question<'a> {
    query: &'a str,
    variables: &'a Value,
}

/// An error and what is behind it, the outermost first.
fn causes<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

fn is_page(head: &response::Parts, body: &[u8]) -> bool {
    let kind = head.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/html"))
        || body.trim_ascii_start().starts_with(b"<")
}

/// The message of an error's body, or its text where it is no JSON.
fn said(body: &[u8]) -> String {
    let answer = Answer::parse(body, RateLimit::default()).ok();
    let error = answer.and_then(|answer| answer.errors.into_iter().next());
    match error {
        Some(error) => error.message,
        None => String::from_utf8_lossy(&body[..body.len().min(4 * MESSAGE)]).into_owned(),
    }
}

/// Why there is no connection to prepare.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientError {
    /// The token can't be used.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// Called outside a tokio runtime.
    #[error("a connection to GitHub needs a tokio runtime\nhint: make the client inside of it")]
    NoRuntime,
    /// The HTTP client could not be set up.
    #[error(
        "no secure connection can be prepared: {0}\nhint: are the certificates of this system installed (`ca-certificates`)?"
    )]
    Setup(String),
}
