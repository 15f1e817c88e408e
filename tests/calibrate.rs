//! `calibrate`, as a user runs it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

mod support;

use std::path::Path;

use serde_json::Value;
use support::{Monitor, Run};

/// When the demo's term is over.
const AFTER: &str = "2026-12-01T12:00Z";

fn monitor() -> Monitor {
    let monitor = Monitor::new();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/demo");
    monitor.run(&["import", "roster"], &[fixtures.join("lantern-2026-spring.toml")]);
    let run = monitor.run(&["import", "activity"], &[fixtures.join("activity.jsonl")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    monitor
}

fn calibrate(monitor: &Monitor, more: &[&str]) -> Run {
    let mut arguments = vec!["calibrate", "--now", AFTER];
    arguments.extend(more);
    monitor.with(&arguments)
}

fn json(run: &Run) -> Value {
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
fn what_is_assumed_is_said_and_levels_are_known_only_then() {
    let monitor = monitor();
    let all = ["--everybody-passed", "--format", "json"];
    let plain = json(&calibrate(&monitor, &all));
    let assumed = json(&calibrate(&monitor, &[&all[..], &["--assume-complete"]].concat()));
    let unknown = |of: &Value| of["levels"].as_array().unwrap().last().unwrap()["periods"].clone();
    assert_eq!(unknown(&plain), plain["periods"], "recorded weeks are never complete");
    // Of one, GitHub counts private activity besides, which nobody recorded by name.
    assert_eq!((unknown(&assumed), &assumed["periods"]), (1.into(), &plain["periods"]));
    let table = calibrate(&monitor, &["--everybody-passed", "--assume-complete"]).stdout;
    let said = table.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains(
            "Coverage is assumed to be complete; weeks without a record count as weeks without work, so the levels below are lower bounds"
        ),
        "{table}"
    );
    assert!(!calibrate(&monitor, &["--everybody-passed"]).stdout.contains("assumed"));
    let markdown = calibrate(&monitor, &["--everybody-passed", "--format", "markdown"]);
    assert!(markdown.stdout.starts_with("# Calibration: lantern-2026-spring\n"));
}

#[test]
fn verdicts_of_a_file_and_of_everybody_else_go_together() {
    let monitor = monitor();
    let row = "lantern-2026-spring,Ada-Lumen,midterm,";
    monitor.write("verdicts.csv", &format!("program,mentee,period,verdict\n{row}fail\n"));
    let file = ["--verdicts", "verdicts.csv", "--format", "json"];
    let one = json(&calibrate(&monitor, &file));
    assert_eq!((&one["periods"], &one["passed"]["most"]), (&1.into(), &0.into()));
    let more = ["--everybody-passed", "--except", "2", "--period", "midterm"];
    let all = json(&calibrate(&monitor, &[&file[..], &more].concat()));
    let count = |key: &str| all[key].as_u64().unwrap();
    assert_eq!(all["passed"]["most"].as_u64().unwrap(), count("periods") - 3);
    assert_eq!(all["passed"]["most"], all["passed"]["least"]);
    monitor.write("wrong.csv", "program,mentee,period,verdict\nx,y,z,pass\n");
    let run = calibrate(&monitor, &["--verdicts", "wrong.csv"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("wrong.csv:2: there is no program `x`"), "{}", run.stderr);
}

#[test]
fn what_can_not_be_calibrated_says_why() {
    let monitor = monitor();
    for (arguments, says, hint) in [
        (&[][..], "there is no verdict to hold", "--verdicts FILE"),
        (&["--everybody-passed", "--except", "900"], "`--except 900` is more than", "--period"),
        (&["nothing-here", "--everybody-passed"], "no program `nothing-here`", "lantern-2026"),
        (&["--period", "third", "--everybody-passed"], "has no period `third`", "`midterm`"),
    ] {
        let run = calibrate(&monitor, arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.stdout);
        assert!(run.stderr.contains(says) && run.stderr.contains(hint), "{}", run.stderr);
        assert!(run.stderr.contains("hint: "), "{}", run.stderr);
    }
    let early = ["calibrate", "--everybody-passed", "--now", "2026-04-14T12:00Z"];
    let run = monitor.with(&early);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no program in `monitor.db` has ended"), "{}", run.stderr);
    let run = monitor.with(&[&early[..], &["lantern-2026-spring"]].concat());
    assert!(run.stderr.contains("`lantern-2026-spring` has not ended yet"), "{}", run.stderr);
}
