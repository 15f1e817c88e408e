//! `run`: what a timer calls, from the rosters to the messages.

use crate::args::Run;
use crate::exit::{Exit, Failure};
use crate::settings::Settings;

mod deliver;
mod due;
mod heart;
mod lay;
mod log;
mod messages;
mod rehearsal;
mod reports;
mod said;
mod troubles;
mod weekly;

pub(super) fn run(arguments: &Run, settings: &Settings) -> Result<Exit, Failure> {
    match arguments {
        Run::Weekly(arguments) => weekly::run(arguments, settings),
    }
}
