//! `waiting-on-review`: open pull requests wait for a first response.

use chrono::TimeDelta;
use monitor_model::{Actor, RuleId, Severity, Waiting};

use super::{Facts, Rule, counted, day_of};

/// How many pull requests are named; of more, the number is said.
const NAMED: usize = 3;

pub(super) const RULE: Rule = Rule {
    id: RuleId("waiting-on-review"),
    severity: Severity::Notice,
    actor: Actor::Mentor,
    means: "The mentee's open pull requests got no response by somebody else for longer than `response-days`, and still have none: \
        it is the turn of the mentor or of the project.",
    does_not_mean: "That a mentor neglects the mentee: they may talk elsewhere, and reviews often lie with maintainers who are no \
        mentors. A mentee who waits is not idle either.",
    cleared_by: "A review or comment, a merge or closing, or the pull request as a draft while nobody is to look at it.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let interaction = &facts.assessment.interaction;
    let limit = TimeDelta::days(facts.policy.response_days.into());
    let age = |waiting: &Waiting| interaction.as_of - waiting.since;
    let long: Vec<&Waiting> = interaction.still_waiting().filter(|w| age(w) > limit).collect();
    let named = long.iter().take(NAMED).map(|waiting| {
        let (since, days) = (day_of(waiting.since, facts.zone), age(waiting).num_days());
        format!("`{}` since {since} ({})", waiting.item.reference(), counted_days(days))
    });
    let named: Vec<String> = named.collect();
    let more = match long.len() - named.len() {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let named = named.join(", ");
    match crate::observed::whole(long.len()) {
        0 => None,
        1 => Some(format!("1 open pull request waits for a first response: {named}.")),
        n => Some(format!(
            "{} wait for a first response: {named}{more}.",
            counted(n, "open pull request")
        )),
    }
}

fn counted_days(days: i64) -> String {
    counted(u32::try_from(days).unwrap_or(u32::MAX), "day")
}

#[cfg(test)]
mod tests {
    use crate::assess::fixture::*;
    use crate::interaction::fixture::{at, closed, detail, draft, response, waiting_on};
    use monitor_model::{Act, Cohort, Coverage, Stream};

    /// What the rule says on the tenth day.
    fn said(cohort: &Cohort) -> Option<String> {
        let assessment = midterm(cohort, day(10)).swap_remove(0);
        let findings = assessment.findings.into_iter();
        findings.filter(|f| f.rule.0 == "waiting-on-review").map(|f| f.says).next()
    }

    #[test]
    fn names_what_waits_for_longer_than_the_policy_allows() {
        assert_eq!(said(&waiting_on(&[5])), None, "five days are not more than five");
        assert_eq!(
            said(&waiting_on(&[4, 9])).unwrap(),
            "1 open pull request waits for a first response: `lantern-works/beam#1` since 2026-03-06 (6 days)."
        );
        assert_eq!(
            said(&waiting_on(&[4, 1, 3, 2])).unwrap(),
            "4 open pull requests wait for a first response: `lantern-works/beam#2` since 2026-03-03 (9 days), \
             `lantern-works/beam#4` since 2026-03-04 (8 days), `lantern-works/beam#3` since 2026-03-05 (7 days), and 1 more."
        );
    }

    #[test]
    fn says_nothing_of_what_does_not_wait_or_is_not_known_to() {
        type Change = fn(&mut Cohort);
        let cases: [(&str, Change); 9] = [
            ("a comment", |c| {
                c.records[0].responses.push(response(1, "joan", Act::Commented, day(9)))
            }),
            ("merged", |c| c.records[0].contributions.push(closed(1, Act::Merged, day(9)))),
            ("landed", |c| c.records[0].contributions.push(closed(1, Act::Landed, day(9)))),
            ("closed", |c| c.records[0].contributions.push(closed(1, Act::Closed, day(9)))),
            ("a draft", |c| c.records[0].details = [draft(1)].into()),
            ("no detail", |c| c.records[0].details.clear()),
            ("not all responses known", |c| {
                c.records[0].details = [detail(1, false)].into();
            }),
            ("nobody asked since", |c| {
                c.records[0].coverage =
                    complete(monitor_model::Window::new(day(0), day(6)).unwrap());
            }),
            ("the mentee's own repository", |c| {
                c.records[0].enrollment.mentee =
                    monitor_model::Mentee::Login(login("lantern-works"));
                c.records[0].enrollment.scope = monitor_model::Scope::default();
            }),
        ];
        for (what, change) in cases {
            let mut cohort = waiting_on(&[1]);
            assert!(said(&cohort).is_some());
            change(&mut cohort);
            assert_eq!(said(&cohort), None, "{what}");
        }
    }

    #[test]
    fn what_did_not_end_the_wait_does_not_hide_it() {
        let mut cohort = waiting_on(&[1]);
        let before = said(&cohort);
        cohort.records[0].responses = vec![
            response(1, "ADA", Act::Commented, day(2)),
            response(1, "joan", Act::Authored, day(0)),
            response(1, "joan", Act::Reviewed, day(11)),
            response(2, "joan", Act::Reviewed, day(3)),
        ];
        cohort.records[0].contributions.push(at(closed(1, Act::Merged, day(9)), day(11)));
        assert_eq!(said(&cohort), before, "own, older than it, yet to come, and on another");
    }

    #[test]
    fn what_was_answered_after_the_period_waits_no_more() {
        let mut cohort = waiting_on(&[1]);
        assert!(says(&cohort, "waiting-on-review").is_some(), "long after the period");
        cohort.records[0].responses = vec![response(1, "joan", Act::Reviewed, day(30))];
        assert_eq!(says(&cohort, "waiting-on-review"), None);
        let assessment = &midterm(&cohort, day(100))[0];
        assert_eq!(assessment.interaction.waiting.len(), 1, "it did at the end of the period");
    }

    #[test]
    fn coverage_of_other_streams_does_not_matter() {
        let mut cohort = waiting_on(&[1]);
        for (stream, _, coverage) in &mut cohort.records[0].coverage {
            if *stream != Stream::PullRequests {
                *coverage = Coverage::NotFetched("not asked".into());
            }
        }
        assert!(said(&cohort).is_some());
    }
}
