//! `report stipends`: whom to pay for a period, and how many are left out for which reason.

use monitor_report::{Format, Made, Stipends};
use monitor_store::SnapshotHead;

use crate::args;
use crate::commands::as_of::{self, Source};
use crate::commands::review::{assess, notes};
use crate::commands::{book, snapshot};
use crate::exit::{Exit, Failure};
use crate::settings::Settings;

pub(super) fn run(arguments: &args::Stipends, settings: &Settings) -> Result<Exit, Failure> {
    let (source, head) = source(arguments, settings)?;
    let (program, period) = source.which(arguments.program.as_ref(), arguments.period.as_ref())?;
    let (store, settings) = (&source.store, &source.settings);
    let (cohort, assessments) = assess(store, program, period, settings)?;
    let program = &cohort.program;
    let Some(period) = program.period(period) else {
        return Err(Failure::input(format!("there is no period `{period}`"), "see the roster"));
    };
    let of = Made { snapshot: &head.id, at: head.at };
    let stipends = Stipends::new(program, period, &assessments, of, notes(&cohort));
    book::write(&stipends, &arguments.output, settings)?;
    if matches!(arguments.output.wanted(), Some(Format::Csv) | None) {
        beside(&stipends, settings);
    }
    Ok(Exit::Done)
}

/// The snapshot that the list is made of: the one that is asked for, or one that is frozen now. What is paid can be traced in
/// both cases.
fn source(
    arguments: &args::Stipends,
    settings: &Settings,
) -> Result<(Source, SnapshotHead), Failure> {
    let frozen = match (arguments.as_of.id(), &arguments.program, &arguments.period) {
        (None, Some(program), Some(period)) => {
            Some(snapshot::frozen(program, period, settings)?.id)
        }
        _ => None,
    };
    let source = as_of::source(arguments.as_of.id().or(frozen.as_deref()), settings)?;
    match source.head.clone() {
        Some(head) => Ok((source, head)),
        None => Err(Failure::input("no program or no period", "give both, or `--as-of ID`")),
    }
}

/// What a spreadsheet of those to pay has no room for.
fn beside(stipends: &Stipends<'_>, settings: &Settings) {
    settings.note(&stipends.left_out_sentence());
    settings.note(&stipends.made_sentence());
    for note in &stipends.notes {
        settings.note(note);
    }
}
