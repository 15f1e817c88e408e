//! What the user typed of the commands about snapshots.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use monitor_model::{PeriodId, ProgramId};

use super::Output;

/// From what a report is made.
#[derive(Args, Debug)]
pub(crate) struct AsOf {
    /// Show what a snapshot holds, with its clock, policy and scoring; no other program is in it.
    #[arg(long = "as-of", id = "as_of", value_name = "ID")]
    pub(crate) id: Option<String>,
}

impl AsOf {
    /// The id of the snapshot, or the beginning of it; `None` for the database as it is.
    pub(crate) fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Snapshot {
    /// Keep everything that a program's assessments rest on, and print the snapshot's id.
    Freeze {
        /// The program's id.
        program: ProgramId,
        /// The period's id, like midterm.
        #[arg(long)]
        period: PeriodId,
    },
    /// Every snapshot, oldest first.
    List {
        #[command(flatten)]
        output: Output,
    },
    /// Whose standing, level or findings differ between a snapshot and now, or between two snapshots.
    Diff {
        /// The snapshot's id, or the beginning of it.
        id: String,
        /// The later snapshot; without it, the database as it is.
        other: Option<String>,
        #[command(flatten)]
        output: Output,
    },
    /// Print a snapshot, to take it to another machine. It holds names.
    Export {
        /// The snapshot's id, or the beginning of it.
        id: String,
    },
    /// Take a snapshot that was exported elsewhere.
    Import {
        /// The file.
        file: PathBuf,
    },
}
