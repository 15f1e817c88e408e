//! Reading issues and the comments on them, one by one and in lists.

use std::collections::HashMap;

use serde_json::{Value, json};
use wiremock::Request;

use super::reply::{Reply, refused};
use super::rest_lists::{page, seen_repo, stamp, subject, user};
use crate::github::world::{CommentId, Numbered, RepoId, Subject, Thing, World};

/// Answers what is below the issues of a repository, if the path is there.
pub(crate) fn answer(world: &World, request: &Request, path: &str) -> Option<Reply> {
    let parts: Vec<_> = path.split('/').filter(|p| !p.is_empty()).collect();
    let ["repos", owner, name, "issues", rest @ ..] = parts.as_slice() else { return None };
    let repo = seen_repo(world, owner, name)?;
    if world[repo].without_issues {
        return Some(refused(410, "Issues are disabled for this repo"));
    }
    let one = |json| Reply::json(200, &json);
    match rest {
        ["comments", id] => comment_here(world, repo, id).map(|id| one(comment(world, id))),
        [number] => subject(world, numbered(world, repo, number)?.into()).map(one),
        [number, "comments"] => {
            let comments = world.comments_on(numbered(world, repo, number)?);
            let seen = comments.iter().filter(|id| world.sees(**id));
            let query: HashMap<String, String> = request.url.query_pairs().into_owned().collect();
            Some(page(seen.map(|id| comment(world, *id)).collect(), &query, request))
        }
        _ => None,
    }
}

/// The issue or pull request with this number.
pub(super) fn numbered(world: &World, repo: RepoId, number: &str) -> Option<Subject> {
    let subject = match world[repo].numbers.get(&number.parse().ok()?)? {
        Numbered::Pull(id) => Subject::Pull(*id),
        Numbered::Issue(id) => Subject::Issue(*id),
        Numbered::Discussion(_) => return None,
    };
    world.sees_subject(subject).then_some(subject)
}

/// The comment with this id, if it is in this repository and not deleted.
pub(super) fn comment_here(world: &World, repo: RepoId, id: &str) -> Option<CommentId> {
    let id: u64 = id.parse().ok()?;
    let found = world.comments.ids().find(|comment| world.database_id(*comment) == id)?;
    let on = world[found].on;
    let stands = world.repo_of(on) == repo && world.comments_on(on).contains(&found);
    (stands && world.sees(found)).then_some(found)
}

/// A comment as REST writes it.
pub(super) fn comment(world: &World, id: CommentId) -> Value {
    let comment = &world[id];
    json!({
        "id": world.database_id(id),
        "node_id": world.node_id(id),
        "html_url": world.url(id),
        "user": user(world, comment.author),
        "body": comment.body,
        "created_at": stamp(comment.created_at),
        "updated_at": stamp(comment.updated_at),
    })
}

impl From<Subject> for Thing {
    fn from(subject: Subject) -> Self {
        match subject {
            Subject::Pull(id) => Self::Pull(id),
            Subject::Issue(id) => Self::Issue(id),
        }
    }
}
