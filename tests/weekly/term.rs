//! Fourteen weeks of daily runs, with faults, and every third run killed at a random point: each report and each reminder that the
//! calendar asks for is told once.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::{TimeDelta, Timelike};
use monitor_testkit::github::http::{Fault, SecondaryShape, When};
use monitor_testkit::github::world::{At, at};
use monitor_testkit::rng::Rng;
use serde_json::Value;

use crate::scene::{PROGRAM, Point, Scene, key};

/// What the calendar asks for, worked out by hand: when what is due, and who has answered by then.
///
/// Ada's mentor answers on 10 April, Grace's the day after it was due. Otto's mentor asks for more time and gets it; the new day has all
/// stages, of which the first lies before the extension. For the final nobody answers in time but Ada's.
const REMINDERS: [&str; 12] = [
    "midterm/2026-04-21T17.00.00Z/two-weeks",
    "midterm/2026-04-21T17.00.00Z/two-days",
    "midterm/2026-04-21T17.00.00Z/due",
    "midterm/2026-04-21T17.00.00Z/late-1",
    "midterm/2026-05-12T17.00.00Z/two-weeks",
    "midterm/2026-05-12T17.00.00Z/two-days",
    "final/2026-06-09T17.00.00Z/two-weeks",
    "final/2026-06-09T17.00.00Z/two-days",
    "final/2026-06-09T17.00.00Z/due",
    "final/2026-06-09T17.00.00Z/late-1",
    "final/2026-06-09T17.00.00Z/late-8",
    "final/2026-06-09T17.00.00Z/late-15",
];

/// What people do, each on the noon of a day.
const ACTS: [(&str, &str); 6] = [
    (
        "2026-04-10",
        "evaluate lantern-2026 ada-lumen --period midterm pass --as noor-blaze --note quiet_word_of_praise",
    ),
    (
        "2026-04-20",
        "evaluate lantern-2026 otto-beam --period midterm extend --as omar-dusk --note was_ill",
    ),
    (
        "2026-04-20",
        "decide extend lantern-2026 otto-beam --period midterm --until 2026-05-10 --due 2026-05-12T17:00Z --because was_ill --as ines-ray",
    ),
    (
        "2026-04-23",
        "evaluate lantern-2026 grace-wick --period midterm fail --as omar-dusk --note quiet_word_of_blame",
    ),
    (
        "2026-05-12",
        "evaluate lantern-2026 otto-beam --period midterm pass --as omar-dusk --note came_back_well",
    ),
    (
        "2026-06-01",
        "evaluate lantern-2026 ada-lumen --period final pass --as noor-blaze --note quiet_word_of_praise",
    ),
];

/// How many days there are runs: until two weeks after the last evaluation was due and a bit.
const DAYS: i64 = 118;

fn morning(day: i64) -> At {
    at("2026-03-02T06:00:00Z") + TimeDelta::days(day)
}

fn fault(rng: &mut Rng) -> Fault {
    let limited = Fault::SecondaryLimit(SecondaryShape { status: 403, retry_after: Some(1) });
    match rng.below(6) {
        0 => Fault::BadGatewayPage,
        1 => Fault::Reset,
        2 => limited,
        3 => Fault::HalfJson,
        4 => Fault::GatewayTimeout,
        _ => Fault::Closed,
    }
}

/// What a day took.
#[derive(Default)]
struct Took {
    killed: usize,
    /// Runs that came to their end, and those of them in which a step failed.
    ended: usize,
    failed: usize,
}

/// One day: a run, and where it was killed or a step failed, another, as a timer does it; then what people do at noon.
fn live(scene: &Scene, day: i64, rng: &mut Rng) -> Took {
    let now = morning(day);
    let mut took = Took::default();
    if day % 3 == 2 {
        let point = match rng.below(3) {
            0 => Point::After(Duration::from_millis(rng.below(500) as u64)),
            n => Point::Request { nth: 1 + rng.below(7), handled: n == 1 },
        };
        if scene.killed(now, point) {
            took.killed = 1;
        } else {
            took.ended = 1;
        }
    }
    for _ in 0..rng.below(3) {
        let n = scene.github.journal().requests() + 1 + rng.below(9);
        scene.github.inject(When::Request(n), fault(rng));
    }
    for minutes in [10, 20] {
        let run = scene.run(now + TimeDelta::minutes(minutes), &[]);
        scene.github.clear_faults();
        took.ended += 1;
        if [0, 5].contains(&run.code) {
            break;
        }
        took.failed += 1;
        assert!(minutes == 10, "day {day}: {} {}{}", run.code, run.stdout, run.stderr);
    }
    for (date, act) in ACTS {
        let noon = at(&format!("{date}T12:00:00Z"));
        if now < noon && noon < now + TimeDelta::days(1) {
            scene.done(noon, act);
        }
    }
    took
}

