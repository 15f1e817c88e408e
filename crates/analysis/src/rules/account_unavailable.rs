//! `account-unavailable`: an account that was known can't be seen any more.

use monitor_model::{Actor, Identity, IdentityNote, RuleId, Severity};

use super::{Facts, Rule};

pub(super) const RULE: Rule = Rule {
    id: RuleId("account-unavailable"),
    severity: Severity::Attention,
    actor: Actor::Administrator,
    means: "GitHub no longer shows the mentee's account: it was deleted, suspended or flagged. What was collected before stays.",
    does_not_mean: "That the mentee left or did anything wrong; GitHub flags accounts by mistake too.",
    cleared_by: "The account being visible again, or the mentee's new login in the roster.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let bound = facts.record.account.as_ref()?;
    let about = |note: &&IdentityNote| match &note.what {
        Identity::Resolved(account, _) => account.id == bound.id,
        Identity::Gone(id) => *id == bound.id,
        Identity::NoSuchLogin => false,
    };
    let last = facts.record.identity.iter().filter(about).max_by_key(|note| note.at)?;
    let since = last.at.with_timezone(&facts.zone).format("%Y-%m-%d");
    matches!(last.what, Identity::Gone(_))
        .then(|| format!("The account, number {}, could not be seen on {since}.", bound.id))
}

#[cfg(test)]
mod tests {
    use crate::assess::fixture::*;
    use monitor_model::{Account, AccountId, Identity, IdentityNote};

    #[test]
    fn an_account_is_gone_until_it_is_seen_again() {
        let mut cohort = cohort(["ada"]);
        let account = Account { id: AccountId(1), node: "U_1".into() };
        let note = |at, what| IdentityNote { login: login("ada"), at: day(at), what };
        cohort.records[0].account = Some(account.clone());
        cohort.records[0].identity =
            vec![note(1, Identity::Resolved(account.clone(), login("ada")))];
        assert_eq!(says(&cohort, "account-unavailable"), None);
        cohort.records[0].identity.push(note(2, Identity::Gone(AccountId(1))));
        let said = says(&cohort, "account-unavailable").unwrap();
        assert_eq!(said, "The account, number 1, could not be seen on 2026-03-04.");
        cohort.records[0].identity.push(note(3, Identity::Resolved(account, login("ada"))));
        assert_eq!(says(&cohort, "account-unavailable"), None);
    }
}
