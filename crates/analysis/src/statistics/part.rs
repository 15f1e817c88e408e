//! The time in which one mentee works: the program's, or that of the own windows.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use monitor_model::{PeriodId, Program, Record, When, Window};

use crate::agreement;

/// The time in which a mentee works.
pub(super) struct Part {
    /// All of it, without gaps where periods follow each other; at least one.
    spans: Vec<Window>,
    /// What has passed of it.
    pub(super) passed: Vec<Window>,
    /// The weeks of what has passed.
    pub(super) weeks: Vec<Window>,
    /// The day after the last one, as sources name days: in UTC.
    day_after: Option<Window>,
}

impl Part {
    pub(super) fn of(record: &Record, program: &Program, now: DateTime<Utc>) -> Self {
        let spans = spans(&agreement::own_windows(&program.id, record, now), program);
        let passed: Vec<Window> = spans.iter().filter_map(|span| span.before(now)).collect();
        let day_after = spans.last().and_then(|last| {
            let day = last.to().with_timezone(&program.zone).date_naive();
            Window::of_days(day, day, Tz::UTC).ok()
        });
        let weeks = passed.iter().flat_map(|span| span.weeks(program.zone)).collect();
        Self { weeks, passed, day_after, spans }
    }

    /// Whether an instant lies in the mentee's time.
    pub(super) fn holds(&self, instant: DateTime<Utc>) -> bool {
        self.spans.iter().any(|span| span.contains(instant))
    }

    /// Whether an act counts in the figures of the program.
    pub(super) fn counts(&self, when: &When) -> bool {
        let on_the_day_after =
            matches!(when, When::Within(known) if Some(*known) == self.day_after);
        self.holds(when.anchor()) || on_the_day_after
    }
}

/// The windows of the periods, joined where they touch; the program's own window where the mentee has none of their own.
fn spans(own: &BTreeMap<PeriodId, Window>, program: &Program) -> Vec<Window> {
    if own.is_empty() {
        return vec![program.window];
    }
    let own =
        |period: &monitor_model::Period| own.get(&period.id).copied().unwrap_or(period.window);
    let mut windows: Vec<Window> = program.periods.iter().map(own).collect();
    windows.sort_unstable();
    let mut spans: Vec<Window> = Vec::new();
    for window in windows {
        let touching = spans.last_mut().filter(|last| window.from() <= last.to());
        let joined = touching.and_then(|last| {
            *last = Window::new(last.from(), last.to().max(window.to())).ok()?;
            Some(())
        });
        if joined.is_none() {
            spans.push(window);
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::*;

    #[test]
    fn windows_that_touch_are_one_and_a_gap_stays() {
        let mut own = BTreeMap::new();
        assert_eq!(spans(&own, &program()), [whole_term()]);
        own.insert(PeriodId::parse("midterm").unwrap(), week(2));
        let (first, last) = (week(2).from(), week(5).to());
        assert_eq!(spans(&own, &program()), [Window::new(first, last).unwrap()]);
        own.insert(PeriodId::parse("midterm").unwrap(), week(0));
        assert_eq!(spans(&own, &program()), [week(0), program().periods[1].window]);
    }
}
