//! The only crate that knows HTTP to GitHub.
//!
//! In reading order: what a run is to collect ([`Job`]), what is asked ([`Query`]), what an answer shows ([`Fact`]) and
//! how both are written for GitHub ([`queries`]); the
//! plan, which is wanted minus known; the fold, from facts to contributions and notes; the run itself ([`collect`]); and how
//! requests travel: where GitHub is ([`Endpoint`]), who asks ([`Token`]), one request ([`Client`], [`Answer`], [`Failure`]),
//! what to do after it ([`Patience`]), whether the quota allows the next one ([`Budget`]), and all of it together ([`GitHub`]).

mod job;

mod fact;
mod query;

pub mod queries;

mod notes;

mod contributed;
mod knowledge;
mod walks;

mod sweeps;

mod plan;
mod witness;

mod fold;

mod stale;
mod streams;

mod failed;
mod names;

mod memory;
mod outcome;

mod engine;

mod endpoint;
mod token;

mod rate;

mod envelope;
mod failure;

mod trouble;

mod budget;
mod retry;

mod pace;
mod transport;

mod forecast;
mod github;

pub use budget::{Budget, Decision};
pub use endpoint::{Endpoint, EndpointError};
pub use engine::{RunError, collect};
pub use envelope::{Answer, GraphqlError, PathPart};
pub use fact::{
    Author, Comment, CommentOn, Commit, CommitPerson, Discussion, Fact, Issue, Landing, ListPage,
    Merge, Pull, PullDetail, RepoHead, RepoPull, Review, Subject, Totals, Who,
};
pub use failure::{Failure, FailureKind};
pub use forecast::{Forecast, ForecastRow, forecast};
pub use github::{Clock, GitHub};
pub use job::{Job, Wanted};
pub use memory::Memory;
pub use notes::Mark;
pub use outcome::{Ask, Ended, Progress, Reply, Stop, Watch, Witnessed};
pub use pace::Pace;
pub use query::{Cursor, Field, List, Page, Query, Shape, Sizes, ThreadKind};
pub use rate::{RateLimit, RetryAfter};
pub use retry::{Patience, Pause, Verdict};
pub use token::{Token, TokenError};
pub use transport::{Bounds, Client, ClientError, RestAnswer};
pub use trouble::{Limit, Reason};

/// A number of things as `u32`; more than four thousand million count as that.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
