//! `not-observed`: some required coverage is not complete.

use std::collections::BTreeMap;

use monitor_model::{Actor, Coverage, CoverageSlice, RuleId, Severity, StreamCoverage, Window};

use super::{Facts, Rule, counted, day};
use crate::absence::NO_RECORD;
use crate::observed::saw;

pub(super) const RULE: Rule = Rule {
    id: RuleId("not-observed"),
    severity: Severity::Notice,
    actor: Actor::Operator,
    means: "Some of what this mentee did in public may be missing from the record. What is shown did happen; more may have.",
    does_not_mean: "That the mentee did little. A record that is not complete proves presence, never absence.",
    cleared_by: "Complete coverage of every stream for the whole period.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    facts.assessment.elapsed?;
    let coverage = &facts.assessment.coverage;
    if coverage.is_complete() {
        return None;
    }
    let (seen, unseen): (Vec<&Window>, Vec<&Window>) =
        facts.weeks.iter().partition(|week| saw(&coverage.streams, week));
    if seen.is_empty() {
        let why = reasons(coverage.streams.iter().flat_map(|stream| &stream.slices));
        return Some(format!("Nothing was seen of this period: {why}."));
    }
    let mut parts = Vec::new();
    if !unseen.is_empty() {
        let from: Vec<String> = unseen.iter().map(|week| day(week, facts.zone)).collect();
        let n = counted(crate::observed::whole(unseen.len()), "week");
        parts.push(format!("Nothing was seen of {n}, from {}.", from.join(", ")));
    }
    parts.extend(incomplete(&coverage.streams, |slice| is_news(slice, &seen)));
    if parts.is_empty() {
        parts.extend(incomplete(&coverage.streams, |_| true));
    }
    Some(parts.join(" "))
}

/// Whether a part of a stream says more than that a whole week is unseen, which is said already: it was seen in part, or
/// other streams saw that week.
fn is_news(slice: &CoverageSlice, seen: &[&Window]) -> bool {
    let absent = matches!(slice.coverage, Coverage::NotFetched(_));
    !absent || seen.iter().any(|week| slice.window.contains(week.middle()))
}

/// Why something was not seen, each reason once. That there is no record says nothing more where a source gives a reason.
fn reasons<'a>(slices: impl IntoIterator<Item = &'a CoverageSlice>) -> String {
    let mut reasons: Vec<&str> =
        slices.into_iter().filter_map(|slice| slice.coverage.reason()).collect();
    // GitHub ends its reasons with a full stop, and the sentence has its own.
    reasons.iter_mut().for_each(|reason| *reason = reason.trim_end_matches('.'));
    reasons.sort_unstable();
    reasons.dedup();
    if reasons.len() > 1 {
        reasons.retain(|reason| *reason != NO_RECORD);
    }
    reasons.join("; ")
}

/// The streams that are not complete, those of the same reasons together.
fn incomplete(
    streams: &[StreamCoverage],
    counts: impl Fn(&CoverageSlice) -> bool,
) -> Option<String> {
    let mut by_reason: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for stream in streams {
        let why = reasons(stream.slices.iter().filter(|slice| counts(slice)));
        if !why.is_empty() {
            by_reason.entry(why).or_default().push(stream.stream.as_str());
        }
    }
    let said: Vec<String> =
        by_reason.iter().map(|(why, names)| format!("{}: {why}", names.join(", "))).collect();
    (!said.is_empty()).then(|| format!("Not complete: {}.", said.join("; ")))
}

#[cfg(test)]
mod tests {
    use crate::assess::fixture::*;
    use monitor_model::{Coverage, Stream, Window};

    #[test]
    fn complete_coverage_clears_it() {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].coverage = complete(whole_term());
        assert_eq!(says(&cohort, "not-observed"), None);
    }

    #[test]
    fn a_reason_that_is_a_sentence_ends_the_finding_once() {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].coverage = complete(whole_term());
        cohort.records[0].coverage[0].2 = Coverage::Blocked("Grant your token access.".into());
        let said = says(&cohort, "not-observed").unwrap();
        assert!(said.ends_with("Grant your token access."), "{said}");
    }

    #[test]
    fn nothing_seen_at_all_gives_the_reason() {
        let said = says(&cohort(["ada"]), "not-observed").unwrap();
        assert_eq!(said, "Nothing was seen of this period: no record of this time.");
    }

    #[test]
    fn names_the_weeks_and_the_streams() {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].coverage = [0, 2].into_iter().flat_map(|n| complete(week(n))).collect();
        for (stream, _, coverage) in &mut cohort.records[0].coverage {
            match stream {
                Stream::Comments | Stream::Discussions => {
                    *coverage = Coverage::NotFetched("not recorded".into())
                }
                Stream::Issues => *coverage = Coverage::Partial("opened only".into()),
                _ => {}
            }
        }
        let said = says(&cohort, "not-observed").unwrap();
        assert!(
            said.starts_with("Nothing was seen of 1 week, from 2026-03-09. Not complete: "),
            "{said}"
        );
        assert!(said.contains("issues: opened only"), "{said}");
        assert!(said.contains("comments, discussions: not recorded"), "{said}");
    }

    #[test]
    fn one_stream_that_failed_for_a_week_is_named() {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].coverage =
            [0, 1, 2].into_iter().flat_map(|n| complete(week(n))).collect();
        for (stream, window, coverage) in &mut cohort.records[0].coverage {
            if *stream == Stream::Reviews && *window == week(1) {
                *coverage = Coverage::NotFetched("the answer was cut off".into());
            }
        }
        assert_eq!(
            says(&cohort, "not-observed").unwrap(),
            "Not complete: reviews: the answer was cut off."
        );
    }

    #[test]
    fn an_hour_that_is_missing_is_said_too() {
        let mut cohort = cohort(["ada"]);
        let late = Window::new(week(0).from() + chrono::TimeDelta::hours(1), week(5).to()).unwrap();
        cohort.records[0].coverage = complete(late);
        let said = says(&cohort, "not-observed").unwrap();
        assert!(said.starts_with("Not complete: pull-requests, issues"), "{said}");
    }
}
