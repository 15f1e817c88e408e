//! Writing over REST: what is written is part of the world, and what GitHub refuses is refused in its words.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use monitor_testkit::github::http::{Fault, Github, When};
use monitor_testkit::github::world::{RepoId, Subject, World, at};
use serde_json::{Value, json};

const ISSUES: &str = "/repos/lantern-works/beam/issues";

async fn start(change: impl FnOnce(&mut World, RepoId)) -> Github {
    let mut world = World::new(at("2026-04-13T09:00:00Z"));
    let ada = world.person("ada-lumen").id();
    let repo = world.repo("lantern-works/beam").id();
    let issue = world.issue(repo, ada).titled("Reports").id();
    world.comment(issue, ada, at("2026-04-12T09:00:00Z"));
    change(&mut world, repo);
    Github::start(world).await
}

/// The status and the body.
async fn send(github: &Github, verb: &str, path: &str, body: &Value) -> (u16, Value) {
    let client = common::client(Some("test"));
    let url = format!("{}{path}", github.uri());
    let request = match verb {
        "GET" => client.get(url),
        "POST" => client.post(url).json(body),
        _ => client.patch(url).json(body),
    };
    let request = request.header("authorization", "Bearer t");
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap_or_default())
}

#[tokio::test]
async fn what_is_written_can_be_read() {
    let github = start(|_, _| ()).await;
    let new = json!({"title": "Week 15", "body": "text", "labels": ["report"]});
    let (status, issue) = send(&github, "POST", ISSUES, &new).await;
    assert_eq!(
        (status, &issue["number"], &issue["user"]["login"]),
        (201, &json!(2), &json!("night-watch"))
    );
    let comments = format!("{ISSUES}/2/comments");
    let (status, comment) = send(&github, "POST", &comments, &json!({"body": "a"})).await;
    assert_eq!(status, 201);
    let one = format!("{ISSUES}/comments/{}", comment["id"]);
    assert_eq!(send(&github, "PATCH", &one, &json!({"body": "b"})).await.0, 200);
    assert_eq!(
        send(&github, "PATCH", &format!("{ISSUES}/2"), &json!({"body": "new"})).await.0,
        200
    );
    let nothing = Value::Null;
    let (_, listed) = send(&github, "GET", &comments, &nothing).await;
    assert_eq!((listed.as_array().unwrap().len(), &listed[0]["body"]), (1, &json!("b")));
    assert_eq!(send(&github, "GET", &one, &nothing).await.1, listed[0]);
    let (_, issue) = send(&github, "GET", &format!("{ISSUES}/2"), &nothing).await;
    assert_eq!(
        (&issue["body"], &issue["title"], &issue["comments"]),
        (&json!("new"), &json!("Week 15"), &json!(1))
    );
    let (_, own) =
        send(&github, "GET", &format!("{ISSUES}?creator=night-watch&state=all"), &nothing).await;
    assert_eq!(own, json!([issue]));
}

#[tokio::test]
async fn what_github_refuses_is_refused_in_its_words() {
    type Change = fn(&mut World, RepoId);
    let unchanged: Change = |_, _| ();
    let text = |n: usize| json!({"title": "t", "body": "é".repeat(n)});
    let comments = format!("{ISSUES}/1/comments");
    let missing = "/repos/lantern-works/none/issues".to_owned();
    let cases: [(Change, &str, &str, Value, u16, &str); 10] = [
        (unchanged, "POST", ISSUES, text(65_537), 422, "Validation Failed"),
        (unchanged, "POST", &comments, text(65_537), 422, "Validation Failed"),
        (unchanged, "POST", &comments, text(65_536), 201, ""),
        (unchanged, "POST", &comments, json!({"body": " "}), 422, "Validation Failed"),
        (unchanged, "POST", ISSUES, json!({"body": "a"}), 422, "Validation Failed"),
        (unchanged, "POST", &missing, text(1), 404, "Not Found"),
        (
            unchanged,
            "PATCH",
            &format!("{ISSUES}/1"),
            text(1),
            403,
            "Must have admin rights to Repository.",
        ),
        (
            |w, r| w.repos[r].archived = true,
            "POST",
            ISSUES,
            text(1),
            403,
            "Repository was archived so is read-only.",
        ),
        (
            |w, r| w.repos[r].without_issues = true,
            "POST",
            ISSUES,
            text(1),
            410,
            "Issues are disabled for this repo",
        ),
        (
            |w, _| {
                let first = w.issues.ids().next().unwrap();
                w.edit_issue(first).locked();
            },
            "POST",
            &comments,
            text(1),
            403,
            "Unable to create comment because issue is locked.",
        ),
    ];
    for (change, verb, path, body, status, message) in cases {
        let github = start(change).await;
        let (got, answer) = send(&github, verb, path, &body).await;
        assert_eq!(
            (got, answer["message"].as_str().unwrap_or_default()),
            (status, message),
            "{path}"
        );
    }
    let github = start(unchanged).await;
    github.limits(|limits| limits.read_only = true);
    let (status, answer) = send(&github, "POST", ISSUES, &text(1)).await;
    assert_eq!(
        (status, &answer["message"]),
        (403, &json!("Resource not accessible by personal access token"))
    );
}

#[tokio::test]
async fn too_much_writing_is_blocked() {
    let github = start(|_, _| ()).await;
    github.limits(|limits| limits.most_writes_per_minute = Some(2));
    let comments = format!("{ISSUES}/1/comments");
    let mut seen = vec![];
    for _ in 0..4 {
        seen.push(send(&github, "POST", &comments, &json!({"body": "a"})).await.0);
    }
    assert_eq!(seen, [201, 201, 403, 403]);
    assert_eq!(send(&github, "GET", &comments, &Value::Null).await.0, 200);
}

#[tokio::test]
async fn a_fault_comes_after_the_work_or_before() {
    for (fault, written) in [
        (Fault::BadGatewayPage, 1),
        (Fault::BadGatewayPage.unhandled(), 0),
        (Fault::UnknownForbidden, 0),
        (Fault::RestPrimaryLimit { status: 403 }, 0),
    ] {
        let github = start(|_, _| ()).await;
        github.inject(When::Request(1), fault.clone());
        let (status, _) =
            send(&github, "POST", &format!("{ISSUES}/1/comments"), &json!({"body": "a"})).await;
        assert!(status >= 400, "{fault:?}");
        github.world(|world| {
            let first = world.issues.ids().next().unwrap();
            let viewer = world.viewer();
            let comments = world.comments_on(Subject::Issue(first)).iter();
            assert_eq!(
                comments.filter(|c| world[**c].author == viewer).count(),
                written,
                "{fault:?}"
            );
        });
    }
}
