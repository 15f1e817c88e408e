//! What to do after a request: take the answer, ask again, ask for less, wait, or give up. Nothing here waits or looks at a clock.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use crate::envelope::Answer;
use crate::failure::Failure;
use crate::rate::{RateLimit, RetryAfter};
use crate::trouble::{Limit, Reason, Trouble, diagnose};

/// How long to wait, and how often to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// How often one request is tried at most, its smaller versions included. At least 1.
    pub attempts: u32,
    /// The first wait after an overload or a broken connection; it doubles.
    pub first: Duration,
    /// The longest of these waits.
    pub longest: Duration,
    /// The wait before a smaller request that replaces one that is too heavy.
    pub split: Duration,
    /// The first wait at a limit, where GitHub does not say how long; it doubles.
    pub limited: Duration,
    /// The longest of these waits.
    pub longest_limited: Duration,
    /// The longest wait that is done because GitHub says so. Its quotas last an hour.
    pub longest_told: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            attempts: 8,
            first: Duration::from_secs(2),
            longest: Duration::from_secs(60),
            split: Duration::from_millis(500),
            limited: Duration::from_secs(60),
            longest_limited: Duration::from_secs(15 * 60),
            longest_told: Duration::from_secs(65 * 60),
        }
    }
}

/// What to do after a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Take the answer. Errors with a place in it are part of it.
    Accept,
    /// Ask the same again, after this long.
    Again {
        /// How long to wait before.
        after: Duration,
    },
    /// Ask for less, after this long: half the batch, and if it holds only one, half the page.
    Smaller {
        /// How long to wait before.
        after: Duration,
    },
    /// Send nothing at all, then ask the same again.
    Wait(Pause),
    /// Don't ask again.
    GiveUp(Reason),
}

/// A wait at a limit. It concerns every request, not only the one that met the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// Which limit.
    pub limit: Limit,
    /// The wait, at least.
    pub least: Duration,
    /// The wait, at most.
    pub most: Duration,
    /// When GitHub says that it ends.
    pub until: Option<DateTime<Utc>>,
}

impl Pause {
    /// How long to wait, seen from `now`: a second past the end, because clocks differ.
    #[must_use]
    pub fn length(&self, now: DateTime<Utc>) -> Duration {
        let told = self.until.map(|until| until - now + TimeDelta::seconds(1));
        let told = told.and_then(|told| told.to_std().ok()).unwrap_or_default();
        told.max(self.least).min(self.most)
    }
}

impl Patience {
    /// Judges an outcome.
    ///
    /// `attempt` counts the tries of this request, from 1, its smaller versions included. `size` is how much it asks for:
    /// things in the batch times the page; at 1 it can't become smaller. `seed` spreads the waits of requests that failed together.
    #[must_use]
    pub fn judge(
        &self,
        outcome: Result<&Answer, &Failure>,
        attempt: u32,
        size: usize,
        seed: u64,
    ) -> Verdict {
        let last = attempt >= self.attempts;
        let after = spread(self.back_off(attempt), seed).min(self.longest);
        let smaller = size > 1;
        match diagnose(outcome) {
            Trouble::None => Verdict::Accept,
            Trouble::Final(reason) => Verdict::GiveUp(reason),
            // Each halving is a new request, so the size alone ends it.
            Trouble::TooHeavy if smaller => Verdict::Smaller { after: self.split },
            // Once more: now and then it is the server, not the request.
            Trouble::TooHeavy if attempt == 1 => Verdict::Again { after },
            Trouble::TooHeavy => Verdict::GiveUp(Reason::TooHeavy),
            Trouble::Limited(_) if last => Verdict::GiveUp(Reason::Limited(attempt)),
            Trouble::Limited(limit) => self.wait(limit, rate_of(outcome), attempt),
            _ if last => Verdict::GiveUp(exhausted(outcome, attempt)),
            Trouble::Overload if smaller => Verdict::Smaller { after },
            Trouble::Broken if smaller && attempt > 1 => Verdict::Smaller { after },
            Trouble::Overload | Trouble::Broken | Trouble::Unreachable => Verdict::Again { after },
        }
    }

