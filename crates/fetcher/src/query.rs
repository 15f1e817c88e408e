//! What is asked of GitHub, one value per request.

mod list;
mod shape;

use chrono::{DateTime, Utc};
use monitor_model::{Login, NodeId, RepoName, Window, named};

pub use list::List;
pub use shape::Shape;

/// An opaque position in a list of GitHub's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cursor(pub String);

/// How many nodes of each list the first page asks for, 1 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// Pull requests.
    pub pulls: u32,
    /// Issues.
    pub issues: u32,
    /// Conversation comments.
    pub comments: u32,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            pulls: List::Pulls.page(),
            issues: List::Issues.page(),
            comments: List::IssueComments.page(),
        }
    }
}

/// A further page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Whose list: a person, a pull request, a review or a repository.
    pub of: NodeId,
    /// For [`List::History`] the author's node, for [`List::PullReviews`] of one person that person's login. Without it, or
    /// with the other kind of field, the list is everybody's.
    pub by: Option<Field>,
    /// Which list.
    pub list: List,
    /// After (or, for lists walked from the end, before) which position.
    pub after: Cursor,
    /// How many nodes, 1 to 100; [`List::page`] at first.
    pub size: u32,
    /// For [`List::Issues`]: those that were not updated since are left out, as on the first page.
    pub since: Option<DateTime<Utc>>,
    /// The window of [`List::ReviewedPulls`], [`List::History`] and [`List::RepoHistory`].
    pub window: Option<Window>,
}

/// What narrows a list to one person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// By login.
    Login(Login),
    /// By node id.
    Node(NodeId),
}

named! {
    /// Where people talk with whoever opened it.
    ThreadKind {
        /// An issue.
        Issue = "issue",
        /// A discussion.
        Discussion = "discussion",
    }
}

impl ThreadKind {
    /// How many comments of one are asked for where a request asks for so many: in a discussion each has answers of its own,
    /// and is paid for.
    #[must_use]
    pub fn page(self, page: u32) -> u32 {
        match self {
            Self::Issue => page,
            Self::Discussion => page.min(20),
        }
    }
}

