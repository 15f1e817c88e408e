//! `report statistics`: programs in figures.

use monitor_model::ProgramId;
use monitor_report::Statistics;

use super::{cohort, store_to_read, style};
use crate::args::Output;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::settings::Settings;

pub(super) fn run(
    programs: &[ProgramId],
    wanted: &Output,
    settings: &Settings,
) -> Result<Exit, Failure> {
    let store = store_to_read(settings)?;
    let ids = match programs {
        [] => store.programs()?.into_iter().map(|head| head.id).collect(),
        given => given.to_vec(),
    };
    let mut rows = Vec::new();
    for id in &ids {
        rows.push(monitor_analysis::statistics(&cohort(&store, id, settings)?, settings.now));
    }
    output::result(&Statistics { rows }.render(wanted.wanted(), style(settings))?)?;
    Ok(Exit::Done)
}
