//! The calendar as a file, and what holds of it whatever stands in a roster.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use icalendar::{CalendarComponent, Component as _};
use monitor_model::{
    Actor, Assessment, Decided, Decision, Doer, EntryId, OwnCalendar, Program, Window,
};
use proptest::prelude::*;

use super::*;
use crate::fixture::{self, agreed, any_text, program, program_titled};

/// A term with a late start, more time for one, and a dispute.
fn assessments() -> Vec<Assessment> {
    let mut all = agreed();
    more_time(&mut all[6], 7);
    all
}

/// Gives somebody more time, as the ledger does.
fn more_time(of: &mut Assessment, days: i64) {
    let period = &mut of.period;
    let later = TimeDelta::days(days);
    period.window = Window::new(period.window.from(), period.window.to() + later).unwrap();
    period.due += later;
    let (window, due) = (period.window, period.due);
    of.agreement.calendar = Some(OwnCalendar { entry: EntryId(90), window, due });
}

fn shown(program: &Program, assessments: &[Assessment], privacy: Privacy) -> String {
    Calendar::new(&[(program, assessments)], privacy).render()
}

/// The file read back by a parser that is not the writer.
fn read(text: &str) -> icalendar::Calendar {
    text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn events(text: &str) -> Vec<icalendar::Event> {
    let event = |component: CalendarComponent| match component {
        CalendarComponent::Event(event) => event,
        other => panic!("no event: {other:?}"),
    };
    read(text).components.into_iter().map(event).collect()
}

/// The lines as they were before they were folded.
fn unfolded(text: &str) -> Vec<String> {
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
}

/// What RFC 5545 asks of every line and event.
fn check(text: &str, events: usize) {
    assert!(text.ends_with("END:VCALENDAR\r\n") && text.starts_with("BEGIN:VCALENDAR\r\n"));
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(|c: char| c.is_control()), "{line:?}");
    }
    let lines = unfolded(text);
    let of = |name: &str| lines.iter().filter(|line| line.starts_with(name)).count();
    for name in ["BEGIN:VEVENT", "END:VEVENT", "UID:", "DTSTAMP:", "SUMMARY:", "DTSTART"] {
        assert_eq!(of(name), events, "{name} in {text}");
    }
    for name in ["VERSION:2.0", "PRODID:-//", "CALSCALE:GREGORIAN", "X-WR-CALNAME:"] {
        assert_eq!(of(name), 1, "{name}");
    }
    let known = [
        "BEGIN",
        "END",
        "VERSION",
        "PRODID",
        "CALSCALE",
        "X-WR-CALNAME",
        "UID",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
        "DESCRIPTION",
        "TRANSP",
        "CLASS",
    ];
    for line in &lines {
        let name = line.split([':', ';']).next().unwrap();
        assert!(known.contains(&name), "{line}");
    }
    let uids: BTreeSet<&String> = lines.iter().filter(|line| line.starts_with("UID:")).collect();
    assert_eq!(uids.len(), events, "a UID is there twice: {text}");
}

#[test]
fn a_term_for_everybody_and_for_those_who_run_it() {
    let program = program();
    let show = |privacy| shown(&program, &assessments(), privacy).replace("\r\n", "\n");
    insta::assert_snapshot!("calendar.ics", show(Privacy::Public));
    insta::assert_snapshot!("calendar_private.ics", show(Privacy::Private));
}

#[test]
fn an_event_of_days_ends_on_the_day_after_its_last() {
    let text = shown(&program(), &[], Privacy::Public);
    check(&text, 4);
    for expected in ["\r\nDTSTART;VALUE=DATE:20260302\r\n", "\r\nDTEND;VALUE=DATE:20260406\r\n"] {
        assert!(text.contains(expected), "{text}");
    }
    for event in events(&text) {
        let (from, to) = (event.property_value("DTSTART"), event.property_value("DTEND"));
        assert!(to.is_none() || from < to, "{event:?}");
    }
}

#[test]
fn nobody_is_named_in_public() {
    let text = shown(&program(), &assessments(), Privacy::Public);
    for assessment in assessments() {
        let plain = unfolded(&text).join("\n").to_lowercase();
        assert!(!plain.contains(&assessment.enrollment.key.as_str().to_lowercase()), "{text}");
    }
    assert!(!text.contains("DESCRIPTION") && !text.contains("CLASS:PRIVATE"));
    let uids = |text: &str| -> Vec<String> {
        unfolded(text).into_iter().filter(|line| line.starts_with("UID:")).collect()
    };
    let private = shown(&program(), &assessments(), Privacy::Private);
    let mut shown = uids(&private);
    shown.retain(|uid| !uid.contains("/answer/"));
    assert_eq!(uids(&text), shown);
}

