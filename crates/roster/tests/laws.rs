//! Laws that hold for any text: no enrollment is dropped, nothing panics, and the same text always says the same.
#![expect(clippy::unwrap_used, reason = "a test that can't be set up has failed")]

use std::collections::BTreeSet;

use monitor_model::Program;
use monitor_roster::calendar::{parse_due, parse_period};
use monitor_roster::{Calendar, ColumnMap, Frame, Reading, calendar, csv, legacy, native};
use proptest::prelude::*;

fn read(file: &str, text: &str, calendar: &Calendar) -> Reading {
    legacy::read(file, text, |_| Some(calendar))
}

const PROGRAM: &str = include_str!("../../../config/programs/example.toml");

fn example() -> Program {
    native::read("example.toml", PROGRAM).program.unwrap()
}

fn term() -> Calendar {
    let periods = ["midterm=2026-04-14T17:00Z", "final=2026-05-26T17:00Z"];
    Calendar {
        periods: periods.map(|text| parse_period(text).unwrap()).into(),
        ..Calendar::default()
    }
}

/// Texts that people write where a login should stand, and any other text.
fn logins() -> impl Strategy<Value = Vec<String>> {
    let likely = "( |@|https://github.com/)?[aAbB]{0,2}(/|, c| )?";
    prop::collection::vec(prop_oneof![3 => likely, 1 => any::<String>()], 1..12)
}

/// A text as JSON has it; TOML takes the same escapes, but for these.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        c if c.is_control() => format!("\\u{:04x}", u32::from(c)),
        c => c.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

fn as_toml(logins: &[String]) -> String {
    let head = PROGRAM.split("[[enrollment]]").next().unwrap();
    let tables = logins.iter().map(|login| format!("[[enrollment]]\nlogin = {}\n", quoted(login)));
    format!("{head}{}", tables.collect::<String>())
}

fn as_json(logins: &[String]) -> String {
    let cohort: Vec<_> =
        logins.iter().map(|login| format!("{{\"username\": {}}}", quoted(login))).collect();
    format!(
        r#"{{"term": "t", "startDate": "2026-03-02", "endDate": "2026-05-24", "cohort": [{}]}}"#,
        cohort.join(",\n")
    )
}

fn as_csv(logins: &[String]) -> String {
    let rows = logins.iter().map(|login| format!("\"{}\",T\n", login.replace('"', "\"\"")));
    format!("Login,Title\n{}", rows.collect::<String>())
}

fn from_csv(text: &str) -> Reading {
    let columns = ColumnMap::parse("login=login,title=title").unwrap();
    csv::read("a.csv", text, &columns, &Frame::of_program(&example()))
}

fn holds(reading: &Reading, logins: &[String]) -> Result<(), TestCaseError> {
    let program = reading.program.as_ref().unwrap();
    prop_assert_eq!(program.enrollments.len(), logins.len(), "none dropped, none added");
    let keys: BTreeSet<_> = program.enrollments.iter().map(|e| &e.key).collect();
    prop_assert_eq!(keys.len(), logins.len(), "each has a key of its own");
    let people = program.enrollments.iter().filter_map(|e| e.mentee.login());
    let distinct: BTreeSet<_> = people.clone().collect();
    prop_assert_eq!(distinct.len(), people.count(), "no login counts twice");
    for (enrollment, login) in program.enrollments.iter().zip(logins) {
        let shown = enrollment.mentee.shown();
        prop_assert!(
            login.contains(shown.trim_end_matches('…')) || shown == "(no login)",
            "in the order of the roster"
        );
    }
    prop_assert!(reading.problems.is_sorted());
    Ok(())
}

/// The example with a few characters replaced, so that most of it still makes sense.
fn damaged(text: &str, wounds: &[(prop::sample::Index, char)]) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    for (at, c) in wounds {
        let at = at.index(characters.len());
        characters[at] = *c;
    }
    characters.into_iter().collect()
}

fn read_all(text: &str) -> Vec<Reading> {
    let _ = calendar::read("c.toml", text);
    let _ = (
        parse_due(text),
        parse_period(text),
        ColumnMap::parse(text),
        ColumnMap::from_toml("m.toml", text),
    );
    vec![native::read("a.toml", text), read("a.json", text, &term()), from_csv(text)]
}

proptest! {
    #[test]
    fn no_enrollment_is_dropped(logins in logins()) {
        holds(&native::read("a.toml", &as_toml(&logins)), &logins)?;
        holds(&read("a.json", &as_json(&logins), &term()), &logins)?;
        holds(&from_csv(&as_csv(&logins)), &logins)?;
    }

    #[test]
    fn every_format_finds_the_same_mentees(logins in logins()) {
        let mentees = |reading: Reading| -> Vec<_> {
            reading.program.unwrap().enrollments.into_iter().map(|e| e.mentee).collect()
        };
        let toml = mentees(native::read("a.toml", &as_toml(&logins)));
        prop_assert_eq!(&mentees(read("a.json", &as_json(&logins), &term())), &toml);
        prop_assert_eq!(&mentees(from_csv(&as_csv(&logins))), &toml);
    }

    #[test]
    fn any_text_is_answered(text in any::<String>()) {
        for reading in read_all(&text) {
            prop_assert!(reading.program.is_some() || reading.has_problems(), "no program without a reason");
        }
    }

    #[test]
    fn a_damaged_roster_is_answered_and_always_the_same(
        wounds in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(vec!['"', '\n', '=', '[', '{', '}', '0', '9', '-', 'a', '@', ' ', ','])), 0..6),
        format in 0..3_usize,
    ) {
        let people = ["ada", "@bela", "", "ada"].map(str::to_owned);
        let text = [PROGRAM.to_owned(), as_json(&people), as_csv(&people)][format].clone();
        let text = damaged(&text, &wounds);
        let (once, again) = (read_all(&text), read_all(&text));
        for reading in &once {
            prop_assert!(reading.problems.is_sorted());
            prop_assert!(reading.program.is_some() || reading.has_problems());
            if let Some(program) = &reading.program {
                prop_assert!(!program.periods.is_empty());
            }
        }
        prop_assert_eq!(once, again);
    }
}

#[test]
fn depth_and_length_are_no_danger() {
    let deep = [
        "[".repeat(20_000),
        "{\"a\":".repeat(20_000),
        format!("{}a = 1", "a.".repeat(20_000)),
        format!("a = {}", "[".repeat(20_000)),
        format!("{} = 1", "a".repeat(200_000)),
    ];
    for text in deep {
        for reading in read_all(&text) {
            assert_eq!(reading.program, None);
        }
    }
}
