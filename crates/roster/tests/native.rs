//! What is said about a roster in TOML, sentence by sentence.

use monitor_model::{LoginError, Mentee, Mentor};
use monitor_roster::{Level, Problem, Reading, native};

const HEAD: &str = r#"id = "lantern"
title = "Lantern"
time-zone = "UTC"
starts = 2026-03-02
ends = 2026-05-24
"#;

const PERIODS: &str = r#"
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
"#;

/// A sound program with these lines at its end; they begin on line 17.
fn with(rest: &str) -> Reading {
    native::read("x.toml", &format!("{HEAD}{PERIODS}{rest}"))
}

/// A sound program with one enrollment, whose login and mentors are given.
fn enrollment(login: &str, rest: &str) -> Reading {
    with(&format!("[[enrollment]]\nlogin = {login}\ntitle = \"Beams\"\n{rest}"))
}

const SOUND: &str = "mentors = [\"grace-wick\"]\norganizations = [\"lantern-works\"]\n";

fn shown(reading: &Reading) -> Vec<String> {
    reading.problems.iter().map(Problem::to_string).collect()
}

fn says(reading: &Reading) -> Vec<&str> {
    reading.problems.iter().map(|p| p.says.as_str()).collect()
}

#[test]
fn what_has_one_safe_meaning_is_mended_with_a_notice() {
    let cases = [
        ("@ada", "a leading `@` in the login `@ada` was ignored"),
        ("ada/", "a trailing `/` in the login `ada/` was ignored"),
        (" ada ", "blanks around the login ` ada ` were ignored"),
        (
            "https://github.com/ada",
            "the address `https://github.com/ada` was read as the login `ada`",
        ),
    ];
    for (given, sentence) in cases {
        let reading = enrollment(&format!("\"{given}\""), SOUND);
        assert_eq!(
            shown(&reading),
            [format!("x.toml:18: enrollment 1: {sentence}\n  hint: write `ada`")]
        );
        assert_eq!(reading.problems[0].level, Level::Notice);
        assert_eq!(reading.problems[0].input, given);
        assert!(!reading.has_problems());
        let program = reading.program.unwrap();
        assert_eq!(program.enrollments[0].mentee.login().unwrap().as_str(), "ada");
    }
}

#[test]
fn what_has_no_safe_meaning_stays_visible_as_unresolved() {
    let cases = [
        ("\"\"", "", LoginError::Empty, "the login is empty"),
        ("\" \"", " ", LoginError::Empty, "the login is empty"),
        (
            "\"ada, bela\"",
            "ada, bela",
            LoginError::Several,
            "`ada, bela` is no login: the field holds more than one name",
        ),
        (
            "\"a.b\"",
            "a.b",
            LoginError::Character('.'),
            "`a.b` is no login: no GitHub login contains '.'",
        ),
        (
            "\"https://gitlab.com/ada\"",
            "https://gitlab.com/ada",
            LoginError::Address,
            "`https://gitlab.com/ada` is no login: this is an address, but of no GitHub profile",
        ),
        (
            "\"ada (she/her)\"",
            "ada (she/her)",
            LoginError::Character(' '),
            "`ada (she/her)` is no login: no GitHub login contains ' '",
        ),
        ("7", "7", LoginError::Empty, "`login` is a whole number, a text is expected"),
    ];
    for (written, given, why, sentence) in cases {
        let reading = enrollment(written, SOUND);
        assert_eq!(says(&reading), [sentence], "{written}");
        assert!(reading.has_problems());
        let mentee = &reading.program.unwrap().enrollments[0].mentee;
        let given = given.to_owned();
        assert_eq!(mentee, &Mentee::Unresolved { given, why });
    }
}

#[test]
fn an_enrollment_that_is_no_table_stays_too() {
    let reading = native::read("x.toml", &format!("enrollment = [\"ada\", 3]\n{HEAD}{PERIODS}"));
    let program = reading.program.as_ref().unwrap();
    let shown: Vec<_> = program.enrollments.iter().map(|e| e.mentee.shown()).collect();
    assert_eq!(shown, ["ada", "3"]);
    assert!(says(&reading).contains(&"a table is expected here, this is a text"));
}

