//! Each way in which GitHub fails a client, as the client sees it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

mod common;

use std::time::{Duration, Instant};

use monitor_testkit::github::http::{Fault, Github, PrimaryShape, SecondaryShape, Step, When};
use monitor_testkit::github::world::{World, at};
use reqwest::Response;
use serde_json::{Value, json};

const VIEWER: &str = "query Viewer { viewer { login } rateLimit { cost remaining used } }";

async fn github() -> Github {
    let mut world = World::new(at("2026-03-20T00:00:00Z"));
    let ada = world.person("ada-lumen").id();
    let beam = world.repo("lantern-works/beam").id();
    world.pr(beam, ada);
    Github::start(world).await
}

fn client() -> reqwest::Client {
    common::client(Some("monitor-test"))
}

async fn post(github: &Github, query: &str, variables: Value) -> reqwest::Result<Response> {
    let request = client().post(format!("{}/graphql", github.uri())).bearer_auth("t0ken");
    let body = json!({"query": query, "variables": variables});
    request.header("x-github-next-global-id", "1").json(&body).send().await
}

async fn viewer(github: &Github) -> Response {
    post(github, VIEWER, json!({})).await.unwrap()
}

fn header<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    response.headers().get(name).map(|v| v.to_str().unwrap())
}

#[tokio::test]
async fn an_answer_tells_the_limits() {
    let github = github().await;
    let answer = viewer(&github).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(header(&answer, "x-ratelimit-limit"), Some("5000"));
    assert_eq!(header(&answer, "x-ratelimit-remaining"), Some("4999"));
    assert_eq!(header(&answer, "x-ratelimit-used"), Some("1"));
    assert_eq!(header(&answer, "x-ratelimit-resource"), Some("graphql"));
    assert_eq!(header(&answer, "x-ratelimit-reset"), Some("1773968400"));
    assert_eq!(header(&answer, "x-simulated-wire"), None);
    let body: Value = answer.json().await.unwrap();
    assert_eq!(
        body,
        json!({"data": {"viewer": {"login": "night-watch"}, "rateLimit": {"cost": 1, "remaining": 4999, "used": 1}}})
    );
    assert_eq!((github.journal().requests(), github.journal().points()), (1, 1));
    assert_eq!(github.journal().entries()[0].name, "Viewer");
}

#[tokio::test]
async fn token_and_user_agent_are_needed() {
    let github = github().await;
    let url = format!("{}/graphql", github.uri());
    let body = json!({"query": VIEWER});
    assert_eq!(client().post(&url).json(&body).send().await.unwrap().status(), 401);
    assert_eq!(
        common::client(None).post(&url).bearer_auth("t").json(&body).send().await.unwrap().status(),
        403
    );
    github.limits(|l| l.token = Some("the right one".to_owned()));
    assert_eq!(viewer(&github).await.status(), 401);
}

#[tokio::test]
async fn the_budget_runs_out_and_comes_back_with_the_worlds_clock() {
    let github = github().await;
    github.limits(|l| l.points_per_hour = 2);
    viewer(&github).await;
    viewer(&github).await;
    let spent = viewer(&github).await;
    assert_eq!(spent.status(), 200);
    assert_eq!(header(&spent, "x-ratelimit-remaining"), Some("0"));
    let body: Value = spent.json().await.unwrap();
    assert_eq!(body["errors"][0]["type"], "RATE_LIMITED");
    assert_eq!(github.journal().points(), 2);
    github.world(|w| w.advance(chrono::TimeDelta::hours(1)));
    let body: Value = viewer(&github).await.json().await.unwrap();
    assert_eq!(body["data"]["viewer"]["login"], "night-watch");
}

