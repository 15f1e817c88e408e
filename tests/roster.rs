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
fn check_reads_the_calendars_the_policy_and_the_scoring_too() {
    let monitor = Monitor::new();
    monitor.write("config/programs/lantern-2026.toml", ROSTER);
    monitor.write("config/calendars.toml", "[[calendar]]\nprogramm = \"x\"\nperiods = []\n");
    monitor.write("config/policy.toml", "stalled-days = 0\nmentor-load-limit = 0\n");
    monitor
        .write("config/scoring.toml", "[size]\nmiddle = 0\n[expectation]\npoints-per-week = 0\n");
    let run = monitor.with(&["check", "--offline"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    for said in [
        "problem: config/calendars.toml:2: calendar 1: the key `programm` is unknown",
        "problem: config/policy.toml: `stalled-days = 0` must be at least 1",
        "problem: config/policy.toml: `mentor-load-limit = 0` must be at least 1",
        "problem: config/scoring.toml: `size.middle = 0` must be 1 to 1000",
        "problem: config/scoring.toml: `expectation.points-per-week = 0` must be 1 to 1000",
    ] {
        assert!(run.stdout.contains(said), "{said}:\n{}", run.stdout);
    }
    monitor.write("config/policy.toml", "stalled-days = \"two weeks\"\n");
    monitor.write("config/scoring.toml", "[points]\ncoment = 1\n");
    let run = monitor.with(&["check", "--offline"]);
    let unknown = "problem: config/scoring.toml:2: unknown field `coment`";
    assert!(run.stdout.contains(unknown), "{}", run.stdout);
    assert!(run.stdout.contains("problem: config/policy.toml:1: invalid type"), "{}", run.stdout);
    let term = monitor_testkit::Term::new("beam-2026").mentees(2).weeks(4).build();
    monitor.write("beam.json", &term.roster_json);
    let run = monitor.with(&["check", "--offline", "beam.json"]);
    assert_eq!(run.stdout.matches("`programm` is unknown").count(), 1, "{}", run.stdout);
    assert!(run.stdout.contains("nothing says when the evaluations"), "{}", run.stdout);
}

#[test]
fn two_files_of_one_program_are_a_problem_and_are_not_imported() {
    let monitor = Monitor::new();
    monitor.write("config/programs/a.toml", ROSTER);
    monitor.write("config/programs/b.toml", &ROSTER.replace("ada-lumen", "bo-candela"));
    let says =
        "config/programs/b.toml: the program `lantern-2026` is in `config/programs/a.toml` too";
    let check = monitor.with(&["check", "--offline"]);
    assert_eq!(check.code, 3);
    assert!(check.stdout.contains(&format!("problem: {says}\n  hint: ")), "{}", check.stdout);
    let import = monitor.with(&["import", "roster"]);
    assert_eq!((import.code, import.stdout.as_str()), (2, ""));
    assert!(import.stderr.contains(&format!("error: {says}\n  hint: ")), "{}", import.stderr);
    assert!(!monitor.path().join("monitor.db").exists());
}

#[test]
fn a_refused_import_lists_problems_as_errors_and_notices_as_notices() {
    let monitor = Monitor::new();
    monitor.write(
        "config/programs/wrong.toml",
        &ROSTER
            .replace("id = \"lantern-2026\"", "id = \"No id\"")
            .replace("ada-lumen", "@ada-lumen"),
    );
    let run = monitor.with(&["import", "roster"]);
    assert_eq!(run.code, 2);
    assert_eq!(run.stderr.matches("error: ").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("error: config/programs/wrong.toml:2: `No id`"), "{}", run.stderr);
    assert!(run.stderr.contains("notice: config/programs/wrong.toml:"), "{}", run.stderr);
    let quiet = monitor.with(&["import", "roster", "--quiet"]);
    assert!(!quiet.stderr.contains("notice: ") && quiet.stderr.contains("error: "));
}

#[test]
fn options_that_no_format_looks_at_are_refused() {
    let monitor = Monitor::new();
    monitor.write("lantern.toml", ROSTER);
    let period = ["--period", "midterm=2026-04-14T17:00Z"];
    let zone = ["--time-zone", "UTC"];
    for (options, said) in [
        (
            &period[..],
            "error: --period is only for rosters of the format legacy, these are toml\n  hint: leave --period out, or say --format legacy\n",
        ),
        (
            &["--map", "login=L"],
            "error: --map is only for rosters of the format csv, these are toml\n",
        ),
        (
            &["--frame", "f.toml"],
            "error: --frame is only for rosters of the format csv, these are toml\n",
        ),
        (
            &[zone[0], zone[1], period[0], period[1]],
            "error: --time-zone is only for rosters of the format legacy",
        ),
    ] {
        for command in
            [&["check", "--offline", "lantern.toml"][..], &["import", "roster", "lantern.toml"]]
        {
            let run = monitor.with(&[command, options].concat());
            assert_eq!(run.code, 2, "{options:?}");
            assert!(run.stderr.contains(said), "{options:?}: {}", run.stderr);
        }
    }
    assert!(!monitor.path().join("monitor.db").exists());
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
    assert!(
        stale.stderr.contains("is not what was imported at 2026-06-01T12:00Z"),
        "{}",
        stale.stderr
    );
    let changed = monitor.with(&["import", "roster"]);
    assert!(changed.stdout.contains("1 no longer in the roster"), "{}", changed.stdout);
    let review = monitor.with(&["review", "lantern-2026", "--period", "midterm"]);
    let said = review.stdout.replace('\n', " ");
    assert!(said.contains("1 enrollment is no longer in the roster and not shown"), "{said}");
}

#[test]
fn a_roster_is_stale_where_the_file_that_was_imported_has_changed() {
    let monitor = Monitor::new();
    monitor.write("rosters/spring.toml", ROSTER);
    monitor.with(&["import", "roster", "rosters/spring.toml"]);
    let review = || monitor.with(&["review", "lantern-2026", "--period", "midterm"]);
    assert_eq!(review().stderr, "");
    monitor.write("rosters/spring.toml", &ROSTER.replace("Dimmable", "Steady"));
    let said = review().stderr;
    assert!(
        said.contains("`rosters/spring.toml` is not what was imported")
            && said.contains("import roster rosters/spring.toml`"),
        "{said}"
    );
    std::fs::remove_file(monitor.path().join("rosters/spring.toml")).unwrap();
    assert_eq!(review().stderr, "", "what is gone can't be compared");
    monitor.write("config/programs/lantern-2026.toml", &ROSTER.replace("Dimmable", "Steady"));
    let said = review().stderr;
    assert!(
        said.contains("`config/programs/lantern-2026.toml` is not what was imported"),
        "{said}"
    );
}

#[test]
fn a_dry_run_writes_nothing_and_makes_no_database() {
    let monitor = Monitor::new();
    monitor.write("config/programs/lantern-2026.toml", ROSTER);
    let run = monitor.with(&["import", "roster", "--dry-run"]);
    assert!(
        run.stdout.contains("1 new") && run.stdout.contains("nothing was written"),
        "{}",
        run.stdout
    );
    assert!(!monitor.path().join("monitor.db").exists());
    monitor.write("empty.json", "[]");
    monitor.with(&["import", "activity", "empty.json"]);
    let run = monitor.with(&["import", "roster", "--dry-run"]);
    assert!(run.stdout.contains("1 new"), "{}", run.stdout);
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
    // The term ends on 2026-05-24.
    assert!(
        run.stderr.contains("--period midterm=2026-04-14T17:00Z --period final=2026-05-26T17:00Z`"),
        "{}",
        run.stderr
    );
    assert!(!monitor.path().join("monitor.db").exists());

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
    let frame = ROSTER[..ROSTER.find("[[enrollment]]").unwrap()].replace("title =", "tilte =");
    monitor.write("frame.toml", &frame);
    let slip =
        monitor.with(&["check", "--offline", "mentees.csv", "--map", map, "--frame", "frame.toml"]);
    assert_eq!(slip.code, 3, "{}", slip.stderr);
    assert!(
        slip.stdout.contains("problem: frame.toml:3: the key `tilte` is unknown"),
        "{}",
        slip.stdout
    );
}
