//! `run weekly --dry-run`: every message that a run would send now, from what is in the database.

use std::collections::BTreeMap;

use monitor_model::ProgramId;
use monitor_store::Store;

use super::deliver::Next;
use super::due::due;
use super::lay::{Laid, preview};
use super::reports::Told;
use super::troubles::sentence;
use crate::args::RunWeekly;
use crate::commands::counted;
use crate::commands::weekly::running;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::posting::Posting;
use crate::settings::Settings;

/// Prints them, and does nothing.
pub(super) fn run(
    arguments: &RunWeekly,
    posting: &Posting,
    settings: &Settings,
) -> Result<Exit, Failure> {
    let store = Store::open_existing(&settings.db)?;
    let programs = match &arguments.programs[..] {
        [] => running(&store, settings)?,
        given => given.to_vec(),
    };
    let unreported = unreported(&programs, &store, settings)?;
    let mut n = 0;
    for channel in posting.channels() {
        let known = store.deliveries(&channel.name)?;
        for program in programs.iter().filter(|of| channel.is_for(of)) {
            for draft in due(program, &channel, &store, unreported.get(program), settings)? {
                let laid = Laid::of(&draft, &channel.way)?;
                let delivery = known.iter().find(|of| of.message == draft.key.as_str());
                if Next::of(&channel.way, delivery, &laid.digest()) != Next::Send {
                    continue;
                }
                let text = preview(&draft, &laid, &channel);
                output::result(&if n == 0 { text } else { format!("\n{text}") })?;
                n += 1;
            }
        }
    }
    settings.note(&match n {
        0 => "nothing would be sent".to_owned(),
        n => format!("{} would be sent", counted(n, "message")),
    });
    Ok(Exit::Done)
}

/// The week of each program, where it is still to be reported or to be made anew.
fn unreported<'p>(
    programs: &'p [ProgramId],
    store: &Store,
    settings: &Settings,
) -> Result<BTreeMap<&'p ProgramId, Told>, Failure> {
    let mut unreported = BTreeMap::new();
    for program in programs {
        let weeks = store.weeks(program)?;
        let troubles = store.troubles()?.iter().map(sentence).collect();
        let now = Told::now(program, &weeks, troubles, settings)?;
        if weeks.last().is_none_or(|last| last.week != now.week || !last.settled) {
            unreported.insert(program, now);
        }
    }
    Ok(unreported)
}
