//! `report mentor`: what mentors did, and what waits for them.

use monitor_report::{Mentors, UnknownMentor};

use crate::args;
use crate::commands::{as_of, assess_all, book, cohort};
use crate::exit::{Exit, Failure};
use crate::settings::Settings;

pub(super) fn run(arguments: &args::Mentor, settings: &Settings) -> Result<Exit, Failure> {
    let source = as_of::source(arguments.as_of.id(), settings)?;
    source.expect(&arguments.program)?;
    let (store, settings) = (&source.store, &source.settings);
    let cohort = cohort(store, &arguments.program, settings)?;
    let assessments = assess_all(&cohort, settings)?;
    let mut mentors = Mentors::new(&cohort.program, &assessments, settings.now);
    if let Some(one) = arguments.mentor.as_deref() {
        mentors = mentors.only(one)?;
    }
    book::write(&mentors, &arguments.output, settings)?;
    Ok(Exit::Done)
}

impl From<UnknownMentor> for Failure {
    fn from(error: UnknownMentor) -> Self {
        let known: Vec<String> = error.known.iter().map(|mentor| format!("`{mentor}`")).collect();
        let hint = match &known[..] {
            [] => "its roster names no mentors".to_owned(),
            known => format!("its mentors are {}", known.join(", ")),
        };
        Self::input(&error, hint)
    }
}
