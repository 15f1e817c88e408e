//! What `sync` costs: requests and points per hundred mentees, the time at the default pace with answers as slow as GitHub's,
//! and the memory for a thousand. Counted by the simulated GitHub, and printed beside what is aimed at.
//!
//! `cargo bench --bench sync` runs all of it, in about five minutes; `cargo bench --bench sync -- time` only the rows whose name
//! holds the word.

#![allow(clippy::unwrap_used, reason = "a benchmark that can't run may stop")]
#![allow(clippy::print_stdout, reason = "the table is the result")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use monitor_testkit::github::http::Github;
use monitor_testkit::github::world::World;
use monitor_testkit::github::worlds::{Term, hundred_mentees, ordinary_mentees};
use tempfile::TempDir;

/// After twelve weeks, of a program that goes on.
const COLD: &str = "2026-05-26T12:00:00Z";
const LATER: &str = "2026-05-26T13:00:00Z";
const WEEKLY: &str = "2026-06-02T12:00:00Z";

/// About how long GitHub takes for an answer.
const LATENCY: Duration = Duration::from_millis(250);

fn main() {
    let only = std::env::args().skip(1).find(|word| !word.starts_with('-')).unwrap_or_default();
    println!("{:<34} {:>24}   aimed at", "a run", "takes");
    let parts: [(&str, fn()); 3] = [("requests", requests), ("time", time), ("memory", memory)];
    parts.into_iter().filter(|(name, _)| name.contains(&only)).for_each(|(_, part)| part());
}

fn row(name: &str, takes: &str, aim: &str) {
    println!("{name:<34} {takes:>24}   {aim}");
}

/// Of a hundred mentees: first, again, and a week later.
fn requests() {
    let mut bench = Bench::new(hundred_mentees(7));
    bench.sync(COLD);
    row("100 mentees, 12 weeks, cold", &bench.spent(), "250 requests, 250 points");
    bench.sync(LATER);
    row("again, with nothing new", &bench.spent(), "12 requests");
    bench.pass_a_week();
    bench.sync(WEEKLY);
    row("a week later", &bench.spent(), "60 requests, 60 points");
}

/// The same with answers as slow as GitHub's.
fn time() {
    let mut bench = Bench::new(hundred_mentees(7));
    bench.github.limits(|limits| limits.latency = LATENCY);
    let run = bench.sync(COLD);
    row("cold, 250 ms per answer", &seconds(run.took), "less than 25 s");
    let peak = format!("{} requests", bench.github.peak_concurrency());
    row("at the same time, at most", &peak, "GitHub allows 100");
    let second = bench.github.journal().busiest(Duration::from_secs(1));
    row("in a second, at most", &format!("{second} requests"), "GitHub allows 33");
    bench.pass_a_week();
    let run = bench.sync(WEEKLY);
    row("a week later, 250 ms per answer", &seconds(run.took), "less than 6 s");
}

/// Of a thousand mentees, without any delay, so that much is under way at once.
fn memory() {
    let bench = Bench::new(ordinary_mentees(7, 1_000));
    let run = bench.sync(COLD);
    let peak = run
        .peak_kib
        .map_or_else(|| "not known here".to_owned(), |kib| format!("{} MB", kib / 1_024));
    row("1,000 mentees, cold: memory", &peak, "less than 150 MB");
    row("1,000 mentees, cold", &bench.spent(), "");
    row("1,000 mentees, cold", &seconds(run.took), "");
}

fn seconds(length: Duration) -> String {
    format!("{:.1} s", length.as_secs_f64())
}

/// A monitor with a roster, and the simulated GitHub.
struct Bench {
    folder: TempDir,
    github: Github,
    term: Term,
}

/// How a run went.
struct Run {
    took: Duration,
    /// The most memory that the process had, where the system tells.
    peak_kib: Option<u64>,
}

impl Bench {
    fn new(mut term: Term) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("roster.toml"), roster(&term)).unwrap();
        let imported =
            command(folder.path()).args(["import", "roster", "roster.toml"]).output().unwrap();
        assert!(
            matches!(imported.status.code(), Some(0 | 3)),
            "{}",
            String::from_utf8_lossy(&imported.stderr)
        );
        let now = term.world.now();
        let world = std::mem::replace(&mut term.world, World::new(now));
        Self { folder, github: Github::start_blocking(world), term }
    }

    fn pass_a_week(&mut self) {
        self.github.world(|world| std::mem::swap(world, &mut self.term.world));
        self.term.pass_a_week();
        self.github.world(|world| std::mem::swap(world, &mut self.term.world));
    }

    fn sync(&self, now: &str) -> Run {
        self.github.forget();
        let mut command = command(self.folder.path());
        command.args([
            "sync",
            "lantern-2026",
            "--quiet",
            "--api-url",
            &self.github.uri(),
            "--now",
            now,
        ]);
        let start = Instant::now();
        let mut child = command.stdout(Stdio::null()).spawn().unwrap();
        let mut peak_kib = None;
        let status = loop {
            peak_kib = peak(child.id()).max(peak_kib);
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            std::thread::sleep(Duration::from_millis(10));
        };
        // Some of the hard cases can't be observed, and say so.
        assert!(matches!(status.code(), Some(0 | 5)), "{status}");
        Run { took: start.elapsed(), peak_kib }
    }

    fn spent(&self) -> String {
        let journal = self.github.journal();
        format!("{} requests, {} points", journal.requests(), journal.points())
    }
}

/// The monitor in a folder, with nothing in its environment but a token that is nobody's.
fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mentorship-monitor"));
    command.env_clear().env("GITHUB_TOKEN", "ghp_fictional").current_dir(folder);
    command
}

/// The most memory that a process had so far.
fn peak(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

fn roster(term: &Term) -> String {
    let mut text = "id = \"lantern-2026\"\ntitle = \"Lantern\"\ntime-zone = \"UTC\"\nstarts = 2026-03-02\nends = 2026-06-28\n\
                    [[period]]\nid = \"term\"\nstarts = 2026-03-02\nends = 2026-06-28\ndue = 2026-06-30T17:00:00Z\n"
        .to_owned();
    for mentee in &term.mentees {
        let (login, organizations) = (&mentee.roster_login, &term.organizations);
        // Writing to a text never fails.
        let _ = write!(
            text,
            "[[enrollment]]\nlogin = {login:?}\ntitle = \"Work\"\nmentors = [\"noor-blaze\"]\norganizations = {organizations:?}\n"
        );
    }
    text
}
