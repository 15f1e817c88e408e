//! Formats, and whether text for a terminal has colour.

use std::fmt;
use std::str::FromStr;

/// How a view is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Text for a terminal, 80 columns.
    Table,
    /// GitHub's Markdown.
    Markdown,
    /// One self-contained file.
    Html,
    /// JSON with a versioned schema.
    Json,
    /// One line per row for a spreadsheet.
    Csv,
}

impl Format {
    /// Every format, in the order in which they are shown.
    pub const ALL: &[Self] = &[Self::Table, Self::Markdown, Self::Html, Self::Json, Self::Csv];

    /// The stable name of the format.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        let known = Self::ALL.iter().copied().find(|f| f.as_str() == text);
        known.ok_or_else(|| UnknownFormat { given: text.to_owned() })
    }
}

/// A word that is no format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is no format\nhint: use one of {}", names(Format::ALL))]
pub struct UnknownFormat {
    /// What was given.
    pub given: String,
}

/// Why a view could not be written.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// The view has no such format.
    #[error("{view} can't be written as `{format}`\nhint: use one of {}", names(.known))]
    NoSuchFormat {
        /// What was to be written.
        view: &'static str,
        /// The format that was asked for.
        format: Format,
        /// The formats that the view has.
        known: &'static [Format],
    },
    /// The page could not be put together.
    #[error("the page could not be put together")]
    Html(#[from] askama::Error),
    /// The JSON could not be put together.
    #[error("the JSON could not be put together")]
    Json(#[from] serde_json::Error),
    /// The CSV could not be put together.
    #[error("the CSV could not be put together")]
    Csv(#[from] csv::Error),
    /// The workbook could not be put together.
    #[cfg(feature = "xlsx")]
    #[error("the workbook could not be put together")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

/// Names separated by commas.
fn names(formats: &[Format]) -> String {
    let names: Vec<_> = formats.iter().map(|format| format.as_str()).collect();
    names.join(", ")
}

/// Whether text for a terminal has colour. It reads the same without.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Style {
    /// No escape codes at all.
    #[default]
    Plain,
    /// ANSI codes.
    Colour,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_a_name_that_reads_back() {
        for format in Format::ALL {
            assert_eq!(format.to_string().parse(), Ok(*format));
        }
        assert_eq!(
            "xls".parse::<Format>().unwrap_err().to_string(),
            "`xls` is no format\nhint: use one of table, markdown, html, json, csv"
        );
    }

    #[test]
    fn a_view_without_a_format_says_which_it_has() {
        let error = RenderError::NoSuchFormat {
            view: "one mentee",
            format: Format::Csv,
            known: &[Format::Table, Format::Json],
        };
        assert_eq!(
            error.to_string(),
            "one mentee can't be written as `csv`\nhint: use one of table, json"
        );
    }
}
