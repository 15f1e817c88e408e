//! Timelines of pull requests and issues.

use super::super::call::{Call, leaf, time};
use super::super::exec::{Answer, What, event_type};
use super::super::paging::{Item, Order};
use super::pull;
use crate::github::world::{At, Closer, Event, EventKind, Subject, Thing, World};

/// A line of a timeline by its place.
pub(crate) fn look(world: &World, on: Subject, place: usize) -> &Event {
    match on {
        Subject::Pull(id) => &world[id].events[place],
        Subject::Issue(id) => &world[id].events[place],
    }
}

pub(crate) fn resolve(call: Call<'_>, on: Subject, place: usize) -> Answer<'_> {
    let world = call.world();
    let event = look(world, on, place);
    let path = || format!("{}#event-{place}", world.path(thing(on)));
    match (call.field(), &event.kind) {
        ("id", kind) => leaf(id(world, on, place, kind)),
        ("createdAt" | "referencedAt", _) => time(event.at),
        ("actor", _) => call.actor(event.actor),
        ("url", _) => leaf(format!("https://github.com{}", path())),
        ("resourcePath", _) => leaf(path()),
        ("pullRequest", _) => call.object(thing(on)),
        ("closer", EventKind::Closed(closer)) => call.maybe(closer.map(|c| match c {
            Closer::Commit(id) => Thing::Commit(id),
            Closer::Pull(id) => Thing::Pull(id),
        })),
        ("stateReason", EventKind::Closed(_)) => leaf(match on {
            Subject::Issue(_) => Some("COMPLETED"),
            Subject::Pull(_) => None,
        }),
        ("commit", EventKind::Merged(commit) | EventKind::Referenced(commit)) => {
            call.maybe(Some(*commit))
        }
        ("mergeRefName", _) => leaf(match on {
            Subject::Pull(id) => world[id].base_branch.as_str(),
            Subject::Issue(_) => "main",
        }),
        ("commitRepository", EventKind::Referenced(commit)) => call.object(world[*commit].repo),
        ("isCrossRepository", EventKind::Referenced(commit)) => {
            leaf(world[*commit].repo != world.repo_of(on))
        }
        ("isDirectReference", _) => leaf(true),
        ("label", EventKind::Labeled(name)) => call.object(pull::label(name)),
        ("assignee", EventKind::Assigned(who)) => call.actor(*who),
        ("source", EventKind::CrossReferenced { source, .. }) => call.object(thing(*source)),
        ("isCrossRepository", EventKind::CrossReferenced { source, .. }) => {
            leaf(world.repo_of(*source) != world.repo_of(on))
        }
        ("willCloseTarget", EventKind::CrossReferenced { will_close, .. }) => leaf(*will_close),
        (_, kind) => call.unknown(event_type(kind)),
    }
}

const fn thing(subject: Subject) -> Thing {
    match subject {
        Subject::Pull(id) => Thing::Pull(id),
        Subject::Issue(id) => Thing::Issue(id),
    }
}

fn id(world: &World, on: Subject, place: usize, kind: &EventKind) -> String {
    let initials: String = event_type(kind).chars().filter(char::is_ascii_uppercase).collect();
    format!("{initials}_{}_{place}", world.database_id(thing(on)))
}

/// Everything that happened to a pull request or an issue, of the wanted types, oldest first.
pub(crate) fn timeline(call: Call<'_>, on: Subject) -> Answer<'_> {
    let since = call.time("since")?;
    let wanted = call.texts("itemTypes");
    let mut all = entries(call.world(), on);
    all.retain(|(type_name, at, _)| {
        since.is_none_or(|s| *at >= s)
            && wanted.as_ref().is_none_or(|w| w.contains(&item_type(type_name).as_str()))
    });
    all.sort_by_key(|(_, at, _)| *at);
    let skip = usize::try_from(call.number("skip").unwrap_or_default()).unwrap_or_default();
    let items = all.into_iter().zip(0_u64..).skip(skip);
    let items = items.map(|((_, at, what), n)| Item::at(at, n, what)).collect();
    call.connection(items, Order::Ascending)
}

type Entry = (&'static str, At, What);

fn entries(world: &World, on: Subject) -> Vec<Entry> {
    let (events, comments) = match on {
        Subject::Pull(id) => (&world[id].events, &world[id].comments),
        Subject::Issue(id) => (&world[id].events, &world[id].comments),
    };
    let events = events.iter().enumerate().filter(|(_, event)| match event.kind {
        EventKind::CrossReferenced { source, .. } => world.sees_subject(source),
        _ => true,
    });
    let mut all: Vec<Entry> =
        events.map(|(place, e)| (event_type(&e.kind), e.at, What::Event(on, place))).collect();
    let comments = comments.iter().filter(|c| world.sees(**c));
    all.extend(comments.map(|c| ("IssueComment", world[*c].created_at, What::from(*c))));
    if let Subject::Pull(id) = on {
        let reviews = world[id].reviews.iter().filter(|r| world.sees(**r));
        all.extend(reviews.map(|r| ("PullRequestReview", world[*r].created_at, What::from(*r))));
        let commits = world[id].commits.iter();
        all.extend(
            commits
                .map(|c| ("PullRequestCommit", world[*c].committed_at, What::PullCommit(id, *c))),
        );
    }
    all
}

/// `ClosedEvent` as the argument `itemTypes` writes it: `CLOSED_EVENT`.
fn item_type(type_name: &str) -> String {
    let mut text = String::new();
    for letter in type_name.chars() {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.push(letter.to_ascii_uppercase());
    }
    text
}
