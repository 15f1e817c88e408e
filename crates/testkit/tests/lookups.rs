//! Looking things up: what is not there, who changed names, who is gone, and what is behind a door.

mod common;

use common::{answer, data};
use monitor_testkit::github::world::{AccountId, PullId, Verdict, World, at};
use serde_json::{Value, json};

struct Scene {
    world: World,
    ada: AccountId,
    grace: AccountId,
    pull: PullId,
}

fn scene() -> Scene {
    let mut world = World::new(at("2026-03-20T00:00:00Z"));
    let ada = world.person("ada-lumen").id();
    let grace = world.person("grace-wick").id();
    let beam = world.repo("lantern-works/beam").id();
    let t = at("2026-03-02T09:00:00Z");
    let pull = world.pr(beam, ada).opened(t).commit(t).reviewed(grace, t, Verdict::Approved).id();
    Scene { world, ada, grace, pull }
}

fn nodes(world: &World, ids: &[String], inside: &str) -> Value {
    answer(world, &format!("{{ nodes(ids: {}) {{ __typename id {inside} }} }}", json!(ids)))
}

#[test]
fn an_unknown_id_is_null_with_an_error_and_the_rest_is_answered() {
    let s = scene();
    let ids = [s.world.node_id(s.ada), "PR_kwDOnothing".to_owned(), s.world.node_id(s.pull)];
    let answer = nodes(&s.world, &ids, "");
    assert_eq!(answer["data"]["nodes"][0]["id"], ids[0].as_str());
    assert_eq!(answer["data"]["nodes"][1], Value::Null);
    assert_eq!(answer["data"]["nodes"][2]["__typename"], "PullRequest");
    assert_eq!(answer["errors"].as_array().unwrap().len(), 1);
    let error = &answer["errors"][0];
    assert_eq!(error["type"], "NOT_FOUND");
    assert_eq!(error["path"], json!(["nodes", 1]));
    assert_eq!(
        error["message"],
        "Could not resolve to a node with the global id of 'PR_kwDOnothing'"
    );
    assert!(error["locations"][0]["line"].is_number());
}

#[test]
fn a_hundred_ids_are_the_most() {
    let s = scene();
    let ids = vec![s.world.node_id(s.ada); 101];
    assert_eq!(nodes(&s.world, &ids[..100], "")["data"]["nodes"].as_array().unwrap().len(), 100);
    let answer = nodes(&s.world, &ids, "");
    assert_eq!(answer["data"], Value::Null);
    assert_eq!(answer["errors"][0]["type"], "ARGUMENT_LIMIT");
    assert_eq!(
        answer["errors"][0]["message"],
        "You may not provide more than 100 node ids; you provided 101."
    );
}

#[test]
fn an_id_survives_a_rename_and_a_login_does_not() {
    let mut s = scene();
    let id = s.world.node_id(s.ada);
    let newcomer = s.world.reassign_login(s.ada, "ada-beacon");
    let found = data(
        &s.world,
        &format!(
            "{{ node(id: \"{id}\") {{ ... on User {{ login }} }} user(login: \"ada-lumen\") {{ databaseId }} }}"
        ),
    );
    assert_eq!(found["node"]["login"], "ada-beacon");
    assert_eq!(found["user"]["databaseId"], s.world.database_id(newcomer));
    assert_eq!(s.world.url(s.pull), "https://github.com/lantern-works/beam/pull/1");
}

#[test]
fn bots_and_organisations_are_no_users() {
    let mut s = scene();
    s.world.bot("lantern-bot");
    for login in ["lantern-bot", "lantern-works", "", " ada-lumen", "@ada-lumen", "nobody"] {
        let answer = answer(&s.world, &format!("{{ a: user(login: {}) {{ id }} }}", json!(login)));
        assert_eq!(answer["data"], json!({"a": null}), "{login}");
        assert_eq!(answer["errors"][0]["path"], json!(["a"]));
    }
    assert_eq!(
        data(&s.world, "{ organization(login: \"lantern-works\") { login } }")["organization"]["login"],
        "lantern-works"
    );
}

#[test]
fn a_deleted_account_leaves_its_work_without_an_author() {
    let mut s = scene();
    let ids = [s.world.node_id(s.ada), s.world.node_id(s.pull)];
    s.world.delete_account(s.ada);
    let inside = "... on PullRequest { author { login } commits(first: 1) { nodes { commit { author { email user { id } } } } } }";
    let answer = nodes(&s.world, &ids, inside);
    assert_eq!(answer["data"]["nodes"][0], Value::Null);
    let pull = &answer["data"]["nodes"][1];
    assert_eq!(pull["author"], Value::Null);
    let author = &pull["commits"]["nodes"][0]["commit"]["author"];
    assert_eq!(*author, json!({"email": "ada-lumen@mail.example", "user": null}));
}

