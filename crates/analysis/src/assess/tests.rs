//! What must hold for every assessment.

use super::fixture::*;
use super::*;
use crate::Standards;
use crate::agreement::fixture::{evaluate, hedy, ledger};
use monitor_model::{Count, Deed, ItemKind, ScopeClass, Standing, Verdict, When};
use proptest::prelude::*;

fn period(id: &str) -> PeriodId {
    PeriodId::parse(id).unwrap()
}

#[test]
fn an_unknown_period_names_those_that_exist() {
    let error =
        assess(&cohort(["ada"]), &period("mid"), &Standards::default(), day(1)).unwrap_err();
    assert_eq!(error.to_string(), "program `lantern-2026` has no period `mid`");
    assert_eq!(error.known, [period("midterm"), period("final")]);
}

#[test]
fn who_left_or_failed_before_is_not_waited_for_in_a_later_period() {
    use Verdict::{Extend, Fail, Pass, Withdraw};
    let finally = |verdict| (hedy(), Deed::Evaluate { period: period("final"), verdict });
    for (said, standing) in [
        (vec![], Standing::Overdue),
        (vec![evaluate(Pass)], Standing::Overdue),
        (vec![evaluate(Fail)], Standing::Failed),
        (vec![evaluate(Fail), finally(Pass)], Standing::CannotAssess),
        (vec![evaluate(Fail), finally(Extend)], Standing::AwaitingAdministrator),
        (vec![evaluate(Fail), evaluate(Pass)], Standing::Overdue),
        (vec![evaluate(Withdraw)], Standing::Withdrawn),
        (vec![evaluate(Withdraw), finally(Pass)], Standing::CannotAssess),
    ] {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].ledger = ledger(said.clone());
        let last = assess(&cohort, &period("final"), &Standards::default(), day(120)).unwrap();
        assert_eq!(last[0].stand.standing, standing, "{said:?}");
        let late = last[0].findings.iter().any(|of| of.rule.0 == "evaluation-overdue");
        assert_eq!(late, standing == Standing::Overdue, "{said:?}");
    }
}

#[test]
fn one_is_assessed_as_among_all() {
    let cohort = cohort(["ada", "grace"]);
    let all = midterm(&cohort, day(9));
    let (standards, of) = (Standards::default(), period("midterm"));
    for expected in all {
        let key = &expected.enrollment.key;
        let one = assess_one(&cohort, key, &of, &standards, day(9)).unwrap();
        assert_eq!(one, Some(expected));
    }
    let nobody = EnrollmentKey::from_text("linus");
    assert_eq!(assess_one(&cohort, &nobody, &of, &standards, day(9)).unwrap(), None);
    assert!(assess_one(&cohort, &nobody, &period("mid"), &standards, day(9)).is_err());
}

#[test]
fn of_the_others_only_the_coverage_counts() {
    let mut cohort = cohort(["ada", "grace", "linus"]);
    for (n, record) in cohort.records.iter_mut().enumerate() {
        let by = record.enrollment.key.as_str().to_owned();
        record.coverage = if n == 2 { vec![] } else { complete(whole_term()) };
        record.contributions =
            vec![pull_request(&by, "lantern-works/beam", n as u64, When::At(day(3)))];
    }
    let nameless = |week| monitor_model::Unattributed {
        program: cohort.program.id.clone(),
        window: week,
        file: "term.json".into(),
        row: 7,
    };
    cohort.unattributed = vec![nameless(week(0)), nameless(week(1))];
    let mut head = cohort.clone();
    head.records.iter_mut().for_each(|record| record.contributions.clear());
    let standards = Standards::default();
    let assessor = Assessor::new(&head, &period("midterm"), &standards, day(100)).unwrap();
    let one_by_one: Vec<_> = cohort.records.iter().map(|record| assessor.assess(record)).collect();
    assert_eq!(one_by_one, midterm(&cohort, day(100)));
    let said = format!("{:?}", one_by_one[2].coverage);
    assert!(said.contains("by elimination"), "{said}");
    assert!(Assessor::new(&head, &period("mid"), &standards, day(1)).is_err());
}

#[test]
fn counts_by_kind_and_class_and_the_weeks() {
    let mut cohort = cohort(["ada"]);
    let record = &mut cohort.records[0];
    record.coverage = complete(whole_term());
    record.contributions = vec![
        pull_request("ada", "lantern-works/beam", 1, When::At(day(1))),
        pull_request("ada", "other/tool", 2, When::At(day(2))),
        pull_request("ada", "ada/beam", 3, When::At(day(15))),
        pull_request("ada", "lantern-works/beam", 4, When::At(day(21))),
    ];
    let activity = &midterm(&cohort, day(100))[0].activity;
    let of = |class| {
        activity
            .counts
            .iter()
            .find(|(k, c, _)| (*k, *c) == (ItemKind::PullRequest, class))
            .unwrap()
            .2
    };
    for class in ScopeClass::ALL {
        assert_eq!(of(*class), Count { seen: 1, complete: true });
    }
    assert_eq!((activity.active_weeks, activity.weeks, activity.longest_gap_weeks), (2, 3, 1));
    assert_eq!(activity.last, Some(When::At(day(15))));
}

