//! Prices and nodes of queries, against the examples in GitHub's documentation and the figures of the query plan.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

use monitor_testkit::github::graphql::{Asked, Cost, CostRules, Question};
use serde_json::{Value, json};

fn asked(query: &str, variables: Value, rules: CostRules) -> Result<Cost, Value> {
    let Value::Object(variables) = variables else { panic!("variables are an object") };
    let question = Question { query: query.to_owned(), variables, operation: None };
    Asked::new(&question, rules).map(|a| a.cost)
}

fn cost(query: &str, variables: Value) -> Cost {
    asked(query, variables, CostRules::default()).unwrap()
}

fn file(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/queries/{name}.graphql", env!("CARGO_MANIFEST_DIR")))
        .unwrap()
}

fn ids(n: usize) -> Vec<String> {
    (0..n).map(|i| format!("U_{i}")).collect()
}

#[test]
fn the_documented_price() {
    let query = "{ viewer { login repositories(first: 100) { edges { node { id
        issues(first: 50) { edges { node { id labels(first: 60) { edges { node { id name } } } } } } } } } } }";
    let cost = cost(query, json!({}));
    assert_eq!((cost.requests, cost.points()), (5_101, 51));
}

#[test]
fn the_documented_nodes() {
    let query = "{ viewer {
        repositories(first: 50) { edges { repository: node { name
            pullRequests(first: 20) { edges { pullRequest: node { title comments(last: 10) { edges { comment: node { body } } } } } }
            issues(first: 20) { totalCount edges { issue: node { title comments(last: 10) { edges { comment: node { body } } } } } } } } }
        issues(first: 10) { edges { node { title } } } } }";
    assert_eq!(cost(query, json!({})).nodes, 22_060);
}

#[test]
fn ids_count_like_elements() {
    let nested = "query Q($ids: [ID!]!) { nodes(ids: $ids) { ... on User { pullRequests(first: 50) { nodes { reviews(first: 20) { nodes { id } } } } } } }";
    let price = cost(nested, json!({"ids": ids(20)}));
    assert_eq!((price.requests, price.points(), price.nodes), (1_020, 10, 21_000));
    let details = cost(&file("q3_pr_detail"), json!({"ids": ids(25)}));
    assert_eq!((details.requests, details.points()), (100, 1));
    let flat = CostRules { ids_multiply: false, ..CostRules::default() };
    assert_eq!(asked(nested, json!({"ids": ids(20)}), flat).unwrap().requests, 51);
}

#[test]
fn prices_of_the_query_plan() {
    let of = |name: &str, variables: Value| cost(&file(name), variables).points();
    let since = "2026-01-01T00:00:00Z";
    assert_eq!(of("q1_probe", json!({"ids": ids(50)})), 2);
    let sizes = json!({"ids": ids(20), "nPr": 50, "nIs": 50, "nIc": 50, "since": since});
    assert_eq!(of("q2_authored", sizes), 1);
    let contributions = json!({"ids": ids(10), "from": since, "to": since});
    assert_eq!(of("q4_contrib", contributions.clone()), 1);
    let lists = CostRules { lists_multiply: true, ..CostRules::default() };
    assert_eq!(asked(&file("q4_contrib"), contributions, lists).unwrap().points(), 10);
    assert_eq!(of("q7_repo_sweep", json!({"ids": ids(10), "since": since, "gsince": since})), 1);
    assert_eq!(of("q8_misc", json!({"ids": ids(20)})), 1);
    let history = json!({"repo": "R_1", "u0": "U_1", "since": since, "until": since});
    assert_eq!(cost(&file("q9_history_by_author"), history).requests, 101);
}

#[test]
fn a_field_in_two_fragments_counts_once_and_a_skipped_one_not_at_all() {
    let twice = "{ viewer { ...A ...A ... on User { issues(first: 10) { totalCount } } } } fragment A on User { issues(first: 10) { nodes { id } } }";
    assert_eq!(cost(twice, json!({})).requests, 1);
    let aliases =
        "{ viewer { a: issues(first: 10) { totalCount } b: issues(first: 10) { totalCount } } }";
    assert_eq!(cost(aliases, json!({})).requests, 2);
    let skipped =
        "query Q($no: Boolean!) { viewer { issues(first: 10) @include(if: $no) { totalCount } } }";
    assert_eq!(cost(skipped, json!({"no": false})), Cost::default());
    assert_eq!(cost(skipped, json!({"no": false})).points(), 1);
}

#[test]
fn too_many_nodes_are_refused_before_execution() {
    let query = "{ viewer { repositories(first: 100) { nodes { issues(first: 100) { nodes { labels(first: 50) { nodes { id } } } } } } } }";
    let refused = asked(query, json!({}), CostRules::default()).unwrap_err();
    assert_eq!(refused["errors"][0]["type"], "MAX_NODE_LIMIT_EXCEEDED");
    let message = "By the time this query traverses to the labels connection, it is requesting up to 510,100 possible nodes which exceeds the maximum limit of 500,000.";
    assert_eq!(refused["errors"][0]["message"], message);
}

#[test]
fn what_github_would_not_take_is_refused() {
    for (query, variables) in [
        ("{ viewer { shoeSize } }", json!({})),
        ("{ viewer { login }", json!({})),
        ("{ user { login } }", json!({})),
        ("query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }", json!({})),
        ("query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }", json!({"ids": [true]})),
        ("mutation { addStar(input: {}) { clientMutationId } }", json!({})),
        ("query A { viewer { login } } query B { viewer { login } }", json!({})),
    ] {
        let refused = asked(query, variables, CostRules::default()).unwrap_err();
        assert!(refused["errors"][0]["message"].is_string(), "{query}: {refused}");
        assert_eq!(refused.get("data"), None, "{query}");
    }
}
