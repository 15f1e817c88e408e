//! Queries of every shape and size, and answers to them, for tests. All people and places are invented.

use chrono::{DateTime, Utc};
use monitor_model::{Login, NodeId, RepoName, Window};
use serde_json::{Value, json};

use crate::{Cursor, Fact, Field, List, Page, Query, Shape, Sizes, ThreadKind};

/// An instant.
pub(super) fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The summer of 2026.
pub(super) fn summer() -> Window {
    Window::new(at("2026-06-01T00:00:00Z"), at("2026-08-24T00:00:00Z")).unwrap()
}

/// A node id.
pub(super) fn node(kind: &str, n: usize) -> NodeId {
    NodeId(format!("{kind}_{n}").into())
}

/// A login.
pub(super) fn login(n: usize) -> Login {
    Login::parse(&format!("ada-lumen-{n}")).unwrap()
}

/// A further page of a list.
pub(super) fn page(list: List, n: usize) -> Page {
    let kind = match list {
        List::PullReviews | List::PullCommits | List::PullEvents => "PR",
        List::ReviewComments => "PRR",
        List::History | List::RepoHistory | List::RepoPulls => "R",
        _ => "U",
    };
    let by = match list {
        List::PullReviews => Some(Field::Login(login(n))),
        List::History => Some(Field::Node(node("U", n))),
        _ => None,
    };
    let (since, window) = (Some(summer().from()), Some(summer()));
    let after = Cursor(format!("after {n}"));
    Page { of: node(kind, n), by, list, after, size: list.page(), since, window }
}

/// A query of a shape for so many things.
pub(super) fn full(shape: Shape, size: usize) -> Query {
    let nodes = |kind| (0..size).map(|n| node(kind, n)).collect::<Vec<_>>();
    let logins = || (0..size).map(login).collect();
    let (window, page_size) = (summer(), shape.page());
    match shape {
        Shape::Resolve => Query::Resolve(logins()),
        Shape::Probe => Query::Probe(nodes("U")),
        Shape::Authored => {
            Query::Authored { of: nodes("U"), since: summer().from(), sizes: Sizes::default() }
        }
        Shape::Talk => Query::Talk { of: nodes("U"), page: page_size },
        Shape::Contributions => Query::Contributions { of: nodes("U"), window, page: page_size },
        Shape::PullDetails => Query::PullDetails { of: nodes("PR"), page: page_size },
        Shape::ReviewsBy => {
            let of = (0..size).map(|n| (node("PR", n), login(n))).collect();
            Query::ReviewsBy { of, page: page_size }
        }
        Shape::ReviewComments => Query::ReviewComments { of: nodes("PRR"), page: page_size },
        Shape::Threads => {
            let one = |n| match n {
                1 => (node("D", n), ThreadKind::Discussion),
                _ => (node("I", n), ThreadKind::Issue),
            };
            Query::Threads { of: (0..size).map(one).collect(), page: page_size }
        }
        Shape::CommitAuthors => Query::CommitAuthors(nodes("C")),
        Shape::History => {
            let of = (0..size).map(|n| (node("R", n), node("U", n))).collect();
            Query::History { of, window, page: page_size }
        }
        Shape::RepoHistory => Query::RepoHistory { of: nodes("R"), window, page: page_size },
        Shape::RepoPulls => Query::RepoPulls { of: nodes("R"), page: page_size },
        Shape::Pages => {
            Query::Pages((0..size).map(|n| page(List::ALL[n % List::ALL.len()], n)).collect())
        }
        Shape::SearchCounts => {
            Query::SearchCounts((0..size).map(|n| format!("author:{}", login(n))).collect())
        }
        Shape::SearchItems => {
            let after = Some(Cursor("after".into()));
            Query::SearchItems { text: "author:ada-lumen".into(), page: page_size, after }
        }
        Shape::Repositories => {
            let name = |n| RepoName::parse(&format!("lantern-works/beam-{n}")).unwrap();
            Query::Repositories((0..size).map(name).collect())
        }
        Shape::Owners => Query::Owners(logins()),
    }
}

