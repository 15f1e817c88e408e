//! Lists of REST that serve as second witnesses: the issues and line comments of a repository, a person's public events, and
//! search, which, unlike that of GraphQL, says so when a profile is private.

use std::collections::HashMap;

use chrono::{DateTime, SecondsFormat, TimeDelta};
use serde_json::{Value, json};
use wiremock::Request;

use super::reply::Reply;
use crate::github::graphql::search_subjects;
use crate::github::world::{AccountId, Act, At, Fact, Kind, RepoId, Role, Thing, World};

/// Answers a list, if the path is one.
pub(crate) fn answer(world: &World, request: &Request, path: &str) -> Option<Reply> {
    let query: HashMap<String, String> = request.url.query_pairs().into_owned().collect();
    let parts: Vec<_> = path.split('/').filter(|p| !p.is_empty()).collect();
    let all = match parts.as_slice() {
        ["repos", owner, name, "issues"] => issues(world, seen_repo(world, owner, name)?, &query),
        ["repos", owner, name, "pulls", "comments"] => {
            line_comments(world, seen_repo(world, owner, name)?, &query)
        }
        ["users", login, "events", "public"] => {
            let who = world.account(login).filter(|who| world.sees_account(*who))?;
            return Some(page(events(world, who), &query, request).header("x-poll-interval", 60));
        }
        ["search", "issues"] => return Some(search(world, &query)),
        _ => return None,
    };
    Some(page(all, &query, request))
}

pub(super) fn seen_repo(world: &World, owner: &str, name: &str) -> Option<RepoId> {
    world.repo_named(owner, name).filter(|r| world.sees_repo(*r))
}

/// One page, with a `link` to the next.
pub(super) fn page(all: Vec<Value>, query: &HashMap<String, String>, request: &Request) -> Reply {
    let number = |name: &str| query.get(name).and_then(|n| n.parse::<usize>().ok());
    let size = number("per_page").unwrap_or(30).clamp(1, 100);
    let page = number("page").unwrap_or(1).max(1);
    let total = all.len();
    let part: Vec<Value> = all.into_iter().skip((page - 1) * size).take(size).collect();
    let reply = Reply::json(200, &Value::Array(part));
    if page * size >= total {
        return reply;
    }
    let others = request.url.query_pairs().filter(|(name, _)| name != "page");
    let text: String = others.map(|(name, value)| format!("{name}={value}&")).collect();
    let link = |n: usize| format!("<{}?{text}page={n}>", request.url.path());
    reply.header(
        "link",
        format!("{}; rel=\"next\", {}; rel=\"last\"", link(page + 1), link(total.div_ceil(size))),
    )
}

pub(super) fn stamp(at: At) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn since(query: &HashMap<String, String>) -> Option<At> {
    Some(DateTime::parse_from_rfc3339(query.get("since")?).ok()?.to_utc())
}

pub(super) fn user(world: &World, who: AccountId) -> Value {
    world.shown(who).map_or(Value::Null, |who| {
        json!({"login": world[who].login, "id": world.database_id(who), "node_id": world.node_id(who)})
    })
}

/// Issues and pull requests together, the last changed first.
fn issues(world: &World, repo: RepoId, query: &HashMap<String, String>) -> Vec<Value> {
    let pulls = world[repo].pulls.iter().map(|p| Thing::Pull(*p));
    let all = pulls.chain(world[repo].issues.iter().map(|i| Thing::Issue(*i)));
    let creator = query.get("creator").map(|login| world.account(login));
    let state = query.get("state").map_or("open", String::as_str);
    let mut rows: Vec<(At, Value)> = all
        .filter(|t| world.sees(*t))
        .filter_map(|t| row(world, t))
        .filter(|row| since(query).is_none_or(|s| row.updated >= s))
        .filter(|row| creator.is_none_or(|c| c == Some(row.author)))
        .filter(|row| state == "all" || state == row.json["state"])
        .map(|row| (row.updated, row.json))
        .collect();
    rows.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    rows.into_iter().map(|(_, json)| json).collect()
}

struct Row {
    author: AccountId,
    updated: At,
    json: Value,
}

/// A pull request or an issue as REST writes it.
pub(super) fn subject(world: &World, thing: Thing) -> Option<Value> {
    Some(row(world, thing)?.json)
}

/// A pull request or an issue; nothing else has a row.
fn row(world: &World, thing: Thing) -> Option<Row> {
    let (author, title, number, created, updated, closed) = match thing {
        Thing::Pull(id) => {
            let p = &world[id];
            (p.author, &p.title, p.number, p.created_at, p.updated_at, p.closed_at())
        }
        Thing::Issue(id) => {
            let i = &world[id];
            (i.author, &i.title, i.number, i.created_at, i.updated_at, i.closed_at())
        }
        _ => return None,
    };
    let mut json = json!({
        "id": world.database_id(thing),
        "node_id": world.node_id(thing),
        "number": number,
        "title": title,
        "html_url": world.url(thing),
        "state": if closed.is_some() { "closed" } else { "open" },
        "user": user(world, author),
        "created_at": stamp(created),
        "updated_at": stamp(updated),
        "closed_at": closed.map(stamp),
    });
    if let Thing::Issue(id) = thing {
        let issue = &world[id];
        json["body"] = Value::from(issue.body.as_str());
        json["labels"] = issue.labels.iter().map(|label| json!({"name": label})).collect();
        json["locked"] = Value::from(issue.locked);
        json["comments"] = Value::from(issue.comments.len());
    }
    if let Thing::Pull(id) = thing {
        json["pull_request"] =
            json!({"html_url": world.url(id), "merged_at": world[id].merged_at().map(stamp)});
    }
    Some(Row { author, updated, json })
}

