//! First pages of discussions, comments on discussions and comments on commits.

use monitor_model::NodeId;
use serde_json::json;

use super::Written;
use super::at::Unreadable;
use super::reading::Reading;
use super::text::{Fragment, document, ids};
use super::who::account;
use crate::List;

pub(super) fn write(of: &[NodeId], page: u32) -> Written {
    let operation = include_str!("../../queries/talk.graphql");
    let fragments = [
        Fragment::Person,
        Fragment::Discussions,
        Fragment::DiscussionComments,
        Fragment::CommitComments,
    ];
    Written {
        text: document(operation, &fragments),
        variables: json!({ "ids": ids(of), "page": page }),
    }
}

pub(super) fn read(of: &[NodeId], to: &mut Reading<'_>) -> Result<(), Unreadable> {
    to.nodes(of, "User", |to, id, at| {
        to.facts.push(account(at, id.clone(), None)?);
        to.own_list(&at.field("repositoryDiscussions")?, id, List::Discussions)?;
        to.discussion_comments(&at.field("repositoryDiscussionComments")?, id)?;
        to.own_list(&at.field("commitComments")?, id, List::CommitComments)
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::{
        comment, full, list, list_with_more, pages, person, pull, refusals,
    };
    use super::super::{read, write};
    use crate::{Author, CommentOn, Fact, List, Shape};
    use serde_json::json;

    #[test]
    fn lists_without_order_are_walked_from_their_end() {
        let mut ada = person(0);
        ada["name"] = json!("Ada");
        ada["repositoryDiscussions"] = list_with_more(60, &[pull(1)], "d");
        ada["repositoryDiscussionComments"] = list_with_more(70, &[comment(1)], "e");
        ada["commitComments"] = list_with_more(80, &[comment(2)], "f");
        // Only the side on which the list goes on says so.
        ada["repositoryDiscussions"]["pageInfo"]["hasPreviousPage"] = json!(false);
        ada["repositoryDiscussionComments"]["pageInfo"]["hasNextPage"] = json!(false);
        ada["commitComments"]["pageInfo"]["hasPreviousPage"] = json!(false);
        let facts = read(&full(Shape::Talk, 1), &json!({"nodes": [ada]}), &[]).unwrap();
        let expected = [
            (List::Discussions, 60, 1, Some("d")),
            (List::DiscussionComments, 70, 1, Some("e")),
            (List::CommitComments, 80, 1, None),
        ];
        assert_eq!(pages(&facts), expected);
        let reached = facts.iter().filter_map(|fact| match fact {
            Fact::Page(page) => Some(page.reached.is_some()),
            _ => None,
        });
        assert_eq!(reached.collect::<Vec<_>>(), [true, false, false]);
        let on = facts.iter().filter_map(|fact| match fact {
            Fact::Comment(comment) => Some((comment.on, comment.author.clone())),
            _ => None,
        });
        let owner = || Author::Owner("U_0".into());
        let expected = [(CommentOn::Discussion, owner()), (CommentOn::Commit, owner())];
        assert_eq!(on.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_comment_whose_discussion_is_hidden_makes_the_list_refused() {
        let mut hidden = comment(1);
        hidden["discussion"] = json!(null);
        let mut ada = person(0);
        ada["name"] = json!(null);
        ada["repositoryDiscussions"] = list(0, &[]);
        ada["repositoryDiscussionComments"] = list(2, &[hidden, comment(2)]);
        ada["commitComments"] = list(0, &[]);
        let facts = read(&full(Shape::Talk, 1), &json!({"nodes": [ada]}), &[]).unwrap();
        assert_eq!(refusals(&facts)[0].1, Some(List::DiscussionComments));
        assert_eq!(facts.iter().filter(|fact| matches!(fact, Fact::Comment(_))).count(), 1);
    }

    #[test]
    fn the_text_asks_from_the_end() {
        let text = write(&full(Shape::Talk, 1)).text;
        assert!(text.contains("repositoryDiscussionComments(last: $page)"), "{text}");
    }
}