#[test]
fn a_login_given_twice_in_any_case_stays_visible_and_names_the_first() {
    let reading = with(&format!(
        "[[enrollment]]\nlogin = \"ada\"\ntitle = \"A\"\n{SOUND}[[enrollment]]\nlogin = \"@ADA\"\ntitle = \"B\"\n{SOUND}"
    ));
    assert_eq!(
        says(&reading),
        [
            "the login `ADA` was given before, to enrollment 1 on line 18",
            "a leading `@` in the login `@ADA` was ignored",
        ]
    );
    let program = reading.program.unwrap();
    let keys: Vec<_> = program.enrollments.iter().map(|e| e.key.as_str()).collect();
    assert_eq!(keys, ["ada", "ada~1"]);
    assert!(matches!(
        &program.enrollments[1].mentee,
        Mentee::Unresolved { given, why: LoginError::Duplicate } if given == "@ADA"
    ));
}

#[test]
fn mentors_are_logins_or_names_and_never_the_mentee() {
    let reading = enrollment(
        "\"ada\"",
        "organizations = [\"lantern-works\"]\nmentors = [\n\"Ada\",\n\"Grace Wick\",\n\"\",\n\"@otto\",\n\"OTTO\",\n\"kim, lee\",\n\"Zoë Wick\",\n\"https://gitlab.com/lea\",\n]",
    );
    assert_eq!(
        says(&reading),
        [
            "`Ada` is the mentee and a mentor of the same enrollment",
            "the mentor `Grace Wick` is a name and no login",
            "a mentor is empty",
            "a leading `@` in the mentor `@otto` was ignored",
            "the mentor `OTTO` is named twice",
            "the mentor `kim, lee` looks like more than one person",
            "the mentor `Zoë Wick` is a name and no login",
            "the mentor `https://gitlab.com/lea` was kept as a name: this is an address, but of no GitHub profile",
        ]
    );
    let levels: Vec<_> = reading.problems.iter().map(|p| p.level).collect();
    use Level::{Notice as N, Problem as P};
    assert_eq!(levels, [P, N, P, N, N, P, N, N]);
    let lines: Vec<_> = reading.problems.iter().filter_map(|p| p.place.line).collect();
    assert_eq!(lines, [22, 23, 24, 25, 26, 27, 28, 29], "each on its own line");
    let program = reading.program.unwrap();
    let mentors = &program.enrollments[0].mentors;
    assert_eq!(mentors[1], Mentor::Name("Grace Wick".into()));
    assert_eq!(mentors.len(), 6);
}

#[test]
fn somebody_must_mentor_and_something_must_be_in_scope() {
    let reading = enrollment("\"ada\"", "");
    assert_eq!(
        shown(&reading),
        [
            "x.toml:17: enrollment 1 (`ada`): the enrollment has no mentor\n  hint: name the mentors in `mentors`; somebody has to evaluate",
            "x.toml:17: enrollment 1 (`ada`): the enrollment names no organisation and no repository, so that no work would be in scope\n  hint: name the project's organisations in `organizations`, or its repositories in `repositories`",
        ]
    );
    let outside = "mentors = [\"grace-wick\"]\nwork = [\"design\"]\n";
    assert_eq!(says(&enrollment("\"ada\"", outside)), [""; 0], "design needs no repository");
}

#[test]
fn the_scope_is_read_piece_by_piece() {
    let reading = enrollment(
        "\"ada\"",
        r#"mentors = "grace-wick"
organizations = ["", "a/b", "lantern-works", "Lantern-Works"]
repositories = ["https://github.com/lantern-works/beam.git", "lantern-works", "a/b/c", " "]
issues = ["lantern-works/beam#7"]
work = ["Code", "dcos", "stipend"]
"#,
    );
    let shown: Vec<_> =
        reading.problems.iter().map(|p| format!("{} | {}", p.says, p.hint)).collect();
    assert_eq!(
        shown,
        [
            "`mentors` is a single text and was read as a list of one | write [\"grace-wick\"]",
            "an organisation is empty | write the organisation's GitHub name, or remove the empty entry",
            "`a/b` is no organisation: the field holds more than one name | move the repository to `repositories`",
            "the organisation `Lantern-Works` is named twice | remove one of the two",
            "a repository is empty | write it as `owner/name`, or remove the empty entry",
            "`a/b/c` is no repository | write it as `owner/name`",
            "`lantern-works` is no repository | write `owner/name`; a whole organisation belongs in `organizations`",
            "`https://github.com/lantern-works/beam.git` was read as the repository `lantern-works/beam` | write `lantern-works/beam`",
            "`lantern-works/beam#7` is no address of an issue | write the whole address, like `https://github.com/owner/name/issues/7`",
            "`dcos` is no kind of work | did you mean `docs`?",
            "`stipend` is no kind of work | the kinds of work are `code`, `docs`, `design`, `research`, `community`",
        ]
    );
    let program = reading.program.unwrap();
    let scope = &program.enrollments[0].scope;
    assert_eq!(
        (scope.organizations.len(), scope.repositories.len(), scope.issues.len()),
        (1, 1, 0)
    );
}

