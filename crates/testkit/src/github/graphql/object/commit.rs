//! Commits, their people and their history.

use std::collections::HashSet;

use super::super::call::{Call, leaf, stamp, time};
use super::super::exec::{Answer, Field, Plain, What, leaf_field};
use super::super::paging::{Order, in_order};
use super::pull;
use crate::github::world::{At, Commit, CommitId, Signature, Thing, World};

pub(crate) fn resolve(call: Call<'_>, id: CommitId) -> Answer<'_> {
    let world = call.world();
    let commit = &world[id];
    match call.field() {
        "id" => call.id(id),
        "oid" => leaf(commit.oid.as_str()),
        "abbreviatedOid" => leaf(&commit.oid[..7]),
        "message" => leaf(commit.message.as_str()),
        "messageHeadline" => leaf(commit.headline()),
        "messageBody" => leaf(commit.message.split_once("\n\n").map_or("", |(_, body)| body)),
        "authoredDate" => time(commit.authored_at),
        "committedDate" => time(commit.committed_at),
        "additions" => leaf(commit.additions),
        "deletions" => leaf(commit.deletions),
        "changedFilesIfAvailable" => leaf(1),
        "url" | "commitUrl" => leaf(world.url(id)),
        "resourcePath" => leaf(world.path(id.into())),
        "repository" => call.object(commit.repo),
        "authoredByCommitter" => leaf(commit.author.email == commit.committer.email),
        "committedViaWeb" => leaf(commit.committer == Signature::web_flow()),
        "author" => call.object(git_actor(world, &commit.author, commit.authored_at)),
        "committer" => call.object(git_actor(world, &commit.committer, commit.committed_at)),
        "authors" => {
            let people = commit.authors().map(|who| git_actor(world, who, commit.authored_at));
            call.connection(in_order(people), Order::Ascending)
        }
        "history" => history(call, id),
        "associatedPullRequests" => pull::oldest_first(call, commit.pulls.iter().copied()),
        "comments" => {
            let seen = commit.comments.iter().filter(|c| world.sees(**c));
            call.connection(in_order(seen.map(|c| What::from(*c))), Order::Ascending)
        }
        _ => call.unknown("Commit"),
    }
}

/// A name and an address, with the account that has the address now.
fn git_actor(world: &World, who: &Signature, at: At) -> What {
    let user = world
        .signer(&who.email)
        .filter(|u| world[*u].kind == crate::github::world::AccountKind::User);
    let fields = vec![
        ("name", leaf_field(who.name.as_str())),
        ("email", leaf_field(who.email.as_str())),
        ("date", leaf_field(stamp(at))),
        ("user", Field::Maybe(user.map(What::from))),
    ];
    Plain::what("GitActor", fields)
}

/// The commits from here back, newest commit date first, as `git log` has them: `since` and `until` mean commit dates.
fn history(call: Call<'_>, from: CommitId) -> Answer<'_> {
    let world = call.world();
    let (since, until) = (call.time("since")?, call.time("until")?);
    let emails = wanted_emails(call);
    let keep = |commit: &Commit| {
        since.is_none_or(|s| commit.committed_at >= s)
            && until.is_none_or(|u| commit.committed_at <= u)
            && emails.as_ref().is_none_or(|e| e.contains(&commit.author.email.to_lowercase()))
    };
    let mut found: Vec<(usize, CommitId)> =
        reachable(world, from).into_iter().enumerate().collect();
    found.retain(|(_, id)| keep(&world[*id]));
    found.sort_by_key(|(place, id)| std::cmp::Reverse((world[*id].committed_at, *place)));
    call.connection(in_order(found.into_iter().map(|(_, id)| What::from(id))), Order::Ascending)
}

/// What can be reached from a commit: the default branch up to it, or its pull request's branch up to it.
fn reachable(world: &World, from: CommitId) -> Vec<CommitId> {
    let commit = &world[from];
    let line = match (commit.on_default, commit.pulls.first()) {
        (true, _) => &world[commit.repo].default_history,
        (false, Some(pull)) => &world[*pull].commits,
        (false, None) => return vec![from],
    };
    let end = line.iter().position(|c| *c == from).map_or(line.len(), |place| place + 1);
    line[..end].to_vec()
}

/// The addresses of `author: {id, emails}`; the id takes precedence.
fn wanted_emails(call: Call<'_>) -> Option<HashSet<String>> {
    let author = call.argument("author")?.as_object()?;
    if let Some(id) = author.get("id").and_then(|id| id.as_str()) {
        let Some(Thing::Account(who)) = call.world().by_node_id(id) else {
            return Some(HashSet::new());
        };
        return Some(call.world()[who].emails.iter().map(|e| e.to_lowercase()).collect());
    }
    let emails = author.get("emails")?.as_array()?;
    Some(emails.iter().filter_map(|e| e.as_str()).map(str::to_lowercase).collect())
}
