//! `import roster`: rosters into the database.

use std::fmt::Write as _;

use monitor_model::EnrollmentKey;
use monitor_roster::{Handle, Level, Named, Place, Problem};
use monitor_store::{Continued, Doubt, Noun, Origin, Outcome, Store, WhyContinued, Wishes};

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
    let all = wishes(arguments, &rosters)?;
    if let Some(failure) = forgotten(&store, &rosters, &all)? {
        return Err(failure);
    }
    for (roster, wishes) in rosters.iter().zip(&all) {
        let (text, doubts) = import(&mut store, roster, wishes, arguments.dry_run, settings)?;
        output::result(&text)?;
        attention |= doubts || roster.reading.has_problems();
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

/// What is said beside each of the rosters: it must be about somebody in one of them.
fn wishes(arguments: &ImportRoster, rosters: &[Roster]) -> Result<Vec<Wishes>, Failure> {
    let mut all = vec![Wishes::default(); rosters.len()];
    for (former, now) in &arguments.continues {
        let here = |at: &usize| rosters.get(*at).is_some_and(|roster| has(roster, now));
        let places: Vec<usize> = (0..rosters.len()).filter(here).collect();
        let [at] = places[..] else {
            let n = places.len();
            return Err(Failure::input(
                format!("--continue `{former}={now}`: `{now}` is in {n} of the rosters"),
                "name the one roster that it is about, and the keys as `review` shows them",
            ));
        };
        let wishes = all.get_mut(at).into_iter();
        wishes.for_each(|wishes| wishes.continues.push((former.clone(), now.clone())));
    }
    for key in &arguments.enrol_again {
        let mut found = false;
        for (wishes, _) in all.iter_mut().zip(rosters).filter(|(_, roster)| has(roster, key)) {
            wishes.enrol_again.push(key.clone());
            found = true;
        }
        if !found {
            return Err(Failure::input(
                format!("--enrol-again `{key}`: none of the rosters has `{key}`"),
                "write the login as the roster has it",
            ));
        }
    }
    Ok(all)
}

fn has(roster: &Roster, key: &EnrollmentKey) -> bool {
    let program = roster.reading.program.iter();
    program.flat_map(|program| &program.enrollments).any(|one| one.key == *key)
}

/// Why rosters are refused that name people who were forgotten: all of them, each with its place.
fn forgotten(
    store: &Store,
    rosters: &[Roster],
    wishes: &[Wishes],
) -> Result<Option<Failure>, Failure> {
    let mut problems = Vec::new();
    for (roster, wishes) in rosters.iter().zip(wishes) {
        let Some(program) = &roster.reading.program else { continue };
        for key in store.forgotten_in(program, &wishes.enrol_again)? {
            let file = &roster.file.shown;
            let named = |handle: &&Handle| matches!(&handle.named, Named::Mentee(login) if login.key() == key.as_str());
            let place =
                roster.reading.handles.iter().find(named).map(|handle| handle.place.clone());
            let place =
                place.unwrap_or_else(|| Place::new(file, None, format!("enrollment `{key}`")));
            problems.push(Problem {
                place,
                level: Level::Problem,
                input: key.to_string(),
                says: format!("`{key}` was forgotten, and this roster would enrol them anew"),
                hint: format!(
                    "take them out of the roster; if they came back on purpose: `mentorship-monitor import roster {file} --enrol-again {key}`"
                ),
            });
        }
    }
    Ok(Failure::problems(&problems))
}

/// Imports a roster that could be read. Says what came of it, and whether anything of it is in doubt.
pub(super) fn import(
    store: &mut Store,
    roster: &Roster,
    wishes: &Wishes,
    dry_run: bool,
    settings: &Settings,
) -> Result<(String, bool), Failure> {
    let Some(program) = &roster.reading.program else {
        return Ok((String::new(), false));
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
    let done = store.take_roster(program, &origin, wishes, dry_run)?;
    let outcome = &done.outcome;
    let mut text = format!("{}: {}", program.id, counted(program.enrollments.len(), "enrollment"));
    let _ = match outcome {
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
    done.continued.iter().for_each(|one| text.push_str(&continued(one)));
    done.doubts.iter().for_each(|one| text.push_str(&doubt(one, &roster.file.shown)));
    Ok((text, !done.doubts.is_empty()))
}

/// What goes on where, and how that is known.
pub(super) fn continued(one: &Continued) -> String {
    let Continued { former, now, why } = one;
    let why = match why {
        WhyContinued::SameAccount => "both mean the same GitHub account",
        WhyContinued::SameProject => "its login led nowhere, and project and mentors are the same",
        WhyContinued::Returned => "the roster has it again",
        WhyContinued::Told => "as you say",
    };
    format!(
        "  `{now}` continues `{former}`: {why}; what the ledger says of it counts for `{now}`\n"
    )
}

/// What nobody can tell, and what to do.
fn doubt(one: &Doubt, file: &str) -> String {
    let Doubt { former, candidates } = one;
    let each = |of: &EnrollmentKey| format!("--continue {former}={of}");
    let all: Vec<String> = candidates.iter().map(|key| format!("`{key}`")).collect();
    let hints: Vec<String> = candidates.iter().map(each).collect();
    format!(
        "  `{former}` is gone, and new with the same project and mentors: {}; nobody can tell whether that is the same person\n    \
         hint: if so, `mentorship-monitor import roster {file} {}`; `sync` finds out by itself where both mean one GitHub account\n",
        all.join(", "),
        hints.join("` or with `")
    )
}
