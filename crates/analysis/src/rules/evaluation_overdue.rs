//! `evaluation-overdue`: an evaluation was due, and there is none.

use monitor_model::{Actor, RuleId, Severity, Standing};

use super::{Facts, Rule, counted, day_of};

pub(super) const RULE: Rule = Rule {
    id: RuleId("evaluation-overdue"),
    severity: Severity::Attention,
    actor: Actor::Mentor,
    means: "The evaluation of the period was due, and no mentor of the enrollment has given one.",
    does_not_mean: "That the mentee did anything wrong, or that the period is failed: only a mentor says that.",
    cleared_by: "An evaluation by a mentor of the enrollment, or more time that an administrator gives.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    if facts.assessment.stand.standing != Standing::Overdue {
        return None;
    }
    let due = facts.assessment.period.due;
    let since = match u32::try_from((facts.now - due).num_days()) {
        Ok(days) if days > 0 => format!(", {} ago", counted(days, "day")),
        _ => String::new(),
    };
    Some(format!(
        "The evaluation was due on {}{since}, and there is none.",
        day_of(due, facts.zone)
    ))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::agreement::fixture::*;
    use crate::assess::fixture::*;
    use monitor_model::{Cohort, Verdict};

    fn said(cohort: &Cohort, on: u64) -> Option<String> {
        let findings = midterm(cohort, day(on)).swap_remove(0).findings;
        findings.into_iter().find(|f| f.rule == RULE.id).map(|f| f.says)
    }

    #[test]
    fn says_since_when() {
        let cohort = cohort(["ada"]);
        let says = |since| {
            Some(format!("The evaluation was due on 2026-03-24{since}, and there is none."))
        };
        for (on, expected) in
            [(21, None), (22, says("")), (23, says(", 1 day ago")), (30, says(", 8 days ago"))]
        {
            assert_eq!(said(&cohort, on), expected, "{on}");
        }
    }

    #[test]
    fn a_verdict_clears_it_and_more_time_puts_it_off() {
        let mut cohort = cohort(["ada"]);
        for verdict in Verdict::ALL {
            cohort.records[0].ledger = ledger(vec![evaluate(*verdict)]);
            assert_eq!(said(&cohort, 30), None, "{verdict}");
        }
        cohort.records[0].ledger = ledger(vec![evaluate(Verdict::Extend), extend()]);
        assert_eq!(said(&cohort, 28), None);
        assert_eq!(
            said(&cohort, 30).unwrap(),
            "The evaluation was due on 2026-03-31, 1 day ago, and there is none."
        );
    }
}
