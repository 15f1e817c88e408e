//! What holds of the agenda of any program.

use std::collections::{BTreeMap, BTreeSet};

use monitor_model::{EnrollmentKey, PeriodId, Verdict};
use proptest::prelude::*;

use super::fixture::{Said, Scene, What, hour, periods, scene};
use super::*;

type Dates = BTreeMap<(EnrollmentKey, PeriodId, Occasion), Vec<DateTime<Utc>>>;

/// Every date of every mentee, taken from the agenda.
fn dates(agenda: &[Date]) -> Dates {
    let mut dates = Dates::new();
    for date in agenda {
        for mentee in &date.mentees {
            let of = (mentee.key.clone(), date.period.clone(), date.what);
            dates.entry(of).or_default().push(date.at);
        }
    }
    dates
}

fn of(scene: &Scene, now: i64) -> Vec<Date> {
    agenda(&scene.cohort().program, &scene.assessments(hour(now)), hour(now))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_enrollment_and_period_is_there_exactly_once_for_window_and_due(scene in scene(), now in 0..2_400_i64) {
        let assessments = scene.assessments(hour(now));
        let dates = dates(&of(&scene, now));
        prop_assert_eq!(dates.keys().filter(|key| key.2 != Occasion::Answer).count(), 3 * assessments.len());
        for assessment in &assessments {
            for (what, at) in fixed(&assessment.period) {
                let key = (assessment.enrollment.key.clone(), assessment.period.id.clone(), what);
                prop_assert_eq!(&dates[&key], &vec![at]);
            }
        }
    }

    #[test]
    fn entries_are_sorted_and_none_is_there_twice(scene in scene(), now in 0..2_400_i64) {
        let agenda = of(&scene, now);
        prop_assert!(agenda.is_sorted_by_key(|date| date.at));
        for (n, date) in agenda.iter().enumerate() {
            prop_assert!(date.mentees.is_sorted_by(|a, b| a.key < b.key));
            prop_assert!(!date.own || date.mentees.len() == 1);
            let twin = |other: &Date| {
                (other.at, &other.period, other.what, other.own) == (date.at, &date.period, date.what, date.own)
                    && other.mentees == date.mentees
            };
            prop_assert!(!agenda[n + 1..].iter().any(twin));
        }
        for period in periods() {
            for (what, at) in fixed(&period) {
                let the_programs = |date: &&Date| date.at == at && date.period == period.id && date.what == what && !date.own;
                prop_assert_eq!(agenda.iter().filter(the_programs).count(), 1);
            }
        }
    }

    #[test]
    fn the_order_of_assessments_changes_nothing(scene in scene(), now in 0..2_400_i64, cut in 0..8_usize) {
        let mut assessments = scene.assessments(hour(now));
        let program = scene.cohort().program;
        let before = agenda(&program, &assessments, hour(now));
        let many = assessments.len();
        assessments.rotate_left(cut % many);
        assessments.reverse();
        prop_assert_eq!(before, agenda(&program, &assessments, hour(now)));
    }

    #[test]
    fn more_time_for_one_moves_exactly_their_dates(mut scene in scene(), mentee in 0..4_usize, work in 43..60_u64, later in 0..9_u64) {
        scene.said.retain(|said| said.mentee % scene.mentees != mentee % scene.mentees);
        let before = dates(&of(&scene, 2_400));
        scene.said.push(Said { mentee: mentee % scene.mentees, period: 0, hour: 0, what: What::More(work, later) });
        let after = dates(&of(&scene, 2_400));
        let key = scene.cohort().records[mentee % scene.mentees].enrollment.key.clone();
        let moved = |occasion: Occasion| (key.clone(), periods()[0].id.clone(), occasion);
        for (of, at) in &after {
            if *of == moved(Occasion::Ends) {
                prop_assert_eq!(at, &vec![hour(24 * i64::try_from(work).unwrap())]);
            } else if *of == moved(Occasion::Due) {
                prop_assert_eq!(at, &vec![hour(24 * i64::try_from(work + later).unwrap())]);
            } else if *of != moved(Occasion::Begins) {
                prop_assert_eq!(Some(at), before.get(of), "{:?}", of);
            }
        }
        prop_assert_eq!(after.len(), before.len());
    }

    #[test]
    fn nothing_is_asked_of_those_who_left(scene in scene(), now in 0..2_400_i64) {
        let assessments = scene.assessments(hour(now));
        let withdrawn = |of: &&Assessment| of.agreement.verdict() == Some(Verdict::Withdraw);
        let left: BTreeSet<_> =
            assessments.iter().filter(withdrawn).map(|of| of.enrollment.key.clone()).collect();
        for date in agenda(&scene.cohort().program, &assessments, hour(now)) {
            let gone = date.mentees.iter().filter(|mentee| left.contains(&mentee.key));
            prop_assert!(gone.into_iter().all(|mentee| mentee.asks == Asks::Nothing));
        }
    }
}
