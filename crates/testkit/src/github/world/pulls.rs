//! Opening pull requests and what happens to them before they land.

use super::{
    AccountId, At, ChangedFile, CommentId, CommitId, Event, EventKind, IssueId, Numbered, Pull,
    PullId, PullState, RepoId, Signature, Subject, World,
};

/// A pull request that things are happening to. Each call dates what it does and moves `updatedAt` forward.
#[derive(Debug)]
pub struct PullHandle<'w> {
    pub(super) world: &'w mut World,
    pub(super) id: PullId,
}

impl World {
    /// Opens a pull request, now, from a branch of the author's fork.
    pub fn pr(&mut self, repo: RepoId, author: AccountId) -> PullHandle<'_> {
        let head = if self.can_push(author, repo) { repo } else { self.fork(repo, author) };
        self.open_pull(repo, head, author)
    }

    /// Opens a pull request, now, from a branch of the repository itself.
    pub fn pr_from_branch(&mut self, repo: RepoId, author: AccountId) -> PullHandle<'_> {
        self.open_pull(repo, repo, author)
    }

    /// Lets more happen to a pull request.
    pub const fn edit_pr(&mut self, id: PullId) -> PullHandle<'_> {
        PullHandle { world: self, id }
    }

    fn open_pull(&mut self, repo: RepoId, head: RepoId, author: AccountId) -> PullHandle<'_> {
        let now = self.now;
        let base_branch = self.repos[repo].default_branch.clone();
        let id = self.pulls.add(|id| Pull {
            repo,
            number: 0,
            author,
            title: format!("Tidy part {}", id.index() + 1),
            body: String::new(),
            head_repo: Some(head),
            head_branch: format!("topic-{}", id.index() + 1),
            base_branch,
            created_at: now,
            updated_at: now,
            draft: false,
            state: PullState::Open,
            landed: None,
            labels: Vec::new(),
            assignees: Vec::new(),
            commits: Vec::new(),
            reviews: Vec::new(),
            comments: Vec::new(),
            files: plausible(id.index()),
            closes: Vec::new(),
            events: Vec::new(),
            unindexed: false,
            unlisted: false,
        });
        self.pulls[id].number = self.repos[repo].number(Numbered::Pull(id));
        self.repos[repo].pulls.push(id);
        self.accounts[author].wrote.pulls.push(id);
        PullHandle { world: self, id }
    }

    /// Whether somebody owns a repository, belongs to its organisation or is a collaborator.
    #[must_use]
    pub fn can_push(&self, who: AccountId, repo: RepoId) -> bool {
        let repo = &self.repos[repo];
        repo.owner == who
            || repo.collaborators.contains(&who)
            || self.accounts[repo.owner].members.contains(&who)
    }

    pub(super) fn touch_pull(&mut self, id: PullId, at: At) {
        let pull = &mut self.pulls[id];
        pull.updated_at = pull.updated_at.max(at);
    }

    pub(super) fn pull_event(&mut self, id: PullId, at: At, actor: AccountId, kind: EventKind) {
        self.pulls[id].events.push(Event { at, actor, kind });
        self.touch_pull(id, at);
    }
}

/// Files as pull requests have them: source mostly, with its tests and its words; now and then what a tool wrote.
fn plausible(n: u32) -> Vec<ChangedFile> {
    let file = |path: String, additions, deletions| ChangedFile { path, additions, deletions };
    let part = n % 17;
    let source = || file(format!("src/part{part}.rs"), 8 + n % 40, n % 11);
    let tests = || file(format!("tests/part{part}.rs"), 12 + n % 25, n % 3);
    let words = || file(format!("docs/part{part}.md"), 5 + n % 30, n % 7);
    let mut files = match n % 8 {
        0 | 1 => vec![source()],
        2 | 3 => vec![source(), tests()],
        4 => vec![words()],
        5 => vec![source(), tests(), words()],
        6 => vec![source(), file("Cargo.lock".to_owned(), 140 + n % 90, 60 + n % 50)],
        _ => vec![source(), file(format!("src/generated/part{part}.rs"), 900 + n % 300, 400)],
    };
    files.sort();
    files
}

