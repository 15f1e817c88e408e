//! What one source said at one time: the unit that the store takes in one transaction.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use crate::named;

use crate::{
    Account, CommitTally, Contribution, CoverageStatement, Detailed, HiddenActivity, IdentityNote,
    ItemKind, Login, NodeId, ProgramId, RepoName, Response, Window, WitnessNote,
};

/// What one source said at one time. Everything in it is stored together or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Accounts that the source named.
    pub people: Vec<Person>,
    /// Dated acts; the same act may be listed more than once.
    pub contributions: Vec<Contribution>,
    /// Commits counted but not named. Of the same person, repository and window, a later one replaces an earlier one.
    pub tallies: Vec<CommitTally>,
    /// What was seen and what was not.
    pub coverage: Vec<CoverageStatement>,
    /// Activity that was counted but not itemised.
    pub hidden: Vec<HiddenActivity>,
    /// Answers that name nobody.
    pub unattributed: Vec<Unattributed>,
    /// What GitHub said of logins.
    pub identities: Vec<IdentityNote>,
    /// What second sources said.
    pub witness: Vec<WitnessNote>,
    /// What repositories are called now. Items of one that was called otherwise follow it.
    pub repositories: Vec<NamedRepository>,
    /// Items that GitHub did not show any more.
    pub vanished: Vec<Vanished>,
    /// Lists that were walked whole: what is known and not in them has vanished, too.
    pub listed: Vec<Listed>,
    /// What is known of items beyond their heads. The items are stored, too.
    pub details: Vec<Detailed>,
    /// What others did on the mentees' items, which are in `details` or were before. Each account is among `people`.
    pub responses: Vec<Response>,
}

/// A repository and its name at the time of the answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedRepository {
    /// The node id, which stays the same when it is renamed or transferred.
    pub node: NodeId,
    /// The name.
    pub name: RepoName,
}

/// What GitHub lists as somebody's own since an instant, all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Whose.
    pub of: Login,
    /// Which list.
    pub list: OwnList,
    /// Everything that was made since is in it.
    pub since: DateTime<Utc>,
    /// When the walk began; what was made later may be missing.
    pub at: DateTime<Utc>,
    /// The node ids of what is in it.
    pub nodes: BTreeSet<NodeId>,
}

named! {
    /// A list of somebody's own things that GitHub gives whole.
    OwnList {
        /// Pull requests that the person opened.
        PullRequests = "pull-requests",
        /// Issues that the person opened.
        Issues = "issues",
        /// Comments of the person in the conversations of issues and pull requests.
        ConversationComments = "conversation-comments",
        /// Discussions that the person opened.
        Discussions = "discussions",
    }
}

impl OwnList {
    /// What all URLs of its items have in common, and no URL of another list's items has.
    #[must_use]
    pub const fn in_url(self) -> &'static str {
        match self {
            Self::PullRequests => "/pull/",
            Self::Issues => "/issues/",
            Self::ConversationComments => "#issuecomment-",
            Self::Discussions => "/discussions/",
        }
    }

    /// The kind of its items.
    #[must_use]
    pub const fn kind(self) -> ItemKind {
        match self {
            Self::PullRequests => ItemKind::PullRequest,
            Self::Issues => ItemKind::Issue,
            Self::ConversationComments => ItemKind::Comment,
            Self::Discussions => ItemKind::Discussion,
        }
    }
}

/// An item that was asked for by its node id and is not there any more: deleted, made private or hidden.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Vanished {
    /// The node id.
    pub node: NodeId,
    /// When it was asked for.
    pub at: DateTime<Utc>,
}

/// An account as a source names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The login. Where the account is known, its login at the time of the answer.
    pub login: Login,
    /// The display name, if there is one.
    pub name: Option<String>,
    /// The account behind the login, where the source knows it.
    pub account: Option<Account>,
}

/// An answer that names nobody, kept so that it is accounted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unattributed {
    /// The program for which was asked.
    pub program: ProgramId,
    /// The window for which was asked.
    pub window: Window,
    /// The file in which the answer stands.
    pub file: String,
    /// The row of the file, from 1.
    pub row: u32,
}
