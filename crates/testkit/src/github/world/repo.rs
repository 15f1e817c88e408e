//! Repositories, with one series of numbers for pull requests, issues and discussions.

use std::collections::BTreeMap;

use super::{AccountId, At, CommitId, DiscussionId, IssueId, PullId, RepoId};

/// Who can see a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Everybody.
    Public,
    /// Its members, and the token of the simulation is one of them.
    PrivateSeen,
    /// Its members, and the token of the simulation is none of them.
    PrivateHidden,
    /// Nobody: it was deleted.
    Deleted,
}

/// What a number in a repository stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbered {
    /// A pull request.
    Pull(PullId),
    /// An issue.
    Issue(IssueId),
    /// A discussion.
    Discussion(DiscussionId),
}

/// A repository.
#[derive(Clone, Debug)]
pub struct Repo {
    /// The present owner.
    pub owner: AccountId,
    /// The present name, without the owner.
    pub name: String,
    /// The full names before, oldest first; they lead here until somebody else takes them.
    pub past_names: Vec<String>,
    /// Who can see it.
    pub visibility: Visibility,
    /// What it was forked from.
    pub parent: Option<RepoId>,
    /// The forks of it.
    pub forks: Vec<RepoId>,
    /// Read-only since somebody archived it.
    pub archived: bool,
    /// Has no issues since somebody turned them off.
    pub without_issues: bool,
    /// The name of the default branch.
    pub default_branch: String,
    /// When it was made.
    pub created_at: At,
    /// When it was last changed.
    pub updated_at: At,
    /// People with a commit bit who are not the owner.
    pub collaborators: Vec<AccountId>,
    /// Pull requests against it.
    pub pulls: Vec<PullId>,
    /// Its issues.
    pub issues: Vec<IssueId>,
    /// Its discussions.
    pub discussions: Vec<DiscussionId>,
    /// The commits of its default branch, in the order of landing.
    pub default_history: Vec<CommitId>,
    /// What each number stands for.
    pub numbers: BTreeMap<u64, Numbered>,
}

impl Repo {
    pub(crate) fn new(owner: AccountId, name: &str, at: At) -> Self {
        Self {
            owner,
            name: name.to_owned(),
            past_names: Vec::new(),
            visibility: Visibility::Public,
            parent: None,
            forks: Vec::new(),
            archived: false,
            without_issues: false,
            default_branch: "main".to_owned(),
            created_at: at,
            updated_at: at,
            collaborators: Vec::new(),
            pulls: Vec::new(),
            issues: Vec::new(),
            discussions: Vec::new(),
            default_history: Vec::new(),
            numbers: BTreeMap::new(),
        }
    }

    /// Whether it is a fork.
    #[must_use]
    pub const fn is_fork(&self) -> bool {
        self.parent.is_some()
    }

    /// Whether it is private, seen or not.
    #[must_use]
    pub const fn is_private(&self) -> bool {
        matches!(self.visibility, Visibility::PrivateSeen | Visibility::PrivateHidden)
    }

    /// Whether the token of the simulation can see it.
    #[must_use]
    pub const fn is_seen(&self) -> bool {
        matches!(self.visibility, Visibility::Public | Visibility::PrivateSeen)
    }

    /// Takes the next number.
    pub(crate) fn number(&mut self, what: Numbered) -> u64 {
        let number = self.numbers.last_key_value().map_or(1, |(n, _)| n + 1);
        self.numbers.insert(number, what);
        number
    }
}
