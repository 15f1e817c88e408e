//! Reviews and their comments on lines.

use super::{
    AccountId, At, PullHandle, PullId, Review, ReviewComment, ReviewCommentId, ReviewId, Verdict,
    World,
};

impl World {
    /// Submits a review, or begins one that stays pending.
    pub fn review(
        &mut self,
        pull: PullId,
        author: AccountId,
        at: At,
        verdict: Verdict,
    ) -> ReviewId {
        let id = self.reviews.add(|_| Review {
            pull,
            author,
            verdict,
            created_at: at,
            submitted_at: (verdict != Verdict::Pending).then_some(at),
            updated_at: at,
            body: String::new(),
            comments: Vec::new(),
        });
        self.pulls[pull].reviews.push(id);
        self.accounts[author].wrote.reviews.push(id);
        if verdict != Verdict::Pending && !self.quirks.reviews_leave_updated_at {
            self.touch_pull(pull, at);
        }
        id
    }

    /// Adds a comment on a line to a review.
    pub fn review_comment(
        &mut self,
        review: ReviewId,
        at: At,
        reply_to: Option<ReviewCommentId>,
    ) -> ReviewCommentId {
        let (pull, author) = (self.reviews[review].pull, self.reviews[review].author);
        let first = self.pulls[pull].files.first();
        let path = first.map_or_else(|| "README.md".to_owned(), |file| file.path.clone());
        let id = self.review_comments.add(|_| ReviewComment {
            review,
            reply_to,
            author,
            path,
            body: "A thought on this line.".to_owned(),
            created_at: at,
            updated_at: at,
        });
        self.reviews[review].comments.push(id);
        self.accounts[author].wrote.review_comments.push(id);
        self.touch_pull(pull, at);
        id
    }

    /// Answers a comment on a line; GitHub makes a review of it.
    pub fn reply(&mut self, to: ReviewCommentId, author: AccountId, at: At) -> ReviewCommentId {
        let pull = self.reviews[self.review_comments[to].review].pull;
        let review = self.review(pull, author, at, Verdict::Commented);
        self.review_comment(review, at, Some(to))
    }
}

impl PullHandle<'_> {
    /// Gets a review.
    pub fn reviewed(self, by: AccountId, at: At, verdict: Verdict) -> Self {
        self.world.review(self.id, by, at, verdict);
        self
    }

    /// Gets a review with comments on lines.
    pub fn reviewed_with(self, by: AccountId, at: At, verdict: Verdict, comments: usize) -> Self {
        let review = self.world.review(self.id, by, at, verdict);
        for _ in 0..comments {
            self.world.review_comment(review, at, None);
        }
        self
    }
}
