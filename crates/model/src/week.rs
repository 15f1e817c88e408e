//! A week of the calendar, which gives weekly reports their name.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Datelike, IsoWeek, NaiveDate, Utc, Weekday};
use chrono_tz::Tz;

/// A week as ISO 8601 counts them, from Monday to Sunday: `2026-W15`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarWeek(IsoWeek);

impl CalendarWeek {
    /// The week in which an instant lies in a time zone.
    #[must_use]
    pub fn of(at: DateTime<Utc>, zone: Tz) -> Self {
        Self(at.with_timezone(&zone).date_naive().iso_week())
    }
}

impl fmt::Display for CalendarWeek {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-W{:02}", self.0.year(), self.0.week()))
    }
}

impl FromStr for CalendarWeek {
    type Err = NoCalendarWeek;

    fn from_str(text: &str) -> Result<Self, NoCalendarWeek> {
        let parts = || {
            let (year, week) = text.split_once("-W")?;
            NaiveDate::from_isoywd_opt(year.parse().ok()?, week.parse().ok()?, Weekday::Mon)
        };
        let week = parts().map(|monday| Self(monday.iso_week()));
        week.filter(|week| week.to_string() == text)
            .ok_or_else(|| NoCalendarWeek { given: text.to_owned() })
    }
}

/// A text that names no week.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is no week, which is written like 2026-W15")]
pub struct NoCalendarWeek {
    /// What was given.
    pub given: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    #[test]
    fn a_week_begins_on_monday_in_the_zone() {
        let sunday = at("2026-04-12T22:30:00Z");
        assert_eq!(CalendarWeek::of(sunday, Tz::UTC).to_string(), "2026-W15");
        assert_eq!(CalendarWeek::of(sunday, Tz::Europe__Berlin).to_string(), "2026-W16");
        // The first days of a year may belong to the last week of the one before.
        assert_eq!(CalendarWeek::of(at("2027-01-02T12:00:00Z"), Tz::UTC).to_string(), "2026-W53");
    }

    #[test]
    fn what_is_no_week_is_refused() {
        for text in
            ["", "2026", "2026-W00", "2026-W54", "2026-W1", "2026-15", "26-W15", "2026-W15 "]
        {
            assert!(text.parse::<CalendarWeek>().is_err(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_week_reads_back_and_later_weeks_are_greater(a in 0_i64..4_000_000_000, b in 0_i64..4_000_000_000) {
            let week = |seconds| CalendarWeek::of(DateTime::from_timestamp(seconds, 0).unwrap(), Tz::UTC);
            prop_assert_eq!(week(a).to_string().parse(), Ok(week(a)));
            if a <= b {
                prop_assert!(week(a) <= week(b));
                prop_assert!(week(a).to_string() <= week(b).to_string());
            }
        }
    }
}
