//! The shapes of queries, and how large a request of each is at first.

use monitor_model::named;

use super::List;
#[cfg(doc)]
use super::{Query, Sizes};

named! {
    /// The shape of a query: what it costs and what GitHub can bear depend on it.
    Shape {
        /// [`Query::Resolve`].
        Resolve = "resolve",
        /// [`Query::Probe`].
        Probe = "probe",
        /// [`Query::Authored`].
        Authored = "authored",
        /// [`Query::Talk`].
        Talk = "talk",
        /// [`Query::Contributions`].
        Contributions = "contributions",
        /// [`Query::PullDetails`].
        PullDetails = "pull-details",
        /// [`Query::ReviewsBy`].
        ReviewsBy = "reviews-by",
        /// [`Query::ReviewComments`].
        ReviewComments = "review-comments",
        /// [`Query::Threads`].
        Threads = "threads",
        /// [`Query::CommitAuthors`].
        CommitAuthors = "commit-authors",
        /// [`Query::History`].
        History = "history",
        /// [`Query::RepoHistory`].
        RepoHistory = "repo-history",
        /// [`Query::RepoPulls`].
        RepoPulls = "repo-pulls",
        /// [`Query::Pages`].
        Pages = "pages",
        /// [`Query::SearchCounts`].
        SearchCounts = "search-counts",
        /// [`Query::SearchItems`].
        SearchItems = "search-items",
        /// [`Query::Repositories`].
        Repositories = "repositories",
        /// [`Query::Owners`].
        Owners = "owners",
    }
}

impl Shape {
    /// How many things one request of this shape may ask for at first.
    #[must_use]
    pub const fn most(self) -> usize {
        match self {
            Self::Resolve
            | Self::ReviewComments
            | Self::Threads
            | Self::CommitAuthors
            | Self::SearchCounts
            | Self::Repositories
            | Self::Owners => 100,
            Self::Probe | Self::ReviewsBy | Self::RepoPulls => 50,
            Self::PullDetails => 24,
            Self::Authored
            | Self::Talk
            | Self::Contributions
            | Self::History
            | Self::RepoHistory
            | Self::Pages => 20,
            Self::SearchItems => 1,
        }
    }
}

impl Shape {
    /// How many nodes of each list one request of this shape asks for at first; [`Sizes`] for [`Query::Authored`],
    /// [`List::page`] for [`Query::Pages`], and 1 where it asks for no list's nodes.
    #[must_use]
    pub const fn page(self) -> u32 {
        match self {
            Self::Talk => List::Discussions.page(),
            Self::Contributions => List::ReviewedPulls.page(),
            Self::PullDetails | Self::ReviewsBy => List::PullReviews.page(),
            Self::ReviewComments => List::ReviewComments.page(),
            Self::Threads => 50,
            Self::History | Self::RepoHistory => List::History.page(),
            Self::SearchItems => 100,
            Self::RepoPulls => List::RepoPulls.page(),
            Self::Resolve
            | Self::Probe
            | Self::Authored
            | Self::CommitAuthors
            | Self::Pages
            | Self::SearchCounts
            | Self::Repositories
            | Self::Owners => 1,
        }
    }
}
