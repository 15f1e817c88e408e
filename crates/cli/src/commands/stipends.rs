//! `report stipends`: whom to pay for a period, and how many are left out for which reason.

use monitor_report::{Format, Stipends};

use super::review::{assess, notes};
use super::{store_to_read, style};
use crate::args::{self, StipendFormat};
use crate::exit::{Exit, Failure};
use crate::output;
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
    let text = |format| stipends.render(format, style(settings));
    match arguments.wanted() {
        StipendFormat::Table => output::result(&text(Format::Table)?)?,
        StipendFormat::Markdown => output::result(&text(Format::Markdown)?)?,
        StipendFormat::Json => output::result(&text(Format::Json)?)?,
        StipendFormat::Csv => {
            output::result(&text(Format::Csv)?)?;
            beside(&stipends, settings);
        }
        #[cfg(feature = "xlsx")]
        StipendFormat::Xlsx => {
            output::file(&stipends.workbook()?)?;
            beside(&stipends, settings);
        }
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
