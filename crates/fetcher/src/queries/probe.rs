//! The newest update and the number of each of a person's lists.

use monitor_model::NodeId;
use serde_json::json;

use super::Written;
use super::at::{At, Unreadable};
use super::reading::{Reading, Whose};
use super::text::{Fragment, document, ids};
use super::who::account;
use crate::{Fact, List};

/// The lists, and whether they are in the order of updates.
const LISTS: [(&str, List, bool); 6] = [
    ("pullRequests", List::Pulls, true),
    ("issues", List::Issues, true),
    ("issueComments", List::IssueComments, true),
    ("repositoryDiscussions", List::Discussions, true),
    ("repositoryDiscussionComments", List::DiscussionComments, false),
    ("commitComments", List::CommitComments, false),
];

pub(super) fn write(of: &[NodeId]) -> Written {
    let operation = include_str!("../../queries/probe.graphql");
    Written { text: document(operation, &[Fragment::Person]), variables: json!({ "ids": ids(of) }) }
}

pub(super) fn read(of: &[NodeId], to: &mut Reading<'_>) -> Result<(), Unreadable> {
    to.nodes(of, "User", |to, id, at| {
        to.facts.push(account(at, id.clone(), None)?);
        for (name, list, is_ordered) in LISTS {
            let at = at.field(name)?;
            match to.errors.within(&at) {
                Some(why) => to.facts.push(Whose::all(id).list(list).refused(why)),
                None => to.facts.push(newest(&at, id, list, is_ordered)?),
            }
        }
        Ok(())
    })
}

/// The number of a list's entries and, where it is in order, the date of the first one.
fn newest(at: &At<'_>, of: &NodeId, list: List, is_ordered: bool) -> Result<Fact, Unreadable> {
    let total = at.field("totalCount")?.count()?;
    let mut updated = None;
    if is_ordered {
        let nodes = at.field("nodes")?;
        let first = nodes.entries()?.into_iter().next();
        if first.is_none() && total > 0 {
            return Err(nodes.wrong("the newest entry of a list that is not empty"));
        }
        updated = first.map(|at| at.field("updatedAt")?.instant()).transpose()?;
    }
    Ok(Fact::Newest { of: of.clone(), list, total, updated })
}

#[cfg(test)]
mod tests {
    use super::super::errors::tests::error;
    use super::super::read;
    use super::super::samples::{at, full, node, refusals};
    use super::*;
    use crate::Shape;
    use serde_json::Value;

    /// A person with so many entries in each list.
    fn person(n: usize, total: u32) -> Value {
        let nodes =
            if total == 0 { json!([]) } else { json!([{"updatedAt": "2026-06-09T08:00:00Z"}]) };
        let list = json!({"totalCount": total, "nodes": nodes});
        json!({
            "__typename": "User", "id": format!("U_{n}"), "databaseId": n, "login": format!("ada-lumen-{n}"),
            "name": null, "pullRequests": list, "issues": list, "issueComments": list,
            "repositoryDiscussions": list, "repositoryDiscussionComments": {"totalCount": total},
            "commitComments": {"totalCount": total},
        })
    }

    fn newest(facts: &[Fact]) -> Vec<(List, u32, bool)> {
        let newest = |fact: &Fact| match fact {
            Fact::Newest { list, total, updated, .. } => Some((*list, *total, updated.is_some())),
            _ => None,
        };
        facts.iter().filter_map(newest).collect()
    }

    #[test]
    fn each_list_has_its_number_and_the_ordered_ones_their_newest_date() {
        let facts = read(&full(Shape::Probe, 1), &json!({"nodes": [person(0, 7)]}), &[]).unwrap();
        assert!(matches!(&facts[0], Fact::Account { asked: None, .. }));
        let updated = Some(at("2026-06-09T08:00:00Z"));
        let of = node("U", 0);
        assert_eq!(facts[1], Fact::Newest { of, list: List::Pulls, total: 7, updated });
        let dated = newest(&facts).into_iter().filter(|(_, total, dated)| *total == 7 && *dated);
        let lists: Vec<_> = dated.map(|(list, ..)| list).collect();
        assert_eq!(lists, [List::Pulls, List::Issues, List::IssueComments, List::Discussions]);
        assert_eq!(newest(&facts).len(), 6);
    }

    #[test]
    fn an_empty_list_has_no_date_and_a_list_without_its_newest_entry_is_unreadable() {
        let facts = read(&full(Shape::Probe, 1), &json!({"nodes": [person(0, 0)]}), &[]).unwrap();
        assert!(newest(&facts).iter().all(|(_, total, dated)| *total == 0 && !dated));
        let mut odd = person(0, 0);
        odd["issues"]["totalCount"] = json!(3);
        let error = read(&full(Shape::Probe, 1), &json!({"nodes": [odd]}), &[]).unwrap_err();
        assert_eq!(error.path, "data.nodes.0.issues.nodes");
    }

    #[test]
    fn who_is_gone_refused_or_no_person_any_more_is_told_apart() {
        let company = json!({"__typename": "Organization", "id": "U_3"});
        let data = json!({"nodes": [null, null, null, company, person(4, 1)]});
        let errors = [error("NOT_FOUND", "nodes.1"), error("FORBIDDEN", "nodes.2.pullRequests")];
        let facts = read(&full(Shape::Probe, 5), &data, &errors).unwrap();
        assert_eq!(facts[0], Fact::Gone(node("U", 0)));
        assert_eq!(facts[1], Fact::Gone(node("U", 1)));
        let why: Vec<_> = refusals(&facts).into_iter().map(|(_, _, why)| why).collect();
        assert_eq!(why, ["FORBIDDEN: so it is", "it is of the kind Organization, not User"]);
        assert_eq!(newest(&facts).len(), 6);
    }

    #[test]
    fn one_refused_list_leaves_the_others() {
        let mut ada = person(0, 2);
        ada["issueComments"] = json!(null);
        let errors = [error("FORBIDDEN", "nodes.0.issueComments")];
        let facts = read(&full(Shape::Probe, 1), &json!({"nodes": [ada]}), &errors).unwrap();
        assert_eq!(refusals(&facts)[0].1, Some(List::IssueComments));
        assert_eq!(newest(&facts).len(), 5);
    }

    #[test]
    fn an_answer_about_somebody_else_or_too_few_is_unreadable() {
        let query = full(Shape::Probe, 2);
        let swapped = json!({"nodes": [person(1, 0), person(0, 0)]});
        assert_eq!(read(&query, &swapped, &[]).unwrap_err().path, "data.nodes.0.id");
        let short = json!({"nodes": [person(0, 0)]});
        assert_eq!(read(&query, &short, &[]).unwrap_err().path, "data.nodes");
    }
}
