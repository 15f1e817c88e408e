//! Days and instants as somebody typed them.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use crate::exit::Failure;

/// A day as somebody typed it.
pub(in crate::commands) fn day(text: &str, option: &str) -> Result<NaiveDate, Failure> {
    let read = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok();
    // Far away from every program, and near to what a calendar can hold, sums of days would have no answer.
    let near = read.filter(|day| (2000..2100).contains(&day.year()));
    near.ok_or_else(|| {
        Failure::input(format!("{option} `{text}` is no day"), "write it like 2026-04-14")
    })
}

/// An instant as somebody typed it.
pub(in crate::commands) fn instant(text: &str, option: &str) -> Result<DateTime<Utc>, Failure> {
    monitor_roster::calendar::parse_due(text).map(|at| at.with_timezone(&Utc)).map_err(|_| {
        Failure::input(
            format!("{option} `{text}` is no instant"),
            "write it like 2026-04-14T17:00+02:00 or 2026-04-14T15:00:00Z",
        )
    })
}
