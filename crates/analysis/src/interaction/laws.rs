//! What must hold for every set of pull requests and responses.

use monitor_model::{Act, Cohort, Interaction, Response};
use proptest::prelude::*;

use super::fixture::*;
use crate::assess::fixture::{day, midterm};

const ACTS: [Act; 5] = [Act::Reviewed, Act::Commented, Act::Merged, Act::Closed, Act::Authored];
const RULES: [&str; 2] = ["waiting-on-review", "mentor-silent"];

fn any_response() -> impl Strategy<Value = Response> {
    let by = prop::sample::select(vec!["hedy", "Hedy", "joan", "grace"]);
    (1..6_u64, by, prop::sample::select(&ACTS[..]), 0..40_u64)
        .prop_map(|(on, by, act, at)| response(on, by, act, day(at)))
}

fn any_cohort() -> impl Strategy<Value = Cohort> {
    let days = prop::collection::vec(0..25_u64, 1..5);
    let known = prop::collection::vec(any::<bool>(), 5);
    (days, known, prop::collection::vec(any_response(), 0..6)).prop_map(
        |(days, known, responses)| {
            let mut cohort = waiting_on(&days);
            let details = (1..=days.len() as u64).zip(known);
            cohort.records[0].details.extend(details.map(|(n, known)| detail(n, known || n == 1)));
            cohort.records[0].responses = responses;
            cohort
        },
    )
}

fn interaction(cohort: &Cohort, now: u64) -> Interaction {
    midterm(cohort, day(now)).swap_remove(0).interaction
}

fn said(cohort: &Cohort, now: u64) -> Vec<&'static str> {
    let findings = midterm(cohort, day(now)).swap_remove(0).findings;
    findings.into_iter().map(|f| f.rule.0).filter(|id| RULES.contains(id)).collect()
}

proptest! {
    #[test]
    fn the_order_of_responses_does_not_matter(cohort in any_cohort(), by in 0..6_usize, now in 0..60_u64) {
        let mut turned = cohort.clone();
        let responses = &mut turned.records[0].responses;
        responses.reverse();
        let middle = by.min(responses.len());
        responses.rotate_left(middle);
        if let Some(twice) = responses.first().cloned() {
            responses.push(twice);
        }
        prop_assert_eq!(midterm(&cohort, day(now)), midterm(&turned, day(now)));
    }

    #[test]
    fn a_response_never_makes_anybody_wait_longer_or_a_mentor_more_silent(
        cohort in any_cohort(), more in any_response(), now in 0..60_u64
    ) {
        let before = interaction(&cohort, now);
        let said_before = said(&cohort, now);
        let mut answered = cohort;
        answered.records[0].responses.push(more);
        let after = interaction(&answered, now);
        for waiting in &after.waiting {
            let same = before.waiting.iter().find(|w| w.item.url == waiting.item.url);
            prop_assert!(same.is_some_and(|w| w.since == waiting.since && (w.still || !waiting.still)));
        }
        prop_assert!(after.maybe_waiting <= before.maybe_waiting);
        for (before, after) in before.mentors.iter().zip(&after.mentors) {
            let acts = |of: &monitor_model::MentorActs| of.acts.as_ref().map_or(0, |a| a.counts.values().sum());
            prop_assert!(acts(before) <= acts(after));
        }
        prop_assert!(said(&answered, now).iter().all(|id| said_before.contains(id)));
    }

    #[test]
    fn a_mentees_own_act_is_no_response(cohort in any_cohort(), mut own in any_response(), upper in any::<bool>(), now in 0..60_u64) {
        own.by = crate::assess::fixture::login(if upper { "ADA" } else { "ada" });
        let mut more = cohort.clone();
        more.records[0].responses.push(own);
        prop_assert_eq!(midterm(&cohort, day(now)), midterm(&more, day(now)));
    }

    #[test]
    fn what_is_not_known_is_never_said(mut cohort in any_cohort(), gone in any::<bool>(), now in 0..60_u64) {
        let record = &mut cohort.records[0];
        if gone {
            record.details.clear();
        } else {
            let numbers = 1..=record.contributions.len() as u64;
            record.details = numbers.map(|n| detail(n, false)).collect();
        }
        prop_assert_eq!(said(&cohort, now), Vec::<&str>::new());
        let interaction = interaction(&cohort, now);
        prop_assert!(interaction.waiting.is_empty() && interaction.first_response.is_none());
    }

    #[test]
    fn nobody_waits_before_they_ask(cohort in any_cohort(), now in 0..60_u64) {
        let interaction = interaction(&cohort, now);
        for waiting in &interaction.waiting {
            prop_assert!(waiting.since <= interaction.as_of);
        }
        let median = interaction.first_response.and_then(|first| first.median);
        prop_assert!(median.is_none_or(|median| median >= chrono::TimeDelta::zero()));
    }
}
