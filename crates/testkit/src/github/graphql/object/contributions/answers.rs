//! What a collection of contributions answers with.

use std::collections::BTreeMap;
use std::rc::Rc;

use apollo_compiler::resolvers::ResolvedValue;
use chrono::{Datelike, NaiveDate};

use super::calendar::calendar;
use super::{ByRepository, Collection};
use crate::github::graphql::call::{Call, leaf, stamp, time};
use crate::github::graphql::exec::{Answer, Field, Plain, What, leaf_field};
use crate::github::graphql::paging::{Item, Order};
use crate::github::world::{At, IssueId, PullId, RepoId, ReviewId, Thing, World};

pub(crate) fn resolve<'a>(call: Call<'a>, all: &'a Collection) -> Answer<'a> {
    let world = call.world();
    match call.field() {
        "startedAt" => time(all.from),
        "endedAt" => time(all.to),
        "isSingleDay" => leaf(all.from.date_naive() == all.to.date_naive()),
        "user" => call.object(all.who),
        "hasAnyContributions" => leaf(all.total() > 0),
        "hasAnyRestrictedContributions" => leaf(all.restricted > 0),
        "restrictedContributionsCount" => leaf(all.restricted),
        "hasActivityInThePast" => {
            leaf(world[all.who].wrote.pulls.iter().any(|p| world[*p].created_at < all.from))
        }
        "contributionYears" => Ok(ResolvedValue::list([ResolvedValue::leaf(all.to.year())])),
        "contributionCalendar" => call.object(calendar(world, all)),
        "totalCommitContributions" => leaf(all.commit_total()),
        "totalIssueContributions" => leaf(all.issues.len()),
        "totalPullRequestContributions" => leaf(all.pulls.len()),
        "totalPullRequestReviewContributions" => leaf(all.reviews.len()),
        "totalRepositoryContributions" => leaf(all.repos.len()),
        "totalRepositoriesWithContributedCommits" => leaf(all.commits.len()),
        "totalRepositoriesWithContributedIssues" => {
            leaf(repos_of(world, all.issue_items(world)).len())
        }
        "totalRepositoriesWithContributedPullRequests" => {
            leaf(repos_of(world, all.pull_items(world)).len())
        }
        "totalRepositoriesWithContributedPullRequestReviews" => {
            leaf(repos_of(world, all.review_items(world)).len())
        }
        _ => resolve_lists(call, all),
    }
}

fn resolve_lists<'a>(call: Call<'a>, all: &'a Collection) -> Answer<'a> {
    let world = call.world();
    let order = call.order().map_or(Order::Descending, |(_, o)| o);
    let grouped = |type_name, items| {
        let groups = repos_of(world, items).into_iter();
        by_repository(
            call,
            groups.map(|(repo, items)| ByRepository {
                type_name,
                repo,
                total: items.len() as u64,
                items,
            }),
        )
    };
    let bare = |items: Vec<(RepoId, Item)>| items.into_iter().map(|(_, item)| item).collect();
    match call.field() {
        "pullRequestContributions" => call.connection(bare(all.pull_items(world)), order),
        "issueContributions" => call.connection(bare(all.issue_items(world)), order),
        "pullRequestReviewContributions" => call.connection(bare(all.review_items(world)), order),
        "repositoryContributions" => call.connection(all.repo_items(world), order),
        "pullRequestContributionsByRepository" => {
            grouped("PullRequestContributionsByRepository", all.pull_items(world))
        }
        "issueContributionsByRepository" => {
            grouped("IssueContributionsByRepository", all.issue_items(world))
        }
        "pullRequestReviewContributionsByRepository" => {
            grouped("PullRequestReviewContributionsByRepository", all.review_items(world))
        }
        "commitContributionsByRepository" => {
            by_repository(call, all.commit_groups(world).into_iter())
        }
        _ => call.unknown("ContributionsCollection"),
    }
}

/// The repositories with the most contributions, as many as `maxRepositories`.
fn by_repository<'a>(call: Call<'a>, groups: impl Iterator<Item = ByRepository>) -> Answer<'a> {
    let most = call.number("maxRepositories").unwrap_or(25);
    let mut groups: Vec<_> = groups.collect();
    groups.sort_by_key(|g| std::cmp::Reverse(g.total));
    groups.truncate(usize::try_from(most.min(100)).unwrap_or_default());
    call.list(groups.into_iter().map(|g| What::ByRepository(Rc::new(g))))
}

