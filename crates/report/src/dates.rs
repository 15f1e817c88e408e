//! Instants, windows and dates of acts in words, in the program's zone and no more precise than they are known.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use monitor_model::{When, Window};

/// An instant: `2026-03-02 17:00 -08:00`.
pub(crate) fn instant(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d %H:%M %:z").to_string()
}

/// The day of an instant: `2026-03-02`.
pub(crate) fn day(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d").to_string()
}

/// An instant for machines: RFC 3339 with the zone's offset.
pub(crate) fn rfc3339(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).to_rfc3339()
}

/// A window: its first and last day where it is made of whole days, else its first and last instant.
pub(crate) fn span(window: &Window, zone: Tz) -> String {
    match day_range(window, zone) {
        Some(DayRange { first, last, .. }) if first == last => first,
        Some(DayRange { first, last, .. }) => format!("{first} to {last}"),
        None => format!("{} to {}", instant(window.from(), zone), instant(window.to(), zone)),
    }
}

/// What follows a week that may be over by a day.
const DAY_AFTER: &str = " or the day after";

/// When an act happened: an instant, or the day, the week or the days that it lies in.
pub(crate) fn act(when: When, zone: Tz) -> String {
    let known = match when {
        When::At(at) => return instant(at, zone),
        When::Within(known) => known,
    };
    let in_zone = day_range(&known, zone).map(|days| (days, ""));
    // A source that cuts its weeks in UTC stays what it is.
    let either = in_zone.or_else(|| Some((day_range(&known, Tz::UTC)?, " (UTC)")));
    match either {
        Some((days, of)) if days.count == 1 => format!("on {}{of}", days.first),
        Some((days, of)) if days.count == 7 => format!("week of {}{of}", days.first),
        // GitHub lists the day after a week with the week.
        Some((days, of)) if days.count == 8 => {
            format!("week of {}{DAY_AFTER}{of}", days.first)
        }
        _ => format!("between {}", span(&known, zone).replace(" to ", " and ")),
    }
}

/// When an act happened, no more precise than a day or a week, and without the zone.
pub(crate) fn act_day(when: When, zone: Tz) -> String {
    match when {
        When::At(at) => day(at, zone),
        When::Within(_) => {
            let known = act(when, zone).replace(" (UTC)", "").replace(DAY_AFTER, "");
            known.strip_prefix("on ").map_or(known.clone(), str::to_owned)
        }
    }
}

/// When an act happened, in at most 8 columns and without the year, which the period has: `03-04`, `wk 03-02`, or `by 03-15`
/// where it is known to something else than a day or a week.
pub(crate) fn act_short(when: When, zone: Tz) -> String {
    let known = match when {
        When::At(at) => return month_and_day(&day(at, zone)).to_owned(),
        When::Within(known) => known,
    };
    match day_range(&known, zone).or_else(|| day_range(&known, Tz::UTC)) {
        Some(days) if days.count == 1 => month_and_day(&days.first).to_owned(),
        Some(days) if matches!(days.count, 7 | 8) => format!("wk {}", month_and_day(&days.first)),
        Some(days) => format!("by {}", month_and_day(&days.last)),
        None => format!("by {}", month_and_day(&day(known.to(), zone))),
    }
}

/// The end of `2026-03-04`.
fn month_and_day(day: &str) -> &str {
    day.len().checked_sub("03-04".len()).and_then(|at| day.get(at..)).unwrap_or(day)
}

/// A window of whole days.
struct DayRange {
    first: String,
    last: String,
    count: i64,
}

/// The first and the last day of a window that begins and ends at midnight.
fn day_range(window: &Window, zone: Tz) -> Option<DayRange> {
    let (from, to) = whole_days(window, zone)?;
    let last = to.checked_sub_days(Days::new(1))?;
    Some(DayRange {
        first: from.to_string(),
        last: last.to_string(),
        count: (to - from).num_days(),
    })
}

/// The first day of a window that begins and ends at midnight, and the day after its last.
pub(crate) fn whole_days(window: &Window, zone: Tz) -> Option<(NaiveDate, NaiveDate)> {
    let local = |at: DateTime<Utc>| at.with_timezone(&zone).naive_local();
    let (from, to) = (local(window.from()), local(window.to()));
    // Where clocks go forward at midnight, the day begins later; such a window prints with its times.
    let whole = from.time() == NaiveTime::MIN && to.time() == NaiveTime::MIN;
    whole.then(|| (from.date(), to.date()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    const ZONE: Tz = Tz::America__Los_Angeles;

    fn days(first: u32, last: u32, zone: Tz) -> Window {
        let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
        Window::of_days(day(first), day(last), zone).unwrap()
    }

    #[test]
    fn a_week_is_never_printed_as_a_day() {
        let cases = [
            (When::At(days(2, 2, ZONE).from()), "2026-03-02 00:00 -08:00", "03-02"),
            (When::Within(days(4, 4, ZONE)), "on 2026-03-04", "03-04"),
            (When::Within(days(9, 9, Tz::UTC)), "on 2026-03-09 (UTC)", "03-09"),
            (When::Within(days(2, 8, ZONE)), "week of 2026-03-02", "wk 03-02"),
            (When::Within(days(2, 8, Tz::UTC)), "week of 2026-03-02 (UTC)", "wk 03-02"),
            (
                When::Within(days(2, 9, Tz::UTC)),
                "week of 2026-03-02 or the day after (UTC)",
                "wk 03-02",
            ),
            (When::Within(days(2, 15, ZONE)), "between 2026-03-02 and 2026-03-15", "by 03-15"),
        ];
        for (when, long, short) in cases {
            assert_eq!((act(when, ZONE).as_str(), act_short(when, ZONE).as_str()), (long, short));
        }
    }

    #[test]
    fn a_day_in_a_column_stands_alone() {
        let shown = |first, last, zone| act_day(When::Within(days(first, last, zone)), ZONE);
        assert_eq!(shown(9, 9, Tz::UTC), "2026-03-09");
        assert_eq!(shown(4, 4, ZONE), "2026-03-04");
        assert_eq!(shown(2, 9, Tz::UTC), "week of 2026-03-02");
    }

    #[test]
    fn a_window_prints_its_days_or_its_times() {
        assert_eq!(span(&days(2, 8, ZONE), ZONE), "2026-03-02 to 2026-03-08");
        assert_eq!(span(&days(2, 2, ZONE), ZONE), "2026-03-02");
        assert_eq!(
            span(&days(2, 8, Tz::UTC), ZONE),
            "2026-03-01 16:00 -08:00 to 2026-03-08 17:00 -07:00",
            "the clocks went forward on the 8th"
        );
        assert_eq!(rfc3339(days(2, 8, ZONE).from(), ZONE), "2026-03-02T00:00:00-08:00");
    }

    proptest! {
        #[test]
        fn short_dates_fit(from in 0_i64..4_000_000_000, length in 1_i64..40_000_000) {
            let at = |s| DateTime::from_timestamp(s, 0).unwrap();
            let known = When::Within(Window::new(at(from), at(from + length)).unwrap());
            prop_assert!(act_short(known, ZONE).width() <= 8);
        }
    }
}