#[tokio::test]
async fn primary_limits_in_both_shapes() {
    let github = github().await;
    github.inject(
        When::Request(1),
        Fault::PrimaryLimit { shape: PrimaryShape::RateLimited, remaining: 0 },
    );
    github.inject(
        When::Request(2),
        Fault::PrimaryLimit { shape: PrimaryShape::RateLimit, remaining: 4 },
    );
    let first = viewer(&github).await;
    assert_eq!(
        (first.status().as_u16(), header(&first, "x-ratelimit-remaining")),
        (200, Some("0"))
    );
    let first: Value = first.json().await.unwrap();
    assert_eq!(first["errors"][0]["type"], "RATE_LIMITED");
    let second = viewer(&github).await;
    assert_eq!(
        (second.status().as_u16(), header(&second, "x-ratelimit-remaining")),
        (200, Some("4"))
    );
    let second: Value = second.json().await.unwrap();
    assert_eq!(second["errors"][0]["type"], "RATE_LIMIT");
    assert_eq!(second["errors"][0]["code"], "graphql_rate_limit");
    assert_eq!(second.get("data"), None);
    assert_eq!(github.journal().points(), 0, "a limit is not charged for");
    assert_eq!(viewer(&github).await.status(), 200);
}

#[tokio::test]
async fn secondary_limits_with_and_without_a_wait() {
    let github = github().await;
    let fault = |status, retry_after| Fault::SecondaryLimit(SecondaryShape { status, retry_after });
    for (number, (status, wait)) in
        [(403, Some(60)), (429, None), (200, Some(7))].into_iter().enumerate()
    {
        github.inject(When::Request(number + 1), fault(status, wait));
        let answer = viewer(&github).await;
        assert_eq!(answer.status().as_u16(), status);
        assert_eq!(header(&answer, "retry-after").map(str::to_owned), wait.map(|w| w.to_string()));
        assert_ne!(header(&answer, "x-ratelimit-remaining"), Some("0"));
        assert!(answer.text().await.unwrap().contains("secondary rate limit"));
    }
}

#[tokio::test]
async fn gateways_fail_with_pages_and_with_json() {
    let github = github().await;
    github.inject(When::Request(1), Fault::BadGatewayPage);
    github.inject(When::Request(2), Fault::GatewayTimeout);
    github.inject(When::Request(3), Fault::SomethingWentWrong { status: 502 });
    github.inject(When::Request(4), Fault::SomethingWentWrong { status: 200 });
    for (status, start) in
        [(502, "<html>"), (504, "<html>"), (502, "{\"data\":null"), (200, "{\"data\":null")]
    {
        let answer = viewer(&github).await;
        assert_eq!(answer.status().as_u16(), status);
        let text = answer.text().await.unwrap();
        assert!(text.starts_with(start), "{text}");
    }
    assert_eq!(github.journal().points(), 4, "time-outs are charged for");
}

#[tokio::test]
async fn bodies_are_cut_and_connections_end() {
    let github = github().await;
    github.inject(When::Request(1), Fault::HalfJson);
    let half = viewer(&github).await.text().await.unwrap();
    assert!(serde_json::from_str::<Value>(&half).is_err(), "{half}");

    github.inject(When::Request(2), Fault::CutBody { after: 10 });
    let cut = viewer(&github).await;
    assert_eq!(cut.status(), 200);
    assert!(cut.content_length().unwrap() > 10);
    cut.bytes().await.unwrap_err();

    github.inject(When::Request(3), Fault::Closed);
    post(&github, VIEWER, json!({})).await.unwrap_err();
    github.inject(When::Request(4), Fault::Reset);
    let reset = post(&github, VIEWER, json!({})).await.unwrap_err();
    assert!(format!("{reset:?}").contains("ConnectionReset"), "{reset:?}");

    assert_eq!(viewer(&github).await.status(), 200);
    let faults: Vec<_> =
        github.journal().entries().iter().map(|e| e.fault.unwrap_or("none")).collect();
    assert_eq!(faults, ["half-json", "cut-body", "closed", "reset", "none"]);
    assert_eq!(github.journal().repeated().len(), 4);
}

#[tokio::test]
async fn slow_answers_overlap() {
    let github = github().await;
    github.limits(|l| l.latency = Duration::from_millis(150));
    let start = Instant::now();
    let (a, b, c) = tokio::join!(viewer(&github), viewer(&github), viewer(&github));
    assert!(a.status().is_success() && b.status().is_success() && c.status().is_success());
    assert_eq!(github.peak_concurrency(), 3);
    assert!(start.elapsed() >= Duration::from_millis(150));
    github.forget();
    viewer(&github).await;
    viewer(&github).await;
    assert_eq!(github.peak_concurrency(), 1);
}

