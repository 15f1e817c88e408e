//! What must hold on the recorded results of real terms, which are no part of this repository. `.ci/run` gives their folder
//! in `MONITOR_RECORDED_TERMS` where it is there, and says loudly where it is not.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

mod support;

use std::path::{Path, PathBuf};

use serde_json::Value;
use support::Monitor;

/// A program and its period's due instants, from its published calendar.
struct Term {
    id: &'static str,
    periods: [&'static str; 2],
    figures: [Option<u64>; 10],
}

/// The figures in the order of [`KEYS`], as they were counted by hand from the recorded files.
const TERMS: [Term; 4] = [
    Term {
        id: "lfx-2024-term1",
        periods: ["midterm=2024-04-17T17:00-07:00", "final=2024-06-04T17:00-07:00"],
        figures: [
            Some(52),
            Some(80),
            None,
            Some(544),
            Some(113),
            Some(207),
            Some(1319),
            Some(572),
            Some(676),
            Some(35),
        ],
    },
    Term {
        id: "lfx-2024-term2",
        periods: ["midterm=2024-07-23T17:00-07:00", "final=2024-09-03T17:00-07:00"],
        figures: [
            Some(47),
            Some(72),
            Some(24),
            Some(499),
            Some(106),
            Some(110),
            Some(1641),
            Some(375),
            Some(517),
            Some(20),
        ],
    },
    Term {
        id: "lfx-2024-term3",
        periods: ["midterm=2024-10-15T17:00-07:00", "final=2024-12-03T17:00-08:00"],
        figures: [
            Some(47),
            Some(69),
            Some(20),
            Some(730),
            Some(108),
            Some(155),
            Some(2524),
            Some(517),
            Some(564),
            Some(40),
        ],
    },
    Term {
        id: "gsoc-2024",
        periods: ["midterm=2024-07-12T18:00Z", "final=2024-11-12T18:00Z"],
        figures: [
            Some(11),
            Some(22),
            None,
            Some(282),
            Some(114),
            Some(53),
            Some(1136),
            Some(231),
            Some(264),
            Some(24),
        ],
    },
];

const KEYS: [&str; 10] = [
    "mentees",
    "mentors",
    "projects",
    "pull_requests",
    "issues",
    "reviews",
    "commits",
    "weeks_present",
    "weeks_due",
    "hidden_weeks",
];

fn folder() -> PathBuf {
    let given = std::env::var_os("MONITOR_RECORDED_TERMS");
    PathBuf::from(given.expect("MONITOR_RECORDED_TERMS names the folder of the recorded terms"))
}

fn import(monitor: &Monitor, folder: &Path) -> String {
    let mut printed = String::new();
    for term in TERMS {
        let roster = folder.join("programs").join(format!("{}.json", term.id));
        let mut arguments = vec!["import", "roster", "--format", "legacy"];
        for period in &term.periods {
            arguments.extend(["--period", period]);
        }
        let run = monitor.run(&arguments, &[&roster]);
        assert!(matches!(run.code, 0 | 3), "{}", run.stderr);
        printed.push_str(&run.stdout);
    }
    let files: Vec<PathBuf> = TERMS
        .iter()
        .map(|term| folder.join("activity").join(format!("{}.json", term.id)))
        .collect();
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let run = monitor.run(&["import", "activity", "--format", "legacy"], &files);
    assert_eq!(run.code, 0, "{}", run.stderr);
    printed + &run.stdout
}

fn statistics(monitor: &Monitor) -> Value {
    let run = monitor.with(&["report", "statistics", "--json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
#[ignore = "needs the recorded terms; .ci/run runs it where they are"]
fn the_figures_of_every_term_are_those_counted_by_hand() {
    let (monitor, folder) = (Monitor::new(), folder());
    import(&monitor, &folder);
    let statistics = statistics(&monitor);
    for term in TERMS {
        let programs = statistics["programs"].as_array().unwrap();
        let found = programs.iter().find(|p| p["program"] == term.id).unwrap();
        let figures: Vec<Option<u64>> = KEYS.iter().map(|key| found[*key].as_u64()).collect();
        assert_eq!(figures, term.figures, "{}", term.id);
    }
    let term3 = statistics["programs"]
        .as_array()
        .unwrap()
        .iter()
        .find(|p| p["program"] == "lfx-2024-term3")
        .unwrap();
    assert_eq!(term3["pull_requests_in_scope"], 410);
}

#[test]
#[ignore = "needs the recorded terms; .ci/run runs it where they are"]
fn importing_everything_twice_changes_nothing() {
    let (monitor, folder) = (Monitor::new(), folder());
    import(&monitor, &folder);
    let before = (statistics(&monitor), monitor.review("lfx-2024-term3", "midterm"));
    let again = import(&monitor, &folder);
    assert_eq!(
        again.matches("nothing new since").count() + again.matches(", as imported at").count(),
        8,
        "{again}"
    );
    assert_eq!(before, (statistics(&monitor), monitor.review("lfx-2024-term3", "midterm")));
}

#[test]
#[ignore = "needs the recorded terms; .ci/run runs it where they are"]
fn a_blank_after_a_login_loses_no_row() {
    let (monitor, folder) = (Monitor::new(), folder());
    let printed = import(&monitor, &folder);
    assert!(printed.contains("376 rows: 375 of a mentee, 1 that name nobody"), "{printed}");
    let review: Value = serde_json::from_str(&monitor.review("lfx-2024-term2", "midterm")).unwrap();
    let by_elimination = review.to_string().matches("by elimination").count();
    assert!(by_elimination > 0, "the nameless answer is somebody's");
}

#[test]
#[ignore = "needs the recorded terms; .ci/run runs it where they are"]
fn the_outputs_of_runs_are_read_with_their_state() {
    let (monitor, folder) = (Monitor::new(), folder());
    let mut outputs = Vec::new();
    for run in std::fs::read_dir(folder.join("runs")).unwrap() {
        for file in std::fs::read_dir(run.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("output-")) {
                outputs.push(path);
            }
        }
    }
    let outputs: Vec<&Path> = outputs.iter().map(PathBuf::as_path).collect();
    let run = monitor.run(&["import", "activity", "--format", "legacy"], &outputs);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let named = run.stdout.matches("1 that name nobody (1 of them asked for by name)").count();
    assert_eq!(named, outputs.len(), "{}", run.stdout);
}

/// The periods of which it is public that everybody passed, or all but one: what to calibrate, and how many failed.
const PASSED: [(&str, &str, &str); 3] = [
    ("gsoc-2024", "midterm", "0"),
    ("gsoc-2024", "final", "0"),
    ("lfx-2024-term3", "midterm", "1"),
];

fn calibrate(monitor: &Monitor, (program, period, failed): (&str, &str, &str)) -> Value {
    let what = ["calibrate", program, "--period", period, "--format", "json"];
    let verdicts = ["--everybody-passed", "--except", failed, "--assume-complete"];
    let run = monitor.with(&[&what[..], &verdicts].concat());
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

#[test]
#[ignore = "needs the recorded terms; .ci/run runs it where they are"]
fn attention_falls_on_no_more_than_one_mentee_in_ten_of_a_term_that_passed() {
    let (monitor, folder) = (Monitor::new(), folder());
    import(&monitor, &folder);
    for of in PASSED {
        let found = calibrate(&monitor, of);
        let count = |key: &str| found[key].as_u64().unwrap();
        let (flagged, mentees) = (count("mentees_with_attention"), count("mentees"));
        assert!(mentees >= 11, "{of:?}: {mentees} mentees");
        assert!(flagged * 10 <= mentees, "{of:?}: {flagged} of {mentees} mentees");
    }
}

#[test]
#[ignore = "needs the recorded terms; .ci/run runs it where they are"]
fn the_reasons_of_thresholds_give_the_figures_of_calibrate() {
    let (monitor, folder) = (Monitor::new(), folder());
    import(&monitor, &folder);
    let all = PASSED.map(|of| calibrate(&monitor, of));
    let percent = |of: &dyn Fn(&Value) -> u64| {
        let periods: u64 = all.iter().map(|found| found["periods"].as_u64().unwrap()).sum();
        (all.iter().map(of).sum::<u64>() * 200 + periods) / (2 * periods)
    };
    let flagged = |rule: &'static str| {
        percent(&move |found| {
            let findings = found["findings"].as_array().unwrap().iter();
            findings.filter(|f| f["rule"] == rule).map(|f| f["periods"].as_u64().unwrap()).sum()
        })
    };
    let below_steady = percent(&|found| {
        let levels = found["levels"].as_array().unwrap().iter();
        let below = levels.filter(|l| l["level"] == "none" || l["level"] == "low");
        below.map(|l| l["periods"].as_u64().unwrap()).sum()
    });
    let policy = include_str!("../config/policy.toml");
    let scoring = include_str!("../config/scoring.toml");
    for (file, key, figure) in [
        (policy, "stalled-days", flagged("stalled")),
        (policy, "mentor-load-limit", flagged("mentor-load")),
        (policy, "undeclared-minimum", flagged("undeclared-repositories")),
        (scoring, "points-per-week", below_steady),
    ] {
        let (before, _) = file.split_once(&format!("\n{key} = ")).unwrap();
        let lines: Vec<&str> =
            before.lines().rev().take_while(|line| line.starts_with('#')).collect();
        let reason =
            lines.iter().rev().map(|line| line.trim_start_matches("# ")).collect::<Vec<_>>();
        let said = format!("about {figure} of 100 mentees");
        assert!(reason.join(" ").contains(&said), "`{key}` has no `{said}`");
    }
}

#[test]
#[ignore = "needs the recorded terms; .ci/run runs it where they are"]
fn the_docs_quote_what_calibrate_prints() {
    let (monitor, folder) = (Monitor::new(), folder());
    import(&monitor, &folder);
    let docs = include_str!("../docs/calibration.md");
    let quoted: Vec<&str> = docs.split("```text\n$ mentorship-monitor ").skip(1).collect();
    assert_eq!(quoted.len(), 2);
    for quote in quoted {
        let (command, printed) = quote.split_once('\n').unwrap();
        let run = monitor.with(&command.split(' ').collect::<Vec<_>>());
        assert_eq!(run.code, 0, "{}", run.stderr);
        let printed = printed.split_once("```").unwrap().0;
        if std::env::var_os("UPDATE_DOCS").is_some() {
            let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/calibration.md");
            let text = std::fs::read_to_string(&page).unwrap();
            std::fs::write(&page, text.replace(printed, &run.stdout)).unwrap();
            continue;
        }
        assert_eq!(printed, run.stdout, "docs/calibration.md, {command}");
    }
    let below = |found: &Value| {
        let levels = found["levels"].as_array().unwrap().iter().take(2);
        levels.map(|level| level["periods"].as_u64().unwrap()).sum::<u64>()
    };
    monitor.write("config/policy.toml", "stalled-days = 35\n");
    let found = calibrate(&monitor, PASSED[2]);
    let stalled = found["findings"].as_array().unwrap().iter().find(|f| f["rule"] == "stalled");
    let said =
        format!("it would still flag {} of {}", stalled.unwrap()["periods"], found["periods"]);
    assert!(docs.contains(&said), "docs/calibration.md has no `{said}`");
    let recorded = below(&found);
    monitor.write("config/scoring.toml", "[points]\npull-request-opened = 30\n");
    let merged = below(&calibrate(&monitor, PASSED[2]));
    let said = format!("{merged} instead of {recorded} of the 47 mentees");
    assert!(docs.contains(&said), "docs/calibration.md has no `{said}`");
}
