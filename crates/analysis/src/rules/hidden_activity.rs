//! `hidden-activity`: GitHub counts activity that it does not itemise.

use chrono::TimeDelta;
use monitor_model::{Actor, RuleId, Severity};

use super::{Facts, Rule, counted, day, day_of};
use crate::counting;

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
    let elapsed = facts.assessment.elapsed?;
    let told = counting::hidden(facts.record).map(|hidden| hidden.window);
    let told = told.filter(|window| window.intersect(&elapsed).is_some());
    // GitHub's own totals are of all the time that was asked for, and say nothing of single weeks.
    let long = told.filter(|window| window.length() > TimeDelta::days(8));
    if let Some(all) = long.max_by_key(|window| (window.length(), window.from())) {
        let last = all.to() - TimeDelta::seconds(1);
        return Some(format!(
            "GitHub counts activity between {} and {} that it does not itemise; on which days is not known.",
            day(&all, facts.zone),
            day_of(last, facts.zone)
        ));
    }
    let weeks = facts.assessment.activity.hidden_weeks;
    (weeks > 0).then(|| {
        format!("GitHub reports activity that it does not itemise, in {}.", counted(weeks, "week"))
    })
}

#[cfg(test)]
mod tests {
    use crate::assess::fixture::*;
    use monitor_model::{HiddenActivity, Window};

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

    #[test]
    fn a_total_of_a_longer_time_names_no_weeks() {
        let mut cohort = cohort(["ada"]);
        let window = Window::new(week(1).from(), week(4).to()).unwrap();
        let why = "12 private contributions".into();
        cohort.records[0].hidden = vec![HiddenActivity { of: login("ada"), window, why }];
        let said = says(&cohort, "hidden-activity").unwrap();
        assert_eq!(
            said,
            "GitHub counts activity between 2026-03-09 and 2026-04-05 that it does not itemise; on which days is not known."
        );
    }
}
