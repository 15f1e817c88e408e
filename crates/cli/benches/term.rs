//! Importing four recorded terms and reviewing a period, in rows per second and bytes allocated.
//!
//! The terms are fictional and as large as real ones. With `MONITOR_RECORDED_TERMS` naming a folder of recorded terms, the
//! activity files of that folder are imported instead. What is measured is what the command does: from files on the disk to a
//! database on the disk, with the texts and the batches among the bytes. What SQLite itself allocates is not among them.

#![allow(clippy::unwrap_used, reason = "a benchmark that can't run may stop")]

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use divan::{AllocProfiler, Bencher, counter::ItemsCount};
use monitor_analysis::{Standards, assess};
use monitor_model::{Batch, PeriodId, ProgramId};
use monitor_report::{Format, Review, Style};
use monitor_roster::{Calendar, calendar::parse_period, legacy};
use monitor_store::{Origin, Store};
use monitor_testkit::{Term, clock};
use tempfile::TempDir;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// Four activity files, and the folder that holds them as long as it lives.
fn activity() -> (TempDir, Vec<PathBuf>) {
    let own = tempfile::tempdir().unwrap();
    let files = std::env::var_os("MONITOR_RECORDED_TERMS").map_or_else(
        || (1..=4).map(|n| written(own.path(), n)).collect(),
        |folder| recorded(&Path::new(&folder).join("activity")),
    );
    (own, files)
}

fn written(folder: &Path, seed: u64) -> PathBuf {
    let path = folder.join(format!("term-{seed}.json"));
    std::fs::write(&path, term(seed).build().activity_json).unwrap();
    path
}

fn recorded(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
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

fn read(files: &[PathBuf]) -> (Vec<(Batch, Origin)>, usize) {
    let mut rows = 0;
    let batches = files.iter().enumerate().map(|(n, path)| {
        let text = std::fs::read_to_string(path).unwrap();
        let reading = monitor_imports::legacy::read("activity.json", &text, None).unwrap();
        rows += reading.rows.rows;
        (reading.batch, origin(n))
    });
    (batches.collect(), rows)
}

/// From files to rows in a new database file.
#[divan::bench]
fn import(bencher: Bencher) {
    let (_own, files) = activity();
    let rows = read(&files).1;
    let new = bencher.counter(ItemsCount::new(rows)).with_inputs(|| tempfile::tempdir().unwrap());
    new.bench_local_refs(|folder| {
        let mut store = Store::open(&folder.path().join("monitor.db")).unwrap();
        store.import_activity(&read(&files).0).unwrap();
    });
}

/// The part of the import that reads.
#[divan::bench]
fn parse(bencher: Bencher) {
    let (_own, files) = activity();
    let rows = read(&files).1;
    bencher.counter(ItemsCount::new(rows)).bench(|| read(&files));
}

/// From the database to the review as text, one row per mentee.
#[divan::bench]
fn review(bencher: Bencher) {
    let (store, id) = seeded();
    let period = PeriodId::parse("midterm").unwrap();
    let now: DateTime<Utc> = clock::now();
    bencher.counter(ItemsCount::new(40_usize)).bench_local(|| {
        let cohort = store.cohort(&id).unwrap().unwrap();
        let assessments = assess(&cohort, &period, &Standards::default(), now).unwrap();
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
    let folder = tempfile::tempdir().unwrap();
    store.import_activity(&read(&[written(folder.path(), 1)]).0).unwrap();
    (store, program.id)
}