fn line_comments(world: &World, repo: RepoId, query: &HashMap<String, String>) -> Vec<Value> {
    let reviews = world[repo].pulls.iter().flat_map(|p| &world[*p].reviews);
    let comments = reviews.flat_map(|r| world[*r].comments.iter().copied());
    let seen = comments
        .filter(|c| world.sees(*c) && since(query).is_none_or(|s| world[*c].updated_at >= s));
    seen.map(|id| {
        let comment = &world[id];
        json!({
            "id": world.database_id(id),
            "node_id": world.node_id(id),
            "pull_request_review_id": world.database_id(comment.review),
            "in_reply_to_id": comment.reply_to.map(|c| world.database_id(c)),
            "path": comment.path,
            "user": user(world, comment.author),
            "html_url": world.url(id),
            "created_at": stamp(comment.created_at),
            "updated_at": stamp(comment.updated_at),
        })
    })
    .collect()
}

/// The last three hundred events of the last thirty days, newest first.
fn events(world: &World, who: AccountId) -> Vec<Value> {
    let window = world.now() - TimeDelta::days(30)..world.now();
    let facts = world.visible_contributions(who, window);
    let events = facts.iter().rev().filter_map(|fact| Some((fact, event_type(world, fact)?)));
    let event = |(n, (fact, (kind, action))): (usize, (&Fact, (&str, &str)))| {
        json!({
            "id": (50_000_000_000_u64 - n as u64).to_string(),
            "type": kind,
            "actor": user(world, who),
            "repo": {"name": fact.repo},
            "payload": {"action": action, "node_id": fact.node_id, "html_url": fact.url},
            "public": true,
            "created_at": stamp(fact.at),
        })
    };
    events.take(300).enumerate().map(event).collect()
}

fn event_type(world: &World, fact: &Fact) -> Option<(&'static str, &'static str)> {
    if fact.role == Role::Closer || fact.role == Role::Merger {
        return None;
    }
    Some(match (fact.kind, fact.act, fact.thing) {
        (Kind::PullRequest, Act::Opened, _) => ("PullRequestEvent", "opened"),
        (Kind::Issue, Act::Opened, _) => ("IssuesEvent", "opened"),
        (Kind::Review, Act::Reviewed, _) => ("PullRequestReviewEvent", "created"),
        (Kind::Comment, _, Thing::Comment(_)) => ("IssueCommentEvent", "created"),
        (Kind::Comment, _, Thing::ReviewComment(_)) => ("PullRequestReviewCommentEvent", "created"),
        (Kind::Comment, _, Thing::CommitComment(_)) => ("CommitCommentEvent", "created"),
        (Kind::PullRequest, Act::Merged, Thing::Pull(id)) if was_self_merged(world, id) => {
            ("PullRequestEvent", "merged")
        }
        _ => return None,
    })
}

fn was_self_merged(world: &World, id: crate::github::world::PullId) -> bool {
    matches!(world[id].state, crate::github::world::PullState::Merged { by, .. } if by == world[id].author)
}

/// Search by qualifiers; a private profile or an unknown login among them is an error here.
fn search(world: &World, query: &HashMap<String, String>) -> Reply {
    let text = query.get("q").map_or("", String::as_str);
    let people =
        text.split(|c: char| c.is_whitespace() || c == '(' || c == ')').filter_map(|term| {
            let (name, login) = term.split_once(':')?;
            matches!(name, "author" | "commenter" | "reviewed-by" | "involves").then_some(login)
        });
    let is_searchable = |login: &str| {
        world
            .account(login)
            .is_some_and(|who| world.sees_account(who) && !world[who].private_profile)
    };
    if people.into_iter().any(|login| !is_searchable(login)) {
        let message = "The listed users cannot be searched either because the users do not exist or you do not have \
                       permission to view the users.";
        let error =
            json!({"message": message, "resource": "Search", "field": "q", "code": "invalid"});
        return Reply::json(
            422,
            &json!({"message": "Validation Failed", "errors": [error], "status": "422"}),
        );
    }
    let found = search_subjects(world, text);
    let size = query.get("per_page").and_then(|n| n.parse().ok()).unwrap_or(30_usize).min(100);
    let page = query.get("page").and_then(|n| n.parse().ok()).unwrap_or(1_usize).max(1);
    let items: Vec<Value> = found
        .iter()
        .take(1_000)
        .skip((page - 1) * size)
        .take(size)
        .filter_map(|t| Some(row(world, *t)?.json))
        .collect();
    Reply::json(
        200,
        &json!({"total_count": found.len(), "incomplete_results": false, "items": items}),
    )
}
