//! Arguments of the commands that ask GitHub.

use clap::Args;
use monitor_model::{Login, ProgramId};

#[derive(Args, Debug)]
pub(crate) struct Sync {
    /// The program; without it, all in the database.
    pub(crate) program: Option<ProgramId>,
    /// Only this mentee.
    #[arg(long, value_name = "LOGIN", value_parser = Login::parse)]
    pub(crate) mentee: Option<Login>,
    /// Only what happened since this day (YYYY-MM-DD, in the program's zone) or instant. Coverage says no more than that.
    #[arg(long, value_name = "DAY")]
    pub(crate) since: Option<String>,
    /// Say how many requests and points it will take, and send nothing.
    #[arg(long)]
    pub(crate) forecast: bool,
    /// Walk everything again, as if for the first time.
    #[arg(long)]
    pub(crate) full: bool,
    /// At the limit, wait for the next hour instead of stopping with exit code 4.
    #[arg(long)]
    pub(crate) wait: bool,
    #[command(flatten)]
    pub(crate) connection: Connection,
}

/// The way to GitHub. The token is read from GITHUB_TOKEN, GH_TOKEN or `gh auth token`, in this order.
#[derive(Args, Clone, Debug)]
pub(crate) struct Connection {
    /// The root of the REST API; for GitHub Enterprise Server https://HOST/api/v3.
    #[arg(long, default_value = "https://api.github.com", value_name = "URL")]
    pub(crate) api_url: String,
    /// How many points of the hour's quota are left for people.
    #[arg(long, default_value_t = 500, value_name = "POINTS")]
    pub(crate) floor: u32,
    /// How many requests may be under way at once.
    #[arg(long, default_value_t = 8, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=50))]
    pub(crate) at_once: u16,
}
