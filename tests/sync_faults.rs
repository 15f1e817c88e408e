//! `sync` when GitHub misbehaves: whatever goes wrong at whichever request, and even when the process is killed, the store
//! ends as that of an undisturbed run, and nothing that was answered is asked for again.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

#[path = "sync_faults/cases.rs"]
mod cases;
#[path = "sync_faults/honest.rs"]
mod honest;
#[path = "sync_faults/moving.rs"]
mod moving;
#[path = "sync_faults/quota.rs"]
mod quota;
#[path = "sync_faults/scene.rs"]
mod scene;
mod support;
#[path = "sync_faults/weekly.rs"]
mod weekly;

use std::collections::BTreeMap;
use std::time::Duration;

use cases::{each, until};
use monitor_testkit::github::http::{Entry, Fault, SecondaryShape, When};
use scene::{Kept, MENTEES, NOW, Scene, things};

/// Longer than any test.
const NEVER: Fault = Fault::Slow(Duration::from_secs(3_600));

/// What an undisturbed run keeps, and what it asks for.
struct Calm {
    kept: Kept,
    asked: Vec<Entry>,
}

impl Calm {
    fn run() -> Self {
        Self::of(&Scene::new())
    }

    fn of(scene: &Scene) -> Self {
        let run = scene.sync(&[]);
        assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
        let asked = scene.github.journal().entries().to_vec();
        assert!(
            (10..=15).contains(&asked.len()),
            "the small world is small: {} requests",
            asked.len()
        );
        Self { kept: scene.kept(), asked }
    }

    /// Fails unless everything was answered once: each thing that the undisturbed run asked for, and nothing else. Where a
    /// request had to be halved, each request of its kind from there on may have become two.
    fn asked_once(&self, entries: &[Entry], why: &str) {
        let well: Vec<&Entry> = entries.iter().filter(|entry| entry.fault.is_none()).collect();
        for (n, entry) in well.iter().enumerate() {
            let again = well[..n].iter().any(|earlier| earlier.asks_the_same_as(entry));
            assert!(!again, "{why}: request {} {} was answered before", entry.number, entry.name);
        }
        assert_eq!(tally(&well), tally(&self.asked.iter().collect::<Vec<_>>()), "{why}");
        let halves = |entry: &&Entry| {
            entries.iter().any(|one| one.fault.is_some() && one.name == entry.name)
        };
        let most = self.asked.len() + self.asked.iter().filter(halves).count();
        assert!(well.len() <= most, "{why}: {} requests, at most {most}", well.len());
    }
}

/// How often each thing was asked for.
fn tally(entries: &[&Entry]) -> BTreeMap<String, usize> {
    let mut tally = BTreeMap::new();
    for thing in entries.iter().flat_map(|entry| things(entry)) {
        *tally.entry(thing).or_default() += 1;
    }
    tally
}

/// Every fault, with waits that a test can sit through.
fn faults() -> Vec<Fault> {
    let short = |fault| match fault {
        Fault::SecondaryLimit(SecondaryShape { status, retry_after: Some(_) }) => {
            Fault::SecondaryLimit(SecondaryShape { status, retry_after: Some(1) })
        }
        other => other,
    };
    Fault::all().into_iter().map(short).collect()
}

#[test]
fn every_fault_at_every_request_leaves_no_trace() {
    faults_leave_no_trace(Scene::new);
}

