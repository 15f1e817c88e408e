//! The roster files of the earlier tool, and the calendars that give them periods.
#![expect(clippy::unwrap_used, reason = "a test that can't be set up has failed")]

use chrono::NaiveDate;
use monitor_model::{Mentee, PeriodId, ProgramId};
use monitor_roster::calendar::{parse_due, parse_period};
use monitor_roster::{Calendar, Frame, Level, Problem, Reading, calendar, legacy};

fn read(file: &str, text: &str, calendar: &Calendar) -> Reading {
    legacy::read(file, text, |_| Some(calendar))
}

/// A term from Monday 2025-09-01 to Sunday 2025-11-23, twelve weeks.
const TERM: &str = r#"{
  "term": "lantern-2025-autumn",
  "startDate": "2025-09-01",
  "endDate": "2025-11-23",
  "cohort": [
    {
      "username": "ada-lumen",
      "mentors": ["grace-wick"],
      "organizations": ["lantern-works"],
      "project": {
        "title": "CNCF - Lantern: Dimmable: beams ",
        "ideaUrl": "https://lantern.example/idea",
        "platformUrl": "https://lantern.example/platform"
      }
    },
    {
      "username": "bela-flint",
      "mentors": ["Otto Prism"],
      "organizations": [""],
      "project": { "title": "Beacon - Igniter", "platformUrl": "https://lantern.example/platform" }
    }
  ]
}"#;

fn calendar_of(periods: &[&str]) -> Calendar {
    let periods = periods.iter().map(|text| parse_period(text).unwrap());
    Calendar { periods: periods.collect(), ..Calendar::default() }
}

fn usual() -> Calendar {
    calendar_of(&["midterm=2025-10-14T17:00-07:00", "final=2025-12-02T17:00-08:00"])
}

fn shown(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(Problem::to_string).collect()
}

fn windows(reading: &Reading) -> Vec<String> {
    let program = reading.program.as_ref().unwrap();
    let periods = program.periods.iter();
    periods.map(|p| format!("{} {}", p.id, p.window)).collect()
}

#[test]
fn a_term_is_read_whole() {
    let reading = read("autumn.json", TERM, &usual());
    assert_eq!(
        shown(&reading.problems),
        [
            "autumn.json:16: enrollment 2 (`bela-flint`): the enrollment names no organisation and no repository, so that no work would be in scope\n  hint: name the project's organisations in `organizations`, or its repositories in `repositories`",
            "autumn.json:18: enrollment 2 (`bela-flint`): the mentor `Otto Prism` is a name and no login\n  hint: write the GitHub login, so that the mentor's own activity can be found",
            "autumn.json:19: enrollment 2 (`bela-flint`): an organisation is empty\n  hint: write the organisation's GitHub name, or remove the empty entry",
        ]
    );
    let program = reading.program.unwrap();
    assert_eq!(program.id.as_str(), "lantern-2025-autumn");
    assert_eq!(program.window.to_string(), "2025-09-01T00:00Z to 2025-11-24T00:00Z");
    let [ada, bela] = &program.enrollments[..] else { panic!("two enrollments") };
    assert_eq!(ada.project.name.as_deref(), Some("Lantern"));
    assert_eq!(ada.project.title, "CNCF - Lantern: Dimmable: beams");
    assert_eq!(ada.project.url.as_deref(), Some("https://lantern.example/idea"));
    assert_eq!(bela.project.name, None, "a title of another form names no project");
    assert_eq!(bela.project.url.as_deref(), Some("https://lantern.example/platform"));
}

#[test]
fn a_period_ends_with_the_week_before_its_evaluation_is_due() {
    // Due on a Wednesday in UTC; the Monday before is the 13th.
    let reading = read("a.json", TERM, &usual());
    assert_eq!(
        windows(&reading),
        [
            "midterm 2025-09-01T00:00Z to 2025-10-13T00:00Z",
            "final 2025-10-13T00:00Z to 2025-11-24T00:00Z",
        ]
    );
}

#[test]
fn monday_midnight_itself_is_at_or_before() {
    let at = |due: &str| {
        let calendar = calendar_of(&[&format!("midterm={due}"), "final=2025-12-02T17:00Z"]);
        windows(&read("a.json", TERM, &calendar))[0].clone()
    };
    assert_eq!(at("2025-10-13T00:00Z"), "midterm 2025-09-01T00:00Z to 2025-10-13T00:00Z");
    assert_eq!(at("2025-10-12T23:59Z"), "midterm 2025-09-01T00:00Z to 2025-10-06T00:00Z");
}

#[test]
fn weeks_begin_in_the_zone_of_the_program() {
    let mut calendar = usual();
    calendar.zone = chrono_tz::Tz::America__Los_Angeles;
    let reading = read("a.json", TERM, &calendar);
    assert_eq!(
        windows(&reading),
        [
            "midterm 2025-09-01T07:00Z to 2025-10-13T07:00Z",
            "final 2025-10-13T07:00Z to 2025-11-24T08:00Z",
        ]
    );
}

