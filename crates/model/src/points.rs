//! Points: what a score is counted in.

use std::fmt;
use std::iter::Sum;
use std::ops::Add;

/// Points in ten-thousandths of a point, so that whole points, times two percentages, are exact. Sums stop at the greatest
/// number instead of overflowing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Points(u64);

/// How many ten-thousandths a point has.
const ONE: u64 = 10_000;

impl Points {
    /// No points.
    pub const ZERO: Self = Self(0);

    /// So many whole points.
    #[must_use]
    pub const fn whole(points: u32) -> Self {
        Self(points as u64 * ONE)
    }

    /// So many ten-thousandths of a point.
    #[must_use]
    pub const fn from_ten_thousandths(n: u64) -> Self {
        Self(n)
    }

    /// The number of ten-thousandths of a point.
    #[must_use]
    pub const fn ten_thousandths(self) -> u64 {
        self.0
    }

    /// Whole points, times a size and a scope in percent; exact.
    #[must_use]
    pub const fn of(base: u16, size_percent: u16, scope_percent: u16) -> Self {
        Self(base as u64 * size_percent as u64 * scope_percent as u64)
    }

    /// So many times as much.
    #[must_use]
    pub const fn times(self, n: u32) -> Self {
        Self(self.0.saturating_mul(n as u64))
    }

    /// What is left after taking some away; never less than nothing.
    #[must_use]
    pub const fn less(self, taken: Self) -> Self {
        Self(self.0.saturating_sub(taken.0))
    }

    /// How many percent of `whole` this is, rounded down; `None` where `whole` is nothing.
    #[must_use]
    pub const fn percent_of(self, whole: Self) -> Option<u64> {
        self.0.saturating_mul(100).checked_div(whole.0)
    }
}

impl Add for Points {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sum for Points {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Self::add)
    }
}

impl fmt::Display for Points {
    /// The exact decimal number without needless zeros: `12`, `12.5`, `0.0001`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / ONE, self.0 % ONE);
        if rest == 0 {
            return f.pad(&whole.to_string());
        }
        let rest = format!("{rest:04}");
        f.pad(&format!("{whole}.{}", rest.trim_end_matches('0')))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn points_are_shown_exactly_and_without_needless_zeros() {
        for (n, shown) in [
            (0, "0"),
            (1, "0.0001"),
            (10_000, "1"),
            (125_000, "12.5"),
            (100_010, "10.001"),
            (1_000_000, "100"),
        ] {
            assert_eq!(Points::from_ten_thousandths(n).to_string(), shown);
        }
        assert_eq!(Points::of(10, 115, 50).to_string(), "5.75");
        assert_eq!(format!("{:>6}", Points::whole(7)), "     7");
    }

    #[test]
    fn a_share_of_nothing_is_no_number() {
        assert_eq!(Points::whole(1).percent_of(Points::ZERO), None);
        assert_eq!(Points::whole(1).percent_of(Points::whole(3)), Some(33));
        assert_eq!(Points::whole(1).less(Points::whole(3)), Points::ZERO);
    }

    proptest! {
        #[test]
        fn what_is_shown_is_what_is_meant(n in 0..10_000_000_000_u64) {
            let shown = Points::from_ten_thousandths(n).to_string();
            let (whole, rest) = shown.split_once('.').unwrap_or((&shown, ""));
            let back = whole.parse::<u64>().unwrap() * ONE + format!("{rest:0<4}").parse::<u64>().unwrap();
            prop_assert_eq!(back, n);
        }

        #[test]
        fn nothing_overflows(base: u16, size: u16, scope: u16, n: u32) {
            let once = Points::of(base, size, scope);
            prop_assert_eq!(u128::from(once.0), u128::from(base) * u128::from(size) * u128::from(scope));
            prop_assert!(once.times(n) + Points::from_ten_thousandths(u64::MAX) == Points::from_ten_thousandths(u64::MAX));
        }
    }
}
