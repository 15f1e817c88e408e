//! Stipends as JSON, schema `mentorship-monitor/stipends/1`.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde::Serialize;

use super::{Paid, Stipends};
use crate::RenderError;
use crate::dates::rfc3339;
use crate::wire::{AgreementJson, EnrollmentJson, PeriodJson, ProgramJson};

#[derive(Serialize)]
struct StipendsJson<'a> {
    schema: &'static str,
    program: ProgramJson<'a>,
    period: PeriodJson<'a>,
    as_of: String,
    /// The snapshot that the list is made of.
    snapshot: &'a str,
    paid: Vec<PaidJson<'a>>,
    /// How many are not paid, by standing.
    left_out: BTreeMap<&'static str, usize>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct PaidJson<'a> {
    #[serde(flatten)]
    enrollment: EnrollmentJson<'a>,
    agreement: AgreementJson<'a>,
}

impl<'a> PaidJson<'a> {
    fn of(paid: &Paid<'a>, zone: Tz) -> Self {
        let of = paid.assessment;
        Self {
            enrollment: EnrollmentJson::of(&of.enrollment, of.name.as_deref()),
            agreement: AgreementJson::of(of, zone),
        }
    }
}

/// Stipends as JSON.
pub(super) fn render(stipends: &Stipends<'_>) -> Result<String, RenderError> {
    let zone = stipends.program.zone;
    let left_out = stipends.left_out.iter().map(|(of, n)| (of.as_str(), *n));
    let json = StipendsJson {
        schema: "mentorship-monitor/stipends/1",
        program: ProgramJson::of(stipends.program),
        period: PeriodJson::of(stipends.period, zone),
        as_of: rfc3339(stipends.of.at, zone),
        snapshot: stipends.of.snapshot,
        paid: stipends.paid.iter().map(|paid| PaidJson::of(paid, zone)).collect(),
        left_out: left_out.collect(),
        notes: &stipends.notes,
    };
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}