impl PullHandle<'_> {
    /// Changes just these files: path, added and removed lines.
    pub fn files(self, files: &[(&str, u32, u32)]) -> Self {
        let file = |&(path, additions, deletions): &(&str, u32, u32)| ChangedFile {
            path: path.to_owned(),
            additions,
            deletions,
        };
        self.world.pulls[self.id].files = files.iter().map(file).collect();
        self.world.pulls[self.id].files.sort();
        self
    }

    /// Sets when it was opened; call it first.
    pub fn opened(self, at: At) -> Self {
        let pull = &mut self.world.pulls[self.id];
        pull.created_at = at;
        pull.updated_at = at;
        self
    }

    /// Sets the title.
    pub fn titled(self, title: &str) -> Self {
        title.clone_into(&mut self.world.pulls[self.id].title);
        self
    }

    /// Gets another title later.
    pub fn retitled(self, title: &str, at: At) -> Self {
        self.world.touch_pull(self.id, at);
        self.titled(title)
    }

    /// Opens it as a draft.
    pub fn draft(self) -> Self {
        self.world.pulls[self.id].draft = true;
        self
    }

    /// Goes to another branch than the default one.
    pub fn onto(self, branch: &str) -> Self {
        branch.clone_into(&mut self.world.pulls[self.id].base_branch);
        self
    }

    /// Says that it closes an issue.
    pub fn closes(self, issue: IssueId) -> Self {
        let source = Subject::Pull(self.id);
        let (at, actor) = (self.world.pulls[self.id].created_at, self.world.pulls[self.id].author);
        self.world.pulls[self.id].closes.push(issue);
        let kind = EventKind::CrossReferenced { source, will_close: true };
        self.world.issue_event(issue, at, actor, kind);
        self
    }

    /// Pushes a commit of the author's.
    pub fn commit(mut self, at: At) -> Self {
        self.commit_id(at);
        self
    }

    /// Pushes a commit of the author's and answers with its number.
    pub fn commit_id(&mut self, at: At) -> CommitId {
        let author = self.world.signature(self.world.pulls[self.id].author);
        self.push(author, at)
    }

    /// Pushes a commit of somebody else's, or from an address that is linked to nobody.
    pub fn commit_by(self, author: Signature, at: At) -> Self {
        self.push_and(author, at, Vec::new())
    }

    /// Pushes a commit of another account.
    pub fn commit_of(self, who: AccountId, at: At) -> Self {
        let author = self.world.signature(who);
        self.push_and(author, at, Vec::new())
    }

    /// Pushes a commit of the author's with co-authors.
    pub fn commit_with(self, at: At, co_authors: &[AccountId]) -> Self {
        let author = self.world.signature(self.world.pulls[self.id].author);
        let others = co_authors.iter().map(|who| self.world.signature(*who)).collect();
        self.push_and(author, at, others)
    }

    fn push_and(mut self, author: Signature, at: At, co_authors: Vec<Signature>) -> Self {
        let id = self.push(author, at);
        self.world.add_co_authors(id, co_authors);
        self
    }

    fn push(&mut self, author: Signature, at: At) -> CommitId {
        let message = format!(
            "{}, step {}",
            self.world.pulls[self.id].title,
            self.world.pulls[self.id].commits.len() + 1
        );
        self.world.add_pull_commit(self.id, author, at, &message)
    }

    /// Adds a label.
    pub fn labeled(self, label: &str, by: AccountId, at: At) -> Self {
        self.world.pulls[self.id].labels.push(label.to_owned());
        self.event(at, by, EventKind::Labeled(label.to_owned()))
    }

    /// Adds an assignee.
    pub fn assigned(self, who: AccountId, at: At) -> Self {
        self.world.pulls[self.id].assignees.push(who);
        self.event(at, who, EventKind::Assigned(who))
    }

    /// Is no draft any more.
    pub fn ready(self, at: At) -> Self {
        let author = self.world.pulls[self.id].author;
        self.world.pulls[self.id].draft = false;
        self.event(at, author, EventKind::ReadyForReview)
    }

    /// Becomes a draft again.
    pub fn back_to_draft(self, at: At) -> Self {
        let author = self.world.pulls[self.id].author;
        self.world.pulls[self.id].draft = true;
        self.event(at, author, EventKind::ConvertedToDraft)
    }

    /// Gets a comment.
    pub fn commented(self, by: AccountId, at: At) -> Self {
        self.world.comment(self.id, by, at);
        self
    }

    /// Gets a comment and answers with its number.
    pub fn comment_id(&mut self, by: AccountId, at: At) -> CommentId {
        self.world.comment(self.id, by, at)
    }

    /// Disappears from the search index, as some do.
    pub fn unindexed(self) -> Self {
        self.world.pulls[self.id].unindexed = true;
        self
    }

    /// Is missing in its author's own list, as some are.
    pub fn unlisted(self) -> Self {
        self.world.pulls[self.id].unlisted = true;
        self
    }

    pub(super) fn event(self, at: At, actor: AccountId, kind: EventKind) -> Self {
        self.world.pull_event(self.id, at, actor, kind);
        self
    }

    /// Which of the world's pull requests it is, from 0: ready-made worlds let something happen to every so many.
    pub(crate) const fn turn(&self) -> u32 {
        self.id.index()
    }

    /// The pull request's number in the world.
    #[must_use]
    pub const fn id(self) -> PullId {
        self.id
    }
}
