//! Numbers that look random and are the same for the same seed.

use std::ops::Range;

use chrono::TimeDelta;

use crate::github::world::At;

#[derive(Clone, Debug)]
pub(super) struct Rng(u64);

impl Rng {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Zero or more, and less than `end`; zero where `end` is.
    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % (end.max(1) as u64)) as usize
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
