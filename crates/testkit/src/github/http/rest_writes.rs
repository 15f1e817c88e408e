//! Writing issues and comments on them, with what GitHub refuses. What is written is part of the world.

use std::time::Duration;

use serde_json::{Value, json};
use wiremock::Request;

use super::reply::{Reply, blocked_from_writing, refused};
use super::rest_lists::subject;
use super::rest_threads::{comment, comment_here, numbered};
use super::state::State;
use crate::github::world::{AccountId, RepoId, Subject, Thing, World};

/// How long a text may be, in characters.
const LONGEST: usize = 65_536;
/// How long a title may be, in characters.
const LONGEST_TITLE: usize = 256;

type Written = Result<Reply, Reply>;

/// Does what is asked for, or refuses it.
pub(crate) fn answer(state: &mut State, request: &Request, arrived: Duration, path: &str) -> Reply {
    let Ok(body) = serde_json::from_slice::<Value>(&request.body) else {
        return refused(400, "Problems parsing JSON");
    };
    if is_hasty(state, arrived) {
        return blocked_from_writing();
    }
    write(state, request.method.as_str(), path, &body).unwrap_or_else(|refusal| refusal)
}

/// Whether too much was written in the minute before.
fn is_hasty(state: &State, arrived: Duration) -> bool {
    let minute = Duration::from_secs(60);
    let is_recent =
        |e: &&super::Entry| e.is_write() && e.status < 300 && e.arrived + minute > arrived;
    let most = state.limits.most_writes_per_minute;
    most.is_some_and(|most| state.journal.entries().iter().filter(is_recent).count() >= most)
}

fn write(state: &mut State, method: &str, path: &str, body: &Value) -> Written {
    let parts: Vec<_> = path.split('/').filter(|p| !p.is_empty()).collect();
    let ["repos", owner, name, "issues", rest @ ..] = parts.as_slice() else {
        return Err(not_found());
    };
    let repo = writable(state, owner, name, path)?;
    let world = &mut state.world;
    let at = |number: &str| numbered(world, repo, number).ok_or_else(not_found);
    match (method, rest) {
        ("POST", []) => open(world, repo, body),
        ("POST", [number, "comments"]) => {
            let on = at(number)?;
            add(world, on, body)
        }
        ("PATCH", ["comments", id]) => edit_comment(world, repo, id, body),
        ("PATCH", [number]) => {
            let on = at(number)?;
            edit(world, on, body)
        }
        _ => Err(not_found()),
    }
}

fn not_found() -> Reply {
    refused(404, "Not Found")
}

/// The repository, if the token may write to it.
fn writable(state: &State, owner: &str, name: &str, path: &str) -> Result<RepoId, Reply> {
    let world = &state.world;
    let repo =
        world.repo_named(owner, name).filter(|r| world.sees_repo(*r)).ok_or_else(not_found)?;
    let now = world.full_name(repo);
    if !now.eq_ignore_ascii_case(&format!("{owner}/{name}")) {
        let to = path.replacen(&format!("{owner}/{name}"), &now, 1);
        return Err(refused(307, "Moved Permanently").header("location", to));
    }
    if state.limits.read_only {
        return Err(refused(403, "Resource not accessible by personal access token"));
    }
    if world[repo].archived {
        return Err(refused(403, "Repository was archived so is read-only."));
    }
    if world[repo].without_issues {
        return Err(refused(410, "Issues are disabled for this repo"));
    }
    Ok(repo)
}

/// Whether somebody has write access.
fn maintains(world: &World, repo: RepoId, who: AccountId) -> bool {
    world[repo].owner == who || world[repo].collaborators.contains(&who)
}

fn open(world: &mut World, repo: RepoId, body: &Value) -> Written {
    let title = title(body)?.ok_or_else(|| invalid("Issue", "missing_field", "title", ""))?;
    let text = text(body, "Issue", "custom", "body")?.unwrap_or_default();
    let viewer = world.viewer();
    let id = world.issue(repo, viewer).titled(&title).id();
    let labels = body["labels"].as_array().into_iter().flatten();
    world.issues[id].labels = labels.filter_map(|l| Some(l.as_str()?.to_owned())).collect();
    world.issues[id].body = text;
    Ok(Reply::json(201, &subject(world, Thing::Issue(id)).unwrap_or_default()))
}

fn add(world: &mut World, on: Subject, body: &Value) -> Written {
    let text = comment_text(body)?;
    let viewer = world.viewer();
    let locked = matches!(on, Subject::Issue(id) if world[id].locked);
    if locked && !maintains(world, world.repo_of(on), viewer) {
        return Err(refused(403, "Unable to create comment because issue is locked."));
    }
    let id = world.comment(on, viewer, world.now());
    world.comments[id].body = text;
    Ok(Reply::json(201, &comment(world, id)))
}

fn edit_comment(world: &mut World, repo: RepoId, id: &str, body: &Value) -> Written {
    let id = comment_here(world, repo, id).ok_or_else(not_found)?;
    let viewer = world.viewer();
    if world[id].author != viewer && !maintains(world, repo, viewer) {
        return Err(refused(403, "Must have admin rights to Repository."));
    }
    world.comments[id].body = comment_text(body)?;
    world.comments[id].updated_at = world.now();
    Ok(Reply::json(200, &comment(world, id)))
}

/// Of a pull request nothing is changed here.
fn edit(world: &mut World, on: Subject, body: &Value) -> Written {
    let Subject::Issue(id) = on else { return Err(not_found()) };
    let viewer = world.viewer();
    if world[id].author != viewer && !maintains(world, world[id].repo, viewer) {
        return Err(refused(403, "Must have admin rights to Repository."));
    }
    let (title, text) = (title(body)?, text(body, "Issue", "custom", "body")?);
    let now = world.now();
    let issue = &mut world.issues[id];
    issue.title = title.unwrap_or_else(|| issue.title.clone());
    issue.body = text.unwrap_or_else(|| issue.body.clone());
    world.touch_issue(id, now);
    Ok(Reply::json(200, &subject(world, Thing::Issue(id)).unwrap_or_default()))
}

fn title(body: &Value) -> Result<Option<String>, Reply> {
    let Some(title) = body["title"].as_str() else { return Ok(None) };
    if title.chars().count() > LONGEST_TITLE {
        return Err(invalid(
            "Issue",
            "custom",
            "title",
            "title is too long (maximum is 256 characters)",
        ));
    }
    Ok(Some(title.to_owned()))
}

fn comment_text(body: &Value) -> Result<String, Reply> {
    let text = text(body, "IssueComment", "unprocessable", "data")?;
    let text = text.filter(|text| !text.trim().is_empty());
    text.ok_or_else(|| invalid("IssueComment", "unprocessable", "data", "Body cannot be blank"))
}

fn text(body: &Value, of: &str, code: &str, field: &str) -> Result<Option<String>, Reply> {
    let Some(text) = body["body"].as_str() else { return Ok(None) };
    if text.chars().count() > LONGEST {
        let message = "Body is too long (maximum is 65536 characters)";
        return Err(invalid(of, code, field, message));
    }
    Ok(Some(text.to_owned()))
}

fn invalid(of: &str, code: &str, field: &str, message: &str) -> Reply {
    let error = json!({"resource": of, "code": code, "field": field, "message": message});
    Reply::json(422, &json!({"message": "Validation Failed", "errors": [error], "status": "422"}))
}
