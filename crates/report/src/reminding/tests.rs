//! Reminders in words, stage by stage.

use monitor_analysis::Policy;
use monitor_analysis::reminders::reminders;
use proptest::prelude::*;

use super::*;
use crate::document::Mentions;
use crate::fixture;

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn told(since: &str, now: &str) -> String {
    let (program, all) = (fixture::program(), fixture::agreed());
    let (since, now) = (at(since), at(now));
    let found = reminders(&program, &all, &Policy::default(), Some(since), now);
    let text = |reminder| {
        let reminding = Reminding { program: &program, assessments: &all, reminder, now };
        reminding.document().markdown(Mentions::Notify)
    };
    found.iter().map(text).collect::<Vec<_>>().join("\n=====\n")
}

#[test]
fn each_stage_says_what_is_due_when_and_who_is_asked() {
    let stages = [
        ("2026-03-27T00:00:00-07:00", "2026-03-28T00:00:00-07:00"),
        ("2026-04-08T00:00:00-07:00", "2026-04-09T00:00:00-07:00"),
        ("2026-04-10T00:00:00-07:00", "2026-04-10T17:30:00-07:00"),
        ("2026-04-11T00:00:00-07:00", "2026-04-12T00:00:00-07:00"),
    ];
    let all: Vec<String> = stages.iter().map(|(since, now)| told(since, now)).collect();
    insta::assert_snapshot!("reminders.md", all.join("\n#####\n"));
}

#[test]
fn who_has_answered_is_not_named() {
    let told = told("2026-04-08T00:00:00-07:00", "2026-04-09T00:00:00-07:00");
    assert!(told.contains("unnamed\\~1") && !told.contains("grace-wick"), "{told}");
}

proptest! {
    #[test]
    fn a_length_is_never_longer_than_it_is(minutes in 0_i64..200_000) {
        let text = length(TimeDelta::minutes(minutes));
        let (n, unit) = text.split_once(' ').unwrap();
        let hours = n.parse::<i64>().unwrap() * if unit.starts_with("day") { 24 } else { 1 };
        prop_assert!(hours * 60 <= minutes, "{text}");
    }
}
