//! Reviews with their comments.

use monitor_model::NodeId;
use serde_json::json;

use super::Written;
use super::at::Unreadable;
use super::items::{self, repo_name};
use super::reading::{Reading, Whose};
use super::text::{Fragment, document, ids};
use crate::Fact;

pub(super) fn write(of: &[NodeId], page: u32) -> Written {
    let operation = include_str!("../../queries/review_comments.graphql");
    Written {
        text: document(operation, &[Fragment::ReviewComments, Fragment::Who]),
        variables: json!({ "ids": ids(of), "page": page }),
    }
}

pub(super) fn read(of: &[NodeId], to: &mut Reading<'_>) -> Result<(), Unreadable> {
    to.nodes(of, "PullRequestReview", |to, id, at| {
        let (repo, pull) = (repo_name(at)?, at.field("pullRequest")?.field("id")?.node()?);
        // A refused author is no ghost.
        match to.errors.within(&at.field("author")?) {
            Some(why) => to.facts.push(Whose::all(id).refused(why)),
            None => to.facts.extend(items::review(at, &pull, &repo)?.map(Fact::Review)),
        }
        to.review_comments(&at.field("comments")?, id, &repo)
    })
}

#[cfg(test)]
mod tests {
    use super::super::errors::tests::error;
    use super::super::read;
    use super::super::samples::{self, comment, full, list, pages, person, refusals, repo};
    use crate::{CommentOn, Fact, List, Shape};
    use monitor_model::ReviewState;
    use serde_json::{Value, json};

    fn review(comments: Value) -> Value {
        let mut review = samples::review(0, "APPROVED", person(0));
        review["__typename"] = json!("PullRequestReview");
        review["pullRequest"] = json!({"id": "PR_7"});
        review["repository"] = repo();
        review["comments"] = comments;
        review
    }

    #[test]
    fn the_comments_of_a_review_but_the_pending_ones() {
        let mut pending = comment(2);
        pending["state"] = json!("PENDING");
        let review = review(list(2, &[comment(1), pending]));
        let facts =
            read(&full(Shape::ReviewComments, 1), &json!({"nodes": [review]}), &[]).unwrap();
        let Fact::Review(review) = &facts[0] else { panic!("{facts:?}") };
        assert_eq!((review.state, &review.pull), (ReviewState::Approved, &"PR_7".into()));
        let Fact::Comment(comment) = &facts[1] else { panic!("{facts:?}") };
        assert_eq!(comment.on, CommentOn::Review);
        assert_eq!(comment.item.node_id, Some("IC_1".into()));
        assert_eq!(pages(&facts), [(List::ReviewComments, 2, 2, None)]);
        assert_eq!(facts.len(), 3);
    }

    #[test]
    fn a_refused_author_or_list_is_told_and_no_ghost_and_no_number() {
        let mut hidden = review(list(0, &[]));
        hidden["author"] = json!(null);
        let mut lost = review(json!(null));
        lost["id"] = json!("PRR_1");
        let errors = [error("FORBIDDEN", "nodes.0.author"), error("INTERNAL", "nodes.1.comments")];
        let data = json!({"nodes": [hidden, lost]});
        let facts = read(&full(Shape::ReviewComments, 2), &data, &errors).unwrap();
        let lists: Vec<_> = refusals(&facts).iter().map(|(_, list, _)| *list).collect();
        assert_eq!(lists, [None, Some(List::ReviewComments)]);
        assert_eq!(facts.iter().filter(|fact| matches!(fact, Fact::Review(_))).count(), 1);
        assert_eq!(pages(&facts).len(), 1);
    }
}