#[test]
fn a_last_period_due_before_the_end_leaves_a_gap_that_is_said() {
    let calendar = calendar_of(&["midterm=2025-10-14T00:00Z", "final=2025-11-19T00:00Z"]);
    let reading = read("a.json", TERM, &calendar);
    assert_eq!(windows(&reading)[1], "final 2025-10-13T00:00Z to 2025-11-17T00:00Z");
    assert_eq!(
        shown(&reading.problems)[0],
        "a.json: period `final`: the program goes on after `final` ends (2025-11-17 to 2025-11-23); work on these days would count nowhere\n  hint: let the last period be due after the program's last day, as in `--period final=2025-11-25T17:00Z`, or correct that day, which is `endDate`"
    );
}

#[test]
fn a_last_period_due_as_the_term_ends_has_no_gap() {
    let text = TERM.replace("2025-11-23", "2025-11-19");
    let calendar = calendar_of(&["midterm=2025-10-14T00:00Z", "final=2025-11-20T00:00Z"]);
    let reading = read("a.json", &text, &calendar);
    assert_eq!(windows(&reading)[1], "final 2025-10-13T00:00Z to 2025-11-20T00:00Z");
}

#[test]
fn a_calendar_that_does_not_fit_gives_no_program() {
    let says = |periods: &[&str]| -> Vec<String> {
        let reading = read("a.json", TERM, &calendar_of(periods));
        assert_eq!(reading.program, None);
        let about = reading.problems.iter().filter(|p| p.place.line.is_none());
        about.map(|p| format!("{}: {}", p.place.what, p.says)).collect()
    };
    assert_eq!(says(&[]), [": nothing says when the evaluations of this program are due"]);
    assert_eq!(
        says(&["final=2025-12-02T00:00Z", "midterm=2025-10-14T00:00Z"]),
        [
            "period `final`: `final` is due after the term's last day, so that nothing is left for the next period",
            "period `midterm`: `midterm` is due at 2025-10-14T00:00:00Z, not after `final`, due at 2025-12-02T00:00:00Z",
        ]
    );
    assert_eq!(
        says(&["midterm=2025-09-05T00:00Z", "final=2025-12-02T00:00Z"]),
        [
            "period `midterm`: `midterm` is due at 2025-09-05T00:00:00Z, so early that no week is left for it: its window would start on 2025-09-01"
        ]
    );
    assert_eq!(
        says(&["midterm=2025-10-14T00:00Z", "final=2025-10-16T00:00Z"]),
        [
            "period `final`: `final` is due at 2025-10-16T00:00:00Z, so early that no week is left for it: its window would start on 2025-10-13"
        ]
    );
    assert_eq!(
        says(&["final=2025-10-14T00:00Z", "final=2025-12-02T00:00Z"]),
        ["period `final`: the period `final` is given twice"]
    );
}

#[test]
fn the_instants_that_a_hint_proposes_would_do() {
    for (first, last) in [
        ("2025-09-01", "2025-11-23"),
        ("2025-09-03", "2025-11-20"),
        ("2025-09-01", "2025-09-14"),
        ("2025-09-01", "2025-09-03"),
        ("2025-09-07", "2025-09-08"),
    ] {
        let text = TERM.replace("2025-09-01", first).replace("2025-11-23", last);
        let hint = read("a.json", &text, &Calendar::default())
            .problems
            .into_iter()
            .find(|p| p.says.starts_with("nothing says when"))
            .unwrap()
            .hint;
        let proposed: Vec<&str> = hint
            .split("--period ")
            .skip(1)
            .filter_map(|part| part.split([' ', '`']).next())
            .collect();
        assert!(!proposed.is_empty(), "{hint}");
        let reading = read("a.json", &text, &calendar_of(&proposed));
        assert_eq!(reading.problems.len(), 3, "{first} to {last}: {hint} {:?}", reading.problems);
        assert_eq!(reading.program.unwrap().periods.len(), proposed.len());
    }
    let usual = read("a.json", TERM, &Calendar::default());
    assert_eq!(
        usual.problems[0].hint,
        "give `--period midterm=2025-10-14T17:00Z --period final=2025-11-25T17:00Z` with the true instants, or add the program to config/calendars.toml"
    );
}

#[test]
fn enrollments_are_checked_also_without_a_calendar() {
    let reading = read("a.json", TERM, &Calendar::default());
    assert_eq!(reading.program, None);
    assert_eq!(reading.problems.len(), 4);
}

#[test]
fn the_list_of_weeks_is_held_against_the_dates() {
    let weeks = |list: &str| {
        let text = TERM.replacen("\"cohort\"", &format!("\"weeks\": {list},\n  \"cohort\""), 1);
        let reading = read("a.json", &text, &usual());
        let about = reading.problems.into_iter().filter(|p| p.says.contains("week"));
        about
            .inspect(|problem| assert_eq!(problem.level, Level::Notice))
            .map(|p| p.says)
            .collect::<Vec<_>>()
    };
    let first = NaiveDate::from_ymd_opt(2025, 9, 1).unwrap();
    let all: Vec<_> = first.iter_weeks().take(12).map(|day| format!("\"{day}\"")).collect();
    assert_eq!(weeks(&format!("[{}]", all.join(","))), [""; 0]);
    let mut wrong = all.clone();
    wrong[3] = "\"2025-09-23\"".into();
    assert_eq!(
        weeks(&format!("[{}]", wrong.join(","))),
        [
            "the week 2025-09-22 to 2025-09-28 is not among the weeks of the term",
            "the week `2025-09-23` is no week of the term",
        ]
    );
}

