//! A budget per hour, in the time of the world.

use chrono::TimeDelta;

use crate::github::world::At;

/// What was spent of an hour's budget.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Budget {
    used: u64,
    reset_at: Option<At>,
}

impl Budget {
    /// When the running hour is over; the first look begins one.
    pub(crate) fn reset_at(&mut self, now: At) -> At {
        match self.reset_at {
            Some(at) if now < at => at,
            _ => {
                self.used = 0;
                let at = now + TimeDelta::hours(1);
                self.reset_at = Some(at);
                at
            }
        }
    }

    pub(crate) fn left(&mut self, now: At, limit: u64) -> u64 {
        self.reset_at(now);
        limit.saturating_sub(self.used)
    }

    pub(crate) const fn used(&self) -> u64 {
        self.used
    }

    /// Spends, unless there is too little left.
    pub(crate) fn spend(&mut self, now: At, limit: u64, price: u64) -> bool {
        let is_enough = self.left(now, limit) >= price;
        if is_enough {
            self.used += price;
        }
        is_enough
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::github::world::at;

    #[test]
    fn an_hour_later_all_is_there_again() {
        let mut budget = Budget::default();
        let noon = at("2026-03-02T12:00:00Z");
        assert!(budget.spend(noon, 10, 7));
        assert!(!budget.spend(noon, 10, 4));
        assert_eq!(budget.left(noon + TimeDelta::minutes(59), 10), 3);
        assert_eq!(budget.left(noon + TimeDelta::minutes(60), 10), 10);
        assert_eq!(budget.reset_at(noon + TimeDelta::minutes(60)), noon + TimeDelta::hours(2));
    }
}
