//! That the pages in `docs/` say what the program does. Where a page differs from what the program prints, `UPDATE_DOCS=1` writes
//! the page anew.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

#[path = "docs/example.rs"]
mod example;

use std::path::{Path, PathBuf};

use monitor_store::Store;
use support::Monitor;

fn path(page: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(page)
}

fn read(page: &str) -> String {
    std::fs::read_to_string(path(page)).unwrap()
}

/// Compares a page with what it should be, or writes it where that is wanted.
fn is_up_to_date(page: &str, wanted: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path(page), wanted).unwrap();
    }
    let same = read(page) == wanted;
    assert!(
        same,
        "`{page}` differs; hint: run this test with UPDATE_DOCS=1 and read the change. Wanted:\n{wanted}"
    );
}

/// A page with another text between the two lines that mark a part of it.
fn with_part(page: &str, name: &str, text: &str) -> String {
    let page = read(page);
    let (begins, ends) = (format!("<!-- {name}: printed by the program -->\n"), "<!-- end -->\n");
    let (before, rest) = page.split_once(&begins).unwrap();
    let (_, after) = rest.split_once(ends).unwrap();
    format!("{before}{begins}```text\n{text}```\n{ends}{after}")
}

#[test]
fn the_rules_on_the_page_are_those_of_the_program() {
    let run = Monitor::new().with(&["rules", "--format", "markdown"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    is_up_to_date("docs/rules.md", &run.stdout);
}

#[test]
fn the_worked_example_is_what_show_explain_prints() {
    let monitor = Monitor::new();
    monitor.write("lantern.toml", example::ROSTER);
    let run = monitor.with(&["import", "roster", "lantern.toml"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let mut store = Store::open(&monitor.path().join("monitor.db")).unwrap();
    store.commit(&example::batch(), &[], example::now()).unwrap();
    let show = ["show", "lantern", "ada-lumen", "--explain", "--now", example::NOW];
    let run = monitor.with(&show);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let (_, progress) = run.stdout.split_once("\n  Progress\n").unwrap();
    let (progress, _) = progress.split_once("\n  Mentors and mentee\n").unwrap();
    let wanted = with_part("docs/scoring.md", "worked example", &format!("  Progress\n{progress}"));
    is_up_to_date("docs/scoring.md", &wanted);
}

/// Every number of a file of numbers, as `table.key` and its value; overrides of single kinds of work or programs left out.
fn numbers(file: &str) -> Vec<(String, i64)> {
    let file: toml::Table = read(file).parse().unwrap();
    let mut found = vec![];
    for (key, value) in &file {
        if let Some(number) = value.as_integer() {
            found.push((key.clone(), number));
        }
        let table = value.as_table().into_iter().flatten();
        found
            .extend(table.filter_map(|(inner, value)| {
                Some((format!("{key}.{inner}"), value.as_integer()?))
            }));
    }
    found
}

#[test]
fn the_numbers_on_the_page_are_the_shipped_ones() {
    let page = read("docs/scoring.md");
    let of_the_score = ["expectation-percent", "steady-weeks-percent", "strong-weeks-percent"];
    let policy = numbers("config/policy.toml");
    let policy = policy.into_iter().filter(|(key, _)| of_the_score.contains(&key.as_str()));
    let all: Vec<(String, i64)> =
        numbers("config/scoring.toml").into_iter().chain(policy).collect();
    assert_eq!(all.len(), 14 + 4 + 3 + 2 + 2 + 2 + 3);
    for (key, value) in &all {
        assert!(
            page.contains(&format!("| `{key}` | {value} |")),
            "`{key}` is not {value} on the page"
        );
    }
    let rows = page.lines().filter(|line| line.starts_with("| `"));
    assert_eq!(rows.count(), all.len(), "a row of the page names no number of the files");
}
