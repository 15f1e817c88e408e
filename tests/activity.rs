//! `import activity`, as a user runs it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

mod support;

use monitor_testkit::{RecordedTerm, Term};
use support::Monitor;

fn term() -> RecordedTerm {
    Term::new("beam-2026").mentees(6).weeks(12).seed(7).build()
}

fn with_roster(term: &RecordedTerm) -> Monitor {
    let monitor = Monitor::new();
    monitor.write("roster.json", &term.roster_json);
    let run = monitor.with(&[
        "import",
        "roster",
        "roster.json",
        "--period",
        "midterm=2026-04-14T17:00Z",
        "--period",
        "final=2026-05-26T17:00Z",
    ]);
    assert!(matches!(run.code, 0 | 3), "{}", run.stderr);
    monitor
}

fn figures(monitor: &Monitor) -> serde_json::Value {
    let run = monitor.with(&["report", "statistics", "--json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let statistics: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    statistics["programs"][0].clone()
}

#[test]
fn every_generated_figure_arrives_in_both_shapes() {
    let term = term();
    let run = term.as_run();
    for shape in ["array", "lines"] {
        let monitor = with_roster(&term);
        if shape == "array" {
            monitor.write("activity.json", &term.activity_json);
        } else {
            monitor.write("activity.json", &run.output);
            monitor.write("state.json", &run.state);
        }
        let imported = monitor.with(&["import", "activity", "--format", "legacy", "activity.json"]);
        assert_eq!(imported.code, 0, "{}", imported.stderr);
        let figures = figures(&monitor);
        let truth = &term.truth;
        for (key, value) in [
            ("pull_requests", truth.pull_requests),
            ("pull_requests_in_scope", truth.pull_requests_in_scope),
            ("issues", truth.issues),
            ("reviews", truth.reviews),
            ("weeks_present", truth.mentee_weeks),
            ("hidden_weeks", truth.hidden_weeks),
            ("mentors", truth.mentors),
        ] {
            assert_eq!(figures[key].as_u64(), Some(value as u64), "{shape}: {key}");
        }
    }
}

#[test]
fn importing_twice_changes_nothing_even_from_other_bytes() {
    let term = term();
    let monitor = with_roster(&term);
    monitor.write("a.json", &term.activity_json);
    monitor.write("b.json", &format!("{}\n\n", term.activity_json));
    monitor.with(&["import", "activity", "a.json"]);
    let before = (figures(&monitor), monitor.review("beam-2026", "midterm"));
    let same = monitor.with(&["import", "activity", "a.json"]);
    assert!(same.stdout.contains("nothing new since it was imported"), "{}", same.stdout);
    let other = monitor.with(&["import", "activity", "b.json"]);
    assert!(!other.stdout.contains("error"), "{}", other.stdout);
    assert_eq!(before.0, figures(&monitor));
    assert!(before.1 == monitor.review("beam-2026", "midterm"), "the review changed");
}

#[test]
fn of_several_files_all_are_written_or_none() {
    let term = term();
    let monitor = with_roster(&term);
    monitor.write("sound.json", &term.activity_json);
    monitor.write("cut.json", &term.activity_json[..term.activity_json.len() / 2]);
    let run = monitor.with(&["import", "activity", "sound.json", "cut.json", "missing.json"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("error: cut.json, line "), "{}", run.stderr);
    assert!(
        run.stderr.contains("can't read `missing.json`"),
        "all problems at once: {}",
        run.stderr
    );
    assert_eq!(figures(&monitor)["pull_requests"], serde_json::Value::Null, "nobody has looked");
}

#[test]
fn a_dry_run_or_a_failing_import_makes_no_database() {
    let term = term();
    let monitor = Monitor::new();
    monitor.write("sound.json", &term.activity_json);
    monitor.write("cut.json", &term.activity_json[..term.activity_json.len() / 2]);
    let dry = monitor.with(&["import", "activity", "--dry-run", "sound.json"]);
    assert_eq!(dry.code, 0, "{}", dry.stderr);
    assert!(dry.stdout.contains("nothing was written"), "{}", dry.stdout);
    assert_eq!(monitor.with(&["import", "activity", "cut.json"]).code, 2);
    assert!(!monitor.path().join("monitor.db").exists());
    monitor.with(&["import", "activity", "sound.json"]);
    let again = monitor.with(&["import", "activity", "--dry-run", "sound.json"]);
    assert!(
        again.stdout.contains("nothing new since"),
        "an existing one is used: {}",
        again.stdout
    );
}

#[test]
fn statistics_honour_the_clock() {
    let term = term();
    let monitor = with_roster(&term);
    monitor.write("activity.json", &term.activity_json);
    monitor.with(&["import", "activity", "activity.json"]);
    let of = |now: &str| {
        let run = monitor.with(&["report", "statistics", "--json", "--now", now]);
        let statistics: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        let program = statistics["programs"][0].clone();
        ["pull_requests", "commits", "weeks_due"].map(|key| program[key].as_u64())
    };
    let (before, early, late) =
        (of("2026-03-01T00:00Z"), of("2026-03-20T00:00Z"), of("2026-06-01T00:00Z"));
    assert_eq!(before, [None, None, Some(0)]);
    for (early, late) in early.iter().zip(late) {
        assert!(*early > Some(0) && *early < late, "{early:?} {late:?}");
    }
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let monitor = Monitor::new();
    monitor.write("monitor.db", "a shopping list, not a database, and somebody still needs it");
    monitor.write("a.json", "[]");
    let run = monitor.with(&["import", "activity", "a.json"]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("`monitor.db`") && run.stderr.contains("hint: "), "{}", run.stderr);
    let kept = std::fs::read_to_string(monitor.path().join("monitor.db")).unwrap();
    assert!(kept.starts_with("a shopping list"));
}
