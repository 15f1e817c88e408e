//! What people write: reviews, comments and discussions.

use super::{
    AccountId, At, CommitId, DiscussionCommentId, DiscussionId, PullId, RepoId, ReviewCommentId,
    ReviewId, Subject,
};

/// A verdict of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Approved.
    Approved,
    /// Changes wanted.
    ChangesRequested,
    /// Only comments.
    Commented,
    /// Taken back by a maintainer.
    Dismissed,
    /// Written and not yet submitted: only its author sees it.
    Pending,
}

impl Verdict {
    /// GitHub's word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Approved => "APPROVED",
            Self::ChangesRequested => "CHANGES_REQUESTED",
            Self::Commented => "COMMENTED",
            Self::Dismissed => "DISMISSED",
            Self::Pending => "PENDING",
        }
    }
}

/// A review of a pull request.
#[derive(Clone, Debug)]
pub struct Review {
    /// Of which pull request.
    pub pull: PullId,
    /// By whom.
    pub author: AccountId,
    /// The verdict.
    pub verdict: Verdict,
    /// When it was begun.
    pub created_at: At,
    /// When it was submitted; `None` while it is pending.
    pub submitted_at: Option<At>,
    /// When it was last changed.
    pub updated_at: At,
    /// The text.
    pub body: String,
    /// Its comments on lines.
    pub comments: Vec<ReviewCommentId>,
}

/// A comment on a line of a pull request. Each is part of a review, also an answer.
#[derive(Clone, Debug)]
pub struct ReviewComment {
    /// Part of which review.
    pub review: ReviewId,
    /// The comment that it answers.
    pub reply_to: Option<ReviewCommentId>,
    /// By whom.
    pub author: AccountId,
    /// The path of the file.
    pub path: String,
    /// The text.
    pub body: String,
    /// When it was written.
    pub created_at: At,
    /// When it was last changed.
    pub updated_at: At,
}

/// A comment on an issue or in the conversation of a pull request.
#[derive(Clone, Debug)]
pub struct Comment {
    /// On what.
    pub on: Subject,
    /// By whom.
    pub author: AccountId,
    /// The text.
    pub body: String,
    /// When it was written.
    pub created_at: At,
    /// When it was last changed.
    pub updated_at: At,
}

/// A comment on a commit.
#[derive(Clone, Debug)]
pub struct CommitComment {
    /// On which commit.
    pub on: CommitId,
    /// By whom.
    pub author: AccountId,
    /// The text.
    pub body: String,
    /// When it was written.
    pub created_at: At,
    /// When it was last changed.
    pub updated_at: At,
}

/// A discussion.
#[derive(Clone, Debug)]
pub struct Discussion {
    /// In which repository.
    pub repo: RepoId,
    /// Its number there.
    pub number: u64,
    /// Who began it.
    pub author: AccountId,
    /// The title.
    pub title: String,
    /// The text.
    pub body: String,
    /// When it was begun.
    pub created_at: At,
    /// When it was last changed.
    pub updated_at: At,
    /// Its comments and their answers.
    pub comments: Vec<DiscussionCommentId>,
    /// The comment that answers it, and since when.
    pub answer: Option<(DiscussionCommentId, At)>,
}

/// A comment in a discussion.
#[derive(Clone, Debug)]
pub struct DiscussionComment {
    /// In which discussion.
    pub on: DiscussionId,
    /// The comment that it answers.
    pub reply_to: Option<DiscussionCommentId>,
    /// By whom.
    pub author: AccountId,
    /// The text.
    pub body: String,
    /// When it was written.
    pub created_at: At,
    /// When it was last changed.
    pub updated_at: At,
}