/// Injects every fault at every request of a run that begins with this scene.
fn faults_leave_no_trace(begin: fn() -> Scene) {
    let calm = Calm::of(&begin());
    let faults = faults();
    let at_every_request = |k| faults.iter().map(move |fault| (k, fault.clone()));
    let all: Vec<(usize, Fault)> = (1..=calm.asked.len()).flat_map(at_every_request).collect();
    each(&all, |(k, fault)| {
        let scene = begin();
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

/// Whether a request asks for one thing that has no pages.
fn is_alone(entry: &Entry) -> bool {
    entry.name == "CommitAuthors" && entry.batch == 1
}

#[test]
fn a_kill_at_every_request_leaves_no_trace() {
    kills_leave_no_trace(Scene::new);
}

/// Kills a run that begins with this scene at every request.
fn kills_leave_no_trace(begin: fn() -> Scene) {
    let calm = Calm::of(&begin());
    let all: Vec<usize> = (1..=calm.asked.len()).collect();
    each(&all, |&k| {
        let scene = begin();
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

#[test]
fn a_kill_with_many_requests_under_way_leaves_no_trace() {
    let calm = Calm::run();
    let all: Vec<usize> = (1..=calm.asked.len()).collect();
    each(&all, |&k| {
        let scene = Scene::new();
        scene.github.inject_times(When::matching(move |entry| entry.number >= k), NEVER, u32::MAX);
        let running = scene.start(&["--at-once", "8"]);
        let (mut seen, mut still) = (0, 0);
        until("everything that can be under way", || {
            let now = scene.github.journal().requests();
            still = if now == seen { still + 1 } else { 0 };
            seen = now;
            now >= k && still > 60
        });
        running.kill();
        scene.github.clear_faults();
        let why = format!("killed at {k} with {} under way", seen + 1 - k);
        scene.kept().must_be_honest(&calm.kept, &why);
        let run = scene.sync(&["--at-once", "8"]);
        assert_eq!(run.code, 0, "{why}: {}{}", run.stdout, run.stderr);
        calm.asked_once(scene.github.journal().entries(), &why);
        scene.kept().must_be(&calm.kept, &why);
    });
}

#[test]
fn a_storm_of_all_faults_leaves_no_trace() {
    let calm = Calm::run();
    let all: Vec<usize> = (0..6).collect();
    each(&all, |&seed| {
        let scene = Scene::new();
        for (n, fault) in
            faults().into_iter().enumerate().filter(|(_, fault)| *fault != Fault::ResourceLimits)
        {
            scene.github.inject(When::Request(1 + (n * 7 + seed * 3) % 29), fault);
        }
        let mut run = scene.sync(&[]);
        let mut runs = 1;
        while run.code == 4 && runs < 12 {
            run = scene.sync(&[]);
            runs += 1;
        }
        assert_eq!(run.code, 0, "{seed}: {}{}", run.stdout, run.stderr);
        calm.asked_once(scene.github.journal().entries(), &format!("storm {seed}"));
        scene.kept().must_be(&calm.kept, &format!("storm {seed}"));
    });
}

#[test]
fn a_second_sync_refuses_while_the_first_one_runs() {
    let calm = Calm::run();
    let scene = Scene::new();
    scene.github.limits(|limits| limits.latency = Duration::from_millis(100));
    let first = scene.start(&[]);
    until("the first run to ask", || scene.github.journal().requests() >= 2);
    let second = scene.sync(&[]);
    assert_eq!(second.code, 1, "{}{}", second.stdout, second.stderr);
    assert_eq!(second.stdout, "");
    let [says, hint] = second.stderr.lines().collect::<Vec<_>>()[..] else {
        panic!("{}", second.stderr)
    };
    assert!(
        says.starts_with("error: ") && says.contains("process ") && hint.starts_with("  hint: "),
        "{}",
        second.stderr
    );
    let first = first.end();
    assert_eq!(first.code, 0, "{}{}", first.stdout, first.stderr);
    calm.asked_once(scene.github.journal().entries(), "the first of two");
    scene.kept().must_be(&calm.kept, "the first of two");
    assert_eq!(scene.sync(&["--now", NOW]).code, 0, "the lock is free again");
}

#[test]
fn a_mentee_who_joins_later_is_collected_as_if_from_the_start() {
    let calm = Calm::run();
    for late in MENTEES {
        let early: Vec<&str> = MENTEES.into_iter().filter(|login| *login != late).collect();
        let scene = Scene::of(scene::world(), &early);
        let first = scene.sync(&[]);
        assert_eq!(first.code, 0, "{}{}", first.stdout, first.stderr);
        scene.enrol(&MENTEES);
        let second = scene.sync(&["--now", "2026-05-26T13:00:00Z"]);
        assert_eq!(second.code, 0, "{late} joined: {}{}", second.stdout, second.stderr);
        scene.kept().must_be_honest(&calm.kept, &format!("{late} joined"));
    }
}
