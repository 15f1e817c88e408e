//! Days and due instants as people write them.

use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use crate::TextError;
use crate::problem::quote;

/// The years that a program may lie in. Anything else is a slip, and far years can't be computed with.
const YEARS: RangeInclusive<i32> = 1970..=2199;

/// Whether a day lies in a year that a program may lie in.
pub(crate) fn plausible(day: NaiveDate) -> bool {
    YEARS.contains(&day.year())
}

/// A day as `YYYY-MM-DD`.
pub(crate) fn parse_day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok().filter(|day| plausible(*day))
}

/// An instant as RFC 3339 has it, or without the seconds: `2026-10-15T17:00-07:00`. The offset is required.
///
/// # Errors
/// [`TextError`] says what is missing and shows a text that would do.
pub(crate) fn parse_due(text: &str) -> Result<DateTime<FixedOffset>, TextError> {
    let trimmed = text.trim();
    let with_offset = trimmed
        .strip_suffix(['Z', 'z'])
        .map_or_else(|| trimmed.to_owned(), |rest| format!("{rest}+00:00"));
    DateTime::parse_from_rfc3339(&with_offset)
        .or_else(|_| DateTime::parse_from_str(&with_offset, "%Y-%m-%dT%H:%M%:z"))
        .ok()
        .filter(|due| YEARS.contains(&due.year()))
        .ok_or_else(|| {
            TextError::new(
                format!("{} is no date with time and offset", quote(text)),
                "write it like `2026-10-15T17:00-07:00`, with the offset from UTC at the end",
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_due_instant_needs_an_offset() {
        for text in [
            "2024-10-16T00:00Z",
            "2024-10-15T17:00-07:00",
            " 2024-10-15T17:00:00-07:00 ",
            "2024-10-16T00:00:00z",
        ] {
            let due = parse_due(text).unwrap().to_utc();
            assert_eq!(due.to_rfc3339(), "2024-10-16T00:00:00+00:00", "{text}");
        }
        for text in
            ["", "Z", "2024-10-15", "2024-10-15T17:00", "2024-10-15T25:00Z", "+9999-10-15T17:00Z"]
        {
            assert!(parse_due(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_must_exist_and_be_near() {
        assert_eq!(parse_day("2024-02-29"), NaiveDate::from_ymd_opt(2024, 2, 29));
        for text in ["2023-02-29", "24-02-29", "0024-02-29", "+262142-12-31", "tomorrow", ""] {
            assert_eq!(parse_day(text), None, "{text}");
        }
    }
}
