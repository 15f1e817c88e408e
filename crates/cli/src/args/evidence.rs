//! What the user typed of the commands about evidence.

use clap::{Args, Subcommand};
use monitor_model::{Actor, EvidenceKind, ProgramId};

use super::agreement::{Doing, Whose};

#[derive(Debug, Subcommand)]
pub(crate) enum Evidence {
    /// Submit a piece of evidence: where work can be looked at that GitHub can't show.
    Add(AddEvidence),
    /// Say as a mentor that evidence shows the work.
    Confirm(Opine),
    /// Say as a mentor that evidence does not show the work.
    Reject(Opine),
    /// Take back as a mentor what was said of evidence.
    Revoke(Opine),
    /// Look at what was submitted: can it be reached, and who worked on a file in Figma? It decides nothing.
    Check(CheckEvidence),
    /// Everything that was submitted, with its numbers and what mentors said of it.
    List(ListEvidence),
}

#[derive(Args, Debug)]
pub(crate) struct AddEvidence {
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// figma, document, research, design, talk, blog, video, private-repository, other-forge or other.
    #[arg(long)]
    pub(crate) kind: EvidenceKind,
    /// Where it can be looked at; begins with https://.
    #[arg(long)]
    pub(crate) url: String,
    /// How many hours it took.
    #[arg(long, value_name = "N")]
    pub(crate) hours: Option<u16>,
    /// What it is, in a sentence.
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// The day on which the work was done, like 2026-04-02, in the program's zone.
    #[arg(long, value_name = "DAY")]
    pub(crate) done: Option<String>,
    /// Look at it at once, as `evidence check` does.
    #[arg(long)]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) looking: Looking,
    #[command(flatten)]
    pub(crate) doing: Doing,
    /// In which role: mentee, mentor or administrator; told from the roster where it names who acts.
    #[arg(long)]
    pub(crate) role: Option<Actor>,
}

/// How to look at evidence. Files in Figma are read with the token in FIGMA_TOKEN, and not without one.
#[derive(Args, Debug)]
pub(crate) struct Looking {
    /// Only read files in Figma; ask nothing of the hosts in the URLs.
    #[arg(long)]
    pub(crate) figma_only: bool,
    /// Where Figma's API is.
    #[arg(long, hide = true, default_value = "https://api.figma.com", value_name = "URL")]
    pub(crate) figma_url: String,
}

#[derive(Args, Debug)]
pub(crate) struct CheckEvidence {
    /// The program's id.
    pub(crate) program: ProgramId,
    /// Only of this mentee.
    pub(crate) mentee: Option<String>,
    /// Only this piece, by its number in `evidence list`.
    #[arg(long, value_name = "N")]
    pub(crate) id: Option<u64>,
    #[command(flatten)]
    pub(crate) looking: Looking,
}

#[derive(Args, Debug)]
pub(crate) struct Opine {
    /// The program's id.
    pub(crate) program: ProgramId,
    /// The mentee's login, or the key that stands for an unresolved one.
    pub(crate) mentee: String,
    /// The number of the evidence, as `evidence list` has it.
    pub(crate) id: u64,
    #[command(flatten)]
    pub(crate) doing: Doing,
    /// Why, in a sentence.
    #[arg(long, value_name = "TEXT")]
    pub(crate) because: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct ListEvidence {
    /// The program's id.
    pub(crate) program: ProgramId,
    /// Only of this mentee.
    pub(crate) mentee: Option<String>,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}