#[tokio::test]
async fn a_part_of_an_answer_is_refused() {
    let github = github().await;
    let ids = github.world(|w| w.accounts.ids().map(|a| w.node_id(a)).take(2).collect::<Vec<_>>());
    let query = "query Q($ids: [ID!]!) { nodes(ids: $ids) { id ... on User { pullRequests(first: 5) { totalCount } } } }";
    github.inject(
        When::Named("Q".to_owned()),
        Fault::Forbidden { path: Step::path("nodes/1/pullRequests"), saml: true },
    );
    let body: Value =
        post(&github, query, json!({"ids": ids})).await.unwrap().json().await.unwrap();
    assert_eq!(body["data"]["nodes"][0]["id"], ids[0].as_str());
    assert_eq!(body["data"]["nodes"][1], Value::Null);
    assert_eq!(body["errors"][0]["path"], json!(["nodes", 1, "pullRequests"]));
    assert_eq!(body["errors"][0]["extensions"]["saml_failure"], true);
    github.inject(When::Always, Fault::UnknownForbidden);
    let refused = viewer(&github).await;
    assert_eq!(
        (refused.status().as_u16(), header(&refused, "x-ratelimit-remaining")),
        (403, Some("4999"))
    );
}

#[tokio::test]
async fn big_batches_are_too_much() {
    let github = github().await;
    let ids = github.world(|w| {
        let people: Vec<_> = (0..10).map(|n| w.person(&format!("lamp-{n}")).id()).collect();
        people.into_iter().map(|a| w.node_id(a)).collect::<Vec<_>>()
    });
    let query = "query Q($ids: [ID!]!) { nodes(ids: $ids) { id ... on User { pullRequests(first: 50) { totalCount } } } }";
    github.limits(|l| l.resource_nodes = Some(200));
    let body: Value =
        post(&github, query, json!({"ids": ids})).await.unwrap().json().await.unwrap();
    let answered =
        body["data"]["nodes"].as_array().unwrap().iter().filter(|n| !n.is_null()).count();
    assert_eq!(answered, 4);
    assert_eq!(body["errors"].as_array().unwrap().len(), 6);
    assert_eq!(body["errors"][0]["type"], "RESOURCE_LIMITS_EXCEEDED");
    assert_eq!(body["errors"][0]["path"], json!(["nodes", 4]));
    let body: Value =
        post(&github, query, json!({"ids": ids[..4]})).await.unwrap().json().await.unwrap();
    assert_eq!(body.get("errors"), None);
    github.limits(|l| l.timeout_nodes = Some(100));
    assert_eq!(post(&github, query, json!({"ids": ids[..4]})).await.unwrap().status(), 502);
}

#[tokio::test]
async fn the_world_changes_between_requests() {
    let github = github().await;
    github.before(2, |w| {
        let ada = w.account("ada-lumen").unwrap();
        w.rename_login(ada, "ada-beacon");
    });
    let query = "query Q($l: String!) { user(login: $l) { login } }";
    let ask = async || {
        post(&github, query, json!({"l": "ada-lumen"}))
            .await
            .unwrap()
            .json::<Value>()
            .await
            .unwrap()
    };
    assert_eq!(ask().await["data"]["user"]["login"], "ada-lumen");
    let gone = ask().await;
    assert_eq!(gone["data"]["user"], Value::Null);
    assert_eq!(gone["errors"][0]["type"], "NOT_FOUND");
    assert_eq!(gone["errors"][0]["path"], json!(["user"]));
    assert_eq!(
        gone["errors"][0]["message"],
        "Could not resolve to a User with the login of 'ada-lumen'."
    );
}

#[tokio::test]
async fn ids_are_old_unless_the_new_ones_are_wished_for() {
    let github = github().await;
    let url = format!("{}/api/graphql", github.uri());
    let body = json!({"query": "{ viewer { id } }"});
    let old: Value =
        client().post(url).bearer_auth("t").json(&body).send().await.unwrap().json().await.unwrap();
    let new: Value =
        post(&github, "{ viewer { id } }", json!({})).await.unwrap().json().await.unwrap();
    assert_eq!(old["data"]["viewer"]["id"], "MDQ6VXNlcjkxMDAwMDA=");
    assert_eq!(new["data"]["viewer"]["id"], github.world(|w| w.node_id(w.viewer())).as_str());
    assert!(new["data"]["viewer"]["id"].as_str().unwrap().starts_with("U_kgDO"));
}

