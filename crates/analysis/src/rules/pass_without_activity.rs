//! `pass-without-activity`: a pass, and nothing in scope where everything was seen.

use monitor_model::{Actor, Judgement, RuleId, ScopeClass, Severity, Verdict};

use super::{Facts, Rule, counted};

pub(super) const RULE: Rule = Rule {
    id: RuleId("pass-without-activity"),
    severity: Severity::Attention,
    actor: Actor::Mentor,
    means: "A mentor passed the period, every public stream was seen for all of it, GitHub counts nothing \
        that it does not name, and there is no contribution in scope; and no \
        evidence that a mentor confirmed says what was done instead.",
    does_not_mean: "That the mentee did nothing, or that the pass is wrong: design, research and private repositories leave no public \
        trace, and the mentor knows what GitHub does not.",
    cleared_by: "Evidence that a mentor confirms, a contribution in scope, or a scope that names the place of the work.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let assessment = facts.assessment;
    let passed = assessment.agreement.verdict() == Some(Verdict::Pass);
    // What GitHub counts and does not name may be anything, and before a level is known it is too early to speak of absence.
    let is_known = assessment.coverage.is_complete()
        && facts.hidden.is_empty()
        && matches!(assessment.progress.judgement, Judgement::Level(_));
    if !passed || assessment.agreement.is_explained() || !is_known {
        return None;
    }
    let of = |class| assessment.activity.in_class(class).seen;
    if of(ScopeClass::Project) > 0 {
        return None;
    }
    let elsewhere = match of(ScopeClass::Undeclared).saturating_add(of(ScopeClass::Own)) {
        0 => String::new(),
        1 => " 1 contribution lies outside the scope.".to_owned(),
        n => format!(" {} lie outside the scope.", counted(n, "contribution")),
    };
    Some(format!(
        "The period is passed, everything public was seen, and there is no contribution in scope.{elsewhere}"
    ))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::agreement::fixture::*;
    use crate::assess::fixture::*;
    use monitor_model::{Cohort, Coverage, HiddenActivity, Verdict, When};

    #[test]
    fn says_what_there_is_instead() {
        let mut cohort = evaluated(Verdict::Pass);
        let nothing = "The period is passed, everything public was seen, and there is no contribution in scope.";
        assert_eq!(says(&cohort, RULE.id.0).unwrap(), nothing);
        cohort.records[0].contributions =
            vec![pull_request("ada", "ada/beam", 1, When::At(day(3)))];
        let said = says(&cohort, RULE.id.0).unwrap();
        assert_eq!(said, format!("{nothing} 1 contribution lies outside the scope."));
        cohort.records[0].contributions.push(pull_request("ada", "o/x", 1, When::At(day(3))));
        let said = says(&cohort, RULE.id.0).unwrap();
        assert_eq!(said, format!("{nothing} 2 contributions lie outside the scope."));
    }

    #[test]
    fn says_nothing_where_there_may_be_something() {
        type Change = fn(&mut Cohort);
        let cases: [(&str, Change); 8] = [
            ("no evaluation", |c| c.records[0].ledger.clear()),
            ("a fail", |c| c.records[0].ledger = ledger(vec![evaluate(Verdict::Fail)])),
            ("an hour was not seen", |c| {
                c.records[0].coverage[0].1 =
                    monitor_model::Window::new(day(0) + chrono::TimeDelta::hours(1), day(42))
                        .unwrap();
            }),
            ("a stream is partial", |c| {
                c.records[0].coverage[3].2 = Coverage::Partial("some".into())
            }),
            ("activity that GitHub does not name", |c| {
                let why = "private".to_owned();
                c.records[0].hidden =
                    vec![HiddenActivity { of: login("ada"), window: week(1), why }];
            }),
            ("nothing was fetched", |c| c.records[0].coverage.clear()),
            ("a contribution", |c| {
                c.records[0].contributions =
                    vec![pull_request("ada", "lantern-works/beam", 1, When::At(day(20)))];
            }),
            ("evidence", |c| {
                c.records[0].ledger =
                    ledger(vec![evaluate(Verdict::Pass), submit(ada(), 1, None), confirm(2)]);
            }),
        ];
        for (what, change) in cases {
            let mut cohort = evaluated(Verdict::Pass);
            assert!(says(&cohort, RULE.id.0).is_some());
            change(&mut cohort);
            assert_eq!(says(&cohort, RULE.id.0), None, "{what}");
        }
    }

    #[test]
    fn evidence_that_no_mentor_confirmed_is_not_enough() {
        let mut cohort = evaluated(Verdict::Pass);
        for more in [vec![], vec![reject(2)], vec![confirm(2), revoke(2)]] {
            let deeds = vec![evaluate(Verdict::Pass), submit(ada(), 1, None)];
            cohort.records[0].ledger = ledger(deeds.into_iter().chain(more).collect());
            assert!(says(&cohort, RULE.id.0).is_some());
        }
    }
}
