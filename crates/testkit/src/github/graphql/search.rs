//! Search: pull requests and issues by qualifiers, people by login, repositories and discussions by a word. It is an index and
//! not the truth: it lags, forgets, stops after a thousand results, and knows nobody with a private profile.

mod matching;
mod query;

use super::call::Call;
use super::exec::{Answer, Field, What, leaf_field};
use super::paging::{Order, in_order};
use crate::github::world::{AccountKind, At, Thing, World};
use query::Expression;

/// The most results that can be paged through.
const RESULT_LIMIT: usize = 1_000;

pub(crate) fn resolve(call: Call<'_>) -> Answer<'_> {
    let world = call.world();
    let text = call.text("query").unwrap_or_default();
    let kind = call.text("type").unwrap_or("ISSUE");
    let found = match kind {
        "USER" => people(world, text),
        "REPOSITORY" => repositories(world, text),
        "DISCUSSION" => discussions(world, text),
        _ => subjects(world, text),
    };
    let total = |kinds: &[&str]| leaf_field(if kinds.contains(&kind) { found.len() } else { 0 });
    let extra: Vec<(&'static str, Field)> = vec![
        ("issueCount", total(&["ISSUE", "ISSUE_ADVANCED"])),
        ("userCount", total(&["USER"])),
        ("repositoryCount", total(&["REPOSITORY"])),
        ("discussionCount", total(&["DISCUSSION"])),
    ];
    let items = in_order(found.into_iter().take(RESULT_LIMIT).map(What::Thing));
    call.connection_with(items, Order::Ascending, extra)
}

/// Pull requests and issues, newest first.
pub(crate) fn subjects(world: &World, text: &str) -> Vec<Thing> {
    let wanted = Expression::parse(text);
    let candidates = matching::candidates(world, &wanted).unwrap_or_else(|| {
        let issues = world.issues.ids().map(Thing::Issue);
        world.pulls.ids().map(Thing::Pull).chain(issues).collect()
    });
    let is_found = |t: &Thing| {
        is_indexed(world, *t) && world.sees(*t) && matching::matches(world, *t, &wanted)
    };
    let mut found: Vec<Thing> = candidates.into_iter().filter(is_found).collect();
    found.sort_by_key(|thing| {
        std::cmp::Reverse((matching::created(world, *thing), world.database_id(*thing)))
    });
    found.dedup();
    found
}

/// Whether the index knows of it yet, and has not forgotten it.
fn is_indexed(world: &World, thing: Thing) -> bool {
    let lag = world.quirks.search_lag_minutes;
    let is_known =
        |updated: At| lag == 0 || updated <= world.now() - chrono::TimeDelta::minutes(lag);
    match thing {
        Thing::Pull(id) => !world[id].unindexed && is_known(world[id].updated_at),
        Thing::Issue(id) => !world[id].unindexed && is_known(world[id].updated_at),
        _ => true,
    }
}

/// People and organisations whose login holds the words, or is named by `user:`.
fn people(world: &World, text: &str) -> Vec<Thing> {
    let word = plain_word(text);
    let is_listed = |kind| matches!(kind, AccountKind::User | AccountKind::Organization);
    let all = world
        .accounts
        .iter()
        .filter(|(_, a)| a.is_active() && !a.private_profile && is_listed(a.kind));
    let named = all.filter(|(_, a)| {
        a.login.to_lowercase().contains(&word) || a.shown_name().to_lowercase().contains(&word)
    });
    named.map(|(id, _)| Thing::Account(id)).collect()
}

fn repositories(world: &World, text: &str) -> Vec<Thing> {
    let word = plain_word(text);
    let seen = world.repos.ids().filter(|r| world.sees_repo(*r));
    seen.filter(|r| world.full_name(*r).to_lowercase().contains(&word)).map(Thing::Repo).collect()
}

fn discussions(world: &World, text: &str) -> Vec<Thing> {
    let wanted = Expression::parse(text);
    let seen = world.discussions.ids().map(Thing::Discussion).filter(|d| world.sees(*d));
    seen.filter(|d| matching::matches(world, *d, &wanted)).collect()
}

/// What is left of a text when the qualifiers but `user:` and `repo:` are gone.
fn plain_word(text: &str) -> String {
    let mut words = text.split_whitespace().filter_map(|word| match word.split_once(':') {
        None => Some(word),
        Some(("user" | "org" | "repo", name)) => Some(name),
        Some(_) => None,
    });
    words.next().unwrap_or_default().to_lowercase()
}
