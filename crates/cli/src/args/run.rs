//! Arguments of `run`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use monitor_model::ProgramId;

use super::Connection;

#[derive(Debug, Subcommand)]
pub(crate) enum Run {
    /// Check and import the rosters, collect, write the reports of the week, and post what is due. It may be called as often as you
    /// like: a week is reported once, a reminder is sent on its day, and what failed is tried again.
    Weekly(RunWeekly),
}

#[derive(Args, Debug)]
pub(crate) struct RunWeekly {
    /// Programs; without any, all that are running, up to four weeks after their last evaluation was due.
    pub(crate) programs: Vec<ProgramId>,
    /// The folder for reports and the log.
    #[arg(long, default_value = "reports", value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// Print every message that would be sent, and do nothing: neither collect nor write nor post.
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// At GitHub's limit, wait for the next hour instead of stopping with exit code 4.
    #[arg(long)]
    pub(crate) wait: bool,
    #[command(flatten)]
    pub(crate) connection: Connection,
}
