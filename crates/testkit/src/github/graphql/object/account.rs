//! People, bots and organisations.

use super::super::call::{Call, leaf, time};
use super::super::exec::{Answer, What, thing_type};
use super::super::paging::{Item, Order, in_order};
use super::contributions;
use crate::github::world::{AccountId, RepoId, Thing};

pub(crate) fn resolve(call: Call<'_>, id: AccountId) -> Answer<'_> {
    let world = call.world();
    let account = &world[id];
    let wrote = &account.wrote;
    match call.field() {
        "id" => call.id(id),
        "databaseId" => leaf(world.database_id(id)),
        "login" => leaf(account.login.as_str()),
        "name" => leaf(account.name.as_deref()),
        "email" => leaf(""),
        "createdAt" => time(account.created_at),
        "updatedAt" => time(account.updated_at),
        "url" => leaf(world.url(id)),
        "resourcePath" => leaf(world.path(id.into())),
        "pullRequests" => {
            call.pulls(wrote.pulls.iter().copied().filter(|pull| !world[*pull].unlisted))
        }
        "issues" => call.issues(wrote.issues.iter().copied()),
        "issueComments" => comments(call, id),
        "commitComments" => {
            let all = wrote.commit_comments.iter().filter(|c| world.sees(**c));
            call.connection(in_order(all.map(|c| What::from(*c))), Order::Ascending)
        }
        "repositoryDiscussions" => call.discussions(wrote.discussions.iter().copied()),
        "repositoryDiscussionComments" => discussion_comments(call, id),
        "repositories" => call.repos(account.repos.iter().copied()),
        "repositoriesContributedTo" => {
            let others = |r: &RepoId| call.flag("includeUserRepositories") || world[*r].owner != id;
            call.repos(world.repos_of(id).into_iter().filter(others))
        }
        "contributionsCollection" => contributions::collection(call, id),
        _ => call.unknown(thing_type(world, Thing::Account(id))),
    }
}

/// Sorted by the last change: `orderBy` knows nothing else.
fn comments(call: Call<'_>, id: AccountId) -> Answer<'_> {
    let world = call.world();
    let all = world[id].wrote.comments.iter().filter(|c| world.sees(**c));
    let (by_update, order) = match call.order() {
        Some((_, order)) => (true, order),
        None => (false, Order::Ascending),
    };
    let items = all.map(|c| {
        let comment = &world[*c];
        let at = if by_update { comment.updated_at } else { comment.created_at };
        Item::at(at, u64::from(c.index()), *c)
    });
    call.connection(items.collect(), order)
}

/// In the order in which they were written; there is no `orderBy`.
fn discussion_comments(call: Call<'_>, id: AccountId) -> Answer<'_> {
    let world = call.world();
    let (only_answers, in_repo) = (call.flag("onlyAnswers"), call.text("repositoryId"));
    let all = world[id].wrote.discussion_comments.iter().filter(|c| {
        let on = &world[world[**c].on];
        world.sees(**c)
            && (!only_answers || on.answer.is_some_and(|(a, _)| a == **c))
            && in_repo.is_none_or(|r| world.by_node_id(r) == Some(on.repo.into()))
    });
    call.connection(in_order(all.map(|c| What::from(*c))), Order::Ascending)
}