#[test]
fn every_unknown_key_and_every_wrong_kind_is_named() {
    let reading = native::read(
        "x.toml",
        "id = \"lantern\"\ntitel = \"L\"\ntime_zone = \"UTC\"\nstarts = 1\nends = 2026-13-24\n",
    );
    assert_eq!(reading.program, None);
    let reading = native::read(
        "x.toml",
        "id = \"Lantern\"\ntitel = \"L\"\ntime_zone = \"UTC\"\nstarts = 1\nends = \"soon\"\nhours-per-week = 200\n[[enrollment]]\nlogin = \"@ada\"\nmentor = [\"x\"]\nmentors = [1, true]\nfavourite-colour = \"blue\"\n",
    );
    assert_eq!(reading.program, None);
    assert_eq!(
        shown(&reading),
        [
            "x.toml: `time-zone` is missing\n  hint: add `time-zone`",
            "x.toml: `title` is missing\n  hint: add `title`",
            "x.toml: the program has no period\n  hint: add at least one period with its window and its due instant",
            "x.toml:1: `Lantern` is no id\n  hint: write 1 to 64 of a-z, 0-9, `-`, `_` and `.`, a letter or digit first",
            "x.toml:2: the key `titel` is unknown\n  hint: did you mean `title`?",
            "x.toml:3: the key `time_zone` is unknown\n  hint: did you mean `time-zone`?",
            "x.toml:4: `starts` is a whole number, a date is expected\n  hint: write a day that exists, like 2026-03-02",
            "x.toml:5: `ends` is no usable date: `\"soon\"`\n  hint: write a day that exists, like 2026-03-02",
            "x.toml:6: `hours-per-week` is 200\n  hint: write a whole number from 1 to 80, without quotes",
            "x.toml:7: enrollment 1 (`@ada`): the enrollment has no mentor\n  hint: name the mentors in `mentors`; somebody has to evaluate",
            "x.toml:7: enrollment 1 (`@ada`): the enrollment has no title\n  hint: add what the mentee works on, as `title`",
            "x.toml:7: enrollment 1 (`@ada`): the enrollment names no organisation and no repository, so that no work would be in scope\n  hint: name the project's organisations in `organizations`, or its repositories in `repositories`",
            "x.toml:8: enrollment 1: a leading `@` in the login `@ada` was ignored\n  hint: write `ada`",
            "x.toml:9: enrollment 1 (`@ada`): the key `mentor` is unknown\n  hint: did you mean `mentors`?",
            "x.toml:10: enrollment 1 (`@ada`): `mentors` holds a whole number, a list of texts is expected\n  hint: write a list of texts, like [\"one\", \"two\"]",
            "x.toml:10: enrollment 1 (`@ada`): `mentors` holds true or false, a list of texts is expected\n  hint: write a list of texts, like [\"one\", \"two\"]",
            "x.toml:11: enrollment 1 (`@ada`): the key `favourite-colour` is unknown\n  hint: remove it; the keys known here are `login`, `project`, `title`, `url`, `mentors`, `organizations`, `repositories`, `issues`, `work`, `own-windows`",
        ]
    );
}

#[test]
fn a_syntax_error_names_its_line_and_nothing_is_read() {
    let reading = native::read("x.toml", "id = \"a\"\ntitle = \n");
    assert_eq!(reading.program, None);
    assert_eq!(reading.problems.len(), 1);
    assert_eq!(reading.problems[0].place.line, Some(2));
    assert_eq!(reading.problems[0].hint, "correct the file; nothing of it was read");
}

#[test]
fn an_unknown_zone_is_a_problem_but_the_roster_is_read() {
    let text = format!("{HEAD}{PERIODS}").replace("\"UTC\"", "\"Europe/Berln\"");
    let reading = native::read("x.toml", &text);
    let problem = &reading.problems[1];
    assert_eq!(
        problem.to_string(),
        "x.toml:3: the time zone `Europe/Berln` is unknown; until it is corrected, days begin in UTC\n  hint: did you mean `Europe/Berlin`?"
    );
    assert!(reading.program.is_some());
}

fn periods(windows: &[(&str, &str, &str, &str)]) -> Reading {
    let periods: String = windows
        .iter()
        .map(|(id, starts, ends, due)| {
            format!("[[period]]\nid = \"{id}\"\nstarts = 2026-{starts}\nends = 2026-{ends}\ndue = \"2026-{due}\"\n")
        })
        .collect();
    let enrollment = format!("[[enrollment]]\nlogin = \"ada\"\ntitle = \"A\"\n{SOUND}");
    native::read("x.toml", &format!("{HEAD}{periods}{enrollment}"))
}