    /// What GitHub asks for comes first, then the end of the hour, then a guess that doubles.
    fn wait(&self, limit: Limit, rate: &RateLimit, attempt: u32) -> Verdict {
        let spent = limit == Limit::Primary || rate.remaining == Some(0);
        let short = self.back_off(attempt);
        let (least, until) = match (rate.retry_after, rate.reset_at) {
            (Some(RetryAfter::For(told)), _) if told > self.longest_told => {
                return Verdict::GiveUp(Reason::WaitTooLong(told));
            }
            (Some(RetryAfter::For(told)), _) => (told.max(short), None),
            (Some(RetryAfter::At(until)), _) => (short, Some(until)),
            (None, Some(reset)) if spent => (short, Some(reset)),
            (None, _) => (doubled(self.limited, attempt).min(self.longest_limited), None),
        };
        let most = self.longest_told.max(least);
        Verdict::Wait(Pause { limit, least, most, until })
    }

    fn back_off(&self, attempt: u32) -> Duration {
        doubled(self.first, attempt).min(self.longest)
    }
}

/// The first wait, doubled with every further attempt.
fn doubled(first: Duration, attempt: u32) -> Duration {
    let times = 1u32.checked_shl(attempt.saturating_sub(1)).unwrap_or(u32::MAX);
    first.saturating_mul(times)
}

/// Up to half as long again. It depends on the seed alone, so that waits still grow from attempt to attempt.
fn spread(wait: Duration, seed: u64) -> Duration {
    // One step of the SplitMix64 generator: neighbouring seeds give unrelated numbers.
    let mut z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let part = ((z ^ (z >> 31)) >> 54) as u32;
    wait.saturating_add((wait / 2048).saturating_mul(part))
}

fn rate_of<'a>(outcome: Result<&'a Answer, &'a Failure>) -> &'a RateLimit {
    match outcome {
        Ok(answer) => &answer.rate,
        Err(failure) => &failure.rate,
    }
}

