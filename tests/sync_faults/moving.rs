//! A world that changes under a run: repositories and people that vanish or are called otherwise between two requests. A run
//! comes to its end whatever happens, and so does the next one; what can't be seen any more is not asked for without end.

use monitor_testkit::github::world::{Verdict, World};

use crate::Calm;
use crate::cases::{each, until};
use crate::scene::{MENTEES, Scene};

type Change = (&'static str, fn(&mut World));

const CHANGES: [Change; 8] = [
    ("a repository of pull requests is hidden", |world| hide(world, "lantern-works", "beam")),
    ("a repository of commits is hidden", |world| hide(world, "sundial-society", "dial")),
    ("a repository of pull requests is deleted", |world| {
        let repo = world.repo_named("lantern-works", "beam").unwrap();
        world.delete_repo(repo);
    }),
    ("a repository of commits is renamed", |world| {
        let repo = world.repo_named("lantern-works", "wick").unwrap();
        world.rename_repo(repo, "snuffer");
    }),
    ("an account is deleted", |world| {
        let who = world.account(MENTEES[1]).unwrap();
        world.delete_account(who);
    }),
    ("an account is flagged", |world| {
        let who = world.account(MENTEES[0]).unwrap();
        world.flag(who);
    }),
    ("an account is renamed", |world| {
        let who = world.account(MENTEES[0]).unwrap();
        world.rename_login(who, "ada-anew");
    }),
    ("a review is added", |world| {
        let (who, pull) =
            (world.account(MENTEES[2]).unwrap(), world.pulls.ids().next_back().unwrap());
        let now = world.now();
        world.review(pull, who, now, Verdict::Approved);
    }),
];

fn hide(world: &mut World, owner: &str, name: &str) {
    let repo = world.repo_named(owner, name).unwrap();
    world.hide_repo(repo);
}

#[test]
fn a_run_ends_whatever_changes_under_it() {
    let calm = Calm::run();
    let enough = 4 * calm.asked.len();
    let ks = 2..=calm.asked.len();
    let all: Vec<(usize, Change)> = ks.flat_map(|k| CHANGES.map(|change| (k, change))).collect();
    each(&all, |(k, (what, change))| {
        let scene = Scene::new();
        scene.github.before(*k, *change);
        for now in ["2026-05-26T12:00:00Z", "2026-05-26T13:00:00Z"] {
            let why = format!("{what} before request {k}, run of {now}");
            let before = scene.github.journal().requests();
            let mut run = scene.start(&["--now", now]);
            until(&why, || {
                let asked = scene.github.journal().requests() - before;
                let last =
                    || scene.github.journal().entries().last().map(|entry| entry.name.clone());
                assert!(
                    asked <= enough,
                    "{why}: {asked} requests and no end; the last one asks for {:?}",
                    last()
                );
                run.has_ended()
            });
            let run = run.end();
            assert!(matches!(run.code, 0 | 5), "{why}: {} {}{}", run.code, run.stdout, run.stderr);
        }
    });
}
