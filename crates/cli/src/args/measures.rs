//! Arguments of the commands about rules and thresholds themselves.

use std::path::PathBuf;

use clap::Args;
use monitor_model::{PeriodId, ProgramId};

use super::Output;

#[derive(Args, Debug)]
pub(crate) struct Rules {
    /// One rule, whole.
    pub(crate) id: Option<String>,
    #[command(flatten)]
    pub(crate) output: Output,
}

#[derive(Args, Debug)]
pub(crate) struct Calibrate {
    /// Programs that have ended; without any, all of the database that have.
    #[arg(value_name = "PROGRAM")]
    pub(crate) programs: Vec<ProgramId>,
    /// Only the period with this id, like midterm; without it, all.
    #[arg(long, value_name = "PERIOD")]
    pub(crate) period: Option<PeriodId>,
    /// Who passed and who failed: a CSV file with the columns program, mentee, period and verdict, which is pass or fail.
    #[arg(long, value_name = "FILE")]
    pub(crate) verdicts: Option<PathBuf>,
    /// Everybody passed whom the file of verdicts does not name.
    #[arg(long)]
    pub(crate) everybody_passed: bool,
    /// So many of them failed after all, and who is not public; then figures are ranges.
    #[arg(long, value_name = "N", requires = "everybody_passed")]
    pub(crate) except: Option<u32>,
    /// Take what was recorded for all there is, also of weeks without a record; levels are then lower bounds.
    #[arg(long)]
    pub(crate) assume_complete: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}
