//! The lists that are walked page by page.

use monitor_model::named;

named! {
    /// A list that is walked page by page.
    List {
        /// A person's pull requests, newest update first.
        Pulls = "pulls",
        /// A person's issues, newest update first.
        Issues = "issues",
        /// A person's conversation comments on issues and pull requests, newest update first.
        IssueComments = "issue-comments",
        /// A person's discussions, newest update first.
        Discussions = "discussions",
        /// A person's comments on discussions, from the end: GitHub gives no order.
        DiscussionComments = "discussion-comments",
        /// A person's comments on commits, from the end: GitHub gives no order.
        CommitComments = "commit-comments",
        /// The pull requests whose reviews count as a person's contributions of a window.
        ReviewedPulls = "reviewed-pulls",
        /// The reviews of a pull request.
        PullReviews = "pull-reviews",
        /// The commits of a pull request.
        PullCommits = "pull-commits",
        /// The comments of a pull request's conversation and the events that say how it ended, from the end. Together they
        /// are one list of GitHub's, which costs half of two.
        PullEvents = "pull-events",
        /// The comments of a review.
        ReviewComments = "review-comments",
        /// The commits of a person on a repository's default branch.
        History = "history",
        /// All commits on a repository's default branch.
        RepoHistory = "repo-history",
        /// All pull requests of a repository, newest update first.
        RepoPulls = "repo-pulls",
    }
}

impl List {
    /// How many nodes a page of the list has at first; 100 is GitHub's limit.
    #[must_use]
    pub const fn page(self) -> u32 {
        match self {
            Self::Pulls
            | Self::Issues
            | Self::Discussions
            | Self::DiscussionComments
            | Self::CommitComments
            | Self::PullReviews
            | Self::PullCommits
            | Self::PullEvents
            | Self::ReviewComments => 50,
            Self::IssueComments
            | Self::ReviewedPulls
            | Self::History
            | Self::RepoHistory
            | Self::RepoPulls => 100,
        }
    }

    /// Whether the list is walked from its end: GitHub gives it no order, or its end says most.
    #[must_use]
    pub const fn is_from_end(self) -> bool {
        matches!(self, Self::DiscussionComments | Self::CommitComments | Self::PullEvents)
    }
}
