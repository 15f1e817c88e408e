//! `mentor-load`: a mentor has more mentees than the policy's limit.

use monitor_model::{Actor, RuleId, Severity};

use super::{Facts, Rule};

pub(super) const RULE: Rule = Rule {
    id: RuleId("mentor-load"),
    severity: Severity::Info,
    actor: Actor::Administrator,
    means: "A mentor of this enrollment has more mentees in this program than the policy's limit.",
    does_not_mean: "That the mentor or the mentee did anything wrong; some mentors share the work with others.",
    cleared_by: "Another mentor for some of the mentees, or a higher `mentor-load-limit` in the policy.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let limit = u32::from(facts.policy.mentor_load_limit);
    let mentors = facts.assessment.enrollment.mentors.iter();
    let over = mentors
        .map(|mentor| (mentor.shown(), facts.load.of_mentor(mentor)))
        .filter(|(_, n)| *n > limit);
    let named: Vec<String> =
        over.map(|(mentor, n)| format!("`{mentor}` has {n} mentees")).collect();
    (!named.is_empty()).then(|| format!("{}; the policy's limit is {limit}.", named.join(", ")))
}

#[cfg(test)]
mod tests {
    use crate::assess::fixture::*;
    use monitor_model::Mentor;

    #[test]
    fn counts_each_mentor_over_the_program() {
        assert_eq!(says(&cohort(["ada", "grace", "linus"]), "mentor-load"), None);
        let four = cohort(["ada", "grace", "linus", "joan"]);
        assert_eq!(
            says(&four, "mentor-load").unwrap(),
            "`hedy` has 4 mentees; the policy's limit is 3."
        );
    }

    #[test]
    fn a_mentor_is_one_person_in_any_case_and_listed_twice() {
        let mut cohort = cohort(["ada", "grace", "linus"]);
        for (enrollment, record) in cohort.program.enrollments.iter_mut().zip(&mut cohort.records) {
            enrollment.mentors.push(Mentor::Login(login("HEDY")));
            record.enrollment.mentors.push(Mentor::Login(login("HEDY")));
        }
        assert_eq!(says(&cohort, "mentor-load"), None);
    }
}
