//! Pull requests of the repositories in which the work is expected.

use chrono::TimeDelta;
use monitor_model::NodeId;

use super::{batches, by_key};
use crate::knowledge::{Knowledge, Scene};
use crate::query::{List, Page, Query, Shape};
use crate::sweeps::{stale, step};
use crate::walks::Step;

/// How many pull requests of a repository a few days have: a small page is a quick answer.
const SHORT: u32 = 25;

/// The first pages, of repositories that people are known to work in.
pub(super) fn begin(knowledge: &Knowledge, scene: &Scene) -> Vec<Query> {
    let open = scene.sweep.iter().filter_map(|repo| match step(knowledge, scene, repo) {
        Step::Begin(since) => {
            Some((scene.id() - since <= TimeDelta::days(15), NodeId::from(repo.as_str())))
        }
        _ => None,
    });
    let mut queries = Vec::new();
    for (is_short, of) in by_key(open) {
        let (most, page) =
            if is_short { (usize::MAX, SHORT) } else { (10, Shape::RepoPulls.page()) };
        let size = knowledge.size(Shape::RepoPulls).min(most);
        queries.extend(batches(&of, size, |of| Query::RepoPulls { of, page }));
    }
    queries
}

/// Further pages.
pub(super) fn pages<'a>(
    knowledge: &'a Knowledge,
    scene: &'a Scene,
) -> impl Iterator<Item = Page> + 'a {
    scene.sweep.iter().filter_map(move |repo| match step(knowledge, scene, repo) {
        Step::Page(next) => {
            let of = NodeId::from(repo.as_str());
            Some(super::lists::page(&of, None, List::RepoPulls, next, None))
        }
        _ => None,
    })
}

/// The pull requests of bots, and of accounts that are gone, whose commits may be somebody's.
pub(super) fn of_bots<'a>(
    knowledge: &'a Knowledge,
    scene: &'a Scene,
) -> impl Iterator<Item = NodeId> + 'a {
    scene.sweep.iter().flat_map(|repo| stale(knowledge, scene, repo)).map(NodeId::from)
}
