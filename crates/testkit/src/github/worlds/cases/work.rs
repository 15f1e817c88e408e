//! The cases that are about how work was done and where.

use std::ops::Range;

use chrono::TimeDelta;

use crate::github::world::{AccountId, Signature, Verdict, Visibility};
use crate::github::worlds::{Term, routine};

pub(super) fn carried_over(term: &mut Term, who: AccountId) {
    let (repo, keeper) = (term.place(2), term.keeper());
    let before = term.window.start - TimeDelta::days(40);
    let inside = term.day(10);
    term.world.pr(repo, who).opened(before).commit(before).merged_by(keeper, inside);
    term.world.pr(repo, who).opened(before).commit(before).commented(who, inside);
    term.world.issue(repo, who).opened(before).closed(keeper, inside);
}

pub(super) fn squashed(term: &mut Term, who: AccountId) {
    let (keeper, friend) = (term.keeper(), term.places.maintainers[1]);
    for n in 0..10 {
        let (repo, t) = (term.place(n), term.day(n as i64 * 8));
        let pull = term
            .world
            .pr(repo, who)
            .opened(t)
            .commit(t)
            .commit(t + TimeDelta::hours(1))
            .commit_with(t, &[friend]);
        pull.reviewed(keeper, t + TimeDelta::hours(5), Verdict::Approved)
            .squash_merged_by(keeper, t + TimeDelta::hours(6));
    }
}

pub(super) fn landed(term: &mut Term, who: AccountId) {
    let keeper = term.keeper();
    let bors = term.world.bot("bors-lantern").id();
    for n in 0..6 {
        let (repo, t) = (term.place(n), term.day(n as i64 * 10));
        let pull = term.world.pr(repo, who).opened(t).commit(t);
        if n % 2 == 0 {
            pull.landed_by_commit(keeper, t + TimeDelta::days(2));
        } else {
            pull.landed_by_bot(bors, t + TimeDelta::days(2));
        }
    }
    let (repo, t) = (term.place(7), term.day(70));
    term.world.pr(repo, who).opened(t).commit(t).closed(keeper, t + TimeDelta::days(1));
}

pub(super) fn moved_repositories(term: &mut Term, who: AccountId) {
    let places = term.places.clone();
    let new_home = term.world.org("prism-lab").id();
    for name in ["lantern-works/nomad", "lantern-works/shifter"] {
        let repo = term.world.repo(name).id();
        for _ in 0..4 {
            routine::open_pull(&mut term.world, &mut term.rng, who, repo, &places, &term.window);
        }
        if name.ends_with("nomad") {
            term.world.transfer_repo(repo, new_home);
        } else {
            term.world.rename_repo(repo, "shape-shifter");
        }
    }
}

pub(super) fn busy_week(term: &mut Term, who: AccountId) {
    let (repo, keeper) = (term.place(4), term.keeper());
    for n in 0..120 {
        let t = term.day(14) + TimeDelta::minutes(n * 70);
        let pull = term.world.pr(repo, who).opened(t).commit(t);
        if n % 3 == 0 {
            pull.squash_merged_by(keeper, t + TimeDelta::days(1));
        }
    }
}

pub(super) fn busy_term(term: &mut Term, who: AccountId) {
    let (repo, keeper) = (term.place(5), term.keeper());
    for n in 0..1_050_i64 {
        let t = term.window.start + TimeDelta::minutes(n * 110 + 17);
        match n % 7 {
            0 => drop(term.world.pr(repo, who).opened(t).commit(t)),
            1 | 2 => drop(term.world.issue(repo, who).opened(t)),
            3 => {
                let pull = term.world.pr(repo, keeper).opened(t).id();
                term.world.review(pull, who, t, Verdict::Commented);
            }
            _ => {
                let issues = &term.world[who].wrote.issues;
                let issue = issues[n as usize % issues.len()];
                term.world.comment(issue, who, t);
            }
        }
    }
}

