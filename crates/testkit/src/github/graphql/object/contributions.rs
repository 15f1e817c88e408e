//! `contributionsCollection`, with its rules: nothing in forks, commits on default branches only, one review per pull request,
//! whole days, and nothing itemised that cannot be seen.

mod answers;
mod calendar;

use std::collections::BTreeMap;
use std::rc::Rc;

use apollo_compiler::resolvers::FieldError;
use chrono::{NaiveDate, TimeDelta};

use super::super::call::Call;
use super::super::exec::{Answer, What};
use super::super::paging::Item;
use super::super::refusal::Refusal;
pub(crate) use answers::{resolve, resolve_by_repository};

use crate::github::world::{AccountId, At, Id, IssueId, PullId, RepoId, ReviewId, Thing, World};

/// What a person did in a time, as GitHub counts it.
#[derive(Debug)]
pub(crate) struct Collection {
    who: AccountId,
    from: At,
    to: At,
    pulls: Vec<PullId>,
    issues: Vec<IssueId>,
    reviews: Vec<ReviewId>,
    commits: BTreeMap<RepoId, BTreeMap<NaiveDate, u32>>,
    repos: Vec<RepoId>,
    restricted: usize,
}

/// The contributions of one kind to one repository.
#[derive(Debug)]
pub(crate) struct ByRepository {
    type_name: &'static str,
    repo: RepoId,
    items: Vec<Item>,
    total: u64,
}

impl ByRepository {
    pub(crate) const fn type_name(&self) -> &'static str {
        self.type_name
    }
}

/// Answers `contributionsCollection(from, to)`.
pub(crate) fn collection(call: Call<'_>, who: AccountId) -> Answer<'_> {
    let year = TimeDelta::days(366);
    let (from, to) = match (call.time("from")?, call.time("to")?) {
        (Some(from), Some(to)) => (from, to),
        (Some(from), None) => (from, call.world().now().min(from + year - TimeDelta::days(1))),
        (None, Some(to)) => (to - TimeDelta::days(365), to),
        (None, None) => (call.world().now() - TimeDelta::days(365), call.world().now()),
    };
    check_span(call, from, to, year)?;
    call.object(What::Collection(Rc::new(Collection::new(call.world(), who, from, to))))
}

fn check_span(call: Call<'_>, from: At, to: At, year: TimeDelta) -> Result<(), FieldError> {
    let refuse = |message: &str| Err(call.refuse(Refusal::new("VALIDATION", message)));
    if to < from {
        return refuse("'from' must be earlier than 'to'");
    }
    if to - from > year {
        return refuse("The total time spanned by 'from' and 'to' must not exceed 1 year");
    }
    Ok(())
}

impl Collection {
    fn new(world: &World, who: AccountId, from: At, to: At) -> Self {
        let mut all = Self {
            who,
            from,
            to,
            pulls: Vec::new(),
            issues: Vec::new(),
            reviews: Vec::new(),
            commits: BTreeMap::new(),
            repos: Vec::new(),
            restricted: 0,
        };
        if !(world[who].private_profile && world.quirks.private_profiles_hide_contributions) {
            all.fill(world);
        }
        all
    }

    fn fill(&mut self, world: &World) {
        let wrote = &world[self.who].wrote;
        let pulls =
            wrote.pulls.iter().copied().filter(|p| self.covers(world[*p].created_at)).collect();
        let issues =
            wrote.issues.iter().copied().filter(|i| self.covers(world[*i].created_at)).collect();
        let mut hidden = 0;
        self.pulls = keep_counted(world, pulls, &mut hidden);
        self.issues = keep_counted(world, issues, &mut hidden);
        hidden += self.fill_reviews(world) + self.fill_commits(world);
        let own = world[self.who].repos.iter().copied();
        self.repos =
            own.filter(|r| self.covers(world[*r].created_at) && world.sees_repo(*r)).collect();
        self.restricted = if world[self.who].shares_private_counts { hidden } else { 0 };
    }

    /// The first review of each pull request of somebody else's. Answers how many cannot be seen.
    fn fill_reviews(&mut self, world: &World) -> usize {
        let mut hidden = 0;
        for id in &world[self.who].wrote.reviews {
            let review = &world[*id];
            let Some(at) = review.submitted_at else {
                continue;
            };
            let is_known = self.reviews.iter().any(|r| world[*r].pull == review.pull);
            if !self.covers(at) || is_known || world[review.pull].author == self.who {
                continue;
            }
            match counted(world, (*id).into()) {
                Some(true) => self.reviews.push(*id),
                Some(false) => hidden += 1,
                None => {}
            }
        }
        hidden
    }

    /// The commits on default branches, per day of their author dates. Answers how many cannot be seen.
    fn fill_commits(&mut self, world: &World) -> usize {
        let mut hidden = 0;
        for (id, _) in world.commits_of(self.who) {
            let commit = &world[id];
            if !commit.on_default
                || !self.covers(commit.authored_at)
                || !is_known_in(world, self.who, commit.repo)
            {
                continue;
            }
            match counted(world, id.into()) {
                Some(true) => {
                    let day = commit.authored_at.date_naive();
                    *self.commits.entry(commit.repo).or_default().entry(day).or_default() += 1;
                }
                Some(false) => hidden += 1,
                None => {}
            }
        }
        hidden
    }

    /// Whole days, both ends included.
    fn covers(&self, at: At) -> bool {
        (self.from.date_naive()..=self.to.date_naive()).contains(&at.date_naive())
    }

    fn commit_total(&self) -> u64 {
        self.commits.values().flat_map(BTreeMap::values).map(|n| u64::from(*n)).sum()
    }

    fn total(&self) -> u64 {
        (self.pulls.len()
            + self.issues.len()
            + self.reviews.len()
            + self.repos.len()
            + self.restricted) as u64
            + self.commit_total()
    }
}

/// Those that count in the open; `hidden` grows by those that count in secret.
fn keep_counted<T>(world: &World, mut all: Vec<Id<T>>, hidden: &mut usize) -> Vec<Id<T>>
where
    Id<T>: Into<Thing>,
{
    all.retain(|id| {
        let counts = counted(world, (*id).into());
        *hidden += usize::from(counts == Some(false));
        counts == Some(true)
    });
    all
}

/// Whether it counts in the open; `Some(false)` counts in secret, `None` never counts.
fn counted(world: &World, thing: Thing) -> Option<bool> {
    let repo = world.home(thing)?;
    if world[repo].is_fork() {
        return None;
    }
    if world[repo].is_private() && !world.sees_repo(repo) {
        return Some(false);
    }
    world.sees(thing).then_some(true)
}

/// Commits count where the person belongs to the repository, forked it or opened something there.
fn is_known_in(world: &World, who: AccountId, repo: RepoId) -> bool {
    let wrote = &world[who].wrote;
    world.can_push(who, repo)
        || world[repo].forks.iter().any(|f| world[*f].owner == who)
        || wrote.pulls.iter().any(|p| world[*p].repo == repo)
        || wrote.issues.iter().any(|i| world[*i].repo == repo)
}
