//! `mentor-silent`: no mentor of the enrollment has acted on the mentee's items in the period.

use monitor_model::{Actor, MentorActs, RuleId, Severity};

use super::{Facts, Rule, counted, day_of};

pub(super) const RULE: Rule = Rule {
    id: RuleId("mentor-silent"),
    severity: Severity::Notice,
    actor: Actor::Administrator,
    means: "Everything that others did on the mentee's pull requests, issues and discussions is known, there was something to act on \
        for at least `mentor-silent-days` of the period, and no mentor of this enrollment reviewed, commented on, merged, closed or \
        committed to any of it.",
    does_not_mean: "That the mentors do not mentor: many work by chat, by call, in person, or in a place that nobody can see, and a \
        maintainer who reviews for them does what mentors want. It says nothing of the mentee.",
    cleared_by: "An act of a mentor on one of the mentee's items, or a mentor who says how they work together.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let elapsed = facts.assessment.elapsed?;
    let interaction = &facts.assessment.interaction;
    let own = interaction.own?;
    let days = (elapsed.to() - own.since).num_days();
    // A mentor who is only a name may be anybody who responded.
    let silent = |mentor: &MentorActs| mentor.login().is_some() && mentor.acts.is_none();
    let all_silent = !interaction.mentors.is_empty() && interaction.mentors.iter().all(silent);
    let long_enough = days >= i64::from(facts.policy.mentor_silent_days);
    let of = if elapsed == facts.assessment.period.window { "in the period" } else { "so far" };
    (interaction.complete && all_silent && long_enough).then(|| {
        format!(
            "No mentor was seen to act on the mentee's items {of}: {} since {}.",
            counted(own.count, "item"),
            day_of(own.since, facts.zone)
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::assess::fixture::*;
    use crate::interaction::fixture::{detail, issue, response, thread, waiting_on};
    use monitor_model::{Act, Cohort, Coverage, Mentor, Stream, Window};

    #[test]
    fn says_what_there_was_to_act_on() {
        let mut cohort = waiting_on(&[1, 3]);
        assert_eq!(
            says(&cohort, "mentor-silent").unwrap(),
            "No mentor was seen to act on the mentee's items in the period: 2 items since 2026-03-03."
        );
        cohort.records[0].contributions.push(issue(9, day(0)));
        cohort.records[0].details.extend([thread(9, true)]);
        let said = midterm(&cohort, day(16)).swap_remove(0).findings.into_iter();
        let said = said.filter(|f| f.rule.0 == "mentor-silent").map(|f| f.says).next().unwrap();
        assert_eq!(
            said,
            "No mentor was seen to act on the mentee's items so far: 3 items since 2026-03-02."
        );
    }

    #[test]
    fn says_nothing_where_a_mentor_acted_or_may_have() {
        type Change = fn(&mut Cohort);
        let cases: [(&str, Change); 11] = [
            ("an act", |c| c.records[0].responses.push(response(1, "HEDY", Act::Reviewed, day(9)))),
            ("an act of one of two", |c| {
                c.records[0].enrollment.mentors.push(Mentor::Login(login("joan")));
                c.records[0].responses.push(response(1, "joan", Act::Merged, day(9)));
            }),
            ("a name only", |c| {
                c.records[0].enrollment.mentors.push(Mentor::Name("Joan Glow".into()));
            }),
            ("no mentor", |c| c.records[0].enrollment.mentors.clear()),
            ("no detail", |c| c.records[0].details.clear()),
            ("not all responses known", |c| c.records[0].details = [detail(1, false)].into()),
            ("not all of an issue known", |c| {
                c.records[0].contributions.push(issue(9, day(5)));
                c.records[0].details.extend([thread(9, false)]);
            }),
            ("nothing to act on", |c| c.records[0].contributions.clear()),
            ("something for 13 days only", |c| {
                c.records[0].contributions[0].when = monitor_model::When::At(day(8))
            }),
            ("some pull requests may be missing", |c| {
                c.records[0].coverage[0] =
                    (Stream::PullRequests, whole_term(), Coverage::Partial("some".into()));
            }),
            ("a day was not seen", |c| {
                c.records[0].coverage = complete(Window::new(day(1), day(50)).unwrap());
            }),
        ];
        for (what, change) in cases {
            let mut cohort = waiting_on(&[1]);
            assert!(says(&cohort, "mentor-silent").is_some());
            change(&mut cohort);
            assert_eq!(says(&cohort, "mentor-silent"), None, "{what}");
        }
    }

    #[test]
    fn an_act_before_or_after_the_period_is_none_in_it() {
        let mut cohort = waiting_on(&[1]);
        cohort.records[0].responses = vec![
            response(1, "hedy", Act::Reviewed, day(25)),
            response(1, "joan", Act::Reviewed, day(2)),
        ];
        assert!(says(&cohort, "mentor-silent").is_some());
    }
}
