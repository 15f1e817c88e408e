//! Arguments of `report`.

use clap::{Args, Subcommand, ValueEnum};
use monitor_model::{PeriodId, ProgramId};
use monitor_report::Format;

use super::AsOf;

#[derive(Debug, Subcommand)]
pub(crate) enum Report {
    /// What changed since the last weekly report, who is to act on what, which dates are near or past, and what was not observed.
    Weekly(Weekly),
    /// Mentees, mentors, projects, contributions and outcomes of each program. As Markdown, a table for a README, and as HTML the same on
    /// a page; both leave out what became of so few that one could tell who is meant. As a workbook, with a sheet of every period.
    Statistics(Statistics),
    /// Windows, due dates and response windows as a calendar to subscribe to (iCalendar).
    Calendar(Calendar),
    /// Whom to pay for a period: those whose standing is agreed, and how many are left out for which reason. Names the snapshot that
    /// the list is made of; without --as-of it freezes one.
    Stipends(Stipends),
    /// The packet for evaluation day: a cover and one page per mentee, with pictures.
    Period(Packet),
    /// What mentors did on their mentees' items in each period, and what waits for them; mentors are not ranked. As a workbook, with a
    /// sheet of what waits.
    Mentor(Mentor),
}

#[derive(Args, Debug)]
pub(crate) struct Weekly {
    /// Programs; without any, all that are running, up to four weeks after their last evaluation was due.
    pub(crate) programs: Vec<ProgramId>,
    /// Tell what changed since this snapshot; without it, since the latest week that `run weekly` reported, else in the last 7 days.
    #[arg(long, value_name = "ID")]
    pub(crate) since: Option<String>,
    #[command(flatten)]
    pub(crate) as_of: AsOf,
    /// Leave out what people and rules say of somebody: verdicts, standings, levels, findings.
    #[arg(long)]
    pub(crate) public: bool,
    #[command(flatten)]
    pub(crate) output: BookOutput,
}

#[derive(Args, Debug)]
pub(crate) struct Statistics {
    /// Programs; without any, all in the database.
    pub(crate) programs: Vec<ProgramId>,
    #[command(flatten)]
    pub(crate) as_of: AsOf,
    #[command(flatten)]
    pub(crate) output: BookOutput,
}

#[derive(Args, Debug)]
pub(crate) struct Calendar {
    /// Programs; without any, all in the database.
    pub(crate) programs: Vec<ProgramId>,
    /// Name the mentees with dates of their own; without it, the calendar says how many they are and can be published.
    #[arg(long)]
    pub(crate) private: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Mentor {
    /// The program's id.
    pub(crate) program: ProgramId,
    /// One mentor, by login, or by name where the roster has no login; without it, all.
    pub(crate) mentor: Option<String>,
    #[command(flatten)]
    pub(crate) as_of: AsOf,
    #[command(flatten)]
    pub(crate) output: BookOutput,
}

#[derive(Args, Debug)]
pub(crate) struct Stipends {
    /// The program's id; without it, that of the snapshot.
    #[arg(required_unless_present = "as_of")]
    pub(crate) program: Option<ProgramId>,
    /// The period's id, like midterm; without it, that of the snapshot.
    #[arg(long, required_unless_present = "as_of")]
    pub(crate) period: Option<PeriodId>,
    #[command(flatten)]
    pub(crate) as_of: AsOf,
    #[command(flatten)]
    pub(crate) output: BookOutput,
}

#[derive(Args, Debug)]
pub(crate) struct Packet {
    /// The program's id.
    pub(crate) program: ProgramId,
    /// The period's id, like midterm.
    #[arg(long)]
    pub(crate) period: PeriodId,
    /// Only the page of one mentee, by login or key, and no cover.
    #[arg(long, value_name = "KEY")]
    pub(crate) mentee: Option<String>,
    /// Show what a snapshot holds, with its clock, policy and scoring.
    #[arg(long, value_name = "ID")]
    pub(crate) as_of: Option<String>,
    #[command(flatten)]
    pub(crate) output: BookOutput,
}

/// In which format to write a report that is also a workbook.
#[derive(Args, Debug)]
pub(crate) struct BookOutput {
    /// The format.
    #[arg(long, value_enum, default_value_t = BookFormat::Table, conflicts_with = "json")]
    pub(crate) format: BookFormat,
    /// The same as --format json.
    #[arg(long)]
    pub(crate) json: bool,
}

impl BookOutput {
    /// The format that was asked for; `None` for a workbook.
    pub(crate) fn wanted(&self) -> Option<Format> {
        if self.json {
            return Some(Format::Json);
        }
        match self.format {
            BookFormat::Table => Some(Format::Table),
            BookFormat::Markdown => Some(Format::Markdown),
            BookFormat::Html => Some(Format::Html),
            BookFormat::Json => Some(Format::Json),
            BookFormat::Csv => Some(Format::Csv),
            #[cfg(feature = "xlsx")]
            BookFormat::Xlsx => None,
        }
    }
}

/// A format of a report that is also a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum BookFormat {
    /// Text for a terminal.
    Table,
    /// GitHub's Markdown.
    Markdown,
    /// One self-contained page.
    Html,
    /// JSON with a versioned schema.
    Json,
    /// Comma-separated values with a header.
    Csv,
    /// A workbook for Excel and its like; goes to standard output, so send that into a file.
    #[cfg(feature = "xlsx")]
    Xlsx,
}
