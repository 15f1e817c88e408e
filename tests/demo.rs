//! `demo`, and that the README shows what it prints.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use monitor_analysis::REGISTRY;
use monitor_model::Standing;

use support::{Monitor, Run};

const PROGRAM: &str = "lantern-2026-spring";

/// A command on the database that the demo has left in `here`, on its day.
fn on_its_database(monitor: &Monitor, arguments: &[&str]) -> Run {
    let place = ["--db", "here/demo.db", "--now", "2026-04-15T10:00+02:00"];
    let run = monitor.with(&[arguments, &place].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    run
}

/// The rows of a period's review, each a mentee's key, standing and findings.
fn rows(monitor: &Monitor, period: &str) -> Vec<(String, String, BTreeSet<String>)> {
    let arguments = ["review", PROGRAM, "--period", period, "--format", "json"];
    let review = on_its_database(monitor, &arguments).stdout;
    let review: serde_json::Value = serde_json::from_str(&review).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let row = |row: &serde_json::Value| {
        let findings = row["findings"].as_array().unwrap();
        let rules = findings.iter().map(|finding| text(&finding["rule"])).collect();
        (text(&row["key"]), text(&row["agreement"]["standing"]), rules)
    };
    review["mentees"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn the_demo_prints_what_the_readme_shows() {
    let run = Monitor::new().with(&["demo"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    assert!(
        readme.contains(run.stdout.trim_end()),
        "the README shows another review than:\n{}",
        run.stdout
    );
}

#[test]
fn the_demo_leaves_a_page_and_a_database_and_can_be_run_again() {
    let monitor = Monitor::new();
    let first = monitor.with(&["demo", "--out", "here"]);
    let page = std::fs::read_to_string(monitor.path().join("here/review.html")).unwrap();
    let again = monitor.with(&["demo", "--out", "here"]);
    assert_eq!(first.stdout, again.stdout);
    assert_eq!(page, std::fs::read_to_string(monitor.path().join("here/review.html")).unwrap());
    let show = on_its_database(&monitor, &["show", "lantern-2026-spring", "ada-lumen"]);
    assert!(
        show.stdout.contains("pull requests 12, issues 6, reviews 3, commits 24"),
        "{}",
        show.stdout
    );
}

#[test]
fn the_terms_hard_cases_end_as_they_should() {
    let monitor = Monitor::new();
    let demo = monitor.with(&["demo", "--out", "here"]);
    assert!(demo.stderr.contains("15 people, as of 2026-03-29T18:00:00Z"), "{}", demo.stderr);
    assert!(demo.stderr.contains("15 people, as of 2026-04-14T10:00:00Z"), "{}", demo.stderr);
    for (mentee, said) in [
        ("bo-candela", "pull requests 0, issues 0, reviews 36, commits 0"),
        ("cleo-flux", "active in 4 of 4 weeks"),
        ("dov-photon", "undeclared-repositories: Outside the scope"),
        ("elif-spectra", "hidden-activity: GitHub counts activity between 2026-03-02 and"),
        ("finn-halo", "stalled: No contribution for 41 days"),
        ("gia-prism", "waiting-on-review: "),
        ("hugo-lux", "SAML"),
        ("ines-ray", "lantern-works/wick#6"),
        ("jun-ember", "own repository 6"),
        ("mo-shimmer", "GitHub knows no such login"),
        ("unnamed~1", "login-unresolved"),
    ] {
        let show = on_its_database(&monitor, &["show", "lantern-2026-spring", mentee]).stdout;
        let text = show.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(said), "{mentee} lacks `{said}`:\n{show}");
    }
}

#[test]
fn a_database_of_the_users_own_is_left_alone() {
    let monitor = Monitor::new();
    monitor.write("monitor.db", "precious");
    monitor.with(&["demo", "--out", "."]);
    let kept = std::fs::read_to_string(monitor.path().join("monitor.db")).unwrap();
    assert_eq!(kept, "precious");
}

#[test]
fn the_page_asks_nobody_for_anything() {
    let monitor = Monitor::new();
    monitor.with(&["demo", "--out", "here"]);
    let page = std::fs::read_to_string(monitor.path().join("here/review.html")).unwrap();
    for forbidden in ["<script", "<link", "<img", "@import", "url(", "<iframe", "src="] {
        assert!(!page.contains(forbidden), "the page has {forbidden}");
    }
}

#[test]
fn every_standing_has_a_case() {
    let monitor = Monitor::new();
    monitor.with(&["demo", "--out", "here"]);
    let midterm = rows(&monitor, "midterm");
    for (mentee, standing) in [
        ("jun-ember", Standing::Overdue),
        ("ada-lumen", Standing::Agreed),
        ("ines-ray", Standing::Agreed),
        ("petra-vane", Standing::Agreed),
        ("finn-halo", Standing::NeedsExplanation),
        ("gia-prism", Standing::NeedsExplanation),
        ("elif-spectra", Standing::AwaitingAdministrator),
        ("nils-quartz", Standing::AwaitingAdministrator),
        ("dov-photon", Standing::Disputed),
        ("orla-mote", Standing::Failed),
        ("hugo-lux", Standing::Extended),
        ("unnamed~1", Standing::CannotAssess),
        ("mo-shimmer", Standing::Withdrawn),
    ] {
        let (_, has, _) = midterm.iter().find(|(key, ..)| key == mentee).unwrap();
        assert_eq!(has, standing.as_str(), "{mentee}");
    }
    // What is due has passed for everybody who was given no other date, so only the next period can wait for an evaluation.
    let later = rows(&monitor, "final");
    let found: BTreeSet<&str> =
        midterm.iter().chain(&later).map(|(_, standing, _)| standing.as_str()).collect();
    assert_eq!(found, Standing::ALL.iter().map(|standing| standing.as_str()).collect());
}

#[test]
fn every_rule_has_a_case() {
    let monitor = Monitor::new();
    monitor.with(&["demo", "--out", "here"]);
    let midterm = rows(&monitor, "midterm");
    let story = [
        ("login-unresolved", "unnamed~1"),
        ("login-reassigned", "ines-ray"),
        ("account-unavailable", "petra-vane"),
        ("not-observed", "hugo-lux"),
        ("evaluation-overdue", "jun-ember"),
        ("evaluation-missing", "hugo-lux"),
        ("pass-without-activity", "finn-halo"),
        ("pass-with-low-activity", "gia-prism"),
        ("pass-outside-scope-only", "dov-photon"),
        ("fail-despite-activity", "orla-mote"),
        ("evidence-unconfirmed", "finn-halo"),
        ("evidence-outside-period", "nils-quartz"),
        ("stalled", "finn-halo"),
        ("waiting-on-review", "gia-prism"),
        ("mentor-silent", "dov-photon"),
        ("late-burst", "nils-quartz"),
        ("small-changes-only", "orla-mote"),
        ("hidden-activity", "elif-spectra"),
        ("undeclared-repositories", "dov-photon"),
        ("witness-mismatch", "quin-haze"),
        ("mentor-load", "ada-lumen"),
    ];
    assert_eq!(
        story.map(|(rule, _)| rule).to_vec(),
        REGISTRY.iter().map(|r| r.id.0).collect::<Vec<_>>()
    );
    for (rule, mentee) in story {
        let (_, _, rules) = midterm.iter().find(|(key, ..)| key == mentee).unwrap();
        assert!(rules.contains(rule), "{mentee} lacks {rule}");
    }
}

#[test]
fn the_ledger_of_the_demo_verifies() {
    let monitor = Monitor::new();
    monitor.with(&["demo", "--out", "here"]);
    let verified = on_its_database(&monitor, &["ledger", "verify"]).stdout;
    assert!(verified.contains("31 entries"), "{verified}");
    let listed = on_its_database(&monitor, &["ledger", "list", PROGRAM]).stdout;
    for said in [
        "olive-beacon (administrator) resolves the dispute 9",
        "grace-wick (mentor) rejects evidence 5",
    ] {
        assert!(listed.contains(said), "{listed}");
    }
}

#[test]
fn stipends_are_for_those_whose_standing_is_agreed() {
    let monitor = Monitor::new();
    monitor.with(&["demo", "--out", "here"]);
    let arguments = ["report", "stipends", PROGRAM, "--period", "midterm", "--format", "csv"];
    let list = on_its_database(&monitor, &arguments).stdout;
    let mut paid: Vec<&str> =
        list.lines().skip(1).map(|line| line.split(',').nth(2).unwrap()).collect();
    paid.sort_unstable();
    let midterm = rows(&monitor, "midterm");
    let agreed = midterm.iter().filter(|(_, standing, _)| standing == "agreed");
    let mut agreed: Vec<&str> = agreed.map(|(key, ..)| key.as_str()).collect();
    agreed.sort_unstable();
    assert_eq!(paid, agreed);
    assert_eq!(
        paid,
        ["ada-lumen", "bo-candela", "cleo-flux", "ines-ray", "petra-vane", "quin-haze"]
    );
}
