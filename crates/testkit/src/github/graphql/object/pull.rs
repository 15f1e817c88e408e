//! Pull requests.

use super::super::call::{Call, leaf, maybe_time, time};
use super::super::exec::{Answer, Field, Plain, What, leaf_field};
use super::super::paging::{Item, Order, in_order};
use super::event;
use super::filter::pull_state;
use crate::github::world::{
    AccountId, ChangedFile, CommitId, IssueId, Pull, PullId, PullState, ReviewId, Subject, Verdict,
    World,
};

pub(crate) fn resolve(call: Call<'_>, id: PullId) -> Answer<'_> {
    let world = call.world();
    let pull = &world[id];
    match call.field() {
        "id" => call.id(id),
        "databaseId" => leaf(world.database_id(id)),
        "fullDatabaseId" => leaf(world.database_id(id).to_string()),
        "number" => leaf(pull.number),
        "title" => leaf(pull.title.as_str()),
        "body" | "bodyText" => leaf(pull.body.as_str()),
        "url" => leaf(world.url(id)),
        "resourcePath" => leaf(world.path(id.into())),
        "state" => leaf(pull_state(&pull.state)),
        "isDraft" => leaf(pull.draft),
        "merged" => leaf(pull.merged_at().is_some()),
        "closed" => leaf(pull.closed_at().is_some()),
        "createdAt" => time(pull.created_at),
        "publishedAt" => time(pull.created_at),
        "updatedAt" => time(pull.updated_at),
        "mergedAt" => maybe_time(pull.merged_at()),
        "closedAt" => maybe_time(pull.closed_at()),
        "author" => call.actor(pull.author),
        "authorAssociation" => leaf(association(world, pull.author, pull)),
        "mergedBy" => match pull.state {
            PullState::Merged { by, .. } => call.actor(by),
            _ => leaf(None::<String>),
        },
        "mergeCommit" => match pull.state {
            PullState::Merged { commit, .. } => call.object(commit),
            _ => leaf(None::<String>),
        },
        "reviewDecision" => leaf(decision(world, pull)),
        _ => resolve_branches(call, id),
    }
}

fn resolve_branches(call: Call<'_>, id: PullId) -> Answer<'_> {
    let world = call.world();
    let pull = &world[id];
    let head = pull.head_repo.filter(|r| world.sees_repo(*r));
    match call.field() {
        "repository" | "baseRepository" => call.object(pull.repo),
        "headRepository" => call.maybe(head),
        "headRepositoryOwner" => call.maybe(head.map(|r| world[r].owner)),
        "isCrossRepository" => leaf(pull.head_repo != Some(pull.repo)),
        "baseRefName" => leaf(pull.base_branch.as_str()),
        "headRefName" => leaf(pull.head_branch.as_str()),
        "baseRefOid" => leaf("0".repeat(40)),
        "headRefOid" => leaf(
            world.pulls[id]
                .commits
                .last()
                .map(|c| &world[*c])
                .map_or_else(|| "0".repeat(40), |c| c.oid.clone()),
        ),
        "additions" => leaf(pull.files.iter().map(|f| f.additions).sum::<u32>()),
        "deletions" => leaf(pull.files.iter().map(|f| f.deletions).sum::<u32>()),
        "changedFiles" => leaf(pull.files.len()),
        "totalCommentsCount" => leaf(pull.comments.len()),
        _ => resolve_lists(call, id),
    }
}

fn resolve_lists(call: Call<'_>, id: PullId) -> Answer<'_> {
    let world = call.world();
    let pull = &world[id];
    let ascending = |items: Vec<Item>| call.connection(items, Order::Ascending);
    match call.field() {
        "reviews" => ascending(reviews(call, pull).map(|r| review_item(world, r)).collect()),
        "latestReviews" => {
            ascending(latest(call, pull).into_iter().map(|r| review_item(world, r)).collect())
        }
        "reviewThreads" => {
            let comments = pull.reviews.iter().flat_map(|r| &world[*r].comments);
            let first = comments.filter(|c| world[**c].reply_to.is_none() && world.sees(**c));
            ascending(
                first
                    .map(|c| Item::at(world[*c].created_at, u64::from(c.index()), What::Thread(*c)))
                    .collect(),
            )
        }
        "comments" => comments(call, &pull.comments),
        "commits" => ascending(in_order(pull.commits.iter().map(|c| What::PullCommit(id, *c)))),
        "files" => ascending(in_order(pull.files.iter().map(changed_file))),
        "closingIssuesReferences" => {
            let seen: Vec<IssueId> =
                pull.closes.iter().copied().filter(|i| world.sees(*i)).collect();
            ascending(in_order(seen.into_iter().map(What::from)))
        }
        "timelineItems" => event::timeline(call, Subject::Pull(id)),
        "labels" => ascending(labels(&pull.labels)),
        "assignees" => ascending(people(world, pull.assignees.iter().copied())),
        "participants" => ascending(people(world, participants(world, pull))),
        _ => call.unknown("PullRequest"),
    }
}

/// The reviews that can be seen, by `author` and in `states`.
fn reviews<'a>(call: Call<'a>, pull: &'a Pull) -> impl Iterator<Item = ReviewId> + use<'a> {
    let world = call.world();
    let (login, states) = (call.text("author"), call.texts("states"));
    let is_by = move |who: AccountId, login: &str| world.account(login) == Some(who);
    pull.reviews.iter().copied().filter(move |r| {
        let review = &world[*r];
        world.sees(*r)
            && login.is_none_or(|l| is_by(review.author, l))
            && states.as_ref().is_none_or(|s| s.contains(&review.verdict.word()))
    })
}

/// The last review of each person.
fn latest(call: Call<'_>, pull: &Pull) -> Vec<ReviewId> {
    let world = call.world();
    let mut last: Vec<ReviewId> = Vec::new();
    for id in pull.reviews.iter().filter(|r| world.sees(**r)) {
        last.retain(|known| world[*known].author != world[*id].author);
        last.push(*id);
    }
    last
}

fn review_item(world: &World, id: ReviewId) -> Item {
    Item::at(world[id].created_at, u64::from(id.index()), id)
}

/// The comments of a conversation, by creation, or by the last change where `orderBy` says so.
pub(super) fn comments<'a>(
    call: Call<'a>,
    all: &'a [crate::github::world::CommentId],
) -> Answer<'a> {
    let world = call.world();
    let order = call.order();
    let items = all.iter().filter(|c| world.sees(**c)).map(|c| {
        let at = if order.is_some() { world[*c].updated_at } else { world[*c].created_at };
        Item::at(at, u64::from(c.index()), *c)
    });
    call.connection(items.collect(), order.map_or(Order::Ascending, |(_, o)| o))
}

pub(super) fn labels(names: &[String]) -> Vec<Item> {
    in_order(names.iter().map(|name| label(name)))
}

pub(super) fn label(name: &str) -> What {
    let id = format!("LA_{name}");
    Plain::what("Label", vec![("id", leaf_field(id)), ("name", leaf_field(name))])
}

pub(super) fn people(world: &World, all: impl IntoIterator<Item = AccountId>) -> Vec<Item> {
    let is_user = |who: &AccountId| {
        world.sees_account(*who) && world[*who].kind == crate::github::world::AccountKind::User
    };
    in_order(all.into_iter().filter(is_user).map(What::from))
}

fn participants(world: &World, pull: &Pull) -> Vec<AccountId> {
    let mut all = vec![pull.author];
    all.extend(pull.comments.iter().map(|c| world[*c].author));
    all.extend(pull.reviews.iter().map(|r| world[*r].author));
    let mut seen = std::collections::HashSet::new();
    all.retain(|who| seen.insert(*who));
    all
}

fn changed_file(file: &ChangedFile) -> What {
    let fields = vec![
        ("path", leaf_field(file.path.as_str())),
        ("additions", leaf_field(file.additions)),
        ("deletions", leaf_field(file.deletions)),
        ("changeType", leaf_field("MODIFIED")),
    ];
    Plain::what("PullRequestChangedFile", fields)
}

/// What the last verdict of each reviewer comes to.
fn decision(world: &World, pull: &Pull) -> Option<&'static str> {
    let mut verdicts: Vec<(AccountId, Verdict)> = Vec::new();
    for review in pull.reviews.iter().map(|r| &world[*r]) {
        if matches!(review.verdict, Verdict::Approved | Verdict::ChangesRequested) {
            verdicts.retain(|(who, _)| *who != review.author);
            verdicts.push((review.author, review.verdict));
        }
    }
    let any = |wanted| verdicts.iter().any(|(_, v)| *v == wanted);
    if any(Verdict::ChangesRequested) {
        Some("CHANGES_REQUESTED")
    } else {
        any(Verdict::Approved).then_some("APPROVED")
    }
}

