//! The score as JSON. Points are exact twice: as a decimal number in a string, and as a whole number of ten-thousandths.

use monitor_model::{Assessment, Earner, MergedShare, Points, ProgressLine, SizeBasis, Withheld};
use serde::Serialize;

use super::assessment::CountJson;
use crate::progress::certainty;
use crate::words::active_weeks;

/// Points, exact twice.
#[derive(Serialize)]
struct PointsJson {
    exact: String,
    ten_thousandths: u64,
}

impl From<Points> for PointsJson {
    fn from(points: Points) -> Self {
        Self { exact: points.to_string(), ten_thousandths: points.ten_thousandths() }
    }
}

/// The score of a period.
#[derive(Serialize)]
pub(crate) struct ProgressJson {
    /// The level that is sure to be reached; `null` where nothing can be said.
    level: Option<&'static str>,
    /// `exact`, `at-least` or `not-known`.
    certainty: &'static str,
    points: PointsJson,
    expected: PointsJson,
    /// The share of what is expected, rounded down; `null` where nothing is.
    percent: Option<u64>,
    /// Whether the level is one lower than the points say, for there was work in too few of the weeks.
    lowered_by_weeks: bool,
    facts: FactsJson,
    /// What each contribution and tally earned; only where one mentee is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    breakdown: Option<Vec<LineJson>>,
}

impl ProgressJson {
    /// The score without its lines.
    pub(crate) fn of(assessment: &Assessment) -> Self {
        let progress = &assessment.progress;
        let facts = &progress.facts;
        Self {
            level: progress.judgement.reached().map(monitor_model::Level::as_str),
            certainty: certainty(progress.judgement),
            points: progress.points.into(),
            expected: progress.expected.into(),
            percent: progress.points.percent_of(progress.expected),
            lowered_by_weeks: progress.lowered_by_weeks,
            facts: FactsJson {
                active_weeks: active_weeks(assessment).into(),
                weeks: facts.weeks,
                longest_gap_weeks: facts.longest_gap_weeks,
                pull_requests: facts.merged.into(),
            },
            breakdown: None,
        }
    }

    /// The score with its lines.
    pub(crate) fn whole(assessment: &Assessment) -> Self {
        let lines = assessment.progress.lines.iter().map(LineJson::of);
        Self { breakdown: Some(lines.collect()), ..Self::of(assessment) }
    }
}

/// The plain facts; the wait for a first response stands with how mentors and mentee met.
#[derive(Serialize)]
struct FactsJson {
    active_weeks: CountJson,
    weeks: u32,
    longest_gap_weeks: u32,
    pull_requests: MergedJson,
}

#[derive(Serialize)]
struct MergedJson {
    opened: u32,
    merged_or_landed: u32,
    complete: bool,
}

impl From<MergedShare> for MergedJson {
    fn from(share: MergedShare) -> Self {
        let MergedShare { opened, merged, complete } = share;
        Self { opened, merged_or_landed: merged, complete }
    }
}

/// What one contribution or tally earned.
#[derive(Serialize)]
struct LineJson {
    /// Its place in the period's `contributions`.
    #[serde(skip_serializing_if = "Option::is_none")]
    contribution: Option<usize>,
    /// Its place in the period's `commit_tallies`.
    #[serde(skip_serializing_if = "Option::is_none")]
    commit_tally: Option<usize>,
    earned_as: &'static str,
    times: u32,
    base: u16,
    size: SizeJson,
    scope_percent: u16,
    worth: PointsJson,
    withheld: WithheldJson,
    earned: PointsJson,
}

impl LineJson {
    fn of(line: &ProgressLine) -> Self {
        let (contribution, commit_tally) = match line.of {
            Earner::Contribution(at) => (Some(at), None),
            Earner::Tally(at) => (None, Some(at)),
        };
        Self {
            contribution,
            commit_tally,
            earned_as: line.earning.as_str(),
            times: line.times,
            base: line.base,
            size: SizeJson::of(line),
            scope_percent: line.scope_percent,
            worth: line.worth.into(),
            withheld: line.withheld.into(),
            earned: line.earned.into(),
        }
    }
}

#[derive(Serialize)]
struct SizeJson {
    percent: u16,
    basis: &'static str,
    /// Lines that a person wrote, all or at least, by the basis.
    lines: Option<u32>,
}

impl SizeJson {
    fn of(line: &ProgressLine) -> Self {
        let (basis, lines) = match line.size.basis {
            SizeBasis::Lines(lines) => ("lines", Some(lines)),
            SizeBasis::AtLeast(lines) => ("at-least", Some(lines)),
            SizeBasis::Unknown => ("unknown", None),
            SizeBasis::Substance => ("substance", None),
            SizeBasis::DoesNotApply => ("does-not-apply", None),
        };
        Self { percent: line.size.percent, basis, lines }
    }
}

#[derive(Serialize)]
struct WithheldJson {
    repeated: PointsJson,
    in_pull_request: PointsJson,
    over_weekly_cap: PointsJson,
}

impl From<Withheld> for WithheldJson {
    fn from(withheld: Withheld) -> Self {
        Self {
            repeated: withheld.repeated.into(),
            in_pull_request: withheld.in_pull_request.into(),
            over_weekly_cap: withheld.over_weekly_cap.into(),
        }
    }
}
