//! `report period`, and workbooks of reports, as a user runs them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

mod support;

use std::path::Path;
use std::process::Command;

use support::{Monitor, Run};

const PROGRAM: &str = "lantern-2026-spring";
const NOW: &str = "2026-04-14T12:00+02:00";

/// The demo's term, imported the long way.
fn monitor() -> Monitor {
    let monitor = Monitor::new();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/demo");
    monitor.run(&["import", "roster"], &[fixtures.join("lantern-2026-spring.toml")]);
    let run = monitor.run(&["import", "activity"], &[fixtures.join("activity.jsonl")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    monitor
}

fn packet(monitor: &Monitor, more: &[&str]) -> Run {
    let mut arguments = vec!["report", "period", PROGRAM, "--period", "midterm", "--now", NOW];
    arguments.extend(more);
    monitor.with(&arguments)
}

#[test]
fn every_format_has_every_mentee_and_is_the_same_twice() {
    let monitor = monitor();
    for format in ["table", "markdown", "html", "json", "csv"] {
        let run = packet(&monitor, &["--format", format]);
        assert_eq!(run.code, 0, "{format}: {}", run.stderr);
        for mentee in ["ada-lumen", "bo-candela", "finn-halo", "kai-glow", "unnamed"] {
            assert!(run.stdout.contains(mentee), "{format} lacks {mentee}");
        }
        assert_eq!(packet(&monitor, &["--format", format]).stdout, run.stdout);
    }
}

#[test]
fn the_json_names_its_schema_and_has_the_weeks_of_every_period() {
    let run = packet(&monitor(), &["--json", "--mentee", "@Ada-Lumen"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(json["schema"], "mentorship-monitor/packet/1");
    assert!(json["cover"].is_null() && json["snapshot"].is_null());
    let mentees = json["mentees"].as_array().unwrap();
    assert_eq!(mentees.len(), 1);
    let weeks = mentees[0]["weeks"].as_array().unwrap();
    assert_eq!(weeks.len(), 12, "six weeks of each period");
    assert!(weeks[11]["commits"].is_null(), "a week that has not begun has no count");
    assert_eq!(weeks[0]["comments_and_discussions"]["complete"], false, "nobody looked");
}

#[test]
fn a_packet_of_a_snapshot_says_so_and_stays_what_it_was() {
    let monitor = monitor();
    let freeze = ["snapshot", "freeze", PROGRAM, "--period", "midterm", "--now", NOW];
    let id = monitor.with(&freeze).stdout.trim().to_owned();
    let of = |id: &str| packet(&monitor, &["--as-of", id, "--format", "markdown"]);
    let then = of(&id);
    assert_eq!(then.code, 0, "{}", then.stderr);
    assert!(then.stdout.contains(&format!("- snapshot: {id}\n")), "{}", then.stdout);
    let evaluate =
        ["evaluate", PROGRAM, "ada-lumen", "--period", "midterm", "pass", "--as", "grace-wick"];
    let said = monitor.with(&evaluate);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!(of(&id).stdout, then.stdout);
}

#[test]
fn whoever_is_not_there_is_named() {
    let monitor = monitor();
    let nobody = packet(&monitor, &["--mentee", "zoe"]);
    assert_eq!(nobody.code, 2);
    assert!(nobody.stderr.contains("has no mentee `zoe`"), "{}", nobody.stderr);
    let unknown = monitor.with(&["report", "period", PROGRAM, "--period", "autumn", "--now", NOW]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.stderr.contains("has no period `autumn`"), "{}", unknown.stderr);
}

#[test]
fn reviews_and_packets_are_workbooks_too() {
    let monitor = monitor();
    let of = |command: &[&str]| {
        let mut run = Command::new(env!("CARGO_BIN_EXE_mentorship-monitor"));
        run.env_clear().current_dir(monitor.path()).args(command);
        let output = run.args([PROGRAM, "--period", "midterm", "--format", "xlsx"]).output();
        output.unwrap().stdout
    };
    for command in [&["review"][..], &["report", "period"]] {
        assert!(of(command).starts_with(b"PK"), "a workbook is a ZIP archive");
    }
}
