//! Details: what is known of an item beyond its head, from the same answer of GitHub's.

use crate::named;
use crate::{Act, Item, ItemUrl, Login};
use chrono::{DateTime, Utc};

/// What is known of an item beyond its head. A later one of the same item replaces an earlier one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Of a pull request.
    PullRequest(PullRequestDetail),
    /// Of an issue or discussion.
    Thread(ThreadDetail),
    /// Of a review.
    Review(ReviewDetail),
    /// Of a commit.
    Commit(CommitDetail),
}

/// What is known of a pull request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullRequestDetail {
    /// Added lines of all files, as GitHub counts them.
    pub additions: u32,
    /// Deleted lines of all files, as GitHub counts them.
    pub deletions: u32,
    /// How many files it changes.
    pub changed_files: u32,
    /// The files, by path. They are fewer than `changed_files` where GitHub's list was cut.
    pub files: Vec<ChangedFile>,
    /// Whether it was a draft when GitHub was asked last: nobody is to review it yet.
    pub is_draft: bool,
    /// Whether every response of others is known up to when GitHub was asked last.
    pub responses_complete: bool,
}

/// A file that a pull request changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangedFile {
    /// The path in the repository, with `/` between its parts.
    pub path: Box<str>,
    /// Added lines.
    pub additions: u32,
    /// Deleted lines.
    pub deletions: u32,
}

/// What is known of an issue or discussion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadDetail {
    /// Whether every response of others is known up to when GitHub was asked last.
    pub responses_complete: bool,
}

/// What is known of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReviewDetail {
    /// What it came to.
    pub state: ReviewState,
    /// How many comments on lines it has.
    pub comments: u32,
}

named! {
    /// What a review came to.
    ReviewState {
        /// The change may be merged.
        Approved = "approved",
        /// The change may not be merged as it is.
        ChangesRequested = "changes-requested",
        /// Neither.
        Commented = "commented",
        /// Somebody took it back.
        Dismissed = "dismissed",
    }
}

/// What is known of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitDetail {
    /// A pull request that contains it, or whose own commits it repeats.
    pub pull_request: ItemUrl,
}

/// An item and what is known of it beyond its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detailed {
    /// The item.
    pub item: Item,
    /// What is known of it.
    pub detail: Detail,
}

/// What somebody else did on a mentee's item: reviewed, merged or closed it, commented on it, or authored a commit of it.
/// Bots give no responses.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Response {
    /// The item.
    pub on: ItemUrl,
    /// Who responded; where the roster has the account as a mentor, under the roster's login.
    pub by: Login,
    /// What was done: [`Act::Reviewed`], [`Act::Commented`], [`Act::Merged`], [`Act::Closed`] or [`Act::Authored`].
    pub act: Act,
    /// When.
    pub at: DateTime<Utc>,
}
