//! Importing four recorded terms and reviewing a period, in rows per second and bytes allocated.
//!
//! The terms are fictional and as large as real ones. With `MONITOR_RECORDED_TERMS` naming a folder of recorded terms, the
//! activity files of that folder are imported instead.

#![allow(clippy::unwrap_used, reason = "a benchmark that can't run may stop")]

use std::path::Path;

use chrono::{DateTime, Utc};
use divan::{AllocProfiler, Bencher, counter::ItemsCount};
use monitor_analysis::{Policy, assess};
use monitor_model::{Batch, PeriodId, ProgramId};
use monitor_report::{Format, Review, Style};
use monitor_roster::{Calendar, calendar::parse_period, legacy};
use monitor_store::{Origin, Store};
use monitor_testkit::{Term, clock};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// The texts of four activity files.
fn activity() -> Vec<String> {
    let recorded = std::env::var_os("MONITOR_RECORDED_TERMS");
    recorded.map_or_else(
        || (1..=4).map(|n| term(n).build().activity_json).collect(),
        |folder| recorded_texts(&Path::new(&folder).join("activity")),
    )
}

fn recorded_texts(folder: &Path) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

fn term(seed: u64) -> Term {
    Term::new(&format!("term-{seed}")).mentees(40).weeks(12).seed(seed)
}

fn origin(n: usize) -> Origin {
    Origin {
        format: "legacy".into(),
        file: format!("{n}.json"),
        sha256: format!("{n:064}"),
        at: clock::now(),
    }
}

fn read(texts: &[String]) -> (Vec<(Batch, Origin)>, usize) {
    let mut rows = 0;
    let batches = texts.iter().enumerate().map(|(n, text)| {
        let reading = monitor_imports::legacy::read("activity.json", text, None).unwrap();
        rows += reading.rows.rows;
        (reading.batch, origin(n))
    });
    (batches.collect(), rows)
}

/// From text to rows in the database.
#[divan::bench]
fn import(bencher: Bencher) {
    let texts = activity();
    let rows = read(&texts).1;
    bencher.counter(ItemsCount::new(rows)).bench_local(|| {
        let mut store = Store::in_memory().unwrap();
        store.import_activity(&read(&texts).0).unwrap();
        store
    });
}

/// The part of the import that reads.
#[divan::bench]
fn parse(bencher: Bencher) {
    let texts = activity();
    let rows = read(&texts).1;
    bencher.counter(ItemsCount::new(rows)).bench(|| read(&texts));
}

/// From the database to the review as text, one row per mentee.
#[divan::bench]
fn review(bencher: Bencher) {
    let (store, id) = seeded();
    let period = PeriodId::parse("midterm").unwrap();
    let now: DateTime<Utc> = clock::now();
    bencher.counter(ItemsCount::new(40_usize)).bench_local(|| {
        let cohort = store.cohort(&id).unwrap().unwrap();
        let assessments = assess(&cohort, &period, &Policy::default(), now).unwrap();
        let known = cohort.program.period(&period).unwrap();
        let review = Review::new(&cohort.program, known, &assessments, now, vec![]);
        review.render(Format::Table, Style::Plain).unwrap()
    });
}

fn seeded() -> (Store, ProgramId) {
    let recorded = term(1).build();
    let period = |text| parse_period(text).unwrap();
    let periods = vec![period("midterm=2026-04-14T17:00Z"), period("final=2026-05-26T17:00Z")];
    let calendar = Calendar { periods, ..Calendar::default() };
    let program =
        legacy::read("roster.json", &recorded.roster_json, |_| Some(&calendar)).program.unwrap();
    let mut store = Store::in_memory().unwrap();
    store.import_roster(&program, &origin(0)).unwrap();
    store.import_activity(&read(&[recorded.activity_json]).0).unwrap();
    (store, program.id)
}
