//! Commits on default branches: by person, and where GitHub counts more than that finds, the whole branch.

use chrono::{DateTime, TimeDelta, Utc};
use monitor_model::{NodeId, Window};

use super::{batches, by_key};
use crate::job::OVERLAP;
use crate::knowledge::{Knowledge, Scene};
use crate::query::{Query, Shape};
use crate::streams::pulls_are_known;

/// The commits of people in repositories where GitHub counts some that were not asked for yet.
pub(super) fn of_people(knowledge: &Knowledge, scene: &Scene) -> Vec<Query> {
    let open = knowledge.committed.iter().filter(|((person, repo), note)| {
        let asked = note.done == Some((note.from, note.counted));
        let failed = knowledge.failure(repo, person, scene.id()).is_some();
        // A branch that is read whole shows everybody's commits.
        let swept = scene.sweep.contains(repo);
        let sure = scene.person(person).is_some_and(|one| pulls_are_known(knowledge, scene, one));
        sure && !swept && !asked && note.next.is_none() && !failed
    });
    let pairs = open.map(|((person, repo), note)| {
        (note.from, (NodeId::from(repo.as_str()), NodeId::from(person.as_str())))
    });
    let mut queries = Vec::new();
    for (from, of) in by_key(pairs) {
        let Ok(window) = Window::new(from, scene.id()) else { continue };
        queries.extend(batches(&of, knowledge.size(Shape::History), |of| Query::History {
            of,
            window,
            page: Shape::History.page(),
        }));
    }
    queries
}

/// Commits whose co-authors only GitHub can name.
pub(super) fn authors(knowledge: &Knowledge, scene: &Scene) -> Vec<Query> {
    let open = knowledge.commits.iter().filter(|(node, note)| {
        !note.asked && knowledge.failure(node, "authors", scene.id()).is_none()
    });
    let nodes: Vec<NodeId> = open.map(|(node, _)| node.as_str().into()).collect();
    batches(&nodes, knowledge.size(Shape::CommitAuthors), Query::CommitAuthors).collect()
}

/// The default branches of the repositories in which the work is expected: since the last reading, or from the beginning.
pub(super) fn sweep(knowledge: &Knowledge, scene: &Scene) -> Vec<Query> {
    let open = scene.sweep.iter().filter(|repo| {
        let read = knowledge.repos.get(*repo).is_some_and(|note| note.run == scene.id());
        !read && knowledge.failure(repo, "history", scene.id()).is_none()
    });
    // Of somebody who is new, nothing was looked for before.
    let anew = scene.run.full || scene.somebody_new;
    let since = |repo: &String| match knowledge.repos.get(repo).and_then(|note| note.finished) {
        Some((run, from)) if from <= scene.earliest && !anew => run - OVERLAP,
        _ => scene.earliest,
    };
    by_window(open.map(|repo| (since(repo), NodeId::from(repo.as_str()))), knowledge, scene)
}

/// Repositories in which GitHub counts more commits of a person than the filter by author found: co-authored ones, which
/// only the commits themselves name.
pub(super) fn whole_repositories(knowledge: &Knowledge, scene: &Scene) -> Vec<Query> {
    let short = knowledge.committed.iter().filter(|((person, repo), note)| {
        let known = knowledge
            .repos
            .get(repo)
            .is_some_and(|done| done.run == scene.id() && done.from <= note.from);
        let failed = knowledge.failure(repo, "history", scene.id()).is_some();
        scene.person(person).is_some()
            && !scene.sweep.contains(repo)
            && note.found < note.counted
            && !note.short_is_known()
            && !known
            && !failed
    });
    let mut repositories: Vec<_> =
        short.map(|((_, repo), note)| (repo.as_str(), note.from)).collect();
    repositories.sort_unstable();
    // The earliest window of each repository holds the others.
    repositories.dedup_by_key(|(repo, _)| *repo);
    let repositories = repositories.into_iter().map(|(repo, from)| (from, NodeId::from(repo)));
    by_window(repositories, knowledge, scene)
}

/// Whole branches, those that are read since the same instant together.
fn by_window(
    repositories: impl Iterator<Item = (DateTime<Utc>, NodeId)>,
    knowledge: &Knowledge,
    scene: &Scene,
) -> Vec<Query> {
    let mut queries = Vec::new();
    for (from, of) in by_key(repositories) {
        let Ok(window) = Window::new(from, scene.id()) else { continue };
        // Months of commits are a heavy answer, days of them are not.
        let most = if scene.id() - from > TimeDelta::days(15) { 10 } else { usize::MAX };
        let size = knowledge.size(Shape::RepoHistory).min(most);
        queries.extend(batches(&of, size, |of| Query::RepoHistory {
            of,
            window,
            page: Shape::RepoHistory.page(),
        }));
    }
    queries
}