fn association(world: &World, who: AccountId, pull: &Pull) -> &'static str {
    let before = |p: &PullId| world[*p].repo == pull.repo && world[*p].merged_at().is_some();
    let role = role(world, who, pull.repo);
    if role == "NONE" && world[who].wrote.pulls.iter().any(before) { "CONTRIBUTOR" } else { role }
}

/// What somebody is to a repository.
pub(super) fn role(
    world: &World,
    who: AccountId,
    repo: crate::github::world::RepoId,
) -> &'static str {
    let repo = &world[repo];
    if repo.owner == who {
        "OWNER"
    } else if world[repo.owner].members.contains(&who) {
        "MEMBER"
    } else if repo.collaborators.contains(&who) {
        "COLLABORATOR"
    } else {
        "NONE"
    }
}

pub(crate) fn resolve_commit(call: Call<'_>, pull: PullId, commit: CommitId) -> Answer<'_> {
    let world = call.world();
    let path = || format!("{}/commits/{}", world.path(pull.into()), world[commit].oid);
    match call.field() {
        "id" => leaf(format!("PURC_{}_{}", world.database_id(pull), world[commit].oid)),
        "commit" => call.object(commit),
        "pullRequest" => call.object(pull),
        "url" => leaf(format!("https://github.com{}", path())),
        "resourcePath" => leaf(path()),
        _ => call.unknown("PullRequestCommit"),
    }
}

/// A list of pull requests for a field whose type is a connection, oldest first.
pub(super) fn oldest_first<'a>(
    call: Call<'a>,
    all: impl IntoIterator<Item = PullId>,
) -> Answer<'a> {
    let world = call.world();
    let seen = all.into_iter().filter(|p| world.sees(*p));
    let items = seen.map(|p| Item::at(world[p].created_at, u64::from(p.index()), p));
    call.connection(items.collect(), Order::Ascending)
}

/// A field of a plain object that may be an account that is gone.
pub(super) fn actor_field(world: &World, who: AccountId) -> Field {
    Field::Maybe(world.shown(who).map(What::from))
}
