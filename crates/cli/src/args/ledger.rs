//! What the user typed of the commands about the ledger itself.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use monitor_model::ProgramId;

use super::agreement::Doing;

#[derive(Debug, Subcommand)]
pub(crate) enum Ledger {
    /// Every entry: who did what, when and why.
    List {
        /// The program's id; without it, all.
        program: Option<ProgramId>,
        /// Print JSON.
        #[arg(long)]
        json: bool,
    },
    /// Look through the whole ledger and name the first entry that is not as it was written; exit code 3 if there is any.
    Verify {
        /// A head that was kept elsewhere, as this command prints it: only that shows that not all of it was written anew.
        #[arg(long, value_name = "ENTRIES:HASH")]
        head: Option<String>,
        /// Look through an export instead of the database.
        #[arg(long, value_name = "FILE")]
        export: Option<PathBuf>,
    },
    /// The ledger as lines of JSON that anybody can verify.
    Export,
}

#[derive(Args, Debug)]
pub(crate) struct Forget {
    /// The program's id.
    pub(crate) program: ProgramId,
    /// The mentee's login, or the key that stands for an unresolved one.
    pub(crate) mentee: String,
    #[command(flatten)]
    pub(crate) doing: Doing,
    /// Why, in a sentence that does not name them: it stays.
    #[arg(long, value_name = "TEXT")]
    pub(crate) because: String,
    /// Say what would be erased, and erase nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
}
