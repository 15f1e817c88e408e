//! Dates of their own: an extension moves them where it counts, and nowhere else.

use chrono::{DateTime, Utc};
use monitor_model::{
    Actor, Deed, Doer, EnrollmentKey, NewEntry, PeriodId, ProgramId, Verdict, Window,
};
use monitor_store::{Salt, Store};

use crate::scene::{EVENING, SPRING, done, term};
use crate::support::Monitor;

const EXTEND: &str = "decide extend spring cleo-flux --period midterm --until 2026-04-26 --due 2026-04-28T17:00+00:00 --because was_ill --as ines-ray";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Appends what the commands refuse to append.
fn append(monitor: &Monitor, role: Actor, name: &str, deed: Deed) {
    let entry = NewEntry {
        at: at(EVENING),
        by: Doer { role, name: name.into() },
        program: ProgramId::parse(SPRING).unwrap(),
        about: EnrollmentKey::from_text("ada-lumen"),
        deed,
        reason: None,
        standing: None,
        inputs: None,
    };
    let mut store = Store::open(&monitor.path().join("monitor.db")).unwrap();
    let last = store.ledger(None).unwrap().last().map(|entry| entry.id);
    store.append(last, &[(entry, Salt([7; 32]))]).unwrap();
}

/// Everything that shows dates of the midterm or depends on them.
fn shown(monitor: &Monitor) -> Vec<String> {
    let review =
        |format| done(monitor, &format!("review spring --period midterm --format {format}"));
    let mut shown: Vec<String> = ["table", "html", "json", "csv"].map(review).into();
    let others = ["report statistics --json", "explain ada-lumen", "check --offline spring.toml"];
    shown.extend(others.map(|line| done(monitor, line)));
    shown
}

#[test]
fn an_extension_that_does_not_count_moves_nothing() {
    let monitor = term();
    let midterm = PeriodId::parse("midterm").unwrap();
    let pass = Deed::Evaluate { period: midterm.clone(), verdict: Verdict::Pass };
    append(&monitor, Actor::Mentor, "grace-wick", pass);
    let before = shown(&monitor);
    let window = Window::new(at("2026-03-02T00:00:00Z"), at("2026-05-04T00:00:00Z")).unwrap();
    let extend = |due| Deed::Extend { period: midterm.clone(), window, due: at(due) };
    append(&monitor, Actor::Mentor, "grace-wick", extend("2026-05-06T17:00:00Z"));
    append(&monitor, Actor::Administrator, "ines-ray", extend("2026-05-06T17:00:00Z"));
    append(&monitor, Actor::Administrator, "ines-ray", extend("2026-04-20T17:00:00Z"));
    assert_eq!(shown(&monitor), before);
}

#[test]
fn a_roster_that_comes_again_takes_no_extension_back() {
    let monitor = term();
    done(&monitor, "evaluate spring cleo-flux --period midterm extend --as grace-wick --note ill");
    done(&monitor, EXTEND);
    let before = shown(&monitor);
    assert!(before[0].contains("own window: 2026-03-02 to 2026-04-26"), "{}", before[0]);
    let roster = std::fs::read_to_string(monitor.path().join("spring.toml")).unwrap();
    monitor.write("spring.toml", &roster.replace("title = \"Lantern\"", "title = \"Lantern \""));
    done(&monitor, "import roster spring.toml");
    assert_eq!(
        shown(&monitor)[0].replace("Lantern ", "Lantern"),
        before[0].replace("Lantern ", "Lantern")
    );
}
