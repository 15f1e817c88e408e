//! Accounts: people, bots and organisations. An account is its number; the login is only what it is called at the moment.

use super::{
    At, CommentId, CommitCommentId, DiscussionCommentId, DiscussionId, IssueId, PullId, RepoId,
    ReviewCommentId, ReviewId,
};

/// What kind of account it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountKind {
    /// A person.
    User,
    /// A GitHub App; its login has no `[bot]` in GraphQL.
    Bot,
    /// An organisation.
    Organization,
    /// A stand-in for the author of imported items.
    Mannequin,
}

/// Whether the account can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountState {
    /// It can.
    Active,
    /// Suspended or flagged: it and everything it opened cannot be seen, and may come back.
    Hidden,
    /// Gone: what it opened stays, without an author.
    Deleted,
}

/// A person, bot or organisation.
#[derive(Clone, Debug)]
pub struct Account {
    /// The kind.
    pub kind: AccountKind,
    /// The present login.
    pub login: String,
    /// The logins before, oldest first.
    pub past_logins: Vec<String>,
    /// The display name.
    pub name: Option<String>,
    /// When it was made.
    pub created_at: At,
    /// When it was last changed.
    pub updated_at: At,
    /// Whether it can be seen.
    pub state: AccountState,
    /// A private profile: search finds nothing of this person, without saying so.
    pub private_profile: bool,
    /// Whether the person shows how much was done in private repositories.
    pub shares_private_counts: bool,
    /// The e-mail addresses that link commits to this account; the first is used for commits.
    pub emails: Vec<String>,
    /// An organisation that refuses tokens without single sign-on.
    pub requires_sso: bool,
    /// Members of an organisation.
    pub members: Vec<super::AccountId>,
    /// Repositories that it owns.
    pub repos: Vec<RepoId>,
    /// Everything it wrote, in the order in which it was added.
    pub wrote: Wrote,
}

/// What an account wrote. Commits are not here: they name an e-mail address, not an account.
#[derive(Clone, Debug, Default)]
pub struct Wrote {
    /// Pull requests.
    pub pulls: Vec<PullId>,
    /// Pull requests that it merged, of whomever.
    pub merged: Vec<PullId>,
    /// Issues.
    pub issues: Vec<IssueId>,
    /// Comments on issues and in the conversation of pull requests.
    pub comments: Vec<CommentId>,
    /// Reviews.
    pub reviews: Vec<ReviewId>,
    /// Comments on lines of pull requests.
    pub review_comments: Vec<ReviewCommentId>,
    /// Comments on commits.
    pub commit_comments: Vec<CommitCommentId>,
    /// Discussions.
    pub discussions: Vec<DiscussionId>,
    /// Comments in discussions.
    pub discussion_comments: Vec<DiscussionCommentId>,
}

impl Account {
    pub(crate) fn new(kind: AccountKind, login: &str, at: At) -> Self {
        Self {
            kind,
            login: login.to_owned(),
            past_logins: Vec::new(),
            name: None,
            created_at: at,
            updated_at: at,
            state: AccountState::Active,
            private_profile: false,
            shares_private_counts: false,
            emails: Vec::new(),
            requires_sso: false,
            members: Vec::new(),
            repos: Vec::new(),
            wrote: Wrote::default(),
        }
    }

    /// Whether anybody can see it.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.state == AccountState::Active
    }

    /// The display name, or the login where there is none.
    #[must_use]
    pub fn shown_name(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.login)
    }
}
