//! Single reminders, written out.

use monitor_model::{Assessment, Cohort, Mentor, Verdict};

use super::*;
use crate::agreement::fixture::{dispute, evaluate, extend, hedy, ledger, resolve, submit};
use crate::assess::fixture::{cohort, day, login, midterm};
use crate::{Standards, assess};

/// Reminders of the midterm, due on day 22, as lines: id, then who is told of whom.
fn lines(cohort: &Cohort, since: Option<u64>, now: DateTime<Utc>) -> Vec<String> {
    let assessments: Vec<Assessment> = midterm(cohort, now);
    let found = reminders(&cohort.program, &assessments, &Policy::default(), since.map(day), now);
    let who = |who: &Addressee| match who {
        Addressee::Administrator => "the administrator".to_owned(),
        Addressee::Mentor(mentor) => mentor.shown().to_owned(),
    };
    let line = |reminder: &Reminder| {
        let to = reminder.to.iter().map(|to| {
            let mentees: Vec<&str> = to.mentees.iter().map(EnrollmentKey::as_str).collect();
            format!("{}: {}", who(&to.who), mentees.join(", "))
        });
        let to: Vec<String> = to.collect();
        format!("{} | {}", reminder.id.replace("lantern-2026/midterm/", ""), to.join("; "))
    };
    found.iter().map(line).collect()
}

#[test]
fn a_group_is_reminded_of_the_latest_stage_that_was_passed() {
    let cohort = cohort(["ada", "grace"]);
    let due = "2026-03-24T00:00:00Z";
    let hour = TimeDelta::hours(1);
    for (since, now, expected) in [
        (Some(0), day(8) - hour, vec![]),
        (Some(0), day(8), vec!["two-weeks"]),
        (Some(8), day(8), vec![]),
        (Some(8), day(20), vec!["two-days"]),
        (Some(0), day(22), vec!["due"]),
        (Some(22), day(23), vec!["late-1"]),
        (Some(23), day(29), vec![]),
        (Some(20), day(43), vec!["late-15"]),
        (Some(44), day(400), vec![]),
        (None, day(9) - hour, vec!["two-weeks"]),
        (None, day(9), vec![]),
        (Some(30), day(8), vec![]),
    ] {
        let expected: Vec<String> =
            expected.iter().map(|stage| format!("{due}/{stage} | hedy: ada, grace")).collect();
        assert_eq!(lines(&cohort, since, now), expected, "{since:?} {now}");
    }
}

#[test]
fn those_with_an_answer_are_not_named_and_more_time_has_stages_of_its_own() {
    let mut cohort = cohort(["ada", "grace"]);
    for verdict in Verdict::ALL {
        cohort.records[0].ledger = ledger(vec![evaluate(*verdict)]);
        assert_eq!(
            lines(&cohort, Some(19), day(20)),
            ["2026-03-24T00:00:00Z/two-days | hedy: grace"],
            "{verdict}"
        );
    }
    cohort.records[0].ledger = ledger(vec![evaluate(Verdict::Extend), extend()]);
    assert_eq!(
        lines(&cohort, Some(14), day(29)),
        ["2026-03-24T00:00:00Z/late-1 | hedy: grace", "2026-03-31T00:00:00Z/due | hedy: ada",]
    );
}

#[test]
fn nobody_is_reminded_of_those_who_left_or_failed_before() {
    for (verdict, reminded) in
        [(Verdict::Pass, true), (Verdict::Fail, false), (Verdict::Withdraw, false)]
    {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].ledger = ledger(vec![evaluate(verdict)]);
        let of = |period| assess(&cohort, period, &Standards::default(), day(200)).unwrap();
        let all = cohort.program.periods.iter().flat_map(|period| of(&period.id));
        let all: Vec<Assessment> = all.collect();
        let said = reminders(&cohort.program, &all, &Policy::default(), Some(day(0)), day(200));
        assert_eq!(said.len(), usize::from(reminded), "{verdict}: {said:?}");
    }
}

#[test]
fn an_answer_is_asked_of_the_mentor_and_then_of_the_administrator() {
    let mut cohort = cohort(["ada"]);
    let disputed = vec![evaluate(Verdict::Pass), dispute(1)];
    cohort.records[0].ledger = ledger(disputed.clone());
    let by = "2026-04-01T00:00:00Z";
    assert_eq!(lines(&cohort, Some(27), day(28)), [format!("{by}/answer-two-days | hedy: ada")]);
    let over = [format!("{by}/answer-over | the administrator: ada")];
    assert_eq!(lines(&cohort, Some(28), day(30)), over);
    assert_eq!(lines(&cohort, Some(27), day(31)), over);
    for more in [submit(hedy(), 1, None), resolve(2)] {
        cohort.records[0].ledger = ledger([disputed.clone(), vec![more]].concat());
        assert_eq!(lines(&cohort, Some(27), day(31)), [""; 0]);
    }
}

#[test]
fn a_stage_before_the_dispute_was_raised_is_not_for_it() {
    let mut cohort = cohort(["ada"]);
    let mut said = ledger(vec![evaluate(Verdict::Pass), dispute(1)]);
    said[1].at = day(29);
    cohort.records[0].ledger = said;
    assert_eq!(lines(&cohort, Some(25), day(29)), [""; 0]);
    assert_eq!(lines(&cohort, Some(29), day(30)).len(), 1);
}

#[test]
fn mentors_are_told_once_and_somebody_is_told_where_there_is_none() {
    let mut cohort = cohort(["ada", "bo", "cleo"]);
    let name = |text: &str| Mentor::Name(text.to_owned());
    for (record, mentors) in cohort.records.iter_mut().zip([
        vec![Mentor::Login(login("Hedy")), name("Iris Beam")],
        vec![name("iris beam"), Mentor::Login(login("hedy"))],
        vec![],
    ]) {
        record.enrollment.mentors = mentors;
    }
    let expected =
        "2026-03-24T00:00:00Z/due | the administrator: cleo; Hedy: ada, bo; Iris Beam: ada, bo";
    assert_eq!(lines(&cohort, Some(21), day(22)), [expected]);
    cohort.records.reverse();
    assert_eq!(lines(&cohort, Some(21), day(22)), [expected]);
}