#[test]
fn strange_entries_stay_visible() {
    let text = r#"{"term": "t", "startDate": "2025-09-01", "endDate": "2025-11-23", "cohort": [
{"username": null}, {"username": 5, "usrname": "x"}, "ada", null, [1], {}]}"#;
    let reading = read("a.json", text, &usual());
    let program = reading.program.unwrap();
    let keys: Vec<_> = program.enrollments.iter().map(|e| e.key.as_str()).collect();
    assert_eq!(keys, ["unnamed~1", "5~1", "ada", "null~1", "1~1", "unnamed~2"]);
    let unresolved =
        program.enrollments.iter().filter(|e| matches!(e.mentee, Mentee::Unresolved { .. }));
    assert_eq!(unresolved.count(), 5);
    let unknown = reading.problems.iter().find(|p| p.says.contains("unknown")).unwrap();
    assert_eq!(unknown.hint, "did you mean `username`?");
}

#[test]
fn a_truncated_file_names_the_line_and_nothing_is_read() {
    let cut: String = TERM.lines().take(9).collect::<Vec<_>>().join("\n");
    let reading = read("a.json", &cut, &usual());
    assert_eq!(
        (reading.program, shown(&reading.problems)),
        (None, vec!["a.json:9: this is not valid JSON: the text ends in the middle\n  hint: correct the file; nothing of it was read".into()])
    );
}

#[test]
fn a_period_on_the_command_line_says_what_is_wrong() {
    let (id, due) = parse_period("midterm=2024-10-15T17:00-07:00").unwrap();
    assert_eq!(
        (id.as_str(), due.to_utc().to_rfc3339()),
        ("midterm", "2024-10-16T00:00:00+00:00".into())
    );
    let errors = ["midterm", "Mid Term=2024-10-15T17:00Z", "midterm=2024-10-15"]
        .map(|text| parse_period(text).unwrap_err().says);
    assert_eq!(
        errors,
        [
            "`midterm` has no `=` between the period and its due instant",
            "`Mid Term` is no id of a period",
            "`2024-10-15` is no date with time and offset",
        ]
    );
    assert_eq!(
        parse_due("2024-10-15T17:00").unwrap_err().to_string(),
        "`2024-10-15T17:00` is no date with time and offset\n  hint: write it like `2026-10-15T17:00-07:00`, with the offset from UTC at the end"
    );
}

#[test]
fn a_calendar_with_a_slip_is_left_out_and_the_others_stay() {
    let text = r#"
[[calendar]]
program = "one"
periods = [{ id = "midterm", due = "2025-10-14" }, { id = "final", due = 2025-12-02T17:00:00Z }]
[[calendar]]
program = "two"
timezone = "UTC"
time-zone = "Asia/Kolkata"
periods = [{ id = "final", due = 2025-12-02T17:00:00Z }]
[[calendar]]
program = "two"
periods = [{ id = "final", due = 2025-12-03T17:00:00Z }]
[[calendar]]
"#;
    let reading = calendar::read("c.toml", text);
    assert_eq!(reading.calendars.len(), 1);
    let two = &reading.calendars[&ProgramId::parse("two").unwrap()];
    assert_eq!(two.zone, chrono_tz::Tz::UTC);
    assert_eq!(
        shown(&reading.problems),
        [
            "c.toml:4: calendar 1: `due`: `2025-10-14` is no date with time and offset\n  hint: write it like `2026-10-15T17:00-07:00`, with the offset from UTC at the end",
            "c.toml:7: calendar 2: the key `timezone` is unknown\n  hint: did you mean `time-zone`?",
            "c.toml:10: calendar 3: the calendar of `two` was given before; this one counts\n  hint: remove one of the two",
            "c.toml:13: calendar 4: `periods` is missing\n  hint: add `periods`",
            "c.toml:13: calendar 4: `program` is missing\n  hint: add `program`",
        ]
    );
}

#[test]
fn a_frame_is_made_from_a_calendar_or_says_why_not() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let frame = |first: &str, last: &str| {
        let id = ProgramId::parse("lantern").unwrap();
        Frame::of_calendar("--starts", id, "Lantern".into(), (day(first), day(last)), &usual())
    };
    let sound = frame("2025-09-01", "2025-11-23").unwrap();
    assert_eq!(sound.periods[1].id, PeriodId::parse("final").unwrap());
    assert_eq!(sound.periods[1].first, day("2025-10-13"));
    for (first, last) in [("2025-11-23", "2025-09-01"), ("2025-09-01", "+262142-12-31")] {
        assert_eq!(frame(first, last).unwrap_err().len(), 1, "{first} {last}");
    }
}
