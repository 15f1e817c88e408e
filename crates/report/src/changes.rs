//! What differs between two moments of a period, of whom: of two snapshots, or of a snapshot and now.

use chrono::{DateTime, Utc};
use monitor_analysis::changes::{Changed, changes};
use monitor_model::{Assessment, Period, Program};

use crate::{Format, RenderError, Style};

mod json;
mod text;

pub(crate) use json::{ChangedJson, SideJson, changed as changed_json};

/// One of the two moments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    /// The id of the snapshot; `None` for the database as it is.
    pub snapshot: Option<String>,
    /// The instant as of which the period was assessed.
    pub as_of: DateTime<Utc>,
}

/// What differs between two moments.
#[derive(Clone, Debug)]
pub struct Changes<'a> {
    /// The program as it was before; its enrollments are not read.
    pub program: &'a Program,
    /// The period.
    pub period: &'a Period,
    /// The earlier moment, or what is compared with.
    pub before: Side,
    /// The later moment.
    pub after: Side,
    /// Whether work is measured by other thresholds or points.
    pub standards_differ: bool,
    /// Everybody who differs.
    pub changed: Vec<Changed<'a>>,
    /// How many are the same.
    pub same: usize,
}

/// The formats of the changes.
const FORMATS: &[Format] = &[Format::Table, Format::Json];

impl<'a> Changes<'a> {
    /// Builds the view from the assessments of both moments.
    #[must_use]
    pub fn new(
        (program, period): (&'a Program, &'a Period),
        before: (Side, &'a [Assessment]),
        after: (Side, &'a [Assessment]),
        standards_differ: bool,
    ) -> Self {
        let changed = changes(before.1, after.1);
        let was_there = changed.iter().filter(|changed| changed.before.is_some()).count();
        let same = before.1.len().saturating_sub(was_there);
        let (before, after) = (before.0, after.0);
        Self { program, period, before, after, standards_differ, changed, same }
    }

    /// The view as text.
    ///
    /// # Errors
    /// [`RenderError::NoSuchFormat`] for anything but text and JSON, and where the writer of JSON fails.
    pub fn render(&self, format: Format, style: Style) -> Result<String, RenderError> {
        match format {
            Format::Table => Ok(text::render(self, style)),
            Format::Json => json::render(self),
            _ => Err(RenderError::NoSuchFormat { view: "changes", format, known: FORMATS }),
        }
    }
}

#[cfg(test)]
mod tests;
