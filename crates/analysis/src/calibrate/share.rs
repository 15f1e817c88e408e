//! A share of cases, and how far chance may have moved it: Wilson's score interval at 95 %.
//!
//! With `p = hits / n` and `z = 1.96`, it is `(p + z²/2n ± z · √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)`. It is taken because the cases
//! are few and the shares small: it never leaves 0 to 1, and is no point where nothing was hit, as the usual `p ± z · s` is.
//! E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209–212; recommended for such cases by R. G. Newcombe,
//! Statistics in Medicine 17 (1998), 857–872, whose worked examples the tests take.

/// How many standard deviations to either side hold 95 % of a normal distribution.
const Z: f64 = 1.959_963_984_540_054;

/// From where to where a share lies, each 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The low end.
    pub low: f64,
    /// The high end.
    pub high: f64,
}

/// How many of some cases; a range where it is not public of which of them it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The fewest that it may be.
    pub least: u32,
    /// The most that it may be; at least `least` and at most `of`.
    pub most: u32,
    /// Of how many.
    pub of: u32,
}

impl Share {
    /// The share itself; a range where the hits are one. `None` of no cases.
    #[must_use]
    pub fn rate(&self) -> Option<Interval> {
        let of = |hits: u32| f64::from(hits) / f64::from(self.of);
        (self.of > 0).then(|| Interval { low: of(self.least), high: of(self.most) })
    }

    /// Where the share may lie, given what is not public and chance; `None` of no cases.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        let (least, most) = (wilson(self.least, self.of)?, wilson(self.most, self.of)?);
        Some(Interval { low: least.low, high: most.high })
    }
}

/// Wilson's score interval of a share, at 95 %; `None` of no cases. More hits than cases count as all of them.
#[must_use]
pub fn wilson(hits: u32, of: u32) -> Option<Interval> {
    if of == 0 {
        return None;
    }
    let n = f64::from(of);
    let p = f64::from(hits.min(of)) / n;
    let scale = 1.0 + Z * Z / n;
    let middle = (p + Z * Z / (2.0 * n)) / scale;
    let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt() / scale;
    // The ends meet 0 and 1 exactly where nothing or everything was hit; rounding would miss them by a hair.
    Some(Interval { low: (middle - half).clamp(0.0, p), high: (middle + half).clamp(p, 1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn newcombes_examples() {
        for (hits, of, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
            (20, 20, 0.8389, 1.0),
        ] {
            let found = wilson(hits, of).unwrap();
            let near = |a: f64, b: f64| (a - b).abs() < 0.000_051;
            assert!(near(found.low, low) && near(found.high, high), "{hits} of {of}: {found:?}");
        }
    }

    #[test]
    fn of_no_cases_there_is_no_share() {
        assert_eq!(wilson(0, 0), None);
        let none = Share::default();
        assert_eq!((none.rate(), none.interval()), (None, None));
    }

    #[test]
    fn a_range_reaches_from_the_least_of_one_end_to_the_most_of_the_other() {
        let range = Share { least: 2, most: 4, of: 10 }.interval().unwrap();
        assert_eq!(range.low, wilson(2, 10).unwrap().low);
        assert_eq!(range.high, wilson(4, 10).unwrap().high);
    }

    proptest! {
        #[test]
        fn an_interval_holds_its_share_and_stays_between_nothing_and_all(of in 1_u32..5_000_000, hits: u32) {
            let hits = hits % (of + 1);
            let found = wilson(hits, of).unwrap();
            let p = f64::from(hits) / f64::from(of);
            prop_assert!(0.0 <= found.low && found.low <= p && p <= found.high && found.high <= 1.0, "{:?}", found);
            prop_assert!(found.low < found.high);
        }

        #[test]
        fn more_cases_of_the_same_share_are_surer(of in 1_u32..2_000, hits: u32, times in 2_u32..1_000) {
            let hits = hits % (of + 1);
            let width = |k| wilson(hits * k, of * k).map(|i| i.high - i.low).unwrap();
            prop_assert!(width(times) < width(1));
        }
    }
}
