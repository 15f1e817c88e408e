//! What rules and levels say, held against known verdicts: levels, findings, and what each number decides.

use monitor_analysis::calibrate::Calibration;
use monitor_model::ProgramId;

use crate::{Format, RenderError, Style};

mod json;
mod markdown;
mod sentences;
mod tables;
mod text;

/// How levels and findings agreed with verdicts, and what that rests on.
#[derive(Clone, Debug)]
pub struct Calibrate<'a> {
    /// The programs.
    pub programs: &'a [ProgramId],
    /// The figures.
    pub figures: &'a Calibration,
    /// Whether coverage was assumed to be complete.
    pub assume_complete: bool,
    /// How many failed of those whose verdict is not public; `None` where every verdict is.
    pub others_failed: Option<u32>,
}

/// The formats of a calibration.
const FORMATS: &[Format] = &[Format::Table, Format::Markdown, Format::Json];

impl Calibrate<'_> {
    /// The view as text.
    ///
    /// # Errors
    /// [`RenderError::NoSuchFormat`] for HTML and CSV.
    pub fn render(&self, format: Format, style: Style) -> Result<String, RenderError> {
        match format {
            Format::Table => Ok(text::render(self, style)),
            Format::Markdown => Ok(markdown::render(self)),
            Format::Json => json::render(self),
            Format::Html | Format::Csv => {
                Err(RenderError::NoSuchFormat { view: "a calibration", format, known: FORMATS })
            }
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
