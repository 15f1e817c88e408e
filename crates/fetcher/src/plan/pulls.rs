//! Details of pull requests, reviews of other people's, and the comments of reviews.

use monitor_model::{Login, NodeId};

use super::{batches, commits, sweeps, threads};
use crate::knowledge::{Knowledge, Scene};
use crate::query::{Query, Shape};
use crate::stale::stale_pulls;

/// Pull requests that changed since their details were asked for, reviews of other people's pull requests, and what was said
/// on issues and discussions.
pub(super) fn details(knowledge: &Knowledge, scene: &Scene) -> Vec<Query> {
    let stale: Vec<NodeId> = scene
        .people
        .values()
        .flat_map(|one| stale_pulls(knowledge, scene, one))
        .map(NodeId::from)
        .chain(sweeps::of_bots(knowledge, scene))
        .collect();
    let reviewed: Vec<(NodeId, Login)> = knowledge
        .reviewed
        .iter()
        .filter(|((person, pull), note)| {
            is_open(knowledge, scene, person, pull) && note.done != Some(note.updated)
        })
        .filter_map(|((person, pull), _)| {
            Some((pull.as_str().into(), scene.person(person)?.login.clone()))
        })
        .collect();
    let mut queries: Vec<Query> = batches(&stale, knowledge.size(Shape::PullDetails), |of| {
        Query::PullDetails { of, page: Shape::PullDetails.page() }
    })
    .collect();
    queries.extend(batches(&reviewed, knowledge.size(Shape::ReviewsBy), |of| Query::ReviewsBy {
        of,
        page: Shape::ReviewsBy.page(),
    }));
    queries.extend(threads::changed(knowledge, scene));
    queries
}

/// Whether a person's reviews of a pull request may still be asked for. One's own pull requests have theirs in the details.
fn is_open(knowledge: &Knowledge, scene: &Scene, person: &str, pull: &str) -> bool {
    let own = knowledge.pulls.get(pull).is_some_and(|pull| pull.person == person);
    !own && knowledge.failure(pull, person, scene.id()).is_none()
}

/// The comments of reviews, and commits on default branches.
pub(super) fn comments_and_commits(knowledge: &Knowledge, scene: &Scene) -> Vec<Query> {
    let open: Vec<NodeId> = scene
        .people
        .keys()
        .filter_map(|person| knowledge.reviews_of.get(person))
        .flatten()
        .filter(|node| {
            knowledge.reviews.get(*node).is_some_and(|note| !note.commented && note.next.is_none())
        })
        .filter(|node| knowledge.failure(node, "comments", scene.id()).is_none())
        .map(|node| node.as_str().into())
        .collect();
    let mut queries: Vec<Query> = batches(&open, knowledge.size(Shape::ReviewComments), |of| {
        Query::ReviewComments { of, page: Shape::ReviewComments.page() }
    })
    .collect();
    queries.extend(commits::of_people(knowledge, scene));
    queries.extend(commits::authors(knowledge, scene));
    queries
}
