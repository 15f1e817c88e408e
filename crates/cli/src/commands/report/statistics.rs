//! `report statistics`: programs in figures.

use monitor_report::Statistics;

use crate::args;
use crate::commands::{as_of, book, cohort};
use crate::exit::{Exit, Failure};
use crate::settings::Settings;

pub(super) fn run(arguments: &args::Statistics, settings: &Settings) -> Result<Exit, Failure> {
    let source = as_of::source(arguments.as_of.id(), settings)?;
    arguments.programs.iter().try_for_each(|program| source.expect(program))?;
    let (store, settings) = (&source.store, &source.settings);
    let ids = match &arguments.programs[..] {
        [] => store.programs()?.into_iter().map(|head| head.id).collect(),
        given => given.to_vec(),
    };
    let mut rows = Vec::new();
    for id in &ids {
        rows.push(monitor_analysis::statistics(&cohort(store, id, settings)?, settings.now));
    }
    book::write(&Statistics { as_of: settings.now, rows }, &arguments.output, settings)?;
    Ok(Exit::Done)
}
