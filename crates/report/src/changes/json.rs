//! The changes as JSON, schema `mentorship-monitor/changes/1`.

use chrono_tz::Tz;
use monitor_analysis::changes::Changed;
use monitor_model::{Assessment, Finding, Level};
use serde::Serialize;

use super::{Changes, Side};
use crate::dates::rfc3339;
use crate::wire::{PeriodJson, ProgramJson};
use crate::{RenderError, progress};

#[derive(Serialize)]
struct ChangesJson<'a> {
    schema: &'static str,
    program: ProgramJson<'a>,
    period: PeriodJson<'a>,
    from: SideJson<'a>,
    to: SideJson<'a>,
    standards_differ: bool,
    same: usize,
    changed: Vec<ChangedJson<'a>>,
}

#[derive(Serialize)]
pub(crate) struct SideJson<'a> {
    /// Null for the database as it is.
    snapshot: Option<&'a str>,
    as_of: String,
}

impl<'a> SideJson<'a> {
    pub(crate) fn of(side: &'a Side, zone: Tz) -> Self {
        Self { snapshot: side.snapshot.as_deref(), as_of: rfc3339(side.as_of, zone) }
    }
}

#[derive(Serialize)]
pub(crate) struct ChangedJson<'a> {
    mentee: &'a str,
    /// Null where they were not there.
    from: Option<StateJson>,
    /// Null where they are not there any more.
    to: Option<StateJson>,
    standing_differs: bool,
    level_differs: bool,
    findings_gone: Vec<RuleJson<'a>>,
    findings_new: Vec<RuleJson<'a>>,
}

#[derive(Serialize)]
struct StateJson {
    standing: &'static str,
    /// Null where nothing can be said.
    level: Option<&'static str>,
    certainty: &'static str,
}

#[derive(Serialize)]
struct RuleJson<'a> {
    rule: &'static str,
    severity: &'static str,
    says: &'a str,
}

/// The changes as JSON.
pub(super) fn render(view: &Changes<'_>) -> Result<String, RenderError> {
    let zone = view.program.zone;
    let json = ChangesJson {
        schema: "mentorship-monitor/changes/1",
        program: ProgramJson::of(view.program),
        period: PeriodJson::of(view.period, zone),
        from: SideJson::of(&view.before, zone),
        to: SideJson::of(&view.after, zone),
        standards_differ: view.standards_differ,
        same: view.same,
        changed: view.changed.iter().map(changed).collect(),
    };
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}

pub(crate) fn changed<'a>(changed: &Changed<'a>) -> ChangedJson<'a> {
    ChangedJson {
        mentee: changed.key.as_str(),
        from: changed.before.map(state),
        to: changed.after.map(state),
        standing_differs: changed.standing(),
        level_differs: changed.level(),
        findings_gone: changed.gone().into_iter().map(rule).collect(),
        findings_new: changed.appeared().into_iter().map(rule).collect(),
    }
}

fn state(assessment: &Assessment) -> StateJson {
    let judgement = assessment.progress.judgement;
    StateJson {
        standing: assessment.stand.standing.as_str(),
        level: judgement.reached().map(Level::as_str),
        certainty: progress::certainty(judgement),
    }
}

fn rule(finding: &Finding) -> RuleJson<'_> {
    RuleJson { rule: finding.rule.0, severity: finding.severity.as_str(), says: &finding.says }
}
