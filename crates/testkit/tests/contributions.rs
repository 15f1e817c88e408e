//! `contributionsCollection` is as treacherous as GitHub's.

mod common;

use common::{answer, data};
use monitor_testkit::github::world::{AccountId, RepoId, Verdict, Visibility, World, at};
use serde_json::{Value, json};

struct Scene {
    world: World,
    ada: AccountId,
    grace: AccountId,
    beam: RepoId,
}

fn scene() -> Scene {
    let mut world = World::new(at("2026-06-01T00:00:00Z"));
    let ada = world.person("ada-lumen").id();
    let grace = world.person("grace-wick").id();
    let beam = world.repo("lantern-works/beam").id();
    Scene { world, ada, grace, beam }
}

impl Scene {
    fn of_ada(&self, from: &str, to: &str, inside: &str) -> Value {
        let query = self.query(from, to, inside);
        data(&self.world, &query)["node"]["contributionsCollection"].clone()
    }

    fn query(&self, from: &str, to: &str, inside: &str) -> String {
        let id = self.world.node_id(self.ada);
        format!(
            "{{ node(id: \"{id}\") {{ ... on User {{ contributionsCollection(from: \"{from}\", to: \"{to}\") {{ {inside} }} }} }} }}"
        )
    }
}

const MONDAY: &str = "2026-03-02T00:00:00Z";
const NEXT_MONDAY: &str = "2026-03-09T00:00:00Z";

#[test]
fn the_last_day_is_counted_whole() {
    let mut s = scene();
    for t in ["2026-03-01T23:59:59Z", MONDAY, "2026-03-09T23:59:59Z", "2026-03-10T00:00:00Z"] {
        s.world.issue(s.beam, s.ada).opened(at(t));
    }
    let counts = s.of_ada(MONDAY, NEXT_MONDAY, "totalIssueContributions startedAt endedAt");
    assert_eq!(
        counts,
        json!({"totalIssueContributions": 2, "startedAt": MONDAY, "endedAt": NEXT_MONDAY})
    );
}

#[test]
fn forks_and_other_branches_do_not_count() {
    let mut s = scene();
    let t = at("2026-03-03T09:00:00Z");
    let fork = s.world.fork(s.beam, s.grace);
    s.world.pr_from_branch(fork, s.ada).opened(t).commit(t).merged_by(s.grace, t);
    s.world.pr(s.beam, s.ada).opened(t).commit(t).onto("next").merged_by(s.grace, t);
    let counts =
        s.of_ada(MONDAY, NEXT_MONDAY, "totalPullRequestContributions totalCommitContributions");
    assert_eq!(counts, json!({"totalPullRequestContributions": 1, "totalCommitContributions": 0}));
}

#[test]
fn commits_are_dated_by_their_authors_and_land_late() {
    let mut s = scene();
    let (written, landed) = (at("2026-03-03T09:00:00Z"), at("2026-04-20T09:00:00Z"));
    let pull = s.world.pr(s.beam, s.ada).opened(written).commit(written).id();
    let total = |s: &Scene| {
        s.of_ada(MONDAY, NEXT_MONDAY, "totalCommitContributions")["totalCommitContributions"]
            .clone()
    };
    assert_eq!(total(&s), 0);
    s.world.edit_pr(pull).rebase_merged_by(s.grace, landed);
    assert_eq!(total(&s), 1);
}

#[test]
fn commits_of_strangers_do_not_count_and_those_of_co_authors_do() {
    let mut s = scene();
    let t = at("2026-03-03T09:00:00Z");
    s.world.commit(s.beam, s.ada).dated(t);
    let total = |s: &Scene| {
        s.of_ada(MONDAY, NEXT_MONDAY, "totalCommitContributions")["totalCommitContributions"]
            .clone()
    };
    assert_eq!(total(&s), 0, "nothing ties the person to the repository");
    s.world.fork(s.beam, s.ada);
    assert_eq!(total(&s), 1);
    s.world.commit(s.beam, s.grace).dated(t).co_author(s.ada);
    assert_eq!(total(&s), 2);
    s.world.commit(s.beam, s.ada).dated(t).from_email("root@laptop.example");
    assert_eq!(total(&s), 2);
    s.world.link_email(s.ada, "root@laptop.example");
    assert_eq!(total(&s), 3);
}

#[test]
fn one_review_per_pull_request_and_none_of_the_own() {
    let mut s = scene();
    let t = at("2026-03-03T09:00:00Z");
    let theirs = s.world.pr(s.beam, s.grace).opened(t).id();
    let own = s.world.pr(s.beam, s.ada).opened(t).id();
    for pull in [theirs, theirs, own] {
        s.world.review(pull, s.ada, t, Verdict::Commented);
    }
    let found = s.of_ada(
        MONDAY,
        NEXT_MONDAY,
        "pullRequestReviewContributions(first: 9) { totalCount nodes { pullRequest { number } } }",
    );
    assert_eq!(
        found["pullRequestReviewContributions"],
        json!({"totalCount": 1, "nodes": [{"pullRequest": {"number": 1}}]})
    );
}

#[test]
fn secret_work_is_a_number_where_the_person_wants_it() {
    let mut s = scene();
    let vault = s.world.repo("lantern-works/vault").visibility(Visibility::PrivateHidden).id();
    s.world.pr(vault, s.ada).opened(at("2026-03-03T09:00:00Z"));
    let ask = "restrictedContributionsCount hasAnyRestrictedContributions totalPullRequestContributions hasAnyContributions";
    let shy = s.of_ada(MONDAY, NEXT_MONDAY, ask);
    assert_eq!(
        shy,
        json!({"restrictedContributionsCount": 0, "hasAnyRestrictedContributions": false, "totalPullRequestContributions": 0, "hasAnyContributions": false})
    );
    s.world.accounts[s.ada].shares_private_counts = true;
    let open = s.of_ada(MONDAY, NEXT_MONDAY, ask);
    assert_eq!(
        open,
        json!({"restrictedContributionsCount": 1, "hasAnyRestrictedContributions": true, "totalPullRequestContributions": 0, "hasAnyContributions": true})
    );
}

#[test]
fn more_than_a_year_is_refused() {
    let s = scene();
    let answer =
        answer(&s.world, &s.query("2025-01-01T00:00:00Z", "2026-01-03T00:00:00Z", "startedAt"));
    assert_eq!(answer["data"]["node"], Value::Null);
    assert_eq!(
        answer["errors"][0]["message"],
        "The total time spanned by 'from' and 'to' must not exceed 1 year"
    );
    assert_eq!(answer["errors"][0]["path"], json!(["node", "contributionsCollection"]));
}

#[test]
fn lists_by_repository_are_cut_without_a_word() {
    let mut s = scene();
    let t = at("2026-03-03T09:00:00Z");
    for n in 0..30 {
        let repo = s.world.repo(&format!("lantern-works/lamp-{n}")).id();
        s.world.pr(repo, s.ada).opened(t).commit(t).merged_by(s.grace, t);
    }
    let found = s.of_ada(MONDAY, NEXT_MONDAY, "totalRepositoriesWithContributedCommits commitContributionsByRepository { repository { name } }");
    assert_eq!(found["totalRepositoriesWithContributedCommits"], 30);
    assert_eq!(found["commitContributionsByRepository"].as_array().unwrap().len(), 25);
}
