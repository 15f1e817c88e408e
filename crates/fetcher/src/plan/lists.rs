//! People's own lists: first pages, then further pages of everything that has some.

use chrono::{DateTime, Utc};
use monitor_model::{NodeId, Window};

use super::{batches, by_key, sweeps};
use crate::contributed;
use crate::knowledge::{Knowledge, Scene, Someone};
use crate::query::{Cursor, Field, List, Page, Query, Shape, Sizes};
use crate::walks::{AUTHORED, Step, TALK, step};

/// The first pages that are still to be asked for.
pub(super) fn begin(knowledge: &Knowledge, scene: &Scene) -> Vec<Query> {
    let mut queries = authored(knowledge, scene);
    let talkers: Vec<NodeId> =
        beginning(knowledge, scene, &TALK).map(|(_, one)| one.node.clone()).collect();
    queries.extend(batches(&talkers, knowledge.size(Shape::Talk), |of| Query::Talk {
        of,
        page: Shape::Talk.page(),
    }));
    let asked = scene.people.values().filter_map(|one| {
        let from = contributed::begin(knowledge, scene, one)?;
        Some((from, one.node.clone()))
    });
    for (from, of) in by_key(asked) {
        let Ok(window) = Window::new(from, scene.id()) else { continue };
        queries.extend(batches(&of, knowledge.size(Shape::Contributions), |of| {
            Query::Contributions { of, window, page: Shape::Contributions.page() }
        }));
    }
    queries
}

fn authored(knowledge: &Knowledge, scene: &Scene) -> Vec<Query> {
    let since = beginning(knowledge, scene, &AUTHORED)
        .map(|(since, one)| (is_short(since, scene), (since, one.node.clone())));
    let mut queries = Vec::new();
    for (short, people) in by_key(since) {
        // A few days fit on a small page, and a small page is a quick answer.
        let most = if short { 25 } else { 50 };
        for chunk in people.chunks(knowledge.size(Shape::Authored)) {
            let since = chunk.iter().map(|(since, _)| *since).min().unwrap_or(scene.id());
            let of = chunk.iter().map(|(_, node)| node.clone()).collect();
            queries.push(Query::Authored {
                of,
                since,
                sizes: Sizes { pulls: most, issues: most, comments: 2 * most },
            });
        }
    }
    queries
}

fn is_short(since: DateTime<Utc>, scene: &Scene) -> bool {
    scene.id() - since <= chrono::TimeDelta::days(15)
}

/// Who has one of these lists to begin, and how far back the longest of them must reach.
fn beginning<'a>(
    knowledge: &'a Knowledge,
    scene: &'a Scene,
    lists: &'a [List],
) -> impl Iterator<Item = (DateTime<Utc>, &'a Someone)> {
    scene.people.values().filter_map(move |one| {
        let begins = lists.iter().filter_map(|&list| match step(knowledge, scene, one, list) {
            Step::Begin(since) => Some(since),
            _ => None,
        });
        begins.min().map(|since| (since, one))
    })
}

/// Further pages of whatever list has some.
pub(super) fn pages(knowledge: &Knowledge, scene: &Scene) -> Vec<Query> {
    let mut pages: Vec<Page> = Vec::new();
    for one in scene.people.values() {
        for &list in AUTHORED.iter().chain(&TALK) {
            if let Step::Page(next) = step(knowledge, scene, one, list) {
                pages.push(page(&one.node, None, list, next, None));
            }
        }
        if let Some((next, window)) = contributed::page(knowledge, scene, one) {
            pages.push(page(&one.node, None, List::ReviewedPulls, next, Some(window)));
        }
    }
    pages.extend(of_pulls(knowledge, scene));
    pages.extend(of_reviews(knowledge, scene));
    pages.extend(of_repositories(knowledge, scene));
    pages.extend(sweeps::pages(knowledge, scene));
    batches(&pages, knowledge.size(Shape::Pages), Query::Pages).collect()
}

/// A further page of a list.
pub(super) fn page(
    of: &NodeId,
    by: Option<Field>,
    list: List,
    after: String,
    window: Option<Window>,
) -> Page {
    Page { of: of.clone(), by, list, after: Cursor(after), size: list.page(), since: None, window }
}

fn of_pulls<'a>(knowledge: &'a Knowledge, scene: &'a Scene) -> impl Iterator<Item = Page> + 'a {
    let open = |(node, list): (&str, &str)| knowledge.failure(node, list, scene.id()).is_none();
    knowledge.pulls.iter().flat_map(move |(node, pull)| {
        pull.next.iter().filter_map(move |(list, next)| {
            let known = list.parse::<List>().ok().filter(|_| open((node, list)))?;
            Some(page(&node.as_str().into(), None, known, next.clone(), None))
        })
    })
}

fn of_reviews<'a>(knowledge: &'a Knowledge, scene: &'a Scene) -> impl Iterator<Item = Page> + 'a {
    let by_person = knowledge.reviewed.iter().filter_map(move |((person, pull), note)| {
        let one = scene
            .person(person)
            .filter(|_| knowledge.failure(pull, person, scene.id()).is_none())?;
        let by = Some(Field::Login(one.login.clone()));
        Some(page(&pull.as_str().into(), by, List::PullReviews, note.next.clone()?, None))
    });
    let comments = knowledge.reviews.iter().filter_map(move |(node, note)| {
        let open = knowledge.failure(node, "comments", scene.id()).is_none();
        let next = note.next.clone().filter(|_| open)?;
        Some(page(&node.as_str().into(), None, List::ReviewComments, next, None))
    });
    by_person.chain(comments)
}

fn of_repositories<'a>(
    knowledge: &'a Knowledge,
    scene: &'a Scene,
) -> impl Iterator<Item = Page> + 'a {
    let window = move |from| Window::new(from, scene.id()).ok();
    let by_person = knowledge.committed.iter().filter_map(move |((person, repo), note)| {
        scene.person(person).filter(|_| knowledge.failure(repo, person, scene.id()).is_none())?;
        let by = Some(Field::Node(person.as_str().into()));
        Some(page(&repo.as_str().into(), by, List::History, note.next.clone()?, window(note.from)))
    });
    let whole = knowledge.repos.iter().filter_map(move |(repo, note)| {
        let open =
            note.run == scene.id() && knowledge.failure(repo, "history", scene.id()).is_none();
        let next = note.next.clone().filter(|_| open)?;
        Some(page(&repo.as_str().into(), None, List::RepoHistory, next, window(note.from)))
    });
    by_person.chain(whole)
}
