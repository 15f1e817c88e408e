//! What the arguments mean: clock, colour and folders, looked up once.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use monitor_analysis::Policy;

use crate::args::{Color, Global};
use crate::exit::Failure;
use crate::files;

/// Everything that a command needs to know beside its own arguments.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The database file.
    pub(crate) db: PathBuf,
    /// The folder with rosters and policy.
    pub(crate) config: PathBuf,
    /// The clock.
    pub(crate) now: DateTime<Utc>,
    /// Whether the clock was given.
    pub(crate) fixed: bool,
    /// Whether to print results only.
    pub(crate) quiet: bool,
    /// Whether to use colour on standard output.
    pub(crate) color: bool,
}

impl Settings {
    /// Reads clock and environment.
    pub(crate) fn read(global: Global) -> Result<Self, Failure> {
        let now = global.now.as_deref().map_or_else(|| Ok(Utc::now()), instant)?;
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let color = match global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => !plain && std::io::stdout().is_terminal(),
        };
        Ok(Self {
            db: global.db,
            config: global.config,
            now,
            fixed: global.now.is_some(),
            quiet: global.quiet,
            color,
        })
    }

    /// The settings of the demo: everything in one folder, and its own day unless the clock was given.
    pub(crate) fn for_demo(&self, out: &Path, day: &str) -> Result<Self, Failure> {
        let now = if self.fixed { self.now } else { instant(day)? };
        Ok(Self { db: out.join("monitor.db"), config: out.join("config"), now, ..*self })
    }

    /// The folder with the programs' rosters.
    pub(crate) fn programs(&self) -> PathBuf {
        self.config.join("programs")
    }

    /// The thresholds, from `policy.toml` in the config folder; the defaults where there is none.
    pub(crate) fn policy(&self) -> Result<Policy, Failure> {
        let path = self.config.join("policy.toml");
        let Some(text) = files::read_if_present(&path)? else {
            return Ok(Policy::default());
        };
        let shown = path.display();
        let hint = "`config/policy.toml` of the sources shows every key with its reason";
        let policy: Policy = toml::from_str(&text).map_err(|error| {
            Failure::input(
                format!("`{shown}` can't be read:\n{}", error.to_string().trim_end()),
                hint,
            )
        })?;
        let problems = policy.problems();
        if problems.is_empty() {
            Ok(policy)
        } else {
            Err(Failure::input(format!("`{shown}`: {}", problems.join("; ")), hint))
        }
    }
}

/// The instant that `--now` gives.
fn instant(text: &str) -> Result<DateTime<Utc>, Failure> {
    monitor_roster::calendar::parse_due(text).map(|at| at.with_timezone(&Utc)).map_err(|_| {
        Failure::input(
            format!("--now `{text}` is no instant"),
            "write it like 2026-04-14T17:00+02:00 or 2026-04-14T15:00:00Z",
        )
    })
}
