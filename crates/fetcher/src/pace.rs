//! How fast and how many at once, and a gate that holds everybody back while GitHub asks for rest.

use std::num::NonZeroU32;
use std::time::Duration;

use governor::{DefaultDirectRateLimiter, Quota};
use tokio::sync::{Semaphore, SemaphorePermit, watch};

/// How fast requests leave. The defaults stay far below GitHub's secondary limits: 2,000 points a minute, 100 at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Requests per second, at least 1.
    pub per_second: u32,
    /// Requests that may leave together after a rest, at least 1.
    pub burst: u32,
    /// Requests under way at the same time, at least 1.
    pub concurrency: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self { per_second: 10, burst: 4, concurrency: 8 }
    }
}

/// Lets requests through at a pace.
pub(crate) struct Gate {
    turns: Semaphore,
    pace: DefaultDirectRateLimiter,
    holds: watch::Sender<usize>,
}

impl Gate {
    pub(crate) fn new(pace: Pace) -> Self {
        let at_least_one = |n| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::per_second(at_least_one(pace.per_second));
        Self {
            turns: Semaphore::new(pace.concurrency.max(1) as usize),
            pace: DefaultDirectRateLimiter::direct(quota.allow_burst(at_least_one(pace.burst))),
            holds: watch::Sender::new(0),
        }
    }

    /// Waits for a turn. Who drops it ends the turn.
    pub(crate) async fn enter(&self) -> Option<SemaphorePermit<'_>> {
        // Neither can fail: the semaphore is never closed, and the sender lives as long as the gate.
        let turn = self.turns.acquire().await.ok();
        self.pace.until_ready().await;
        let _ = self.holds.subscribe().wait_for(|holds| *holds == 0).await;
        turn
    }

    /// Lets nobody in for a while; those inside finish. Holds that overlap end with the last one.
    pub(crate) async fn hold(&self, length: Duration) {
        let _hold = Hold::new(&self.holds);
        tokio::time::sleep(length).await;
    }
}

/// One reason to hold everybody back; it ends also when the waiting task is dropped.
struct Hold<'a>(&'a watch::Sender<usize>);

impl<'a> Hold<'a> {
    fn new(holds: &'a watch::Sender<usize>) -> Self {
        holds.send_modify(|n| *n += 1);
        Self(holds)
    }
}

impl Drop for Hold<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|n| *n -= 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Instant;

    use futures_util::future::join_all;

    fn fast(concurrency: u32) -> Gate {
        Gate::new(Pace { per_second: 10_000, burst: 10_000, concurrency })
    }

    #[tokio::test]
    async fn a_burst_leaves_at_once_and_the_rest_at_the_pace() {
        let gate = Gate::new(Pace { per_second: 50, burst: 2, concurrency: 8 });
        let start = Instant::now();
        join_all((0..7).map(|_| gate.enter())).await;
        // Two at once, five more every 20 ms.
        assert!(start.elapsed() >= Duration::from_millis(95), "{:?}", start.elapsed());
    }

    #[tokio::test]
    async fn no_more_than_allowed_are_inside() {
        let (gate, inside, most) = (fast(3), AtomicUsize::new(0), AtomicUsize::new(0));
        join_all((0..20).map(|_| async {
            let _turn = gate.enter().await;
            most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            tokio::task::yield_now().await;
            inside.fetch_sub(1, Ordering::SeqCst);
        }))
        .await;
        assert_eq!(most.into_inner(), 3);
    }

    #[tokio::test]
    async fn a_hold_keeps_everybody_out_until_the_last_one_ends() {
        let gate = fast(3);
        let start = Instant::now();
        let short = gate.hold(Duration::from_millis(10));
        let long = gate.hold(Duration::from_millis(60));
        let enter = async {
            tokio::task::yield_now().await;
            gate.enter().await;
            start.elapsed()
        };
        let ((), (), entered) = tokio::join!(short, long, enter);
        assert!(entered >= Duration::from_millis(60), "{entered:?}");
    }

    #[tokio::test]
    async fn a_hold_that_is_dropped_holds_nobody() {
        let gate = fast(1);
        let hold =
            tokio::time::timeout(Duration::from_millis(5), gate.hold(Duration::from_secs(600)));
        assert!(hold.await.is_err());
        assert!(gate.enter().await.is_some());
    }

    #[tokio::test]
    async fn nothing_stands_still_at_zero() {
        let gate = Gate::new(Pace { per_second: 0, burst: 0, concurrency: 0 });
        assert!(gate.enter().await.is_some());
    }
}
