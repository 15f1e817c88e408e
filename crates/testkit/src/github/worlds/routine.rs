//! Ordinary work: pull requests that are reviewed and merged in the usual ways, issues, reviews for others, talk. The amounts
//! follow what was measured of real terms.

use std::ops::Range;

use chrono::TimeDelta;

use super::Places;
use super::rng::Rng;
use crate::github::world::{AccountId, At, PullId, RepoId, Verdict, World};

/// How many pull requests somebody opens in twelve weeks: a few mostly, now and then a great many.
pub(super) fn how_many(rng: &mut Rng) -> usize {
    match rng.below(100) {
        0..50 => rng.between(1..9),
        50..90 => rng.between(9..28),
        90..98 => rng.between(28..50),
        _ => rng.between(50..90),
    }
}

/// A window's work of one person. Nothing is dated after the present of the world.
pub(super) fn work(
    world: &mut World,
    rng: &mut Rng,
    who: AccountId,
    places: &Places,
    window: Range<At>,
    prs: usize,
) {
    for _ in 0..prs {
        let repo = somewhere(world, rng, who, places);
        open_pull(world, rng, who, repo, places, &window);
    }
    for _ in 0..rng.below(prs / 2 + 2) {
        let (repo, opened) = (rng.one_of(&places.project), rng.instant(&window));
        let issue = world.issue(repo, who).opened(opened);
        let issue = if rng.percent(40) {
            issue.commented(rng.one_of(&places.maintainers), opened + TimeDelta::hours(3))
        } else {
            issue
        };
        if rng.percent(30) {
            issue.closed(rng.one_of(&places.maintainers), opened + TimeDelta::hours(20));
        }
    }
    for _ in 0..rng.below(prs / 2 + 2) {
        review_somebody(world, rng, who, places, &window);
    }
    if rng.percent(10) {
        let (repo, opened) = (rng.one_of(&places.project), rng.instant(&window));
        world
            .discussion(repo, who)
            .opened(opened)
            .answered(rng.one_of(&places.maintainers), opened + TimeDelta::hours(9));
    }
}

/// Half of the work is in the project, the rest elsewhere and in an own repository.
fn somewhere(world: &mut World, rng: &mut Rng, who: AccountId, places: &Places) -> RepoId {
    match rng.below(100) {
        0..60 => {
            // Everybody has a few repositories to come back to.
            let home = who.index() as usize % places.project.len();
            places.project[(home + rng.below(3)) % places.project.len()]
        }
        60..92 => rng.one_of(&places.elsewhere),
        _ => {
            let name = format!("{}/notes", world[who].login);
            world.repo(&name).id()
        }
    }
}

/// One pull request and what becomes of it.
pub(super) fn open_pull(
    world: &mut World,
    rng: &mut Rng,
    who: AccountId,
    repo: RepoId,
    places: &Places,
    window: &Range<At>,
) -> PullId {
    let opened = rng.instant(window);
    let keeper = rng.one_of(&places.maintainers);
    let lint = world.bot("lamp-lint").id();
    let mut pull = world.pr(repo, who).opened(opened);
    let turn = pull.turn();
    if turn.is_multiple_of(5) {
        pull = pull.commented(lint, opened);
    }
    for n in 0..rng.between(1..4) {
        pull = pull.commit(opened - TimeDelta::hours(n as i64 + 1));
    }
    let mut t = opened + rng.hours(1..48);
    for _ in 0..rng.below(3) {
        pull = pull.commented(if rng.percent(50) { who } else { keeper }, t);
        t += rng.hours(1..30);
    }
    if rng.percent(60) {
        pull = pull
            .reviewed_with(keeper, t, Verdict::ChangesRequested, 1)
            .commit(t + TimeDelta::hours(2));
        if turn.is_multiple_of(9) {
            // The maintainer shows what was meant.
            pull = pull.commit_of(keeper, t + TimeDelta::hours(1));
        }
        t += rng.hours(3..40);
        pull = pull.reviewed(keeper, t, Verdict::Approved);
    }
    t += rng.hours(1..60);
    let id = pull.id();
    if t <= world.now() {
        end(world, rng, id, keeper, t);
    }
    if turn.is_multiple_of(7) && world[id].closed_at().is_none() {
        world.edit_pr(id).draft();
    }
    id
}

fn end(world: &mut World, rng: &mut Rng, id: PullId, keeper: AccountId, t: At) {
    let pull = world.edit_pr(id);
    match rng.below(100) {
        0..30 => drop(pull.merged_by(keeper, t)),
        30..65 => drop(pull.squash_merged_by(keeper, t)),
        65..72 => drop(pull.rebase_merged_by(keeper, t)),
        72..84 => drop(pull.closed(keeper, t)),
        _ => {}
    }
}

/// Reviews a pull request of somebody else's that is there.
fn review_somebody(
    world: &mut World,
    rng: &mut Rng,
    who: AccountId,
    places: &Places,
    window: &Range<At>,
) {
    let repo = rng.one_of(&places.project);
    let others: Vec<PullId> =
        world[repo].pulls.iter().copied().filter(|p| world[*p].author != who).collect();
    let when = rng.instant(window);
    let verdict = rng.one_of(&[Verdict::Approved, Verdict::ChangesRequested, Verdict::Commented]);
    let pull = if others.is_empty() {
        world.pr(repo, places.maintainers[0]).opened(window.start).id()
    } else {
        rng.one_of(&others)
    };
    let review = world.review(pull, who, when.max(world[pull].created_at), verdict);
    for _ in 0..rng.below(3) {
        world.review_comment(review, when.max(world[pull].created_at), None);
    }
}

/// Maintainers come back to what is still open.
pub(super) fn look_again(
    world: &mut World,
    rng: &mut Rng,
    who: Option<AccountId>,
    places: &Places,
    window: Range<At>,
) {
    let Some(who) = who else { return };
    let open: Vec<PullId> = world[who]
        .wrote
        .pulls
        .iter()
        .copied()
        .filter(|p| world[*p].closed_at().is_none())
        .collect();
    for pull in open.into_iter().take(3) {
        let keeper = rng.one_of(&places.maintainers);
        let t = rng.instant(&window).max(world[pull].created_at);
        if world[pull].draft {
            world.edit_pr(pull).ready(t);
        }
        match rng.below(3) {
            0 => drop(world.edit_pr(pull).commented(keeper, t)),
            1 => drop(world.edit_pr(pull).reviewed(keeper, t, Verdict::Approved)),
            _ => drop(world.edit_pr(pull).squash_merged_by(keeper, t)),
        }
    }
}
