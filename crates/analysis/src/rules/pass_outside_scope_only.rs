//! `pass-outside-scope-only`: a pass, and all work that was seen lies outside the scope.

use monitor_model::{Actor, RuleId, Severity, Verdict};

use super::{Facts, Rule, counted};
use crate::observed::whole;

pub(super) const RULE: Rule = Rule {
    id: RuleId("pass-outside-scope-only"),
    severity: Severity::Notice,
    actor: Actor::Administrator,
    means: "A mentor passed the period, there is work, and all of it that was seen lies outside the scope of the enrollment.",
    does_not_mean: "That the work does not count: rosters often name one organisation of several, and projects move.",
    cleared_by: "A scope that names the place of the work, if the mentor says that it belongs to the project, or work in scope.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let assessment = facts.assessment;
    let passed = assessment.agreement.verdict() == Some(Verdict::Pass);
    if !passed || !assessment.is_outside_scope_only() {
        return None;
    }
    let commits: u32 = assessment.tallies.iter().map(|t| t.tally.commits).sum();
    let n = whole(assessment.contributions.len()).saturating_add(commits);
    let seen = if assessment.coverage.is_complete() {
        "everything public was seen"
    } else {
        "not everything was seen"
    };
    let all = match n {
        1 => "the 1 contribution that was seen lies".to_owned(),
        n => format!("all {} that were seen lie", counted(n, "contribution")),
    };
    Some(format!("The period is passed, and {all} outside the scope; {seen}."))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::agreement::fixture::*;
    use crate::assess::fixture::*;
    use monitor_model::{Cohort, Stream, Verdict, When};

    fn outside() -> Cohort {
        let mut cohort = evaluated(Verdict::Pass);
        cohort.records[0].contributions = vec![pull_request("ada", "o/x", 1, When::At(day(3)))];
        cohort
    }

    #[test]
    fn says_how_much_there_is_and_whether_more_may_be() {
        let mut cohort = outside();
        assert_eq!(
            says(&cohort, RULE.id.0).unwrap(),
            "The period is passed, and the 1 contribution that was seen lies outside the scope; everything public was seen."
        );
        cohort.records[0].tallies = vec![tally("ada", "ada/beam", week(1), 2)];
        cohort.records[0].coverage.retain(|(stream, ..)| *stream != Stream::Commits);
        assert_eq!(
            says(&cohort, RULE.id.0).unwrap(),
            "The period is passed, and all 3 contributions that were seen lie outside the scope; not everything was seen."
        );
    }

    #[test]
    fn says_nothing_of_others() {
        type Change = fn(&mut Cohort);
        let cases: [(&str, Change); 5] = [
            ("a fail", |c| c.records[0].ledger = ledger(vec![evaluate(Verdict::Fail)])),
            ("no evaluation", |c| c.records[0].ledger.clear()),
            ("no work", |c| c.records[0].contributions.clear()),
            ("some in scope", |c| {
                let inside = pull_request("ada", "lantern-works/beam", 1, When::At(day(20)));
                c.records[0].contributions.push(inside);
            }),
            ("some commits in scope", |c| {
                c.records[0].coverage.clear();
                c.records[0].tallies = vec![tally("ada", "lantern-works/beam", week(1), 1)];
            }),
        ];
        for (what, change) in cases {
            let mut cohort = outside();
            assert!(says(&cohort, RULE.id.0).is_some());
            change(&mut cohort);
            assert_eq!(says(&cohort, RULE.id.0), None, "{what}");
        }
    }
}