/// One request, in terms of what is wanted. People, pull requests, reviews and repositories are node ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// Which accounts have these logins. At most 100.
    Resolve(Vec<Login>),
    /// The newest update and the number of each of a person's lists. At most 50.
    Probe(Vec<NodeId>),
    /// First pages of [`List::Pulls`], [`List::Issues`] and [`List::IssueComments`]; issues updated since an instant.
    Authored {
        /// The people. At most 20.
        of: Vec<NodeId>,
        /// Issues that were not updated since are left out by GitHub.
        since: DateTime<Utc>,
        /// How many of each.
        sizes: Sizes,
    },
    /// First pages of [`List::Discussions`], [`List::DiscussionComments`] and [`List::CommitComments`].
    Talk {
        /// The people. At most 20.
        of: Vec<NodeId>,
        /// How many of each, 1 to 100.
        page: u32,
    },
    /// Totals of a window, reviewed pull requests and repositories committed to.
    Contributions {
        /// The people. At most 20.
        of: Vec<NodeId>,
        /// The window, at most a year. GitHub counts whole days of its own.
        window: Window,
        /// How many reviewed pull requests, 1 to 100.
        page: u32,
    },
    /// Files, reviews, commits, comments, ending events and closed issues of pull requests.
    PullDetails {
        /// The pull requests. At most 24.
        of: Vec<NodeId>,
        /// How many reviews, commits, and comments and events of each, 1 to 100; of files twice as many, at most 100.
        page: u32,
    },
    /// The reviews that a person (by login) submitted on a pull request.
    ReviewsBy {
        /// Pull request and reviewer. At most 50.
        of: Vec<(NodeId, Login)>,
        /// How many of each, 1 to 100.
        page: u32,
    },
    /// The comments of reviews.
    ReviewComments {
        /// The reviews. At most 100.
        of: Vec<NodeId>,
        /// How many of each, 1 to 100.
        page: u32,
    },
    /// What others said on issues and discussions, the first of it.
    Threads {
        /// The issues and discussions. At most 100.
        of: Vec<(NodeId, ThreadKind)>,
        /// How many comments of each, 1 to 100; see [`ThreadKind::page`].
        page: u32,
    },
    /// All authors of commits, for those whose `Co-authored-by` trailers alone don't say whose account it is. At most 100.
    CommitAuthors(Vec<NodeId>),
    /// The commits of people on default branches: pairs of repository and author.
    History {
        /// Repository and author. At most 20.
        of: Vec<(NodeId, NodeId)>,
        /// Committed in this window.
        window: Window,
        /// How many of each, 1 to 100.
        page: u32,
    },
    /// All commits on default branches.
    RepoHistory {
        /// The repositories. At most 10.
        of: Vec<NodeId>,
        /// Committed in this window.
        window: Window,
        /// How many of each, 1 to 100.
        page: u32,
    },
    /// Pull requests of repositories, newest update first, whoever opened them.
    RepoPulls {
        /// The repositories. At most 50.
        of: Vec<NodeId>,
        /// How many of each, 1 to 100.
        page: u32,
    },
    /// Further pages. At most 20.
    Pages(Vec<Page>),
    /// The number of results of searches, by their text. At most 100.
    SearchCounts(Vec<String>),
    /// The items that a search finds, page by page.
    SearchItems {
        /// The search.
        text: String,
        /// How many, 1 to 100.
        page: u32,
        /// After which position.
        after: Option<Cursor>,
    },
    /// What repositories are called now, and who owns them: `owner/name`. At most 100.
    Repositories(Vec<RepoName>),
    /// Which organisations or users have these logins, for checking rosters. At most 100.
    Owners(Vec<Login>),
}

impl Query {
    /// Its shape.
    #[must_use]
    pub const fn shape(&self) -> Shape {
        match self {
            Self::Resolve(_) => Shape::Resolve,
            Self::Probe(_) => Shape::Probe,
            Self::Authored { .. } => Shape::Authored,
            Self::Talk { .. } => Shape::Talk,
            Self::Contributions { .. } => Shape::Contributions,
            Self::PullDetails { .. } => Shape::PullDetails,
            Self::ReviewsBy { .. } => Shape::ReviewsBy,
            Self::ReviewComments { .. } => Shape::ReviewComments,
            Self::Threads { .. } => Shape::Threads,
            Self::CommitAuthors(_) => Shape::CommitAuthors,
            Self::History { .. } => Shape::History,
            Self::RepoHistory { .. } => Shape::RepoHistory,
            Self::RepoPulls { .. } => Shape::RepoPulls,
            Self::Pages(_) => Shape::Pages,
            Self::SearchCounts(_) => Shape::SearchCounts,
            Self::SearchItems { .. } => Shape::SearchItems,
            Self::Repositories(_) => Shape::Repositories,
            Self::Owners(_) => Shape::Owners,
        }
    }

    /// How many things it asks for.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Resolve(of) | Self::Owners(of) => of.len(),
            Self::Probe(of) | Self::CommitAuthors(of) => of.len(),
            Self::Authored { of, .. }
            | Self::Talk { of, .. }
            | Self::Contributions { of, .. }
            | Self::PullDetails { of, .. }
            | Self::ReviewComments { of, .. }
            | Self::RepoHistory { of, .. }
            | Self::RepoPulls { of, .. } => of.len(),
            Self::ReviewsBy { of, .. } => of.len(),
            Self::Threads { of, .. } => of.len(),
            Self::History { of, .. } => of.len(),
            Self::Pages(of) => of.len(),
            Self::SearchCounts(of) => of.len(),
            Self::SearchItems { .. } => 1,
            Self::Repositories(of) => of.len(),
        }
    }

    /// Whether it asks for nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
