//! Every query text that the monitor is planned to send is valid, and is answered without an error.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

use monitor_testkit::github::graphql::{Question, execute};
use monitor_testkit::github::world::{AccountId, PullId, RepoId, Verdict, World, at};
use serde_json::{Map, Value, json};

struct Scene {
    world: World,
    ada: AccountId,
    grace: AccountId,
    beam: RepoId,
    pull: PullId,
}

fn scene() -> Scene {
    let mut world = World::new(at("2026-03-20T00:00:00Z"));
    let ada = world.person("ada-lumen").named("Ada Lumen").id();
    let grace = world.person("grace-wick").id();
    let bot = world.bot("lantern-bot").id();
    let beam = world.repo("lantern-works/beam").collaborator(grace).id();
    let issue = world
        .issue(beam, ada)
        .opened(at("2026-03-02T09:00:00Z"))
        .commented(grace, at("2026-03-02T10:00:00Z"))
        .id();
    let pull = world
        .pr(beam, ada)
        .opened(at("2026-03-03T09:00:00Z"))
        .draft()
        .closes(issue)
        .commit(at("2026-03-03T08:00:00Z"))
        .commit_with(at("2026-03-03T08:30:00Z"), &[grace])
        .ready(at("2026-03-03T12:00:00Z"))
        .commented(ada, at("2026-03-03T13:00:00Z"))
        .reviewed_with(grace, at("2026-03-04T09:00:00Z"), Verdict::ChangesRequested, 2)
        .reviewed(grace, at("2026-03-05T09:00:00Z"), Verdict::Approved)
        .merged_by(grace, at("2026-03-05T10:00:00Z"))
        .id();
    world.pr(beam, bot).opened(at("2026-03-06T09:00:00Z")).commit(at("2026-03-06T08:00:00Z"));
    world
        .pr(beam, ada)
        .opened(at("2026-03-06T09:00:00Z"))
        .commit(at("2026-03-06T08:00:00Z"))
        .landed_by_commit(grace, at("2026-03-07T08:00:00Z"));
    let talk = world
        .discussion(beam, ada)
        .opened(at("2026-03-08T09:00:00Z"))
        .answered(grace, at("2026-03-08T10:00:00Z"))
        .id();
    world.discuss(talk, ada, at("2026-03-08T11:00:00Z"), None);
    let commit = world[pull].commits[0];
    world.comment_on_commit(commit, ada, at("2026-03-09T11:00:00Z"));
    Scene { world, ada, grace, beam, pull }
}

impl Scene {
    fn ask(&self, file: &str, variables: Value) -> Value {
        let path = format!("{}/tests/queries/{file}.graphql", env!("CARGO_MANIFEST_DIR"));
        let Value::Object(variables) = variables else { panic!("variables are an object") };
        let question =
            Question { query: std::fs::read_to_string(path).unwrap(), variables, operation: None };
        let answer = execute(&self.world, &question);
        assert_eq!(answer.get("errors"), None, "{file}");
        answer["data"].clone()
    }

    fn id(&self, thing: impl Into<monitor_testkit::github::world::Thing>) -> String {
        self.world.node_id(thing)
    }
}

#[test]
fn every_text_is_tried_here() {
    let folder = format!("{}/tests/queries", env!("CARGO_MANIFEST_DIR"));
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let tried = include_str!("queries.rs");
    for name in names {
        let name = name.trim_end_matches(".graphql");
        assert!(tried.contains(&format!("\"{name}\"")), "no test asks {name}");
    }
}

#[test]
fn logins_are_resolved() {
    let scene = scene();
    let data = scene.ask("q0_resolve_logins", json!({"l0": "ADA-lumen", "l1": "grace-wick"}));
    assert_eq!(data["u0"]["id"], scene.id(scene.ada));
    assert_eq!(data["u0"]["login"], "ada-lumen");
    assert_eq!(data["u0"]["name"], "Ada Lumen");
    assert_eq!(data["u1"]["databaseId"], scene.world.database_id(scene.grace));
    assert_eq!(data["rateLimit"]["cost"], 1);
}

