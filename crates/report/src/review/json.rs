//! The review as JSON, schema `mentorship-monitor/review/1`. A key is only ever added to a schema; anything else is a new
//! version.

use std::collections::BTreeMap;

use monitor_model::Standing;
use serde::Serialize;

use super::{Review, Row};
use crate::RenderError;
use crate::dates::rfc3339;
use crate::wire::{
    AgreementJson, AssessmentJson, EnrollmentJson, LookedJson, PeriodJson, ProgramJson,
    ProgressJson,
};

#[derive(Serialize)]
struct ReviewJson<'a> {
    schema: &'static str,
    program: ProgramJson<'a>,
    period: PeriodJson<'a>,
    as_of: String,
    summary: SummaryJson,
    notes: &'a [String],
    mentees: Vec<RowJson<'a>>,
}

#[derive(Serialize)]
struct SummaryJson {
    mentees: usize,
    by_concern: ConcernsJson,
    by_record: RecordsJson,
    by_standing: BTreeMap<&'static str, usize>,
    unresolved: usize,
    complete: usize,
    weeks_seen: u64,
    weeks: u64,
}

#[derive(Serialize)]
struct ConcernsJson {
    attention: usize,
    notice: usize,
    none: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct RecordsJson {
    present: usize,
    nothing: usize,
    unseen: usize,
    not_begun: usize,
}

#[derive(Serialize)]
struct RowJson<'a> {
    #[serde(flatten)]
    enrollment: EnrollmentJson<'a>,
    concern: &'static str,
    record: &'static str,
    #[serde(flatten)]
    assessment: AssessmentJson<'a>,
    /// Of each piece of evidence that somebody looked at.
    looks: Vec<LookedJson<'a>>,
}

/// The review as JSON.
pub(super) fn render(review: &Review<'_>) -> Result<String, RenderError> {
    let zone = review.program.zone;
    let json = ReviewJson {
        schema: "mentorship-monitor/review/1",
        program: ProgramJson::of(review.program),
        period: PeriodJson::of(review.period, zone),
        as_of: rfc3339(review.as_of, zone),
        summary: summary(review),
        notes: &review.notes,
        mentees: review.rows.iter().map(|row| RowJson::of(row, review)).collect(),
    };
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}

impl<'a> RowJson<'a> {
    fn of(row: &'a Row<'_>, review: &Review<'_>) -> Self {
        let (assessment, zone) = (row.assessment, review.program.zone);
        Self {
            enrollment: EnrollmentJson::of(&assessment.enrollment, assessment.name.as_deref()),
            concern: row.concern.as_str(),
            record: row.record.as_str(),
            assessment: AssessmentJson::of(
                assessment,
                ProgressJson::of(assessment),
                AgreementJson::of(assessment, zone),
                zone,
            ),
            looks: assessment.looks.iter().map(|look| LookedJson::of(look, zone)).collect(),
        }
    }
}

fn summary(review: &Review<'_>) -> SummaryJson {
    let s = &review.summary;
    SummaryJson {
        mentees: s.mentees,
        by_concern: ConcernsJson { attention: s.attention, notice: s.notice, none: s.rest },
        by_record: RecordsJson {
            present: s.present,
            nothing: s.nothing,
            unseen: s.unseen,
            not_begun: s.not_begun,
        },
        by_standing: standings(review),
        unresolved: s.unresolved,
        complete: s.complete,
        weeks_seen: s.weeks_seen,
        weeks: s.weeks,
    }
}

/// How many have each standing, also where nobody has it.
fn standings(review: &Review<'_>) -> BTreeMap<&'static str, usize> {
    let count = |&of: &Standing| (of.as_str(), review.having(of));
    Standing::ALL.iter().map(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn value(review: &Review<'_>) -> Value {
        serde_json::from_str(&render(review).unwrap()).unwrap()
    }

    #[test]
    fn a_count_says_whether_it_is_all() {
        let (program, assessments) = (fixture::program(), fixture::assessments());
        let value = value(&fixture::review(&program, &assessments));
        assert_eq!(value["schema"], "mentorship-monitor/review/1");
        let of = |key: &str| {
            let rows = value["mentees"].as_array().unwrap();
            rows.iter().find(|row| row["key"] == key).unwrap().clone()
        };
        assert_eq!(
            of("ada-lumen")["activity"]["pull_requests"],
            json!({"seen": 2, "complete": false})
        );
        assert_eq!(of("noor-vigil")["activity"]["issues"], json!({"seen": 0, "complete": true}));
        assert_eq!(of("ines-ember")["elapsed"], Value::Null);
        assert_eq!(of("unnamed~1")["login"], Value::Null);
        let slice = &of("ada-lumen")["coverage"]["streams"][0]["slices"][0];
        assert_eq!(
            (&slice["state"], &slice["from"]),
            (&json!("partial"), &json!("2026-03-02T00:00:00-08:00"))
        );
        let dated = &of("ada-lumen")["contributions"][0]["when"];
        assert_eq!(dated["precision"], "window");
    }

    #[test]
    fn what_looks_found_is_there_with_the_entry_of_the_evidence() {
        let (program, assessments) = (fixture::program(), fixture::noor_agreed());
        let noor = value(&fixture::review(&program, &assessments))["mentees"][0].clone();
        let look = &noor["looks"][0];
        assert_eq!(look["entry"], json!(assessments[0].looks[0].of.0.0));
        assert_eq!(look["link"]["result"], "needs-sign-in");
        assert_eq!(look["figma"]["versions"]["state"], "complete");
        assert_eq!(look["figma"]["acts"][0]["name"], "Noor V.");
        let before = value(&fixture::review(&program, &fixture::assessments()));
        assert_eq!(before["mentees"][0]["looks"], json!([]));
    }

    proptest! {
        #[test]
        fn foreign_text_arrives_as_it_is(text in fixture::any_text()) {
            let (program, mut assessments) = (fixture::program(), fixture::assessments());
            fixture::taint(&mut assessments, &text, 1);
            let value = value(&fixture::review(&program, &assessments));
            prop_assert_eq!(&value["mentees"][0]["project"]["title"], &json!(text));
        }
    }
}
