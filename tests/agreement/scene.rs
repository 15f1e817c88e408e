//! A term of three mentees of whom everything was seen: `ada` did much, `bo` nothing; of `cleo` nothing was looked at.

use chrono::{DateTime, Utc};
use monitor_model::{
    Act, Batch, Contribution, Coverage, CoverageStatement, Item, Login, RepoName, Role, Stream,
    When, Window,
};
use monitor_store::Store;
use serde_json::Value;

use crate::support::{Monitor, Run};

/// The evening on which the midterm's evaluations are due.
pub(crate) const EVENING: &str = "2026-04-13T16:00:00Z";

/// The program.
pub(crate) const SPRING: &str = "spring";

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn roster() -> String {
    let mut text = "id = \"spring\"\ntitle = \"Lantern\"\ntime-zone = \"UTC\"\nstarts = 2026-03-02\nends = 2026-05-24\nhours-per-week = 20\n\n\
         [[period]]\nid = \"midterm\"\nstarts = 2026-03-02\nends = 2026-04-12\ndue = 2026-04-14T17:00:00Z\n\n\
         [[period]]\nid = \"final\"\nstarts = 2026-04-13\nends = 2026-05-24\ndue = 2026-05-26T17:00:00Z\n"
        .to_owned();
    for (login, mentor) in
        [("ada-lumen", "grace-wick"), ("bo-candela", "omar-dusk"), ("cleo-flux", "grace-wick")]
    {
        text.push_str(&format!(
            "\n[[enrollment]]\nlogin = \"{login}\"\nproject = \"Beam\"\ntitle = \"Work of {login}\"\nmentors = [\"{mentor}\"]\norganizations = [\"lantern-works\"]\n"
        ));
    }
    text
}

fn seen(login: &str, pulls: u64) -> Batch {
    let by = Login::parse(login).unwrap();
    let window = Window::new(at("2026-03-01T00:00:00Z"), at("2026-05-30T00:00:00Z")).unwrap();
    let of = |&stream| CoverageStatement {
        of: by.clone(),
        stream,
        window,
        coverage: Coverage::Complete,
    };
    let act = |n: u64, act| Contribution {
        by: by.clone(),
        item: Item::pull_request(RepoName::parse("lantern-works/beam").unwrap(), n),
        act,
        role: Role::Author,
        when: When::At(at("2026-03-02T09:00:00Z") + chrono::TimeDelta::hours(20 * n as i64)),
    };
    Batch {
        coverage: Stream::ALL.iter().map(of).collect(),
        contributions: (0..pulls)
            .flat_map(|n| [act(n, Act::Opened), act(n, Act::Merged)])
            .collect(),
        ..Batch::default()
    }
}

/// The term, with its database in `monitor.db`.
pub(crate) fn term() -> Monitor {
    let monitor = Monitor::new();
    monitor.write("spring.toml", &roster());
    let run = monitor.with(&["import", "roster", "spring.toml"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut store = Store::open(&monitor.path().join("monitor.db")).unwrap();
    for batch in [seen("ada-lumen", 48), seen("bo-candela", 0)] {
        store.commit(&batch, &[], at(EVENING)).unwrap();
    }
    monitor
}

/// Runs the words of a line, where `_` stands for a blank, on the evening.
pub(crate) fn run(monitor: &Monitor, line: &str) -> Run {
    let words: Vec<String> = line.split_whitespace().map(|word| word.replace('_', " ")).collect();
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    if !words.contains(&"--now") {
        words.extend(["--now", EVENING]);
    }
    monitor.with(&words)
}

/// The same, which must succeed; gives what was printed.
pub(crate) fn done(monitor: &Monitor, line: &str) -> String {
    let run = run(monitor, line);
    assert_eq!(run.code, 0, "{line}: {}{}", run.stdout, run.stderr);
    run.stdout
}

/// The same, which must be refused with a sentence and a hint; gives both.
pub(crate) fn refused(monitor: &Monitor, line: &str) -> String {
    let run = run(monitor, line);
    assert_eq!(run.code, 2, "{line}: {}{}", run.stdout, run.stderr);
    assert!(
        run.stderr.starts_with("error: ") && run.stderr.contains("\n  hint: "),
        "{}",
        run.stderr
    );
    run.stderr
}

/// The ledger's entries.
pub(crate) fn entries(monitor: &Monitor) -> Vec<Value> {
    let json: Value = serde_json::from_str(&done(monitor, "ledger list --json")).unwrap();
    assert_eq!(json["schema"], "mentorship-monitor/ledger/1");
    json["entries"].as_array().unwrap().clone()
}
