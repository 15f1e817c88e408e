//! The log of runs: one line of JSON for each step, at the end of a file that is never rewritten.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use chrono::SecondsFormat;
use serde::Serialize;

use crate::exit::Failure;
use crate::settings::Settings;

/// The file in the folder of reports.
const NAME: &str = "log.jsonl";

/// The log.
pub(super) struct Log {
    path: PathBuf,
    at: String,
}

#[derive(Serialize)]
struct Line<'a> {
    at: &'a str,
    step: &'a str,
    /// Whether it came to its end.
    done: bool,
    says: &'a str,
}

impl Log {
    /// The log in a folder, of a run at the clock of the settings.
    pub(super) fn new(folder: &Path, settings: &Settings) -> Self {
        let at = settings.now.to_rfc3339_opts(SecondsFormat::Secs, true);
        Self { path: folder.join(NAME), at }
    }

    /// Adds what became of a step.
    pub(super) fn add(&self, step: &str, done: bool, says: &str) -> Result<(), Failure> {
        let line = Line { at: &self.at, step, done, says };
        let line = super::super::one_line(&line)?;
        let write = || {
            if let Some(folder) = self.path.parent() {
                std::fs::create_dir_all(folder)?;
            }
            let mut file =
                std::fs::OpenOptions::new().create(true).append(true).open(&self.path)?;
            file.write_all(line.as_bytes())
        };
        write().map_err(|error| {
            Failure::machine(
                format!("can't write to `{}`: {error}", self.path.display()),
                "check the folder, its space and who may write there, or give another with `--out`",
            )
        })
    }
}
