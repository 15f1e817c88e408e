//! `check` and `import roster`, as a user runs them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

mod support;

use support::Monitor;

const ROSTER: &str = r#"
id = "lantern-2026"
title = "Lantern 2026"
time-zone = "UTC"
starts = 2026-03-02
ends = 2026-05-24

[[period]]
id = "midterm"
starts = 2026-03-02
ends = 2026-04-12
due = 2026-04-14T17:00:00Z

[[period]]
id = "final"
starts = 2026-04-13
ends = 2026-05-24
due = 2026-05-26T17:00:00Z

[[enrollment]]
login = "ada-lumen"
project = "Beam"
title = "Dimmable beams"
mentors = ["grace-wick"]
organizations = ["lantern-works"]
"#;

const WRONG: &str = r#"
id = "lantern-2026"
title = "Lantern 2026"
time-zone = "UTC"
starts = 2026-03-02
ends = 2026-05-24
tilte = "twice"

[[period]]
id = "midterm"
starts = 2026-03-02
ends = 2026-04-13
due = 2026-04-01T17:00:00Z

[[period]]
id = "final"
starts = 2026-04-13
ends = 2026-05-20
due = 2026-05-26T17:00:00Z

[[enrollment]]
login = "ada-lumen "
title = "Dimmable beams"
mentors = ["ADA-lumen"]
organizations = [""]

[[enrollment]]
login = "@bo-candela"
title = "Review backlog"
mentors = ["grace-wick"]
organizations = ["lantern-works"]

[[enrollment]]
login = "cleo-flux/"
title = "Mirror"
mentors = ["grace-wick"]
organizations = ["lantern-works"]

[[enrollment]]
login = "https://github.com/dov-photon"
title = "Lens"
mentors = ["grace-wick"]
organizations = ["lantern-works"]

[[enrollment]]
login = "elif-spectra, finn-halo"
title = "Prism"
mentors = ["grace-wick"]
organizations = ["lantern-works"]

[[enrollment]]
login = ""
title = "Wick"
mentors = ["grace-wick"]
organizations = ["lantern-works"]

[[enrollment]]
login = "Ada-Lumen"
title = "Twice"
mentors = ["grace-wick"]
organizations = ["lantern-works"]
"#;

