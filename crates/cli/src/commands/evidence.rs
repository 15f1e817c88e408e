//! `evidence`: submitted by anybody around an enrollment, and judged by its mentors.

use monitor_analysis::agreement::Wish;
use monitor_model::{Actor, Deed, EntryId, EvidenceId, EvidenceUrl, PeriodId, Program, midnight};
use monitor_store::Store;

use super::acts::{About, day, doer, doer_of, perform};
use super::show::find;
use super::{explain, program, store_to_read};
use crate::args::{AddEvidence, Evidence, Opine, Whose};
use crate::exit::{Exit, Failure};
use crate::output;
use crate::settings::Settings;

mod check;
mod list;

pub(super) fn run(arguments: &Evidence, settings: &Settings) -> Result<Exit, Failure> {
    output::result(&act(arguments, settings)?)?;
    Ok(Exit::Done)
}

/// Does what is wanted with evidence, and gives what is to be said of it.
pub(super) fn act(arguments: &Evidence, settings: &Settings) -> Result<String, Failure> {
    match arguments {
        Evidence::Add(arguments) => add(arguments, settings),
        Evidence::Confirm(of) => opine(of, Wish::Confirm, settings),
        Evidence::Reject(of) => opine(of, Wish::Reject, settings),
        Evidence::Revoke(of) => opine(of, Wish::Revoke, settings),
        Evidence::Check(arguments) => check::act(arguments, settings),
        Evidence::List(arguments) => list::act(arguments, settings),
    }
}

fn add(arguments: &AddEvidence, settings: &Settings) -> Result<String, Failure> {
    let Whose { program: id, mentee, period } = &arguments.whose;
    let url = EvidenceUrl::parse(&arguments.url).map_err(|error| {
        Failure::input(error, "give the address that the browser shows, as it opens for others")
    })?;
    let mut store = store_to_read(settings)?;
    let program = program(&store, id, settings)?;
    let enrollment = find(&program, mentee)?;
    let by = doer_of(&arguments.doing, arguments.role, enrollment)?;
    let done = arguments.done.as_deref().map(|text| day(text, "--done")).transpose()?;
    let wish = Wish::AddEvidence {
        period: period.clone(),
        kind: arguments.kind,
        url: url.clone(),
        hours: arguments.hours,
        done: done.map(|day| midnight(day, program.zone)),
    };
    // Who claims that work of theirs is missing is told what is known of it, and nothing of other mentees.
    let known = match by.role {
        Actor::Mentee => explain::of_item(&store, &arguments.url, (id, &enrollment.key), settings)?,
        _ => None,
    };
    let about = About { program: id, key: &enrollment.key, period };
    let note = arguments.note.as_deref();
    let mut told = perform(&mut store, about, &by, note, settings, |_, _| Ok(wish))?;
    if let Some(explanation) = known {
        told = format!("{told}\n{explanation}");
    }
    if arguments.check {
        let mut pieces = check::pieces(&store, &program, settings.now)?;
        let of = (&enrollment.key, period, &url);
        pieces.retain(|piece| (&piece.mentee, &piece.period, &piece.url) == of);
        told += &check::look_at(&mut store, &program, &pieces, &arguments.looking, settings)?;
    }
    Ok(told)
}

fn opine(
    arguments: &Opine,
    wish: impl FnOnce(EvidenceId) -> Wish,
    settings: &Settings,
) -> Result<String, Failure> {
    let by = doer(&arguments.doing, Actor::Mentor)?;
    let id = EvidenceId(EntryId(arguments.id));
    let mut store = store_to_read(settings)?;
    let program = program(&store, &arguments.program, settings)?;
    let enrollment = find(&program, &arguments.mentee)?;
    let period = period_of(&store, &program, id)?;
    let about = About { program: &program.id, key: &enrollment.key, period: &period };
    let wish = wish(id);
    perform(&mut store, about, &by, arguments.because.as_deref(), settings, |_, _| Ok(wish))
}

/// The period for which evidence was submitted. Where there is no such evidence, any period will do for being told so.
fn period_of(store: &Store, program: &Program, id: EvidenceId) -> Result<PeriodId, Failure> {
    let ledger = store.ledger(Some(&program.id))?;
    let added =
        ledger.iter().filter(|entry| entry.id == id.0).find_map(|entry| match &entry.deed {
            Deed::AddEvidence { period, .. } => Some(period.clone()),
            _ => None,
        });
    let any = || program.periods.first().map(|period| period.id.clone());
    added.or_else(any).ok_or_else(|| {
        Failure::input(format!("`{}` has no periods", program.id), "correct the roster")
    })
}
