//! What could not be seen of one person is said of that person, and changes nothing for anybody else.

use std::sync::Arc;

use monitor_testkit::github::http::{Entry, Fault, Step, When};
use monitor_testkit::github::world::World;
use serde_json::Value;

use crate::cases::each;
use crate::scene::{MENTEES, PROGRAM, Scene};
use crate::{Calm, support::Run};

/// A request that fails whenever it names something, and the streams that are fed by it.
struct Blow {
    operation: &'static str,
    whose: &'static str,
    /// The variables that name it.
    names: Arc<dyn Fn(&Entry) -> bool + Send + Sync>,
    streams: &'static [&'static str],
}

/// Whether an id is among the variables.
fn holds(entry: &Entry, ids: &[String]) -> bool {
    let is_it = |value: &Value| value.as_str().is_some_and(|text| ids.iter().any(|id| id == text));
    entry
        .variables
        .values()
        .any(|value| is_it(value) || value.as_array().is_some_and(|all| all.iter().any(is_it)))
}

fn blow(
    world: &World,
    operation: &'static str,
    whose: &'static str,
    ids: impl Fn(&World) -> Vec<String>,
    streams: &'static [&'static str],
) -> Blow {
    let ids = ids(world);
    assert!(!ids.is_empty(), "{operation} of {whose} names nothing");
    Blow { operation, whose, names: Arc::new(move |entry| holds(entry, &ids)), streams }
}

fn person(login: &'static str) -> impl Fn(&World) -> Vec<String> {
    move |world| vec![world.node_id(world.account(login).unwrap())]
}

fn login(login: &'static str) -> impl Fn(&World) -> Vec<String> {
    move |_| vec![login.to_owned()]
}

fn pulls(login: &'static str) -> impl Fn(&World) -> Vec<String> {
    move |world| {
        let wrote = &world[world.account(login).unwrap()].wrote;
        wrote.pulls.iter().map(|pull| world.node_id(*pull)).collect()
    }
}

fn reviews(login: &'static str) -> impl Fn(&World) -> Vec<String> {
    move |world| {
        let wrote = &world[world.account(login).unwrap()].wrote;
        wrote.reviews.iter().map(|review| world.node_id(*review)).collect()
    }
}

/// Every request that asks for something of one person alone. Nobody else's work hangs on what these people did: a co-author
/// is found through the author's pull request.
fn blows(world: &World) -> Vec<Blow> {
    let (ada, grace, otto) = (MENTEES[0], MENTEES[1], MENTEES[2]);
    vec![
        blow(world, "Resolve", otto, login(otto), &ALL),
        blow(world, "Authored", grace, person(grace), &["pull-requests", "issues", "comments"]),
        blow(world, "Authored", otto, person(otto), &["pull-requests", "issues", "comments"]),
        blow(world, "Pages", otto, person(otto), &["issues"]),
        blow(world, "Talk", ada, person(ada), &["discussions", "comments"]),
        blow(world, "Talk", otto, person(otto), &["discussions", "comments"]),
        blow(world, "Contributions", otto, person(otto), &["reviews", "commits"]),
        blow(world, "PullDetails", grace, pulls(grace), &["pull-requests", "commits"]),
        blow(world, "ReviewsBy", ada, login(ada), &["reviews"]),
        blow(world, "ReviewComments", grace, reviews(grace), &["comments"]),
        blow(world, "History", otto, person(otto), &["commits"]),
    ]
}

const ALL: [&str; 6] = ["pull-requests", "issues", "reviews", "commits", "comments", "discussions"];

/// What is said while a run has not come to its end, and is no reason once it has.
const UNFINISHED: &str = "its collection has not come to its end";

/// What never gets better, however often and however little is asked.
fn forever() -> [Fault; 3] {
    [Fault::ResourceLimits, Fault::BadGatewayPage, Fault::Reset]
}

#[test]
fn what_fails_for_one_person_is_said_of_that_person_and_of_nobody_else() {
    let calm = Calm::run();
    let blows = Scene::new().github.world(|world| blows(world));
    let all: Vec<(&Blow, Fault)> =
        blows.iter().flat_map(|blow| forever().map(|fault| (blow, fault))).collect();
    each(&all, |(blow, fault)| {
        let scene = Scene::new();
        let (names, operation) = (Arc::clone(&blow.names), blow.operation);
        let hits = When::matching(move |entry| entry.name == operation && names(entry));
        scene.github.inject_times(hits, fault.clone(), u32::MAX);
        let run = scene.sync(&[]);
        let why = format!("{fault:?} at {operation} of {}", blow.whose);
        is_said(&scene, &run, &calm, blow.whose, blow.streams, &why);
        scene.github.clear_faults();
        let next = scene.sync(&["--now", "2026-05-26T13:00:00Z"]);
        assert_eq!(next.code, 0, "{why}, and then well: {}{}", next.stdout, next.stderr);
        scene.kept().must_be(&calm.kept, &format!("{why}, and then well"));
    });
}

