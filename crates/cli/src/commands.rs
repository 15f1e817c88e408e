//! The commands, one file each, and what they share.

use monitor_model::{Assessment, Cohort, Program, ProgramId};
use monitor_report::{RuleDoc, Style};
use monitor_store::{ProgramHead, Store, StoreError};

use crate::args::{Command, Export, Import};
use crate::exit::{Exit, Failure};
use crate::settings::Settings;

mod acts;
mod as_of;
mod book;
mod connection;
mod memory;
mod rosters;
mod weekly;

mod backup;
mod calibrate;
mod check;
mod decide;
mod demo;
mod evaluate;
mod evidence;
mod explain;
mod export;
mod forget;
mod import_activity;
mod import_evaluations;
mod import_roster;
mod ledger;
mod manual;
mod report;
mod review;
mod rules;
mod run;
mod show;
mod snapshot;
mod sync;

/// Runs a command to its end.
pub(crate) fn run(command: Command, settings: &Settings) -> Result<Exit, Failure> {
    match command {
        Command::Demo(arguments) => demo::run(&arguments, settings),
        Command::Check(arguments) => check::run(&arguments, settings),
        Command::Import(Import::Roster(arguments)) => import_roster::run(&arguments, settings),
        Command::Import(Import::Activity(arguments)) => import_activity::run(&arguments, settings),
        Command::Import(Import::Evaluations(arguments)) => {
            import_evaluations::run(&arguments, settings)
        }
        Command::Evaluate(arguments) => evaluate::run(&arguments, settings),
        Command::Evidence(arguments) => evidence::run(&arguments, settings),
        Command::Decide(arguments) => decide::run(&arguments, settings),
        Command::Ledger(arguments) => ledger::run(&arguments, settings),
        Command::Backup { file } => backup::run(&file, settings),
        Command::Forget(arguments) => forget::run(&arguments, settings),
        Command::Sync(arguments) => sync::run(&arguments, settings),
        Command::Export(Export::Contributions { program, format }) => {
            export::run(&program, format, settings)
        }
        Command::Review(arguments) => review::run(&arguments, settings),
        Command::Snapshot(arguments) => snapshot::run(&arguments, settings),
        Command::Show(arguments) => show::run(&arguments, settings),
        Command::Explain(arguments) => explain::run(&arguments, settings),
        Command::Report(arguments) => report::run(&arguments, settings),
        Command::Run(arguments) => run::run(&arguments, settings),
        Command::Rules(arguments) => rules::run(&arguments, settings),
        Command::Calibrate(arguments) => calibrate::run(&arguments, settings),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man => manual::pages(),
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NoEnrollment { .. }
            | StoreError::NoContinuation { .. }
            | StoreError::WasForgotten { .. }
            | StoreError::NamesForgotten { .. } => Self::input(&error, error.hint()),
            _ => Self::machine(&error, error.hint()),
        }
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
    let heads = look_up(store, id, settings)?;
    store.cohort(id)?.ok_or_else(|| unknown(&heads, id, settings))
}

/// The assessments of every period of a program, period by period.
fn assess_all(cohort: &Cohort, settings: &Settings) -> Result<Vec<Assessment>, Failure> {
    let standards = settings.standards()?;
    let mut all = Vec::new();
    for period in &cohort.program.periods {
        all.extend(monitor_analysis::assess(cohort, &period.id, &standards, settings.now)?);
    }
    Ok(all)
}

/// Every program, of which this must be one; with a note where its roster has changed since.
fn look_up(
    store: &Store,
    id: &ProgramId,
    settings: &Settings,
) -> Result<Vec<ProgramHead>, Failure> {
    let heads = store.programs()?;
    let Some(head) = heads.iter().find(|head| head.id == *id) else {
        return Err(unknown(&heads, id, settings));
    };
    // What was frozen is not what the roster says now, and need not be.
    if settings.frozen.is_none() {
        rosters::note_if_stale(head, settings);
    }
    Ok(heads)
}

/// Refuses a program that is not in the database.
fn known(store: &Store, id: &ProgramId, settings: &Settings) -> Result<(), Failure> {
    match store.program(id)? {
        Some(_) => Ok(()),
        None => Err(unknown(&store.programs()?, id, settings)),
    }
}

/// A program that must be in the database, as its roster declares it.
fn program(store: &Store, id: &ProgramId, settings: &Settings) -> Result<Program, Failure> {
    match store.program(id)? {
        Some(program) => Ok(program),
        None => Err(unknown(&store.programs()?, id, settings)),
    }
}

fn unknown(heads: &[ProgramHead], id: &ProgramId, settings: &Settings) -> Failure {
    let known: Vec<String> = heads.iter().map(|head| format!("`{}`", head.id)).collect();
    let hint = if known.is_empty() {
        "the database holds no program yet; `mentorship-monitor import roster FILE` brings one"
            .to_owned()
    } else {
        format!("the database holds {}", known.join(", "))
    };
    Failure::input(format!("there is no program `{id}` in `{}`", settings.db.display()), hint)
}

/// The database to write to. A dry run makes none: where there is none yet, it runs on one that is gone afterwards.
fn store_to_write(settings: &Settings, dry_run: bool) -> Result<Store, Failure> {
    let db = settings.db.display();
    if !dry_run {
        settings.trace(|| format!("writing to `{db}`, as of {}", settings.now.to_rfc3339()));
        return Ok(Store::open(&settings.db)?);
    }
    match Store::open_existing(&settings.db) {
        Err(StoreError::Missing { .. }) => {
            settings.trace(|| format!("there is no `{db}`, so this is compared with nothing"));
            Ok(Store::in_memory()?)
        }
        opened => Ok(opened?),
    }
}

/// The database to read from, which must be there.
fn store_to_read(settings: &Settings) -> Result<Store, Failure> {
    let db = settings.db.display();
    settings.trace(|| format!("reading `{db}`, as of {}", settings.now.to_rfc3339()));
    Ok(Store::open_existing(&settings.db)?)
}

/// What a list is for machines.
fn json<T: serde::Serialize>(of: &T) -> Result<String, Failure> {
    match serde_json::to_string_pretty(of) {
        Ok(text) => Ok(text + "\n"),
        Err(error) => {
            Err(Failure::machine(error, "this is a mistake of the program; please report it"))
        }
    }
}

/// A line of JSON, for a log.
fn one_line<T: serde::Serialize>(of: &T) -> Result<String, Failure> {
    match serde_json::to_string(of) {
        Ok(text) => Ok(text + "\n"),
        Err(error) => {
            Err(Failure::machine(error, "this is a mistake of the program; please report it"))
        }
    }
}

/// A number and its noun, which takes an `s` unless there is just one.
fn counted(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
