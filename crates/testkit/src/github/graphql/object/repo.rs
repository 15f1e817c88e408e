//! Repositories and their branches.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::super::call::{Call, leaf, time};
use super::super::exec::{Answer, What};
use super::super::paging::{Order, in_order};
use super::super::refusal::Refusal;
use crate::github::world::{AccountKind, CommitId, Numbered, RepoId, Thing, World};

pub(crate) fn resolve(call: Call<'_>, id: RepoId) -> Answer<'_> {
    let world = call.world();
    let repo = &world[id];
    match call.field() {
        "id" => call.id(id),
        "databaseId" => leaf(world.database_id(id)),
        "name" => leaf(repo.name.as_str()),
        "nameWithOwner" => leaf(world.full_name(id)),
        "owner" => call.object(repo.owner),
        "url" => leaf(world.url(id)),
        "resourcePath" => leaf(world.path(id.into())),
        "isFork" => leaf(repo.is_fork()),
        "isPrivate" => leaf(repo.is_private()),
        "isArchived" => leaf(repo.archived),
        "isInOrganization" => leaf(world[repo.owner].kind == AccountKind::Organization),
        "visibility" => leaf(if repo.is_private() { "PRIVATE" } else { "PUBLIC" }),
        "hasDiscussionsEnabled" => leaf(!repo.discussions.is_empty()),
        "parent" => call.maybe(repo.parent.filter(|p| world.sees_repo(*p))),
        "forks" => call.repos(repo.forks.iter().copied()),
        "createdAt" => time(repo.created_at),
        "updatedAt" | "pushedAt" => time(repo.updated_at),
        _ => resolve_contents(call, id),
    }
}

fn resolve_contents(call: Call<'_>, id: RepoId) -> Answer<'_> {
    let world = call.world();
    let repo = &world[id];
    match call.field() {
        "pullRequests" => call.pulls(repo.pulls.iter().copied()),
        "issues" => call.issues(repo.issues.iter().copied()),
        "discussions" => call.discussions(repo.discussions.iter().copied()),
        "pullRequest" => numbered(call, id, "PullRequest", |n| matches!(n, Numbered::Pull(_))),
        "issue" => numbered(call, id, "Issue", |n| matches!(n, Numbered::Issue(_))),
        "discussion" => numbered(call, id, "Discussion", |n| matches!(n, Numbered::Discussion(_))),
        "issueOrPullRequest" => {
            numbered(call, id, "issue or pull request", |n| !matches!(n, Numbered::Discussion(_)))
        }
        "defaultBranchRef" => {
            let branch = (!repo.default_history.is_empty())
                .then(|| What::Ref(id, repo.default_branch.clone()));
            call.maybe(branch)
        }
        "ref" => {
            let name = call.text("qualifiedName").unwrap_or_default();
            let name = name.strip_prefix("refs/heads/").unwrap_or(name);
            call.maybe(
                branches(world, id).into_iter().find(|b| b == name).map(|b| What::Ref(id, b)),
            )
        }
        "refs" => {
            let is_heads = call.text("refPrefix") == Some("refs/heads/");
            let names = if is_heads { branches(world, id) } else { Vec::new() };
            call.connection(in_order(names.into_iter().map(|b| What::Ref(id, b))), Order::Ascending)
        }
        "object" => call.maybe(object(call, id)),
        "commitComments" => {
            let of_repo = world.commit_comments.iter().filter(|(_, c)| world[c.on].repo == id);
            let seen = of_repo.map(|(c, _)| c).filter(|c| world.sees(*c));
            call.connection(in_order(seen.map(What::from)), Order::Ascending)
        }
        _ => call.unknown("Repository"),
    }
}

fn numbered<'a>(
    call: Call<'a>,
    id: RepoId,
    kind: &str,
    is_wanted: impl Fn(&Numbered) -> bool,
) -> Answer<'a> {
    let number = call.number("number").unwrap_or_default();
    let world = call.world();
    let found =
        u64::try_from(number).ok().and_then(|n| world[id].numbers.get(&n)).filter(|n| is_wanted(n));
    let thing = found.map(|n| match n {
        Numbered::Pull(id) => Thing::Pull(*id),
        Numbered::Issue(id) => Thing::Issue(*id),
        Numbered::Discussion(id) => Thing::Discussion(*id),
    });
    match thing.filter(|t| world.sees(*t)) {
        Some(thing) => call.object(thing),
        None => {
            let message = format!("Could not resolve to a {kind} with the number of {number}.");
            Ok(call.exec.refused(Refusal::not_found(message)))
        }
    }
}

/// The default branch and those of open pull requests from the repository itself.
fn branches(world: &World, id: RepoId) -> Vec<String> {
    let repo = &world[id];
    let own = repo
        .pulls
        .iter()
        .map(|p| &world[*p])
        .filter(|p| p.head_repo == Some(id) && p.closed_at().is_none());
    let mut names: Vec<String> = own.map(|p| p.head_branch.clone()).collect();
    if !repo.default_history.is_empty() {
        names.push(repo.default_branch.clone());
    }
    names.sort();
    names
}

/// The newest commit of a branch.
fn tip(world: &World, id: RepoId, branch: &str) -> Option<CommitId> {
    let repo = &world[id];
    if branch == repo.default_branch {
        return repo.default_history.last().copied();
    }
    let pull = repo.pulls.iter().map(|p| &world[*p]).find(|p| p.head_branch == branch)?;
    pull.commits.last().copied()
}

fn object(call: Call<'_>, id: RepoId) -> Option<CommitId> {
    let world = call.world();
    if let Some(oid) = call.text("oid") {
        return world.commit_by_oid(id, oid);
    }
    let expression = call.text("expression")?;
    let branch = expression.strip_prefix("refs/heads/").unwrap_or(expression);
    let branch = if branch == "HEAD" { &world[id].default_branch } else { branch };
    tip(world, id, branch).or_else(|| world.commit_by_oid(id, expression))
}

pub(crate) fn resolve_ref<'a>(call: Call<'a>, repo: RepoId, name: &str) -> Answer<'a> {
    let world = call.world();
    match call.field() {
        "id" => {
            let text = format!("{}:refs/heads/{name}", world.database_id(repo));
            leaf(format!("REF_{}", URL_SAFE_NO_PAD.encode(text)))
        }
        "name" => leaf(name),
        "prefix" => leaf("refs/heads/"),
        "repository" => call.object(repo),
        "target" => call.maybe(tip(world, repo, name)),
        _ => call.unknown("Ref"),
    }
}