#[test]
fn periods_must_be_the_whole_program_and_be_due_after_their_end() {
    let reading = periods(&[
        ("midterm", "03-03", "04-12", "04-12T17:00+00:00"),
        ("final", "04-10", "05-20", "05-26T17:00Z"),
    ]);
    assert_eq!(
        shown(&reading),
        [
            "x.toml:8: period `midterm`: the program starts before `midterm` does (2026-03-02); work on these days would count nowhere\n  hint: let the periods follow each other, from the program's first day to its last",
            "x.toml:10: period `midterm`: the evaluation of `midterm` is due at 2026-04-12T17:00:00Z, before its window ends with 2026-04-12\n  hint: let it be due after the last day, or let the window end earlier",
            "x.toml:13: period `final`: `midterm` and `final` overlap (2026-04-10 to 2026-04-12); work on these days would count twice\n  hint: let the periods follow each other, from the program's first day to its last",
            "x.toml:13: period `final`: the program goes on after `final` ends (2026-05-21 to 2026-05-24); work on these days would count nowhere\n  hint: let the periods follow each other, from the program's first day to its last",
        ]
    );
    assert_eq!(reading.program.unwrap().periods.len(), 2, "the periods stay as they are given");
}

#[test]
fn an_unusable_period_is_left_out_and_said_once() {
    let reading = periods(&[
        ("midterm", "03-02", "04-12", "04-14T17:00Z"),
        ("final", "05-24", "04-13", "05-26T17:00Z"),
        ("midterm", "04-13", "05-24", "05-26T17:00Z"),
        ("late", "04-13", "05-24", "05-26"),
    ]);
    assert_eq!(
        says(&reading),
        [
            "the window runs backwards: it starts on 2026-05-24 and ends on 2026-04-13",
            "the period `midterm` was given before on line 8; this one is left out",
            "`due`: `2026-05-26` is no date with time and offset",
        ]
    );
    assert_eq!(reading.program.unwrap().periods.len(), 1);
}

#[test]
fn a_program_that_runs_backwards_has_no_usable_dates() {
    let text = format!("{HEAD}{PERIODS}").replace("ends = 2026-05-24\n\n", "ends = 2026-01-24\n\n");
    let reading = native::read("x.toml", &text);
    assert_eq!(reading.program, None);
    assert!(
        says(&reading)
            .contains(&"the window runs backwards: it starts on 2026-03-02 and ends on 2026-01-24")
    );
}

#[test]
fn own_windows_must_fit_the_periods() {
    let reading = enrollment(
        "\"ada\"",
        &format!(
            "{SOUND}[enrollment.own-windows.midterm]\nends = 2026-04-19\n[enrollment.own-windows.finals]\nends = 2026-05-31\n[enrollment.own-windows.final]\n"
        ),
    );
    assert_eq!(
        says(&reading),
        [
            "with its own dates, `midterm` and `final` overlap (2026-04-13 to 2026-04-19); work on these days would count twice",
            "the evaluation of `midterm` is due before this enrollment's own window ends with 2026-04-19",
            "own dates are given for `finals`, which is no period of the program",
            "`ends` is missing",
            "`starts` is missing",
        ]
    );
    assert_eq!(reading.problems[2].hint, "did you mean `final`?");
    assert_eq!(reading.problems[1].level, Level::Notice);
    let pause = enrollment(
        "\"ada\"",
        &format!("{SOUND}[enrollment.own-windows]\nfinal = {{ starts = 2026-04-20 }}\n"),
    );
    assert_eq!(pause.problems.len(), 1);
    assert_eq!(pause.problems[0].level, Level::Notice);
}

#[test]
fn a_single_bracket_is_the_commonest_slip() {
    let reading = with(&format!("[enrollment]\nlogin = \"ada\"\ntitle = \"A\"\n{SOUND}"));
    assert_eq!(
        shown(&reading),
        [
            "x.toml:17: `enrollment` is a table, a list is expected\n  hint: write `[[enrollment]]` in TOML, a list in JSON"
        ]
    );
    assert_eq!(reading.program.unwrap().enrollments.len(), 1);
}

#[test]
fn an_empty_roster_is_noticed() {
    let reading = with("");
    assert_eq!(says(&reading), ["the roster names no mentee"]);
    assert!(!reading.has_problems());
}
