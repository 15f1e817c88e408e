//! What GitHub does to a client when it does not answer, and when that shall happen.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::journal::Entry;

/// The two shapes in which GraphQL says that the hour's points are spent. Both come with status 200.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrimaryShape {
    /// `type: RATE_LIMITED`.
    RateLimited,
    /// `type: RATE_LIMIT` with `code: graphql_rate_limit`, since 2026, without `data`.
    RateLimit,
}

/// In which form a secondary limit comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecondaryShape {
    /// 403, 429, or 200 with an error in the body.
    pub status: u16,
    /// The seconds in `retry-after`, which may be missing.
    pub retry_after: Option<u64>,
}

/// A step of a path into an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A field, by alias.
    Field(String),
    /// A place in a list.
    Index(usize),
}

impl Step {
    /// The path `nodes/3/pullRequests`.
    #[must_use]
    pub fn path(text: &str) -> Vec<Self> {
        let step =
            |part: &str| part.parse().map_or_else(|_| Self::Field(part.to_owned()), Self::Index);
        text.split('/').map(step).collect()
    }
}

/// Something that goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The points are spent; the header `x-ratelimit-remaining` says so many are left, which need not be none.
    PrimaryLimit {
        /// Which of the two shapes.
        shape: PrimaryShape,
        /// What the header says is left.
        remaining: u64,
    },
    /// The requests of REST are spent: 403 or 429 with nothing left.
    RestPrimaryLimit {
        /// 403 or 429.
        status: u16,
    },
    /// Too much at once, though there are points left.
    SecondaryLimit(SecondaryShape),
    /// 502 with a page of HTML.
    BadGatewayPage,
    /// 504 with a page of HTML.
    GatewayTimeout,
    /// 502, or 200, with JSON: "Something went wrong while executing your query".
    SomethingWentWrong {
        /// 502 or 200.
        status: u16,
    },
    /// 200 with no data: the query was too much for GitHub.
    ResourceLimits,
    /// The answer, but one part of it is refused. What is at the path becomes null, or, if that is a connection, its owner.
    Forbidden {
        /// Where.
        path: Vec<Step>,
        /// Whether because of single sign-on.
        saml: bool,
    },
    /// 403 that has nothing to do with limits, though their headers are there.
    UnknownForbidden,
    /// 401.
    BadCredentials,
    /// 200 with the first half of the answer and a `content-length` that is right for it.
    HalfJson,
    /// 200 with so many bytes of the answer, a `content-length` for all of it, and then the connection is closed.
    CutBody {
        /// How many bytes come.
        after: usize,
    },
    /// The connection is closed without an answer.
    Closed,
    /// The connection is reset without an answer.
    Reset,
    /// The answer, late.
    Slow(Duration),
    /// A fault before the request was handled: nothing was made or changed. Without it, a REST request is handled first, and its
    /// answer is spoilt then.
    Unhandled(Box<Fault>),
}

impl Fault {
    /// The same, before the request is handled.
    #[must_use]
    pub fn unhandled(self) -> Self {
        Self::Unhandled(Box::new(self))
    }

    /// Whether it keeps a request from being handled: limits stop it before.
    #[must_use]
    pub const fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::PrimaryLimit { .. }
                | Self::RestPrimaryLimit { .. }
                | Self::SecondaryLimit(_)
                | Self::UnknownForbidden
                | Self::BadCredentials
                | Self::Unhandled(_)
        )
    }

    /// The name in the journal.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::PrimaryLimit { .. } => "primary-limit",
            Self::RestPrimaryLimit { .. } => "rest-primary-limit",
            Self::SecondaryLimit(_) => "secondary-limit",
            Self::BadGatewayPage => "bad-gateway-page",
            Self::GatewayTimeout => "gateway-timeout",
            Self::SomethingWentWrong { .. } => "something-went-wrong",
            Self::ResourceLimits => "resource-limits",
            Self::Forbidden { .. } => "forbidden",
            Self::UnknownForbidden => "unknown-forbidden",
            Self::BadCredentials => "bad-credentials",
            Self::HalfJson => "half-json",
            Self::CutBody { .. } => "cut-body",
            Self::Closed => "closed",
            Self::Reset => "reset",
            Self::Slow(_) => "slow",
            Self::Unhandled(_) => "unhandled",
        }
    }

    /// One of each, for tests that try them all at every request.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let secondary =
            |status, retry_after| Self::SecondaryLimit(SecondaryShape { status, retry_after });
        vec![
            Self::PrimaryLimit { shape: PrimaryShape::RateLimited, remaining: 0 },
            Self::PrimaryLimit { shape: PrimaryShape::RateLimit, remaining: 4 },
            Self::RestPrimaryLimit { status: 403 },
            Self::RestPrimaryLimit { status: 429 },
            secondary(403, Some(60)),
            secondary(403, None),
            secondary(429, None),
            secondary(200, None),
            Self::BadGatewayPage,
            Self::GatewayTimeout,
            Self::SomethingWentWrong { status: 502 },
            Self::SomethingWentWrong { status: 200 },
            Self::ResourceLimits,
            Self::HalfJson,
            Self::CutBody { after: 20 },
            Self::Closed,
            Self::Reset,
        ]
    }
}

/// When a fault happens.
#[derive(Clone)]
pub enum When {
    /// At the n-th request from the start, counted from one.
    Request(usize),
    /// At requests of this GraphQL operation.
    Named(String),
    /// At requests for which this holds.
    Matching(Arc<dyn Fn(&Entry) -> bool + Send + Sync>),
    /// At each request.
    Always,
}

impl When {
    /// At requests for which this holds.
    pub fn matching(holds: impl Fn(&Entry) -> bool + Send + Sync + 'static) -> Self {
        Self::Matching(Arc::new(holds))
    }

    fn holds(&self, request: &Entry) -> bool {
        match self {
            Self::Request(number) => request.number == *number,
            Self::Named(name) => request.name == *name,
            Self::Matching(holds) => holds(request),
            Self::Always => true,
        }
    }
}

impl fmt::Debug for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(number) => write!(f, "at request {number}"),
            Self::Named(name) => write!(f, "at {name}"),
            Self::Matching(_) => f.write_str("at matching requests"),
            Self::Always => f.write_str("always"),
        }
    }
}

/// The faults that are still to happen.
#[derive(Debug, Default)]
pub(crate) struct FaultPlan {
    rules: Vec<(When, Fault, u32)>,
}

impl FaultPlan {
    pub(crate) fn add(&mut self, when: When, fault: Fault, times: u32) {
        self.rules.push((when, fault, times));
    }

    pub(crate) fn clear(&mut self) {
        self.rules.clear();
    }

    /// The fault for this request, which is one less to come.
    pub(crate) fn take(&mut self, request: &Entry) -> Option<Fault> {
        let place =
            self.rules.iter().position(|(when, _, left)| *left > 0 && when.holds(request))?;
        let (_, fault, left) = &mut self.rules[place];
        *left -= 1;
        Some(fault.clone())
    }
}
