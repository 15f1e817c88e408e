//! The fields of the query itself: looking things up.

use apollo_compiler::resolvers::ResolvedValue;
use apollo_compiler::response::JsonValue;

use super::super::call::{Call, stamp};
use super::super::exec::{Answer, Plain, leaf_field};
use super::super::refusal::Refusal;
use super::super::search;
use crate::github::world::{AccountId, AccountKind, Numbered, Thing};

/// The most ids that one `nodes` takes.
const ID_LIMIT: usize = 100;

pub(crate) fn resolve(call: Call<'_>) -> Answer<'_> {
    match call.field() {
        "viewer" => call.object(call.world().viewer()),
        "node" => Ok(node(call, call.text("id").unwrap_or_default())),
        "nodes" => nodes(call),
        "user" => owner(call, "User", |k| k == AccountKind::User),
        "organization" => owner(call, "Organization", |k| k == AccountKind::Organization),
        "repositoryOwner" => {
            let found = call.text("login").and_then(|l| call.world().account(l));
            call.maybe(found.filter(|who| call.world().sees_account(*who)))
        }
        "repository" => repository(call),
        "resource" => call.maybe(call.text("url").and_then(|url| resource(call, url))),
        "search" => search::resolve(call),
        "rateLimit" => rate_limit(call),
        _ => call.unknown("Query"),
    }
}

fn node<'a>(call: Call<'a>, id: &str) -> ResolvedValue<'a> {
    match call.world().by_node_id(id).filter(|thing| call.world().sees(*thing)) {
        Some(thing) => call.exec.object(thing.into()),
        None => {
            let message = format!("Could not resolve to a node with the global id of '{id}'");
            call.exec.refused(Refusal::not_found(message))
        }
    }
}

fn nodes(call: Call<'_>) -> Answer<'_> {
    let ids = call.argument("ids").and_then(JsonValue::as_array).map_or(&[][..], Vec::as_slice);
    if ids.len() > ID_LIMIT {
        let message = format!(
            "You may not provide more than {ID_LIMIT} node ids; you provided {}.",
            ids.len()
        );
        return Err(call.refuse(Refusal::new("ARGUMENT_LIMIT", message)));
    }
    let found: Vec<_> = ids.iter().map(|id| node(call, id.as_str().unwrap_or_default())).collect();
    Ok(ResolvedValue::list(found))
}

fn owner<'a>(call: Call<'a>, type_name: &str, is_kind: impl Fn(AccountKind) -> bool) -> Answer<'a> {
    let login = call.text("login").unwrap_or_default();
    let world = call.world();
    let found: Option<AccountId> =
        world.account(login).filter(|who| world.sees_account(*who) && is_kind(world[*who].kind));
    match found {
        Some(who) => call.object(who),
        None => {
            let message = format!(
                "Could not resolve to {} {type_name} with the login of '{login}'.",
                article(type_name)
            );
            Ok(call.exec.refused(Refusal::not_found(message)))
        }
    }
}

fn article(type_name: &str) -> &'static str {
    if type_name.starts_with('O') { "an" } else { "a" }
}

fn repository(call: Call<'_>) -> Answer<'_> {
    let (owner, name) =
        (call.text("owner").unwrap_or_default(), call.text("name").unwrap_or_default());
    let world = call.world();
    let full_name = format!("{owner}/{name}");
    let follows = call.flag("followRenames");
    let found = world.repo_named(owner, name).filter(|r| {
        world.sees_repo(*r) && (follows || world.full_name(*r).eq_ignore_ascii_case(&full_name))
    });
    match found {
        Some(repo) => call.object(repo),
        None => {
            let message = format!("Could not resolve to a Repository with the name '{full_name}'.");
            Ok(call.exec.refused(Refusal::not_found(message)))
        }
    }
}

/// The account, repository, pull request, issue or commit with this address.
fn resource(call: Call<'_>, url: &str) -> Option<Thing> {
    let world = call.world();
    let path = url.split_once("://")?.1.split(['?', '#']).next()?;
    let parts: Vec<_> = path.split('/').skip(1).filter(|p| !p.is_empty()).collect();
    let thing = match parts.as_slice() {
        [login] => Thing::Account(world.account(login)?),
        [owner, name] => Thing::Repo(world.repo_named(owner, name)?),
        [owner, name, "commit", oid] => {
            Thing::Commit(world.commit_by_oid(world.repo_named(owner, name)?, oid)?)
        }
        [owner, name, "pull" | "issues", number, ..] => {
            let repo = world.repo_named(owner, name)?;
            match world[repo].numbers.get(&number.parse().ok()?)? {
                Numbered::Pull(id) => Thing::Pull(*id),
                Numbered::Issue(id) => Thing::Issue(*id),
                Numbered::Discussion(_) => return None,
            }
        }
        _ => return None,
    };
    world.sees(thing).then_some(thing)
}

fn rate_limit(call: Call<'_>) -> Answer<'_> {
    let rate = call.exec.rate;
    let fields = vec![
        ("cost", leaf_field(rate.cost)),
        ("nodeCount", leaf_field(rate.nodes)),
        ("limit", leaf_field(rate.limit)),
        ("remaining", leaf_field(rate.remaining)),
        ("used", leaf_field(rate.used)),
        ("resetAt", leaf_field(stamp(rate.reset_at))),
    ];
    call.object(Plain::what("RateLimit", fields))
}
