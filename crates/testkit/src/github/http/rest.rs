//! The little of REST that is served: accounts by number and by login, repositories by name, a few lists, and the limits.
//! Answers have an `etag`, and a request that names it gets 304 for nothing.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use serde_json::{Value, json};
use wiremock::Request;

use super::endpoint::limit_headers;
use super::faults::Fault;
use super::reply::{Reply, refused};
use super::state::State;
use super::{rest_lists, rest_threads, rest_writes};
use crate::github::world::{AccountId, AccountKind, RepoId, Thing, World};

pub(crate) fn answer(
    state: &mut State,
    request: &Request,
    arrived: Duration,
    fault: Option<&Fault>,
) -> Reply {
    let path = request.url.path();
    let path = path.strip_prefix("/api/v3").unwrap_or(path);
    if request.method != "GET" {
        let is_handled = !fault.is_some_and(Fault::is_refusal);
        let reply =
            if is_handled { write(state, request, arrived, path) } else { Reply::empty(200) };
        return limit_headers(state, false, reply);
    }
    if path == "/rate_limit" {
        let body = limits(state);
        return limit_headers(state, false, Reply::json(200, &body));
    }
    let list = rest_lists::answer(&state.world, request, path);
    let thread = || rest_threads::answer(&state.world, request, path);
    let reply = list.or_else(thread).unwrap_or_else(|| one(&state.world, path));
    let tag = etag(reply.body());
    if reply.status == 200
        && request
            .headers
            .get("if-none-match")
            .is_some_and(|known| known.as_bytes() == tag.as_bytes())
    {
        return limit_headers(state, false, Reply::empty(304).header("etag", tag));
    }
    let reply = spend(state).unwrap_or_else(|| reply.header("etag", tag));
    limit_headers(state, false, reply)
}

fn write(state: &mut State, request: &Request, arrived: Duration, path: &str) -> Reply {
    spend(state).unwrap_or_else(|| rest_writes::answer(state, request, arrived, path))
}

/// Takes one request off the hour's budget; the refusal where there is none left.
fn spend(state: &mut State) -> Option<Reply> {
    let spent = state.rest.spend(state.world.now(), state.limits.requests_per_hour, 1);
    (!spent).then(|| refused(403, "API rate limit exceeded for user ID 9100000."))
}

fn one(world: &World, path: &str) -> Reply {
    match look_up(world, path) {
        Found::Body(body) => Reply::json(200, &body),
        Found::Moved(to) => {
            let url = format!("/repositories/{to}");
            let body = json!({"message": "Moved Permanently", "url": url});
            Reply::json(301, &body).header("location", url)
        }
        Found::Nothing => Reply::json(404, &json!({"message": "Not Found", "status": "404"})),
    }
}

enum Found {
    Body(Value),
    Moved(u64),
    Nothing,
}

fn look_up(world: &World, path: &str) -> Found {
    let parts: Vec<_> = path.split('/').filter(|p| !p.is_empty()).collect();
    let body = match parts.as_slice() {
        ["user"] => Some(account(world, world.viewer())),
        ["user", number] => by_number(world, number).and_then(|thing| match thing {
            Thing::Account(who) => Some(account(world, who)),
            _ => None,
        }),
        ["users", login] => world
            .account(login)
            .filter(|who| world.sees_account(*who))
            .map(|who| account(world, who)),
        ["repositories", number] => by_number(world, number).and_then(|thing| match thing {
            Thing::Repo(id) => Some(repo(world, id)),
            _ => None,
        }),
        ["repos", owner, name] => match world
            .repo_named(owner, name)
            .filter(|r| world.sees_repo(*r))
        {
            Some(id) if !world.full_name(id).eq_ignore_ascii_case(&format!("{owner}/{name}")) => {
                return Found::Moved(world.database_id(id));
            }
            found => found.map(|id| repo(world, id)),
        },
        _ => None,
    };
    body.map_or(Found::Nothing, Found::Body)
}

/// The account or repository with this number.
fn by_number(world: &World, number: &str) -> Option<Thing> {
    let number: u64 = number.parse().ok()?;
    let accounts = world.accounts.ids().map(Thing::Account);
    let repos = world.repos.ids().map(Thing::Repo);
    let mut all = accounts.chain(repos).filter(|thing| world.sees(*thing));
    all.find(|thing| world.database_id(*thing) == number)
}

fn account(world: &World, who: AccountId) -> Value {
    let account = &world[who];
    let kind = match account.kind {
        AccountKind::Bot => "Bot",
        AccountKind::Organization => "Organization",
        AccountKind::User | AccountKind::Mannequin => "User",
    };
    json!({
        "login": account.login,
        "id": world.database_id(who),
        "node_id": world.node_id(who),
        "url": format!("https://api.github.com/users/{}", account.login),
        "html_url": world.url(who),
        "type": kind,
        "name": account.name,
        "created_at": account.created_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
        "updated_at": account.updated_at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
    })
}

fn repo(world: &World, id: RepoId) -> Value {
    let repo = &world[id];
    json!({
        "id": world.database_id(id),
        "node_id": world.node_id(id),
        "name": repo.name,
        "full_name": world.full_name(id),
        "private": repo.is_private(),
        "visibility": if repo.is_private() { "private" } else { "public" },
        "fork": repo.is_fork(),
        "archived": repo.archived,
        "default_branch": repo.default_branch,
        "html_url": world.url(id),
        "owner": {"login": world[repo.owner].login, "id": world.database_id(repo.owner)},
    })
}

fn limits(state: &mut State) -> Value {
    let now = state.world.now();
    let mut figures = |is_graphql: bool| {
        let (budget, limit) = if is_graphql {
            (&mut state.points, state.limits.points_per_hour)
        } else {
            (&mut state.rest, state.limits.requests_per_hour)
        };
        let (reset, left) = (budget.reset_at(now).timestamp(), budget.left(now, limit));
        json!({"limit": limit, "remaining": left, "used": budget.used(), "reset": reset})
    };
    let (core, graphql) = (figures(false), figures(true));
    json!({"resources": {"core": core, "graphql": graphql}, "rate": core})
}

fn etag(body: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    format!("W/\"{:016x}\"", hasher.finish())
}
