//! What can go wrong with a request so that there is no GraphQL answer at all.

use crate::rate::RateLimit;

/// A request without an answer that could be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}{}", said(.message))]
pub struct Failure {
    /// What went wrong.
    pub kind: FailureKind,
    /// What the server or the network says about it, without the token; may be empty.
    pub message: String,
    /// What the headers said about the quota, where headers came.
    pub rate: Box<RateLimit>,
}

/// The kinds of failure that are treated differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FailureKind {
    /// A status other than success, with whatever body.
    #[error("GitHub answered with status {0}")]
    Status(u16),
    /// No connection: name not found, refused, or TLS failed.
    #[error("no connection to GitHub")]
    Connect,
    /// No whole answer in time.
    #[error("no answer in time")]
    Timeout,
    /// The connection broke before the answer began.
    #[error("the connection broke")]
    Reset,
    /// The answer ended before it was whole, or can't be unpacked.
    #[error("the answer was cut off")]
    Cut,
    /// The answer is longer than it may be.
    #[error("the answer is too long")]
    TooLarge,
    /// Success, but a web page.
    #[error("a web page came instead of an answer")]
    Html,
    /// Success, but no JSON object.
    #[error("the answer is no JSON object")]
    NotJson,
}

impl Failure {
    /// A failure without headers.
    #[must_use]
    pub fn new(kind: FailureKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), rate: Box::default() }
    }

    /// Whether GitHub may have done what it was asked to, although no answer says so. What it refuses it has not done.
    #[must_use]
    pub const fn may_have_arrived(&self) -> bool {
        match self.kind {
            FailureKind::Connect => false,
            FailureKind::Status(status) => matches!(status, 408 | 500..),
            FailureKind::Timeout
            | FailureKind::Reset
            | FailureKind::Cut
            | FailureKind::TooLarge
            | FailureKind::Html
            | FailureKind::NotJson => true,
        }
    }

    /// The same with what the headers said.
    #[must_use]
    pub fn with_rate(mut self, rate: RateLimit) -> Self {
        self.rate = Box::new(rate);
        self
    }
}

fn said(message: &str) -> String {
    if message.is_empty() { String::new() } else { format!(": {message}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_says_what_and_who_says_so() {
        let failure = Failure::new(FailureKind::Status(502), "Something went wrong");
        assert_eq!(failure.to_string(), "GitHub answered with status 502: Something went wrong");
        assert_eq!(Failure::new(FailureKind::Cut, "").to_string(), "the answer was cut off");
    }
}
