//! What the user typed. What it means is for [`crate::settings`] to say.

mod agreement;
mod evidence;
mod github;
mod imports;
mod ledger;
mod measures;
mod one;
mod report;
mod run;
mod snapshot;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use monitor_model::{PeriodId, ProgramId};
use monitor_report::Format;

pub(crate) use agreement::{Agree, Decide, Doing, Evaluate, Extend, ImportEvaluations, Whose};
pub(crate) use evidence::{AddEvidence, CheckEvidence, Evidence, ListEvidence, Looking, Opine};
pub(crate) use github::{Connection, Sync};
pub(crate) use imports::{Import, ImportActivity, ImportRoster, RosterFormat, RosterReading};
pub(crate) use ledger::{Forget, Ledger};
pub(crate) use measures::{Calibrate, Rules};
pub(crate) use one::{Explain, Show};
pub(crate) use report::{
    BookOutput, Calendar, Mentor, Packet, Report, Statistics, Stipends, Weekly,
};
pub(crate) use run::{Run, RunWeekly};
pub(crate) use snapshot::{AsOf, Snapshot};

/// Shows what each mentee of an open-source mentorship program did, and how complete that picture is.
#[derive(Debug, Parser)]
#[command(name = "mentorship-monitor", version, max_term_width = 80, arg_required_else_help = true)]
#[command(
    after_help = "Exit codes: 0 done; 1 failed; 2 wrong usage or input; 3 done, and something needs attention; 4 stopped at the quota, resumable; 5 some of it could not be observed."
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(Args, Debug)]
pub(crate) struct Global {
    /// The database file.
    #[arg(
        long,
        global = true,
        env = "MENTORSHIP_MONITOR_DB",
        default_value = "monitor.db",
        value_name = "FILE"
    )]
    pub(crate) db: PathBuf,
    /// The folder with rosters and policy.
    #[arg(long, global = true, default_value = "config", value_name = "DIR")]
    pub(crate) config: PathBuf,
    /// The clock, for reproducible output: an instant like 2026-04-14T17:00+02:00.
    #[arg(long, global = true, value_name = "T")]
    pub(crate) now: Option<String>,
    /// Print results only.
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Also say which files are read, which thresholds hold, and which database and clock are used.
    #[arg(long, short, global = true)]
    pub(crate) verbose: bool,
    /// When to use colour.
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub(crate) color: Color,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Show a fictional term from import to review; needs no token and no network.
    Demo(Demo),
    /// Find every problem of the rosters, the calendars and the policy at once; exit code 3 if there is any.
    Check(Check),
    /// Read rosters and recorded activity into the database.
    #[command(subcommand)]
    Import(Import),
    /// Collect everything the mentees did on GitHub, and say how complete that is.
    Sync(Sync),
    /// One row per mentee for a period.
    Review(Review),
    /// Everything that is kept, row by row, so that anyone can check it against GitHub.
    #[command(subcommand)]
    Export(Export),
    /// What was assessed, kept so that it can be shown again.
    #[command(subcommand)]
    Snapshot(Snapshot),
    /// Everything recorded about one mentee.
    Show(Show),
    /// Why an item, or a mentee's work, is or is not counted, and what would make it count.
    Explain(Explain),
    /// Evaluate a mentee's period as one of their mentors.
    Evaluate(Evaluate),
    /// Submit and judge evidence of work that GitHub can't show.
    #[command(subcommand)]
    Evidence(Evidence),
    /// Decide on mentors' evaluations as an administrator.
    #[command(subcommand)]
    Decide(Decide),
    /// What everybody did about evaluations and evidence, as a list that only grows.
    #[command(subcommand)]
    Ledger(Ledger),
    /// Copy the database into a file, also while it is written to, and read the copy to see that it is whole.
    Backup {
        /// The file, which must not be there yet.
        file: PathBuf,
    },
    /// Erase what is personal of a mentee, and keep what was decided without it.
    Forget(Forget),
    /// Reports across mentees and programs.
    #[command(subcommand)]
    Report(Report),
    /// What a timer calls, from the rosters to the messages.
    #[command(subcommand)]
    Run(Run),
    /// What the rules find, what a finding means, and what it does not mean.
    Rules(Rules),
    /// How levels and findings agree with known verdicts, and what each threshold decides.
    Calibrate(Calibrate),
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual: a page of the whole and one of each command.
    Man,
}

#[derive(Args, Debug)]
pub(crate) struct Demo {
    /// Where to write the database and the review as a page.
    #[arg(long, default_value = "mentorship-monitor-demo", value_name = "DIR")]
    pub(crate) out: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct Check {
    /// Look at the files only; ask GitHub nothing.
    #[arg(long)]
    pub(crate) offline: bool,
    /// Rosters; without any, all of programs/ in the config folder.
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: RosterReading,
    #[command(flatten)]
    pub(crate) connection: Connection,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Export {
    /// Every contribution of a program's mentees: kind, act, role, node id, URL, account, instant and its precision, scope
    /// class and source.
    Contributions {
        /// The program's id.
        program: ProgramId,
        /// The format.
        #[arg(long, value_enum, default_value_t = ExportFormat::Jsonl)]
        format: ExportFormat,
    },
}

/// A format for rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One JSON object per line.
    Jsonl,
    /// Comma-separated values with a header.
    Csv,
}

#[derive(Args, Debug)]
pub(crate) struct Review {
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
    /// Show only mentees with a finding that needs attention.
    #[arg(long, value_enum)]
    pub(crate) only: Option<Only>,
    /// Exit with code 3 if any finding needs attention.
    #[arg(long)]
    pub(crate) exit_code: bool,
}

/// Which rows to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Only {
    /// Those with a finding that needs attention.
    Attention,
}

#[derive(Args, Debug)]
pub(crate) struct Output {
    /// The format: table, markdown, html, json or csv.
    #[arg(long, default_value = "table", conflicts_with = "json")]
    pub(crate) format: Format,
    /// The same as --format json.
    #[arg(long)]
    pub(crate) json: bool,
}

impl Output {
    /// The format that was asked for.
    pub(crate) fn wanted(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }
}