#[test]
fn check_finds_every_problem_at_once_and_exits_with_3() {
    let monitor = Monitor::new();
    monitor.write("config/programs/wrong.toml", WRONG);
    let run = monitor.with(&["check", "--offline"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    for said in [
        "wrong.toml:7: ",
        "`tilte`",
        "blanks around the login `ada-lumen `",
        "a leading `@` in the login `@bo-candela`",
        "a trailing `/` in the login `cleo-flux/`",
        "`https://github.com/dov-photon`",
        "`elif-spectra, finn-halo`",
        "the login is empty",
        "`Ada-Lumen`",
        "an organisation is empty",
    ] {
        assert!(run.stdout.contains(said), "{said} is not said:\n{}", run.stdout);
    }
    for word in ["mentor", "overlap", "due", "2026-05-2"] {
        assert!(run.stdout.contains(word), "{word}:\n{}", run.stdout);
    }
    let said = run.stdout.matches("problem: ").count() + run.stdout.matches("notice: ").count();
    assert_eq!(run.stdout.matches("\n  hint: ").count(), said, "each has a hint:\n{}", run.stdout);
    assert!(said >= 14, "{said}:\n{}", run.stdout);
}

#[test]
fn a_sound_roster_has_nothing_to_say_and_exits_with_0() {
    let monitor = Monitor::new();
    monitor.write("config/programs/lantern-2026.toml", ROSTER);
    let run = monitor.with(&["check", "--offline"]);
    assert_eq!(
        (run.code, run.stdout.as_str()),
        (0, "1 roster, 1 enrollment: 0 problems, 0 notices\n")
    );
}

#[test]
fn check_without_a_roster_says_where_one_goes() {
    let run = Monitor::new().with(&["check", "--offline"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.starts_with("error: there is no roster in `config/programs`\n  hint: "),
        "{}",
        run.stderr
    );
}

#[test]
fn no_enrollment_is_dropped_on_import() {
    let monitor = Monitor::new();
    monitor.write("config/programs/wrong.toml", WRONG);
    let run = monitor.with(&["import", "roster"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert!(run.stdout.starts_with("lantern-2026: 7 enrollments: 7 new"), "{}", run.stdout);
    assert!(run.stdout.contains("3 without a usable login"), "{}", run.stdout);
    let review: serde_json::Value =
        serde_json::from_str(&monitor.review("lantern-2026", "final")).unwrap();
    assert_eq!(review["mentees"].as_array().unwrap().len(), 7);
}

#[test]
fn importing_again_changes_nothing_and_a_changed_roster_keeps_who_left() {
    let monitor = Monitor::new();
    let path = "config/programs/lantern-2026.toml";
    let two = format!(
        "{ROSTER}{}",
        &ROSTER[ROSTER.find("[[enrollment]]").unwrap()..].replace("ada-lumen", "bo-candela")
    );
    monitor.write(path, &two);
    let first = monitor.with(&["import", "roster"]);
    assert!(first.stdout.contains("2 new"), "{}", first.stdout);
    let again = monitor.with(&["import", "roster"]);
    assert!(again.stdout.contains("as imported at 2026-06-01T12:00Z"), "{}", again.stdout);

    monitor.write(path, ROSTER);
    let stale = monitor.with(&["review", "lantern-2026", "--period", "midterm"]);
    assert!(stale.stderr.contains("is not what was imported"), "{}", stale.stderr);
    let changed = monitor.with(&["import", "roster"]);
    assert!(changed.stdout.contains("1 no longer in the roster"), "{}", changed.stdout);
    let review = monitor.with(&["review", "lantern-2026", "--period", "midterm"]);
    let said = review.stdout.replace('\n', " ");
    assert!(said.contains("1 enrollment is no longer in the roster and not shown"), "{said}");
}

#[test]
fn a_dry_run_writes_nothing() {
    let monitor = Monitor::new();
    monitor.write("config/programs/lantern-2026.toml", ROSTER);
    let run = monitor.with(&["import", "roster", "--dry-run"]);
    assert!(
        run.stdout.contains("1 new") && run.stdout.contains("nothing was written"),
        "{}",
        run.stdout
    );
    let run = monitor.with(&["review", "lantern-2026", "--period", "midterm"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("there is no program `lantern-2026` in `monitor.db`\n  hint: "),
        "{}",
        run.stderr
    );
}

#[test]
fn a_legacy_roster_needs_its_due_instants_from_somewhere() {
    let monitor = Monitor::new();
    let term = monitor_testkit::Term::new("beam-2026").mentees(4).weeks(12).build();
    monitor.write("beam.json", &term.roster_json);
    let run = monitor.with(&["import", "roster", "--format", "legacy", "beam.json"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("--period midterm="), "{}", run.stderr);

    let typed = [
        "import",
        "roster",
        "beam.json",
        "--period",
        "midterm=2026-04-14T17:00Z",
        "--period",
        "final=2026-05-26T17:00Z",
    ];
    let typed = monitor.with(&typed);
    assert!(
        typed.stdout.starts_with("beam-2026: 4 enrollments: 4 new"),
        "{}{}",
        typed.stdout,
        typed.stderr
    );

    monitor.write(
        "config/calendars.toml",
        r#"
        [[calendar]]
        program = "beam-2026"
        periods = [{ id = "midterm", due = "2026-04-14T17:00Z" }, { id = "final", due = "2026-05-26T17:00Z" }]
        "#,
    );
    let configured = monitor.with(&["import", "roster", "beam.json"]);
    assert!(
        configured.stdout.contains("as imported at"),
        "{}{}",
        configured.stdout,
        configured.stderr
    );
}

#[test]
fn a_spreadsheet_is_read_with_a_map_and_a_frame() {
    let monitor = Monitor::new();
    monitor.write("frame.toml", &ROSTER[..ROSTER.find("[[enrollment]]").unwrap()]);
    monitor.write("mentees.csv", "GitHub user,Mentors,Organisation,Topic\nada-lumen,grace-wick;omar-dusk,lantern-works,\"Dimmable,\nbeams\"\n,grace-wick,lantern-works,Prism\n");
    let map = "login=GitHub user,mentors=Mentors,organizations=Organisation,title=Topic";
    let run =
        monitor.with(&["import", "roster", "mentees.csv", "--map", map, "--frame", "frame.toml"]);
    assert!(
        run.stdout.starts_with("lantern-2026: 2 enrollments: 2 new"),
        "{}{}",
        run.stdout,
        run.stderr
    );
    assert_eq!(run.code, 3, "one login is empty");
    let missing = monitor.with(&[
        "import",
        "roster",
        "mentees.csv",
        "--map",
        "login=Handle",
        "--frame",
        "frame.toml",
    ]);
    assert_eq!(missing.code, 2);
    assert!(
        missing.stderr.contains("`Handle`") && missing.stderr.contains("`GitHub user`"),
        "{}",
        missing.stderr
    );
}
