//! What is new, and that the weeks together hold everything once.

use chrono::TimeDelta;
use monitor_model::{Cohort, Coverage, PeriodId, When};
use proptest::prelude::*;

use super::*;
use crate::assess::fixture::{cohort, complete, day, pull_request, whole_term};
use crate::{Standards, assess};

/// Every period of everybody.
fn all(cohort: &Cohort, now: DateTime<Utc>) -> Vec<Assessment> {
    let of = |period: &str| {
        let id = PeriodId::parse(period).unwrap();
        assess(cohort, &id, &Standards::default(), now).unwrap()
    };
    ["midterm", "final"].into_iter().flat_map(of).collect()
}

fn pulls(news: &News<'_>) -> String {
    let (_, count) = news.done.iter().find(|(kind, _)| *kind == ItemKind::PullRequest).unwrap();
    count.to_string()
}

fn beam(n: u64, hours: i64) -> monitor_model::Contribution {
    let at = day(0) + TimeDelta::hours(hours);
    pull_request("ada", "lantern-works/beam", n, When::At(at))
}

#[test]
fn what_was_done_since_is_told_from_what_was_found_later() {
    let mut cohort = cohort(["ada"]);
    cohort.records[0].coverage = complete(whole_term());
    cohort.records[0].contributions = vec![beam(1, 24)];
    let before = all(&cohort, day(7));
    cohort.records[0].contributions.extend([beam(2, 48), beam(3, 9 * 24)]);
    let after = all(&cohort, day(14));
    let moment = |at, assessments| Moment { at, assessments };
    let found = news(Some(moment(day(7), &before)), day(7), moment(day(14), &after));
    assert_eq!(pulls(&found[0]), "1");
    let late: Vec<&str> =
        found[0].late.iter().map(|act| act.contribution.item.url.as_str()).collect();
    assert_eq!(late, ["https://github.com/lantern-works/beam/pull/2"]);
    assert_eq!(found[0].lost, 0);
    let back = news(Some(moment(day(14), &after)), day(7), moment(day(14), &before));
    assert_eq!((back[0].lost, back[0].late.len()), (2, 0));
    let alone = news(None, day(0), moment(day(14), &after));
    assert_eq!((pulls(&alone[0]).as_str(), alone[0].late.len()), ("3", 0));
}

#[test]
fn what_nobody_looked_at_is_never_nothing_new() {
    let mut cohort = cohort(["ada"]);
    let after = all(&cohort, day(14));
    let moment = |assessments| Moment { at: day(14), assessments };
    assert_eq!(pulls(&news(None, day(7), moment(&after))[0]), "?");
    cohort.records[0].coverage = complete(whole_term());
    for (stream, _, coverage) in &mut cohort.records[0].coverage {
        if *stream == Stream::PullRequests {
            *coverage = Coverage::Partial("one repository was not seen".into());
        }
    }
    cohort.records[0].contributions = vec![beam(1, 8 * 24)];
    let after = all(&cohort, day(14));
    let found = news(None, day(7), moment(&after));
    assert_eq!(pulls(&found[0]), "1+");
    assert!(!found[0].all().complete);
    cohort.records[0].coverage = complete(whole_term());
    let after = all(&cohort, day(14));
    assert_eq!(news(None, day(9), moment(&after))[0].all().to_string(), "0");
    assert_eq!(pulls(&news(None, day(14), moment(&after))[0]), "?", "no time has passed");
}

#[test]
fn changes_are_those_of_every_period() {
    let mut cohort = cohort(["ada", "grace"]);
    let before = all(&cohort, day(20));
    cohort.records[0].coverage = complete(whole_term());
    cohort.records[0].contributions = (0..9).map(|n| beam(n, 30 * n as i64)).collect();
    let after = all(&cohort, day(30));
    let moment = |at, assessments| Moment { at, assessments };
    let found = news(Some(moment(day(20), &before)), day(20), moment(day(30), &after));
    let keys: Vec<&str> = found.iter().map(|n| n.current.enrollment.key.as_str()).collect();
    assert_eq!(keys, ["ada", "grace"]);
    let periods: Vec<&str> =
        found[0].changed.iter().map(|c| c.after.unwrap().period.id.as_str()).collect();
    assert!(periods.contains(&"midterm"), "{periods:?}");
    assert_eq!(found[0].current.period.id.as_str(), "final");
    assert!(!found[0].is_none());
}

proptest! {
    #[test]
    fn the_weeks_together_hold_every_act_once(
        acts in prop::collection::btree_map(0_u64..40, (0_i64..42 * 24, 0_u64..7), 0..20),
    ) {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].coverage = complete(whole_term());
        let mut moments: Vec<Vec<Assessment>> = Vec::new();
        for week in 0..=6 {
            // An act is known from the week in which it was done, or some weeks later.
            cohort.records[0].contributions = acts
                .iter()
                .filter(|(_, (hours, wait))| (hours / (7 * 24)) as u64 + wait < week)
                .map(|(n, (hours, _))| beam(*n, *hours))
                .collect();
            moments.push(all(&cohort, day(7 * week)));
        }
        let (mut new, mut late) = (0, 0);
        for (n, pair) in moments.windows(2).enumerate() {
            let at = |n: usize| day(7 * n as u64);
            let before = Moment { at: at(n), assessments: &pair[0] };
            let found = news(Some(before), at(n), Moment { at: at(n + 1), assessments: &pair[1] });
            new += found[0].all().seen as usize;
            late += found[0].late.len();
            prop_assert_eq!(found[0].lost, 0);
        }
        prop_assert_eq!(new + late, moments[6].iter().map(|one| one.contributions.len()).sum::<usize>());
    }
}
