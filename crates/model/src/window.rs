//! Windows of time, half-open, and how precisely an act is dated.

use std::fmt;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// A half-open window of time `[from, to)`, never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

impl Window {
    /// The window from `from` (included) to `to` (not included).
    ///
    /// # Errors
    /// [`WindowError`] where `to` is not after `from`.
    pub fn new(from: DateTime<Utc>, to: DateTime<Utc>) -> Result<Self, WindowError> {
        if from < to { Ok(Self { from, to }) } else { Err(WindowError { from, to }) }
    }

    /// The days from `first` to `last`, both included, in a time zone.
    ///
    /// # Errors
    /// [`WindowError`] where `last` is before `first`.
    pub fn of_days(first: NaiveDate, last: NaiveDate, zone: Tz) -> Result<Self, WindowError> {
        Self::new(midnight(first, zone), midnight(last + Days::new(1), zone))
    }

    /// The first instant inside.
    #[must_use]
    pub const fn from(&self) -> DateTime<Utc> {
        self.from
    }

    /// The first instant after.
    #[must_use]
    pub const fn to(&self) -> DateTime<Utc> {
        self.to
    }

    /// How long it is.
    #[must_use]
    pub fn length(&self) -> TimeDelta {
        self.to - self.from
    }

    /// The instant half way.
    #[must_use]
    pub fn middle(&self) -> DateTime<Utc> {
        self.from + self.length() / 2
    }

    /// Whether an instant lies inside.
    #[must_use]
    pub fn contains(&self, instant: DateTime<Utc>) -> bool {
        self.from <= instant && instant < self.to
    }

    /// Whether another window lies wholly inside.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// What both windows have in common.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to)).ok()
    }

    /// The part before `instant`, if any.
    #[must_use]
    pub fn before(&self, instant: DateTime<Utc>) -> Option<Self> {
        Self::new(self.from, self.to.min(instant)).ok()
    }

    /// The weeks of the window in a time zone: from its start, seven calendar days each, the last one cut at its end.
    /// Together they are the window.
    #[must_use]
    pub fn weeks(&self, zone: Tz) -> Vec<Self> {
        let local = self.from.with_timezone(&zone).naive_local();
        let mut cuts = vec![self.from];
        for week in 1.. {
            let cut = resolve(local + Days::new(7 * week), zone);
            if cut >= self.to {
                break;
            }
            cuts.push(cut);
        }
        let ends = cuts.iter().skip(1).copied().chain([self.to]);
        cuts.iter().copied().zip(ends).map(|(from, to)| Self { from, to }).collect()
    }
}

/// The first instant of a day in a time zone.
#[must_use]
pub fn midnight(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    resolve(day.and_time(chrono::NaiveTime::MIN), zone)
}

/// A local time as an instant: the earlier of two, and where the clocks skip it, the first instant after the gap.
fn resolve(local: chrono::NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    let mut probe = local;
    loop {
        if let Some(instant) = zone.from_local_datetime(&probe).earliest() {
            return instant.with_timezone(&Utc);
        }
        probe += TimeDelta::minutes(15);
    }
}

/// A window that would be empty or run backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the window from {from} to {to} is empty or runs backwards")]
pub struct WindowError {
    /// The start that was given.
    pub from: DateTime<Utc>,
    /// The end that was given.
    pub to: DateTime<Utc>,
}

/// When an act happened, as precisely as the source says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// At this instant.
    At(DateTime<Utc>),
    /// At some time in this window.
    Within(Window),
}

impl When {
    /// The instant that decides in which window the act counts, so that adjacent windows never both count it:
    /// the act itself, or the middle of what is known.
    #[must_use]
    pub fn anchor(&self) -> DateTime<Utc> {
        match self {
            Self::At(instant) => *instant,
            Self::Within(window) => window.middle(),
        }
    }

    /// Whether the act may lie on either side of the window's edge.
    #[must_use]
    pub fn straddles(&self, window: &Window) -> bool {
        match self {
            Self::At(_) => false,
            Self::Within(known) => !window.covers(known) && window.intersect(known).is_some(),
        }
    }

