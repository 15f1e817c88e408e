//! Trying many cases at a time, and waiting for something to happen.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How many cases are tried at the same time. They wait more than they work.
const AT_ONCE: usize = 6;

/// Tries all cases, and fails with the number of those that fail; each tells its own failure.
pub(crate) fn each<T: Sync>(cases: &[T], holds: impl Fn(&T) + Sync) {
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            if let Err(panic) = catch_unwind(AssertUnwindSafe(|| holds(case))) {
                let said =
                    panic.downcast_ref::<String>().cloned().unwrap_or_else(|| "failed".to_owned());
                failed.lock().unwrap().push(said);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(work);
        }
    });
    let failed = failed.into_inner().unwrap();
    assert!(
        failed.is_empty(),
        "{} of {} cases fail:\n{}",
        failed.len(),
        cases.len(),
        failed.join("\n")
    );
}

/// Looks every few milliseconds whether something has happened; fails after half a minute.
pub(crate) fn until(what: &str, mut happened: impl FnMut() -> bool) {
    let start = Instant::now();
    while !happened() {
        assert!(start.elapsed() < Duration::from_secs(30), "waited too long for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
