//! How pull requests end: merged in three ways, closed, landed by hand or by a bot.

use super::{
    AccountId, At, Closer, CommitId, EventKind, IssueState, PullHandle, PullId, PullState,
    Signature, World,
};

impl PullHandle<'_> {
    /// Closes it without merging.
    pub fn closed(self, by: AccountId, at: At) -> Self {
        self.world.close_pull(self.id, by, at, None);
        self
    }

    /// Opens it again.
    pub fn reopened(self, by: AccountId, at: At) -> Self {
        self.world.pulls[self.id].state = PullState::Open;
        self.event(at, by, EventKind::Reopened)
    }

    /// Merges it with a merge commit: its commits get onto the default branch with the dates that they have.
    pub fn merged_by(self, by: AccountId, at: At) -> Self {
        let pull = &self.world.pulls[self.id];
        let message = format!(
            "Merge pull request #{} from {}\n\n{}",
            pull.number, pull.head_branch, pull.title
        );
        let commits = pull.commits.clone();
        for commit in commits {
            self.world.land(self.id, commit);
        }
        let who = self.world.signature(by);
        let merge = self.world.landing_commit(self.id, (who, Signature::web_flow()), at, &message);
        self.world.commits[merge].is_merge = true;
        self.finish(by, at, merge)
    }

    /// Merges it as one new commit of its author's, which GitHub commits; the others become co-authors.
    pub fn squash_merged_by(mut self, by: AccountId, at: At) -> Self {
        let commit = self.squash(at);
        self.finish(by, at, commit)
    }

    /// Merges it as new commits with the old authors and the old author dates.
    pub fn rebase_merged_by(mut self, by: AccountId, at: At) -> Self {
        let mut last = None;
        for old in self.world.pulls[self.id].commits.clone() {
            let copy = self.rewrite(old, at);
            self.world.commits[copy].copy_of = Some(old);
            last = Some(copy);
        }
        match last {
            Some(commit) => self.finish(by, at, commit),
            None => self.squash_merged_by(by, at),
        }
    }

    /// Lands by hand: a maintainer pushes the author's work as a commit that says `Closes #n`, and GitHub closes it.
    pub fn landed_by_commit(mut self, by: AccountId, at: At) -> Self {
        let commit = self.squash(at);
        let number = self.world.pulls[self.id].number;
        self.world.commits[commit].message.push_str(&format!("\n\nCloses #{number}"));
        self.world.commits[commit].committer = self.world.signature(by);
        self.world.pull_event(self.id, at, by, EventKind::Referenced(commit));
        self.world.close_pull(self.id, by, at, Some(Closer::Commit(commit)));
        self.world.pulls[self.id].landed = Some((commit, at));
        self
    }

    /// Lands by a bot that squashes, pushes, changes the title and closes, so that GitHub knows of no merge.
    pub fn landed_by_bot(mut self, bot: AccountId, at: At) -> Self {
        let commit = self.squash(at);
        self.world.commits[commit].committer = self.world.signature(bot);
        let title = format!("[Merged by Bors] - {}", self.world.pulls[self.id].title);
        self.world.pulls[self.id].title = title;
        self.world.pull_event(self.id, at, bot, EventKind::Referenced(commit));
        self.world.close_pull(self.id, bot, at, None);
        self.world.pulls[self.id].landed = Some((commit, at));
        self
    }

    fn finish(self, by: AccountId, at: At, commit: CommitId) -> Self {
        self.world.pulls[self.id].state = PullState::Merged { at, by, commit };
        self.world.accounts[by].wrote.merged.push(self.id);
        self.world.pull_event(self.id, at, by, EventKind::Merged(commit));
        self.world.pull_event(self.id, at, by, EventKind::Closed(None));
        for issue in self.world.pulls[self.id].closes.clone() {
            self.world.issues[issue].state = IssueState::Completed { at };
            let closer = Closer::Pull(self.id);
            self.world.issue_event(issue, at, by, EventKind::Closed(Some(closer)));
        }
        self
    }

    /// All of it as one commit on the base branch; everybody else who wrote a part becomes a co-author.
    fn squash(&mut self, at: At) -> CommitId {
        let pull = &self.world.pulls[self.id];
        let message = format!("{} (#{})", pull.title, pull.number);
        let author = self.world.signature(pull.author);
        let mut others: Vec<Signature> = Vec::new();
        for commit in &pull.commits {
            for person in self.world.commits[*commit].authors() {
                if person.email != author.email && !others.contains(person) {
                    others.push(person.clone());
                }
            }
        }
        let commit =
            self.world.landing_commit(self.id, (author, Signature::web_flow()), at, &message);
        self.world.add_co_authors(commit, others);
        self.world.commits[commit].squash_of = Some(self.id);
        commit
    }

    /// A commit of the branch again, on the base branch, with the author's date and a new committer.
    fn rewrite(&mut self, old: CommitId, at: At) -> CommitId {
        let old = self.world.commits[old].clone();
        let headline = old.headline().to_owned();
        let people = (old.author, Signature::web_flow());
        let new = self.world.landing_commit(self.id, people, at, &headline);
        self.world.commits[new].authored_at = old.authored_at;
        self.world.add_co_authors(new, old.co_authors);
        new
    }
}

impl World {
    /// A new commit on the base branch, by an author and a committer.
    fn landing_commit(
        &mut self,
        pull: PullId,
        people: (Signature, Signature),
        at: At,
        message: &str,
    ) -> CommitId {
        let repo = self.pulls[pull].repo;
        let commit = self.add_commit(repo, people.0, people.1, at, message);
        self.commits[commit].pulls.push(pull);
        self.land(pull, commit);
        commit
    }

    /// Puts a commit on the base branch, which counts where that is the default branch.
    fn land(&mut self, pull: PullId, commit: CommitId) {
        let pull = &self.pulls[pull];
        if pull.base_branch == self.repos[pull.repo].default_branch {
            self.put_on_default(commit);
        }
    }

    fn close_pull(&mut self, pull: PullId, by: AccountId, at: At, closer: Option<Closer>) {
        self.pulls[pull].state = PullState::Closed { at, by };
        self.pull_event(pull, at, by, EventKind::Closed(closer));
    }
}
