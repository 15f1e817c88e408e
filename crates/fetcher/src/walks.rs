//! Walks of a person's own lists: what is still to be asked, and when a list is known.

use chrono::{DateTime, Utc};
use monitor_model::NodeId;

use crate::job::OVERLAP;
use crate::knowledge::{Knowledge, Scene, Someone};
use crate::notes::Finished;
use crate::query::List;

/// The lists that an [`Query::Authored`](crate::Query::Authored) request begins.
pub(crate) const AUTHORED: [List; 3] = [List::Pulls, List::Issues, List::IssueComments];

/// The lists that a [`Query::Talk`](crate::Query::Talk) request begins.
pub(crate) const TALK: [List; 3] =
    [List::Discussions, List::DiscussionComments, List::CommitComments];

/// What is to be done about a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Ask whether it changed since it was walked last.
    Probe,
    /// Begin a walk that reaches back to an instant.
    Begin(DateTime<Utc>),
    /// Go on with the next page.
    Page(String),
    /// Nothing more: it is known as of this run.
    Known,
    /// Nothing more in this run: it failed, for this reason.
    Failed(String),
}

/// What is to be done about a person's list.
pub(crate) fn step(knowledge: &Knowledge, scene: &Scene, one: &Someone, list: List) -> Step {
    if let Some(why) = knowledge.failure(one.node.as_str(), list.as_str(), scene.id()) {
        return Step::Failed(why.to_owned());
    }
    let walk = knowledge.walk(&one.node, list);
    if let Some(walk) = walk.filter(|walk| walk.run == scene.id()) {
        return walk.next.clone().map_or(Step::Known, Step::Page);
    }
    let finished = walk.and_then(|walk| walk.finished.as_ref());
    let is_whole = |f: &&Finished| {
        let has_threads = !matches!(list, List::Issues | List::Discussions) || f.with_threads;
        f.from <= one.window.from() && has_threads && !scene.run.full
    };
    let Some(finished) = finished.filter(is_whole) else {
        return Step::Begin(one.window.from());
    };
    match probed(knowledge, scene, &one.node, list) {
        None => match knowledge.failure(one.node.as_str(), "probe", scene.id()) {
            Some(why) => Step::Failed(why.to_owned()),
            None => Step::Probe,
        },
        Some(_) if has_shrunk(knowledge, one, list) => Step::Begin(one.window.from()),
        Some(seen) if is_same(list, seen, (finished.total, finished.newest)) => Step::Known,
        Some(_) => Step::Begin(finished.run - OVERLAP),
    }
}

/// What this run's probe saw of a list.
fn probed(
    knowledge: &Knowledge,
    scene: &Scene,
    node: &NodeId,
    list: List,
) -> Option<(u32, Option<DateTime<Utc>>)> {
    let probe =
        knowledge.probes.get(node.as_str()).filter(|probe| probe.run == Some(scene.id()))?;
    probe.lists.get(list.as_str()).copied()
}

/// Whether this run's probe saw fewer nodes than there were: what vanished is found by walking the whole window again.
fn has_shrunk(knowledge: &Knowledge, one: &Someone, list: List) -> bool {
    let probe = knowledge.probes.get(one.node.as_str());
    probe.is_some_and(|probe| probe.shrunk.contains(list.as_str()))
}

/// A list that is ordered by its updates shows every change in the newest one or in its number; the others only in their
/// number. The number of issues is of those since an instant, so it can't be compared.
fn is_same(
    list: List,
    seen: (u32, Option<DateTime<Utc>>),
    known: (u32, Option<DateTime<Utc>>),
) -> bool {
    match list {
        List::Pulls | List::IssueComments | List::Discussions => seen == known,
        List::Issues => seen.1 == known.1,
        _ => seen.0 == known.0,
    }
}
