//! `report stipends`: whom to pay for a period, and how many are left out for which reason.

use monitor_report::{Format, Stipends};

use crate::args;
use crate::commands::review::{assess, notes};
use crate::commands::{book, store_to_read};
use crate::exit::{Exit, Failure};
use crate::settings::Settings;

pub(super) fn run(arguments: &args::Stipends, settings: &Settings) -> Result<Exit, Failure> {
    let store = store_to_read(settings)?;
    let (cohort, assessments) = assess(&store, &arguments.program, &arguments.period, settings)?;
    let program = &cohort.program;
    let Some(period) = program.period(&arguments.period) else {
        return Err(Failure::input(
            format!("there is no period `{}`", arguments.period),
            "see the roster",
        ));
    };
    let stipends = Stipends::new(program, period, &assessments, settings.now, notes(&cohort));
    book::write(&stipends, &arguments.output, settings)?;
    if matches!(arguments.output.wanted(), Some(Format::Csv) | None) {
        beside(&stipends, settings);
    }
    Ok(Exit::Done)
}

/// What a spreadsheet of those to pay has no room for.
fn beside(stipends: &Stipends<'_>, settings: &Settings) {
    settings.note(&stipends.left_out_sentence());
    for note in &stipends.notes {
        settings.note(note);
    }
}
