//! Queries as GitHub takes them, and answers as facts. Pure: no I/O.
//!
//! One file per [`Query`] variant holds its text, its variables and the reading of its answer. The rest is shared: a place in
//! an answer (`at`), errors by path (`errors`), what is gone or refused (`reading`), lists and what is in them (`lists`,
//! `items`, `who`, `commits`, `landing`), and how texts are put together (`text`). What a query costs and how it is made
//! smaller is in `cost` and `smaller`.

mod at;
mod errors;
mod reading;
mod text;

mod commits;
mod items;
mod landing;
mod lists;
mod who;

mod authored;
mod commit_authors;
mod contributions;
mod history;
mod owners;
mod pages;
mod probe;
mod pull_details;
mod repo_history;
mod repo_pulls;
mod repositories;
mod resolve;
mod review_comments;
mod reviews_by;
mod search_counts;
mod search_items;
mod talk;
mod threads;

mod cost;
mod smaller;

#[cfg(test)]
mod any_answer;
#[cfg(test)]
mod real_schema;
#[cfg(test)]
mod samples;

use serde_json::Value;

use crate::{Fact, Query};
pub use at::Unreadable;
pub use errors::ErrorAt;
use reading::Reading;

/// A query as GitHub takes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// The GraphQL text. It holds no value of the query's: those are variables.
    pub text: String,
    /// The variables, an object.
    pub variables: Value,
}

/// Writes a query for GitHub. Every text selects `rateLimit` beside what it asks.
#[must_use]
pub fn write(query: &Query) -> Written {
    match query {
        Query::Resolve(logins) => resolve::write(logins),
        Query::Probe(of) => probe::write(of),
        Query::Authored { of, since, sizes } => authored::write(of, *since, *sizes),
        Query::Talk { of, page } => talk::write(of, *page),
        Query::Contributions { of, window, page } => contributions::write(of, window, *page),
        Query::PullDetails { of, page } => pull_details::write(of, *page),
        Query::ReviewsBy { of, page } => reviews_by::write(of, *page),
        Query::ReviewComments { of, page } => review_comments::write(of, *page),
        Query::Threads { of, page } => threads::write(of, *page),
        Query::CommitAuthors(of) => commit_authors::write(of),
        Query::History { of, window, page } => history::write(of, window, *page),
        Query::RepoHistory { of, window, page } => repo_history::write(of, window, *page),
        Query::RepoPulls { of, page } => repo_pulls::write(of, *page),
        Query::Pages(pages) => pages::write(pages),
        Query::SearchCounts(texts) => search_counts::write(texts),
        Query::SearchItems { text, page, after } => {
            search_items::write(text, *page, after.as_ref())
        }
        Query::Repositories(names) => repositories::write(names),
        Query::Owners(logins) => owners::write(logins),
    }
}

/// What an answer shows. `data` may be partial; what is missing from it is [`Fact::Gone`], [`Fact::NoSuchLogin`] or
/// [`Fact::Refused`], by the errors that have its path, and never nothing.
///
/// # Errors
/// [`Unreadable`] where something is not what the query asked for; then nothing of the answer is to be taken.
pub fn read(query: &Query, data: &Value, errors: &[ErrorAt]) -> Result<Vec<Fact>, Unreadable> {
    let mut reading = Reading::new(data, errors);
    let to = &mut reading;
    match query {
        Query::Resolve(logins) => resolve::read(logins, to),
        Query::Probe(of) => probe::read(of, to),
        Query::Authored { of, .. } => authored::read(of, to),
        Query::Talk { of, .. } => talk::read(of, to),
        Query::Contributions { of, window, .. } => contributions::read(of, window, to),
        Query::PullDetails { of, .. } => pull_details::read(of, to),
        Query::ReviewsBy { of, .. } => reviews_by::read(of, to),
        Query::ReviewComments { of, .. } => review_comments::read(of, to),
        Query::Threads { of, .. } => threads::read(of, to),
        Query::CommitAuthors(of) => commit_authors::read(of, to),
        Query::History { of, .. } => history::read(of, to),
        Query::RepoHistory { of, .. } => repo_history::read(of, to),
        Query::RepoPulls { of, .. } => repo_pulls::read(of, to),
        Query::Pages(pages) => pages::read(pages, to),
        Query::SearchCounts(texts) => search_counts::read(texts, to),
        Query::SearchItems { text, .. } => search_items::read(text, to),
        Query::Repositories(names) => repositories::read(names, to),
        Query::Owners(logins) => owners::read(logins, to),
    }?;
    Ok(reading.facts)
}
