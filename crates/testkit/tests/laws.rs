//! Laws of connections: a walk sees everything once, in both directions and with every page size, also when things change
//! while it goes on.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

use chrono::TimeDelta;
use monitor_testkit::github::graphql::{Question, execute};
use monitor_testkit::github::world::{AccountId, PullId, RepoId, Verdict, World, at};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

struct Scene {
    world: World,
    ada: AccountId,
    beam: RepoId,
    pull: PullId,
}

/// A world of small numbers, so that many things have the same dates.
fn scene(steps: &[(u8, u8)]) -> Scene {
    let start = at("2026-03-02T00:00:00Z");
    let mut world = World::new(start + TimeDelta::days(90));
    let ada = world.person("ada-lumen").id();
    let grace = world.person("grace-wick").id();
    let beam = world.repo("lantern-works/beam").id();
    let pull = world.pr(beam, ada).opened(start).commit(start).id();
    let talk = world.discussion(beam, ada).opened(start).id();
    for (what, hour) in steps {
        let t = start + TimeDelta::hours(i64::from(*hour));
        match what % 8 {
            0 => drop(
                world.pr(beam, ada).opened(t).commit(t).merged_by(grace, t + TimeDelta::hours(1)),
            ),
            1 => drop(world.issue(beam, ada).opened(t)),
            2 => drop(world.comment(pull, ada, t)),
            3 => drop(world.review(pull, grace, t, Verdict::Commented)),
            4 => drop(world.edit_pr(pull).commit(t)),
            5 => drop(world.discuss(talk, ada, t, None)),
            6 => drop(world.commit(beam, ada).dated(t)),
            _ => drop(world.edit_pr(pull).labeled("soon", grace, t)),
        }
    }
    Scene { world, ada, beam, pull }
}

/// The connections that are walked: how to reach one, its arguments, and what is read of each element.
const WALKS: &[(&str, &str, &str, &str)] = &[
    ("ada", "User", "pullRequests(orderBy: {field: UPDATED_AT, direction: DESC}, PAGE)", "id"),
    ("ada", "User", "pullRequests(orderBy: {field: CREATED_AT, direction: ASC}, PAGE)", "id"),
    ("ada", "User", "issues(orderBy: {field: COMMENTS, direction: DESC}, PAGE)", "id"),
    ("ada", "User", "issueComments(orderBy: {field: UPDATED_AT, direction: DESC}, PAGE)", "id"),
    ("ada", "User", "repositoryDiscussionComments(PAGE)", "id"),
    ("ada", "User", "repositoriesContributedTo(PAGE)", "id"),
    ("beam", "Repository", "pullRequests(states: [MERGED], PAGE)", "id"),
    ("beam", "Repository", "issues(PAGE)", "id"),
    ("pull", "PullRequest", "reviews(author: \"grace-wick\", PAGE)", "id"),
    ("pull", "PullRequest", "commits(PAGE)", "commit { id }"),
    ("pull", "PullRequest", "comments(PAGE)", "id"),
    ("pull", "PullRequest", "timelineItems(PAGE)", "__typename ... on Node { id }"),
];

impl Scene {
    fn ask(&self, query: String) -> Value {
        let answer =
            execute(&self.world, &Question { query, variables: Map::new(), operation: None });
        assert_eq!(answer.get("errors"), None);
        answer["data"].clone()
    }

    fn id(&self, name: &str) -> String {
        match name {
            "ada" => self.world.node_id(self.ada),
            "beam" => self.world.node_id(self.beam),
            _ => self.world.node_id(self.pull),
        }
    }

    fn page(&self, walk: (&str, &str, &str, &str), page: &str) -> Value {
        let (name, type_name, field, element) = walk;
        let field = field.replace("PAGE", page);
        let query = format!(
            "{{ node(id: \"{}\") {{ ... on {type_name} {{ list: {field} {{ totalCount nodes {{ {element} }} edges {{ cursor }}
             pageInfo {{ hasNextPage endCursor hasPreviousPage startCursor }} }} }} }} }}",
            self.id(name)
        );
        self.ask(query)["node"]["list"].clone()
    }

    fn forward(&self, walk: (&str, &str, &str, &str), size: usize) -> Vec<Value> {
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let page = self.page(walk, &format!("first: {size}{after}"));
            all.extend(page["nodes"].as_array().unwrap().iter().cloned());
            if page["pageInfo"]["hasNextPage"] == json!(false) {
                assert_eq!(page["totalCount"], all.len());
                return all;
            }
            after = format!(", after: {}", page["pageInfo"]["endCursor"]);
        }
    }

    fn backward(&self, walk: (&str, &str, &str, &str), size: usize) -> Vec<Value> {
        let (mut all, mut before) = (Vec::new(), String::new());
        loop {
            let page = self.page(walk, &format!("last: {size}{before}"));
            let mut nodes = page["nodes"].as_array().unwrap().clone();
            nodes.extend(all);
            all = nodes;
            if page["pageInfo"]["hasPreviousPage"] == json!(false) {
                return all;
            }
            before = format!(", before: {}", page["pageInfo"]["startCursor"]);
        }
    }
}

