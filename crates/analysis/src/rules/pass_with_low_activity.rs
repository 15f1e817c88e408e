//! `pass-with-low-activity`: a pass, and less than steady work where everything was seen.

use monitor_model::{Actor, Judgement, Level, RuleId, ScopeClass, Severity, Verdict};

use super::{Facts, Rule};

pub(super) const RULE: Rule = Rule {
    id: RuleId("pass-with-low-activity"),
    severity: Severity::Notice,
    actor: Actor::Mentor,
    means: "A mentor passed the period, every public stream was seen for all of it, and what is there comes to less than the level \
        `steady`; and no evidence that a mentor confirmed says what was done besides.",
    does_not_mean: "That the pass is wrong: points measure what GitHub shows, and one hard change may be worth a period.",
    cleared_by: "Evidence that a mentor confirms, or more work of the period that becomes known.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let assessment = facts.assessment;
    let (agreement, progress) = (&assessment.agreement, &assessment.progress);
    let passed = agreement.verdict() == Some(Verdict::Pass);
    let is_known = assessment.coverage.is_complete() && facts.hidden.is_empty();
    if !passed || agreement.is_explained() || !is_known {
        return None;
    }
    // Where there is nothing in scope, `pass-without-activity` says so.
    let in_scope = assessment.activity.in_class(ScopeClass::Project).seen > 0;
    match progress.judgement {
        Judgement::Level(level @ (Level::Low | Level::None)) if in_scope => Some(format!(
            "The period is passed, everything public was seen, and the level is `{level}`: {} points of {} that are expected.",
            progress.points, progress.expected
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::agreement::fixture::*;
    use crate::assess::fixture::*;
    use monitor_model::{Cohort, Coverage, HiddenActivity, Verdict, When};

    /// A pass, and one pull request.
    fn little() -> Cohort {
        let mut cohort = evaluated(Verdict::Pass);
        cohort.records[0].contributions =
            vec![pull_request("ada", "lantern-works/beam", 1, When::At(day(3)))];
        cohort
    }

    #[test]
    fn says_how_much_there_is() {
        assert_eq!(
            says(&little(), RULE.id.0).unwrap(),
            "The period is passed, everything public was seen, and the level is `low`: 10 points of 45 that are expected."
        );
    }

    #[test]
    fn says_nothing_where_there_may_be_more_or_less() {
        type Change = fn(&mut Cohort);
        let cases: [(&str, Change); 7] = [
            ("a fail", |c| c.records[0].ledger = ledger(vec![evaluate(Verdict::Fail)])),
            ("no evaluation", |c| c.records[0].ledger.clear()),
            ("a stream is partial", |c| {
                c.records[0].coverage[3].2 = Coverage::Partial("some".into())
            }),
            ("activity that GitHub does not name", |c| {
                let why = "private".to_owned();
                c.records[0].hidden =
                    vec![HiddenActivity { of: login("ada"), window: week(1), why }];
            }),
            ("steady work", |c| c.records[0].contributions = steady()),
            ("nothing, of which another rule speaks", |c| c.records[0].contributions.clear()),
            ("evidence", |c| {
                c.records[0].ledger =
                    ledger(vec![evaluate(Verdict::Pass), submit(ada(), 1, None), confirm(2)]);
            }),
        ];
        for (what, change) in cases {
            let mut cohort = little();
            assert!(says(&cohort, RULE.id.0).is_some());
            change(&mut cohort);
            assert_eq!(says(&cohort, RULE.id.0), None, "{what}");
        }
    }
}
