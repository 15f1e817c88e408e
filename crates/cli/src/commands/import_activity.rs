//! `import activity`: recorded activity into the database, all files or none.

use std::fmt::Write as _;
use std::path::Path;

use monitor_imports::{Reading, RowCounts};
use monitor_model::Batch;
use monitor_store::{Noun, Origin, Outcome, Store};

use super::store_to_write;
use crate::args::ImportActivity;
use crate::exit::{Exit, Failure, Problem};
use crate::files::{self, TextFile};
use crate::output;
use crate::settings::Settings;

pub(super) fn run(arguments: &ImportActivity, settings: &Settings) -> Result<Exit, Failure> {
    let recorded = read(&arguments.files, settings)?;
    // Only now, so that files that can't be imported leave no database behind.
    let mut store = store_to_write(settings, arguments.dry_run)?;
    output::result(&recorded.import(&mut store, arguments.dry_run)?)?;
    Ok(Exit::Done)
}

/// Recorded files that were read, all of them.
pub(super) struct Recorded {
    files: Vec<(Batch, Origin)>,
    rows: Vec<RowCounts>,
}

/// Reads recorded files, all or none.
pub(super) fn read<P: AsRef<Path>>(paths: &[P], settings: &Settings) -> Result<Recorded, Failure> {
    let mut recorded = Recorded { files: Vec::new(), rows: Vec::new() };
    let mut problems = Vec::new();
    for path in paths {
        match one(path.as_ref(), settings) {
            Ok((file, reading)) => {
                for notice in &reading.notices {
                    settings.note(&format!("notice: {notice}"));
                }
                recorded.rows.push(reading.rows);
                let origin = Origin {
                    format: "legacy".to_owned(),
                    file: file.shown,
                    sha256: file.sha256,
                    at: settings.now,
                };
                recorded.files.push((reading.batch, origin));
            }
            Err(failure) => problems.extend(failure.problems),
        }
    }
    if problems.is_empty() { Ok(recorded) } else { Err(Failure { exit: Exit::Input, problems }) }
}

impl Recorded {
    /// Imports the files, all or none, and says what came of each.
    pub(super) fn import(&self, store: &mut Store, dry_run: bool) -> Result<String, Failure> {
        let outcomes = if dry_run {
            store.import_activity_dry_run(&self.files)?
        } else {
            store.import_activity(&self.files)?
        };
        let mut text = String::new();
        for (((_, origin), rows), outcome) in self.files.iter().zip(&self.rows).zip(&outcomes) {
            let _ = writeln!(
                text,
                "{}: {} rows: {} of a mentee, {} that name nobody ({} of them asked for by name)",
                origin.file, rows.rows, rows.rows_with_mentee, rows.null_rows, rows.null_rows_named
            );
            describe(&mut text, outcome, dry_run);
        }
        Ok(text)
    }
}

fn one(path: &Path, settings: &Settings) -> Result<(TextFile, Reading), Failure> {
    let file = files::read(path)?;
    let beside = path.with_file_name("state.json");
    let state = files::read_if_present(&beside)?;
    let shown = beside.display().to_string();
    settings.trace(|| match state {
        Some(_) => format!("read {} with `{shown}`", file.described()),
        None => format!("read {}", file.described()),
    });
    let state = state.as_deref().map(|text| (shown.as_str(), text));
    match monitor_imports::legacy::read(&file.shown, &file.text, state) {
        Ok(reading) => Ok((file, reading)),
        Err(problems) => {
            let listed = problems.into_iter().map(|p| Problem {
                says: format!("{}, line {}: {}", p.file, p.line, p.says),
                hint: Some(p.hint),
            });
            Err(Failure { exit: Exit::Input, problems: listed.collect() })
        }
    }
}

fn describe(text: &mut String, outcome: &Outcome, dry_run: bool) {
    let _ = match outcome {
        Outcome::AlreadyImported { at } => {
            writeln!(
                text,
                "  nothing new since it was imported at {}",
                at.format("%Y-%m-%dT%H:%MZ")
            )
        }
        Outcome::Imported(changes) => {
            for (noun, counts) in changes.iter().filter(|(noun, _)| *noun != Noun::Program) {
                let _ = writeln!(
                    text,
                    "  {:<14} {:>6} new, {:>6} changed, {:>6} as before",
                    noun.as_str(),
                    counts.added,
                    counts.changed,
                    counts.unchanged
                );
            }
            if dry_run { writeln!(text, "  nothing was written") } else { Ok(()) }
        }
    };
}