fn exhausted(outcome: Result<&Answer, &Failure>, attempts: u32) -> Reason {
    let last = match outcome {
        Ok(answer) => {
            answer.errors.first().map_or("an empty answer".to_owned(), ToString::to_string)
        }
        Err(failure) => failure.to_string(),
    };
    Reason::Exhausted { attempts, last }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::FailureKind;
    use proptest::prelude::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn answer(body: &str) -> Answer {
        Answer::parse(body.as_bytes(), RateLimit::default()).unwrap()
    }

    fn judge(outcome: Result<&Answer, &Failure>, attempt: u32, size: usize) -> Verdict {
        Patience::default().judge(outcome, attempt, size, 0)
    }

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_767_225_600 + second, 0).unwrap()
    }

    fn limited(rate: RateLimit) -> Failure {
        Failure::new(FailureKind::Status(403), "You have exceeded a secondary rate limit")
            .with_rate(rate)
    }

    fn pause(failure: &Failure, attempt: u32) -> Pause {
        match judge(Err(failure), attempt, 1) {
            Verdict::Wait(pause) => pause,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_overload_halves_and_never_at_once() {
        for status in [502, 504] {
            let failure = Failure::new(FailureKind::Status(status), "");
            let Verdict::Smaller { after } = judge(Err(&failure), 1, 20) else {
                panic!("{status}")
            };
            assert!(after >= 2 * SECOND && after < 3 * SECOND, "{after:?}");
            let Verdict::Again { after } = judge(Err(&failure), 3, 1) else { panic!("{status}") };
            assert!(after >= 8 * SECOND && after < 12 * SECOND, "{after:?}");
        }
        let told = answer(
            r#"{"data":null,"errors":[{"message":"Something went wrong while executing your query."}]}"#,
        );
        assert!(matches!(judge(Ok(&told), 1, 20), Verdict::Smaller { .. }));
    }

    #[test]
    fn what_is_too_heavy_is_asked_for_in_parts_and_alone_only_once_more() {
        let heavy = answer(
            r#"{"data":{"user":null},"errors":[{"type":"RESOURCE_LIMITS_EXCEEDED","path":["user"],
            "message":"Resource limits for this query exceeded."}]}"#,
        );
        for attempt in [1, 7, 8, 100] {
            let split = Verdict::Smaller { after: Patience::default().split };
            assert_eq!(judge(Ok(&heavy), attempt, 2), split);
        }
        let Verdict::Again { after } = judge(Ok(&heavy), 1, 1) else { panic!("given up at once") };
        assert!(after >= Patience::default().first);
        for attempt in [2, 7, 8, 100] {
            assert_eq!(judge(Ok(&heavy), attempt, 1), Verdict::GiveUp(Reason::TooHeavy));
        }
    }

    #[test]
    fn a_lost_answer_is_asked_for_again_and_then_in_parts() {
        for kind in [FailureKind::Cut, FailureKind::Reset, FailureKind::Timeout] {
            let failure = Failure::new(kind, "");
            assert!(matches!(judge(Err(&failure), 1, 20), Verdict::Again { .. }), "{kind}");
            assert!(matches!(judge(Err(&failure), 2, 20), Verdict::Smaller { .. }), "{kind}");
            assert!(matches!(judge(Err(&failure), 2, 1), Verdict::Again { .. }), "{kind}");
        }
        let down = Failure::new(FailureKind::Connect, "");
        assert!(matches!(judge(Err(&down), 5, 20), Verdict::Again { .. }), "size is no matter");
    }

    #[test]
    fn a_limit_is_waited_out_as_github_says() {
        let told = RateLimit {
            retry_after: Some(RetryAfter::For(30 * SECOND)),
            remaining: Some(0),
            reset_at: Some(at(900)),
            ..RateLimit::default()
        };
        assert_eq!(pause(&limited(told.clone()), 1).length(at(0)), 30 * SECOND);
        let dated = RateLimit { retry_after: Some(RetryAfter::At(at(45))), ..told.clone() };
        assert_eq!(pause(&limited(dated), 1).length(at(0)), 46 * SECOND);
        let none = RateLimit { retry_after: Some(RetryAfter::For(Duration::ZERO)), ..told.clone() };
        assert_eq!(pause(&limited(none), 2).length(at(0)), 4 * SECOND, "never at once");
        let reset = RateLimit { retry_after: None, ..told.clone() };
        assert_eq!(pause(&limited(reset.clone()), 1).length(at(0)), 901 * SECOND);
        assert_eq!(pause(&limited(reset), 1).length(at(1000)), 2 * SECOND, "it has passed already");
        let silent = RateLimit { remaining: Some(4000), retry_after: None, ..told };
        let lengths: Vec<u64> =
            (1..8).map(|n| pause(&limited(silent.clone()), n).length(at(0)).as_secs()).collect();
        assert_eq!(lengths, [60, 120, 240, 480, 900, 900, 900]);
    }

    #[test]
    fn a_spent_quota_waits_for_its_reset_even_with_points_left() {
        let rate =
            RateLimit { remaining: Some(4), reset_at: Some(at(1200)), ..RateLimit::default() };
        let body = br#"{"errors":[{"type":"RATE_LIMIT","code":"graphql_rate_limit","message":"API rate limit already exceeded"}]}"#;
        let answer = Answer::parse(body, rate).unwrap();
        let Verdict::Wait(pause) = judge(Ok(&answer), 1, 20) else { panic!() };
        assert_eq!((pause.limit, pause.length(at(0))), (Limit::Primary, 1201 * SECOND));
    }

    #[test]
    fn a_wait_of_hours_is_given_up() {
        let told = 7200 * SECOND;
        let rate = RateLimit { retry_after: Some(RetryAfter::For(told)), ..RateLimit::default() };
        let verdict = judge(Err(&limited(rate)), 1, 1);
        assert_eq!(verdict, Verdict::GiveUp(Reason::WaitTooLong(told)));
        let far =
            RateLimit { remaining: Some(0), reset_at: Some(at(90_000)), ..RateLimit::default() };
        assert_eq!(pause(&limited(far), 1).length(at(0)), Patience::default().longest_told);
    }

    #[test]
    fn the_number_of_attempts_is_bounded_and_the_last_cause_is_told() {
        let failure = Failure::new(FailureKind::Status(502), "a web page");
        let Verdict::GiveUp(reason) = judge(Err(&failure), 8, 20) else { panic!() };
        assert!(!reason.is_limit());
        assert_eq!(
            reason.to_string(),
            "GitHub answered with status 502: a web page, 8 times\nhint: try again later; what was fetched is kept"
        );
        let Verdict::GiveUp(reason) = judge(Err(&limited(RateLimit::default())), 8, 20) else {
            panic!()
        };
        assert!(reason.is_limit());
    }

    fn rates() -> impl Strategy<Value = RateLimit> {
        let told = prop_oneof![
            (0..100_000u64).prop_map(|s| RetryAfter::For(Duration::from_secs(s))),
            (-9_000..9_000i64).prop_map(|s| RetryAfter::At(at(s))),
        ];
        let reset = prop::option::of(-9_000..900_000i64);
        (prop::option::of(0..5000u32), reset, prop::option::of(told)).prop_map(
            |(remaining, reset, retry_after)| RateLimit {
                remaining,
                reset_at: reset.map(at),
                retry_after,
                ..RateLimit::default()
            },
        )
    }

    fn outcomes() -> impl Strategy<Value = Result<Answer, Failure>> {
        use FailureKind::{Connect, Cut, Html, NotJson, Reset, Status, Timeout, TooLarge};
        let messages = prop::sample::select(vec![
            "",
            "Bad credentials",
            "API rate limit exceeded for user ID 1",
            "You have exceeded a secondary rate limit",
            "Something went wrong while executing your query",
            "Resource limits for this query exceeded.",
            "odd",
        ]);
        let kind =
            prop::sample::select(vec![Connect, Cut, Html, NotJson, Reset, Timeout, TooLarge]);
        let kind = prop_oneof![kind, (100..600u16).prop_map(Status)];
        let types = prop::sample::select(vec![
            "",
            "NOT_FOUND",
            "RATE_LIMITED",
            "RATE_LIMIT",
            "RESOURCE_LIMITS_EXCEEDED",
            "FORBIDDEN",
            "INTERNAL",
        ]);
        let error = (types, messages.clone(), any::<bool>())
            .prop_map(|(t, m, placed)| serde_json::json!({"type": t, "message": m, "path": if placed { vec!["u1"] } else { vec![] }}));
        let body = (any::<bool>(), prop::collection::vec(error, 0..3)).prop_map(|(data, errors)| {
            serde_json::json!({"data": data.then(|| serde_json::json!({"u0": 1})), "errors": errors}).to_string()
        });
        prop_oneof![
            (body, rates())
                .prop_map(|(body, rate)| Ok(Answer::parse(body.as_bytes(), rate).unwrap())),
            (kind, messages, rates())
                .prop_map(|(kind, m, rate)| Err(Failure::new(kind, m).with_rate(rate))),
        ]
    }

    /// How long a verdict waits.
    fn length(verdict: &Verdict) -> Option<Duration> {
        match verdict {
            Verdict::Again { after } | Verdict::Smaller { after } => Some(*after),
            Verdict::Wait(pause) => Some(pause.length(at(0))),
            Verdict::Accept | Verdict::GiveUp(_) => None,
        }
    }

    proptest! {
        #[test]
        fn every_outcome_has_a_verdict_and_every_wait_its_bounds(outcome in outcomes(),
            attempt in any::<u32>(), size in any::<usize>(), seed: u64) {
            let patience = Patience::default();
            let verdict = patience.judge(outcome.as_ref(), attempt, size, seed);
            if let Some(wait) = length(&verdict) {
                prop_assert!(wait >= patience.split && wait <= patience.longest_told, "{:?}", wait);
            }
            let broken = |f: &Failure| !matches!(f.kind, FailureKind::Status(_));
            if matches!(outcome.as_ref(), Err(f) if broken(f) || matches!(f.kind, FailureKind::Status(500..))) {
                prop_assert_ne!(&verdict, &Verdict::Accept);
                let again = matches!(&verdict, Verdict::Again { after } if *after < patience.first);
                prop_assert!(!again, "{:?}", verdict);
            }
            if size <= 1 {
                let shrinks = matches!(verdict, Verdict::Smaller { .. });
                prop_assert!(!shrinks);
            }
        }

        #[test]
        fn waits_grow_with_the_attempts(outcome in outcomes(), size in 0..100usize, seed: u64) {
            let patience = Patience::default();
            let verdicts = (1..40).map(|n| patience.judge(outcome.as_ref(), n, size, seed));
            let waits: Vec<Duration> = verdicts.filter_map(|v| length(&v)).collect();
            prop_assert!(waits.is_sorted(), "{:?}", waits);
        }

        /// Whatever GitHub says for ever, a request comes to an end: accepted or given up.
        #[test]
        fn every_request_ends(outcome in outcomes(), size in 1..5000usize, seed: u64) {
            let patience = Patience::default();
            let (mut size, mut attempt) = (size, 1);
            loop {
                match patience.judge(outcome.as_ref(), attempt, size, seed) {
                    Verdict::Accept | Verdict::GiveUp(_) => break,
                    Verdict::Smaller { .. } => size /= 2,
                    Verdict::Again { .. } | Verdict::Wait(_) => {}
                }
                attempt += 1;
                prop_assert!(attempt < 30);
            }
        }

        #[test]
        fn requests_that_fail_together_don_t_come_back_together(seed in 0..u64::MAX - 1) {
            let failure = Failure::new(FailureKind::Status(502), "");
            let wait = |seed| length(&Patience::default().judge(Err(&failure), 3, 9, seed));
            let all: std::collections::BTreeSet<_> = (0..8).map(|n| wait(seed.wrapping_add(n))).collect();
            prop_assert!(all.len() > 4, "{:?}", all);
        }
    }
}
