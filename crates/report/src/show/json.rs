//! One mentee as JSON, schema `mentorship-monitor/show/1`.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use monitor_analysis::agreement::Uncounted;
use monitor_model::Earner;
use serde::Serialize;

use super::context::ContextJson;
use super::{Earned, Measures, PeriodShown, Show};
use crate::RenderError;
use crate::dates::rfc3339;
use crate::wire::{
    AgreementJson, AssessmentJson, DoerJson, EnrollmentJson, ProgramJson, ProgressJson,
};

#[derive(Serialize)]
struct ShowJson<'a> {
    schema: &'static str,
    program: ProgramJson<'a>,
    as_of: String,
    mentee: EnrollmentJson<'a>,
    periods: Vec<PeriodJson<'a>>,
    /// Entries of the ledger that don't count and are about no period that is here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    uncounted: Vec<UncountedJson<'a>>,
    /// What the points rest on, and how each period's were worked out; only where the arithmetic is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    worked_out: Option<Vec<WorkedJson<'a>>>,
}

#[derive(Serialize)]
struct PeriodJson<'a> {
    #[serde(flatten)]
    assessment: AssessmentJson<'a>,
    /// Missing where it can't be said.
    #[serde(skip_serializing_if = "Option::is_none")]
    context: Option<ContextJson>,
    /// Entries of the ledger about the period that don't count.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    uncounted: Vec<UncountedJson<'a>>,
}

/// An entry of the ledger that doesn't count.
#[derive(Serialize)]
struct UncountedJson<'a> {
    entry: u64,
    deed: &'static str,
    by: DoerJson<'a>,
    at: String,
    why: String,
}

impl<'a> UncountedJson<'a> {
    fn of(uncounted: &Uncounted<'a>, zone: Tz) -> Self {
        let entry = uncounted.entry;
        Self {
            entry: entry.id.0,
            deed: entry.deed.as_str(),
            by: DoerJson::of(&entry.by),
            at: rfc3339(entry.at, zone),
            why: uncounted.why.to_string(),
        }
    }
}

/// How the points of a period were worked out, in words.
#[derive(Serialize)]
struct WorkedJson<'a> {
    period: &'a str,
    rules: BTreeMap<&'static str, String>,
    /// One per line of the period's breakdown, in its order.
    lines: Vec<String>,
}

impl<'a> WorkedJson<'a> {
    fn of(measures: &Measures<'_>, period: &PeriodShown<'a>, zone: Tz) -> Self {
        let mut earned: Vec<&Earned<'_>> = period.earned.iter().collect();
        let place = |of: &Earned<'_>| match of.line.of {
            Earner::Contribution(at) => (0, at),
            Earner::Tally(at) => (1, at),
        };
        earned.sort_by_key(|earned| place(earned));
        Self {
            period: period.assessment.period.id.as_str(),
            rules: measures.rules(period.assessment, zone).into_iter().collect(),
            lines: earned.into_iter().map(|earned| measures.line(earned)).collect(),
        }
    }
}

/// One mentee as JSON.
pub(super) fn render<'a>(show: &Show<'a>) -> Result<String, RenderError> {
    let zone = show.program.zone;
    let period = |period: &PeriodShown<'a>| {
        let of = period.assessment;
        PeriodJson {
            assessment: AssessmentJson::of(
                of,
                ProgressJson::whole(of),
                AgreementJson::whole(of, zone),
                zone,
            ),
            context: period.context.as_ref().map(ContextJson::of),
            uncounted: period.uncounted.iter().map(|of| UncountedJson::of(of, zone)).collect(),
        }
    };
    let worked = |measures| {
        show.periods.iter().map(|period| WorkedJson::of(measures, period, zone)).collect()
    };
    let json = ShowJson {
        schema: "mentorship-monitor/show/1",
        program: ProgramJson::of(show.program),
        as_of: rfc3339(show.as_of, zone),
        mentee: EnrollmentJson::of(show.enrollment, show.name),
        periods: show.periods.iter().map(period).collect(),
        uncounted: show.uncounted.iter().map(|of| UncountedJson::of(of, zone)).collect(),
        worked_out: show.measures.as_ref().map(worked),
    };
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn every_period_and_every_contribution_is_there() {
        let (program, ada) = (fixture::program(), [fixture::assessment("ada-lumen")]);
        let text =
            render(&Show::new(&program, &ada[0].enrollment, &ada, fixture::as_of())).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["mentee"]["key"], "ada-lumen");
        let period = &json["periods"][0];
        assert_eq!(period["contributions"].as_array().unwrap().len(), ada[0].contributions.len());
        assert_eq!(period["commit_tallies"][0]["commits"], 4);
        assert_eq!(period["coverage"]["complete"], false);
    }

    #[test]
    fn the_breakdown_adds_up_to_the_score_and_every_line_says_how() {
        let (program, vera) = (fixture::program(), [fixture::worked()]);
        let (standards, details) = (monitor_analysis::Standards::default(), fixture::details());
        let show = Show::new(&program, &vera[0].enrollment, &vera, fixture::as_of());
        let text = render(&show.worked_out(&standards, &details)).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let progress = &json["periods"][0]["progress"];
        let lines = progress["breakdown"].as_array().unwrap();
        let sum: u64 =
            lines.iter().map(|line| line["earned"]["ten_thousandths"].as_u64().unwrap()).sum();
        assert_eq!(progress["points"]["ten_thousandths"], sum);
        let worked = json["worked_out"][0]["lines"].as_array().unwrap();
        assert_eq!(worked.len(), lines.len());
        for (line, said) in lines.iter().zip(worked) {
            let end = format!("= {}", line["earned"]["exact"].as_str().unwrap());
            assert!(said.as_str().unwrap().ends_with(&end), "{said}");
        }
    }
}
