//! What must hold for every score.

use std::collections::BTreeSet;

use monitor_model::{
    Assessment, Cohort, Contribution, Coverage, Earner, Judgement, Level, PeriodId, Points,
    Progress, Stream,
};
use proptest::prelude::*;

use super::sample::*;
use crate::assess::fixture::*;
use crate::{Standards, assess};

/// A cohort of one with these acts, what is known of their items, and tallies in these weeks.
fn cohort_of(acts: &[Contribution], tallied: &[(u64, u32)]) -> Cohort {
    let mut cohort = cohort(["ada"]);
    let record = &mut cohort.records[0];
    record.contributions = acts.to_vec();
    record.details = details_of(acts);
    let of_week = |&(w, n): &(u64, u32)| tally("ada", "lantern-works/beam", week(w), n);
    record.tallies = tallied.iter().map(of_week).collect();
    cohort
}

fn of_period(cohort: &Cohort, id: &str) -> Assessment {
    let period = PeriodId::parse(id).unwrap();
    assess(cohort, &period, &Standards::default(), day(100)).unwrap().swap_remove(0)
}

fn points(cohort: &Cohort) -> (Points, Points) {
    let of = |id| of_period(cohort, id).progress.points;
    (of("midterm"), of("final"))
}

fn any_tallies() -> impl Strategy<Value = Vec<(u64, u32)>> {
    prop::collection::vec((0..6_u64, 1..9_u32), 0..4)
}

/// What earned, and how much, by what it is.
fn earned(assessment: &Assessment) -> Vec<(String, Points)> {
    let lines = assessment.progress.lines.iter();
    let named = lines.filter_map(|line| match line.of {
        Earner::Contribution(index) => {
            let c = &assessment.contributions[index].contribution;
            Some((format!("{} {} {}", c.item.url, c.act, c.role), line.earned))
        }
        Earner::Tally(_) => None,
    });
    named.collect()
}

proptest! {
    #[test]
    fn the_breakdown_is_the_score_exactly(acts in any_acts(40), tallied in any_tallies()) {
        let assessment = of_period(&cohort_of(&acts, &tallied), "midterm");
        let Progress { points, lines, .. } = &assessment.progress;
        prop_assert_eq!(lines.len(), assessment.contributions.len() + assessment.tallies.len());
        let sum: u64 = lines.iter().map(|line| line.earned.ten_thousandths()).sum();
        prop_assert_eq!(points.ten_thousandths(), sum);
        for line in lines {
            prop_assert_eq!(line.worth, Points::of(line.base, line.size.percent, line.scope_percent).times(line.times));
            prop_assert_eq!(line.worth, line.earned + line.withheld.total());
        }
    }

    #[test]
    fn another_contribution_never_lowers_it(acts in any_acts(40), tallied in any_tallies(), left in 0..40_usize) {
        prop_assume!(!acts.is_empty());
        let all = cohort_of(&acts, &tallied);
        let mut fewer = all.clone();
        fewer.records[0].contributions.remove(left % acts.len());
        let (before, after) = (points(&fewer), points(&all));
        prop_assert!(before.0 <= after.0 && before.1 <= after.1, "{before:?} {after:?}");
    }

    #[test]
    fn another_counted_commit_never_lowers_it(acts in any_acts(20), tallied in any_tallies(), left in 0..4_usize) {
        prop_assume!(!tallied.is_empty());
        let fewer = [&tallied[..left % tallied.len()], &tallied[left % tallied.len() + 1..]].concat();
        let (before, after) = (points(&cohort_of(&acts, &fewer)), points(&cohort_of(&acts, &tallied)));
        prop_assert!(before.0 <= after.0 && before.1 <= after.1, "{before:?} {after:?}");
    }

    #[test]
    fn order_and_repetition_do_not_matter(acts in any_acts(30).prop_shuffle_twice(), repeated in 0..30_usize) {
        let (straight, mut shuffled) = acts;
        let expected = of_period(&cohort_of(&straight, &[]), "midterm").progress;
        let same = of_period(&cohort_of(&shuffled, &[]), "midterm").progress;
        prop_assert_eq!(&same, &expected);
        if let Some(act) = straight.get(repeated) {
            shuffled.push(act.clone());
        }
        let twice = of_period(&cohort_of(&shuffled, &[]), "midterm").progress;
        prop_assert_eq!(twice.points, expected.points);
        prop_assert_eq!(twice.judgement, expected.judgement);
        prop_assert_eq!(twice.facts, expected.facts);
    }

    #[test]
    fn adjacent_periods_partition_the_contributions(acts in any_acts(40)) {
        let cohort = cohort_of(&acts, &[]);
        let (midterm, last) = (earned(&of_period(&cohort, "midterm")), earned(&of_period(&cohort, "final")));
        let all: BTreeSet<&String> = midterm.iter().chain(&last).map(|(what, _)| what).collect();
        prop_assert_eq!(midterm.len() + last.len(), acts.len(), "none lost");
        prop_assert_eq!(all.len(), acts.len(), "none twice");
    }

    #[test]
    fn what_others_did_or_when_else_earns_nothing(acts in any_acts(40), others in any_acts(20)) {
        let midterm = |cohort: &Cohort| of_period(cohort, "midterm").progress;
        let inside: Vec<Contribution> =
            acts.iter().filter(|c| c.when.anchor() < week(3).from()).cloned().collect();
        let mut all = cohort_of(&acts, &[]);
        let expected = midterm(&cohort_of(&inside, &[]));
        prop_assert_eq!(&midterm(&all), &expected);
        let mut other = cohort(["grace"]).records.remove(0);
        other.contributions = others;
        all.records.push(other);
        prop_assert_eq!(&midterm(&all), &expected);
    }

    #[test]
    fn what_was_not_seen_is_never_judged(acts in any_acts(40), stream in 0..Stream::ALL.len(), unseen in 0..3_u64) {
        let mut cohort = cohort_of(&acts, &[]);
        cohort.records[0].coverage = complete(whole_term());
        let seen = of_period(&cohort, "midterm").progress;
        prop_assert!(matches!(seen.judgement, Judgement::Level(_)));
        cohort.records[0].coverage.remove(stream);
        let rest = (0..6).filter(|w| *w != unseen).map(|w| (Stream::ALL[stream], week(w), Coverage::Complete));
        cohort.records[0].coverage.extend(rest);
        let progress = of_period(&cohort, "midterm").progress;
        prop_assert_eq!(progress.points, seen.points, "what was seen is worth the same");
        let percent = progress.points.percent_of(progress.expected).unwrap();
        match progress.judgement {
            Judgement::Unknown => {}
            Judgement::AtLeast(Level::Strong) => prop_assert!(percent >= 125),
            Judgement::AtLeast(Level::Steady) => prop_assert!(percent >= 50),
            other => prop_assert!(false, "{other:?} though week {unseen} was not seen"),
        }
    }
}

/// A list, and the same in another order.
trait Shuffled: Strategy<Value = Vec<Contribution>> + Sized {
    fn prop_shuffle_twice(self) -> impl Strategy<Value = (Vec<Contribution>, Vec<Contribution>)> {
        self.prop_flat_map(|acts| (Just(acts.clone()), Just(acts).prop_shuffle()))
    }
}

impl<S: Strategy<Value = Vec<Contribution>>> Shuffled for S {}
