//! What a term promises.

use serde_json::Value;

use super::*;

fn rows(term: &RecordedTerm) -> Vec<Value> {
    serde_json::from_str(&term.activity_json).unwrap()
}

/// A count in hundredths per thing.
fn per(count: usize, things: usize) -> usize {
    count * 100 / things
}

#[test]
fn one_seed_gives_the_same_bytes_and_another_seed_others() {
    let term = Term::new("spring-2026").mentees(9).weeks(5);
    assert_eq!(term.build(), term.clone().build());
    let other = term.clone().seed(2).build();
    assert_eq!(other.roster_json, term.build().roster_json);
    assert_ne!(other.activity_json, term.build().activity_json);
}

#[test]
fn nothing_is_a_term_too() {
    for (mentees, weeks) in [(0, 0), (0, 3), (3, 0), (1, 1)] {
        let term = Term::new("tiny").mentees(mentees).weeks(weeks).build();
        assert_eq!(rows(&term).len(), term.truth.rows);
        assert!(serde_json::from_str::<Value>(&term.roster_json).is_ok());
    }
}

#[test]
fn every_peculiarity_is_in_the_smallest_whole_term() {
    for seed in 0..20 {
        let term = Term::new("t").mentees(3).weeks(4).seed(seed).build();
        let truth = term.truth;
        let nulls = rows(&term).iter().filter(|row| row["mentee"].is_null()).count();
        assert_eq!(truth.null_rows, nulls);
        assert!(truth.null_rows >= 1 && truth.hidden_weeks >= 1, "{truth:?}");
        assert!(truth.mentee_weeks + truth.null_rows < 3 * 4, "no week is absent");
        assert!(truth.rows > truth.mentee_weeks + truth.null_rows, "no week is there twice");
    }
}

#[test]
fn loads_are_those_of_real_terms() {
    let term = Term::new("big").mentees(300).weeks(12).build();
    let truth = term.truth;
    let weeks = truth.mentee_weeks;
    // A few items are lost with the weeks that are absent, and a few come back over the edge of the next one.
    assert!((148..=180).contains(&per(truth.pull_requests, weeks)), "{truth:?}");
    assert!((48..=62).contains(&per(truth.issues, weeks)), "{truth:?}");
    assert!((56..=72).contains(&per(truth.reviews, weeks)), "{truth:?}");
    assert!((420..=520).contains(&per(truth.commits, weeks)), "{truth:?}");
    assert!((51..=59).contains(&per(truth.pull_requests_in_scope, truth.pull_requests)));
    assert!((3..=10).contains(&per(truth.hidden_weeks, weeks)), "{truth:?}");
    assert!((90..=96).contains(&per(weeks, 300 * 12)), "{truth:?}");
}

#[test]
fn one_item_in_eight_stands_in_two_weeks() {
    let term = Term::new("big").mentees(300).weeks(12).build();
    let mut listed = std::collections::HashMap::<String, std::collections::BTreeSet<String>>::new();
    for row in rows(&term) {
        let week = row["weekOf"].as_str().unwrap().to_owned();
        let collection = &row["mentee"]["contributionsCollection"];
        let groups = collection["pullRequestContributionsByRepository"].as_array();
        for node in groups
            .into_iter()
            .flatten()
            .flat_map(|g| g["contributions"]["nodes"].as_array().unwrap())
        {
            let number = node["pullRequest"]["number"].to_string();
            listed.entry(number).or_default().insert(week.clone());
        }
    }
    let twice = listed.values().filter(|weeks| weeks.len() == 2).count();
    assert_eq!(listed.len(), term.truth.pull_requests);
    assert!((9..=13).contains(&per(twice, listed.len())), "{twice} of {}", listed.len());
}

#[test]
fn logins_are_those_of_different_people() {
    let term = Term::new("big").mentees(1_000).weeks(0).build();
    let roster: Value = serde_json::from_str(&term.roster_json).unwrap();
    let logins: std::collections::HashSet<String> = roster["cohort"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mentee| mentee["username"].as_str().unwrap().to_ascii_lowercase())
        .collect();
    assert_eq!(logins.len(), 1_000);
    assert!(logins.iter().all(|login| monitor_model::Login::parse(login).is_ok()));
}

#[test]
fn a_run_has_the_same_rows_and_names_every_login() {
    let term = Term::new("spring-2026").mentees(4).weeks(4).build();
    let run = term.as_run();
    let state: Value = serde_json::from_str(&run.state).unwrap();
    let mut found = Vec::new();
    for line in run.output.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let task = &state["resolved"][line["taskId"].as_str().unwrap()]["task"];
        assert_eq!(task["weekOf"], line["result"]["weekOf"]);
        let unresolved = line["result"]["mentee"].is_null();
        assert_eq!(task["username"].as_str().unwrap().ends_with(' '), unresolved);
        found.push(line["result"].clone());
    }
    assert_eq!(found, rows(&term));
}
