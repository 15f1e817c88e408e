//! `stalled`: no contribution for some time before the end of the period, or now.

use chrono::{DateTime, Utc};
use monitor_model::{Actor, RuleId, Severity, When};

use super::{Facts, Rule, counted, day_of};

pub(super) const RULE: Rule = Rule {
    id: RuleId("stalled"),
    // Of those who passed in recorded terms it would be said too often for more; `docs/calibration.md` has the figures.
    severity: Severity::Notice,
    actor: Actor::Mentor,
    means: "Everything public was seen, and there is no contribution for at least `stalled-days` before the end of the period, or now; \
        and no open pull request of the mentee's waits for a first response, for who waits is not idle.",
    does_not_mean: "That the mentee did not work: design, research and private repositories leave no public trace.",
    cleared_by: "A contribution, an open pull request that waits for others, or a mentor who says what the mentee worked on.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let elapsed = facts.assessment.elapsed?;
    let interaction = &facts.assessment.interaction;
    if !facts.assessment.coverage.is_complete() || !interaction.waiting.is_empty() {
        return None;
    }
    let last = facts.assessment.activity.last.map(latest);
    let since = last.unwrap_or(elapsed.from());
    if facts.hidden.iter().any(|hidden| hidden.to() > since) {
        return None;
    }
    let days = (elapsed.to() - since).num_days();
    let shown = |at: DateTime<Utc>| day_of(at, facts.zone);
    let of = if elapsed == facts.assessment.period.window {
        "before the end of the period"
    } else {
        "until now"
    };
    let unknown = may_wait(interaction.maybe_waiting);
    (days >= i64::from(facts.policy.stalled_days)).then(|| match last {
        Some(last) => format!(
            "No contribution for {days} days {of}; the last one was on {}.{unknown}",
            shown(last)
        ),
        None => format!(
            "No contribution for {days} days {of}: none since the period began on {}.{unknown}",
            shown(since)
        ),
    })
}

/// What is said of open pull requests of which nobody knows whether they wait.
fn may_wait(pull_requests: u32) -> String {
    match pull_requests {
        0 => String::new(),
        n => format!(
            " Whether {} for a response is not known.",
            match n {
                1 => "an open pull request waits".to_owned(),
                n => format!("{} wait", counted(n, "open pull request")),
            }
        ),
    }
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
    use crate::interaction::fixture::{issue, response, waiting_on};
    use monitor_model::{Act, HiddenActivity, When};

    #[test]
    fn says_since_when_and_for_how_long() {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].coverage = complete(whole_term());
        let said = says(&cohort, "stalled").unwrap();
        assert_eq!(
            said,
            "No contribution for 21 days before the end of the period: none since the period began on 2026-03-02."
        );
        cohort.records[0].contributions = vec![issue(1, day(7))];
        let said = says(&cohort, "stalled").unwrap();
        assert_eq!(
            said,
            "No contribution for 14 days before the end of the period; the last one was on 2026-03-09."
        );
        cohort.records[0].contributions = vec![issue(1, day(8))];
        assert_eq!(says(&cohort, "stalled"), None);
    }

    #[test]
    fn who_waits_for_others_is_not_idle() {
        let mut cohort = waiting_on(&[1]);
        assert_eq!(says(&cohort, "stalled"), None);
        cohort.records[0].responses = vec![response(1, "joan", Act::Commented, day(2))];
        let said = says(&cohort, "stalled").unwrap();
        assert!(
            said.ends_with("the last one was on 2026-03-03."),
            "answered, and then nothing: {said}"
        );
    }

    #[test]
    fn who_may_wait_for_others_is_said_to() {
        let mut cohort = waiting_on(&[1]);
        cohort.records[0].details.clear();
        let said = says(&cohort, "stalled").unwrap();
        assert!(
            said.ends_with(" Whether an open pull request waits for a response is not known."),
            "{said}"
        );
        let mut cohort = waiting_on(&[1, 1]);
        cohort.records[0].details.clear();
        let said = says(&cohort, "stalled").unwrap();
        assert!(
            said.ends_with(" Whether 2 open pull requests wait for a response is not known."),
            "{said}"
        );
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
