//! `evidence-unconfirmed`: evidence that no mentor of the enrollment has looked at.

use monitor_model::{Actor, RuleId, Severity};

use super::{Facts, Rule, day_of};

pub(super) const RULE: Rule = Rule {
    id: RuleId("evidence-unconfirmed"),
    severity: Severity::Notice,
    actor: Actor::Mentor,
    means: "Evidence was submitted for the period, and no mentor of the enrollment has confirmed or rejected it.",
    does_not_mean: "That the evidence is doubted: nobody who may has looked at it yet.",
    cleared_by: "A mentor of the enrollment who confirms or rejects it, in a sentence.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let evidence = facts.assessment.agreement.evidence.iter();
    let open = evidence.filter(|evidence| evidence.opinion.is_none());
    let named: Vec<String> = open
        .map(|e| format!("{} ({}, submitted on {})", e.id, e.kind, day_of(e.at, facts.zone)))
        .collect();
    (!named.is_empty())
        .then(|| format!("For a mentor to confirm or reject: evidence {}.", named.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::agreement::fixture::*;
    use crate::assess::fixture::*;

    #[test]
    fn each_waits_until_a_mentor_says_something_of_it() {
        let mut cohort = cohort(["ada"]);
        let mut said = |more: Vec<_>| {
            let deeds = vec![submit(ada(), 1, None), submit(hedy(), 2, None)];
            cohort.records[0].ledger = ledger(deeds.into_iter().chain(more).collect());
            says(&cohort, RULE.id.0)
        };
        let [one, two] =
            ["1 (document, submitted on 2026-03-03)", "2 (document, submitted on 2026-03-04)"];
        let waits =
            |which: &str| Some(format!("For a mentor to confirm or reject: evidence {which}."));
        assert_eq!(said(vec![]), waits(&format!("{one}, {two}")));
        assert_eq!(said(vec![confirm(2)]), waits(one));
        assert_eq!(said(vec![confirm(2), reject(1)]), None);
        assert_eq!(said(vec![confirm(2), reject(1), revoke(2)]), waits(two));
        assert_eq!(said(vec![(ada(), confirm(1).1), confirm(2)]), waits(one), "not by the mentee");
    }
}
