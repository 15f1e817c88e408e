//! `import evaluations`: mentors' verdicts from the export of a form, all rows at once or none.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use monitor_analysis::agreement::{Refusal, Wish};
use monitor_imports::evaluations::{
    Change, EvaluationProblem, EvaluationRow, Form, Given, Names, Reading, Settings as Forms,
    changes, read,
};
use monitor_model::{Actor, Doer, EnrollmentKey, Evaluation, ProgramId};
use monitor_report::escape::plain;
use monitor_store::Store;

use super::acts::{Act, Desk, Intent, Scene, instant, some};
use super::{counted, store_to_read};
use crate::args::ImportEvaluations;
use crate::exit::{Exit, Failure, Problem};
use crate::settings::Settings;
use crate::{files, output};

/// What is to become of the rows.
#[derive(Default)]
struct Plan {
    acts: Vec<Act>,
    lines: Vec<String>,
    new: usize,
    changed: usize,
    same: usize,
    left: usize,
    problems: Vec<Problem>,
}

pub(super) fn run(arguments: &ImportEvaluations, settings: &Settings) -> Result<Exit, Failure> {
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
    let mut plan = plan(&desk, &scenes, &reading.rows, arguments, sent, settings);
    plan.problems.splice(0..0, reading.problems.iter().map(problem));
    let dry = arguments.dry_run;
    if plan.problems.is_empty() && !dry && !plan.acts.is_empty() {
        desk.append(&mut store, &plan.acts)?;
    }
    if plan.problems.is_empty() || dry {
        let end = if dry { "; nothing was written" } else { "" };
        output::result(&text(&plan, &format!("{period} of {program}"), end))?;
    }
    if plan.problems.is_empty() {
        return Ok(Exit::Done);
    }
    if !dry {
        let problems = counted(plan.problems.len(), "problem");
        output::result(&format!("{period} of {program}: nothing was imported; {problems}\n"))?;
    }
    Err(Failure { exit: Exit::Input, problems: plan.problems })
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

fn forms(settings: &Settings) -> Result<Forms, Failure> {
    let path = settings.config.join("evaluations.toml");
    let shown = path.display().to_string();
    let Some(text) = files::read_if_present(&path)? else {
        settings.trace(|| format!("no `{shown}`, so the common words and headers hold"));
        return Ok(Forms::default());
    };
    Forms::from_toml(&shown, &text).map_err(|problems| Failure {
        exit: Exit::Input,
        problems: problems.iter().map(problem).collect(),
    })
}

fn unknown(name: &str, forms: &Forms, settings: &Settings) -> Failure {
    let known: Vec<String> =
        forms.forms().iter().map(|form| format!("`{}`", form.name())).collect();
    let file = settings.config.join("evaluations.toml").display().to_string();
    let hint = match &known[..] {
        [] => format!("`{file}` has none yet; `--map` does without"),
        known => format!("`{file}` has {}", known.join(", ")),
    };
    Failure::input(format!("there is no form `{}`", plain(name)), hint)
}

/// What sources call the mentees.
fn names(scenes: &[Scene]) -> Names {
    let named = |scene: &Scene| {
        let name = scene.record.name.clone()?;
        Some((scene.record.enrollment.key.clone(), name))
    };
    Names { mentees: scenes.iter().filter_map(named).collect(), mentors: Vec::new() }
}

fn problem(of: &EvaluationProblem) -> Problem {
    let says = format!("{}, line {}: {}", of.place.file, of.place.line, of.says);
    Problem { says, hint: Some(of.hint.clone()) }
}

fn plan(
    desk: &Desk<'_>,
    scenes: &[Scene],
    rows: &[EvaluationRow],
    arguments: &ImportEvaluations,
    sent: Option<DateTime<Utc>>,
    settings: &Settings,
) -> Plan {
    let held = |scene: &Scene| {
        let holds = scene.assessment.agreement.evaluation.clone()?;
        Some((scene.record.enrollment.key.clone(), holds))
    };
    let current: Vec<(EnrollmentKey, Evaluation)> = scenes.iter().filter_map(held).collect();
    let mut plan = Plan::default();
    for change in changes(rows, &current) {
        let key = &change.row().enrollment;
        let Some(scene) = scenes.iter().find(|scene| scene.record.enrollment.key == *key) else {
            continue;
        };
        // Only a file without times has the instant of this run in its rows.
        let dated = sent.is_some() || change.row().at != settings.now;
        if let Err(problem) = plan.take(desk, scene, &change, dated, arguments, settings) {
            plan.problems.push(problem);
        }
    }
    plan
}

impl Plan {
    /// What the row is to what holds; `None` for one that changes nothing.
    fn was(&mut self, desk: &Desk<'_>, change: &Change<'_>) -> Option<String> {
        let row = change.row();
        match change {
            Change::Same(_) => {
                self.same += 1;
                None
            }
            Change::New(_) => Some("new".to_owned()),
            Change::Changed { from, .. } if change.is_older() => {
                self.left += 1;
                let (sent, since) = (desk.shown(row.at), desk.shown(from.at));
                self.lines.push(format!(
                    "{}: left aside, for it was sent at {sent}, before the {} that holds since {since}",
                    row.enrollment, from.verdict
                ));
                None
            }
            Change::Changed { from, .. } => Some(format!("instead of {}", from.verdict)),
        }
    }

    fn take(
        &mut self,
        desk: &Desk<'_>,
        scene: &Scene,
        change: &Change<'_>,
        dated: bool,
        arguments: &ImportEvaluations,
        settings: &Settings,
    ) -> Result<(), Problem> {
        let row = change.row();
        let at_row = |says: String, hint: &str| Problem {
            says: format!("{}, line {}: {says}", row.place.file, row.place.line),
            hint: Some(hint.to_owned()),
        };
        let key = &row.enrollment;
        if row.at > settings.now {
            let says =
                format!("`{}` was sent at {}, which has not come yet", key, desk.shown(row.at));
            return Err(at_row(says, "see to the clock, and to the time zone of the form"));
        }
        let Some(was) = self.was(desk, change) else {
            return Ok(());
        };
        let by = Doer { role: Actor::Mentor, name: row.mentor.shown().to_owned() };
        let wish = Wish::Evaluate { period: arguments.period.clone(), verdict: row.verdict };
        let intent = Intent { by: &by, wish, reason: row.note.as_deref(), at: row.at };
        let act = match desk.propose(scene, intent, self.acts.len()) {
            Ok(act) => act,
            Err(Refusal::SameVerdict { .. }) => {
                self.same += 1;
                return Ok(());
            }
            Err(refusal) => return Err(at_row(refusal.to_string(), &refusal.hint())),
        };
        if let (Change::Changed { from, .. }, false) = (change, dated) {
            let says = format!(
                "`{key}` has another evaluation already ({} of {}), and nobody can tell which is newer",
                from.verdict,
                desk.shown(from.at)
            );
            return Err(at_row(says, "say when the file was sent with `--sent INSTANT`"));
        }
        let count =
            if matches!(change, Change::New(_)) { &mut self.new } else { &mut self.changed };
        *count += 1;
        let standing = act.stands.map_or_else(String::new, |(before, after)| {
            format!("; {} -> {}", before.standing, after.standing)
        });
        let by = plain(row.mentor.shown());
        self.lines.push(format!("{key}: {} by {by}, {was}{standing}", row.verdict));
        self.acts.push(act);
        Ok(())
    }
}

fn text(plan: &Plan, what: &str, end: &str) -> String {
    let mut text: String = plan.lines.iter().map(|line| format!("{line}\n")).collect();
    let Plan { new, changed, same, left, .. } = plan;
    let _ = writeln!(
        text,
        "{what}: {new} new, {changed} changed, {same} as before, {left} left aside{end}"
    );
    text
}
