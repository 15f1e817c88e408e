//! Discussions and their comments.

use super::super::call::{Call, leaf, maybe_time, time};
use super::super::exec::{Answer, Field, Plain, What, leaf_field};
use super::super::paging::{Item, Order};
use super::pull;
use crate::github::world::{DiscussionCommentId, DiscussionId};

pub(crate) fn resolve(call: Call<'_>, id: DiscussionId) -> Answer<'_> {
    let world = call.world();
    let discussion = &world[id];
    match call.field() {
        "id" => call.id(id),
        "databaseId" => leaf(world.database_id(id)),
        "number" => leaf(discussion.number),
        "title" => leaf(discussion.title.as_str()),
        "url" => leaf(world.url(id)),
        "body" => leaf(discussion.body.as_str()),
        "createdAt" => time(discussion.created_at),
        "updatedAt" => time(discussion.updated_at),
        "author" => call.actor(discussion.author),
        "authorAssociation" => leaf(pull::role(world, discussion.author, discussion.repo)),
        "repository" => call.object(discussion.repo),
        "category" => call.object(category()),
        "answer" => call.maybe(discussion.answer.map(|(c, _)| c).filter(|c| world.sees(*c))),
        "answerChosenAt" => maybe_time(discussion.answer.map(|(_, at)| at)),
        "isAnswered" => leaf(discussion.answer.is_some()),
        "closed" => leaf(false),
        "closedAt" => leaf(None::<String>),
        "comments" => comments(call, id, None),
        _ => call.unknown("Discussion"),
    }
}

pub(crate) fn resolve_comment(call: Call<'_>, id: DiscussionCommentId) -> Answer<'_> {
    let world = call.world();
    let comment = &world[id];
    let on = &world[comment.on];
    match call.field() {
        "id" => call.id(id),
        "databaseId" => leaf(world.database_id(id)),
        "url" => leaf(world.url(id)),
        "body" => leaf(comment.body.as_str()),
        "createdAt" => time(comment.created_at),
        "updatedAt" => time(comment.updated_at),
        "author" => call.actor(comment.author),
        "authorAssociation" => leaf(pull::role(world, comment.author, on.repo)),
        "discussion" => call.maybe(Some(comment.on)),
        "isAnswer" => leaf(on.answer.is_some_and(|(answer, _)| answer == id)),
        "replyTo" => call.maybe(comment.reply_to.filter(|c| world.sees(*c))),
        "replies" => comments(call, comment.on, Some(id)),
        _ => call.unknown("DiscussionComment"),
    }
}

/// The comments of a discussion without the answers to them, or the answers to one.
fn comments(call: Call<'_>, on: DiscussionId, reply_to: Option<DiscussionCommentId>) -> Answer<'_> {
    let world = call.world();
    let all =
        world[on].comments.iter().filter(|c| world[**c].reply_to == reply_to && world.sees(**c));
    let items = all.map(|c| Item::at(world[*c].created_at, u64::from(c.index()), *c));
    call.connection(items.collect(), Order::Ascending)
}

fn category() -> What {
    let fields: Vec<(&'static str, Field)> = vec![
        ("id", leaf_field("DIC_kwDOgeneral")),
        ("name", leaf_field("Questions")),
        ("slug", leaf_field("questions")),
        ("isAnswerable", leaf_field(true)),
    ];
    Plain::what("DiscussionCategory", fields)
}
