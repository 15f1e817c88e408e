//! Issues, and comments on issues and pull requests.

use super::{
    AccountId, At, Comment, CommentId, Event, EventKind, Issue, IssueId, IssueState, Numbered,
    PullId, RepoId, Subject, World,
};

/// An issue that things are happening to.
#[derive(Debug)]
pub struct IssueHandle<'w> {
    world: &'w mut World,
    id: IssueId,
}

impl From<PullId> for Subject {
    fn from(id: PullId) -> Self {
        Self::Pull(id)
    }
}

impl From<IssueId> for Subject {
    fn from(id: IssueId) -> Self {
        Self::Issue(id)
    }
}

impl World {
    /// Opens an issue, now.
    pub fn issue(&mut self, repo: RepoId, author: AccountId) -> IssueHandle<'_> {
        let now = self.now;
        let id = self.issues.add(|id| Issue {
            repo,
            number: 0,
            author,
            title: format!("Part {} misbehaves", id.index() + 1),
            body: String::new(),
            created_at: now,
            updated_at: now,
            state: IssueState::Open,
            labels: Vec::new(),
            assignees: Vec::new(),
            comments: Vec::new(),
            events: Vec::new(),
            locked: false,
            unindexed: false,
        });
        self.issues[id].number = self.repos[repo].number(Numbered::Issue(id));
        self.repos[repo].issues.push(id);
        self.accounts[author].wrote.issues.push(id);
        IssueHandle { world: self, id }
    }

    /// Lets more happen to an issue.
    pub const fn edit_issue(&mut self, id: IssueId) -> IssueHandle<'_> {
        IssueHandle { world: self, id }
    }

    /// Comments on an issue or a pull request.
    pub fn comment(&mut self, on: impl Into<Subject>, author: AccountId, at: At) -> CommentId {
        let on = on.into();
        let id = self.comments.add(|_| Comment {
            on,
            author,
            body: "A word on this.".to_owned(),
            created_at: at,
            updated_at: at,
        });
        match on {
            Subject::Pull(pull) => {
                self.pulls[pull].comments.push(id);
                self.touch_pull(pull, at);
            }
            Subject::Issue(issue) => {
                self.issues[issue].comments.push(id);
                self.touch_issue(issue, at);
            }
        }
        self.accounts[author].wrote.comments.push(id);
        id
    }

    /// Changes a comment; only its own `updatedAt` moves.
    pub fn edit_comment(&mut self, comment: CommentId, at: At) {
        self.comments[comment].updated_at = at;
        self.comments[comment].body.push_str(" (edited)");
    }

    /// Deletes a comment.
    pub fn delete_comment(&mut self, comment: CommentId) {
        let Comment { on, author, .. } = self.comments[comment];
        let here = match on {
            Subject::Pull(pull) => &mut self.pulls[pull].comments,
            Subject::Issue(issue) => &mut self.issues[issue].comments,
        };
        here.retain(|id| *id != comment);
        self.accounts[author].wrote.comments.retain(|id| *id != comment);
    }

    /// The comments on a pull request or an issue, oldest first.
    #[must_use]
    pub fn comments_on(&self, subject: Subject) -> &[CommentId] {
        match subject {
            Subject::Pull(id) => &self.pulls[id].comments,
            Subject::Issue(id) => &self.issues[id].comments,
        }
    }

    /// The repository that a pull request or issue is in.
    #[must_use]
    pub fn repo_of(&self, subject: Subject) -> RepoId {
        match subject {
            Subject::Pull(id) => self.pulls[id].repo,
            Subject::Issue(id) => self.issues[id].repo,
        }
    }

    pub(crate) fn touch_issue(&mut self, id: IssueId, at: At) {
        let issue = &mut self.issues[id];
        issue.updated_at = issue.updated_at.max(at);
    }

    pub(super) fn issue_event(&mut self, id: IssueId, at: At, actor: AccountId, kind: EventKind) {
        self.issues[id].events.push(Event { at, actor, kind });
        self.touch_issue(id, at);
    }
}

impl IssueHandle<'_> {
    /// Sets when it was opened; call it first.
    pub fn opened(self, at: At) -> Self {
        let issue = &mut self.world.issues[self.id];
        issue.created_at = at;
        issue.updated_at = at;
        self
    }

    /// Sets the title.
    pub fn titled(self, title: &str) -> Self {
        title.clone_into(&mut self.world.issues[self.id].title);
        self
    }

    /// Adds a label.
    pub fn labeled(self, label: &str, by: AccountId, at: At) -> Self {
        self.world.issues[self.id].labels.push(label.to_owned());
        self.event(at, by, EventKind::Labeled(label.to_owned()))
    }

    /// Adds an assignee.
    pub fn assigned(self, who: AccountId, at: At) -> Self {
        self.world.issues[self.id].assignees.push(who);
        self.event(at, who, EventKind::Assigned(who))
    }

    /// Gets a comment.
    pub fn commented(self, by: AccountId, at: At) -> Self {
        self.world.comment(self.id, by, at);
        self
    }

    /// Is closed as done, by a click.
    pub fn closed(self, by: AccountId, at: At) -> Self {
        self.world.issues[self.id].state = IssueState::Completed { at };
        self.event(at, by, EventKind::Closed(None))
    }

    /// Is closed without being done.
    pub fn not_planned(self, by: AccountId, at: At) -> Self {
        self.world.issues[self.id].state = IssueState::NotPlanned { at };
        self.event(at, by, EventKind::Closed(None))
    }

    /// Is opened again.
    pub fn reopened(self, by: AccountId, at: At) -> Self {
        self.world.issues[self.id].state = IssueState::Open;
        self.event(at, by, EventKind::Reopened)
    }

    /// Lets only those with write access comment.
    pub fn locked(self) -> Self {
        self.world.issues[self.id].locked = true;
        self
    }

    /// Disappears from the search index, as some do.
    pub fn unindexed(self) -> Self {
        self.world.issues[self.id].unindexed = true;
        self
    }

    fn event(self, at: At, actor: AccountId, kind: EventKind) -> Self {
        self.world.issue_event(self.id, at, actor, kind);
        self
    }

    /// The issue's number in the world.
    #[must_use]
    pub const fn id(self) -> IssueId {
        self.id
    }
}
