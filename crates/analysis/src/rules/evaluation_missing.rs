//! `evaluation-missing`: an evaluation is due soon, and there is none.

use monitor_model::{Actor, RuleId, Severity, Standing};

use super::{Facts, Rule, counted, day_of};

pub(super) const RULE: Rule = Rule {
    id: RuleId("evaluation-missing"),
    severity: Severity::Info,
    actor: Actor::Mentor,
    means: "The evaluation of the period is due within `evaluation-soon-days`, and no mentor of the enrollment has given one.",
    does_not_mean: "That anybody is late: there is time until it is due.",
    cleared_by: "An evaluation by a mentor of the enrollment.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let open = [Standing::AwaitingEvaluation, Standing::Extended];
    let due = facts.assessment.period.due;
    let days = (due - facts.now).num_days();
    let soon = days < i64::from(facts.policy.evaluation_soon_days);
    if !soon || !open.contains(&facts.assessment.stand.standing) {
        return None;
    }
    let left = match u32::try_from(days) {
        Ok(days) if days > 0 => counted(days, "day"),
        _ => "less than a day".to_owned(),
    };
    let on = day_of(due, facts.zone);
    Some(format!("The evaluation is due on {on}, in {left}, and there is none yet."))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::agreement::fixture::*;
    use crate::assess::fixture::*;
    use chrono::{DateTime, TimeDelta, Utc};
    use monitor_model::{Cohort, Verdict};

    fn said(cohort: &Cohort, now: DateTime<Utc>) -> Option<String> {
        let findings = midterm(cohort, now).swap_remove(0).findings;
        findings.into_iter().find(|f| f.rule == RULE.id).map(|f| f.says)
    }

    #[test]
    fn says_so_from_a_week_before_it_is_due_until_then() {
        let cohort = cohort(["ada"]);
        let says = |left| {
            format!("The evaluation is due on 2026-03-24, in {left}, and there is none yet.")
        };
        let instant = TimeDelta::seconds(1);
        for (now, expected) in [
            (day(15), None),
            (day(15) + instant, Some(says("6 days"))),
            (day(20), Some(says("2 days"))),
            (day(21), Some(says("1 day"))),
            (day(21) + instant, Some(says("less than a day"))),
            (day(22) - instant, Some(says("less than a day"))),
            (day(22), None),
        ] {
            assert_eq!(said(&cohort, now), expected, "{now}");
        }
    }

    #[test]
    fn a_verdict_clears_it_and_more_time_puts_it_off() {
        let mut cohort = cohort(["ada"]);
        for verdict in Verdict::ALL {
            cohort.records[0].ledger = ledger(vec![evaluate(*verdict)]);
            assert_eq!(said(&cohort, day(20)), None, "{verdict}");
        }
        cohort.records[0].ledger = ledger(vec![evaluate(Verdict::Extend), extend()]);
        assert_eq!(said(&cohort, day(20)), None);
        assert_eq!(
            said(&cohort, day(27)).unwrap(),
            "The evaluation is due on 2026-03-31, in 2 days, and there is none yet."
        );
    }
}
