//! The same in a run that only fetches what changed since the last one: it walks less, asks other questions, and rests on
//! what it was told before.

use chrono::TimeDelta;
use monitor_testkit::github::world::{At, Verdict, World, at};

use crate::scene::{MENTEES, Scene};
use crate::{Calm, faults_leave_no_trace, kills_leave_no_trace};

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
    faults_leave_no_trace(scene);
}

#[test]
fn a_kill_at_every_request_of_a_weekly_run_leaves_no_trace() {
    kills_leave_no_trace(scene);
}
