//! The same in a run that only fetches what changed since the last one: it walks less, asks other questions, and rests on
//! what it was told before.

use chrono::TimeDelta;
use monitor_testkit::github::http::{Fault, When};
use monitor_testkit::github::world::{At, Verdict, World, at};

use crate::cases::{each, until};
use crate::scene::{MENTEES, Scene};
use crate::{Calm, NEVER, faults, is_alone};

/// Two weeks before the end of the term.
const BEFORE: &str = "2026-05-12T12:00:00Z";

/// The small world as it was collected two weeks ago, and what was done in it since.
fn scene() -> Scene {
    let scene = Scene::new();
    let first = scene.sync(&["--now", BEFORE]);
    assert_eq!(first.code, 0, "{}{}", first.stdout, first.stderr);
    scene.github.world(grow);
    scene.github.forget();
    scene
}

/// A day after the first run.
fn day(n: i64) -> At {
    at("2026-05-13T10:00:00Z") + TimeDelta::days(n)
}

fn grow(world: &mut World) {
    let [ada, grace, otto] = MENTEES.map(|login| world.account(login).unwrap());
    let noor = world.account("noor-blaze").unwrap();
    let beam = world.repo("lantern-works/beam").id();
    let mirror = world.repo("lantern-works/mirror").id();
    let dial = world.repo("sundial-society/dial").id();
    let merged = world.pr(beam, ada).opened(day(0)).commit(day(0)).commit_with(day(1), &[grace]);
    merged.reviewed_with(noor, day(2), Verdict::Approved, 1).squash_merged_by(noor, day(3));
    let theirs = world.pr(beam, noor).opened(day(2)).commit(day(2)).id();
    let review = world.review(theirs, grace, day(4), Verdict::Commented);
    world.review_comment(review, day(4), None);
    let issue = world.issue(mirror, otto).opened(day(5)).id();
    world.comment(issue, ada, day(6));
    world.commit(dial, otto).dated(day(7));
    world.commit(mirror, noor).dated(day(8)).co_author(otto);
}

#[test]
fn a_weekly_run_adds_what_a_first_run_would_have_found() {
    let weekly = Calm::of(&scene());
    let cold = Scene::new();
    cold.github.world(grow);
    let run = cold.sync(&[]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert_eq!(weekly.kept.rows, cold.kept().rows);
}

#[test]
fn every_fault_at_every_request_of_a_weekly_run_leaves_no_trace() {
    let calm = Calm::of(&scene());
    let faults = faults();
    let at_every_request = |k| faults.iter().map(move |fault| (k, fault.clone()));
    let all: Vec<(usize, Fault)> = (1..=calm.asked.len()).flat_map(at_every_request).collect();
    each(&all, |(k, fault)| {
        let scene = scene();
        scene.github.inject(When::Request(*k), fault.clone());
        let mut run = scene.sync(&[]);
        let why = format!("{fault:?} at {k} ({})", calm.asked[k - 1].name);
        scene.kept().must_be_honest(&calm.kept, &why);
        for _ in 1..4 {
            if run.code == 4 {
                run = scene.sync(&[]);
            }
        }
        let entries = scene.github.journal().entries().to_vec();
        assert_eq!(entries.iter().filter(|entry| entry.fault.is_some()).count(), 1, "{why}");
        if run.code == 5 && is_alone(&calm.asked[k - 1]) && *fault == Fault::ResourceLimits {
            // Nothing smaller can be asked. The same command tries again just that.
            let next = scene.sync(&[]);
            assert_eq!(next.code, 0, "{why}: {}{}", next.stdout, next.stderr);
        } else {
            assert_eq!(run.code, 0, "{why}: {}{}", run.stdout, run.stderr);
            calm.asked_once(&entries, &why);
        }
        scene.kept().must_be(&calm.kept, &why);
    });
}

#[test]
fn a_kill_at_every_request_of_a_weekly_run_leaves_no_trace() {
    let calm = Calm::of(&scene());
    let all: Vec<usize> = (1..=calm.asked.len()).collect();
    each(&all, |&k| {
        let scene = scene();
        scene.github.inject(When::Request(k), NEVER);
        let running = scene.start(&[]);
        until("the request that is not answered", || scene.github.journal().requests() == k);
        running.kill();
        let why = format!("killed at {k} ({})", calm.asked[k - 1].name);
        scene.kept().must_be_honest(&calm.kept, &why);
        let run = scene.sync(&[]);
        assert_eq!(run.code, 0, "{why}: {}{}", run.stdout, run.stderr);
        calm.asked_once(scene.github.journal().entries(), &why);
        scene.kept().must_be(&calm.kept, &why);
    });
}
