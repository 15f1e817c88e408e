//! `import evaluations`: mentors' verdicts from the export of a form, all rows at once or none.

use chrono::{DateTime, Utc};
use monitor_imports::evaluations::{Form, Given, Names, Reading, read};
use monitor_model::ProgramId;
use monitor_store::Store;

use super::acts::{Desk, Scene, instant, some};
use super::{counted, store_to_read};
use crate::args::ImportEvaluations;
use crate::exit::{Exit, Failure, Problem};
use crate::settings::Settings;
use crate::{files, output};

mod forms;
mod plan;

use forms::{forms, problem, unknown};
use plan::Plan;

pub(super) fn run(arguments: &ImportEvaluations, settings: &Settings) -> Result<Exit, Failure> {
    let (text, problems) = act(arguments, settings)?;
    output::result(&text)?;
    if problems.is_empty() { Ok(Exit::Done) } else { Err(Failure { exit: Exit::Input, problems }) }
}

/// Imports all rows or none, and gives what is to be said of it and what hindered it.
pub(super) fn act(
    arguments: &ImportEvaluations,
    settings: &Settings,
) -> Result<(String, Vec<Problem>), Failure> {
    let mut store = store_to_read(settings)?;
    let program = program(&store, arguments.program.as_ref())?;
    let standards = settings.standards()?;
    let period = &arguments.period;
    let (desk, scenes) = some(&store, &program, period, &standards, settings, |_| true)?;
    let sent = arguments.sent.as_deref().map(|text| instant(text, "--sent")).transpose()?;
    let reading = reading(&desk, &scenes, arguments, sent, settings)?;
    for notice in &reading.notices {
        settings.note(&format!("note: {notice}"));
    }
    let mut plan = Plan::of(&desk, &scenes, &reading.rows, arguments, sent, settings);
    plan.problems.splice(0..0, reading.problems.iter().map(problem));
    let dry = arguments.dry_run;
    if plan.problems.is_empty() && !dry && !plan.acts.is_empty() {
        desk.append(&mut store, &plan.acts)?;
    }
    let text = if plan.problems.is_empty() || dry {
        let end = if dry { "; nothing was written" } else { "" };
        plan.text(&format!("{period} of {program}"), end)
    } else {
        let problems = counted(plan.problems.len(), "problem");
        format!("{period} of {program}: nothing was imported; {problems}\n")
    };
    Ok((text, plan.problems))
}

/// The program that was named, or the only one.
fn program(store: &Store, given: Option<&ProgramId>) -> Result<ProgramId, Failure> {
    let heads = store.programs()?;
    match (given, &heads[..]) {
        (Some(id), _) => Ok(id.clone()),
        (None, [only]) => Ok(only.id.clone()),
        (None, []) => Err(Failure::input(
            "the database holds no program yet",
            "`mentorship-monitor import roster FILE` brings one",
        )),
        (None, several) => {
            let ids: Vec<String> = several.iter().map(|head| format!("`{}`", head.id)).collect();
            Err(Failure::input(
                "the database holds several programs",
                format!("name one with `--program`: {}", ids.join(", ")),
            ))
        }
    }
}

fn reading(
    desk: &Desk<'_>,
    scenes: &[Scene],
    arguments: &ImportEvaluations,
    sent: Option<DateTime<Utc>>,
    settings: &Settings,
) -> Result<Reading, Failure> {
    let forms = forms(settings)?;
    let made = match arguments.map.as_deref().map(Form::parse) {
        Some(Err(error)) => return Err(Failure::input(error.says, error.hint)),
        Some(Ok(form)) => Some(form),
        None => None,
    };
    let named = match arguments.form.as_deref() {
        Some(name) => Some(forms.form(name).ok_or_else(|| unknown(name, &forms, settings))?),
        None => None,
    };
    let names = names(scenes);
    let given = Given {
        program: &desk.program,
        names: &names,
        settings: &forms,
        form: made.as_ref().or(named),
        sender: arguments.mentor.as_deref(),
        at: sent.unwrap_or(settings.now),
    };
    let (shown, bytes) = files::bytes(&arguments.file)?;
    Ok(read(&shown, &bytes, &given))
}

/// What sources call the mentees.
fn names(scenes: &[Scene]) -> Names {
    let named = |scene: &Scene| {
        let name = scene.record.name.clone()?;
        Some((scene.record.enrollment.key.clone(), name))
    };
    Names { mentees: scenes.iter().filter_map(named).collect(), mentors: Vec::new() }
}
