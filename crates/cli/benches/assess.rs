//! Assessing from the store: 10,000 enrollments with 1,000,000 contributions one record at a time, in time and bytes; and `review`
//! of 100 mentees from the start of the process, beside a process that goes through the same rows with SQLite alone, as the
//! `sqlite3` shell would.
//!
//! `cargo bench --bench assess` takes a tenth of the large program; with `MONITOR_ENROLLMENTS=10000` it takes all of it, which is
//! written once, in less than two minutes. The bytes that divan prints are Rust's; the table above them has those of the whole
//! process, SQLite among them.

#![allow(clippy::unwrap_used, reason = "a benchmark that can't run may stop")]
#![allow(clippy::print_stdout, reason = "the table is the result")]

use std::ops::ControlFlow;
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use divan::{AllocProfiler, Bencher, counter::ItemsCount};
use monitor_analysis::{Assessor, Standards};
use monitor_model::{PeriodId, ProgramId};
use monitor_store::Store;
use tempfile::TempDir;

#[path = "assess/crowd.rs"]
mod crowd;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

/// How many enrollments the large program has, unless `MONITOR_ENROLLMENTS` says otherwise.
const ENROLLMENTS: usize = 1_000;

/// How often a command is run for its median.
const RUNS: usize = 25;

/// Names a database of which this process is to go through the rows with SQLite alone, and end.
const BARE: &str = "MONITOR_BARE_ROWS";

fn main() {
    if let Some(file) = std::env::var_os(BARE) {
        let id = ProgramId::parse(&std::env::var("PROGRAM").unwrap()).unwrap();
        Store::open_existing(file.as_ref()).unwrap().rows(&id).unwrap();
        return;
    }
    if std::env::args().any(|argument| argument == "--list") {
        return divan::main();
    }
    println!("{:<42} {:>16}   aimed at", "a run", "takes");
    crowded();
    reviewed();
    divan::main();
    // What lives as long as the process is never dropped, and the folder would stay.
    std::fs::remove_dir_all(CROWD.folder.path()).unwrap();
}

fn row(name: &str, takes: &str, aim: &str) {
    println!("{name:<42} {takes:>16}   {aim}");
}

fn millis(length: Duration) -> String {
    format!("{:.1} ms", length.as_secs_f64() * 1_000.0)
}

/// A program in a database that is gone at the end.
struct Seeded {
    folder: TempDir,
    id: ProgramId,
    enrollments: usize,
    took: Duration,
}

impl Seeded {
    fn new(enrollments: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let start = Instant::now();
        let mut store = Store::open(&folder.path().join("monitor.db")).unwrap();
        let id = crowd::write(&mut store, enrollments);
        Self { folder, id, enrollments, took: start.elapsed() }
    }

    fn open(&self) -> Store {
        Store::open_existing(&self.folder.path().join("monitor.db")).unwrap()
    }
}

static CROWD: LazyLock<Seeded> = LazyLock::new(|| {
    let said = std::env::var("MONITOR_ENROLLMENTS").ok();
    Seeded::new(said.map_or(ENROLLMENTS, |text| text.parse().unwrap()))
});

fn now() -> DateTime<Utc> {
    crowd::START + TimeDelta::weeks(12)
}

/// Assesses everybody, one record at a time, and gives how many acts lay in the period.
fn assess_all(store: &Store, id: &ProgramId) -> usize {
    let (standards, period) = (Standards::default(), PeriodId::parse("term").unwrap());
    let mut acts = 0;
    let done = store.records(id, |records| {
        let assessor = Assessor::new(records.head(), &period, &standards, now()).unwrap();
        records.each(|record| {
            acts += divan::black_box(assessor.assess(&record)).contributions.len();
            ControlFlow::<()>::Continue(())
        })
    });
    assert_eq!(done.unwrap().unwrap().unwrap(), ControlFlow::Continue(()));
    acts
}

/// The large program: time, and the memory of the whole process.
fn crowded() {
    let crowd = &*CROWD;
    row(&format!("writing {} enrollments", crowd.enrollments), &millis(crowd.took), "");
    let store = crowd.open();
    let start = Instant::now();
    let rows = store.rows(&crowd.id).unwrap();
    row(&format!("SQLite alone, {rows} rows"), &millis(start.elapsed()), "");
    drop(store);
    let store = crowd.open();
    forget_peak();
    let start = Instant::now();
    let acts = assess_all(&store, &crowd.id);
    let took = start.elapsed();
    let aims = ["3 s for 10,000 with 1,000,000", "300 MB for 10,000"];
    row(&format!("assessing {} with {acts} acts", crowd.enrollments), &millis(took), aims[0]);
    let peak = peak().map_or_else(|| "not known here".into(), |kib| format!("{} MB", kib / 1_024));
    row("memory of the process, at most", &peak, aims[1]);
}

/// `review` of 100 mentees, from the start of the process.
fn reviewed() {
    let term = Seeded::new(100);
    let review = median(|| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mentorship-monitor"));
        command.env_clear().current_dir(term.folder.path()).stdout(Stdio::null());
        command.args(["--quiet", "--now", &now().to_rfc3339(), "review", term.id.as_str()]);
        let status = command.args(["--period", "term"]).status().unwrap();
        assert!(status.success(), "{status}");
    });
    let bare = median(|| {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.env_clear().env(BARE, term.folder.path().join("monitor.db"));
        let status = command.env("PROGRAM", term.id.as_str()).status().unwrap();
        assert!(status.success(), "{status}");
    });
    row("review of 100 mentees, median", &millis(review), "100 ms");
    row("SQLite alone, same rows, a process, too", &millis(bare), "");
    let ratio = review.as_secs_f64() / bare.as_secs_f64();
    row("review as a multiple of that", &format!("{ratio:.1}"), "3");
}

fn median(mut run: impl FnMut()) -> Duration {
    let timed = |()| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    let mut times: Vec<Duration> = std::iter::repeat_n((), RUNS).map(timed).collect();
    times.sort_unstable();
    times[RUNS / 2]
}

/// Lets the system count the most memory of this process anew, where it can.
fn forget_peak() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// The most memory that this process had since, in KiB.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Everybody, one record at a time.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn stream(bencher: Bencher) {
    let store = CROWD.open();
    let items = ItemsCount::new(CROWD.enrollments * crowd::ACTS);
    bencher.counter(items).bench_local(|| assess_all(&store, &CROWD.id));
}

/// The same rows with SQLite alone.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn bare_rows(bencher: Bencher) {
    let store = CROWD.open();
    let items = ItemsCount::new(CROWD.enrollments * crowd::ACTS);
    bencher.counter(items).bench_local(|| store.rows(&CROWD.id).unwrap());
}