fn is_distinct(all: &[Value]) -> bool {
    let mut texts: Vec<_> = all.iter().map(Value::to_string).collect();
    texts.sort();
    texts.windows(2).all(|pair| pair[0] != pair[1])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_walk_sees_everything_once(steps in prop::collection::vec((0_u8..8, 0_u8..12), 0..40), size in 1_usize..12) {
        let scene = scene(&steps);
        for walk in WALKS {
            let whole = scene.forward(*walk, 100);
            prop_assert!(is_distinct(&whole), "{}", walk.2);
            prop_assert_eq!(&scene.forward(*walk, size), &whole, "{}", walk.2);
            prop_assert_eq!(&scene.backward(*walk, size), &whole, "{}", walk.2);
        }
    }

    #[test]
    fn nothing_comes_twice_when_items_move_and_what_moved_is_at_the_top(
        steps in prop::collection::vec((0_u8..3, 0_u8..12), 8..40),
        size in 1_usize..5,
        touched in 0_usize..40,
    ) {
        let mut scene = scene(&steps);
        let walk = WALKS[0];
        let before = scene.forward(walk, 100);
        let first = scene.page(walk, &format!("first: {size}"));
        let pulls = scene.world[scene.ada].wrote.pulls.clone();
        let moved = pulls[touched % pulls.len()];
        let now = scene.world.now();
        scene.world.comment(moved, scene.ada, now);
        let mut all = first["nodes"].as_array().unwrap().clone();
        let mut page = first;
        while page["pageInfo"]["hasNextPage"] == json!(true) {
            page = scene.page(walk, &format!("first: {size}, after: {}", page["pageInfo"]["endCursor"]));
            all.extend(page["nodes"].as_array().unwrap().iter().cloned());
        }
        prop_assert!(is_distinct(&all));
        let moved = json!({"id": scene.world.node_id(moved)});
        let missed: Vec<_> = before.iter().filter(|item| !all.contains(item)).collect();
        prop_assert!(missed.iter().all(|item| **item == moved), "only what moved can be missed: {missed:?}");
        prop_assert_eq!(&scene.page(walk, "first: 1")["nodes"][0], &moved, "and it is the newest now");
    }
}

#[test]
fn search_and_history_can_be_walked_too() {
    let steps: Vec<(u8, u8)> = (0..60).map(|n| (n % 7, n / 6)).collect();
    let scene = scene(&steps);
    let search = |page: &str| {
        scene.ask(format!(
        "{{ search(query: \"author:ada-lumen\", type: ISSUE, {page}) {{ issueCount nodes {{ ... on Node {{ id }} }} pageInfo {{ hasNextPage endCursor }} }} }}"
    ))["search"].clone()
    };
    let history = |page: &str| {
        scene.ask(format!(
        "{{ node(id: \"{}\") {{ ... on Repository {{ defaultBranchRef {{ target {{ ... on Commit {{ history({page}) {{ totalCount nodes {{ oid }} pageInfo {{ hasNextPage endCursor }} }} }} }} }} }} }} }}",
        scene.id("beam")
    ))["node"]["defaultBranchRef"]["target"]["history"].clone()
    };
    for walk in [&search as &dyn Fn(&str) -> Value, &history] {
        let whole = walk("first: 100")["nodes"].as_array().unwrap().clone();
        assert!(whole.len() > 10 && is_distinct(&whole));
        let (mut all, mut after) = (Vec::new(), String::new());
        loop {
            let page = walk(&format!("first: 7{after}"));
            all.extend(page["nodes"].as_array().unwrap().iter().cloned());
            if page["pageInfo"]["hasNextPage"] == json!(false) {
                break;
            }
            after = format!(", after: {}", page["pageInfo"]["endCursor"]);
        }
        assert_eq!(all, whole);
    }
}

#[test]
fn pages_have_limits() {
    let scene = scene(&[]);
    let kind = |arguments: &str| {
        let query = format!("{{ viewer {{ pullRequests{arguments} {{ nodes {{ id }} }} }} }}");
        let answer =
            execute(&scene.world, &Question { query, variables: Map::new(), operation: None });
        assert_eq!(
            answer["data"],
            Value::Null,
            "a connection is never null, so everything around it is"
        );
        answer["errors"][0].clone()
    };
    assert_eq!(kind("(first: 101)")["type"], "EXCESSIVE_PAGINATION");
    let message = "Requesting 101 records on the `pullRequests` connection exceeds the `first` limit of 100 records.";
    assert_eq!(kind("(first: 101)")["message"], message);
    assert_eq!(kind("")["type"], "MISSING_PAGINATION_BOUNDARIES");
    assert_eq!(kind("")["path"], json!(["viewer", "pullRequests"]));
    assert_eq!(kind("(first: 1, last: 1)")["type"], "INVALID_PAGINATION_BOUNDARIES");
    assert_eq!(kind("(first: 1, after: \"me\")")["type"], "INVALID_CURSOR_ARGUMENTS");
    assert_eq!(
        scene.ask("{ viewer { pullRequests { totalCount } } }".to_owned())["viewer"]["pullRequests"]
            ["totalCount"],
        0
    );
}
