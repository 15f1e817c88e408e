//! `login-reassigned`: the roster's login is somebody else's by now, or the account has another one.

use monitor_model::{Account, Actor, Identity, IdentityNote, RuleId, Severity};

use super::{Facts, Rule};

pub(super) const RULE: Rule = Rule {
    id: RuleId("login-reassigned"),
    severity: Severity::Notice,
    actor: Actor::Administrator,
    means: "The account that the roster's login meant at first has another login now, or another account has that login.",
    does_not_mean: "That work is missing: the account is followed under whatever login it has. Nothing of the other account counts.",
    cleared_by: "The account's present login in the roster.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let bound = facts.record.account.as_ref()?;
    let roster = facts.assessment.enrollment.mentee.login()?;
    let mut notes: Vec<&IdentityNote> = facts.record.identity.iter().collect();
    notes.sort_by_key(|note| note.at);
    let resolved = || notes.iter().rev().filter_map(|note| resolved(note));
    let renamed =
        resolved().find(|(account, _)| account.id == bound.id).filter(|(_, now)| **now != *roster);
    let taken = resolved().find(|(account, now)| **now == *roster && account.id != bound.id);
    let current = resolved().find(|(_, now)| **now == *roster);
    let taken =
        taken.filter(|(account, _)| current.is_none_or(|(holder, _)| holder.id == account.id));
    match (renamed, taken) {
        (Some((_, now)), Some((other, _))) => Some(format!(
            "The account of `{roster}` is called `{now}` now; another account, number {}, has the login `{roster}`.",
            other.id
        )),
        (Some((_, now)), None) => Some(format!("The account of `{roster}` is called `{now}` now.")),
        (None, Some((other, _))) => {
            Some(format!("Another account, number {}, has the login `{roster}` now.", other.id))
        }
        (None, None) => None,
    }
}

fn resolved(note: &IdentityNote) -> Option<(&Account, &monitor_model::Login)> {
    match &note.what {
        Identity::Resolved(account, now) => Some((account, now)),
        Identity::NoSuchLogin | Identity::Gone(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::assess::fixture::*;
    use monitor_model::{Account, AccountId, Identity, IdentityNote};

    fn account(id: u64) -> Account {
        Account { id: AccountId(id), node: format!("U_{id}").as_str().into() }
    }

    fn note(at: u64, id: u64, now: &str) -> IdentityNote {
        IdentityNote {
            login: login("ada"),
            at: day(at),
            what: Identity::Resolved(account(id), login(now)),
        }
    }

    #[test]
    fn a_rename_is_said_and_so_is_who_has_the_login_now() {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].account = Some(account(1));
        cohort.records[0].identity = vec![note(1, 1, "Ada")];
        assert_eq!(says(&cohort, "login-reassigned"), None, "case is no other login");
        cohort.records[0].identity.push(note(2, 1, "ada-new"));
        assert_eq!(
            says(&cohort, "login-reassigned").unwrap(),
            "The account of `ada` is called `ada-new` now."
        );
        cohort.records[0].identity.push(note(3, 2, "ada"));
        let said = says(&cohort, "login-reassigned").unwrap();
        assert!(said.ends_with("another account, number 2, has the login `ada`."), "{said}");
        cohort.records[0].identity.push(note(4, 1, "ada"));
        assert_eq!(says(&cohort, "login-reassigned"), None, "it was renamed back");
    }
}
