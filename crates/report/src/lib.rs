//! An assessment as a view, a view as text, Markdown, HTML, JSON and CSV. No I/O, no clock: the same input gives the same
//! bytes.
//!
//! A view is a plain struct, built first: [`Review`] (a period, one row per mentee), [`Show`] (one mentee, every period),
//! [`Mentors`] (what mentors did, and what waits for them), [`Stipends`] (whom to pay), [`Explain`] (why something is, or is not, counted), [`Rules`] (what
//! the findings mean) and [`Statistics`] (programs in figures), and
//! [`Calibrate`] (levels and findings against known verdicts), [`Changes`] (what differs between two moments), [`Weekly`] (what is new in
//! a program), [`Reminding`] (whom to remind of what), [`Calendar`] (the dates). Some are a [`document`], which renders itself. Then it is
//! rendered in a [`Format`]. Formats never compute; they only lay out.
//!
//! Text from GitHub and rosters is foreign: every format that people read passes it through [`escape`].

mod format;

pub mod escape;

mod dates;
mod layout;
mod sheet;
mod words;

mod agreement;
mod coverage;

pub mod document;

mod interaction;
pub mod looks;
mod progress;
mod record;
mod weeks;
mod wire;

mod calendar;
mod calibrate;
mod changes;
mod chart;
mod explain;
mod mentors;
mod packet;
mod reminding;
mod review;
mod rules;
mod show;
mod statistics;
mod stipends;
mod weekly;

pub use calendar::{Calendar, CalendarEvent, Privacy, Span};
pub use calibrate::Calibrate;
pub use changes::{Changes, Side};
pub use chart::{Bar, Chart, ChartPeriod, ChartWeek, Kind};
pub use coverage::CoverageGroup;
pub use explain::{End, Explain, Point};
pub use format::{Format, RenderError, Style, UnknownFormat};
pub use mentors::{MenteeShown, MentorShown, Mentors, UnknownMentor};
pub use packet::{Cover, Packet};
pub use record::{Record, Remark};
pub use reminding::Reminding;
pub use review::{Common, Concern, Review, Row, Summary};
pub use rules::{RuleDoc, Rules, UnknownRule};
pub use show::{Earned, Measures, PeriodShown, Show, TimelineWeek, What};
pub use statistics::Statistics;
pub use stipends::{Made, Paid, Stipends};
pub use weekly::Weekly;
pub use weeks::{Week, WeekState};
pub use wire::LookJson;

#[cfg(test)]
mod fixture;

#[cfg(test)]
mod golden;
