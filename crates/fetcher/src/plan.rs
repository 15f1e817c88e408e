//! The plan: what is wanted minus what is known is the smallest list of requests. Pure, and made anew after every wave of
//! answers, so that a killed run needs nothing but its notes to go on.
//!
//! A wave holds everything that can be asked now and fills its requests: what depends on an earlier answer waits for the wave
//! after it. Waves, in order: accounts; what changed; first pages; further pages; pull requests of whole repositories; details;
//! comments and commits; commits that a filter by person does not find.

mod commits;
mod lists;
mod people;
mod pulls;
mod sweeps;
mod threads;

use crate::knowledge::{Knowledge, Scene};
use crate::query::Query;
use crate::witness;

/// The next wave of requests; none when everything is known, or has failed in this run.
pub(crate) fn plan(knowledge: &Knowledge, scene: &Scene) -> Vec<Query> {
    let waves: [fn(&Knowledge, &Scene) -> Vec<Query>; 11] = [
        people::resolve,
        people::probe,
        lists::begin,
        lists::pages,
        sweeps::begin,
        pulls::details,
        pulls::comments_and_commits,
        commits::sweep,
        commits::whole_repositories,
        witness::counts,
        witness::items,
    ];
    waves
        .iter()
        .map(|wave| wave(knowledge, scene))
        .find(|queries| !queries.is_empty())
        .unwrap_or_default()
}

/// Things in requests of a size.
fn batches<T: Clone>(
    things: &[T],
    size: usize,
    query: impl Fn(Vec<T>) -> Query,
) -> impl Iterator<Item = Query> {
    things.chunks(size.max(1)).map(move |chunk| query(chunk.to_vec()))
}

/// The text of a window's start is the same for all who share it, so that they share requests.
fn by_key<K: Ord, T>(
    things: impl IntoIterator<Item = (K, T)>,
) -> std::collections::BTreeMap<K, Vec<T>> {
    let mut groups = std::collections::BTreeMap::new();
    for (key, thing) in things {
        groups.entry(key).or_insert_with(Vec::new).push(thing);
    }
    groups
}
