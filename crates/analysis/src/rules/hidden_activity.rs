//! `hidden-activity`: GitHub counts activity that it does not itemise.

use monitor_model::{Actor, RuleId, Severity};

use super::{Facts, Rule, counted};

pub(super) const RULE: Rule = Rule {
    id: RuleId("hidden-activity"),
    severity: Severity::Notice,
    actor: Actor::Mentor,
    means: "GitHub reports activity that can't be itemised: private or restricted, or of a kind that the source does not list.",
    does_not_mean: "That the mentee hides anything, or that the activity belongs to the project.",
    cleared_by: "A source that itemises it, or a mentor who says what it was.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let weeks = facts.assessment.activity.hidden_weeks;
    (weeks > 0).then(|| {
        format!("GitHub reports activity that it does not itemise, in {}.", counted(weeks, "week"))
    })
}

#[cfg(test)]
mod tests {
    use crate::assess::fixture::*;
    use monitor_model::HiddenActivity;

    #[test]
    fn counts_the_weeks_inside_the_period_only() {
        let mut cohort = cohort(["ada"]);
        assert_eq!(says(&cohort, "hidden-activity"), None);
        let hidden =
            |n| HiddenActivity { of: login("ada"), window: week(n), why: "not itemised".into() };
        cohort.records[0].hidden = vec![hidden(5)];
        assert_eq!(says(&cohort, "hidden-activity"), None);
        cohort.records[0].hidden = vec![hidden(0), hidden(2), hidden(5)];
        let said = says(&cohort, "hidden-activity").unwrap();
        assert_eq!(said, "GitHub reports activity that it does not itemise, in 2 weeks.");
    }
}
