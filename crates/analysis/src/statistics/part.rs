//! The time in which one mentee works: the program's, or that of the own windows.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use monitor_model::{Enrollment, Program, When, Window};

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
    pub(super) fn of(enrollment: &Enrollment, program: &Program, now: DateTime<Utc>) -> Self {
        let spans = spans(enrollment, program);
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
fn spans(enrollment: &Enrollment, program: &Program) -> Vec<Window> {
    if enrollment.own_windows.is_empty() {
        return vec![program.window];
    }
    let own = |period: &monitor_model::Period| {
        enrollment.own_windows.get(&period.id).copied().unwrap_or(period.window)
    };
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
    use monitor_model::PeriodId;

    #[test]
    fn windows_that_touch_are_one_and_a_gap_stays() {
        let mut of = enrollment("ada");
        assert_eq!(spans(&of, &program()), [whole_term()]);
        of.own_windows.insert(PeriodId::parse("midterm").unwrap(), week(2));
        let (first, last) = (week(2).from(), week(5).to());
        assert_eq!(spans(&of, &program()), [Window::new(first, last).unwrap()]);
        of.own_windows.insert(PeriodId::parse("midterm").unwrap(), week(0));
        assert_eq!(spans(&of, &program()), [week(0), program().periods[1].window]);
    }
}