pub(crate) fn resolve_by_repository<'a>(call: Call<'a>, by: &'a ByRepository) -> Answer<'a> {
    match call.field() {
        "repository" => call.object(by.repo),
        "contributions" => {
            let order = call.order().map_or(Order::Descending, |(_, o)| o);
            call.connection_with(
                by.items.clone(),
                order,
                vec![("totalCount", leaf_field(by.total))],
            )
        }
        _ => call.unknown(by.type_name),
    }
}

fn repos_of(world: &World, items: Vec<(RepoId, Item)>) -> BTreeMap<RepoId, Vec<Item>> {
    let mut groups: BTreeMap<RepoId, Vec<Item>> = BTreeMap::new();
    for (repo, item) in items.into_iter().filter(|(r, _)| world.sees_repo(*r)) {
        groups.entry(repo).or_default().push(item);
    }
    groups
}

impl Collection {
    fn pull_items(&self, world: &World) -> Vec<(RepoId, Item)> {
        let item = |id: &PullId| {
            let fields = vec![("pullRequest", Field::One((*id).into()))];
            self.item(world, "CreatedPullRequestContribution", (world[*id].created_at, *id), fields)
        };
        self.pulls.iter().map(|id| (world[*id].repo, item(id))).collect()
    }

    fn issue_items(&self, world: &World) -> Vec<(RepoId, Item)> {
        let item = |id: &IssueId| {
            let fields = vec![("issue", Field::One((*id).into()))];
            self.item(world, "CreatedIssueContribution", (world[*id].created_at, *id), fields)
        };
        self.issues.iter().map(|id| (world[*id].repo, item(id))).collect()
    }

    fn review_items(&self, world: &World) -> Vec<(RepoId, Item)> {
        let item = |id: &ReviewId| {
            let review = &world[*id];
            let repo = world[review.pull].repo;
            let fields = vec![
                ("pullRequestReview", Field::One((*id).into())),
                ("pullRequest", Field::One(review.pull.into())),
                ("repository", Field::One(repo.into())),
            ];
            let at = review.submitted_at.unwrap_or(review.created_at);
            (repo, self.item(world, "CreatedPullRequestReviewContribution", (at, *id), fields))
        };
        self.reviews.iter().map(item).collect()
    }

    fn repo_items(&self, world: &World) -> Vec<Item> {
        let item = |id: &RepoId| {
            let fields = vec![("repository", Field::One((*id).into()))];
            self.item(world, "CreatedRepositoryContribution", (world[*id].created_at, *id), fields)
        };
        self.repos.iter().map(item).collect()
    }

    fn commit_groups(&self, world: &World) -> Vec<ByRepository> {
        let day_item = |repo: RepoId, day: NaiveDate, count: u32| {
            let at = day.and_hms_opt(8, 0, 0).unwrap_or_default().and_utc();
            let fields =
                vec![("commitCount", leaf_field(count)), ("repository", Field::One(repo.into()))];
            self.item(world, "CreatedCommitContribution", (at, repo), fields)
        };
        let group = |(repo, days): (&RepoId, &BTreeMap<NaiveDate, u32>)| ByRepository {
            type_name: "CommitContributionsByRepository",
            repo: *repo,
            items: days.iter().map(|(day, n)| day_item(*repo, *day, *n)).collect(),
            total: days.values().map(|n| u64::from(*n)).sum(),
        };
        self.commits.iter().map(group).collect()
    }

    fn item(
        &self,
        world: &World,
        type_name: &'static str,
        (at, thing): (At, impl Into<Thing>),
        mut fields: Vec<(&'static str, Field)>,
    ) -> Item {
        let thing = thing.into();
        fields.push(("isRestricted", leaf_field(false)));
        fields.push(("occurredAt", leaf_field(stamp(at))));
        fields.push(("url", leaf_field(world.url(thing))));
        fields.push(("user", Field::One(self.who.into())));
        Item::at(at, world.database_id(thing), Plain::what(type_name, fields))
    }
}
