//! The ready-made worlds hold what they promise, and are served quickly.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

mod common;

use std::collections::HashSet;

use chrono::TimeDelta;
use monitor_testkit::github::http::Github;
use monitor_testkit::github::world::{Act, Fact, Kind, Pull, Role};
use monitor_testkit::github::worlds::{Case, Term, hundred_mentees, ordinary_mentees};
use serde_json::{Value, json};

fn facts(term: &Term, case: Case) -> Vec<Fact> {
    let who = term.case(case).unwrap().account.unwrap();
    term.world.visible_contributions(who, term.window.clone())
}

fn count(facts: &[Fact], kind: Kind, act: Act) -> usize {
    facts.iter().filter(|f| f.kind == kind && f.act == act).count()
}

#[test]
fn the_same_seed_gives_the_same_world() {
    let all = |seed| {
        let term = hundred_mentees(seed);
        term.accounts()
            .flat_map(|a| term.world.visible_contributions(a, term.window.clone()))
            .collect::<Vec<_>>()
    };
    let first = all(7);
    assert_eq!(first, all(7));
    assert_ne!(first, all(8));
    assert!(first.len() > 8_000, "{}", first.len());
}

#[test]
fn each_case_is_what_it_says() {
    let term = hundred_mentees(7);
    let of = |case| facts(&term, case);
    assert!(
        of(Case::ReviewsOnly).iter().all(|f| f.act == Act::Reviewed && f.role == Role::Reviewer)
    );
    assert_eq!(of(Case::ReviewsOnly).len(), 8);
    assert!(of(Case::CommentsOnly).iter().all(|f| matches!(f.act, Act::Commented | Act::Reviewed)));
    assert!(
        of(Case::CoAuthorOnly).iter().all(|f| f.role == Role::CoAuthor && f.kind == Kind::Commit)
    );
    assert_eq!(count(&of(Case::CarriedOver), Kind::PullRequest, Act::Opened), 0);
    assert_eq!(
        of(Case::CarriedOver)
            .iter()
            .filter(|f| f.act == Act::Merged && f.role == Role::Author)
            .count(),
        1
    );
    assert_eq!(count(&of(Case::Landed), Kind::PullRequest, Act::Landed), 6);
    assert_eq!(count(&of(Case::Landed), Kind::PullRequest, Act::Closed), 1);
    assert_eq!(count(&of(Case::BusyWeek), Kind::PullRequest, Act::Opened), 120);
    assert!(of(Case::BusyTerm).len() > 1_000);
    assert_eq!(count(&of(Case::ManyReviewsOfOne), Kind::Review, Act::Reviewed), 8);
    assert_eq!(of(Case::Silent), []);
    assert_eq!(of(Case::Deleted), []);
    assert_eq!(of(Case::Flagged), []);
    assert!(of(Case::Squashed).iter().any(|f| f.commit.as_ref().is_some_and(|c| c.is_squash)));
    assert!(
        of(Case::MovedRepositories)
            .iter()
            .all(|f| f.repo == "prism-lab/nomad" || f.repo == "lantern-works/shape-shifter")
    );
    assert!(
        of(Case::UnlinkedEmail)
            .iter()
            .all(|f| f.kind != Kind::Commit || f.commit.as_ref().unwrap().is_squash)
    );
}

#[test]
fn the_window_is_half_open_to_the_second() {
    let term = hundred_mentees(7);
    let opened: Vec<_> = facts(&term, Case::OnTheBoundary)
        .into_iter()
        .filter(|f| f.kind == Kind::Issue && f.act == Act::Opened)
        .map(|f| f.at)
        .collect();
    let second = TimeDelta::seconds(1);
    let week = term.window.start + TimeDelta::days(7);
    assert_eq!(opened, [term.window.start, week - second, week, term.window.end - second]);
}

#[test]
fn what_is_hidden_is_known_to_the_truth() {
    let term = hundred_mentees(7);
    for case in [Case::Deleted, Case::Flagged, Case::PrivateRepositories, Case::SingleSignOn] {
        let who = term.case(case).unwrap().account.unwrap();
        assert!(!term.world.hidden_contributions(who, term.window.clone()).is_empty(), "{case:?}");
    }
}

#[test]
fn a_thousand_mentees_are_no_trouble() {
    let term = ordinary_mentees(3, 1_000);
    let facts: usize = term
        .accounts()
        .map(|who| term.world.visible_contributions(who, term.window.clone()).len())
        .sum();
    assert!(facts > 80_000, "{facts}");
}

#[test]
fn pull_requests_are_what_pull_requests_are() {
    let term = hundred_mentees(7);
    let world = &term.world;
    let pulls = || term.accounts().flat_map(|who| &world[who].wrote.pulls).map(|id| &world[*id]);
    let has = |part: &str| {
        pulls().filter(|pull| pull.files.iter().any(|file| file.path.contains(part))).count()
    };
    for part in ["src/", "tests/", "docs/", "Cargo.lock", "generated/"] {
        assert!(has(part) > 50, "{part}: {}", has(part));
    }
    assert!(pulls().any(|pull| pull.draft) && pulls().any(|pull| !pull.draft));
    let responses: Vec<_> =
        term.accounts().flat_map(|who| world.responses_to(who, term.window.start)).collect();
    for act in [Act::Reviewed, Act::Commented, Act::Merged, Act::Committed] {
        let found = responses.iter().filter(|one| one.act == act).count();
        assert!(found > 20, "{act:?}: {found}");
    }
    assert!(responses.iter().all(|one| one.by != "lamp-lint"), "a bot does not respond");
    let answered: HashSet<&str> = responses.iter().map(|one| one.on.as_str()).collect();
    let waits = |pull: &&Pull| pull.closed_at().is_none() && !pull.draft;
    let mut urls = pulls().filter(waits).map(|pull| {
        format!("https://github.com/{}/pull/{}", world.full_name(pull.repo), pull.number)
    });
    assert!(urls.any(|url| !answered.contains(url.as_str())), "somebody waits for a first word");
}

#[test]
fn a_week_passes() {
    let mut term = ordinary_mentees(3, 10);
    let before = term.world.now();
    let pulls = term.world.pulls.len();
    term.pass_a_week();
    assert_eq!(term.world.now(), before + TimeDelta::days(7));
    assert!(term.world.pulls.len() > pulls);
    assert!(term.world.pulls.iter().any(|(_, p)| p.created_at < before && p.updated_at >= before));
}

#[tokio::test]
async fn a_term_of_requests_is_served() {
    let term = hundred_mentees(7);
    let ids: Vec<String> = term.accounts().map(|a| term.world.node_id(a)).collect();
    let github = Github::start(term.world).await;
    let client = common::client(Some("monitor-test"));
    let query = include_str!("queries/q2_authored.graphql");
    let mut items = 0;
    for n in 0..250 {
        let batch: Vec<_> = ids.iter().cycle().skip(n * 20 % ids.len()).take(20).collect();
        let variables =
            json!({"ids": batch, "nPr": 50, "nIs": 50, "nIc": 50, "since": "2026-03-02T00:00:00Z"});
        let request = client
            .post(format!("{}/graphql", github.uri()))
            .bearer_auth("t")
            .json(&json!({"query": query, "variables": variables}));
        let answer: Value = request.send().await.unwrap().json().await.unwrap();
        for person in answer["data"]["nodes"].as_array().unwrap() {
            items += person["pullRequests"]["nodes"].as_array().map_or(0, Vec::len);
        }
    }
    assert!(items > 20_000, "{items}");
    assert_eq!((github.journal().requests(), github.journal().points()), (250, 250));
}
