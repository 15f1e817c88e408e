//! `report`: reports across mentees and programs, one file each.

use crate::args::Report;
use crate::exit::{Exit, Failure};
use crate::settings::Settings;

mod calendar;
mod mentor;
mod period;
mod statistics;
mod stipends;
mod weekly;

pub(super) use period::packet;

pub(super) fn run(arguments: &Report, settings: &Settings) -> Result<Exit, Failure> {
    match arguments {
        Report::Weekly(arguments) => weekly::run(arguments, settings),
        Report::Statistics(arguments) => statistics::run(arguments, settings),
        Report::Calendar(arguments) => calendar::run(arguments, settings),
        Report::Stipends(arguments) => stipends::run(arguments, settings),
        Report::Mentor(arguments) => mentor::run(arguments, settings),
        Report::Period(arguments) => period::run(arguments, settings),
    }
}