/// The person's streams are called not observed, with a reason; and the others' assessments are those of the calm run.
fn is_said(scene: &Scene, run: &Run, calm: &Calm, whose: &str, streams: &[&str], why: &str) {
    assert_eq!(run.code, 5, "{why}: {}{}", run.stdout, run.stderr);
    let kept = scene.kept();
    kept.must_be_honest(&calm.kept, why);
    for login in MENTEES.iter().filter(|login| **login != whose) {
        let (calm, now) = (calm.kept.of(login).to_string(), kept.of(login).to_string());
        assert_eq!(now, calm, "{why}: the assessment of {login} has changed");
    }
    let row = kept.of(whose);
    let findings = row["findings"].as_array().unwrap();
    let said: Vec<&str> = findings
        .iter()
        .filter(|finding| finding["rule"] == "not-observed")
        .filter_map(|finding| finding["says"].as_str())
        .collect();
    let said = said.join("\n");
    for stream in streams {
        let named = said.contains(stream) || said.starts_with("Nothing was seen of this period: ");
        assert!(named, "{why}: {stream} not named: {said:?}");
        assert!(!said.contains('\n'), "{why}: {said:?}");
        assert!(!kept.is_complete(whose, stream), "{why}: {stream} called complete");
        let reason = kept.reasons(whose, stream);
        assert!(!reason.is_empty() && reason != UNFINISHED, "{why}: {stream}: {reason:?}");
    }
    assert!(run.stderr.contains("not observed"), "{why}: {}", run.stderr);
}

#[test]
fn what_is_refused_of_one_person_is_said_of_that_person_and_of_nobody_else() {
    let calm = Calm::run();
    let cases = [
        ("Authored", "pullRequests", ["pull-requests"]),
        ("Authored", "issues", ["issues"]),
        ("Authored", "issueComments", ["comments"]),
        ("Talk", "repositoryDiscussions", ["discussions"]),
        ("Talk", "commitComments", ["comments"]),
        ("Contributions", "contributionsCollection", ["reviews"]),
        ("Contributions", "contributionsCollection", ["commits"]),
    ];
    let all: Vec<_> =
        cases.iter().flat_map(|case| [false, true].map(|saml| (case, saml))).collect();
    each(&all, |((operation, field, streams), saml)| {
        let scene = Scene::new();
        for place in 0..MENTEES.len() {
            let (operation, whose) =
                (*operation, scene.github.world(|world| person("otto-beam")(world)));
            let is_there = move |entry: &Entry| {
                let ids = entry.variables.get("ids").and_then(Value::as_array);
                entry.name == operation
                    && ids.is_some_and(|ids| ids.get(place).is_some_and(|id| *id == whose[0]))
            };
            let path = Step::path(&format!("nodes/{place}/{field}"));
            scene.github.inject_times(
                When::matching(is_there),
                Fault::Forbidden { path, saml: *saml },
                u32::MAX,
            );
        }
        let run = scene.sync(&[]);
        let why = format!("{field} of {operation} refused, single sign-on {saml}");
        let forbidden = scene.github.journal().entries().iter().any(|entry| entry.fault.is_some());
        assert!(forbidden, "{why}: it did not happen");
        is_said(&scene, &run, &calm, "otto-beam", streams, &why);
    });
}

#[test]
fn a_co_author_who_could_not_be_asked_for_is_missed_by_name() {
    let scene = Scene::new();
    let calm = Calm::run();
    scene.github.inject_times(
        When::Named("CommitAuthors".to_owned()),
        Fault::ResourceLimits,
        u32::MAX,
    );
    let run = scene.sync(&[]);
    assert_eq!(run.code, 5, "{}{}", run.stdout, run.stderr);
    scene.kept().must_be_honest(&calm.kept, "co-authors not asked for");
}

#[test]
fn a_branch_that_can_t_be_read_is_said_of_everybody_who_worked_on_it() {
    let scene = Scene::new();
    let calm = Calm::run();
    scene.github.inject_times(
        When::Named("RepoHistory".to_owned()),
        Fault::ResourceLimits,
        u32::MAX,
    );
    let run = scene.sync(&[]);
    assert_eq!(run.code, 5, "{}{}", run.stdout, run.stderr);
    scene.kept().must_be_honest(&calm.kept, "branches not read");
    let shown = scene.monitor.with(&["review", PROGRAM, "--period", "term"]);
    assert!(shown.stdout.contains("commits"), "{}", shown.stdout);
}

#[test]
fn pull_requests_that_can_t_be_looked_through_are_said_of_everybody_and_found_by_the_next_run() {
    let calm = Calm::run();
    each(&forever(), |fault| {
        let scene = Scene::new();
        let sweep = When::Named("RepoPulls".to_owned());
        scene.github.inject_times(sweep, fault.clone(), u32::MAX);
        let run = scene.sync(&[]);
        let why = format!("{fault:?} at the pull requests of repositories");
        assert_eq!(run.code, 5, "{why}: {}{}", run.stdout, run.stderr);
        let kept = scene.kept();
        kept.must_be_honest(&calm.kept, &why);
        for (login, stream) in
            MENTEES.iter().flat_map(|one| ["pull-requests", "commits"].map(|s| (one, s)))
        {
            let reason = kept.reasons(login, stream);
            assert!(
                reason.contains("the pull requests of lantern-works/"),
                "{why}: {stream}: {reason:?} {:#}",
                kept.of(login)["coverage"]
            );
        }
        scene.github.clear_faults();
        let next = scene.sync(&["--now", "2026-05-26T13:00:00Z"]);
        assert_eq!(next.code, 0, "{why}, and then well: {}{}", next.stdout, next.stderr);
        scene.kept().must_be(&calm.kept, &format!("{why}, and then well"));
    });
}
