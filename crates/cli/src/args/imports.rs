//! What the user typed of the commands that read files into the database.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use monitor_model::EnrollmentKey;

use super::agreement::ImportEvaluations;

#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// Rosters: who is mentored, by whom, on what and when.
    Roster(ImportRoster),
    /// Recorded activity.
    Activity(ImportActivity),
    /// Mentors' evaluations, from the export of a form.
    Evaluations(ImportEvaluations),
}

#[derive(Args, Debug)]
pub(crate) struct ImportRoster {
    /// Rosters; without any, all of programs/ in the config folder.
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: RosterReading,
    /// An enrollment that the roster no longer has, and the one that continues it, by their keys: what the ledger says of the
    /// one counts for the other. May be repeated.
    #[arg(long = "continue", value_name = "OLD=NEW", value_parser = pair)]
    pub(crate) continues: Vec<(EnrollmentKey, EnrollmentKey)>,
    /// Somebody who was forgotten and came back on purpose: the login, or the key, that the roster has. May be repeated.
    #[arg(long, value_name = "LOGIN", value_parser = |text: &str| Ok::<_, String>(EnrollmentKey::from_text(text.trim())))]
    pub(crate) enrol_again: Vec<EnrollmentKey>,
    /// Say what would change, and change nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Two keys.
fn pair(text: &str) -> Result<(EnrollmentKey, EnrollmentKey), String> {
    let (old, new) = text.split_once('=').ok_or("write it like ada-lumn=ada-lumen")?;
    let [old, new] = [old, new].map(|key| EnrollmentKey::from_text(key.trim()));
    Ok((old, new))
}

/// How to read rosters.
#[derive(Args, Debug)]
pub(crate) struct RosterReading {
    /// The format; without it, told from the file's ending.
    #[arg(long, value_enum)]
    pub(crate) format: Option<RosterFormat>,
    /// legacy: a period and when its evaluations are due, like midterm=2024-10-15T17:00-07:00; may be repeated.
    #[arg(long, value_name = "ID=INSTANT")]
    pub(crate) period: Vec<String>,
    /// legacy: the time zone in which days begin; recorded weeks are cut in UTC.
    #[arg(long, value_name = "ZONE", requires = "period")]
    pub(crate) time_zone: Option<String>,
    /// csv: which column holds what, like "login=GitHub user,mentors=Mentors".
    #[arg(long, value_name = "FIELD=COLUMN,…")]
    pub(crate) map: Option<String>,
    /// csv: a TOML roster without enrollments, for id, dates and periods.
    #[arg(long, value_name = "FILE")]
    pub(crate) frame: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RosterFormat {
    /// The native format, as in config/programs/example.toml.
    Toml,
    /// The program files of the tool that programs used before.
    Legacy,
    /// A spreadsheet's export, one row per mentee.
    Csv,
}

#[derive(Args, Debug)]
pub(crate) struct ImportActivity {
    /// Files to read; a state.json beside a run's output is read with it.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The format.
    #[arg(long, value_enum, default_value_t = ActivityFormat::Legacy)]
    pub(crate) format: ActivityFormat,
    /// Say what would change, and change nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ActivityFormat {
    /// The activity files and run outputs of the tool that programs used before.
    Legacy,
}
