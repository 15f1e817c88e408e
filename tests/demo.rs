//! `demo`, and that the README shows what it prints.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

mod support;

use std::path::Path;

use support::Monitor;

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
    let show = [
        "--db",
        "here/monitor.db",
        "--now",
        "2026-04-14T12:00+02:00",
        "show",
        "lantern-2026-spring",
        "ada-lumen",
    ];
    assert_eq!(monitor.with(&show).code, 0);
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