/// What a query asks for, one text per thing.
pub(super) fn things(query: &Query) -> Vec<String> {
    match query {
        Query::Resolve(of) | Query::Owners(of) => of.iter().map(Login::to_string).collect(),
        Query::Probe(of) | Query::CommitAuthors(of) => of.iter().map(NodeId::to_string).collect(),
        Query::Authored { of, .. }
        | Query::Talk { of, .. }
        | Query::Contributions { of, .. }
        | Query::PullDetails { of, .. }
        | Query::ReviewComments { of, .. }
        | Query::RepoHistory { of, .. }
        | Query::RepoPulls { of, .. } => of.iter().map(NodeId::to_string).collect(),
        Query::ReviewsBy { of, .. } => of.iter().map(|(a, b)| format!("{a} {b}")).collect(),
        Query::Threads { of, .. } => of.iter().map(|(a, b)| format!("{a} {b}")).collect(),
        Query::History { of, .. } => of.iter().map(|(a, b)| format!("{a} {b}")).collect(),
        Query::Pages(of) => of.iter().map(|p| format!("{} {} {:?}", p.of, p.list, p.by)).collect(),
        Query::SearchCounts(of) => of.clone(),
        Query::SearchItems { text, .. } => vec![text.clone()],
        Query::Repositories(of) => of.iter().map(RepoName::to_string).collect(),
    }
}

/// Somebody, by number.
pub(super) fn person(n: u64) -> Value {
    json!({"__typename": "User", "login": format!("ada-lumen-{n}"), "id": format!("U_{n}"), "databaseId": n})
}

/// A repository.
pub(super) fn repo() -> Value {
    json!({"id": "R_0", "nameWithOwner": "Lantern-Works/beam", "isFork": false, "isPrivate": false})
}

/// The last page of a list.
pub(super) fn list(total: u32, nodes: &[Value]) -> Value {
    json!({"totalCount": total, "nodes": nodes, "pageInfo": {
        "hasNextPage": false, "endCursor": null, "hasPreviousPage": false, "startCursor": null,
    }})
}

/// A page of a list with more to come, in either direction.
pub(super) fn list_with_more(total: u32, nodes: &[Value], cursor: &str) -> Value {
    json!({"totalCount": total, "nodes": nodes, "pageInfo": {
        "hasNextPage": true, "endCursor": cursor, "hasPreviousPage": true, "startCursor": cursor,
    }})
}

/// A pull request's head, opened by ada-lumen-0.
pub(super) fn pull(n: usize) -> Value {
    json!({
        "id": format!("PR_{n}"), "url": format!("https://github.com/Lantern-Works/beam/pull/{n}"),
        "title": "Trim the wick", "createdAt": "2026-06-02T08:00:00Z", "updatedAt": "2026-06-09T08:00:00Z",
        "mergedAt": null, "closedAt": null, "author": person(0), "repository": repo(),
        "mergedBy": null, "mergeCommit": null,
    })
}

/// A comment, of any kind.
pub(super) fn comment(n: usize) -> Value {
    let url = format!("https://github.com/lantern-works/beam/issues/3#issuecomment-{n}");
    json!({
        "id": format!("IC_{n}"), "url": url, "state": "SUBMITTED", "author": person(0), "repository": repo(),
        "createdAt": "2026-06-03T08:00:00Z", "updatedAt": format!("2026-06-{:02}T08:00:00Z", 10 + n),
        "discussion": {"repository": repo()},
    })
}

/// A review in some state.
pub(super) fn review(n: usize, state: &str, author: Value) -> Value {
    let submitted = if state == "PENDING" { json!(null) } else { json!("2026-06-05T08:00:00Z") };
    json!({
        "id": format!("PRR_{n}"), "state": state, "submittedAt": submitted, "author": author,
        "url": format!("https://github.com/lantern-works/beam/pull/0#pullrequestreview-{n}"),
    })
}

/// A commit by ada-lumen-0 with a message.
pub(super) fn commit(oid: &str, message: &str) -> Value {
    json!({
        "id": format!("C_{oid}"), "oid": oid, "message": message,
        "authoredDate": "2026-06-04T08:00:00Z", "committedDate": "2026-06-06T08:00:00Z",
        "author": {"email": "ada@lumen.example", "user": {"id": "U_0", "databaseId": 0, "login": "ada-lumen-0"}},
    })
}

/// The pages among facts: list, total, nodes, next.
pub(super) fn pages(facts: &[Fact]) -> Vec<(List, u32, u32, Option<&str>)> {
    let page = facts.iter().filter_map(|fact| match fact {
        Fact::Page(p) => {
            let next = p.next.as_ref().map(|cursor| cursor.0.as_str());
            Some((p.list, p.total, p.nodes, next))
        }
        _ => None,
    });
    page.collect()
}

/// The refusals among facts: of what, which list, why.
pub(super) fn refusals(facts: &[Fact]) -> Vec<(String, Option<List>, &str)> {
    let refusal = facts.iter().filter_map(|fact| match fact {
        Fact::Refused { of, list, why, .. } => Some((format!("{of:?}"), *list, why.as_str())),
        _ => None,
    });
    refusal.collect()
}
