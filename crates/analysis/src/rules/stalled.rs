//! `stalled`: no contribution for some time before the end of the period, or now.

use chrono::{DateTime, Utc};
use monitor_model::{Actor, RuleId, Severity, When};

use super::{Facts, Rule};

pub(super) const RULE: Rule = Rule {
    id: RuleId("stalled"),
    severity: Severity::Attention,
    actor: Actor::Mentor,
    means: "Everything public was seen, and there is no contribution for at least `stalled-days` before the end of the period, or now.",
    does_not_mean: "That the mentee did not work: design, research and private repositories leave no public trace.",
    cleared_by: "A contribution, or a mentor who says what the mentee worked on.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let elapsed = facts.assessment.elapsed?;
    if !facts.assessment.coverage.is_complete() {
        return None;
    }
    let last = facts.assessment.activity.last.map(latest);
    let since = last.unwrap_or(elapsed.from());
    if facts.hidden.iter().any(|hidden| hidden.to() > since) {
        return None;
    }
    let days = (elapsed.to() - since).num_days();
    let shown = |at: DateTime<Utc>| at.with_timezone(&facts.zone).format("%Y-%m-%d").to_string();
    let of = if elapsed == facts.assessment.period.window {
        "before the end of the period"
    } else {
        "until now"
    };
    (days >= i64::from(facts.policy.stalled_days)).then(|| match last {
        Some(last) => {
            format!("No contribution for {days} days {of}; the last one was on {}.", shown(last))
        }
        None => format!(
            "No contribution for {days} days {of}: none since the period began on {}.",
            shown(since)
        ),
    })
}

/// The latest instant at which an act may have happened.
fn latest(when: When) -> DateTime<Utc> {
    match when {
        When::At(instant) => instant,
        When::Within(window) => window.to(),
    }
}

#[cfg(test)]
mod tests {
    use crate::assess::fixture::*;
    use monitor_model::{HiddenActivity, When};

    #[test]
    fn says_since_when_and_for_how_long() {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].coverage = complete(whole_term());
        let said = says(&cohort, "stalled").unwrap();
        assert_eq!(
            said,
            "No contribution for 21 days before the end of the period: none since the period began on 2026-03-02."
        );
        cohort.records[0].contributions =
            vec![pull_request("ada", "lantern-works/beam", 1, When::At(day(7)))];
        let said = says(&cohort, "stalled").unwrap();
        assert_eq!(
            said,
            "No contribution for 14 days before the end of the period; the last one was on 2026-03-09."
        );
        cohort.records[0].contributions =
            vec![pull_request("ada", "lantern-works/beam", 1, When::At(day(8)))];
        assert_eq!(says(&cohort, "stalled"), None);
    }

    #[test]
    fn a_coarse_date_is_taken_at_its_latest() {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].coverage = complete(whole_term());
        cohort.records[0].contributions =
            vec![pull_request("ada", "lantern-works/beam", 1, When::Within(week(1)))];
        assert_eq!(says(&cohort, "stalled"), None);
    }

    #[test]
    fn hidden_activity_is_activity() {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].coverage = complete(whole_term());
        cohort.records[0].hidden =
            vec![HiddenActivity { of: login("ada"), window: week(2), why: "private".into() }];
        assert_eq!(says(&cohort, "stalled"), None);
    }
}
