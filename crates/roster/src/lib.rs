//! Reads and checks rosters and term calendars. Pure: a reader takes a text and the name to show for it, never a path to open.
//!
//! Every format is one file: [`native`] (TOML, the one to write by hand), [`legacy`] (the JSON of the earlier tool) and
//! [`csv`] (spreadsheets, with a [`ColumnMap`]). A format only fills a common raw form and notes where each thing stands; one
//! list of small checks then turns any raw form into a [`Program`](monitor_model::Program). All problems are collected, and
//! no enrollment is dropped: what can't be read stays visible as an unresolved mentee.

mod problem;

mod handle;
mod reading;

mod days;
mod nearest;

mod entry;
mod fields;
mod node;

mod check;
mod raw;
mod split;

mod online;

pub mod calendar;
mod columns;
pub mod csv;
mod frame;
pub mod legacy;
pub mod native;

pub use calendar::Calendar;
pub use columns::ColumnMap;
pub use frame::{Frame, FramePeriod};
pub use handle::{Handle, Named};
pub use nearest::nearest;
pub use online::{Answers, Found, Known, asked, compare};
pub use problem::{Level, Place, Problem, TextError};
pub use reading::Reading;
