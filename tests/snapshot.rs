//! `snapshot`, and the reviews of snapshots, as a user runs them.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

mod support;

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use monitor_model::{
    Account, AccountId, Act, Actor, Batch, Contribution, Deed, Doer, EnrollmentKey, Identity,
    IdentityNote, Item, Login, NewEntry, PeriodId, ProgramId, RepoName, Role, Verdict, When,
};
use monitor_store::{Salt, Store};
use support::{Monitor, Run};

const PROGRAM: &str = "lantern-2026-spring";
const THEN: &str = "2026-04-14T12:00+02:00";

fn then() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-04-14T10:00:00Z").unwrap().to_utc()
}

/// The demo's term.
fn monitor() -> Monitor {
    let monitor = Monitor::new();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/demo");
    monitor.run(&["import", "roster"], &[fixtures.join("lantern-2026-spring.toml")]);
    let run = monitor.run(&["import", "activity"], &[fixtures.join("activity.jsonl")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    monitor
}

fn store(monitor: &Monitor) -> Store {
    Store::open(&monitor.path().join("monitor.db")).unwrap()
}

/// What a command that goes well prints.
fn said(monitor: &Monitor, arguments: &[&str]) -> String {
    let run = monitor.with(arguments);
    assert_eq!(run.code, 0, "{arguments:?}: {}", run.stderr);
    run.stdout
}

fn freeze(monitor: &Monitor) -> String {
    let freeze = ["snapshot", "freeze", PROGRAM, "--period", "midterm", "--now", THEN];
    said(monitor, &freeze).trim_end().to_owned()
}

fn login(text: &str) -> Login {
    Login::parse(text).unwrap()
}

fn about(mentee: &str, by: (Actor, &str), deed: Deed) -> NewEntry {
    NewEntry {
        at: then() - TimeDelta::hours(1),
        by: Doer { role: by.0, name: by.1.into() },
        program: ProgramId::parse(PROGRAM).unwrap(),
        about: EnrollmentKey::from_text(mentee),
        deed,
        reason: None,
        standing: None,
        inputs: None,
    }
}

/// Work of one mentee, a new login of another, and an evaluation of a third.
fn time_goes_by(monitor: &Monitor) {
    let item = |n| Item::pull_request(RepoName::parse("lantern-works/beam").unwrap(), n);
    let opened = |n| Contribution {
        by: login("gia-prism"),
        item: item(n),
        act: Act::Opened,
        role: Role::Author,
        when: When::At(then() - TimeDelta::days(20)),
    };
    let account = Account { id: AccountId(4711), node: "U_4711".into() };
    let batch = Batch {
        contributions: (900..960).map(opened).collect(),
        identities: vec![IdentityNote {
            login: login("ada-lumen"),
            at: then(),
            what: Identity::Resolved(account, login("ada-renamed")),
        }],
        ..Batch::default()
    };
    let mut store = store(monitor);
    store.commit(&batch, &[], then()).unwrap();
    let period = PeriodId::parse("midterm").unwrap();
    let pass = Deed::Evaluate { period, verdict: Verdict::Pass };
    let mentor = mentor_of(&store, "bo-candela");
    let entry = about("bo-candela", (Actor::Mentor, &mentor), pass);
    let last = store.ledger(None).unwrap().last().map(|entry| entry.id);
    store.append(last, &[(entry, Salt([7; 32]))]).unwrap();
    monitor.write("config/policy.toml", "stalled-days = 3\n");
}

fn mentor_of(store: &Store, key: &str) -> String {
    let program = store.program(&ProgramId::parse(PROGRAM).unwrap()).unwrap().unwrap();
    let one = program.enrollments.iter().find(|one| one.key.as_str() == key).unwrap();
    one.mentors[0].shown().to_owned()
}

/// Everything that shows the period, at that moment or from the snapshot.
fn shown(monitor: &Monitor, more: &[&str]) -> Vec<String> {
    let with = |arguments: &[&str]| said(monitor, &[arguments, more].concat());
    let review = |format| with(&["review", PROGRAM, "--period", "midterm", "--format", format]);
    let mut shown: Vec<_> =
        ["table", "markdown", "html", "json", "csv"].into_iter().map(review).collect();
    for mentee in ["ada-lumen", "gia-prism", "unnamed~1"] {
        shown.push(with(&["show", PROGRAM, mentee, "--explain"]));
        shown.push(with(&["show", PROGRAM, mentee, "--json"]));
        shown.push(with(&["explain", mentee]));
    }
    shown.push(with(&["explain", "lantern-works/beam#7", "--json"]));
    shown.push(with(&["report", "statistics"]));
    shown.push(with(&["report", "statistics", PROGRAM, "--json"]));
    shown.push(with(&["report", "mentor", PROGRAM]));
    shown.push(with(&["report", "mentor", PROGRAM, "--format", "csv"]));
    shown
}

#[test]
fn a_snapshot_shows_the_same_bytes_later_and_elsewhere() {
    let monitor = monitor();
    let before = shown(&monitor, &["--now", THEN]);
    let id = freeze(&monitor);
    assert_eq!(id.len(), 64);
    assert_eq!(freeze(&monitor), id, "the same is the same");
    time_goes_by(&monitor);
    assert_ne!(shown(&monitor, &["--now", THEN]), before);
    assert_eq!(shown(&monitor, &["--as-of", &id[..12]]), before);
    assert_eq!(said(&monitor, &["review", "--as-of", &id]), before[0], "it knows of what it is");

    let elsewhere = Monitor::new();
    let exported = said(&monitor, &["snapshot", "export", &id]);
    elsewhere.write("frozen.json", &exported);
    let import = ["snapshot", "import", "frozen.json"];
    assert_eq!(said(&elsewhere, &import).trim_end(), id);
    said(&elsewhere, &import);
    assert_eq!(shown(&elsewhere, &["--as-of", &id]), before);
    assert_eq!(said(&elsewhere, &["snapshot", "list"]), said(&monitor, &["snapshot", "list"]));
    elsewhere.write("frozen.json", &exported.replace("ada-lumen", "ada-lumin"));
    assert_ne!(said(&elsewhere, &import).trim_end(), id, "what is changed is another");
}

#[test]
fn whom_to_pay_names_a_snapshot_and_is_the_same_ever_after() {
    let monitor = monitor();
    let period = PeriodId::parse("midterm").unwrap();
    let pass = Deed::Evaluate { period: period.clone(), verdict: Verdict::Pass };
    let mut ledger = store(&monitor);
    let mentor = mentor_of(&ledger, "ada-lumen");
    let pass = about("ada-lumen", (Actor::Mentor, &mentor), pass);
    let ids = ledger.append(None, &[(pass, Salt([5; 32]))]).unwrap();
    let agree = Deed::Agree { period, on: ids[0] };
    let agree = about("ada-lumen", (Actor::Administrator, "olive-beacon"), agree);
    ledger.append(Some(ids[0]), &[(agree, Salt([6; 32]))]).unwrap();

    let formats = ["table", "markdown", "json", "csv"];
    let pay = |more: &[&str]| said(&monitor, &[&["report", "stipends"], more].concat());
    let now = [PROGRAM, "--period", "midterm", "--now", THEN, "--format"];
    let paid = formats.map(|format| pay(&[&now[..], &[format]].concat()));
    let snapshots = said(&monitor, &["snapshot", "list", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&snapshots).unwrap();
    assert_eq!(json["snapshots"].as_array().unwrap().len(), 1, "the same is frozen once");
    let id = json["snapshots"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(freeze(&monitor), id, "it is what `snapshot freeze` freezes");
    for text in &paid {
        assert!(text.contains(&id) && text.contains("ada-lumen"), "{text}");
    }
    time_goes_by(&monitor);
    let again = formats.map(|format| pay(&["--as-of", &id[..12], "--format", format]));
    assert_eq!(again, paid);
    let book = ["report", "stipends", "--as-of", &id, "--format", "xlsx"];
    assert!(
        Store::open(&monitor.path().join("monitor.db")).unwrap().snapshots().unwrap().len() == 1
    );
    let book = monitor.with_bytes(&book);
    assert!(book.starts_with(b"PK"));
    let later = pay(&[&now[..], &["json"]].concat());
    assert_ne!(later, paid[2]);
}

/// The mentees of a `snapshot diff` in JSON with what differs of them.
fn differing(text: &str) -> Vec<(String, bool)> {
    let json: serde_json::Value = serde_json::from_str(text).unwrap();
    assert_eq!(json["schema"], "mentorship-monitor/changes/1");
    let one = |of: &serde_json::Value| {
        (of["mentee"].as_str().unwrap().to_owned(), of["standing_differs"].as_bool().unwrap())
    };
    json["changed"].as_array().unwrap().iter().map(one).collect()
}

#[test]
fn the_difference_names_exactly_those_who_changed() {
    let monitor = monitor();
    let id = freeze(&monitor);
    let diff =
        |more: &[&str]| said(&monitor, &[&["snapshot", "diff", &id, "--now", THEN], more].concat());
    assert!(diff(&[]).contains("Nobody's standing, level or findings differ."));
    time_goes_by(&monitor);
    std::fs::remove_file(monitor.path().join("config/policy.toml")).unwrap();
    let text = diff(&[]);
    let wanted = ["ada-lumen", "bo-candela", "gia-prism"];
    let mut now = differing(&diff(&["--json"]));
    now.sort();
    let named: Vec<&str> = now.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(named, wanted, "{text}");
    assert_eq!(now.iter().filter(|(_, standing)| *standing).count(), 1, "{text}");
    assert!(now[1].1, "{text}");
    assert!(text.contains("standing   awaiting-evaluation → "), "{text}");

    let later = freeze(&monitor);
    assert_ne!(later, id);
    assert_eq!(differing(&diff(&[&later, "--json"])).len(), 3);
    assert!(said(&monitor, &["snapshot", "list"]).lines().count() == 2);
    monitor.write("config/policy.toml", "stalled-days = 3\n");
    assert!(diff(&[]).contains("other thresholds or points"));
}

#[test]
fn mistakes_are_named() {
    let monitor = monitor();
    let id = freeze(&monitor);
    let fails = |arguments: &[&str], says: &str| {
        let Run { code, stderr, .. } = monitor.with(arguments);
        assert!(code != 0 && stderr.contains(says) && stderr.contains("hint: "), "{stderr}");
    };
    fails(&["review", "--as-of", "feed"], "there is no snapshot `feed`");
    fails(&["review", "oil-2026", "--as-of", &id], "is of the program `lantern-2026-spring`");
    fails(&["review", "--as-of", &id, "--period", "mid"], "has no period `mid`");
    for command in [
        &["explain", "ada-lumen", "--program", "oil-2026"][..],
        &["report", "mentor", "oil-2026"],
        &["report", "statistics", "oil-2026"],
        &["report", "stipends", "oil-2026"],
    ] {
        let run = [command, &["--as-of", &id]].concat();
        fails(&run, "is of the program `lantern-2026-spring`, and not of `oil-2026`");
    }
    fails(&["snapshot", "freeze", PROGRAM, "--period", "mid"], "has no period `mid`");
    fails(&["snapshot", "freeze", "oil-2026", "--period", "midterm"], "no program `oil-2026`");
    monitor.write("no.json", "{}");
    fails(&["snapshot", "import", "no.json"], "this is no snapshot");
    assert_eq!(monitor.with(&["review"]).code, 2);
    assert_eq!(monitor.with(&["review", PROGRAM]).code, 2);
    assert_eq!(monitor.with(&["report", "stipends", PROGRAM]).code, 2);
    let help =
        ["review", "show", "explain", "report mentor", "report statistics", "report stipends"];
    let helps = help.map(|command| {
        let words: Vec<&str> = command.split(' ').chain(["--help"]).collect();
        let text = said(&monitor, &words);
        let help = text.split_once("--as-of <ID>").unwrap().1;
        let help = help.split("\n      --").next().unwrap_or_default();
        help.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    assert!(helps.iter().all(|help| *help == helps[0] && help.len() > 40), "{helps:?}");
}

#[test]
fn who_was_forgotten_is_shown_from_no_snapshot() {
    let monitor = monitor();
    let id = freeze(&monitor);
    let forget = about("ada-lumen", (Actor::Administrator, "olive-beacon"), Deed::Forget);
    let done = store(&monitor).forget(None, &forget, Salt([9; 32])).unwrap();
    assert_eq!(done.snapshots, std::slice::from_ref(&id));
    for command in [&["review", "--as-of"][..], &["snapshot", "diff"], &["snapshot", "export"]] {
        let run = monitor.with(&[command, &[&id]].concat());
        assert_eq!(run.code, 1);
        assert!(run.stderr.contains("somebody in it was forgotten"), "{}", run.stderr);
    }
    assert!(said(&monitor, &["snapshot", "list"]).contains("erased: somebody in it was forgotten"));
    assert!(said(&monitor, &["snapshot", "list", "--json"]).contains("\"erased\": true"));
}
