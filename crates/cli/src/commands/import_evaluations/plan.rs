//! What becomes of each row of evaluations: an act, nothing, or a problem.

use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use monitor_analysis::agreement::{Refusal, Wish};
use monitor_imports::evaluations::{Change, EvaluationRow, changes};
use monitor_model::{Actor, Doer, EnrollmentKey, Evaluation};
use monitor_report::escape::plain;

use crate::args::ImportEvaluations;
use crate::commands::acts::{Act, Desk, Intent, Scene};
use crate::exit::Problem;
use crate::settings::Settings;

/// What is to become of the rows.
#[derive(Default)]
pub(super) struct Plan {
    /// Acts for the ledger, all of them or none.
    pub(super) acts: Vec<Act>,
    lines: Vec<String>,
    new: usize,
    changed: usize,
    same: usize,
    left: usize,
    /// Rows that somebody must decide about first.
    pub(super) problems: Vec<Problem>,
}

impl Plan {
    /// What becomes of rows, held against what is said already.
    pub(super) fn of(
        desk: &Desk<'_>,
        scenes: &[Scene],
        rows: &[EvaluationRow],
        arguments: &ImportEvaluations,
        sent: Option<DateTime<Utc>>,
        settings: &Settings,
    ) -> Self {
        let held = |scene: &Scene| {
            let holds = scene.assessment.agreement.evaluation.clone()?;
            Some((scene.record.enrollment.key.clone(), holds))
        };
        let current: Vec<(EnrollmentKey, Evaluation)> = scenes.iter().filter_map(held).collect();
        let mut plan = Self::default();
        for change in changes(rows, &current) {
            let key = &change.row().enrollment;
            let Some(scene) = scenes.iter().find(|scene| scene.record.enrollment.key == *key)
            else {
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

    /// What would change, or has.
    pub(super) fn text(&self, what: &str, end: &str) -> String {
        let mut text: String = self.lines.iter().map(|line| format!("{line}\n")).collect();
        let Self { new, changed, same, left, .. } = self;
        let _ = writeln!(
            text,
            "{what}: {new} new, {changed} changed, {same} as before, {left} left aside{end}"
        );
        text
    }
}