#[test]
fn a_probe_tells_totals_and_the_newest_change() {
    let scene = scene();
    let data = scene.ask("q1_probe", json!({"ids": [scene.id(scene.ada), scene.id(scene.grace)]}));
    assert_eq!(data["nodes"][0]["pullRequests"]["totalCount"], 2);
    assert_eq!(data["nodes"][0]["pullRequests"]["nodes"][0]["updatedAt"], "2026-03-07T08:00:00Z");
    assert_eq!(data["nodes"][0]["issueComments"]["totalCount"], 1);
    assert_eq!(data["nodes"][1]["pullRequests"], json!({"totalCount": 0, "nodes": []}));
}

#[test]
fn authored_items_come_newest_change_first() {
    let scene = scene();
    let ids = [scene.id(scene.ada)];
    let data = scene.ask(
        "q2_authored",
        json!({"ids": ids, "nPr": 50, "nIs": 50, "nIc": 50, "since": "2026-03-01T00:00:00Z"}),
    );
    let pulls = &data["nodes"][0]["pullRequests"];
    assert_eq!(pulls["nodes"][0]["state"], "CLOSED");
    assert_eq!(pulls["nodes"][0]["mergedAt"], Value::Null);
    assert_eq!(pulls["nodes"][1]["id"], scene.id(scene.pull));
    assert_eq!(pulls["nodes"][1]["mergedAt"], "2026-03-05T10:00:00Z");
    assert_eq!(pulls["nodes"][1]["repository"]["nameWithOwner"], "lantern-works/beam");
    assert_eq!(pulls["nodes"][1]["isCrossRepository"], true);
    assert_eq!(data["nodes"][0]["issues"]["nodes"][0]["stateReason"], "COMPLETED");
    assert_eq!(data["nodes"][0]["issueComments"]["nodes"][0]["pullRequest"]["number"], 2);
    assert_eq!(data["rateLimit"]["nodeCount"], 150);
    let cursor = &pulls["pageInfo"]["endCursor"];
    let rest = scene.ask("q2b_page", json!({"id": ids[0], "n": 10, "after": cursor}));
    assert_eq!(rest["node"]["pullRequests"]["nodes"], json!([]));
}

#[test]
fn details_of_a_pull_request() {
    let scene = scene();
    let data = scene.ask("q3_pr_detail", json!({"ids": [scene.id(scene.pull)]}));
    let pull = &data["nodes"][0];
    assert_eq!(pull["reviews"]["totalCount"], 2);
    assert_eq!(pull["commits"]["totalCount"], 2);
    let second = &pull["commits"]["nodes"][1]["commit"];
    assert!(
        second["message"]
            .as_str()
            .unwrap()
            .contains("Co-authored-by: grace-wick <grace-wick@mail.example>")
    );
    assert_eq!(second["author"]["user"]["login"], "ada-lumen");
    assert_eq!(pull["mergedBy"]["login"], "grace-wick");
    assert_eq!(pull["closingIssuesReferences"]["nodes"][0]["number"], 1);
    let kinds: Vec<_> = pull["timelineItems"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| e["__typename"].clone())
        .collect();
    assert_eq!(kinds, ["ReadyForReviewEvent", "MergedEvent", "ClosedEvent"]);
}

#[test]
fn contributions_have_one_review_per_pull_request() {
    let scene = scene();
    let variables = json!({"ids": [scene.id(scene.grace), scene.id(scene.ada)], "from": "2026-03-01T00:00:00Z", "to": "2026-03-31T00:00:00Z"});
    let data = scene.ask("q4_contrib", variables);
    let of_grace = &data["nodes"][0]["contributionsCollection"];
    assert_eq!(of_grace["totalPullRequestReviewContributions"], 1);
    assert_eq!(
        of_grace["pullRequestReviewContributions"]["nodes"][0]["occurredAt"],
        "2026-03-04T09:00:00Z"
    );
    let of_ada = &data["nodes"][1]["contributionsCollection"];
    assert_eq!(of_ada["totalPullRequestContributions"], 2);
    assert_eq!(of_ada["totalCommitContributions"], 3);
    assert_eq!(of_ada["commitContributionsByRepository"][0]["contributions"]["totalCount"], 3);
}

#[test]
fn reviews_by_login() {
    let scene = scene();
    let id = scene.id(scene.pull);
    let data = scene
        .ask("q5_reviews_by", json!({"p0": id, "l0": "grace-wick", "p1": id, "l1": "ada-lumen"}));
    assert_eq!(data["r0"]["reviews"]["totalCount"], 2);
    assert_eq!(data["r1"]["reviews"]["totalCount"], 0);
}

