//! Comments on issues and pull requests, and on commits.

use super::super::call::{Call, leaf, maybe_time, time};
use super::super::exec::{Answer, Field, Plain, leaf_field};
use super::pull;
use crate::github::world::{CommentId, CommitCommentId, Subject};

pub(crate) fn resolve(call: Call<'_>, id: CommentId) -> Answer<'_> {
    let world = call.world();
    let comment = &world[id];
    match call.field() {
        "id" => call.id(id),
        "databaseId" => leaf(world.database_id(id)),
        "fullDatabaseId" => leaf(world.database_id(id).to_string()),
        "url" => leaf(world.url(id)),
        "body" | "bodyText" => leaf(comment.body.as_str()),
        "author" => call.actor(comment.author),
        "authorAssociation" => leaf(pull::role(world, comment.author, world.repo_of(comment.on))),
        "createdAt" => time(comment.created_at),
        "publishedAt" => time(comment.created_at),
        "updatedAt" => time(comment.updated_at),
        "lastEditedAt" => {
            maybe_time((comment.updated_at > comment.created_at).then_some(comment.updated_at))
        }
        "isMinimized" => leaf(false),
        "repository" => call.object(world.repo_of(comment.on)),
        "issue" => issue(call, comment.on),
        "pullRequest" => match comment.on {
            Subject::Pull(pull) => call.object(pull),
            Subject::Issue(_) => leaf(None::<String>),
        },
        _ => call.unknown("IssueComment"),
    }
}

/// The type says that there always is an issue; on a pull request GitHub shows one with the same number.
fn issue(call: Call<'_>, on: Subject) -> Answer<'_> {
    match on {
        Subject::Issue(issue) => call.object(issue),
        Subject::Pull(id) => {
            let pull = &call.world()[id];
            let number = call.world().database_id(id);
            let fields = vec![
                ("id", leaf_field(format!("I_of_{number}"))),
                ("databaseId", leaf_field(number)),
                ("number", leaf_field(pull.number)),
                ("title", leaf_field(pull.title.as_str())),
                ("url", leaf_field(call.world().url(id))),
                ("repository", Field::One(pull.repo.into())),
                ("author", pull::actor_field(call.world(), pull.author)),
            ];
            call.object(Plain::what("Issue", fields))
        }
    }
}

pub(crate) fn resolve_on_commit(call: Call<'_>, id: CommitCommentId) -> Answer<'_> {
    let world = call.world();
    let comment = &world[id];
    let repo = world[comment.on].repo;
    match call.field() {
        "id" => call.id(id),
        "databaseId" => leaf(world.database_id(id)),
        "createdAt" => time(comment.created_at),
        "publishedAt" => time(comment.created_at),
        "updatedAt" => time(comment.updated_at),
        "url" => leaf(world.url(id)),
        "body" => leaf(comment.body.as_str()),
        "author" => call.actor(comment.author),
        "authorAssociation" => leaf(pull::role(world, comment.author, repo)),
        "commit" => call.object(comment.on),
        "repository" => call.object(repo),
        "path" => leaf(None::<String>),
        _ => call.unknown("CommitComment"),
    }
}
