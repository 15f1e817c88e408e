//! The ground truth: what each person did, and whether it can be seen. Tests compare a collection with it.
//!
//! The words are those of the monitor, so that a fact can be compared with a row of its store by text.

mod beyond;
mod facts;

use std::ops::Range;

pub use beyond::{Detail, DetailOf, Response};

use super::{AccountId, At, CommitId, PullId, RepoId, Subject, Thing, World};

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// The word for it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }
    };
}

words! {
    /// What kind of thing was acted on.
    Kind {
        /// A pull request.
        PullRequest = "pull-request",
        /// An issue.
        Issue = "issue",
        /// A review.
        Review = "review",
        /// A commit.
        Commit = "commit",
        /// A comment of any kind.
        Comment = "comment",
        /// A discussion.
        Discussion = "discussion",
    }
}

words! {
    /// What was done.
    Act {
        /// Opened.
        Opened = "opened",
        /// Merged by GitHub.
        Merged = "merged",
        /// Closed; a pull request without landing.
        Closed = "closed",
        /// Landed without GitHub's merge.
        Landed = "landed",
        /// Reviewed.
        Reviewed = "reviewed",
        /// Commented.
        Commented = "commented",
        /// Committed.
        Committed = "committed",
    }
}

words! {
    /// In which role.
    Role {
        /// The own item.
        Author = "author",
        /// Named in a trailer.
        CoAuthor = "co-author",
        /// Somebody else's pull request.
        Reviewer = "reviewer",
        /// A comment.
        Commenter = "commenter",
        /// Merged it; also an own one.
        Merger = "merger",
        /// The own pull request or commit closed the issue.
        Closer = "closer",
    }
}

/// One thing that somebody did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// When it was done; a commit: when it was written.
    pub at: At,
    /// On what.
    pub kind: Kind,
    /// What.
    pub act: Act,
    /// In which role.
    pub role: Role,
    /// The thing in the world.
    pub thing: Thing,
    /// Its node id, new format.
    pub node_id: String,
    /// Its address.
    pub url: String,
    /// The present full name of its repository.
    pub repo: String,
    /// The person's number in GitHub's database.
    pub account: u64,
    /// Where a commit is; nothing for everything else.
    pub commit: Option<CommitPlace>,
}

/// Where a commit can be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitPlace {
    /// The hash.
    pub oid: String,
    /// When it was committed.
    pub committed_at: At,
    /// Whether it is on the default branch.
    pub on_default: bool,
    /// Whether its repository is a fork.
    pub in_fork: bool,
    /// The visible pull requests that hold it.
    pub pulls: Vec<PullId>,
    /// Whether it is the squash of a pull request, whose own commits are facts too.
    pub is_squash: bool,
    /// Whether it is the copy of a pull request's own commit, made by a merge by rebase.
    pub is_copy: bool,
    /// Whether it is GitHub's own merge of a branch.
    pub is_merge: bool,
}

impl World {
    /// Everything that a person did in a half-open window and that can be seen, in the order of time. Commits are there if they
    /// are on a default branch or in a pull request that can be seen, and are signed with an address of the person's.
    #[must_use]
    pub fn visible_contributions(&self, who: AccountId, window: Range<At>) -> Vec<Fact> {
        let mut facts = self.contributions(who, &window);
        facts.retain(|f| self.shows(who, f));
        facts
    }

    /// Everything that a person did in a half-open window and that cannot be seen, in the order of time: in private repositories,
    /// behind single sign-on, of an account that is gone or flagged, on branches that nobody opened a pull request from.
    #[must_use]
    pub fn hidden_contributions(&self, who: AccountId, window: Range<At>) -> Vec<Fact> {
        let mut facts = self.contributions(who, &window);
        facts.retain(|f| !self.shows(who, f));
        facts
    }

    fn shows(&self, who: AccountId, fact: &Fact) -> bool {
        let in_reach = fact.commit.as_ref().is_none_or(|c| c.on_default || !c.pulls.is_empty());
        in_reach && self.sees_account(who) && self.sees(fact.thing) && !self.needs_sso(fact.thing)
    }

    fn contributions(&self, who: AccountId, window: &Range<At>) -> Vec<Fact> {
        let mut list = facts::Facts { world: self, who, window, all: Vec::new() };
        list.pulls();
        list.issues();
        list.talk();
        list.commits();
        list.all.sort_by(|a, b| {
            (a.at, a.kind, a.act, &a.node_id).cmp(&(b.at, b.kind, b.act, &b.node_id))
        });
        list.all
    }
}

impl World {
    /// The commits that name an address of the person's, each once, and whether as author or as co-author.
    #[must_use]
    pub fn commits_of(&self, who: AccountId) -> Vec<(CommitId, Role)> {
        let is_mine = |email: &str| self.account_by_email(email) == Some(who);
        let mut found: Vec<CommitId> = self.accounts[who]
            .emails
            .iter()
            .flat_map(|e| self.commits_by_email(e))
            .copied()
            .collect();
        found.sort_unstable();
        found.dedup();
        let role = |id: &CommitId| {
            let commit = &self.commits[*id];
            if is_mine(&commit.author.email) {
                Some(Role::Author)
            } else {
                commit.co_authors.iter().any(|p| is_mine(&p.email)).then_some(Role::CoAuthor)
            }
        };
        found.into_iter().filter_map(|id| Some((id, role(&id)?))).collect()
    }

    fn commit_place(&self, id: CommitId) -> CommitPlace {
        let commit = &self.commits[id];
        CommitPlace {
            oid: commit.oid.clone(),
            committed_at: commit.committed_at,
            on_default: commit.on_default,
            in_fork: self.repos[commit.repo].is_fork(),
            pulls: commit.pulls.iter().copied().filter(|p| self.sees(*p)).collect(),
            is_squash: commit.squash_of.is_some(),
            is_copy: commit.copy_of.is_some(),
            is_merge: commit.is_merge,
        }
    }

    /// Every repository in which a person opened, reviewed, committed or wrote anything.
    #[must_use]
    pub fn repos_of(&self, who: AccountId) -> Vec<RepoId> {
        let wrote = &self.accounts[who].wrote;
        let things = wrote
            .pulls
            .iter()
            .map(|id| Thing::from(*id))
            .chain(wrote.issues.iter().map(|id| Thing::from(*id)))
            .chain(wrote.reviews.iter().map(|id| Thing::from(*id)));
        let mut repos: Vec<RepoId> = things.filter_map(|t| self.home(t)).collect();
        repos.extend(wrote.comments.iter().map(|c| self.repo_of(self.comments[*c].on)));
        repos.extend(self.commits_of(who).iter().map(|(c, _)| self.commits[*c].repo));
        repos.sort_unstable();
        repos.dedup();
        repos
    }

    /// Whether a pull request or issue belongs to a person.
    #[must_use]
    pub fn author_of(&self, subject: Subject) -> AccountId {
        match subject {
            Subject::Pull(id) => self.pulls[id].author,
            Subject::Issue(id) => self.issues[id].author,
        }
    }
}