#[test]
fn nothing_seen_without_complete_coverage_is_a_question_mark() {
    let unseen = cohort(["ada"]);
    assert_eq!(midterm(&unseen, day(100))[0].activity.all().to_string(), "?");
    let mut seen = cohort(["ada"]);
    seen.records[0].coverage = complete(whole_term());
    assert_eq!(midterm(&seen, day(100))[0].activity.all().to_string(), "0");
}

#[test]
fn before_the_period_begins_nothing_is_said_of_work() {
    let assessment = &midterm(&cohort(["ada"]), day(0))[0];
    assert_eq!(assessment.elapsed, None);
    assert!(assessment.findings.is_empty(), "{:?}", assessment.findings);
}

#[test]
fn an_own_window_takes_the_place_of_the_programs() {
    let mut cohort = cohort(["ada"]);
    cohort.records[0].enrollment.own_windows.insert(period("midterm"), week(1));
    cohort.records[0].contributions = (0..3)
        .map(|w| pull_request("ada", "lantern-works/beam", w, When::At(day(7 * w))))
        .collect();
    let assessment = &midterm(&cohort, day(100))[0];
    assert_eq!((assessment.period.window, assessment.activity.weeks), (week(1), 1));
    assert_eq!(assessment.contributions.len(), 1);
}

#[test]
fn commits_known_by_name_are_not_counted_again() {
    let mut cohort = cohort(["ada"]);
    cohort.records[0].tallies = vec![
        tally("ada", "lantern-works/beam", week(0), 5),
        tally("ada", "lantern-works/beam", week(1), 7),
    ];
    cohort.records[0].coverage = complete(week(0));
    let commits = midterm(&cohort, day(100))[0].activity.total(ItemKind::Commit);
    assert_eq!(commits, Count { seen: 7, complete: false });
}

#[test]
fn what_has_not_happened_yet_is_not_shown() {
    let mut cohort = cohort(["ada"]);
    cohort.records[0].contributions = vec![
        pull_request("ada", "lantern-works/beam", 1, When::At(day(9))),
        pull_request("ada", "lantern-works/beam", 2, When::At(day(10))),
        pull_request("ada", "lantern-works/beam", 3, When::Within(week(1))),
    ];
    let assessment = &midterm(&cohort, day(9))[0];
    assert_eq!(assessment.contributions.len(), 2, "the running week counts, tomorrow doesn't");
    assert_eq!(assessment.activity.weeks, 2);
    assert_eq!(assessment.activity.active_weeks, 1);
}

fn any_when() -> impl Strategy<Value = When> {
    prop_oneof![
        (0..42_u64).prop_map(|d| When::At(day(d))),
        (0..6_u64).prop_map(|w| When::Within(week(w)))
    ]
}

proptest! {
    #[test]
    fn periods_partition_the_contributions(dates in prop::collection::vec(any_when(), 0..40)) {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].contributions =
            dates.iter().zip(0..).map(|(&when, n)| pull_request("ada", "lantern-works/beam", n, when)).collect();
        let count = |id| assess(&cohort, &period(id), &Standards::default(), day(100)).unwrap()[0].contributions.len();
        prop_assert_eq!(count("midterm") + count("final"), dates.len());
    }

    #[test]
    fn the_order_of_records_does_not_matter(dates in prop::collection::vec(any_when(), 0..20), seed in 0..20_usize) {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].contributions =
            dates.iter().zip(0..).map(|(&when, n)| pull_request("ada", "lantern-works/beam", n, when)).collect();
        cohort.records[0].coverage = complete(week(1));
        let straight = midterm(&cohort, day(100));
        let middle = seed % dates.len().max(1);
        cohort.records[0].contributions.rotate_left(middle.min(dates.len()));
        cohort.records[0].coverage.reverse();
        prop_assert_eq!(straight, midterm(&cohort, day(100)));
    }

    #[test]
    fn absence_is_never_said_without_complete_coverage(missing in 0..3_u64, stream in 0..Stream::ALL.len()) {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].coverage = complete(whole_term());
        prop_assert!(findings(&cohort).contains(&"stalled"));
        cohort.records[0].coverage.remove(stream);
        let rest = (0..6).filter(|w| *w != missing).map(|w| (Stream::ALL[stream], week(w), Coverage::Complete));
        cohort.records[0].coverage.extend(rest);
        let found = findings(&cohort);
        prop_assert!(!found.contains(&"stalled") && found.contains(&"not-observed"), "{found:?}");
    }
}
