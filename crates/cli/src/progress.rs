//! How far a long run has come, on standard error: one line that is written over on a terminal, plain lines now and then
//! where there is none.

use std::cell::Cell;
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

use monitor_fetcher::Progress;

/// How often a plain line is written where there is no terminal.
const EVERY: Duration = Duration::from_secs(15);

/// A line on standard error that says how far a run has come.
pub(crate) struct Bar {
    quiet: bool,
    terminal: bool,
    started: Instant,
    last: Cell<Option<Instant>>,
}

impl Bar {
    /// A bar that has nothing to show yet.
    pub(crate) fn new(quiet: bool) -> Self {
        Self {
            quiet,
            terminal: std::io::stderr().is_terminal(),
            started: Instant::now(),
            last: Cell::new(None),
        }
    }

    /// Shows how far the run has come.
    pub(crate) fn show(&self, progress: Progress, requests: u64, points: Option<u32>) {
        let now = Instant::now();
        let soon = if self.terminal { Duration::from_millis(200) } else { EVERY };
        let due = self.last.get().is_none_or(|last| now - last >= soon);
        if self.quiet || !due {
            return;
        }
        self.last.set(Some(now));
        let line = line(progress, requests, points, now - self.started);
        let mut err = std::io::stderr().lock();
        // Where standard error is closed there is nobody to tell.
        let _ = if self.terminal { write!(err, "\r\x1b[K{line}") } else { writeln!(err, "{line}") };
        let _ = err.flush();
    }

    /// Leaves the line, so that what follows stands on its own.
    pub(crate) fn end(&self) {
        if self.terminal && self.last.get().is_some() {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
    }
}

fn line(progress: Progress, requests: u64, points: Option<u32>, passed: Duration) -> String {
    let Progress { answers, waiting, people, done } = progress;
    let points = points.map_or_else(String::new, |points| format!(", {points} points left"));
    let left = time_left(answers, waiting, passed)
        .map_or_else(String::new, |left| format!(", {left} s to go in this step"));
    format!("{done} of {people} people done, {requests} requests{points}{left}")
}

/// The time that the known requests will take at the pace so far; `None` before there is a pace.
fn time_left(answers: u32, waiting: u32, passed: Duration) -> Option<u64> {
    (answers >= 3).then(|| (passed / answers * waiting).as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_people_requests_points_and_time() {
        let progress = Progress { answers: 10, waiting: 20, people: 100, done: 7 };
        let said = line(progress, 12, Some(4_321), Duration::from_secs(5));
        assert_eq!(
            said,
            "7 of 100 people done, 12 requests, 4321 points left, 10 s to go in this step"
        );
        assert_eq!(
            line(Progress::default(), 0, None, Duration::ZERO),
            "0 of 0 people done, 0 requests"
        );
    }
}
