//! `undeclared-repositories`: real work in repositories that the scope does not name.

use std::collections::BTreeMap;

use monitor_model::{Actor, RepoName, RuleId, ScopeClass, Severity};

use super::{Facts, Rule, counted};

pub(super) const RULE: Rule = Rule {
    id: RuleId("undeclared-repositories"),
    severity: Severity::Notice,
    actor: Actor::Administrator,
    means: "There is more than passing work in repositories of an owner that the enrollment's scope does not name.",
    does_not_mean: "That the work does not count or is not for the project: rosters often name one organisation of several.",
    cleared_by: "The owner or the repositories in the roster's scope, if the mentor says that they belong to the project.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let mut owners: BTreeMap<&monitor_model::Login, (u32, BTreeMap<&RepoName, u32>)> =
        BTreeMap::new();
    let mut add = |repo, n: u32| {
        let (total, repos): &mut (u32, BTreeMap<_, _>) =
            owners.entry(RepoName::owner(repo)).or_default();
        *total = total.saturating_add(n);
        let of_repo = repos.entry(repo).or_insert(0_u32);
        *of_repo = of_repo.saturating_add(n);
    };
    let assessment = facts.assessment;
    for c in assessment.contributions.iter().filter(|c| c.class == ScopeClass::Undeclared) {
        add(&c.contribution.item.repo, 1);
    }
    for t in assessment.tallies.iter().filter(|t| t.class == ScopeClass::Undeclared) {
        add(&t.tally.repo, t.tally.commits);
    }
    let minimum = u32::from(facts.policy.undeclared_minimum);
    let mut real: Vec<_> = owners.into_iter().filter(|(_, (total, _))| *total >= minimum).collect();
    real.sort_by_key(|(owner, (total, _))| (std::cmp::Reverse(*total), *owner));
    let named: Vec<String> =
        real.iter().map(|(owner, (total, repos))| sentence(owner, *total, repos)).collect();
    (!named.is_empty()).then(|| format!("Outside the scope: {}.", named.join("; ")))
}

fn sentence(owner: &monitor_model::Login, total: u32, repos: &BTreeMap<&RepoName, u32>) -> String {
    let mut by_count: Vec<_> = repos.iter().collect();
    by_count.sort_by_key(|(repo, n)| (std::cmp::Reverse(**n), **repo));
    let (most, _) = by_count[0];
    match by_count.len() {
        1 => format!("{} in `{most}`", counted(total, "contribution")),
        n => format!(
            "{} in {n} repositories of `{owner}`, most in `{most}`",
            counted(total, "contribution")
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::assess::fixture::*;
    use monitor_model::When;

    #[test]
    fn names_the_owners_with_real_work() {
        let mut cohort = cohort(["ada"]);
        let mut add = |repo: &str, n| {
            cohort.records[0].contributions.push(pull_request("ada", repo, n, When::At(day(n))))
        };
        add("upstream/parser", 1);
        add("upstream/parser", 2);
        add("Upstream/lexer", 3);
        add("passing/by", 4);
        add("ada/own", 5);
        add("lantern-works/beam", 6);
        cohort.records[0].tallies = vec![tally("ada", "far/away", week(0), 9)];
        let said = says(&cohort, "undeclared-repositories").unwrap();
        assert_eq!(
            said,
            "Outside the scope: 9 contributions in `far/away`; 3 contributions in 2 repositories of `upstream`, most in \
             `upstream/parser`."
        );
    }

    #[test]
    fn passing_work_is_not_named() {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].tallies = vec![tally("ada", "far/away", week(0), 2)];
        assert_eq!(says(&cohort, "undeclared-repositories"), None);
    }
}
