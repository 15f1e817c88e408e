//! `show` says where a mentee's progress lies among that of earlier programs in the same database.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

mod support;

use chrono::{DateTime, Days, NaiveTime, Utc};
use monitor_model::{
    Act, Batch, Contribution, Coverage, CoverageStatement, Item, Login, RepoName, Role, Stream,
    When, Window,
};
use monitor_store::Store;
use support::Monitor;

/// Four weeks into the later term.
const NOW: &str = "2026-10-05T00:00:00Z";

fn roster(id: &str, dates: [&str; 5], mentees: usize) -> String {
    let [from, to, then, until, due] = dates;
    let mut text = format!(
        "id = \"{id}\"\ntitle = \"Lantern\"\ntime-zone = \"UTC\"\nstarts = {from}\nends = {until}\nhours-per-week = 20\n\n\
         [[period]]\nid = \"midterm\"\nstarts = {from}\nends = {to}\ndue = {then}T17:00:00Z\n\n\
         [[period]]\nid = \"final\"\nstarts = {then}\nends = {until}\ndue = {due}T17:00:00Z\n"
    );
    for n in 0..mentees {
        let enrollment = "project = \"Lantern\"\ntitle = \"Beams\"\nmentors = [\"grace-wick\"]\norganizations = [\"lantern-works\"]\n";
        text.push_str(&format!("\n[[enrollment]]\nlogin = \"{id}-{n}\"\n{enrollment}"));
    }
    text
}

fn instant(day: &str, more: u64) -> DateTime<Utc> {
    let day: chrono::NaiveDate = day.parse().unwrap();
    (day + Days::new(more)).and_time(NaiveTime::MIN).and_utc()
}

/// Everything was seen of a mentee, who opened so many pull requests in the first week.
fn seen(login: &str, from: &str, number: u64, pulls: u64) -> Batch {
    let by = Login::parse(login).unwrap();
    let window = Window::new(instant(from, 0), instant(from, 90)).unwrap();
    let of = |&stream| CoverageStatement {
        of: by.clone(),
        stream,
        window,
        coverage: Coverage::Complete,
    };
    let opened = |n| Contribution {
        by: by.clone(),
        item: Item::pull_request(RepoName::parse("lantern-works/beam").unwrap(), number * 50 + n),
        act: Act::Opened,
        role: Role::Author,
        when: When::At(instant(from, 3)),
    };
    Batch {
        coverage: Stream::ALL.iter().map(of).collect(),
        contributions: (0..pulls).map(opened).collect(),
        ..Batch::default()
    }
}

/// A term of so many mentees, the nth of whom opened n pull requests, and a later one of one mentee who opened three.
fn monitor(earlier: usize) -> Monitor {
    let monitor = Monitor::new();
    let spring = ["2026-03-02", "2026-04-12", "2026-04-13", "2026-05-24", "2026-05-26"];
    let autumn = ["2026-09-07", "2026-10-18", "2026-10-19", "2026-11-29", "2026-12-01"];
    monitor.write("spring.toml", &roster("spring", spring, earlier));
    monitor.write("autumn.toml", &roster("autumn", autumn, 1));
    let run = monitor.with(&["import", "roster", "spring.toml", "autumn.toml"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut store = Store::open(&monitor.path().join("monitor.db")).unwrap();
    for n in 0..earlier as u64 {
        let batch = seen(&format!("spring-{n}"), spring[0], n, n);
        store.commit(&batch, &[], instant(spring[0], 90)).unwrap();
    }
    let batch = seen("autumn-0", autumn[0], 99, 3);
    store.commit(&batch, &[], instant(autumn[0], 90)).unwrap();
    monitor
}

fn show(monitor: &Monitor, program: &str, mentee: &str) -> String {
    let run = monitor.with(&["show", program, mentee, "--now", NOW]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn progress_is_shown_among_that_of_earlier_programs() {
    let monitor = monitor(20);
    let said = show(&monitor, "autumn", "autumn-0");
    // 60 points are expected of four weeks, and a pull request earns 10 when it is opened: the fifth of twenty opened four.
    assert!(
        said.contains(
            "Of 20 finished enrollments of earlier programs of which everything public was seen, at week 4 a quarter had up to 66 % of \
             what was expected, half up to 150 %, three quarters up to 233 %; this one has 50 %."
        ),
        "{said}"
    );
    assert_eq!(said.matches("earlier programs").count(), 1, "the second period has not begun");
    let none = show(&monitor, "spring", "spring-3");
    assert!(!none.contains("earlier programs"), "not among its own cohort: {none}");
}

#[test]
fn too_few_are_not_shown() {
    let said = show(&monitor(19), "autumn", "autumn-0");
    assert!(!said.contains("earlier programs"), "{said}");
}
