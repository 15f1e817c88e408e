//! A clock that stands still.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

/// The Monday on which a fictional term begins unless it is told otherwise: 2026-03-02.
#[must_use]
pub fn first_monday() -> NaiveDate {
    // In days since the epoch, which needs no unwrapping.
    NaiveDate::default() + TimeDelta::days(20_514)
}

/// The instant that tests take for now: the noon after the twelve weeks of a term that begins on the first Monday, so
/// 2026-05-25T12:00:00Z.
#[must_use]
pub fn now() -> DateTime<Utc> {
    after_weeks(12)
}

/// Noon on the Monday that many weeks after the first one.
#[must_use]
pub fn after_weeks(weeks: u32) -> DateTime<Utc> {
    let monday = first_monday() + TimeDelta::weeks(i64::from(weeks));
    monday.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(12)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Datelike;

    #[test]
    fn stands_where_it_says() {
        assert_eq!(first_monday().to_string(), "2026-03-02");
        assert_eq!(first_monday().weekday(), chrono::Weekday::Mon);
        assert_eq!(now().to_rfc3339(), "2026-05-25T12:00:00+00:00");
    }
}