    /// The better of two dates for the same act: an instant before a window, else the narrower, else the earlier.
    /// Commutative, associative and idempotent, so the order of arrival doesn't matter.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        // The lesser by a total order, so no third date can turn the choice round.
        let rank = |when: &Self| match when {
            Self::At(instant) => (TimeDelta::zero(), *instant),
            Self::Within(window) => (window.length(), window.from()),
        };
        // No window is as short as an instant.
        if rank(&other) < rank(&self) { other } else { self }
    }
}

impl fmt::Display for Window {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} to {}",
            self.from.format("%Y-%m-%dT%H:%MZ"),
            self.to.format("%Y-%m-%dT%H:%MZ")
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn instant(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap()
    }

    fn window() -> impl Strategy<Value = Window> {
        (0..40_000_000_i64, 1..20_000_000_i64)
            .prop_map(|(a, n)| Window::new(instant(a), instant(a + n)).unwrap())
    }

    fn when() -> impl Strategy<Value = When> {
        prop_oneof![
            (0..1_000_i64).prop_map(|s| When::At(instant(s))),
            window().prop_map(When::Within)
        ]
    }

    #[test]
    fn days_are_cut_in_the_zone_of_the_program() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
        let zone = Tz::America__Los_Angeles;
        let window = Window::of_days(day(2), day(8), zone).unwrap();
        assert_eq!(window.to_string(), "2026-03-02T08:00Z to 2026-03-09T07:00Z");
        assert_eq!(
            window.length(),
            TimeDelta::hours(7 * 24 - 1),
            "the clocks went forward on the 8th"
        );
        assert!(Window::of_days(day(8), day(2), zone).is_err());
    }

    #[test]
    fn an_instant_beats_a_window_and_a_narrow_window_an_earlier_one() {
        let within = |from, to| When::Within(Window::new(instant(from), instant(to)).unwrap());
        let (day, week, at) = (within(70, 80), within(0, 80), When::At(instant(99)));
        assert_eq!(week.merge(day), day);
        assert_eq!(day.merge(at), at);
        assert_eq!(within(10, 20).merge(within(0, 10)), within(0, 10));
        assert_eq!(When::At(instant(5)).merge(When::At(instant(4))), When::At(instant(4)));
    }

    #[test]
    fn an_instant_on_the_edge_is_in_the_later_window_only() {
        let (a, b) = (
            Window::new(instant(0), instant(10)).unwrap(),
            Window::new(instant(10), instant(20)).unwrap(),
        );
        assert!(!a.contains(instant(10)) && b.contains(instant(10)));
        assert!(a.contains(instant(9)) && !b.contains(instant(9)));
    }

    proptest! {
        #[test]
        fn weeks_partition_the_window(window in window(), zone in prop::sample::select(vec![Tz::UTC, Tz::Europe__Berlin, Tz::America__Los_Angeles, Tz::Pacific__Apia])) {
            let weeks = window.weeks(zone);
            prop_assert_eq!(weeks[0].from(), window.from());
            prop_assert_eq!(weeks[weeks.len() - 1].to(), window.to());
            for pair in weeks.windows(2) {
                prop_assert_eq!(pair[0].to(), pair[1].from());
            }
        }

        #[test]
        fn adjacent_windows_partition_every_act(when in when(), cut in 1..60_000_000_i64) {
            let (a, b) = (Window::new(instant(-1), instant(cut)).unwrap(), Window::new(instant(cut), instant(90_000_000)).unwrap());
            prop_assert_eq!(a.contains(when.anchor()) as u8 + b.contains(when.anchor()) as u8, 1);
        }

        #[test]
        fn merging_dates_is_a_semilattice(a in when(), b in when(), c in when()) {
            prop_assert_eq!(a.merge(b), b.merge(a));
            prop_assert_eq!(a.merge(b).merge(c), a.merge(b.merge(c)));
            prop_assert_eq!(a.merge(a), a);
        }
    }
}
