//! Periods from due instants alone, for rosters that don't have windows.
//!
//! Weeks start on Monday. A period ends with the week before the one in which its evaluation is due, so its window ends at
//! the last Monday 00:00 at or before that instant, in the program's zone; the next one starts there. The last period ends
//! with the term, unless it is due earlier: then the days after it count nowhere, which the checks say.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, SecondsFormat};
use monitor_model::{PeriodId, Window};

use crate::problem::Problems;
use crate::raw::{At, RawDays, RawPeriod};
use crate::{Calendar, Place};

/// The periods of a term; `None` where the calendar doesn't fit it, which is reported. Without usable days of the term,
/// nothing can be said about the calendar.
pub(crate) fn periods(
    term: &RawDays,
    calendar: &Calendar,
    problems: &mut Problems,
) -> Option<Vec<RawPeriod>> {
    let (first, last) = (term.first?, term.last?);
    let window = Window::of_days(first, last, calendar.zone).ok()?;
    if calendar.periods.is_empty() {
        let says = "nothing says when the evaluations of this program are due";
        let hint = format!(
            "give `{}` with the true instants, or add the program to config/calendars.toml",
            proposal(first, last).join(" ")
        );
        problems.problem(&term.place.on(None), "", says, hint);
        return None;
    }
    let ordered = in_order(&term.place, calendar, problems);
    let mut start = first;
    let mut periods = Vec::new();
    for (index, (id, due)) in calendar.periods.iter().enumerate() {
        let place = period_place(&term.place, id);
        let end = if *due >= window.to() {
            last + Days::new(1)
        } else if *due < window.from() {
            first
        } else {
            monday(due.with_timezone(&calendar.zone).date_naive())
        };
        if end <= start {
            too_early(&place, id, due, start, problems);
            return None;
        }
        let is_last = index + 1 == calendar.periods.len();
        if !is_last && end > last {
            let says = format!(
                "`{id}` is due after the term's last day, so that nothing is left for the next period"
            );
            problems.problem(&place, &shown(due), says, "correct the due instant");
            return None;
        }
        periods.push(RawPeriod {
            id: Some(id.clone()),
            days: RawDays {
                place: place.clone(),
                first: Some(start),
                last: Some(end - Days::new(1)),
            },
            due: Some(At { place, value: *due }),
        });
        start = end;
    }
    ordered.then_some(periods)
}

/// Due instants that would do for a term of these days, as the command line takes them: two days after the week half way, where
/// there is one, and two days after the end.
fn proposal(first: NaiveDate, last: NaiveDate) -> Vec<String> {
    let half = monday(first + Days::new((last - first).num_days().unsigned_abs().div_ceil(2)));
    let period = |id, day: NaiveDate| format!("--period {id}={day}T17:00Z");
    let midterm = (first < half && half < last).then(|| period("midterm", half + Days::new(1)));
    midterm.into_iter().chain([period("final", last + Days::new(2))]).collect()
}

/// What to do where the periods that follow from due instants are not the whole term.
pub(crate) fn seam_hint(term: &RawDays) -> String {
    let late = term.last.map_or_else(String::new, |last| {
        format!(", as in `--period final={}T17:00Z`", last + Days::new(2))
    });
    format!(
        "let the last period be due after the program's last day{late}, or correct that day, which is `endDate`"
    )
}

/// Whether the due instants follow each other, and no id occurs twice.
fn in_order(place: &Place, calendar: &Calendar, problems: &mut Problems) -> bool {
    let mut ordered = true;
    for (index, (id, due)) in calendar.periods.iter().enumerate() {
        let place = period_place(place, id);
        let earlier = &calendar.periods[..index];
        if earlier.iter().any(|(other, _)| other == id) {
            let says = format!("the period `{id}` is given twice");
            problems.problem(&place, id.as_str(), says, "give each period an id of its own");
            ordered = false;
        }
        if let Some((other, before)) = earlier.last()
            && due <= before
        {
            let says = format!(
                "`{id}` is due at {}, not after `{other}`, due at {}",
                shown(due),
                shown(before)
            );
            problems.problem(&place, &shown(due), says, "give the periods in order of time");
            ordered = false;
        }
    }
    ordered
}

fn too_early(
    place: &Place,
    id: &PeriodId,
    due: &DateTime<FixedOffset>,
    start: NaiveDate,
    problems: &mut Problems,
) {
    let says = format!(
        "`{id}` is due at {}, so early that no week is left for it: its window would start on {start}",
        shown(due)
    );
    let hint =
        "correct the due instant; a period needs a Monday after its start and before it is due";
    problems.problem(place, &shown(due), says, hint);
}

fn period_place(place: &Place, id: &PeriodId) -> Place {
    place.on(None).called(format!("period `{id}`"))
}

fn shown(due: &DateTime<FixedOffset>) -> String {
    due.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The Monday of a day's week.
pub(crate) fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(day.weekday().num_days_from_monday().into())
}
