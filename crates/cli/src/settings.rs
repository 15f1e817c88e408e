//! What the arguments mean: clock, colour and folders, looked up once; and policy and scoring, which lie in one of them.

use std::fmt::Debug;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, Utc};
use monitor_analysis::{Policy, Scoring, Standards};
use monitor_roster::{Level, Place, Problem};
use serde::de::DeserializeOwned;

use crate::args::{Color, Global};
use crate::exit::Failure;
use crate::{files, output};

/// Everything that a command needs to know beside its own arguments.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    /// The database file.
    pub(crate) db: PathBuf,
    /// The folder with rosters and policy.
    pub(crate) config: PathBuf,
    /// The clock.
    pub(crate) now: DateTime<Utc>,
    /// Whether the clock was given.
    #[cfg(feature = "demo")]
    pub(crate) fixed: bool,
    /// How much to say beside results.
    pub(crate) notes: Notes,
    /// Whether to use colour on standard output.
    pub(crate) color: bool,
    /// How long a second of waiting for GitHub really is.
    pub(crate) second: Duration,
    /// What work was measured by, where that is not what the config folder says.
    pub(crate) frozen: Option<Standards>,
}

/// How much to say beside results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notes {
    /// Nothing.
    None,
    /// What people should know.
    Usual,
    /// Also what was read and taken.
    All,
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
        let notes = match (global.quiet, global.verbose) {
            (true, _) => Notes::None,
            (false, false) => Notes::Usual,
            (false, true) => Notes::All,
        };
        Ok(Self {
            db: global.db,
            config: global.config,
            now,
            #[cfg(feature = "demo")]
            fixed: global.now.is_some(),
            notes,
            color,
            second: second(),
            frozen: None,
        })
    }

    /// Writes a note for people, unless they asked for quiet.
    pub(crate) fn note(&self, text: &str) {
        if self.notes != Notes::None {
            output::note(text);
        }
    }

    /// Writes what was read or taken, for people who asked for it.
    pub(crate) fn trace(&self, text: impl FnOnce() -> String) {
        if self.notes == Notes::All {
            output::note(&format!("verbose: {}", text()));
        }
    }

    /// The settings of the demo: everything in one folder, and its own day unless the clock was given. The database has a name
    /// of its own, for the demo begins with a new one.
    #[cfg(feature = "demo")]
    pub(crate) fn for_demo(&self, out: &std::path::Path, day: DateTime<Utc>) -> Self {
        let now = if self.fixed { self.now } else { day };
        Self { db: out.join("demo.db"), config: out.join("config"), now, ..self.clone() }
    }

    /// The same with another clock.
    pub(crate) fn at(&self, now: DateTime<Utc>) -> Self {
        Self { now, ..self.clone() }
    }

    /// The same with the clock of another time, and with what work was measured by then.
    pub(crate) fn as_of(&self, now: DateTime<Utc>, standards: Standards) -> Self {
        Self { now, frozen: Some(standards), ..self.clone() }
    }

    /// The folder with the programs' rosters.
    pub(crate) fn programs(&self) -> PathBuf {
        self.config.join("programs")
    }

    /// What work is measured by, from `policy.toml` and `scoring.toml` in the config folder; the defaults where there is none.
    pub(crate) fn standards(&self) -> Result<Standards, Failure> {
        if let Some(standards) = &self.frozen {
            return Ok(standards.clone());
        }
        let (standards, problems) = self.read_standards()?;
        Failure::problems(&problems).map_or(Ok(standards), Err)
    }

    /// The same with everything that is wrong with it; the defaults stand for what can't be read.
    pub(crate) fn read_standards(&self) -> Result<(Standards, Vec<Problem>), Failure> {
        let (policy, mut problems) =
            self.read_config("policy.toml", "thresholds are", Policy::problems)?;
        let (scoring, more) = self.read_config("scoring.toml", "points are", Scoring::problems)?;
        problems.extend(more);
        Ok((Standards { policy, scoring }, problems))
    }

    /// A file of the config folder with everything that is wrong with it; the defaults where there is none.
    pub(crate) fn read_config<T: Default + Debug + DeserializeOwned>(
        &self,
        name: &str,
        what: &str,
        check: impl Fn(&T) -> Vec<String>,
    ) -> Result<(T, Vec<Problem>), Failure> {
        let path = self.config.join(name);
        let shown = path.display().to_string();
        let Some(text) = files::read_if_present(&path)? else {
            let defaults = T::default();
            self.trace(|| format!("no `{shown}`, so the {what} {defaults:?}"));
            return Ok((defaults, Vec::new()));
        };
        let problem = |line, says: String| Problem {
            place: Place::new(&shown, line, ""),
            level: Level::Problem,
            input: String::new(),
            says,
            hint: format!("`config/{name}` of the sources shows every key with its reason"),
        };
        Ok(match toml::from_str::<T>(&text) {
            Ok(read) => {
                self.trace(|| format!("`{shown}` says {read:?}"));
                let problems = check(&read).into_iter().map(|says| problem(None, says)).collect();
                (read, problems)
            }
            Err(error) => {
                let line = error.span().map(|span| line_of(&text, span.start));
                (T::default(), vec![problem(line, error.message().trim_end().to_owned())])
            }
        })
    }
}

/// How long a second of waiting for GitHub really is: with `MONITOR_PATIENCE_MS`, so many milliseconds. It is for tests, which
/// can't wait minutes; towards GitHub nobody should be less patient.
fn second() -> Duration {
    let given = std::env::var("MONITOR_PATIENCE_MS").ok().and_then(|text| text.parse().ok());
    Duration::from_millis(given.unwrap_or(1_000).min(1_000))
}

/// The line of a byte offset, counted from 1.
fn line_of(text: &str, offset: usize) -> u32 {
    let before = text.bytes().take(offset).filter(|&byte| byte == b'\n').count();
    u32::try_from(before + 1).unwrap_or(u32::MAX)
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
