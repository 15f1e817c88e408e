//! Walks of the pull requests of the repositories in which the work is expected: GitHub has no list of what a person merged,
//! nor of what a bot opened for somebody.

use crate::contributed;
use crate::job::OVERLAP;
use crate::knowledge::{Knowledge, Scene};
use crate::query::List;
use crate::walks::{self, Step};

/// How many pull requests of a repository a run looks at. More than that are changed in a term in a few repositories only.
pub(crate) const MOST: u32 = 2_000;

/// How many pull requests of bots in a repository are read in a run.
pub(crate) const MOST_OF_BOTS: u32 = 240;

/// Whether everything is known from which the repositories of the scope are learned, as far as it will be in this run.
pub(crate) fn are_learned(knowledge: &Knowledge, scene: &Scene) -> bool {
    scene.people.values().all(|one| {
        let pulls = walks::step(knowledge, scene, one, List::Pulls);
        let walked = matches!(pulls, Step::Known | Step::Failed(_));
        walked && contributed::begin(knowledge, scene, one).is_none()
    })
}

/// What is to be done about the pull requests of a repository: like the default branch, they are asked for in every run.
pub(crate) fn step(knowledge: &Knowledge, scene: &Scene, repo: &str) -> Step {
    if let Some(why) = knowledge.failure(repo, List::RepoPulls.as_str(), scene.id()) {
        return Step::Failed(why.to_owned());
    }
    let note = knowledge.repo_pulls.get(repo);
    if let Some(note) = note.filter(|note| note.run == scene.id()) {
        return note.next.clone().map_or(Step::Known, Step::Page);
    }
    // Of somebody who is new, nothing was looked for before.
    let anew = scene.run.full || scene.somebody_new;
    match note.and_then(|note| note.finished.as_ref()) {
        // What was too much once is too much again.
        Some(known) if !anew && (known.from <= scene.earliest || known.is_cut) => {
            Step::Begin(known.run - OVERLAP)
        }
        _ => Step::Begin(scene.earliest),
    }
}

/// The pull requests of nobody's in a repository whose details are older than they are, or were refused in part by an earlier
/// run.
pub(crate) fn stale<'a>(
    knowledge: &'a Knowledge,
    scene: &'a Scene,
    repo: &str,
) -> impl Iterator<Item = &'a str> {
    let unread = knowledge.unread.get(repo).into_iter().flatten();
    unread.map(String::as_str).filter(move |node| {
        let stale = knowledge.pulls.get(*node).is_some_and(|pull| {
            let older = pull.detailed.is_none_or(|known| known < pull.updated);
            let refused = pull.refused.is_some_and(|run| run != scene.id());
            pull.updated >= scene.earliest && (older || refused)
        });
        stale && knowledge.failure(node, "details", scene.id()).is_none()
    })
}
