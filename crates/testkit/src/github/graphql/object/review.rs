//! Reviews, their comments on lines, and the conversations that these make.

use super::super::call::{Call, leaf, maybe_time, time};
use super::super::exec::Answer;
use super::super::paging::{Item, Order};
use super::pull;
use crate::github::world::{ReviewCommentId, ReviewId};

pub(crate) fn resolve(call: Call<'_>, id: ReviewId) -> Answer<'_> {
    let world = call.world();
    let review = &world[id];
    match call.field() {
        "id" => call.id(id),
        "databaseId" => leaf(world.database_id(id)),
        "fullDatabaseId" => leaf(world.database_id(id).to_string()),
        "state" => leaf(review.verdict.word()),
        "submittedAt" => maybe_time(review.submitted_at),
        "publishedAt" => maybe_time(review.submitted_at),
        "createdAt" => time(review.created_at),
        "updatedAt" => time(review.updated_at),
        "lastEditedAt" => {
            maybe_time((review.updated_at > review.created_at).then_some(review.updated_at))
        }
        "url" => leaf(world.url(id)),
        "body" => leaf(review.body.as_str()),
        "author" => call.actor(review.author),
        "authorAssociation" => leaf(pull::role(world, review.author, world[review.pull].repo)),
        "pullRequest" => call.object(review.pull),
        "repository" => call.object(world[review.pull].repo),
        "comments" => comments(call, review.comments.iter().copied()),
        _ => call.unknown("PullRequestReview"),
    }
}

pub(crate) fn resolve_comment(call: Call<'_>, id: ReviewCommentId) -> Answer<'_> {
    let world = call.world();
    let comment = &world[id];
    let pull_id = world[comment.review].pull;
    match call.field() {
        "id" => call.id(id),
        "databaseId" => leaf(world.database_id(id)),
        "fullDatabaseId" => leaf(world.database_id(id).to_string()),
        "createdAt" => time(comment.created_at),
        "publishedAt" => time(comment.created_at),
        "updatedAt" => time(comment.updated_at),
        "url" => leaf(world.url(id)),
        "body" => leaf(comment.body.as_str()),
        "path" => leaf(comment.path.as_str()),
        "state" => {
            leaf(if world[comment.review].submitted_at.is_some() { "SUBMITTED" } else { "PENDING" })
        }
        "author" => call.actor(comment.author),
        "authorAssociation" => leaf(pull::role(world, comment.author, world[pull_id].repo)),
        "pullRequest" => call.object(pull_id),
        "pullRequestReview" => call.maybe(Some(comment.review)),
        "replyTo" => call.maybe(comment.reply_to.filter(|c| world.sees(*c))),
        "repository" => call.object(world[pull_id].repo),
        _ => call.unknown("PullRequestReviewComment"),
    }
}

pub(crate) fn resolve_thread(call: Call<'_>, first: ReviewCommentId) -> Answer<'_> {
    let world = call.world();
    let pull_id = world[world[first].review].pull;
    match call.field() {
        "id" => leaf(format!("PRRT_{}", world.database_id(first))),
        "isResolved" => leaf(false),
        "path" => leaf(world[first].path.as_str()),
        "pullRequest" => call.object(pull_id),
        "repository" => call.object(world[pull_id].repo),
        "comments" => {
            let all =
                world[pull_id].reviews.iter().flat_map(|r| world[*r].comments.iter().copied());
            comments(call, all.filter(|c| *c == first || world[*c].reply_to == Some(first)))
        }
        _ => call.unknown("PullRequestReviewThread"),
    }
}

fn comments<'a>(call: Call<'a>, all: impl Iterator<Item = ReviewCommentId>) -> Answer<'a> {
    let world = call.world();
    let seen = all.filter(|c| world.sees(*c));
    let items = seen.map(|c| Item::at(world[c].created_at, u64::from(c.index()), c));
    call.connection(items.collect(), Order::Ascending)
}