/// The first and the last second of the window, the seconds around them, and the boundary of a week.
pub(super) fn on_the_boundary(term: &mut Term, who: AccountId) {
    let (repo, keeper) = (term.place(6), term.keeper());
    let Range { start, end } = term.window.clone();
    let second = TimeDelta::seconds(1);
    let week = start + TimeDelta::days(7);
    for t in [start - second, start, week - second, week, end - second, end] {
        term.world.pr(repo, who).opened(t).commit(t);
        term.world.issue(repo, who).opened(t);
        let pull = term.world.pr(repo, keeper).opened(t - TimeDelta::days(1)).id();
        term.world.review(pull, who, t, Verdict::Approved);
        term.world.comment(pull, who, t);
        term.world
            .pr(repo, who)
            .opened(t - TimeDelta::days(3))
            .commit(t - TimeDelta::days(3))
            .merged_by(keeper, t);
    }
}

pub(super) fn private_repositories(term: &mut Term, who: AccountId) {
    let places = term.places.clone();
    let vault = term.world.repo("lantern-works/vault").visibility(Visibility::PrivateHidden).id();
    for n in 0..8 {
        let repo = if n % 2 == 0 { vault } else { term.place(n) };
        routine::open_pull(&mut term.world, &mut term.rng, who, repo, &places, &term.window);
    }
    // One was public while the work was done.
    let shut = term.world.repo("candle-guild/shut").id();
    routine::open_pull(&mut term.world, &mut term.rng, who, shut, &places, &term.window);
    term.world.hide_repo(shut);
    term.world.accounts[who].shares_private_counts = true;
}

pub(super) fn unlinked_email(term: &mut Term, who: AccountId) {
    let (repo, keeper) = (term.place(8), term.keeper());
    let stranger = Signature::new("somebody", "root@laptop.example");
    for n in 0..4 {
        let t = term.day(n * 15);
        let pull = term.world.pr(repo, who).opened(t).commit_by(stranger.clone(), t);
        pull.merged_by(keeper, t + TimeDelta::days(1));
    }
    let t = term.day(66);
    term.world.commit(repo, who).dated(t).from_email("root@laptop.example");
}

pub(super) fn into_a_fork(term: &mut Term, who: AccountId) {
    let keeper = term.keeper();
    let upstream = term.place(9);
    let fork = term.world.fork(upstream, keeper);
    for n in 0..3 {
        let t = term.day(n * 20);
        term.world
            .pr_from_branch(fork, who)
            .opened(t)
            .commit(t)
            .merged_by(keeper, t + TimeDelta::days(1));
    }
}

pub(super) fn single_sign_on(term: &mut Term, n: usize, who: AccountId) {
    term.world.org("gated-gallery").requires_sso();
    let repo = term.world.repo("gated-gallery/exhibit").id();
    for n in 0..3 {
        let t = term.day(n * 20);
        term.world.pr(repo, who).opened(t).commit(t);
    }
    term.work(n, term.window.clone(), 4);
}

pub(super) fn late_landing(term: &mut Term, who: AccountId) {
    let (repo, keeper) = (term.place(10), term.keeper());
    let (written, next, landed) = (term.day(5), term.day(6), term.day(50));
    term.world.commit(repo, who).authored(written).committed(landed);
    term.world
        .pr(repo, who)
        .opened(written)
        .commit(written)
        .commit(next)
        .rebase_merged_by(keeper, landed);
    term.world.pr(repo, who).opened(written).commit(written).merged_by(keeper, landed);
}

pub(super) fn through_a_bot(term: &mut Term, who: AccountId) {
    let (repo, keeper) = (term.place(11), term.keeper());
    let pilot = term.world.bot("lamp-pilot").id();
    for n in 0..3 {
        let t = term.day(n * 20);
        let pull = term
            .world
            .pr_from_branch(repo, pilot)
            .opened(t)
            .assigned(who, t)
            .commit_with(t, &[who]);
        pull.squash_merged_by(keeper, t + TimeDelta::days(1));
    }
}

pub(super) fn deleted_fork(term: &mut Term, who: AccountId) {
    let (repo, keeper) = (term.place(12), term.keeper());
    let t = term.day(12);
    term.world.pr(repo, who).opened(t).commit(t).merged_by(keeper, t + TimeDelta::days(1));
    let fork = term.world.fork(repo, who);
    term.world.delete_repo(fork);
}
