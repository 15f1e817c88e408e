//! Whether the quota allows the next request. A floor is kept for people, who use the same token for their own work.

use chrono::{DateTime, TimeDelta, Utc};

use crate::rate::RateLimit;

/// How much of the quota a run may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// Points that are left for people. Of a small quota at most half is kept, or nothing could ever be asked.
    pub floor: u32,
    /// Whether to wait for the next hour's quota, instead of stopping.
    pub wait: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Self { floor: 500, wait: false }
    }
}

/// What the quota allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Send it.
    Go,
    /// Send it then.
    WaitUntil(DateTime<Utc>),
    /// Stop; a run that starts then can go on.
    Stop {
        /// When the quota is whole again.
        resume_at: DateTime<Utc>,
    },
}

impl Budget {
    /// Decides on the next request from the latest answer. What is unknown does not stop a run: its answer will tell.
    #[must_use]
    pub fn decide(&self, rate: &RateLimit, cost_of_next: u32, now: DateTime<Utc>) -> Decision {
        let Some(remaining) = rate.remaining else {
            return Decision::Go;
        };
        let renewed = rate.reset_at.is_some_and(|reset| reset <= now);
        if renewed || remaining >= self.floor_of(rate).saturating_add(cost_of_next) {
            return Decision::Go;
        }
        // Quotas last an hour: without a date that is the safe guess.
        let resume_at = rate.reset_at.unwrap_or(now + TimeDelta::hours(1));
        if self.wait { Decision::WaitUntil(resume_at) } else { Decision::Stop { resume_at } }
    }

    /// The points that are really kept of this quota.
    #[must_use]
    pub fn floor_of(&self, rate: &RateLimit) -> u32 {
        rate.limit.map_or(self.floor, |limit| self.floor.min(limit / 2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_767_225_600 + minute * 60, 0).unwrap()
    }

    fn rate(limit: u32, remaining: u32) -> RateLimit {
        RateLimit {
            limit: Some(limit),
            remaining: Some(remaining),
            reset_at: Some(at(30)),
            ..RateLimit::default()
        }
    }

    #[test]
    fn the_floor_is_kept() {
        let stop = Decision::Stop { resume_at: at(30) };
        for (limit, remaining, cost, expected) in [
            (5000, 4000, 10, Decision::Go),
            (5000, 510, 10, Decision::Go),
            (5000, 509, 10, stop),
            (5000, 0, 0, stop),
            (1000, 510, 10, Decision::Go),
            (60, 40, 1, Decision::Go),
            (60, 30, 1, stop),
        ] {
            let budget = Budget::default();
            assert_eq!(
                budget.decide(&rate(limit, remaining), cost, at(0)),
                expected,
                "{remaining}"
            );
        }
    }

    #[test]
    fn waiting_is_only_done_when_it_is_wanted() {
        let patient = Budget { wait: true, ..Budget::default() };
        assert_eq!(patient.decide(&rate(5000, 3), 1, at(0)), Decision::WaitUntil(at(30)));
        assert_eq!(
            patient.decide(&rate(5000, 3), 1, at(30)),
            Decision::Go,
            "the quota is whole again"
        );
    }

    #[test]
    fn what_is_unknown_does_not_stop() {
        assert_eq!(Budget::default().decide(&RateLimit::default(), 1, at(0)), Decision::Go);
        let dateless = RateLimit { reset_at: None, ..rate(5000, 1) };
        let stop = Decision::Stop { resume_at: at(60) };
        assert_eq!(Budget::default().decide(&dateless, 1, at(0)), stop);
    }

    proptest! {
        #[test]
        fn below_the_floor_nothing_goes(limit in prop::option::of(0u32..20_000), remaining in 0u32..20_000,
            cost in any::<u32>(), floor in 0u32..20_000, wait: bool, minute in 0i64..60) {
            let budget = Budget { floor, wait };
            let rate = RateLimit { limit, remaining: Some(remaining), reset_at: Some(at(30)), ..RateLimit::default() };
            let decision = budget.decide(&rate, cost, at(minute));
            let kept = u64::from(remaining) >= u64::from(budget.floor_of(&rate)) + u64::from(cost);
            prop_assert_eq!(decision == Decision::Go, minute >= 30 || kept);
            match decision {
                Decision::Go => {}
                Decision::WaitUntil(then) => prop_assert!(wait && then > at(minute)),
                Decision::Stop { resume_at } => prop_assert!(!wait && resume_at > at(minute)),
            }
        }
    }
}