#[tokio::test]
async fn rest_answers_with_tags_and_repeats_for_nothing() {
    let github = github().await;
    let number = github.world(|w| w.database_id(w.account("ada-lumen").unwrap()));
    let get = async |path: &str, tag: &str| {
        let request = client()
            .get(format!("{}{path}", github.uri()))
            .bearer_auth("t")
            .header("if-none-match", tag);
        request.send().await.unwrap()
    };
    let first = get(&format!("/user/{number}"), "").await;
    let tag = header(&first, "etag").unwrap().to_owned();
    assert_eq!(header(&first, "x-ratelimit-remaining"), Some("4999"));
    assert_eq!(first.json::<Value>().await.unwrap()["login"], "ada-lumen");
    let second = get(&format!("/api/v3/user/{number}"), &tag).await;
    assert_eq!(
        (second.status().as_u16(), header(&second, "x-ratelimit-remaining")),
        (304, Some("4999"))
    );
    assert_eq!(get("/users/nobody-here", "").await.status(), 404);
    github.world(|w| w.rename_login(w.account("ada-lumen").unwrap(), "ada-beacon"));
    let third = get(&format!("/user/{number}"), &tag).await;
    assert_eq!(third.json::<Value>().await.unwrap()["login"], "ada-beacon");
    let limits: Value = get("/rate_limit", "").await.json().await.unwrap();
    assert_eq!(limits["resources"]["core"]["used"], 3);
    assert_eq!(limits["resources"]["graphql"]["remaining"], 5000);
}

#[tokio::test]
async fn after_every_fault_the_next_answer_is_whole() {
    let github = github().await;
    for fault in Fault::all() {
        github.forget();
        github.inject(When::Request(1), fault.clone());
        let spoilt = match post(&github, VIEWER, json!({})).await {
            Ok(answer) if answer.status().is_success() => {
                answer.json::<Value>().await.map(|b| b["data"]["viewer"].clone())
            }
            Ok(_) => Ok(Value::Null),
            Err(error) => Err(error),
        };
        assert!(
            spoilt.is_err() || spoilt.is_ok_and(|v| v.is_null()),
            "{fault:?} did not spoil the answer"
        );
        let whole: Value = viewer(&github).await.json().await.unwrap();
        assert_eq!(whole["data"]["viewer"]["login"], "night-watch", "after {fault:?}");
        assert_eq!(github.journal().entries()[0].fault, Some(fault.name()));
    }
}

#[tokio::test]
async fn who_is_too_quick_is_told_to_wait() {
    let github = github().await;
    github.limits(|l| {
        l.latency = Duration::from_millis(100);
        l.most_at_once = Some(1);
    });
    let (a, b) = tokio::join!(viewer(&github), viewer(&github));
    assert!(a.status() == 403 || b.status() == 403, "two at once are too many");
    assert_eq!(viewer(&github).await.status(), 200, "one at a time is not");
    github.forget();
    github.limits(|l| {
        l.latency = Duration::ZERO;
        l.most_at_once = None;
        l.most_per_minute = Some(1);
    });
    assert_eq!(viewer(&github).await.status(), 200);
    let hasty = viewer(&github).await;
    assert_eq!((hasty.status().as_u16(), header(&hasty, "retry-after")), (403, Some("60")));
    assert_eq!(github.journal().busiest(Duration::from_secs(60)), 2);
}

#[test]
fn it_also_serves_code_that_is_not_asynchronous() {
    use std::io::{Read as _, Write as _};

    let world = World::new(at("2026-03-20T00:00:00Z"));
    let github = Github::start_blocking(world);
    let address = github.uri().replace("http://", "");
    let mut stream = std::net::TcpStream::connect(&address).unwrap();
    let request = format!(
        "GET /rate_limit HTTP/1.1\r\nhost: {address}\r\nuser-agent: t\r\nauthorization: token t\r\nconnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    assert!(text.starts_with("HTTP/1.1 200 OK"), "{text}");
    assert!(text.contains("\"graphql\":{\"limit\":5000"), "{text}");
}
