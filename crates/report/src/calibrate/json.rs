//! A calibration as JSON, schema `mentorship-monitor/calibration/1`.

use monitor_analysis::calibrate::{Finding, Flag, Interval, LevelRow, Share, Shift};
use serde::Serialize;

use super::{Calibrate, sentences};
use crate::RenderError;

#[derive(Serialize)]
struct CalibrationJson<'a> {
    schema: &'static str,
    programs: Vec<&'a str>,
    notes: Vec<String>,
    assume_complete: bool,
    periods: u32,
    mentees: u32,
    passed: CountJson,
    mentee_weeks: u32,
    mentee_weeks_without_record: u32,
    levels: Vec<LevelJson>,
    at_least_steady: u32,
    findings: Vec<FindingJson>,
    attention: FlagJson,
    mentees_with_attention: u32,
    steps: Vec<StepJson>,
}

/// A number that may be a range.
#[derive(Serialize)]
struct CountJson {
    least: u32,
    most: u32,
}

/// A share, each end 0 to 1; `null` of nobody.
#[derive(Serialize)]
struct ShareJson {
    least: u32,
    most: u32,
    of: u32,
    rate: Option<[f64; 2]>,
    interval_95: Option<[f64; 2]>,
}

#[derive(Serialize)]
struct LevelJson {
    level: Option<&'static str>,
    periods: u32,
    passed: CountJson,
    failed: CountJson,
}

#[derive(Serialize)]
struct FlagJson {
    periods: u32,
    false_flags: ShareJson,
    of_all_that_passed: ShareJson,
}

#[derive(Serialize)]
struct FindingJson {
    rule: &'static str,
    severity: &'static str,
    #[serde(flatten)]
    flag: FlagJson,
}

#[derive(Serialize)]
struct StepJson {
    number: &'static str,
    step: &'static str,
    decides: &'static str,
    from: u16,
    to: u16,
    findings_more: u32,
    findings_fewer: u32,
    levels_changed: u32,
    before: FlagJson,
    after: FlagJson,
}

/// A calibration as JSON.
pub(super) fn render(view: &Calibrate<'_>) -> Result<String, RenderError> {
    let of = view.figures;
    let json = CalibrationJson {
        schema: "mentorship-monitor/calibration/1",
        programs: view.programs.iter().map(monitor_model::ProgramId::as_str).collect(),
        notes: sentences::about(view),
        assume_complete: view.assume_complete,
        periods: of.cases,
        mentees: of.mentees,
        passed: count(of.passed),
        mentee_weeks: of.weeks,
        mentee_weeks_without_record: of.unseen_weeks,
        levels: of.levels.iter().map(level).collect(),
        at_least_steady: of.at_least_steady,
        findings: of.findings.iter().map(finding).collect(),
        attention: flag(&of.attention),
        mentees_with_attention: of.attention_mentees,
        steps: of.shifts.iter().map(step).collect(),
    };
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}

const fn count(share: Share) -> CountJson {
    CountJson { least: share.least, most: share.most }
}

fn share(of: Share) -> ShareJson {
    let ends = |interval: Interval| [interval.low, interval.high];
    let (rate, interval_95) = (of.rate().map(ends), of.interval().map(ends));
    ShareJson { least: of.least, most: of.most, of: of.of, rate, interval_95 }
}

fn level(row: &LevelRow) -> LevelJson {
    LevelJson {
        level: row.level.map(monitor_model::Level::as_str),
        periods: row.passed.of,
        passed: count(row.passed),
        failed: count(row.failed),
    }
}

fn flag(of: &Flag) -> FlagJson {
    FlagJson {
        periods: of.flagged(),
        false_flags: share(of.passed),
        of_all_that_passed: share(of.of_passed),
    }
}

fn finding(of: &Finding) -> FindingJson {
    FindingJson { rule: of.rule.0, severity: of.severity.as_str(), flag: flag(&of.flag) }
}

fn step(of: &Shift) -> StepJson {
    let moved = of.moved;
    StepJson {
        number: moved.knob.key,
        step: moved.step.as_str(),
        decides: moved.knob.rule.map_or("levels", |rule| rule.0),
        from: moved.from,
        to: moved.to,
        findings_more: of.more,
        findings_fewer: of.fewer,
        levels_changed: of.levels,
        before: flag(&of.before),
        after: flag(&of.after),
    }
}
