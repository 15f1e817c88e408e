//! Pull requests, issues and what happened to them.

use super::{AccountId, At, CommentId, CommitId, IssueId, PullId, RepoId, ReviewId};

/// How far a pull request has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PullState {
    /// Open.
    Open,
    /// Closed without GitHub's merge.
    Closed {
        /// When.
        at: At,
        /// By whom.
        by: AccountId,
    },
    /// Merged.
    Merged {
        /// When.
        at: At,
        /// By whom.
        by: AccountId,
        /// The commit that the merge made on the base branch.
        commit: CommitId,
    },
}

/// A file that a pull request changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ChangedFile {
    /// The path in the repository.
    pub path: String,
    /// Added lines.
    pub additions: u32,
    /// Removed lines.
    pub deletions: u32,
}

/// A pull request.
#[derive(Clone, Debug)]
pub struct Pull {
    /// Against which repository.
    pub repo: RepoId,
    /// Its number there.
    pub number: u64,
    /// Who opened it.
    pub author: AccountId,
    /// The title.
    pub title: String,
    /// The description.
    pub body: String,
    /// The repository of the branch; `None` where that fork was deleted.
    pub head_repo: Option<RepoId>,
    /// The branch.
    pub head_branch: String,
    /// The branch that it goes to.
    pub base_branch: String,
    /// When it was opened.
    pub created_at: At,
    /// When anything of it last changed.
    pub updated_at: At,
    /// Whether it is a draft.
    pub draft: bool,
    /// How far it has come.
    pub state: PullState,
    /// The commit by which it got onto the default branch without a merge.
    pub landed: Option<(CommitId, At)>,
    /// Its labels.
    pub labels: Vec<String>,
    /// The assignees.
    pub assignees: Vec<AccountId>,
    /// Its commits, as they were pushed.
    pub commits: Vec<CommitId>,
    /// Its reviews.
    pub reviews: Vec<ReviewId>,
    /// The comments of its conversation.
    pub comments: Vec<CommentId>,
    /// The changed files, by path.
    pub files: Vec<ChangedFile>,
    /// Left out of its author's list, though search has it.
    pub unlisted: bool,
    /// The issues that it closes when it is merged.
    pub closes: Vec<IssueId>,
    /// What happened.
    pub events: Vec<Event>,
    /// Left out of the search index.
    pub unindexed: bool,
}

impl Pull {
    /// When it was closed or merged.
    #[must_use]
    pub const fn closed_at(&self) -> Option<At> {
        match self.state {
            PullState::Open => None,
            PullState::Closed { at, .. } | PullState::Merged { at, .. } => Some(at),
        }
    }

    /// When it was merged.
    #[must_use]
    pub const fn merged_at(&self) -> Option<At> {
        match self.state {
            PullState::Merged { at, .. } => Some(at),
            _ => None,
        }
    }
}

/// Whether an issue is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssueState {
    /// Open.
    Open,
    /// Done.
    Completed {
        /// When.
        at: At,
    },
    /// Closed without being done.
    NotPlanned {
        /// When.
        at: At,
    },
}

/// An issue.
#[derive(Clone, Debug)]
pub struct Issue {
    /// In which repository.
    pub repo: RepoId,
    /// Its number there.
    pub number: u64,
    /// Who opened it.
    pub author: AccountId,
    /// The title.
    pub title: String,
    /// The description.
    pub body: String,
    /// When it was opened.
    pub created_at: At,
    /// When anything of it last changed.
    pub updated_at: At,
    /// Whether it is open.
    pub state: IssueState,
    /// Its labels.
    pub labels: Vec<String>,
    /// The assignees.
    pub assignees: Vec<AccountId>,
    /// Its comments.
    pub comments: Vec<CommentId>,
    /// What happened.
    pub events: Vec<Event>,
    /// Only those with write access may comment.
    pub locked: bool,
    /// Left out of the search index.
    pub unindexed: bool,
}

impl Issue {
    /// When it was closed.
    #[must_use]
    pub const fn closed_at(&self) -> Option<At> {
        match self.state {
            IssueState::Open => None,
            IssueState::Completed { at } | IssueState::NotPlanned { at } => Some(at),
        }
    }
}

/// A pull request or an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A pull request.
    Pull(PullId),
    /// An issue.
    Issue(IssueId),
}

/// What closed a pull request or an issue, where it was not a click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closer {
    /// A commit that says so.
    Commit(CommitId),
    /// A merged pull request.
    Pull(PullId),
}

/// One line of a timeline.
#[derive(Clone, Debug)]
pub struct Event {
    /// When.
    pub at: At,
    /// Who did it.
    pub actor: AccountId,
    /// What was done.
    pub kind: EventKind,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// Closed, perhaps by something.
    Closed(Option<Closer>),
    /// Merged, by this commit.
    Merged(CommitId),
    /// Opened again.
    Reopened,
    /// No draft any more.
    ReadyForReview,
    /// Made a draft again.
    ConvertedToDraft,
    /// Named by a commit.
    Referenced(CommitId),
    /// Got a label.
    Labeled(String),
    /// Got an assignee.
    Assigned(AccountId),
    /// Named by another pull request or issue.
    CrossReferenced {
        /// By which.
        source: Subject,
        /// Whether that closes it when it is merged.
        will_close: bool,
    },
}
