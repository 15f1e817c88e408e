//! Items and what is known of them.

use chrono::{DateTime, Utc};
use monitor_model::{AccountId, ChangedFile, Item, Login, NodeId, RepoName, ReviewState};

use super::{Author, Who};

/// A repository.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RepoHead {
    /// The node id.
    pub node: NodeId,
    /// Its name now.
    pub name: RepoName,
    /// Whether it is a fork.
    pub is_fork: bool,
    /// Whether it is private.
    pub is_private: bool,
}

/// A pull request's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pull {
    /// What identifies it; with node id and title.
    pub item: Item,
    /// Where it lies.
    pub repo: RepoHead,
    /// Who opened it.
    pub author: Who,
    /// When it was opened.
    pub created: DateTime<Utc>,
    /// When anything about it changed last.
    pub updated: DateTime<Utc>,
    /// When it was merged.
    pub merged: Option<DateTime<Utc>>,
    /// When it was closed, also by a merge.
    pub closed: Option<DateTime<Utc>>,
}

/// What only the detail of a pull request says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullDetail {
    /// Its head, as of this answer.
    pub pull: Pull,
    /// Who merged it.
    pub merged_by: Option<Who>,
    /// The commit that its merge made, where that repeats the pull request's own commits: a merge or a squash.
    pub merge_commit: Option<Box<str>>,
    /// How its work landed, though it was closed without a merge.
    pub landed: Option<Landing>,
    /// Added and deleted lines.
    pub lines: (u32, u32),
    /// How many files it changes.
    pub changed_files: u32,
    /// The files, the first 100; fewer than `changed_files` where GitHub shows no more.
    pub files: Vec<ChangedFile>,
    /// Whether it is a draft.
    pub is_draft: bool,
    /// The issues that its merge closes, the first 50.
    pub closes: Vec<Item>,
    /// How many issues its merge closes.
    pub closes_total: u32,
}

/// A pull request among all of a repository's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepoPull {
    /// The repository that was asked for.
    pub of: NodeId,
    /// Its head.
    pub pull: Pull,
    /// Who merged it.
    pub merged_by: Option<Who>,
    /// The merge's commit, where it repeats the pull request's own commits.
    pub merge: Option<Merge>,
}

/// A commit that repeats the work of a pull request's own commits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The object id.
    pub commit: Box<str>,
    /// Whether it is a squash: then its co-authors are those of the own commits.
    pub is_squash: bool,
}

/// How the work of a closed pull request landed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landing {
    /// When.
    pub at: DateTime<Utc>,
    /// From what it is inferred, as a phrase: `closed by commit 1a2b3c4`.
    pub because: String,
    /// The commit with which it landed, where it is known.
    pub commit: Option<Box<str>>,
}

/// An issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// What identifies it.
    pub item: Item,
    /// Who opened it.
    pub author: Who,
    /// When it was opened.
    pub created: DateTime<Utc>,
    /// When anything about it changed last.
    pub updated: DateTime<Utc>,
    /// When it was closed.
    pub closed: Option<DateTime<Utc>>,
}

/// A comment of any kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// What identifies it.
    pub item: Item,
    /// On what.
    pub on: CommentOn,
    /// Who wrote it.
    pub author: Author,
    /// When it was written.
    pub created: DateTime<Utc>,
    /// When it was changed last.
    pub updated: DateTime<Utc>,
}

/// What a comment is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentOn {
    /// The conversation of an issue or pull request.
    Conversation,
    /// A line of a pull request, in a review.
    Review,
    /// A commit.
    Commit,
    /// A discussion.
    Discussion,
}

/// A discussion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discussion {
    /// What identifies it.
    pub item: Item,
    /// Who opened it.
    pub author: Author,
    /// When it was opened.
    pub created: DateTime<Utc>,
    /// When it was changed last.
    pub updated: DateTime<Utc>,
}

/// A review. One that is pending has no date and is no fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// What identifies it.
    pub item: Item,
    /// The pull request.
    pub pull: NodeId,
    /// Who submitted it.
    pub author: Who,
    /// What it came to.
    pub state: ReviewState,
    /// When it was submitted.
    pub submitted: DateTime<Utc>,
}

/// A commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// What identifies it: the URL ends in the oid.
    pub item: Item,
    /// The object id.
    pub oid: Box<str>,
    /// The pull request in which it was seen; `None` on a default branch.
    pub pull: Option<NodeId>,
    /// Whether it was seen on the default branch.
    pub on_default_branch: bool,
    /// The author first, then those whom `Co-authored-by` trailers name.
    pub people: Vec<CommitPerson>,
    /// The first line of its message.
    pub headline: Box<str>,
    /// When it was authored.
    pub authored: DateTime<Utc>,
    /// When it was committed.
    pub committed: DateTime<Utc>,
}

/// An author or co-author of a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommitPerson {
    /// An account: GitHub links the e-mail address to it, or the address is GitHub's own
    /// `ID+login@users.noreply.github.com`.
    Account {
        /// The numeric id.
        id: AccountId,
        /// The login at the time of the answer, or of the address.
        login: Login,
        /// The node id, where GitHub names the account; an address alone has none.
        node: Option<NodeId>,
    },
    /// The e-mail address is linked to no person's account that GitHub names.
    Unlinked,
    /// A `Co-authored-by` trailer gives an address of which GitHub was not asked; [`Query::CommitAuthors`] does.
    ///
    /// [`Query::CommitAuthors`]: crate::Query::CommitAuthors
    Unasked,
}
