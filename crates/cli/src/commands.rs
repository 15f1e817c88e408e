//! The commands, one file each, and what they share.

use monitor_model::{Cohort, ProgramId};
use monitor_report::{RuleDoc, Style};
use monitor_store::{Store, StoreError};

use crate::args::{Command, Import, Report};
use crate::exit::{Exit, Failure};
use crate::output;
use crate::settings::Settings;

mod rosters;

mod check;
mod demo;
mod import_activity;
mod import_roster;
mod manual;
mod review;
mod rules;
mod show;
mod statistics;

/// Runs a command to its end.
pub(crate) fn run(command: Command, settings: &Settings) -> Result<Exit, Failure> {
    match command {
        Command::Demo(arguments) => demo::run(&arguments, settings),
        Command::Check(arguments) => check::run(&arguments, settings),
        Command::Import(Import::Roster(arguments)) => import_roster::run(&arguments, settings),
        Command::Import(Import::Activity(arguments)) => import_activity::run(&arguments, settings),
        Command::Review(arguments) => review::run(&arguments, settings),
        Command::Show(arguments) => show::run(&arguments, settings),
        Command::Report(Report::Statistics { programs, output }) => {
            statistics::run(&programs, &output, settings)
        }
        Command::Rules(arguments) => rules::run(&arguments, settings),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man => manual::page(),
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::machine(&error, error.hint())
    }
}

impl From<monitor_report::RenderError> for Failure {
    fn from(error: monitor_report::RenderError) -> Self {
        match error.to_string().split_once("\nhint: ") {
            Some((says, hint)) => Self::input(says, hint),
            None => Self::machine(error, "this is a mistake of the program; please report it"),
        }
    }
}

/// The style of text for a terminal.
fn style(settings: &Settings) -> Style {
    if settings.color { Style::Colour } else { Style::Plain }
}

/// The rules as documentation.
fn rule_docs() -> Vec<RuleDoc<'static>> {
    monitor_analysis::REGISTRY.iter().map(RuleDoc::of).collect()
}

/// A program that must be in the database, with a note where its roster has changed since.
fn cohort(store: &Store, id: &ProgramId, settings: &Settings) -> Result<Cohort, Failure> {
    if let Some(cohort) = store.cohort(id)? {
        rosters::warn_if_stale(store, id, settings)?;
        return Ok(cohort);
    }
    let known: Vec<String> =
        store.programs()?.iter().map(|head| format!("`{}`", head.id)).collect();
    let hint = if known.is_empty() {
        "the database holds no program yet; `mentorship-monitor import roster FILE` brings one"
            .to_owned()
    } else {
        format!("the database holds {}", known.join(", "))
    };
    Err(Failure::input(format!("there is no program `{id}` in `{}`", settings.db.display()), hint))
}

/// Writes a note for people, unless they asked for quiet.
fn note(settings: &Settings, text: &str) {
    if !settings.quiet {
        output::note(text);
    }
}
