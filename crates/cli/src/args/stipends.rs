//! Arguments of `report stipends`.

use clap::{Args, ValueEnum};
use monitor_model::{PeriodId, ProgramId};

#[derive(Args, Debug)]
pub(crate) struct Stipends {
    /// The program's id.
    pub(crate) program: ProgramId,
    /// The period's id, like midterm.
    #[arg(long)]
    pub(crate) period: PeriodId,
    /// The format.
    #[arg(long, value_enum, default_value_t = StipendFormat::Table, conflicts_with = "json")]
    pub(crate) format: StipendFormat,
    /// The same as --format json.
    #[arg(long)]
    pub(crate) json: bool,
}

impl Stipends {
    /// The format that was asked for.
    pub(crate) fn wanted(&self) -> StipendFormat {
        if self.json { StipendFormat::Json } else { self.format }
    }
}

/// A format for stipends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StipendFormat {
    /// Text for a terminal.
    Table,
    /// GitHub's Markdown.
    Markdown,
    /// JSON with a versioned schema.
    Json,
    /// Comma-separated values with a header.
    Csv,
    /// A workbook for Excel and its like; goes to standard output, so send that into a file.
    #[cfg(feature = "xlsx")]
    Xlsx,
}