#[test]
fn a_flagged_account_takes_its_work_along_and_brings_it_back() {
    let mut s = scene();
    let ids = [s.world.node_id(s.ada), s.world.node_id(s.pull)];
    s.world.flag(s.ada);
    assert_eq!(nodes(&s.world, &ids, "")["data"]["nodes"], json!([null, null]));
    let repo = "{ repository(owner: \"lantern-works\", name: \"beam\") { pullRequests(first: 5) { totalCount } } }";
    assert_eq!(data(&s.world, repo)["repository"]["pullRequests"]["totalCount"], 0);
    s.world.restore(s.ada);
    assert_eq!(data(&s.world, repo)["repository"]["pullRequests"]["totalCount"], 1);
}

#[test]
fn repositories_follow_renames_until_the_name_is_taken() {
    let mut s = scene();
    let beam = s.world[s.pull].repo;
    s.world.rename_repo(beam, "ray");
    let prism = s.world.org("prism-lab").id();
    s.world.transfer_repo(beam, prism);
    let name = |world: &World, query: &str| {
        answer(world, query)["data"]["repository"]["nameWithOwner"].clone()
    };
    let old = "{ repository(owner: \"lantern-works\", name: \"beam\") { nameWithOwner } }";
    let strict = "{ repository(owner: \"lantern-works\", name: \"beam\", followRenames: false) { nameWithOwner } }";
    assert_eq!(name(&s.world, old), "prism-lab/ray");
    assert_eq!(
        name(&s.world, "{ repository(owner: \"lantern-works\", name: \"ray\") { nameWithOwner } }"),
        "prism-lab/ray"
    );
    assert_eq!(name(&s.world, strict), Value::Null);
    s.world.repo("lantern-works/beam");
    assert_eq!(name(&s.world, old), "lantern-works/beam");
}

#[test]
fn a_private_repository_is_left_out_silently() {
    let mut s = scene();
    let id = s.world.node_id(s.ada);
    s.world.hide_repo(s.world[s.pull].repo);
    let found = data(
        &s.world,
        &format!(
            "{{ node(id: \"{id}\") {{ ... on User {{ pullRequests(first: 5) {{ totalCount nodes {{ id }} }} }} }} }}"
        ),
    );
    assert_eq!(found["node"]["pullRequests"], json!({"totalCount": 0, "nodes": []}));
    let fact = &s
        .world
        .hidden_contributions(s.ada, at("2026-03-01T00:00:00Z")..at("2026-04-01T00:00:00Z"))[0];
    assert_eq!(fact.repo, "lantern-works/beam");
}

#[test]
fn single_sign_on_refuses_elements_one_by_one() {
    let mut s = scene();
    s.world.org("gated-gallery").requires_sso();
    let exhibit = s.world.repo("gated-gallery/exhibit").id();
    s.world.pr(exhibit, s.ada).opened(at("2026-03-03T09:00:00Z"));
    let id = s.world.node_id(s.ada);
    let answer = answer(
        &s.world,
        &format!(
            "{{ node(id: \"{id}\") {{ ... on User {{ pullRequests(first: 5) {{ totalCount nodes {{ number }} }} }} }} }}"
        ),
    );
    assert_eq!(
        answer["data"]["node"]["pullRequests"],
        json!({"totalCount": 2, "nodes": [{"number": 1}, null]})
    );
    let error = &answer["errors"][0];
    assert_eq!(error["type"], "FORBIDDEN");
    assert_eq!(error["extensions"], json!({"saml_failure": true}));
    assert_eq!(error["path"], json!(["node", "pullRequests", "nodes", 1]));
}

#[test]
fn a_pending_review_is_nobodys_business() {
    let mut s = scene();
    s.world.review(s.pull, s.grace, at("2026-03-09T09:00:00Z"), Verdict::Pending);
    let id = s.world.node_id(s.pull);
    let found = data(
        &s.world,
        &format!(
            "{{ node(id: \"{id}\") {{ ... on PullRequest {{ updatedAt reviews(first: 5) {{ totalCount }} }} }} }}"
        ),
    );
    assert_eq!(
        found["node"],
        json!({"updatedAt": "2026-03-02T09:00:00Z", "reviews": {"totalCount": 1}})
    );
}

#[test]
fn an_address_leads_to_the_thing() {
    let s = scene();
    let kind = |url: &str| {
        let query = format!("{{ resource(url: \"{url}\") {{ __typename ... on Node {{ id }} }} }}");
        data(&s.world, &query)["resource"].clone()
    };
    assert_eq!(
        kind("https://github.com/Lantern-Works/beam/pull/1/files?w=1")["id"],
        s.world.node_id(s.pull)
    );
    assert_eq!(kind("https://github.com/ada-lumen")["__typename"], "User");
    assert_eq!(kind("https://github.com/lantern-works/beam/pull/99"), Value::Null);
}

#[test]
fn a_dry_run_tells_only_the_price() {
    let s = scene();
    let query = "{ viewer { pullRequests(first: 100) { nodes { reviews(first: 100) { totalCount } } } } rateLimit(dryRun: true) { cost nodeCount } }";
    assert_eq!(data(&s.world, query), json!({"rateLimit": {"cost": 1, "nodeCount": 10_100}}));
}
