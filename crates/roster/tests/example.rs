//! The examples in `config/` are read without any complaint, and say what their comments say.

use monitor_model::{PeriodId, WorkKind};
use monitor_roster::{Frame, calendar, native};

const PROGRAM: &str = include_str!("../../../config/programs/example.toml");
const CALENDARS: &str = include_str!("../../../config/calendars.toml");

#[test]
fn the_example_program_needs_no_word() {
    let reading = native::read("config/programs/example.toml", PROGRAM);
    assert_eq!(reading.problems, []);
    let program = reading.program.unwrap();
    assert_eq!(program.id.as_str(), "lantern-2026-spring");
    assert_eq!(program.hours_per_week, Some(20));
    let periods: Vec<_> = program
        .periods
        .iter()
        .map(|period| format!("{} {} due {}", period.id, period.window, period.due))
        .collect();
    assert_eq!(
        periods,
        [
            "midterm 2026-03-01T23:00Z to 2026-04-12T22:00Z due 2026-04-14 15:00:00 UTC",
            "final 2026-04-12T22:00Z to 2026-05-24T22:00Z due 2026-05-26 15:00:00 UTC",
        ]
    );
}

#[test]
fn every_field_of_an_enrollment_arrives() {
    let program = native::read("example.toml", PROGRAM).program.unwrap();
    let keys: Vec<_> = program.enrollments.iter().map(|e| e.key.as_str()).collect();
    assert_eq!(keys, ["ada-lumen", "bela-flint", "cleo-ember", "dag-taper"]);
    let ada = &program.enrollments[0];
    assert_eq!(ada.mentee.shown(), "ada-lumen");
    assert_eq!(ada.project.name.as_deref(), Some("Lantern"));
    assert_eq!(ada.project.title, "Dimmable beams");
    assert!(ada.project.url.as_deref().unwrap().starts_with("https://"));
    assert_eq!(
        ada.mentors.iter().map(|m| m.shown()).collect::<Vec<_>>(),
        ["grace-wick", "otto-prism"]
    );
    assert_eq!(ada.scope.organizations[0].as_str(), "lantern-works");
    assert_eq!(ada.scope.repositories[0].to_string(), "beacon-tools/beam");
    assert_eq!(ada.scope.issues.len(), 1);
    assert_eq!(ada.work, [WorkKind::Code, WorkKind::Docs]);
}

#[test]
fn an_own_window_with_one_end_takes_the_other_from_the_period() {
    let program = native::read("example.toml", PROGRAM).program.unwrap();
    let own = &program.enrollments[2].own_windows;
    let midterm = own[&PeriodId::parse("midterm").unwrap()];
    assert_eq!(midterm.to_string(), "2026-03-08T23:00Z to 2026-04-12T22:00Z");
    assert_eq!(own.len(), 1);
}

#[test]
fn a_program_can_be_the_frame_of_a_spreadsheet() {
    let program = native::read("example.toml", PROGRAM).program.unwrap();
    let frame = Frame::of_program(&program);
    assert_eq!(
        (frame.first.to_string(), frame.last.to_string()),
        ("2026-03-02".into(), "2026-05-24".into())
    );
    assert_eq!(frame.periods[0].last.to_string(), "2026-04-12");
    assert_eq!(frame.periods[1].first.to_string(), "2026-04-13");
}

#[test]
fn the_example_calendar_needs_no_word() {
    let reading = calendar::read("config/calendars.toml", CALENDARS);
    assert_eq!(reading.problems, []);
    assert_eq!(reading.calendars.len(), 1);
    let (id, calendar) = reading.calendars.first_key_value().unwrap();
    assert_eq!(id.as_str(), "lantern-2025-autumn");
    assert_eq!(calendar.periods[0].1.to_rfc3339(), "2025-10-14T17:00:00-07:00");
}
