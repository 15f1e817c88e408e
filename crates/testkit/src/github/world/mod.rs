//! The world behind the simulated GitHub: accounts, repositories and everything that people did in them, with a clock that
//! only moves when it is told to.
//!
//! Things live in arenas and are named by small typed numbers; `world[id]` looks at one. Handles such as [`PullHandle`] add to
//! the world and move `updatedAt` as GitHub does.

mod account;
mod arena;
mod commit;
mod commits;
mod issues;
mod item;
mod merging;
mod node_id;
mod people;
mod pulls;
mod repo;
mod repos;
mod reviews;
mod talk;
mod talks;
mod truth;
mod urls;
mod visible;

use std::collections::HashMap;
use std::ops::{Index, IndexMut};

use chrono::{DateTime, TimeDelta, Utc};

pub use account::{Account, AccountKind, AccountState, Wrote};
pub use arena::{Arena, Id};
pub use commit::{Commit, Signature};
pub use commits::CommitHandle;
pub use issues::IssueHandle;
pub use item::{
    ChangedFile, Closer, Event, EventKind, Issue, IssueState, Pull, PullState, Subject,
};
pub use node_id::{Held, IdFormat, Thing};
pub use people::PersonHandle;
pub use pulls::PullHandle;
pub use repo::{Numbered, Repo, Visibility};
pub use repos::RepoHandle;
pub use talk::{
    Comment, CommitComment, Discussion, DiscussionComment, Review, ReviewComment, Verdict,
};
pub use talks::DiscussionHandle;
pub use truth::{Act, CommitPlace, Detail, DetailOf, Fact, Kind, Response, Role};

/// An instant.
pub type At = DateTime<Utc>;
/// An account's number.
pub type AccountId = Id<Account>;
/// A repository's number.
pub type RepoId = Id<Repo>;
/// A pull request's number, in the world and not in its repository.
pub type PullId = Id<Pull>;
/// An issue's number, in the world and not in its repository.
pub type IssueId = Id<Issue>;
/// A comment's number.
pub type CommentId = Id<Comment>;
/// A review's number.
pub type ReviewId = Id<Review>;
/// A review comment's number.
pub type ReviewCommentId = Id<ReviewComment>;
/// A commit's number.
pub type CommitId = Id<Commit>;
/// A commit comment's number.
pub type CommitCommentId = Id<CommitComment>;
/// A discussion's number.
pub type DiscussionId = Id<Discussion>;
/// A discussion comment's number.
pub type DiscussionCommentId = Id<DiscussionComment>;

/// An instant from text such as `2026-03-02T00:00:00Z`, for tests.
///
/// # Panics
/// Where the text is no instant.
#[must_use]
#[expect(clippy::expect_used, reason = "only literals of tests come here")]
pub fn at(text: &str) -> At {
    DateTime::parse_from_rfc3339(text).expect("an instant like 2026-03-02T00:00:00Z").to_utc()
}

/// Where it is not known how GitHub behaves, how this one does.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quirks {
    /// `contributionsCollection` of a private profile is empty.
    pub private_profiles_hide_contributions: bool,
    /// `commenter:` in search also finds comments on lines.
    pub commenter_finds_review_comments: bool,
    /// A review leaves the `updatedAt` of its pull request alone.
    pub reviews_leave_updated_at: bool,
    /// Search does not know yet what changed in so many minutes before now.
    pub search_lag_minutes: i64,
}

/// Everything there is.
#[derive(Debug)]
pub struct World {
    /// People, bots and organisations.
    pub accounts: Arena<Account>,
    /// Repositories.
    pub repos: Arena<Repo>,
    /// Pull requests.
    pub pulls: Arena<Pull>,
    /// Issues.
    pub issues: Arena<Issue>,
    /// Comments on issues and pull requests.
    pub comments: Arena<Comment>,
    /// Reviews.
    pub reviews: Arena<Review>,
    /// Comments on lines.
    pub review_comments: Arena<ReviewComment>,
    /// Commits.
    pub commits: Arena<Commit>,
    /// Comments on commits.
    pub commit_comments: Arena<CommitComment>,
    /// Discussions.
    pub discussions: Arena<Discussion>,
    /// Comments in discussions.
    pub discussion_comments: Arena<DiscussionComment>,
    /// How it behaves where GitHub is not known.
    pub quirks: Quirks,
    now: At,
    viewer: AccountId,
    logins: HashMap<String, AccountId>,
    emails: HashMap<String, AccountId>,
    repo_names: HashMap<String, RepoId>,
    oids: HashMap<(RepoId, String), CommitId>,
    commits_by_email: HashMap<String, Vec<CommitId>>,
}

impl World {
    /// A world with nobody in it but the owner of the token.
    #[must_use]
    pub fn new(now: At) -> Self {
        let mut accounts = Arena::default();
        let viewer = accounts.add(|_| Account::new(AccountKind::User, "night-watch", now));
        Self {
            accounts,
            repos: Arena::default(),
            pulls: Arena::default(),
            issues: Arena::default(),
            comments: Arena::default(),
            reviews: Arena::default(),
            review_comments: Arena::default(),
            commits: Arena::default(),
            commit_comments: Arena::default(),
            discussions: Arena::default(),
            discussion_comments: Arena::default(),
            quirks: Quirks::default(),
            now,
            viewer,
            logins: HashMap::from([("night-watch".to_owned(), viewer)]),
            emails: HashMap::new(),
            repo_names: HashMap::new(),
            oids: HashMap::new(),
            commits_by_email: HashMap::new(),
        }
    }

    /// The time in this world. New things are dated by it, and rate limits are reset by it.
    #[must_use]
    pub const fn now(&self) -> At {
        self.now
    }

    /// Moves the clock.
    pub fn advance(&mut self, by: TimeDelta) {
        self.now += by;
    }

    /// Sets the clock.
    pub const fn set_now(&mut self, now: At) {
        self.now = now;
    }

    /// Whose token it is.
    #[must_use]
    pub const fn viewer(&self) -> AccountId {
        self.viewer
    }
}

macro_rules! held {
    ($($what:ty => $arena:ident),* $(,)?) => {
        $(impl Index<Id<$what>> for World {
            type Output = $what;

            fn index(&self, id: Id<$what>) -> &$what {
                &self.$arena[id]
            }
        }

        impl IndexMut<Id<$what>> for World {
            fn index_mut(&mut self, id: Id<$what>) -> &mut $what {
                &mut self.$arena[id]
            }
        }

        impl Held for $what {
            fn arena(world: &World) -> &Arena<Self> {
                &world.$arena
            }
        })*
    };
}

held! {
    Account => accounts, Repo => repos, Pull => pulls, Issue => issues, Comment => comments, Review => reviews,
    ReviewComment => review_comments, Commit => commits, CommitComment => commit_comments, Discussion => discussions,
    DiscussionComment => discussion_comments,
}
