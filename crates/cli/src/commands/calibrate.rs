//! `calibrate`: what levels and findings say of programs that have ended, held against known verdicts.

use std::ops::ControlFlow;

use monitor_analysis::UnknownPeriod;
use monitor_analysis::calibrate::{Case, Panel, Variant, Verdicts, calibration, variants};
use monitor_model::{PeriodId, Program, ProgramId};
use monitor_report::Calibrate;
use monitor_store::Store;

use super::{known, store_to_read, style};
use crate::args;
use crate::exit::{Exit, Failure};
use crate::settings::Settings;
use crate::{files, output};

mod verdicts;

pub(super) fn run(arguments: &args::Calibrate, settings: &Settings) -> Result<Exit, Failure> {
    let store = store_to_read(settings)?;
    let programs = programs(&store, &arguments.programs, settings)?;
    let verdicts = read_verdicts(arguments, &store)?;
    let standards = settings.standards()?;
    let variants = variants(&standards);
    let mut cases = Vec::new();
    for program in &programs {
        let periods = periods(program, arguments.period.as_ref());
        cases.extend(assess(&store, program, &periods, &variants, &verdicts, arguments, settings)?);
    }
    let others_failed = enough(&cases, &verdicts)?;
    let figures = calibration(&cases, &variants, others_failed);
    let ids: Vec<ProgramId> = programs.into_iter().map(|program| program.id).collect();
    let view = Calibrate {
        programs: &ids,
        figures: &figures,
        assume_complete: arguments.assume_complete,
        others_failed: verdicts.others_failed,
    };
    output::result(&view.render(arguments.output.wanted(), style(settings))?)?;
    Ok(Exit::Done)
}

/// The programs that were asked for, or all; they must have ended.
fn programs(
    store: &Store,
    given: &[ProgramId],
    settings: &Settings,
) -> Result<Vec<Program>, Failure> {
    let ended = |program: &Program| program.window.to() <= settings.now;
    if given.is_empty() {
        let mut all = every(store)?;
        all.retain(ended);
        return if all.is_empty() {
            Err(Failure::input(
                format!("no program in `{}` has ended", settings.db.display()),
                "thresholds are held against programs that have ended; `mentorship-monitor import roster FILE` brings one",
            ))
        } else {
            Ok(all)
        };
    }
    let mut programs: Vec<Program> = Vec::new();
    for id in given {
        known(store, id, settings)?;
        let new = !programs.iter().any(|program| program.id == *id);
        programs.extend(store.program(id)?.filter(|_| new));
    }
    match programs.iter().find(|program| !ended(program)) {
        None => Ok(programs),
        Some(running) => Err(Failure::input(
            format!("`{}` has not ended yet", running.id),
            format!("it ends at {}", running.window.to().with_timezone(&running.zone).to_rfc3339()),
        )),
    }
}

fn every(store: &Store) -> Result<Vec<Program>, Failure> {
    let mut all = Vec::new();
    for head in store.programs()? {
        all.extend(store.program(&head.id)?);
    }
    Ok(all)
}

/// The verdicts that are known: of the file, and of everybody else.
fn read_verdicts(arguments: &args::Calibrate, store: &Store) -> Result<Verdicts, Failure> {
    let mut verdicts = Verdicts::default();
    if let Some(path) = &arguments.verdicts {
        let file = files::read(path)?;
        let (known, problems) = verdicts::read(&file.shown, &file.text, &every(store)?);
        verdicts.known = Failure::problems(&problems).map_or(Ok(known), Err)?;
    }
    verdicts.others_failed =
        arguments.everybody_passed.then(|| arguments.except.unwrap_or_default());
    if arguments.verdicts.is_none() && verdicts.others_failed.is_none() {
        return Err(Failure::input(
            "there is no verdict to hold levels and findings against",
            "give them with `--verdicts FILE`, or say `--everybody-passed`, with `--except N` where N of them failed",
        ));
    }
    Ok(verdicts)
}

/// The periods to look at: all, or the one that was asked for.
fn periods(program: &Program, wanted: Option<&PeriodId>) -> Vec<PeriodId> {
    let all = || program.periods.iter().map(|period| period.id.clone()).collect();
    wanted.map_or_else(all, |one| vec![one.clone()])
}

/// The cases of a program, one record in memory at a time.
fn assess(
    store: &Store,
    program: &Program,
    periods: &[PeriodId],
    variants: &[Variant],
    verdicts: &Verdicts,
    arguments: &args::Calibrate,
    settings: &Settings,
) -> Result<Vec<Case>, Failure> {
    let mut cases = Vec::new();
    let read = store.records(&program.id, |records| {
        let complete = arguments.assume_complete;
        let panel = Panel::new(records.head(), periods, variants, complete, settings.now)?;
        let end = records.each(|record| {
            cases.extend(panel.cases(&record, verdicts));
            ControlFlow::<()>::Continue(())
        });
        Ok::<_, UnknownPeriod>(end)
    })?;
    if let Some(read) = read {
        let _ = read??;
    }
    Ok(cases)
}

/// How many failed of those without a verdict of their own; there must be cases, and as many as are to have failed.
fn enough(cases: &[Case], verdicts: &Verdicts) -> Result<u32, Failure> {
    let open = cases.iter().filter(|case| case.verdict.is_none()).count();
    let failed = verdicts.others_failed.unwrap_or_default();
    if cases.is_empty() {
        return Err(Failure::input(
            "no period that has ended has a verdict",
            "`--verdicts FILE` names program, mentee, period and verdict; `--everybody-passed` says it of all",
        ));
    }
    if usize::try_from(failed).is_ok_and(|failed| failed > open) {
        return Err(Failure::input(
            format!(
                "`--except {failed}` is more than there are: {open} periods have no verdict of their own"
            ),
            "N counts the mentees' periods that are looked at; `--period` and PROGRAM choose them",
        ));
    }
    Ok(failed)
}
