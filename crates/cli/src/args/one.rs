//! What the user typed of the commands about one mentee or one item.

use clap::Args;
use monitor_model::ProgramId;

use super::{AsOf, Output};

#[derive(Args, Debug)]
pub(crate) struct Show {
    /// The program's id.
    pub(crate) program: ProgramId,
    /// The mentee's login, or the key that stands for an unresolved one.
    pub(crate) mentee: String,
    #[command(flatten)]
    pub(crate) output: Output,
    #[command(flatten)]
    pub(crate) as_of: AsOf,
    /// Show the arithmetic of the points: sizes, places, caps, what is expected, and how the level came about.
    #[arg(long)]
    pub(crate) explain: bool,
}

#[derive(Args, Debug)]
pub(crate) struct Explain {
    /// A pull request, issue, review, comment or commit by its URL or as owner/repo#7; or a mentee's login or key.
    #[arg(value_name = "URL|MENTEE")]
    pub(crate) what: String,
    /// Only this program; without it, all in the database.
    #[arg(long, value_name = "PROGRAM")]
    pub(crate) program: Option<ProgramId>,
    #[command(flatten)]
    pub(crate) as_of: AsOf,
    #[command(flatten)]
    pub(crate) output: Output,
}
