//! Numbers that look random and are the same for the same seed.

use std::ops::Range;

use chrono::TimeDelta;

use crate::github::world::At;

/// [`crate::rng::Rng`], asked for what a world is made of.
#[derive(Clone, Debug)]
pub(super) struct Rng(crate::rng::Rng);

impl Rng {
    pub(super) const fn new(seed: u64) -> Self {
        Self(crate::rng::Rng::new(seed))
    }

    /// Zero or more, and less than `end`; zero where `end` is.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0.below(end)
    }

    pub(super) fn between(&mut self, range: Range<usize>) -> usize {
        range.start + self.below(range.len())
    }

    /// Happens so many times in a hundred.
    pub(super) fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    pub(super) fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// A whole second in a window.
    pub(super) fn instant(&mut self, window: &Range<At>) -> At {
        let seconds = (window.end - window.start).num_seconds().max(1);
        window.start + TimeDelta::seconds(self.below(usize::try_from(seconds).unwrap_or(1)) as i64)
    }

    /// Some hours.
    pub(super) fn hours(&mut self, range: Range<usize>) -> TimeDelta {
        TimeDelta::minutes((self.between(range) * 60 + self.below(60)) as i64)
    }
}
