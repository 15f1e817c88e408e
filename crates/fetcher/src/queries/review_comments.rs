//! The comments of reviews.

use monitor_model::NodeId;
use serde_json::json;

use super::Written;
use super::at::Unreadable;
use super::items::repo_name;
use super::reading::Reading;
use super::text::{Fragment, document, ids};

pub(super) fn write(of: &[NodeId], page: u32) -> Written {
    let operation = include_str!("../../queries/review_comments.graphql");
    Written {
        text: document(operation, &[Fragment::ReviewComments]),
        variables: json!({ "ids": ids(of), "page": page }),
    }
}

pub(super) fn read(of: &[NodeId], to: &mut Reading<'_>) -> Result<(), Unreadable> {
    to.nodes(of, "PullRequestReview", |to, id, at| {
        to.review_comments(&at.field("comments")?, id, &repo_name(at)?)
    })
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::super::samples::{comment, full, list, pages, repo};
    use crate::{CommentOn, Fact, List, Shape};
    use serde_json::json;

    #[test]
    fn the_comments_of_a_review_but_the_pending_ones() {
        let mut pending = comment(2);
        pending["state"] = json!("PENDING");
        let comments = list(2, &[comment(1), pending]);
        let review = json!({
            "__typename": "PullRequestReview", "id": "PRR_0", "repository": repo(), "comments": comments,
        });
        let facts =
            read(&full(Shape::ReviewComments, 1), &json!({"nodes": [review]}), &[]).unwrap();
        let Fact::Comment(comment) = &facts[0] else { panic!("{facts:?}") };
        assert_eq!(comment.on, CommentOn::Review);
        assert_eq!(comment.item.node_id, Some("IC_1".into()));
        assert_eq!(pages(&facts), [(List::ReviewComments, 2, 2, None)]);
        assert_eq!(facts.len(), 2);
    }
}
