//! `import roster`: rosters into the database.

use std::fmt::Write as _;

use monitor_roster::Level;
use monitor_store::{Noun, Origin, Outcome, Store};

use super::check::labelled;
use super::rosters::{self, Roster};
use super::{counted, store_to_write};
use crate::args::ImportRoster;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::settings::Settings;

pub(super) fn run(arguments: &ImportRoster, settings: &Settings) -> Result<Exit, Failure> {
    let rosters = rosters::read(&arguments.files, &arguments.reading, settings)?;
    if let Some(failure) = refused(&rosters, settings) {
        return Err(failure);
    }
    // Only now, so that a roster that can't be imported leaves no database behind.
    let mut store = store_to_write(settings, arguments.dry_run)?;
    let mut attention = false;
    for roster in &rosters {
        output::result(&import(&mut store, roster, arguments.dry_run, settings)?)?;
        attention |= roster.reading.has_problems();
    }
    Ok(if attention { Exit::Attention } else { Exit::Done })
}

/// Why none of the rosters is imported: one of them gives no program, or two give the same.
fn refused(rosters: &[Roster], settings: &Settings) -> Option<Failure> {
    let unreadable = rosters.iter().filter(|roster| roster.reading.program.is_none());
    let mut problems: Vec<_> =
        unreadable.flat_map(|roster| roster.reading.problems.clone()).collect();
    problems.extend(rosters::twice(rosters));
    let failure = Failure::problems(&problems)?;
    for notice in problems.iter().filter(|problem| problem.level == Level::Notice) {
        settings.note(&labelled(notice));
    }
    Some(failure)
}

/// Imports a roster that could be read, and says what came of it.
pub(super) fn import(
    store: &mut Store,
    roster: &Roster,
    dry_run: bool,
    settings: &Settings,
) -> Result<String, Failure> {
    let Some(program) = &roster.reading.program else {
        return Ok(String::new());
    };
    for problem in &roster.reading.problems {
        settings.note(&labelled(problem));
    }
    let origin = Origin {
        format: roster.format_name().to_owned(),
        file: roster.file.shown.clone(),
        sha256: roster.file.sha256.clone(),
        at: settings.now,
    };
    let outcome = if dry_run {
        store.import_roster_dry_run(program, &origin)?
    } else {
        store.import_roster(program, &origin)?
    };
    let mut text = format!("{}: {}", program.id, counted(program.enrollments.len(), "enrollment"));
    let _ = match &outcome {
        Outcome::AlreadyImported { at } => {
            write!(text, ", as imported at {}", at.format("%Y-%m-%dT%H:%MZ"))
        }
        Outcome::Imported(changes) => {
            let of = changes.of(Noun::Enrollments);
            let would = if dry_run { "; nothing was written" } else { "" };
            write!(
                text,
                ": {} new, {} changed, {} as before, {} no longer in the roster{would}",
                of.added, of.changed, of.unchanged, of.removed
            )
        }
    };
    let unresolved = program.enrollments.iter().filter(|e| e.mentee.login().is_none()).count();
    if unresolved > 0 {
        let _ = write!(text, "; {unresolved} without a usable login");
    }
    text.push('\n');
    Ok(text)
}
