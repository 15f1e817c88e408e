//! `fail-despite-activity`: a fail, and the record shows steady work.

use monitor_model::{Actor, Judgement, Level, RuleId, Severity, Verdict};

use super::{Facts, Rule};

pub(super) const RULE: Rule = Rule {
    id: RuleId("fail-despite-activity"),
    severity: Severity::Notice,
    actor: Actor::Mentor,
    means: "A mentor failed the period, and the record shows steady work or more. The mentee deserves to hear why.",
    does_not_mean: "That the fail is wrong or open: a mentor's fail stands. Much activity is not yet what was agreed on.",
    cleared_by: "Nothing needs to clear it. It goes away where a mentor of the enrollment gives another verdict.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let assessment = facts.assessment;
    let evaluation = assessment.agreement.evaluation.as_ref()?;
    let judgement = assessment.progress.judgement;
    let level = judgement.reached().filter(|level| *level >= Level::Steady)?;
    if evaluation.verdict != Verdict::Fail {
        return None;
    }
    let least = if matches!(judgement, Judgement::AtLeast(_)) { "at least " } else { "" };
    let heard = match evaluation.note {
        Some(_) => "The evaluation says why.",
        None => "The evaluation does not say why.",
    };
    Some(format!("The period is failed, which stands, and the level is {least}`{level}`. {heard}"))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::agreement::fixture::*;
    use crate::assess::fixture::*;
    use monitor_model::{Cohort, Verdict};

    fn failed() -> Cohort {
        let mut cohort = evaluated(Verdict::Fail);
        cohort.records[0].contributions = steady();
        cohort
    }

    #[test]
    fn says_the_level_and_whether_the_mentee_can_know_why() {
        let mut cohort = failed();
        assert_eq!(
            says(&cohort, RULE.id.0).unwrap(),
            "The period is failed, which stands, and the level is `strong`. The evaluation says why."
        );
        cohort.records[0].coverage.clear();
        cohort.records[0].ledger[0].reason = None;
        assert_eq!(
            says(&cohort, RULE.id.0).unwrap(),
            "The period is failed, which stands, and the level is at least `strong`. The evaluation does not say why."
        );
    }

    #[test]
    fn says_nothing_of_others() {
        type Change = fn(&mut Cohort);
        let cases: [(&str, Change); 4] = [
            ("a pass", |c| c.records[0].ledger = ledger(vec![evaluate(Verdict::Pass)])),
            ("no evaluation", |c| c.records[0].ledger.clear()),
            ("little work", |c| c.records[0].contributions.truncate(1)),
            ("little work that was seen", |c| {
                c.records[0].contributions.truncate(1);
                c.records[0].coverage.clear();
            }),
        ];
        for (what, change) in cases {
            let mut cohort = failed();
            change(&mut cohort);
            assert_eq!(says(&cohort, RULE.id.0), None, "{what}");
        }
    }
}
