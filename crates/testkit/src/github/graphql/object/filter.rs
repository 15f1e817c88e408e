//! What the arguments of the lists of pull requests, issues and repositories leave out, and what they sort by.

use apollo_compiler::resolvers::FieldError;
use apollo_compiler::response::JsonValue;

use super::super::call::Call;
use super::super::exec::Answer;
use super::super::paging::{Item, Order};
use crate::github::world::{
    At, DiscussionId, Issue, IssueId, IssueState, PullId, PullState, RepoId, World,
};

impl<'a> Call<'a> {
    /// A list of pull requests with `states`, `labels`, `baseRefName`, `headRefName` and `orderBy`.
    pub(crate) fn pulls(self, all: impl IntoIterator<Item = PullId>) -> Answer<'a> {
        let world = self.world();
        let (states, labels) = (self.texts("states"), self.texts("labels"));
        let (base, head) = (self.text("baseRefName"), self.text("headRefName"));
        let keep = |id: &PullId| {
            let pull = &world[*id];
            world.sees(*id)
                && states.as_ref().is_none_or(|s| s.contains(&pull_state(&pull.state)))
                && has_label(&pull.labels, labels.as_ref())
                && base.is_none_or(|b| pull.base_branch == b)
                && head.is_none_or(|h| pull.head_branch == h)
        };
        let (field, order) = self.order().unwrap_or(("CREATED_AT", Order::Ascending));
        let items = all.into_iter().filter(keep).map(|id| {
            let pull = &world[id];
            let by_comments = (pull.comments.len() as i64, world.database_id(id));
            sorted(field, (pull.created_at, pull.updated_at), by_comments, id)
        });
        self.connection(items.collect(), order)
    }

    /// A list of issues with `states`, `labels`, `filterBy` and `orderBy`.
    pub(crate) fn issues(self, all: impl IntoIterator<Item = IssueId>) -> Answer<'a> {
        let world = self.world();
        let filter = IssueFilter::new(self)?;
        let (field, order) = self.order().unwrap_or(("CREATED_AT", Order::Ascending));
        let keep = |id: &IssueId| world.sees(*id) && filter.keeps(world, &world[*id]);
        let items = all.into_iter().filter(keep).map(|id| {
            let issue = &world[id];
            let by_comments = (issue.comments.len() as i64, world.database_id(id));
            sorted(field, (issue.created_at, issue.updated_at), by_comments, id)
        });
        self.connection(items.collect(), order)
    }

    /// A list of discussions with `states`, `answered`, `repositoryId` and `orderBy`.
    pub(crate) fn discussions(self, all: impl IntoIterator<Item = DiscussionId>) -> Answer<'a> {
        let world = self.world();
        let (answered, in_repo) =
            (self.argument("answered").and_then(JsonValue::as_bool), self.text("repositoryId"));
        let only_closed = self.texts("states").is_some_and(|s| !s.contains(&"OPEN"));
        let keep = |id: &DiscussionId| {
            let discussion = &world[*id];
            world.sees(*id)
                && !only_closed
                && answered.is_none_or(|a| a == discussion.answer.is_some())
                && in_repo.is_none_or(|r| world.by_node_id(r) == Some(discussion.repo.into()))
        };
        let (field, order) = self.order().unwrap_or(("CREATED_AT", Order::Descending));
        let items = all.into_iter().filter(keep).map(|id| {
            let discussion = &world[id];
            sorted(field, (discussion.created_at, discussion.updated_at), (0, 0), id)
        });
        self.connection(items.collect(), order)
    }

    /// A list of repositories with `isFork`, `privacy`, `visibility` and `orderBy`.
    pub(crate) fn repos(self, all: impl IntoIterator<Item = RepoId>) -> Answer<'a> {
        let world = self.world();
        let (is_fork, privacy) =
            (self.argument("isFork").and_then(JsonValue::as_bool), self.text("privacy"));
        let visibility = self.text("visibility");
        let keep = |id: &RepoId| {
            let repo = &world[*id];
            let word = if repo.is_private() { "PRIVATE" } else { "PUBLIC" };
            world.sees(*id)
                && is_fork.is_none_or(|f| f == repo.is_fork())
                && privacy.is_none_or(|p| p == word)
                && visibility.is_none_or(|v| v == word)
        };
        let (field, order) = self.order().unwrap_or(("CREATED_AT", Order::Ascending));
        let items = all.into_iter().filter(keep).map(|id| {
            let repo = &world[id];
            sorted(field, (repo.created_at, repo.updated_at), (0, world.database_id(id)), id)
        });
        self.connection(items.collect(), order)
    }
}

/// An element sorted by the field that `orderBy` names.
fn sorted<T>(
    field: &str,
    (created, updated): (At, At),
    other: (i64, u64),
    id: crate::github::world::Id<T>,
) -> Item
where
    crate::github::world::Id<T>: Into<crate::github::world::Thing>,
{
    let number = u64::from(id.index());
    match field {
        "UPDATED_AT" | "PUSHED_AT" => Item::at(updated, number, id),
        "COMMENTS" => Item { key: (other.0, number), what: id.into().into() },
        _ => Item::at(created, number, id),
    }
}

/// GitHub's word for the state of a pull request.
pub(crate) const fn pull_state(state: &PullState) -> &'static str {
    match state {
        PullState::Open => "OPEN",
        PullState::Closed { .. } => "CLOSED",
        PullState::Merged { .. } => "MERGED",
    }
}

/// GitHub's word for the state of an issue.
pub(crate) const fn issue_state(state: IssueState) -> &'static str {
    match state {
        IssueState::Open => "OPEN",
        _ => "CLOSED",
    }
}

fn has_label(has: &[String], wanted: Option<&Vec<&str>>) -> bool {
    wanted.is_none_or(|w| has.iter().any(|l| w.contains(&l.as_str())))
}

struct IssueFilter<'a> {
    states: Option<Vec<&'a str>>,
    labels: Option<Vec<&'a str>>,
    since: Option<At>,
    created_by: Option<&'a str>,
    assignee: Option<&'a str>,
}

impl<'a> IssueFilter<'a> {
    fn new(call: Call<'a>) -> Result<Self, FieldError> {
        let inner = |name: &str| call.argument("filterBy")?.as_object()?.get(name);
        let texts = |name: &str| -> Option<Vec<&'a str>> {
            Some(inner(name)?.as_array()?.iter().filter_map(JsonValue::as_str).collect())
        };
        Ok(Self {
            states: call.texts("states").or_else(|| texts("states")),
            labels: call.texts("labels").or_else(|| texts("labels")),
            since: call.time("filterBy.since")?,
            created_by: inner("createdBy").and_then(JsonValue::as_str),
            assignee: inner("assignee").and_then(JsonValue::as_str),
        })
    }

    fn keeps(&self, world: &World, issue: &Issue) -> bool {
        let named = |login: &str, who| world.account(login) == Some(who);
        self.states.as_ref().is_none_or(|s| s.contains(&issue_state(issue.state)))
            && has_label(&issue.labels, self.labels.as_ref())
            && self.since.is_none_or(|s| issue.updated_at >= s)
            && self.created_by.is_none_or(|l| named(l, issue.author))
            && self.assignee.is_none_or(|l| issue.assignees.iter().any(|who| named(l, *who)))
    }
}
