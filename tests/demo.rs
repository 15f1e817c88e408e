//! `demo`, and that the README shows what it prints.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

mod support;

use std::path::Path;

use support::{Monitor, Run};

/// A command on the database that the demo has left in `here`, on its day.
fn on_its_database(monitor: &Monitor, arguments: &[&str]) -> Run {
    let place = ["--db", "here/demo.db", "--now", "2026-04-14T12:00+02:00"];
    let run = monitor.with(&[arguments, &place].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    run
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
fn every_rule_that_needs_no_evaluation_has_a_case() {
    let monitor = Monitor::new();
    monitor.with(&["demo", "--out", "here"]);
    let review = on_its_database(
        &monitor,
        &["review", "lantern-2026-spring", "--period", "midterm", "--format", "json"],
    );
    for (rule, mentee) in [
        ("login-unresolved", "unnamed~1"),
        ("login-reassigned", "ines-ray"),
        ("account-unavailable", "petra-vane"),
        ("not-observed", "hugo-lux"),
        ("stalled", "finn-halo"),
        ("waiting-on-review", "gia-prism"),
        ("mentor-silent", "dov-photon"),
        ("late-burst", "nils-quartz"),
        ("small-changes-only", "orla-mote"),
        ("hidden-activity", "elif-spectra"),
        ("undeclared-repositories", "dov-photon"),
        ("witness-mismatch", "quin-haze"),
        ("mentor-load", "ada-lumen"),
    ] {
        let review: serde_json::Value = serde_json::from_str(&review.stdout).unwrap();
        let rows = review["mentees"].as_array().unwrap();
        let row = rows.iter().find(|row| row["key"] == mentee).unwrap();
        let findings = row["findings"].as_array().unwrap();
        assert!(findings.iter().any(|finding| finding["rule"] == rule), "{mentee} lacks {rule}");
    }
}
