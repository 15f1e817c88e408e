//! `review`, `show`, `rules` and the other commands that read, as a user runs them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

mod support;

use std::path::Path;

use support::{Monitor, Run};

const PROGRAM: &str = "lantern-2026-spring";

/// The demo's term, imported the long way.
fn monitor() -> Monitor {
    let monitor = Monitor::new();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/demo");
    monitor.run(&["import", "roster"], &[fixtures.join("lantern-2026-spring.toml")]);
    let run = monitor.run(&["import", "activity"], &[fixtures.join("activity.jsonl")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    monitor
}

fn review(monitor: &Monitor, more: &[&str]) -> Run {
    let mut arguments =
        vec!["review", PROGRAM, "--period", "midterm", "--now", "2026-04-14T12:00+02:00"];
    arguments.extend(more);
    monitor.with(&arguments)
}

#[test]
fn the_table_fits_80_columns_and_has_no_colour_without_a_terminal() {
    let run = review(&monitor(), &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!run.stdout.contains('\u{1b}'));
    for line in run.stdout.lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let colour = review(&monitor(), &["--color", "always"]);
    assert!(colour.stdout.contains('\u{1b}'));
}

#[test]
fn every_format_has_every_mentee() {
    let monitor = monitor();
    for format in ["table", "markdown", "html", "json", "csv"] {
        let run = review(&monitor, &["--format", format]);
        assert_eq!(run.code, 0, "{format}: {}", run.stderr);
        for mentee in ["ada-lumen", "bo-candela", "cleo-flux", "finn-halo", "ines-ray", "kai-glow"]
        {
            assert!(run.stdout.contains(mentee), "{format} lacks {mentee}");
        }
    }
}

#[test]
fn the_json_names_its_schema_and_never_reads_unseen_as_none() {
    let run = review(&monitor(), &["--json"]);
    let review: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(review["schema"], "mentorship-monitor/review/1");
    let text = run.stdout.replace([' ', '\n'], "");
    assert!(text.contains(r#""seen":0,"complete":false"#));
    assert!(!text.contains(r#""seen":0,"complete":true"#), "recorded weeks are never complete");
}

#[test]
fn attention_can_be_asked_for_and_told_by_the_exit_code() {
    let monitor = monitor();
    let run = review(&monitor, &["--only", "attention", "--exit-code"]);
    assert_eq!(run.code, 3);
    assert!(run.stdout.contains("kai-glow") && !run.stdout.contains("ada-lumen"), "{}", run.stdout);
    assert!(
        run.stdout
            .replace('\n', " ")
            .contains("15 mentees without a finding that needs attention not shown"),
        "{}",
        run.stdout
    );
    assert_eq!(review(&monitor, &[]).code, 0);
}

#[test]
fn the_same_database_and_clock_give_the_same_bytes() {
    let monitor = monitor();
    for format in ["table", "markdown", "html", "json", "csv"] {
        assert_eq!(
            review(&monitor, &["--format", format]).stdout,
            review(&monitor, &["--format", format]).stdout
        );
    }
}

#[test]
fn an_unknown_period_or_program_names_those_that_exist() {
    let monitor = monitor();
    let run = monitor.with(&["review", PROGRAM, "--period", "mid"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("has no period `mid`\n  hint: it has `midterm`, `final`"),
        "{}",
        run.stderr
    );
    let run = monitor.with(&["review", "lantern", "--period", "midterm"]);
    assert!(
        run.stderr.contains("hint: the database holds `lantern-2026-spring`"),
        "{}",
        run.stderr
    );
}

#[test]
fn show_has_coverage_findings_and_every_item_with_its_precision() {
    let monitor = monitor();
    let run = monitor.with(&["show", PROGRAM, "@Ada-Lumen"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for said in
        ["ada-lumen", "grace-wick", "not-observed", "week of 2026-03-02", "lantern-works/beam"]
    {
        assert!(run.stdout.contains(said), "{said} is not shown:\n{}", run.stdout);
    }
    let unresolved = monitor.with(&["show", PROGRAM, "unnamed~1"]);
    assert!(unresolved.stdout.contains("login-unresolved"), "{}", unresolved.stdout);
    let nobody = monitor.with(&["show", PROGRAM, "zoe"]);
    assert_eq!(nobody.code, 2);
    assert!(
        nobody.stderr.contains("has no mentee `zoe`\n  hint: its mentees are ada-lumen"),
        "{}",
        nobody.stderr
    );
}

#[test]
fn report_mentor_has_every_mentor_and_never_reads_unseen_as_none() {
    let monitor = monitor();
    let report = |more: &[&str]| {
        let mut arguments = vec!["report", "mentor", PROGRAM, "--now", "2026-04-14T12:00+02:00"];
        arguments.extend(more);
        monitor.with(&arguments)
    };
    for format in ["table", "markdown", "json", "csv"] {
        let run = report(&["--format", format]);
        assert_eq!(run.code, 0, "{format}: {}", run.stderr);
        for named in ["grace-wick", "omar-dusk", "pia-noct", "ada-lumen", "midterm", "final"] {
            assert!(run.stdout.contains(named), "{format} lacks {named}");
        }
        assert!(run.stdout.contains("can't be seen here"), "{format} must protect mentors");
    }
    let one = report(&["OMAR-dusk"]);
    assert!(one.stdout.contains("omar-dusk: 4 mentees"), "{}", one.stdout);
    assert!(!one.stdout.contains("ada-lumen"), "{}", one.stdout);
    let ada =
        "  ada-lumen (Ada Lumen): Beam\n    midterm: nothing was seen, and something may exist\n";
    assert!(report(&["grace-wick"]).stdout.contains(ada), "records of weeks know of no responses");
    let nobody = report(&["zoe"]);
    assert_eq!(nobody.code, 2);
    assert!(
        nobody.stderr.contains("has no mentor `zoe`\n  hint: its mentors are `grace-wick`"),
        "{}",
        nobody.stderr
    );
}

#[test]
fn a_late_starter_is_assessed_over_her_own_window() {
    let run = review(&monitor(), &["--json"]);
    let review: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let mentees = review["mentees"].as_array().unwrap();
    let cleo = mentees.iter().find(|mentee| mentee.to_string().contains("cleo-flux")).unwrap();
    assert!(cleo.to_string().contains("2026-03-16"), "{cleo}");
}

#[test]
fn rules_say_what_a_finding_does_not_mean() {
    let all = Monitor::new().with(&["rules"]);
    for id in [
        "not-observed",
        "login-unresolved",
        "hidden-activity",
        "undeclared-repositories",
        "stalled",
        "mentor-load",
    ] {
        assert!(all.stdout.contains(id), "{id}");
    }
    let one = Monitor::new().with(&["rules", "not-observed"]);
    assert!(one.stdout.replace("\n", " ").contains("never absence"), "{}", one.stdout);
    let none = Monitor::new().with(&["rules", "nothing"]);
    assert_eq!(none.code, 2);
    assert!(none.stderr.contains("hint: the rules are "), "{}", none.stderr);
}

#[test]
fn a_wrong_policy_or_clock_is_named() {
    let monitor = monitor();
    monitor.write("config/policy.toml", "# two weeks\nstale-days = 3\n");
    let run = review(&monitor, &[]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.starts_with("error: config/policy.toml:2: unknown field `stale-days`"),
        "{}",
        run.stderr
    );
    let run = monitor.with(&["rules", "--now", "yesterday"]);
    assert!(run.stderr.contains("--now `yesterday` is no instant"), "{}", run.stderr);
}

#[test]
fn completions_and_the_manual_are_made() {
    let completions = Monitor::new().with(&["completions", "bash"]);
    assert!(completions.stdout.contains("mentorship-monitor"));
    let page = Monitor::new().with(&["man"]);
    for name in [
        "mentorship-monitor",
        "mentorship-monitor-review",
        "mentorship-monitor-import-roster",
        "mentorship-monitor-report-statistics",
        "mentorship-monitor-report-calendar",
    ] {
        assert!(page.stdout.contains(&format!(".TH {name} 1")), "{name}: {}", page.stdout);
    }
    assert!(page.stdout.contains("exit\\-code") && page.stdout.contains("time\\-zone"));
}

#[test]
fn verbose_says_what_was_read_and_quiet_says_nothing() {
    let monitor = monitor();
    let usual = review(&monitor, &[]);
    assert_eq!(usual.stderr, "");
    let all = review(&monitor, &["--verbose"]);
    assert_eq!(all.stdout, usual.stdout);
    for said in ["reading `monitor.db`, as of 2026-04-14T10:00:00+00:00", "no `config/policy.toml`"]
    {
        assert!(all.stderr.contains(said), "{said}: {}", all.stderr);
    }
    monitor.write("config/policy.toml", "stalled-days = 7\n");
    let said = review(&monitor, &["-v"]).stderr;
    assert!(
        said.contains("`config/policy.toml` says") && said.contains("stalled_days: 7"),
        "{said}"
    );
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/demo");
    let read = |option| {
        let files = [fixtures.join("activity.jsonl")];
        monitor.run(&["import", "activity", option], &files).stderr
    };
    let said = read("--verbose");
    assert!(said.contains("activity.jsonl` (") && said.contains("state.json`"), "{said}");
    assert_eq!(read("--quiet"), "");
}

#[test]
fn stipends_say_whom_to_pay_and_how_many_are_left_out() {
    let monitor = monitor();
    let stipends = |format| {
        let now = "2026-04-14T12:00+02:00";
        let run = monitor.with(&[
            "report", "stipends", PROGRAM, "--period", "midterm", "--format", format, "--now", now,
        ]);
        assert_eq!(run.code, 0, "{format}: {}", run.stderr);
        run
    };
    let said = "Left out: 17 await evaluation.";
    let table = stipends("table").stdout;
    assert!(table.replace('\n', " ").contains(&format!("To pay: 0 mentees. {said}")), "{table}");
    let csv = stipends("csv");
    assert_eq!(csv.stdout.lines().count(), 1, "{}", csv.stdout);
    assert!(csv.stderr.contains(said), "{}", csv.stderr);
    let unknown = monitor.with(&["report", "stipends", PROGRAM, "--period", "autumn"]);
    assert_eq!(unknown.code, 2, "{}", unknown.stderr);
}
