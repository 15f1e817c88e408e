//! `evidence-outside-period`: evidence of work that was not done in the period.

use monitor_model::{Actor, Evidence, RuleId, Severity, Window};

use super::{Facts, Rule, day_of};

pub(super) const RULE: Rule = Rule {
    id: RuleId("evidence-outside-period"),
    severity: Severity::Notice,
    actor: Actor::Mentor,
    means: "Evidence of the period is dated outside its window, or was submitted before the window began.",
    does_not_mean: "That the work does not count: it may belong to another period, or the date may be the one of an upload. What is \
        not dated and was submitted later is taken as work of the period.",
    cleared_by: "The same evidence with the right date or period, and a mentor who rejects this one.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let window = facts.assessment.period.window;
    let evidence = facts.assessment.agreement.evidence.iter();
    let rejected = |e: &Evidence| e.opinion.as_ref().is_some_and(|opinion| !opinion.confirmed);
    let outside = evidence.filter(|e| !rejected(e) && lies_outside(e, &window));
    let named: Vec<String> = outside
        .map(|e| {
            let (what, at) = e.done.map_or(("submitted", e.at), |done| ("dated", done));
            format!("{} ({}, {what} {})", e.id, e.kind, day_of(at, facts.zone))
        })
        .collect();
    (!named.is_empty()).then(|| {
        let (from, to) = (window.from(), window.to());
        let (from, to) = (day_of(from, facts.zone), day_of(to, facts.zone));
        let named = named.join(", ");
        format!("Not within the period, which is from {from} until before {to}: evidence {named}.")
    })
}

/// Whether the work was certainly not done in a window: it was before what was submitted, and after nothing that is known.
fn lies_outside(evidence: &Evidence, window: &Window) -> bool {
    evidence.done.map_or(evidence.at <= window.from(), |done| !window.contains(done))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::agreement::fixture::*;
    use crate::assess::fixture::*;
    use chrono::TimeDelta;
    use monitor_model::Verdict;

    #[test]
    fn a_date_decides_and_else_only_that_it_came_too_early() {
        let mut cohort = cohort(["ada"]);
        let instant = TimeDelta::seconds(1);
        let before = |what| {
            Some(format!(
                "Not within the period, which is from 2026-03-02 until before 2026-03-23: evidence 1 (document, {what})."
            ))
        };
        for (submitted, done, expected) in [
            (day(0), None, before("submitted 2026-03-02")),
            (day(0) + instant, None, None),
            (day(40), None, None),
            (day(40), Some(day(0)), None),
            (day(40), Some(day(21) - instant), None),
            (day(40), Some(day(21)), before("dated 2026-03-23")),
            (day(40), Some(day(0) - instant), before("dated 2026-03-01")),
        ] {
            let (by, deed) = submit(ada(), 1, done);
            cohort.records[0].ledger = vec![entry(1, submitted, by, deed)];
            assert_eq!(says(&cohort, RULE.id.0), expected, "{submitted} {done:?}");
        }
    }

    #[test]
    fn more_time_and_a_rejection_clear_it() {
        let mut cohort = cohort(["ada"]);
        let late = || submit(ada(), 1, Some(day(22)));
        for (deeds, speaks) in [
            (vec![late()], true),
            (vec![late(), confirm(1)], true),
            (vec![late(), reject(1)], false),
            (vec![late(), reject(1), revoke(1)], true),
            (vec![late(), evaluate(Verdict::Extend), extend()], false),
        ] {
            cohort.records[0].ledger = ledger(deeds);
            assert_eq!(says(&cohort, RULE.id.0).is_some(), speaks);
        }
    }
}
