//! The packet of a period for 100 mentees with 10,000 contributions, from the store to its text: aimed at less than a second and
//! 100 MB. The bytes that divan prints are those of Rust's allocations, the peak among them (`max alloc`); the table above it has
//! the command from the start of its process, and how long the texts are.

#![allow(clippy::unwrap_used, reason = "a benchmark that can't run may stop")]
#![allow(clippy::print_stdout, reason = "the table is the result")]

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::process::Command;
use std::sync::LazyLock;
use std::time::Instant;

use chrono::{DateTime, TimeDelta, Utc};
use divan::{AllocProfiler, Bencher};
use monitor_analysis::{Assessor, REGISTRY, Standards};
use monitor_model::ProgramId;
use monitor_report::{Chart, Format, Packet, Review, RuleDoc, Style};
use monitor_store::Store;
use tempfile::TempDir;

#[path = "assess/crowd.rs"]
mod crowd;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

/// How many mentees the packet is of.
const MENTEES: usize = 100;

/// The formats that are written.
const FORMATS: [Format; 4] = [Format::Markdown, Format::Html, Format::Json, Format::Csv];

struct Seeded {
    folder: TempDir,
    id: ProgramId,
}

static TERM: LazyLock<Seeded> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("monitor.db")).unwrap();
    let id = crowd::write(&mut store, MENTEES);
    Seeded { folder, id }
});

fn main() {
    if std::env::args().any(|argument| argument == "--list") {
        return divan::main();
    }
    println!("{MENTEES} mentees, {} contributions", MENTEES * crowd::ACTS);
    println!(
        "{:<42} {:>12} {:>14}   aimed at",
        "the command, from the start of the process", "takes", "bytes"
    );
    for format in FORMATS {
        command(format);
    }
    divan::main();
    // What lives as long as the process is never dropped, and the folder would stay.
    std::fs::remove_dir_all(TERM.folder.path()).unwrap();
}

fn now() -> DateTime<Utc> {
    crowd::START + TimeDelta::weeks(12)
}

fn command(format: Format) {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_mentorship-monitor"));
    command.env_clear().current_dir(TERM.folder.path());
    command.args(["--quiet", "--now", &now().to_rfc3339(), "report", "period", TERM.id.as_str()]);
    let output = command.args(["--period", "term", "--format", format.as_str()]).output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let millis = start.elapsed().as_millis();
    let name = format!("report period --format {format}");
    println!("{name:<42} {millis:>9} ms {:>14}   1,000 ms", output.stdout.len());
}

/// What `report period` does between the database and its text.
fn packet(format: Format) -> usize {
    let store = Store::open_existing(&TERM.folder.path().join("monitor.db")).unwrap();
    let standards = Standards::default();
    let (mut assessments, mut charts) = (Vec::new(), BTreeMap::new());
    let program = store.program(&TERM.id).unwrap().unwrap();
    let read = store.records(&TERM.id, |records| {
        let period = &program.periods[0].id;
        let assessor = Assessor::new(records.head(), period, &standards, now()).unwrap();
        records.each(|record| {
            let assessment = assessor.assess(&record);
            let chart = Chart::of(&program, std::slice::from_ref(&assessment)).unwrap();
            charts.insert(record.enrollment.key.clone(), chart);
            assessments.push(assessment);
            ControlFlow::<()>::Continue(())
        })
    });
    assert_eq!(read.unwrap().unwrap().unwrap(), ControlFlow::Continue(()));
    let docs: Vec<_> = REGISTRY.iter().map(RuleDoc::of).collect();
    let review = Review::new(&program, &program.periods[0], &assessments, now(), vec![]);
    let packet = Packet::new(review.explained(&docs), &charts);
    packet.render(format, Style::Plain).unwrap().len()
}

/// From the database to the text, in time and bytes.
#[divan::bench(args = FORMATS, sample_count = 5, sample_size = 1)]
fn written(bencher: Bencher, format: Format) {
    LazyLock::force(&TERM);
    bencher.bench_local(|| packet(format));
}
