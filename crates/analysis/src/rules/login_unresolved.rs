//! `login-unresolved`: the roster's login is none, or nobody's.

use monitor_model::{Actor, Identity, Mentee, RuleId, Severity};

use super::{Facts, Rule};

pub(super) const RULE: Rule = Rule {
    id: RuleId("login-unresolved"),
    severity: Severity::Attention,
    actor: Actor::Administrator,
    means: "The roster's login is empty, malformed, taken by an earlier enrollment, or nobody on GitHub has it, so nothing can be collected for this mentee.",
    does_not_mean: "That the mentee did nothing: nobody has looked.",
    cleared_by: "A correct login in the roster, and another import.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    match &facts.assessment.enrollment.mentee {
        Mentee::Login(login) => unknown(facts).then(|| {
            format!("GitHub knows no account `{login}`: renamed, deleted, suspended or misspelled.")
        }),
        Mentee::Unresolved { given, .. } if given.trim().is_empty() => {
            Some("The roster has no login for this mentee.".to_owned())
        }
        mentee @ Mentee::Unresolved { why, .. } => {
            Some(format!("The roster's login `{}` can't be used: {why}.", mentee.shown()))
        }
    }
}

/// Whether GitHub never knew the login, so that nobody knows whom the roster means.
fn unknown(facts: &Facts<'_>) -> bool {
    let said = facts.record.identity.iter().max_by_key(|note| note.at);
    facts.record.account.is_none() && said.is_some_and(|note| note.what == Identity::NoSuchLogin)
}

#[cfg(test)]
mod tests {
    use crate::assess::fixture::*;
    use monitor_model::{Account, AccountId, Identity, IdentityNote, LoginError, Mentee};

    #[test]
    fn a_login_that_nobody_ever_had_is_unresolved_and_one_that_somebody_had_is_not() {
        let mut cohort = cohort(["ada"]);
        let note = IdentityNote { login: login("ada"), at: day(3), what: Identity::NoSuchLogin };
        cohort.records[0].identity = vec![note];
        let said = says(&cohort, "login-unresolved").unwrap();
        assert!(said.starts_with("GitHub knows no account `ada`"), "{said}");
        cohort.records[0].account = Some(Account { id: AccountId(7), node: "U_7".into() });
        assert_eq!(says(&cohort, "login-unresolved"), None);
    }

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
