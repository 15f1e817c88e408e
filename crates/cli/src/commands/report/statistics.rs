//! `report statistics`: programs in figures.

use monitor_report::Statistics;

use crate::args;
use crate::commands::{cohort, store_to_read, style};
use crate::exit::{Exit, Failure};
use crate::output;
use crate::settings::Settings;

pub(super) fn run(arguments: &args::Statistics, settings: &Settings) -> Result<Exit, Failure> {
    let store = store_to_read(settings)?;
    let ids = match &arguments.programs[..] {
        [] => store.programs()?.into_iter().map(|head| head.id).collect(),
        given => given.to_vec(),
    };
    let mut rows = Vec::new();
    for id in &ids {
        rows.push(monitor_analysis::statistics(&cohort(&store, id, settings)?, settings.now));
    }
    output::result(&Statistics { rows }.render(arguments.output.wanted(), style(settings))?)?;
    Ok(Exit::Done)
}
