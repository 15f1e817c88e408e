//! First pages of what people opened and wrote, by update, newest first.

use chrono::{DateTime, Utc};
use monitor_model::NodeId;
use serde_json::json;

use super::Written;
use super::at::Unreadable;
use super::reading::Reading;
use super::text::{Fragment, document, ids, instant};
use super::who::account;
use crate::{Fact, List, Sizes};

pub(super) fn write(of: &[NodeId], since: DateTime<Utc>, sizes: Sizes) -> Written {
    let operation = include_str!("../../queries/authored.graphql");
    let fragments = [Fragment::Person, Fragment::Pulls, Fragment::Issues, Fragment::IssueComments];
    Written {
        text: document(operation, &fragments),
        variables: json!({
            "ids": ids(of),
            "pulls": sizes.pulls,
            "issues": sizes.issues,
            "comments": sizes.comments,
            "since": instant(since),
        }),
    }
}

pub(super) fn read(of: &[NodeId], to: &mut Reading<'_>) -> Result<(), Unreadable> {
    to.nodes(of, "User", |to, id, at| {
        to.facts.push(account(at, id.clone(), None)?);
        to.own_list(&at.field("pullRequests")?, id, List::Pulls)?;
        to.own_list(&at.field("issues")?, id, List::Issues)?;
        // The list of issues is of those since an instant; their whole number shows later whether one vanished.
        if let Some(all) = at.field("allIssues")?.present() {
            to.facts.push(Fact::IssuesEver {
                of: id.clone(),
                total: all.field("totalCount")?.count()?,
            });
        }
        to.own_list(&at.field("issueComments")?, id, List::IssueComments)
    })
}

#[cfg(test)]
mod tests {
    use super::super::errors::tests::error;
    use super::super::samples::{
        at, comment, full, list, list_with_more, pages, person, pull, refusals, repo,
    };
    use super::super::{read, write};
    use crate::{Author, CommentOn, Fact, List, Shape, Who};
    use serde_json::{Value, json};

    /// Somebody with three lists.
    fn somebody(n: u64, pulls: Value, issues: Value, comments: Value) -> Value {
        let mut ada = person(n);
        ada["name"] = json!(null);
        ada["pullRequests"] = pulls;
        ada["issues"] = issues;
        ada["issueComments"] = comments;
        ada["allIssues"] = json!({"totalCount": 9});
        ada
    }

    fn issue(n: usize) -> Value {
        json!({
            "id": format!("I_{n}"), "url": format!("https://github.com/lantern-works/beam/issues/{n}"),
            "title": "Too dark", "createdAt": "2026-06-01T00:00:00Z", "updatedAt": "2026-06-07T00:00:00Z",
            "closedAt": "2026-06-07T00:00:00Z", "author": person(0), "repository": repo(),
        })
    }

    #[test]
    fn heads_come_whole_and_pages_say_how_far_they_reach() {
        let mut merged = pull(2);
        merged["mergedAt"] = json!("2026-06-08T00:00:00Z");
        merged["closedAt"] = json!("2026-06-08T00:00:00Z");
        merged["updatedAt"] = json!("2026-06-08T00:00:00Z");
        let ada = somebody(
            0,
            list_with_more(70, &[pull(1), merged], "p2"),
            list(1, &[issue(3)]),
            list(0, &[]),
        );
        let facts = read(&full(Shape::Authored, 1), &json!({"nodes": [ada]}), &[]).unwrap();
        let Fact::Pull(open) = &facts[1] else { panic!("{facts:?}") };
        assert_eq!(open.item.url.as_str(), "https://github.com/lantern-works/beam/pull/1");
        assert_eq!(open.item.title.as_deref(), Some("Trim the wick"));
        assert_eq!((open.merged, open.closed), (None, None));
        let Fact::Pull(merged) = &facts[2] else { panic!("{facts:?}") };
        assert_eq!(merged.merged, Some(at("2026-06-08T00:00:00Z")));
        let Fact::Page(page) = &facts[3] else { panic!("{facts:?}") };
        assert_eq!(page.reached, Some(at("2026-06-08T00:00:00Z")));
        let Fact::Issue(issue) = &facts[4] else { panic!("{facts:?}") };
        assert_eq!(issue.closed, Some(at("2026-06-07T00:00:00Z")));
        let expected = [
            (List::Pulls, 70, 2, Some("p2")),
            (List::Issues, 1, 1, None),
            (List::IssueComments, 0, 0, None),
        ];
        assert_eq!(pages(&facts), expected);
    }

