//! Pull requests of repositories, whoever opened them.

use monitor_model::NodeId;
use serde_json::json;

use super::Written;
use super::at::Unreadable;
use super::reading::Reading;
use super::text::{Fragment, document, ids};

pub(super) fn write(of: &[NodeId], page: u32) -> Written {
    let operation = include_str!("../../queries/repo_pulls.graphql");
    Written {
        text: document(operation, &[Fragment::RepoPulls]),
        variables: json!({ "ids": ids(of), "page": page }),
    }
}

pub(super) fn read(of: &[NodeId], to: &mut Reading<'_>) -> Result<(), Unreadable> {
    to.nodes(of, "Repository", |to, id, at| to.repo_pulls(&at.field("pullRequests")?, id))
}

#[cfg(test)]
mod tests {
    use super::super::errors::tests::error;
    use super::super::read;
    use super::super::samples::{full, list, list_with_more, pages, person, pull, refusals};
    use crate::{Fact, List, RepoPull, Shape, Who};
    use serde_json::{Value, json};

    /// A pull request that `ada-lumen-2` merged, with a commit of such a headline.
    fn merged(n: usize, headline: &str) -> Value {
        let mut pull = pull(n);
        pull["mergedAt"] = json!("2026-06-08T08:00:00Z");
        pull["mergedBy"] = person(2);
        pull["mergeCommit"] =
            json!({"oid": format!("m{n}"), "message": format!("{headline}\n\nx")});
        pull
    }

    fn answer(pulls: Value) -> Value {
        json!({"nodes": [{"__typename": "Repository", "id": "R_0", "pullRequests": pulls}]})
    }

    fn pulls(facts: &[Fact]) -> Vec<&RepoPull> {
        let mut pulls = Vec::new();
        for fact in facts {
            if let Fact::RepoPull(pull) = fact {
                pulls.push(&**pull);
            }
        }
        pulls
    }

    #[test]
    fn who_merged_and_whether_the_merge_repeats_the_pull_requests_commits() {
        let cases = [
            ("Merge pull request #1 from ada/wick", Some(("m1", false))),
            ("Trim the wick (#1)", Some(("m1", true))),
            ("Trim the wick (#2)", None),
            ("Trim the wick", None),
        ];
        for (headline, expected) in cases {
            let nodes = [merged(1, headline), pull(2)];
            let data = answer(list_with_more(9, &nodes, "c"));
            let facts = read(&full(Shape::RepoPulls, 1), &data, &[]).unwrap();
            let found = pulls(&facts);
            let merge = found[0].merge.as_ref().map(|merge| (&*merge.commit, merge.is_squash));
            assert_eq!(merge, expected, "{headline}");
            assert!(matches!(&found[0].merged_by, Some(Who::Person { id, .. }) if id.0 == 2));
            assert_eq!((&found[1].merged_by, &found[1].merge), (&None, &None));
            assert_eq!(pages(&facts), [(List::RepoPulls, 9, 2, Some("c"))]);
            let Some(Fact::Page(page)) = facts.last() else { panic!("{facts:?}") };
            assert_eq!(page.reached, Some(found[1].pull.updated));
        }
    }

    #[test]
    fn an_author_who_was_refused_is_no_ghost_and_makes_the_list_refused() {
        let mut hidden = pull(1);
        hidden["author"] = json!(null);
        let mut ghost = pull(2);
        ghost["author"] = json!(null);
        let data = answer(list(3, &[hidden, ghost, json!(null)]));
        let errors = [error("FORBIDDEN", "nodes.0.pullRequests.nodes.0.author")];
        let facts = read(&full(Shape::RepoPulls, 1), &data, &errors).unwrap();
        let authors: Vec<_> = pulls(&facts).iter().map(|pull| &pull.pull.author).collect();
        assert_eq!(authors, [&Who::Ghost]);
        let refused = refusals(&facts);
        assert_eq!(refused.len(), 1, "{refused:?}");
        assert_eq!((refused[0].1, refused[0].2), (Some(List::RepoPulls), "FORBIDDEN: so it is"));
    }

    #[test]
    fn a_list_that_did_not_come_is_refused_and_has_no_page() {
        let data = answer(json!(null));
        let facts = read(&full(Shape::RepoPulls, 1), &data, &[]).unwrap();
        assert!(pages(&facts).is_empty());
        assert_eq!(refusals(&facts)[0].1, Some(List::RepoPulls));
    }
}
