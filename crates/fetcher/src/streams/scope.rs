//! What of a stream is found in the repositories in which the work is expected, and so concerns everybody.

use super::{Look, Part};
use crate::query::List;
use crate::sweeps::{stale, step};
use crate::walks::Step;

impl Look<'_> {
    /// Whether every default branch of the scope was read: a co-author may be named on any of them.
    pub(super) fn swept(&self) -> Part {
        for repo in &self.scene.sweep {
            if let Some(why) = self.knowledge.failure(repo, "history", self.scene.id()) {
                return Part::Short(format!(
                    "the default branch of {} could not be read: {why}",
                    self.name(repo)
                ));
            }
            if self
                .knowledge
                .repos
                .get(repo)
                .is_none_or(|note| note.run != self.scene.id() || note.next.is_some())
            {
                return Part::Open;
            }
        }
        Part::Done
    }

    /// Whether the pull requests of the scope were looked through: anybody may have merged one of them. One part for each
    /// repository that is not done.
    pub(super) fn looked_through(&self) -> Vec<Part> {
        let part = |repo: &String| match step(self.knowledge, self.scene, repo) {
            Step::Known => self.reached(repo),
            Step::Failed(why) => Part::Short(format!(
                "the pull requests of {} could not be looked through: {why}",
                self.name(repo)
            )),
            Step::Probe | Step::Begin(_) | Step::Page(_) => Part::Open,
        };
        // Before every repository is known, none of them being open says nothing.
        let unlearned = (!self.scene.is_learned).then_some(Part::Open);
        self.scene.sweep.iter().map(part).chain(unlearned).collect()
    }

    /// A repository with very many pull requests is not looked through to the window's start.
    fn reached(&self, repo: &str) -> Part {
        let note = self.knowledge.repo_pulls.get(repo).and_then(|note| note.finished.as_ref());
        match note {
            Some(known) if known.from > self.one.window.from() => Part::Short(format!(
                "of the pull requests of {}, only those that changed since {} were looked through: there are too many",
                self.name(repo),
                known.from.format("%Y-%m-%d")
            )),
            _ => Part::Done,
        }
    }

    /// Whether the pull requests of bots were read: anybody may have a commit in one of them.
    pub(super) fn of_bots(&self) -> Vec<Part> {
        self.scene.sweep.iter().flat_map(|repo| self.of_bots_in(repo)).collect()
    }

    fn of_bots_in(&self, repo: &str) -> Vec<Part> {
        let name = self.name(repo);
        let note = self.knowledge.repo_pulls.get(repo).and_then(|note| note.finished.as_ref());
        let left = note.map_or(0, |note| note.left);
        let mut parts = Vec::new();
        if left > 0 {
            parts
                .push(Part::Short(format!("{left} pull requests of bots in {name} were not read")));
        }
        if stale(self.knowledge, self.scene, repo).next().is_some() {
            parts.push(Part::Open);
        }
        let unread = self.knowledge.unread.get(repo).into_iter().flatten();
        for node in unread {
            let failed = ["details", List::PullCommits.as_str()]
                .into_iter()
                .find_map(|what| self.knowledge.failure(node, what, self.scene.id()));
            let more = self.knowledge.pulls.get(node).is_some_and(|pull| {
                pull.next
                    .iter()
                    .any(|(list, _)| self.knowledge.failure(node, list, self.scene.id()).is_none())
            });
            if let Some(why) = failed {
                let what = "a pull request of a bot in";
                parts.push(Part::Short(format!("{what} {name} could not be read: {why}")));
            } else if more {
                parts.push(Part::Open);
            }
        }
        parts
    }

    /// A repository by its name, as far as it is known.
    fn name<'n>(&'n self, repo: &'n str) -> &'n str {
        self.knowledge.repo_names.get(repo).map_or(repo, String::as_str)
    }
}