    #[test]
    fn an_entry_that_is_refused_leaves_the_rest_of_its_list_and_says_so() {
        let mut damaged = comment(2);
        damaged["author"] = json!(null);
        let comments = list(3, &[comment(1), damaged, json!(null)]);
        let ada = somebody(0, json!(null), list(2, &[json!(null), issue(3)]), comments);
        let grace = somebody(1, list(0, &[]), list(0, &[]), list(0, &[]));
        let errors = [
            error("FORBIDDEN", "nodes.0.pullRequests"),
            error("FORBIDDEN", "nodes.0.issueComments.nodes.1.author"),
        ];
        let data = json!({"nodes": [ada, grace]});
        let facts = read(&full(Shape::Authored, 2), &data, &errors).unwrap();
        let refused = refusals(&facts);
        let lists: Vec<_> =
            refused.iter().map(|(of, list, why)| (of.as_str(), *list, *why)).collect();
        let ada = "Node(NodeId(\"U_0\"))";
        let expected = [
            (ada, Some(List::Pulls), "FORBIDDEN: so it is"),
            (ada, Some(List::Issues), "GitHub left something out and gave no reason"),
            (ada, Some(List::IssueComments), "FORBIDDEN: so it is"),
        ];
        assert_eq!(lists, expected);
        // A list that did not come has no page; the others have theirs, with all their entries counted.
        let first: Vec<_> =
            pages(&facts).into_iter().map(|(list, _, nodes, _)| (list, nodes)).take(2).collect();
        assert_eq!(first, [(List::Issues, 2), (List::IssueComments, 3)]);
        let is_ghost = |fact: &&Fact| matches!(fact, Fact::Comment(c) if c.author == Author::Named(Who::Ghost));
        assert_eq!(facts.iter().filter(is_ghost).count(), 0);
        let comments = facts.iter().filter(|fact| matches!(fact, Fact::Comment(_)));
        assert_eq!(comments.count(), 1);
        assert_eq!(pages(&facts).len(), 5);
    }

    #[test]
    fn a_comment_is_in_a_conversation() {
        let ada = somebody(0, list(0, &[]), list(0, &[]), list(1, &[comment(1)]));
        let facts = read(&full(Shape::Authored, 1), &json!({"nodes": [ada]}), &[]).unwrap();
        let comment = facts.iter().find_map(|fact| match fact {
            Fact::Comment(comment) => Some(comment),
            _ => None,
        });
        let comment = comment.unwrap();
        assert_eq!(comment.on, CommentOn::Conversation);
        assert!(matches!(comment.author, Author::Named(Who::Person { .. })));
    }

    #[test]
    fn a_page_that_promises_more_without_saying_where_is_unreadable() {
        let mut pulls = list(9, &[]);
        pulls["pageInfo"]["hasNextPage"] = json!(true);
        let ada = somebody(0, pulls, list(0, &[]), list(0, &[]));
        let error = read(&full(Shape::Authored, 1), &json!({"nodes": [ada]}), &[]).unwrap_err();
        assert_eq!(error.path, "data.nodes.0.pullRequests.pageInfo.endCursor");
    }

    #[test]
    fn the_variables_are_ids_sizes_and_the_instant() {
        let expected = json!({
            "ids": ["U_0"], "pulls": 50, "issues": 50, "comments": 100, "since": "2026-06-01T00:00:00Z",
        });
        assert_eq!(write(&full(Shape::Authored, 1)).variables, expected);
    }
}
