//! What can't be had in a run when a query fails for good: the failures that the plan and the coverage look at.

use monitor_model::{Login, NodeId};

use crate::knowledge::Scene;
use crate::notes::{FailureNote, Note};
use crate::query::{Field, List, Page, Query};
use crate::walks::{AUTHORED, TALK};

/// The failures that come of a query that failed for good.
pub(crate) fn failed(query: &Query, why: &str, scene: &Scene) -> Vec<Note> {
    let note = |(of, what): (String, String)| {
        Note::Failure(
            of,
            what,
            FailureNote { run: scene.id(), why: why.to_owned(), refused: false },
        )
    };
    what(query, scene).into_iter().map(note).collect()
}

fn what(query: &Query, scene: &Scene) -> Vec<(String, String)> {
    let each =
        |nodes: &[NodeId], what: &str| nodes.iter().map(|node| pair(node.as_str(), what)).collect();
    let lists = |nodes: &[NodeId], lists: &[List]| {
        nodes
            .iter()
            .flat_map(|node| lists.iter().map(|list| pair(node.as_str(), list.as_str())))
            .collect()
    };
    match query {
        Query::Resolve(logins) => {
            logins.iter().map(|login| pair(&login.key(), "account")).collect()
        }
        Query::Probe(of) => each(of, "probe"),
        Query::Authored { of, .. } => lists(of, &AUTHORED),
        Query::Talk { of, .. } => lists(of, &TALK),
        Query::Contributions { of, .. } => each(of, "contributions"),
        Query::PullDetails { of, .. } => each(of, "details"),
        Query::ReviewsBy { of, .. } => of
            .iter()
            .filter_map(|(pull, login)| Some(pair(pull.as_str(), &person(login, scene)?)))
            .collect(),
        Query::ReviewComments { of, .. } => each(of, "comments"),
        Query::Threads { of, .. } => {
            of.iter().map(|(node, _)| pair(node.as_str(), "thread")).collect()
        }
        Query::CommitAuthors(of) => each(of, "authors"),
        Query::History { of, .. } => {
            of.iter().map(|(repo, person)| pair(repo.as_str(), person.as_str())).collect()
        }
        Query::RepoHistory { of, .. } => each(of, "history"),
        Query::RepoPulls { of, .. } => each(of, List::RepoPulls.as_str()),
        Query::Pages(pages) => pages.iter().filter_map(|page| of_page(page, scene)).collect(),
        Query::SearchCounts(texts) => {
            texts.iter().filter_map(|text| of_search(text, scene)).collect()
        }
        Query::SearchItems { text, .. } => of_search(text, scene).into_iter().collect(),
        Query::Repositories(_) | Query::Owners(_) => Vec::new(),
    }
}

fn of_search(text: &str, scene: &Scene) -> Option<(String, String)> {
    let (one, question) = crate::witness::about(scene, text)?;
    Some(pair(one.node.as_str(), question.key()))
}

fn of_page(page: &Page, scene: &Scene) -> Option<(String, String)> {
    let of = page.of.as_str();
    Some(match (page.list, &page.by) {
        (_, Some(Field::Login(login))) => pair(of, &person(login, scene)?),
        (_, Some(Field::Node(node))) => pair(of, node.as_str()),
        (List::ReviewComments, None) => pair(of, "comments"),
        (List::RepoHistory, None) => pair(of, "history"),
        (list, None) => pair(of, list.as_str()),
    })
}

fn person(login: &Login, scene: &Scene) -> Option<String> {
    scene.people.iter().find(|(_, one)| one.login == *login).map(|(node, _)| node.clone())
}

fn pair(of: &str, what: &str) -> (String, String) {
    (of.to_owned(), what.to_owned())
}