#[test]
fn two_with_the_same_new_date_share_an_event_and_a_uid_that_is_the_dates() {
    let program = program();
    let mut all = agreed();
    more_time(&mut all[0], 7);
    let find = |all: &[Assessment]| {
        let of = |event: &CalendarEvent| event.uid.contains("/due/20260418T000000Z@");
        let found = Calendar::new(&[(&program, all)], Privacy::Private).events;
        found.into_iter().find(of).unwrap()
    };
    let one = find(&all);
    assert!(one.summary.ends_with("evaluation due, 1 mentee"), "{one:?}");
    more_time(&mut all[1], 7);
    let two = find(&all);
    assert!(two.summary.ends_with("evaluation due, 2 mentees"), "{two:?}");
    assert_eq!(two.description.as_deref(), Some("For grace-wick, noor-vigil."));
    assert_eq!(one.uid, two.uid);
}

#[test]
fn the_window_for_an_answer_is_there_until_it_is_resolved() {
    let mut of = fixture::assessment("hal-umbra");
    let raised = fixture::as_of();
    let decision = |what| Decision {
        entry: EntryId(2),
        on: EntryId(1),
        what,
        by: Doer { role: Actor::Administrator, name: "Wren Quill".into() },
        reason: None,
        at: raised,
    };
    let answer_by = raised + TimeDelta::days(7);
    let disputed = Decided::Disputed { criterion: "own-work".into(), answer_by };
    of.agreement.decision = Some(decision(disputed));
    let answers = |of: &Assessment, privacy| -> Vec<(Span, DateTime<Utc>)> {
        let program = program();
        let all = Calendar::new(&[(&program, std::slice::from_ref(of))], privacy).events;
        let answers = all.iter().filter(|event| event.uid.contains("/answer/"));
        answers.map(|event| (event.span, event.known_since)).collect()
    };
    let window = (Span::Times { from: raised, to: answer_by }, raised);
    assert_eq!(answers(&of, Privacy::Private), [window]);
    assert_eq!(answers(&of, Privacy::Public), [], "only a pass is questioned");
    of.agreement.decision = Some(decision(Decided::Resolved { dispute: EntryId(2) }));
    assert_eq!(answers(&of, Privacy::Private), []);
}

#[test]
fn a_window_that_is_not_whole_days_has_its_times() {
    let mut program = program();
    let window = program.periods[0].window;
    program.periods[0].window =
        Window::new(window.from() + TimeDelta::hours(3), window.to()).unwrap();
    let text = shown(&program, &[], Privacy::Public);
    assert!(text.contains("DTSTART:20260302T110000Z\r\n"), "{text}");
    check(&text, 4);
}

#[test]
fn more_programs_are_one_calendar() {
    let (one, mut other) = (program(), program());
    other.id = monitor_model::ProgramId::parse("lantern-2026-autumn").unwrap();
    other.title = " ".into();
    let none: &[Assessment] = &[];
    let calendar = Calendar::new(&[(&one, none), (&other, none)], Privacy::Public);
    assert_eq!(calendar.title, "Mentorship programs");
    assert_eq!(calendar.events[4].summary, "lantern-2026-autumn: midterm, work");
    check(&calendar.render(), 8);
}

proptest! {
    #[test]
    fn no_text_breaks_out_of_its_line(title in any_text(), name in any_text(), days in 1..60_i64) {
        let program = program_titled(&title);
        let mut all = assessments();
        fixture::taint(&mut all, &name, 2);
        let unnamed = all.iter_mut().find(|a| a.enrollment.mentee.login().is_none()).unwrap();
        more_time(unnamed, days);
        let calendar = Calendar::new(&[(&program, &all)], Privacy::Private);
        let text = calendar.render();
        check(&text, calendar.events.len());
        let read_back = events(&text);
        for (event, read) in calendar.events.iter().zip(&read_back) {
            prop_assert_eq!(read.property_value("SUMMARY"), Some(event.summary.as_str()));
            prop_assert_eq!(read.property_value("DESCRIPTION"), event.description.as_deref());
            prop_assert_eq!(read.property_value("UID"), Some(event.uid.as_str()));
        }
        let whole = read(&text);
        prop_assert_eq!(whole.property_value("X-WR-CALNAME"), Some(calendar.title.as_str()));
    }

    #[test]
    fn the_order_of_assessments_and_the_time_of_the_run_change_no_byte(cut in 0..8_usize) {
        let program = program();
        let before = shown(&program, &assessments(), Privacy::Private);
        let mut all = assessments();
        all.rotate_left(cut);
        all.reverse();
        prop_assert_eq!(before, shown(&program, &all, Privacy::Private));
    }
}