#[test]
fn search_counts_and_lists() {
    let scene = scene();
    let author = "author:ada-lumen is:pr created:2026-03-01..2026-03-31";
    let data = scene.ask(
        "q6_audit",
        json!({"a0": author, "r0": "reviewed-by:grace-wick is:pr updated:>=2026-03-01", "c0": "commenter:ada-lumen updated:>=2026-03-01"}),
    );
    assert_eq!(data["a0"]["issueCount"], 2);
    assert_eq!(data["r0"]["issueCount"], 1);
    assert_eq!(data["c0"]["issueCount"], 1);
    let data = scene.ask("q6b_audit_ids", json!({"q": author, "after": null}));
    assert_eq!(data["search"]["nodes"].as_array().unwrap().len(), 2);
}

#[test]
fn a_sweep_sees_bots_and_the_default_branch() {
    let scene = scene();
    let variables = json!({"ids": [scene.id(scene.beam)], "since": "2026-03-01T00:00:00Z", "gsince": "2026-03-01T00:00:00Z"});
    let data = scene.ask("q7_repo_sweep", variables);
    let repo = &data["nodes"][0];
    let authors: Vec<_> = repo["pullRequests"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["author"]["__typename"].clone())
        .collect();
    assert_eq!(authors, ["User", "Bot", "User"]);
    assert_eq!(repo["defaultBranchRef"]["target"]["history"]["totalCount"], 4);
}

#[test]
fn discussions_and_commit_comments() {
    let scene = scene();
    let data = scene.ask("q8_misc", json!({"ids": [scene.id(scene.ada)]}));
    assert_eq!(data["nodes"][0]["repositoryDiscussions"]["totalCount"], 1);
    assert_eq!(data["nodes"][0]["repositoryDiscussionComments"]["totalCount"], 1);
    assert_eq!(data["nodes"][0]["commitComments"]["totalCount"], 1);
}

#[test]
fn history_of_an_author() {
    let scene = scene();
    let variables = json!({"repo": scene.id(scene.beam), "u0": scene.id(scene.ada), "since": "2026-03-01T00:00:00Z", "until": "2026-03-31T00:00:00Z"});
    let data = scene.ask("q9_history_by_author", variables);
    let history = &data["node"]["defaultBranchRef"]["target"]["h0"];
    assert_eq!(history["totalCount"], 3);
    assert_eq!(history["nodes"][0]["committedDate"], "2026-03-07T08:00:00Z");
    assert_eq!(
        history["nodes"][2]["associatedPullRequests"]["nodes"][0]["id"],
        scene.id(scene.pull)
    );
}

#[test]
fn variables_can_be_left_out_where_the_query_says_so() {
    let scene = scene();
    let question = Question {
        query: "query Q($n: Int = 1) { viewer { login pullRequests(first: $n) { totalCount } } }"
            .to_owned(),
        variables: Map::new(),
        operation: None,
    };
    assert_eq!(execute(&scene.world, &question)["data"]["viewer"]["login"], "night-watch");
}

/// The templates are sent with many aliases: a hundred logins, fifty reviewers.
#[test]
fn templates_grow() {
    let scene = scene();
    let logins: String =
        (0..100).map(|n| format!("u{n}: user(login: \"ada-lumen\") {{ id }} ")).collect();
    let ask = |query: String| {
        let question = Question { query, variables: Map::new(), operation: None };
        let answer = execute(&scene.world, &question);
        assert_eq!(answer.get("errors"), None);
        answer["data"].clone()
    };
    let data = ask(format!("{{ {logins} rateLimit {{ cost }} }}"));
    assert_eq!(data["u99"]["id"], scene.id(scene.ada));
    assert_eq!(data["rateLimit"]["cost"], 1);
    let id = scene.id(scene.pull);
    let reviews: String = (0..50)
        .map(|n| format!("r{n}: node(id: \"{id}\") {{ ... on PullRequest {{ reviews(first: 50, author: \"grace-wick\") {{ totalCount }} }} }} "))
        .collect();
    let data = ask(format!("{{ {reviews} rateLimit {{ cost nodeCount }} }}"));
    assert_eq!(data["r49"]["reviews"]["totalCount"], 2);
    assert_eq!(data["rateLimit"], json!({"cost": 1, "nodeCount": 2_500}));
}
