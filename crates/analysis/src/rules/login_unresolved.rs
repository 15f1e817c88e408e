//! `login-unresolved`: the roster's login is none.

use monitor_model::{Actor, Mentee, RuleId, Severity};

use super::{Facts, Rule};

pub(super) const RULE: Rule = Rule {
    id: RuleId("login-unresolved"),
    severity: Severity::Attention,
    actor: Actor::Administrator,
    means: "The roster's login is empty, malformed or taken by an earlier enrollment, so nothing can be collected for this mentee.",
    does_not_mean: "That the mentee did nothing: nobody has looked.",
    cleared_by: "A correct login in the roster, and another import.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    match &facts.assessment.enrollment.mentee {
        Mentee::Login(_) => None,
        Mentee::Unresolved { given, .. } if given.trim().is_empty() => {
            Some("The roster has no login for this mentee.".to_owned())
        }
        mentee @ Mentee::Unresolved { why, .. } => {
            Some(format!("The roster's login `{}` can't be used: {why}.", mentee.shown()))
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::assess::fixture::*;
    use monitor_model::{LoginError, Mentee};

    #[test]
    fn says_what_stands_in_the_roster_and_what_is_wrong() {
        let mut cohort = cohort(["ada"]);
        assert_eq!(says(&cohort, "login-unresolved"), None);
        cohort.records[0].enrollment.mentee =
            Mentee::Unresolved { given: "ada grace".into(), why: LoginError::Several };
        let said = says(&cohort, "login-unresolved").unwrap();
        assert_eq!(
            said,
            "The roster's login `ada grace` can't be used: the field holds more than one name."
        );
        cohort.records[0].enrollment.mentee =
            Mentee::Unresolved { given: "ada ".repeat(99), why: LoginError::Several };
        let said = says(&cohort, "login-unresolved").unwrap();
        assert!(said.len() < 180 && said.contains("…`"), "a long text is cut: {said}");
    }
}
