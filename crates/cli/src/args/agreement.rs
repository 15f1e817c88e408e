//! What the user typed of the commands by which mentors and administrators come to agree.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use monitor_model::{PeriodId, ProgramId, Verdict};

/// Who acts.
#[derive(Args, Debug)]
pub(crate) struct Doing {
    /// Who acts: a login, or the name that the roster has. It stands in the ledger.
    #[arg(long = "as", env = "MONITOR_ACTOR", value_name = "NAME")]
    pub(crate) actor: Option<String>,
}

/// Which period of which mentee.
#[derive(Args, Clone, Debug)]
pub(crate) struct Whose {
    /// The program's id.
    pub(crate) program: ProgramId,
    /// The mentee's login, or the key that stands for an unresolved one.
    pub(crate) mentee: String,
    /// The period's id, like midterm.
    #[arg(long)]
    pub(crate) period: PeriodId,
}

#[derive(Args, Debug)]
pub(crate) struct Evaluate {
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// pass, fail, extend or withdraw.
    pub(crate) verdict: Verdict,
    #[command(flatten)]
    pub(crate) doing: Doing,
    /// What the mentor says of the work.
    #[arg(long, value_name = "TEXT")]
    pub(crate) note: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct ImportEvaluations {
    /// An export of a form: CSV or XLSX.
    pub(crate) file: PathBuf,
    /// The program's id; needed where the database holds several.
    #[arg(long, value_name = "PROGRAM")]
    pub(crate) program: Option<ProgramId>,
    /// The period that is evaluated.
    #[arg(long)]
    pub(crate) period: PeriodId,
    /// Which header stands over what, like "mentee=GitHub username,verdict=Result".
    #[arg(long, value_name = "FIELD=HEADER,…", conflicts_with = "form")]
    pub(crate) map: Option<String>,
    /// A form of evaluations.toml in the config folder.
    #[arg(long, value_name = "NAME")]
    pub(crate) form: Option<String>,
    /// The mentor who sent the file, where no column names the mentors.
    #[arg(long, value_name = "NAME")]
    pub(crate) mentor: Option<String>,
    /// When the file was sent, where no column has times: an instant like 2026-04-14T17:00+02:00.
    #[arg(long, value_name = "INSTANT")]
    pub(crate) sent: Option<String>,
    /// Say what would change, and change nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Decide {
    /// Agree with a mentor's pass; or with all at once that are clear.
    Agree(Agree),
    /// Disagree with a mentor's pass, for now: the mentor is asked to answer.
    Dispute(Dispute),
    /// Accept a pass that was disputed.
    Resolve(Resolve),
    /// Give a mentee more time: window, due instant and reminders move together.
    Extend(Extend),
}

#[derive(Args, Debug)]
pub(crate) struct Agree {
    /// The program's id.
    pub(crate) program: ProgramId,
    /// The mentee's login, or the key that stands for an unresolved one.
    #[arg(required_unless_present = "all_clear", conflicts_with = "all_clear")]
    pub(crate) mentee: Option<String>,
    /// The period's id, like midterm.
    #[arg(long)]
    pub(crate) period: PeriodId,
    /// Agree with every pass whose record shows the work, where everything was seen; say whom that leaves out, and why.
    #[arg(long)]
    pub(crate) all_clear: bool,
    /// Say with whom it would agree, and change nothing.
    #[arg(long, requires = "all_clear")]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) doing: Doing,
    /// Why, in a sentence; needed where neither the record nor confirmed evidence shows the work.
    #[arg(long, value_name = "TEXT")]
    pub(crate) because: Option<String>,
}

#[derive(Args, Debug)]
pub(crate) struct Dispute {
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// The criterion of the policy that is not met.
    #[arg(long, value_name = "ID")]
    pub(crate) criterion: String,
    /// What is missing, in a sentence.
    #[arg(long, value_name = "TEXT")]
    pub(crate) because: Option<String>,
    #[command(flatten)]
    pub(crate) doing: Doing,
}

#[derive(Args, Debug)]
pub(crate) struct Resolve {
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// What settled the question, in a sentence.
    #[arg(long, value_name = "TEXT")]
    pub(crate) because: Option<String>,
    #[command(flatten)]
    pub(crate) doing: Doing,
}

#[derive(Args, Debug)]
pub(crate) struct Extend {
    #[command(flatten)]
    pub(crate) whose: Whose,
    /// The new last day of work, like 2026-05-03, in the program's zone.
    #[arg(long, value_name = "DAY")]
    pub(crate) until: String,
    /// When the evaluation is due now: an instant like 2026-05-05T17:00+02:00.
    #[arg(long, value_name = "INSTANT")]
    pub(crate) due: String,
    /// Why, in a sentence.
    #[arg(long, value_name = "TEXT")]
    pub(crate) because: Option<String>,
    #[command(flatten)]
    pub(crate) doing: Doing,
}
