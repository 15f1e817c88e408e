//! Discussions, and comments on commits.

use super::{
    AccountId, At, CommitComment, CommitCommentId, CommitId, Discussion, DiscussionComment,
    DiscussionCommentId, DiscussionId, Numbered, RepoId, World,
};

/// A discussion that things are happening to.
#[derive(Debug)]
pub struct DiscussionHandle<'w> {
    world: &'w mut World,
    id: DiscussionId,
}

impl World {
    /// Begins a discussion, now.
    pub fn discussion(&mut self, repo: RepoId, author: AccountId) -> DiscussionHandle<'_> {
        let now = self.now;
        let id = self.discussions.add(|id| Discussion {
            repo,
            number: 0,
            author,
            title: format!("How should part {} work?", id.index() + 1),
            body: String::new(),
            created_at: now,
            updated_at: now,
            comments: Vec::new(),
            answer: None,
        });
        self.discussions[id].number = self.repos[repo].number(Numbered::Discussion(id));
        self.repos[repo].discussions.push(id);
        self.accounts[author].wrote.discussions.push(id);
        DiscussionHandle { world: self, id }
    }

    /// Comments in a discussion, perhaps in answer to another comment.
    pub fn discuss(
        &mut self,
        on: DiscussionId,
        author: AccountId,
        at: At,
        reply_to: Option<DiscussionCommentId>,
    ) -> DiscussionCommentId {
        let id = self.discussion_comments.add(|_| DiscussionComment {
            on,
            reply_to,
            author,
            body: "A word on this.".to_owned(),
            created_at: at,
            updated_at: at,
        });
        let discussion = &mut self.discussions[on];
        discussion.comments.push(id);
        discussion.updated_at = discussion.updated_at.max(at);
        self.accounts[author].wrote.discussion_comments.push(id);
        id
    }

    /// Comments on a commit.
    pub fn comment_on_commit(
        &mut self,
        on: CommitId,
        author: AccountId,
        at: At,
    ) -> CommitCommentId {
        let id = self.commit_comments.add(|_| CommitComment {
            on,
            author,
            body: "A word on this.".to_owned(),
            created_at: at,
            updated_at: at,
        });
        self.commits[on].comments.push(id);
        self.accounts[author].wrote.commit_comments.push(id);
        id
    }
}

impl DiscussionHandle<'_> {
    /// Sets when it was begun; call it first.
    pub fn opened(self, at: At) -> Self {
        let discussion = &mut self.world.discussions[self.id];
        discussion.created_at = at;
        discussion.updated_at = at;
        self
    }

    /// Gets a comment.
    pub fn commented(self, by: AccountId, at: At) -> Self {
        self.world.discuss(self.id, by, at, None);
        self
    }

    /// Gets a comment that is chosen as the answer.
    pub fn answered(self, by: AccountId, at: At) -> Self {
        let comment = self.world.discuss(self.id, by, at, None);
        self.world.discussions[self.id].answer = Some((comment, at));
        self
    }

    /// The discussion's number in the world.
    #[must_use]
    pub const fn id(self) -> DiscussionId {
        self.id
    }
}
