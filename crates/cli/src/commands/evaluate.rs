//! `evaluate`: a mentor's verdict on one period of one mentee.

use monitor_analysis::agreement::Wish;
use monitor_model::Actor;

use super::acts::{About, doer, perform};
use super::show::find;
use super::{program, store_to_read};
use crate::args;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::settings::Settings;

pub(super) fn run(arguments: &args::Evaluate, settings: &Settings) -> Result<Exit, Failure> {
    output::result(&act(arguments, settings)?)?;
    Ok(Exit::Done)
}

/// Evaluates, and gives what is to be said of it.
pub(super) fn act(arguments: &args::Evaluate, settings: &Settings) -> Result<String, Failure> {
    let by = doer(&arguments.doing, Actor::Mentor)?;
    let mut store = store_to_read(settings)?;
    let args::Whose { program: id, mentee, period } = &arguments.whose;
    let program = program(&store, id, settings)?;
    let about = About { program: id, key: &find(&program, mentee)?.key, period };
    let wish = Wish::Evaluate { period: period.clone(), verdict: arguments.verdict };
    perform(&mut store, about, &by, arguments.note.as_deref(), settings, |_, _| Ok(wish))
}
