//! What GitHub counts as contributions of a window: totals, reviewed pull requests, repositories committed to.

use monitor_model::{NodeId, Window};
use serde_json::json;

use super::Written;
use super::at::{At, Unreadable};
use super::items::repo_head;
use super::reading::{NO_REASON, Reading, Whose};
use super::text::{Fragment, document, first, ids, last};
use super::who::account;
use crate::{Fact, Totals};

pub(super) fn write(of: &[NodeId], window: &Window, page: u32) -> Written {
    let operation = include_str!("../../queries/contributions.graphql");
    let (from, to) = (first(window), last(window));
    Written {
        text: document(operation, &[Fragment::Person, Fragment::ReviewedPulls, Fragment::Repo]),
        variables: json!({ "ids": ids(of), "from": from, "to": to, "page": page }),
    }
}

pub(super) fn read(of: &[NodeId], window: &Window, to: &mut Reading<'_>) -> Result<(), Unreadable> {
    to.nodes(of, "User", |to, id, at| {
        to.facts.push(account(at, id.clone(), None)?);
        let at = at.field("contributionsCollection")?;
        to.facts.push(Fact::Totals(totals(&at, id, *window)?));
        to.reviewed_pulls(&at.field("pullRequestReviewContributions")?, id)?;
        committed_to(to, &at.field("commitContributionsByRepository")?, id)
    })
}

/// The numbers.
fn totals(at: &At<'_>, of: &NodeId, window: Window) -> Result<Totals, Unreadable> {
    Ok(Totals {
        of: of.clone(),
        window,
        pulls: at.field("totalPullRequestContributions")?.count()?,
        issues: at.field("totalIssueContributions")?.count()?,
        reviews: at.field("totalPullRequestReviewContributions")?.count()?,
        commits: at.field("totalCommitContributions")?.count()?,
        repositories: at.field("totalRepositoriesWithContributedCommits")?.count()?,
        restricted: at.field("restrictedContributionsCount")?.count()?,
        has_any: at.field("hasAnyContributions")?.flag()?,
    })
}

/// The repositories. They are no list with pages, so what is missing here is refused for the person as a whole.
fn committed_to<'a>(to: &mut Reading<'a>, at: &At<'a>, by: &NodeId) -> Result<(), Unreadable> {
    let mut why = to.errors.within(at);
    for entry in at.entries()? {
        if entry.is_null() {
            why.get_or_insert_with(|| NO_REASON.to_owned());
        } else if to.errors.within(&entry).is_none() {
            let repo = repo_head(&entry.field("repository")?)?;
            let commits = entry.field("contributions")?.field("totalCount")?.count()?;
            to.facts.push(Fact::CommittedTo { by: by.clone(), repo, commits });
        }
    }
    to.facts.extend(why.map(|why| Whose::all(by).refused(why)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::errors::tests::error;
    use super::super::samples::{
        at, full, list_with_more, node, pages, person, pull, refusals, repo, summer,
    };
    use super::super::{read, write};
    use crate::{Fact, List, Shape, Totals};
    use serde_json::{Value, json};

    fn somebody(n: u64) -> Value {
        let mut ada = person(n);
        ada["name"] = json!(null);
        ada["contributionsCollection"] = json!({
            "hasAnyContributions": true, "restrictedContributionsCount": 6, "totalPullRequestContributions": 1,
            "totalIssueContributions": 2, "totalPullRequestReviewContributions": 3, "totalCommitContributions": 4,
            "totalRepositoriesWithContributedCommits": 5,
            "pullRequestReviewContributions": list_with_more(101, &[json!({"pullRequest": pull(8)})], "r"),
            "commitContributionsByRepository": [{"repository": repo(), "contributions": {"totalCount": 4}}],
        });
        ada
    }

    #[test]
    fn totals_reviewed_pulls_and_repositories() {
        let facts =
            read(&full(Shape::Contributions, 1), &json!({"nodes": [somebody(0)]}), &[]).unwrap();
        let totals = Totals {
            of: node("U", 0),
            window: summer(),
            pulls: 1,
            issues: 2,
            reviews: 3,
            commits: 4,
            repositories: 5,
            restricted: 6,
            has_any: true,
        };
        assert_eq!(facts[1], Fact::Totals(totals));
        let (by, pull, pull_updated) = (node("U", 0), node("PR", 8), at("2026-06-09T08:00:00Z"));
        assert_eq!(facts[2], Fact::Reviewed { by, pull, pull_updated });
        assert_eq!(pages(&facts), [(List::ReviewedPulls, 101, 1, Some("r"))]);
        let Some(Fact::CommittedTo { repo, commits: 4, .. }) = facts.last() else {
            panic!("{facts:?}")
        };
        assert_eq!(repo.name.key(), "lantern-works/beam");
    }

    #[test]
    fn what_ran_out_of_resources_is_refused_for_its_person_only() {
        let path = "nodes.0.contributionsCollection.totalCommitContributions";
        let errors = [error("RESOURCE_LIMITS_EXCEEDED", path)];
        let data = json!({"nodes": [null, somebody(1)]});
        let facts = read(&full(Shape::Contributions, 2), &data, &errors).unwrap();
        let refused =
            ("Node(NodeId(\"U_0\"))".to_owned(), None, "RESOURCE_LIMITS_EXCEEDED: so it is");
        assert_eq!(refusals(&facts), [refused]);
        assert!(facts.iter().any(|fact| matches!(fact, Fact::Totals(t) if t.of == node("U", 1))));
    }

    #[test]
    fn a_repository_that_is_refused_leaves_the_others_and_says_so() {
        let mut ada = somebody(0);
        let repos = &mut ada["contributionsCollection"]["commitContributionsByRepository"];
        let damaged = json!({"repository": null, "contributions": {"totalCount": 1}});
        repos.as_array_mut().unwrap().push(damaged);
        let path = "nodes.0.contributionsCollection.commitContributionsByRepository.1.repository";
        let errors = [error("FORBIDDEN", path)];
        let facts =
            read(&full(Shape::Contributions, 1), &json!({"nodes": [ada]}), &errors).unwrap();
        assert_eq!(refusals(&facts).len(), 1);
        assert_eq!(facts.iter().filter(|f| matches!(f, Fact::CommittedTo { .. })).count(), 1);
    }

    #[test]
    fn the_last_second_of_the_window_is_the_last_that_is_asked_for() {
        let expected = json!({
            "ids": ["U_0"], "from": "2026-06-01T00:00:00Z", "to": "2026-08-23T23:59:59Z", "page": 100,
        });
        assert_eq!(write(&full(Shape::Contributions, 1)).variables, expected);
    }
}
