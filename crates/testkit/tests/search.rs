//! Search is an index: it forgets, lags, stops early, and keeps silent about private profiles.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

mod common;

use chrono::TimeDelta;
use common::data;
use monitor_testkit::github::http::Github;
use monitor_testkit::github::world::{AccountId, RepoId, Verdict, World, at};
use serde_json::Value;

struct Scene {
    world: World,
    ada: AccountId,
    grace: AccountId,
    beam: RepoId,
}

fn scene() -> Scene {
    let mut world = World::new(at("2026-03-20T00:00:00Z"));
    let ada = world.person("ada-lumen").id();
    let grace = world.person("grace-wick").id();
    let beam = world.repo("lantern-works/beam").id();
    let t = at("2026-03-02T00:00:00Z");
    world
        .pr(beam, ada)
        .opened(t)
        .reviewed(grace, t, Verdict::Approved)
        .merged_by(grace, t + TimeDelta::days(3));
    world.pr(beam, grace).opened(t + TimeDelta::days(1)).commented(ada, t + TimeDelta::days(2));
    world.issue(beam, ada).opened(t + TimeDelta::days(1)).labeled(
        "good first issue",
        grace,
        t + TimeDelta::days(1),
    );
    Scene { world, ada, grace, beam }
}

fn count(world: &World, text: &str) -> u64 {
    let query = format!(
        "{{ search(query: {}, type: ISSUE, first: 1) {{ issueCount }} }}",
        serde_json::json!(text)
    );
    data(world, &query)["search"]["issueCount"].as_u64().unwrap()
}

#[test]
fn qualifiers() {
    let s = scene();
    for (text, wanted) in [
        ("author:ada-lumen", 2),
        ("author:ADA-lumen is:pr", 1),
        ("author:ada-lumen type:issue", 1),
        ("is:pr", 2),
        ("(author:ada-lumen OR author:grace-wick)", 3),
        ("author:ada-lumen author:grace-wick", 0),
        ("reviewed-by:grace-wick is:pr", 1),
        ("commenter:ada-lumen", 1),
        ("involves:ada-lumen", 3),
        ("repo:lantern-works/beam is:open", 2),
        ("org:lantern-works -author:ada-lumen", 1),
        ("org:prism-lab", 0),
        ("merged:2026-03-05", 1),
        ("is:pr created:2026-03-02..2026-03-02", 1),
        ("is:pr created:<2026-03-02", 0),
        ("updated:>=2026-03-04", 2),
        ("label:\"good first issue\"", 1),
        ("author:nobody", 0),
        ("misbehaves in:title", 1),
    ] {
        assert_eq!(count(&s.world, text), wanted, "{text}");
    }
}

#[test]
fn private_profiles_are_silently_nobody() {
    let mut s = scene();
    s.world.accounts[s.ada].private_profile = true;
    assert_eq!(count(&s.world, "author:ada-lumen"), 0);
    assert_eq!(count(&s.world, "commenter:ada-lumen"), 0);
    assert_eq!(count(&s.world, "(author:ada-lumen OR author:grace-wick)"), 1);
    assert_eq!(count(&s.world, "repo:lantern-works/beam"), 3, "the items themselves are public");
}

#[test]
fn the_index_forgets_and_lags() {
    let mut s = scene();
    let now = s.world.now();
    let fresh = s.world.pr(s.beam, s.ada).opened(now - TimeDelta::minutes(30)).id();
    assert_eq!(count(&s.world, "author:ada-lumen is:pr"), 2);
    s.world.quirks.search_lag_minutes = 60;
    assert_eq!(count(&s.world, "author:ada-lumen is:pr"), 1);
    s.world.quirks.search_lag_minutes = 0;
    s.world.edit_pr(fresh).unindexed();
    assert_eq!(count(&s.world, "author:ada-lumen is:pr"), 1);
}

#[test]
fn comments_on_lines_are_found_if_wished() {
    let mut s = scene();
    let pull = s.world.pr(s.beam, s.ada).id();
    let review = s.world.review(pull, s.grace, s.world.now(), Verdict::Commented);
    s.world.review_comment(review, s.world.now(), None);
    assert_eq!(count(&s.world, "commenter:grace-wick"), 0);
    s.world.quirks.commenter_finds_review_comments = true;
    assert_eq!(count(&s.world, "commenter:grace-wick"), 1);
}

#[test]
fn a_thousand_results_are_all() {
    let mut s = scene();
    for _ in 0..1_005 {
        s.world.issue(s.beam, s.grace);
    }
    let (mut seen, mut after) = (0, String::new());
    loop {
        let query = format!(
            "{{ search(query: \"author:grace-wick is:issue\", type: ISSUE, first: 100{after}) {{ issueCount nodes {{ __typename }} pageInfo {{ hasNextPage endCursor }} }} }}"
        );
        let page = data(&s.world, &query)["search"].clone();
        assert_eq!(page["issueCount"], 1_005);
        seen += page["nodes"].as_array().unwrap().len();
        if page["pageInfo"]["hasNextPage"] == Value::Bool(false) {
            break;
        }
        after = format!(", after: {}", page["pageInfo"]["endCursor"]);
    }
    assert_eq!(seen, 1_000);
}

#[test]
fn people_are_found_by_a_part_of_the_login() {
    let s = scene();
    let found = data(
        &s.world,
        "{ search(query: \"lumen type:user\", type: USER, first: 5) { userCount nodes { ... on User { login } } } }",
    );
    assert_eq!(found["search"]["userCount"], 1);
    assert_eq!(found["search"]["nodes"][0]["login"], "ada-lumen");
}

#[tokio::test]
async fn rest_says_when_a_profile_is_private() {
    let s = scene();
    let ada = s.ada;
    let github = Github::start(s.world).await;
    let client = common::client(Some("monitor-test"));
    let get = async |path: &str| {
        client.get(format!("{}{path}", github.uri())).bearer_auth("t").send().await.unwrap()
    };
    let found: Value = get("/search/issues?q=author:ada-lumen+is:pr").await.json().await.unwrap();
    assert_eq!(
        (found["total_count"].as_u64(), found["items"][0]["number"].as_u64()),
        (Some(1), Some(1))
    );
    github.world(|w| w.accounts[ada].private_profile = true);
    let refused = get("/search/issues?q=author:ada-lumen").await;
    assert_eq!(refused.status(), 422);
    assert!(refused.text().await.unwrap().contains("The listed users cannot be searched"));
    let issues =
        get("/repos/lantern-works/beam/issues?creator=ada-lumen&state=all&per_page=1").await;
    assert!(issues.headers()["link"].to_str().unwrap().contains("page=2>; rel=\"next\""));
    let issues: Value = issues.json().await.unwrap();
    assert_eq!(issues[0]["pull_request"]["merged_at"], "2026-03-05T00:00:00Z");
    let events: Value = get("/users/ada-lumen/events/public").await.json().await.unwrap();
    let kinds: Vec<_> =
        events.as_array().unwrap().iter().map(|e| e["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["IssueCommentEvent", "IssuesEvent", "PullRequestEvent"]);
    let renamed = github.world(|w| {
        let beam = w.repo_named("lantern-works", "beam").unwrap();
        w.rename_repo(beam, "ray");
        w.database_id(beam)
    });
    let moved: Value = get("/repos/lantern-works/beam").await.json().await.unwrap();
    assert_eq!(
        (moved["full_name"].as_str(), moved["id"].as_u64()),
        (Some("lantern-works/ray"), Some(renamed))
    );
}
