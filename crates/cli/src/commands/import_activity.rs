//! `import activity`: recorded activity into the database, all files or none.

use std::fmt::Write as _;
use std::path::Path;

use monitor_imports::Reading;
use monitor_model::Batch;
use monitor_store::{Noun, Origin, Outcome, Store};

use super::note;
use crate::args::ImportActivity;
use crate::exit::{Exit, Failure, Problem};
use crate::files::{self, TextFile};
use crate::output;
use crate::settings::Settings;

pub(super) fn run(arguments: &ImportActivity, settings: &Settings) -> Result<Exit, Failure> {
    let mut store = Store::open(&settings.db)?;
    output::result(&import(&mut store, &arguments.files, arguments.dry_run, settings)?)?;
    Ok(Exit::Done)
}

/// Imports recorded files, all or none, and says what came of each.
pub(super) fn import<P: AsRef<Path>>(
    store: &mut Store,
    paths: &[P],
    dry_run: bool,
    settings: &Settings,
) -> Result<String, Failure> {
    let mut read: Vec<(Batch, Origin)> = Vec::new();
    let mut rows = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        match one(path.as_ref()) {
            Ok((file, reading)) => {
                for notice in &reading.notices {
                    note(settings, &format!("notice: {notice}"));
                }
                rows.push(reading.rows);
                let origin = Origin {
                    format: "legacy".to_owned(),
                    file: file.shown,
                    sha256: file.sha256,
                    at: settings.now,
                };
                read.push((reading.batch, origin));
            }
            Err(failure) => problems.extend(failure.problems),
        }
    }
    if !problems.is_empty() {
        return Err(Failure { exit: Exit::Input, problems });
    }
    let outcomes = if dry_run {
        store.import_activity_dry_run(&read)?
    } else {
        store.import_activity(&read)?
    };
    let mut text = String::new();
    for (((_, origin), rows), outcome) in read.iter().zip(&rows).zip(&outcomes) {
        let _ = writeln!(
            text,
            "{}: {} rows: {} of a mentee, {} that name nobody ({} of them asked for by name)",
            origin.file, rows.rows, rows.rows_with_mentee, rows.null_rows, rows.null_rows_named
        );
        describe(&mut text, outcome, dry_run);
    }
    Ok(text)
}

fn one(path: &Path) -> Result<(TextFile, Reading), Failure> {
    let file = files::read(path)?;
    let beside = path.with_file_name("state.json");
    let state = files::read_if_present(&beside)?;
    let shown = beside.display().to_string();
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
