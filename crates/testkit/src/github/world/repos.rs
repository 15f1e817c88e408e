//! Making and changing repositories.

use super::{AccountId, At, Repo, RepoId, Visibility, World};

/// A repository that is being described.
#[derive(Debug)]
pub struct RepoHandle<'w> {
    world: &'w mut World,
    id: RepoId,
}

impl World {
    /// The repository `owner/name`; made where there is none, and so is an organisation for an unknown owner.
    pub fn repo(&mut self, full_name: &str) -> RepoHandle<'_> {
        let (owner, name) = full_name.split_once('/').unwrap_or(("lantern-works", full_name));
        let owner = match self.account(owner) {
            Some(owner) => owner,
            None => self.org(owner).id(),
        };
        let known = self.repo_exact(owner, name);
        let id = known.unwrap_or_else(|| self.add_repo(owner, name));
        RepoHandle { world: self, id }
    }

    /// The fork of a repository in somebody's account; made where there is none.
    pub fn fork(&mut self, parent: RepoId, owner: AccountId) -> RepoId {
        let forks = &self.repos[parent].forks;
        if let Some(known) = forks.iter().find(|f| self.repos[**f].owner == owner) {
            return *known;
        }
        let name = self.repos[parent].name.clone();
        let id = self.add_repo(owner, &name);
        self.repos[id].parent = Some(parent);
        self.repos[parent].forks.push(id);
        id
    }

    /// The repository that a name leads to, also an old name, whether or not it can be seen.
    #[must_use]
    pub fn repo_named(&self, owner: &str, name: &str) -> Option<RepoId> {
        let exact = self.account(owner).and_then(|o| self.repo_exact(o, name));
        exact.or_else(|| self.repo_names.get(&format!("{owner}/{name}").to_lowercase()).copied())
    }

    /// The present full name.
    #[must_use]
    pub fn full_name(&self, repo: RepoId) -> String {
        let repo = &self.repos[repo];
        format!("{}/{}", self.accounts[repo.owner].login, repo.name)
    }

    /// Renames a repository; the old name leads to it until somebody takes it.
    pub fn rename_repo(&mut self, repo: RepoId, name: &str) {
        self.move_repo(repo, |world| name.clone_into(&mut world.repos[repo].name));
    }

    /// Moves a repository to another owner; the old name leads to it until somebody takes it.
    pub fn transfer_repo(&mut self, repo: RepoId, to: AccountId) {
        self.move_repo(repo, |world| {
            let from = world.repos[repo].owner;
            world.accounts[from].repos.retain(|r| *r != repo);
            world.accounts[to].repos.push(repo);
            world.repos[repo].owner = to;
        });
    }

    /// Makes a repository private, out of the token's sight.
    pub fn hide_repo(&mut self, repo: RepoId) {
        self.repos[repo].visibility = Visibility::PrivateHidden;
    }

    /// Makes a repository public.
    pub fn publish_repo(&mut self, repo: RepoId) {
        self.repos[repo].visibility = Visibility::Public;
    }

    /// Deletes a repository and all that is in it.
    pub fn delete_repo(&mut self, repo: RepoId) {
        self.repos[repo].visibility = Visibility::Deleted;
        for pull in self.pulls.ids().collect::<Vec<_>>() {
            if self.pulls[pull].head_repo == Some(repo) {
                self.pulls[pull].head_repo = None;
            }
        }
    }

    fn move_repo(&mut self, repo: RepoId, change: impl FnOnce(&mut Self)) {
        let old = self.full_name(repo);
        change(self);
        self.repo_names.insert(old.to_lowercase(), repo);
        self.repo_names.insert(self.full_name(repo).to_lowercase(), repo);
        self.repos[repo].past_names.push(old);
        self.repos[repo].updated_at = self.now;
    }

    fn repo_exact(&self, owner: AccountId, name: &str) -> Option<RepoId> {
        let mut repos = self.accounts[owner].repos.iter().copied();
        repos.find(|r| {
            self.repos[*r].name.eq_ignore_ascii_case(name)
                && self.repos[*r].visibility != Visibility::Deleted
        })
    }

    fn add_repo(&mut self, owner: AccountId, name: &str) -> RepoId {
        let now = self.now;
        let id = self.repos.add(|_| Repo::new(owner, name, now));
        self.accounts[owner].repos.push(id);
        self.repo_names.insert(self.full_name(id).to_lowercase(), id);
        id
    }
}

impl RepoHandle<'_> {
    /// Sets when it was made.
    pub fn created(self, at: At) -> Self {
        self.world.repos[self.id].created_at = at;
        self
    }

    /// Sets who can see it.
    pub fn visibility(self, visibility: Visibility) -> Self {
        self.world.repos[self.id].visibility = visibility;
        self
    }

    /// Makes it private, out of the token's sight.
    pub fn hidden(self) -> Self {
        self.visibility(Visibility::PrivateHidden)
    }

    /// Names the default branch.
    pub fn default_branch(self, name: &str) -> Self {
        name.clone_into(&mut self.world.repos[self.id].default_branch);
        self
    }

    /// Gives somebody the commit bit.
    pub fn collaborator(self, who: AccountId) -> Self {
        self.world.repos[self.id].collaborators.push(who);
        self
    }

    /// Makes it read-only.
    pub fn archived(self) -> Self {
        self.world.repos[self.id].archived = true;
        self
    }

    /// Turns its issues off.
    pub fn without_issues(self) -> Self {
        self.world.repos[self.id].without_issues = true;
        self
    }

    /// The repository's number.
    #[must_use]
    pub const fn id(self) -> RepoId {
        self.id
    }
}
