//! SplitMix64: a few lines of pseudo-random numbers that will be the same for ever.

/// A source of numbers that look random and follow from a seed.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// The source that follows from a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0 up to, not including, `end`; 0 where `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    /// Yes in so many of 100 000 cases.
    pub(crate) fn chance(&mut self, of_100_000: u64) -> bool {
        self.next() % 100_000 < of_100_000
    }

    /// How many of 24 chances came true, where their mean is given in hundredths, at most 2400.
    pub(crate) fn about(&mut self, mean_in_hundredths: u64) -> usize {
        let each = mean_in_hundredths * 1_000 / 24;
        (0..24).filter(|_| self.chance(each)).count()
    }

    /// One of a list; `None` where it is empty.
    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        list.get(self.below(list.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_published_sequence() {
        let mut rng = Rng::new(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| rng.next()).collect();
        assert_eq!(
            first,
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
        );
    }

    #[test]
    fn means_are_met() {
        let mut rng = Rng::new(1);
        let sum: usize = (0..10_000).map(|_| rng.about(167)).sum();
        assert!((16_000..17_400).contains(&sum), "{sum}");
    }
}
