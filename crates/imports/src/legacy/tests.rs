//! What a recording says, case by case, and the laws that hold for every recording.

use serde_json::{Value, json};

use super::*;

mod cases;
mod errors;
mod laws;
mod runs;
mod terms;

/// A mentee's week in which nothing happened; the tests put in what they need.
fn week(login: &str, monday: &str, next: &str) -> Value {
    json!({
        "mentee": {
            "login": login,
            "name": "Ada Lumen",
            "contributionsCollection": {
                "startedAt": format!("{monday}T00:00:00Z"),
                "endedAt": format!("{next}T00:00:00Z"),
                "hasAnyContributions": false,
                "totalCommitContributions": 0,
                "totalIssueContributions": 0,
                "totalPullRequestContributions": 0,
                "totalPullRequestReviewContributions": 0,
                "commitContributionsByRepository": [],
                "issueContributionsByRepository": [],
                "pullRequestContributionsByRepository": [],
                "pullRequestReviewContributionsByRepository": [],
            },
        },
        "term": "spring-2026",
        "weekOf": monday,
    })
}

/// The first week of the term.
fn first(login: &str) -> Value {
    week(login, "2026-03-02", "2026-03-09")
}

/// The week after.
fn second(login: &str) -> Value {
    week(login, "2026-03-09", "2026-03-16")
}

fn nobody() -> Value {
    json!({ "mentee": null, "term": "spring-2026", "weekOf": "2026-03-02" })
}

fn collection(row: &mut Value) -> &mut Value {
    &mut row["mentee"]["contributionsCollection"]
}

/// Adds a group to a list and its count to a total.
fn add(mut row: Value, list: &str, repo: &str, count: usize, nodes: Value) -> Value {
    let list_key = format!("{}ContributionsByRepository", list);
    let total_key = format!("total{}{}Contributions", list[..1].to_uppercase(), &list[1..]);
    let of = collection(&mut row);
    of["hasAnyContributions"] = json!(true);
    of[&total_key] = json!(of[&total_key].as_u64().unwrap() + count as u64);
    of[&list_key].as_array_mut().unwrap().push(json!({
        "repository": { "nameWithOwner": repo },
        "contributions": { "totalCount": count, "nodes": nodes },
    }));
    row
}

fn pull_request(row: Value, repo: &str, number: u64) -> Value {
    add(row, "pullRequest", repo, 1, json!([{ "pullRequest": { "number": number } }]))
}

fn issue(row: Value, repo: &str, number: u64) -> Value {
    add(row, "issue", repo, 1, json!([{ "issue": { "number": number } }]))
}

fn review(row: Value, repo: &str, url: &str) -> Value {
    add(row, "pullRequestReview", repo, 1, json!([{ "pullRequestReview": { "url": url } }]))
}

fn commits(row: Value, repo: &str, count: usize) -> Value {
    add(row, "commit", repo, count, json!([]))
}

fn array(rows: &[Value]) -> String {
    serde_json::to_string_pretty(rows).unwrap()
}

/// One line per row; the tasks are `t1`, `t2`, and so on.
fn lines(rows: &[Value]) -> String {
    let line =
        |(n, row)| format!("{}\n", json!({ "taskId": format!("t{}", n + 1), "result": row }));
    rows.iter().enumerate().map(line).collect()
}

/// The state of a run that asked for these logins, always in the first week.
fn state(asked: &[&str]) -> String {
    let task = |(n, login): (usize, &&str)| {
        let task = json!({ "username": login, "term": "spring-2026", "weekOf": "2026-03-02" });
        (format!("t{}", n + 1), json!({ "task": task }))
    };
    let resolved: serde_json::Map<_, _> = asked.iter().enumerate().map(task).collect();
    json!({ "unresolved": {}, "resolved": resolved, "errored": {} }).to_string()
}

fn of(rows: &[Value]) -> Reading {
    let read_array = read("a.json", &array(rows), None).unwrap();
    let read_lines = read("a.json", &lines(rows), None).unwrap();
    assert_eq!(read_array.batch, read_lines.batch, "the shape makes no difference");
    assert_eq!(read_array.rows, read_lines.rows);
    read_array
}

fn says(notices: &[crate::ImportNotice]) -> Vec<String> {
    notices.iter().map(ToString::to_string).collect()
}