#[test]
fn a_term_of_fourteen_weeks_is_told_once() {
    let scene = Scene::new();
    let mut rng = Rng::new(20_260_302);
    let days: Vec<Took> = (0..DAYS).map(|day| live(&scene, day, &mut rng)).collect();
    let sum = |of: fn(&Took) -> usize| days.iter().map(of).sum::<usize>();
    let (killed, failed) = (sum(|day| day.killed), sum(|day| day.failed));
    println!("{killed} runs were killed, in {failed} a step failed");
    assert!(killed > 20, "only {killed} runs were killed");
    let end = morning(DAYS - 1);

    let weeks: Vec<String> = (0..DAYS)
        .map(|day| morning(day).format("%G-W%V").to_string())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let weekly: Vec<String> = weeks.iter().map(|week| format!("weekly/{PROGRAM}/{week}")).collect();
    let reminders: Vec<String> =
        REMINDERS.iter().map(|id| format!("reminder/{PROGRAM}/{id}")).collect();
    let expected: BTreeSet<&String> = weekly.iter().chain(&reminders).collect();

    once(&scene.office(), &expected, "the office");
    once(&scene.page(), &weekly.iter().collect(), "the page");
    the_chat(&scene, &expected);
    answered_are_not_named(&scene.office());
    the_public_reads_no_verdict(&scene.page());
    files(&scene, &weeks, end);
    let beats = scene.beats.taken();
    let ended = beats.iter().filter(|beat| !beat.path.ends_with("/start")).count();
    assert_eq!(ended, sum(|day| day.ended), "each run that came to its end gives a sign of life");
}

/// Each key stands there once, in one part, and no other does.
fn once(comments: &[String], expected: &BTreeSet<&String>, place: &str) {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for comment in comments {
        *found.entry(key(comment)).or_default() += 1;
    }
    let twice: Vec<_> = found.iter().filter(|(_, n)| **n > 1).collect();
    assert!(twice.is_empty(), "{place} has twice {twice:?}");
    let found: BTreeSet<&str> = found.into_keys().collect();
    let expected: BTreeSet<&str> = expected.iter().map(|key| key.as_str()).collect();
    let missing: Vec<_> = expected.difference(&found).collect();
    let surplus: Vec<_> = found.difference(&expected).collect();
    assert!(
        missing.is_empty() && surplus.is_empty(),
        "{place} lacks {missing:?} and has {surplus:?}"
    );
}

/// A chat can't be asked what arrived: each message came once, or a report says that nobody knows whether it came.
fn the_chat(scene: &Scene, expected: &BTreeSet<&String>) {
    let told = scene.told();
    let distinct: BTreeSet<&String> = told.iter().collect();
    assert_eq!(told.len(), distinct.len(), "the chat was told something twice");
    let doubts: BTreeSet<String> = scene
        .office()
        .iter()
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|line| line.contains("is not known, for the answer was lost"))
        .collect();
    assert!(told.len() <= expected.len(), "{} of {}", told.len(), expected.len());
    assert!(
        told.len() + doubts.len() >= expected.len(),
        "{} told, in doubt {doubts:?}",
        told.len()
    );
}

/// From the morning after an answer on, nobody is reminded of it.
fn answered_are_not_named(office: &[String]) {
    let named = |id: &str, mentee: &str| {
        let text = office.iter().find(|text| key(text).ends_with(id)).unwrap();
        text.contains(mentee)
    };
    assert!(named("midterm/2026-04-21T17.00.00Z/two-weeks", "ada-lumen"));
    assert!(!named("midterm/2026-04-21T17.00.00Z/two-days", "ada-lumen"));
    assert!(named("midterm/2026-04-21T17.00.00Z/late-1", "grace-wick"));
    assert!(
        !named("midterm/2026-04-21T17.00.00Z/due", "otto-beam"),
        "who asked for time has answered"
    );
    assert!(named("midterm/2026-05-12T17.00.00Z/two-days", "otto-beam"));
    assert!(!named("final/2026-06-09T17.00.00Z/two-days", "ada-lumen"));
    let calls = office.iter().filter(|text| text.contains("@omar-dusk")).count();
    assert!(calls > 3, "mentors are called upon where the channel wants that");
}

fn the_public_reads_no_verdict(page: &[String]) {
    for text in page {
        for secret in ["quiet", "praise", "blame", "agreed", "failed", "extend", "stalled", "@omar"]
        {
            assert!(!text.contains(secret), "the public reads `{secret}`:\n{text}");
        }
        assert!(!text.contains("<b>") && !text.contains("@everyone"), "{text}");
    }
}

/// Every week has its files, and together they hold every pull request once.
fn files(scene: &Scene, weeks: &[String], end: At) {
    let folder = scene.monitor.path().join("reports").join(PROGRAM);
    let mut pulls = 0;
    for week in weeks {
        let of = folder.join(week);
        for name in ["weekly.md", "weekly.html", "weekly.csv"] {
            assert!(of.join(name).exists(), "{week} has no {name}");
        }
        let json = std::fs::read_to_string(of.join("weekly.json")).unwrap();
        let json: Value = serde_json::from_str(&json).unwrap();
        for mentee in json["mentees"].as_array().unwrap() {
            pulls += mentee["done"]["pull-request"]["seen"].as_u64().unwrap();
            pulls += mentee["found_later"].as_array().unwrap().len() as u64;
        }
    }
    assert_eq!(pulls, 3 * 14, "each of the pull requests stands in one report");
    assert!(folder.join("calendar.ics").exists());
    let log = std::fs::read_to_string(scene.monitor.path().join("reports/log.jsonl")).unwrap();
    assert!(log.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    assert_eq!(end.hour(), 6);
}
