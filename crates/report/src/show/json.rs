//! One mentee as JSON, schema `mentorship-monitor/show/1`.

use serde::Serialize;

use super::Show;
use crate::RenderError;
use crate::dates::rfc3339;
use crate::wire::{AssessmentJson, EnrollmentJson, ProgramJson};

#[derive(Serialize)]
struct ShowJson<'a> {
    schema: &'static str,
    program: ProgramJson<'a>,
    as_of: String,
    mentee: EnrollmentJson<'a>,
    periods: Vec<AssessmentJson<'a>>,
}

/// One mentee as JSON.
pub(super) fn render(show: &Show<'_>) -> Result<String, RenderError> {
    let zone = show.program.zone;
    let periods = show.periods.iter().map(|period| AssessmentJson::of(period.assessment, zone));
    let json = ShowJson {
        schema: "mentorship-monitor/show/1",
        program: ProgramJson::of(show.program),
        as_of: rfc3339(show.as_of, zone),
        mentee: EnrollmentJson::of(show.enrollment, show.name),
        periods: periods.collect(),
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
}
