//! The dates of programs as a calendar that people subscribe to: iCalendar, RFC 5545.
//!
//! Everything in it follows from the roster and the ledger, so the same state gives the same bytes, whatever the time. What is
//! decided here, and why, stands in `docs/calendar.md`.

use chrono::{DateTime, NaiveDate, Utc};
use monitor_model::{Assessment, Program};

use crate::escape::plain;

mod events;
mod ics;

/// Whether a calendar names mentees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Privacy {
    /// It may be published: a date that is not everybody's says how many mentees have it, and nothing is said of disputes.
    Public,
    /// It is for those who run the program: such a date also names them.
    Private,
}

/// The dates of some programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// How to call it.
    pub title: String,
    /// The events, by time within each program.
    pub events: Vec<CalendarEvent>,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEvent {
    /// What it is and stays called. No person is in it.
    pub uid: String,
    /// What it is, in a line.
    pub summary: String,
    /// Whom it concerns, where it names somebody.
    pub description: Option<String>,
    /// When.
    pub span: Span,
    /// Since when it is known; the beginning of 1970 where a roster says it, which does not say since when.
    pub known_since: DateTime<Utc>,
}

/// When an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Span {
    /// Whole days in the program's zone.
    Days {
        /// The first day.
        first: NaiveDate,
        /// The day after the last one.
        end: NaiveDate,
    },
    /// From an instant to a later one.
    Times {
        /// The first instant.
        from: DateTime<Utc>,
        /// The first instant after.
        to: DateTime<Utc>,
    },
    /// At an instant.
    At(DateTime<Utc>),
}

impl Calendar {
    /// The calendar of programs, each with its assessments of any periods, in any order.
    #[must_use]
    pub fn new(programs: &[(&Program, &[Assessment])], privacy: Privacy) -> Self {
        let title = match programs {
            [(program, _)] => events::title(program),
            _ => "Mentorship programs".to_owned(),
        };
        let events = programs.iter().flat_map(|(of, all)| events::of(of, all, privacy));
        Self { title: plain(&title), events: events.collect() }
    }

    /// The calendar as an iCalendar file: lines of at most 75 octets, each ended by CR and LF.
    #[must_use]
    pub fn render(&self) -> String {
        ics::render(self)
    }
}

#[cfg(test)]
mod tests;
