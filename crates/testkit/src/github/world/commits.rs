//! Making commits.

use super::commit::oid;
use super::{AccountId, At, Commit, CommitId, PullId, RepoId, Signature, World};

/// A commit that is being described.
#[derive(Debug)]
pub struct CommitHandle<'w> {
    world: &'w mut World,
    id: CommitId,
}

impl World {
    /// A commit pushed to the default branch of a repository, dated now.
    pub fn commit(&mut self, repo: RepoId, author: AccountId) -> CommitHandle<'_> {
        let author = self.signature(author);
        let now = self.now;
        let id = self.add_commit(repo, author.clone(), author, now, "Direct change");
        self.put_on_default(id);
        CommitHandle { world: self, id }
    }

    /// The name and first linked address of an account.
    #[must_use]
    pub fn signature(&self, who: AccountId) -> Signature {
        let account = &self.accounts[who];
        let email = account.emails.first().map_or("nobody@mail.example", String::as_str);
        Signature::new(account.shown_name(), email)
    }

    /// The commit with this hash in a repository.
    #[must_use]
    pub fn commit_by_oid(&self, repo: RepoId, oid: &str) -> Option<CommitId> {
        self.oids.get(&(repo, oid.to_owned())).copied()
    }

    pub(super) fn add_commit(
        &mut self,
        repo: RepoId,
        author: Signature,
        committer: Signature,
        at: At,
        message: &str,
    ) -> CommitId {
        let message = message.to_owned();
        let id = self.commits.add(|id| Commit {
            repo,
            oid: oid(u64::from(id.index())),
            author,
            committer,
            co_authors: Vec::new(),
            message,
            authored_at: at,
            committed_at: at,
            additions: 8 + id.index() % 40,
            deletions: id.index() % 11,
            on_default: false,
            pulls: Vec::new(),
            squash_of: None,
            copy_of: None,
            is_merge: false,
            comments: Vec::new(),
        });
        self.oids.insert((repo, self.commits[id].oid.clone()), id);
        self.index_email(id, &self.commits[id].author.email.clone());
        id
    }

    /// Adds `Co-authored-by` trailers.
    pub(super) fn add_co_authors(&mut self, id: CommitId, people: Vec<Signature>) {
        for person in people {
            let commit = &mut self.commits[id];
            if commit.co_authors.is_empty() {
                commit.message.push('\n');
            }
            commit
                .message
                .push_str(&format!("\nCo-authored-by: {} <{}>", person.name, person.email));
            let email = person.email.clone();
            commit.co_authors.push(person);
            self.index_email(id, &email);
        }
    }

    pub(super) fn put_on_default(&mut self, id: CommitId) {
        if !self.commits[id].on_default {
            self.commits[id].on_default = true;
            let repo = self.commits[id].repo;
            self.repos[repo].default_history.push(id);
        }
    }

    fn index_email(&mut self, id: CommitId, email: &str) {
        let known = self.commits_by_email.entry(email.to_lowercase()).or_default();
        if known.last() != Some(&id) {
            known.push(id);
        }
    }

    /// A commit on the branch of a pull request.
    pub(super) fn add_pull_commit(
        &mut self,
        pull: PullId,
        author: Signature,
        at: At,
        message: &str,
    ) -> CommitId {
        let repo = self.pulls[pull].repo;
        let id = self.add_commit(repo, author.clone(), author, at, message);
        self.commits[id].pulls.push(pull);
        self.pulls[pull].commits.push(id);
        self.touch_pull(pull, at);
        id
    }
}

impl CommitHandle<'_> {
    /// Sets when it was written and committed.
    pub fn dated(self, at: At) -> Self {
        self.authored(at).committed(at)
    }

    /// Sets when it was written.
    pub fn authored(self, at: At) -> Self {
        self.world.commits[self.id].authored_at = at;
        self
    }

    /// Sets when it was committed.
    pub fn committed(self, at: At) -> Self {
        self.world.commits[self.id].committed_at = at;
        self
    }

    /// Signs it with another address of the author, perhaps one that is linked to nobody.
    pub fn from_email(self, email: &str) -> Self {
        let commit = &mut self.world.commits[self.id];
        email.clone_into(&mut commit.author.email);
        email.clone_into(&mut commit.committer.email);
        self.world.index_email(self.id, email);
        self
    }

    /// Replaces the message; call it before [`CommitHandle::co_author`].
    pub fn message(self, message: &str) -> Self {
        message.clone_into(&mut self.world.commits[self.id].message);
        self
    }

    /// Adds a co-author.
    pub fn co_author(self, who: AccountId) -> Self {
        let person = self.world.signature(who);
        self.world.add_co_authors(self.id, vec![person]);
        self
    }

    /// Sets the number of changed lines.
    pub fn lines(self, additions: u32, deletions: u32) -> Self {
        let commit = &mut self.world.commits[self.id];
        commit.additions = additions;
        commit.deletions = deletions;
        self
    }

    /// The commit's number.
    #[must_use]
    pub const fn id(self) -> CommitId {
        self.id
    }
}
