//! Issues.

use super::super::call::{Call, leaf, maybe_time, time};
use super::super::exec::Answer;
use super::super::paging::Order;
use super::filter::issue_state;
use super::{event, pull};
use crate::github::world::{EventKind, IssueId, IssueState, PullId, Subject};

pub(crate) fn resolve(call: Call<'_>, id: IssueId) -> Answer<'_> {
    let world = call.world();
    let issue = &world[id];
    match call.field() {
        "id" => call.id(id),
        "databaseId" => leaf(world.database_id(id)),
        "fullDatabaseId" => leaf(world.database_id(id).to_string()),
        "number" => leaf(issue.number),
        "title" => leaf(issue.title.as_str()),
        "body" | "bodyText" => leaf(issue.body.as_str()),
        "url" => leaf(world.url(id)),
        "resourcePath" => leaf(world.path(id.into())),
        "state" => leaf(issue_state(issue.state)),
        "stateReason" => leaf(reason(&issue.state, &issue.events)),
        "closed" => leaf(issue.closed_at().is_some()),
        "createdAt" => time(issue.created_at),
        "updatedAt" => time(issue.updated_at),
        "closedAt" => maybe_time(issue.closed_at()),
        "author" => call.actor(issue.author),
        "authorAssociation" => leaf(pull::role(world, issue.author, issue.repo)),
        "repository" => call.object(issue.repo),
        "comments" => pull::comments(call, &issue.comments),
        "labels" => call.connection(pull::labels(&issue.labels), Order::Ascending),
        "assignees" => {
            call.connection(pull::people(world, issue.assignees.iter().copied()), Order::Ascending)
        }
        "participants" => call.connection(pull::people(world, [issue.author]), Order::Ascending),
        "timelineItems" => event::timeline(call, Subject::Issue(id)),
        "closedByPullRequestsReferences" => pull::oldest_first(call, closers(call, id)),
        _ => call.unknown("Issue"),
    }
}

fn reason(state: &IssueState, events: &[crate::github::world::Event]) -> Option<&'static str> {
    match state {
        IssueState::Completed { .. } => Some("COMPLETED"),
        IssueState::NotPlanned { .. } => Some("NOT_PLANNED"),
        IssueState::Open => {
            events.iter().any(|e| e.kind == EventKind::Reopened).then_some("REOPENED")
        }
    }
}

/// The pull requests that say they close it; closed ones only where they are asked for or did close it.
fn closers(call: Call<'_>, id: IssueId) -> Vec<PullId> {
    let world = call.world();
    let with_closed = call.flag("includeClosedPrs");
    let sources = world[id].events.iter().filter_map(|e| match e.kind {
        EventKind::CrossReferenced { source: Subject::Pull(pull), will_close: true } => Some(pull),
        _ => None,
    });
    let counts = |p: &PullId| {
        with_closed || world[*p].closed_at().is_none() || world[*p].merged_at().is_some()
    };
    sources.filter(counts).collect()
}
