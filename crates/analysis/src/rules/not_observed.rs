//! `not-observed`: some required coverage is not complete.

use std::collections::BTreeMap;

use monitor_model::{Actor, Coverage, RuleId, Severity, StreamCoverage};

use super::{Facts, Rule, counted, day};
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
    let mut parts = Vec::new();
    let unseen: Vec<String> = facts
        .weeks
        .iter()
        .filter(|week| !saw(&coverage.streams, week))
        .map(|week| day(week, facts.zone))
        .collect();
    if unseen.len() == facts.weeks.len() {
        parts.push(format!(
            "Nothing was seen of this period: {}",
            reasons(&coverage.streams)
        ));
    } else {
        if !unseen.is_empty() {
            let n = crate::observed::whole(unseen.len());
            parts.push(format!(
                "Nothing was seen of {}, from {}",
                counted(n, "week"),
                unseen.join(", ")
            ));
        }
        parts.extend(incomplete(&coverage.streams));
    }
    Some(format!("{}.", parts.join(". ")))
}

/// Why nothing was seen, each reason once.
fn reasons(streams: &[StreamCoverage]) -> String {
    let mut reasons: Vec<&str> = streams
        .iter()
        .flat_map(|s| &s.slices)
        .filter_map(|slice| slice.coverage.reason())
        .collect();
    reasons.sort_unstable();
    reasons.dedup();
    reasons.join("; ")
}

/// The streams that are not complete where something was seen, grouped by what is missing.
fn incomplete(streams: &[StreamCoverage]) -> Option<String> {
    let mut by_reason: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let absent = |coverage: &Coverage| matches!(coverage, Coverage::NotFetched(_));
    for stream in streams {
        // Weeks that nobody saw are named above; a stream that nobody ever saw is named here.
        let never = stream.slices.iter().all(|slice| absent(&slice.coverage));
        for slice in stream
            .slices
            .iter()
            .filter(|slice| never || !absent(&slice.coverage))
        {
            if let Some(reason) = slice.coverage.reason() {
                let names = by_reason.entry(reason).or_default();
                if !names.contains(&stream.stream.as_str()) {
                    names.push(stream.stream.as_str());
                }
            }
        }
    }
    let said: Vec<String> = by_reason
        .iter()
        .map(|(reason, names)| format!("{}: {reason}", names.join(", ")))
        .collect();
    (!said.is_empty()).then(|| format!("Not complete: {}", said.join("; ")))
}

#[cfg(test)]
mod tests {
    use crate::assess::fixture::*;
    use monitor_model::{Coverage, Stream};

    #[test]
    fn complete_coverage_clears_it() {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].coverage = complete(whole_term());
        assert_eq!(says(&cohort, "not-observed"), None);
    }

    #[test]
    fn nothing_seen_at_all_gives_the_reason() {
        let said = says(&cohort(["ada"]), "not-observed").unwrap();
        assert_eq!(
            said,
            "Nothing was seen of this period: no record of this time."
        );
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
        assert!(
            said.contains("comments, discussions: not recorded"),
            "{said}"
        );
    }
}
