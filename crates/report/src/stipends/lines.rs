//! The lines of stipends, the same in every kind of spreadsheet.

use super::{Paid, Stipends};
use crate::dates::rfc3339;

/// What stands above the columns.
pub(super) const HEADINGS: [&str; 11] = [
    "program",
    "period",
    "key",
    "login",
    "name",
    "project",
    "passed_by",
    "passed_at",
    "agreed_by",
    "agreed_at",
    "as_of",
];

/// The cells of a mentee, not escaped. Without an administrator's decision, who agreed is empty.
pub(super) fn cells(stipends: &Stipends<'_>, paid: &Paid<'_>) -> [String; 11] {
    let zone = stipends.program.zone;
    let (assessment, enrollment) = (paid.assessment, &paid.assessment.enrollment);
    let login = enrollment.mentee.login().map(ToString::to_string);
    [
        stipends.program.id.to_string(),
        assessment.period.id.to_string(),
        enrollment.key.to_string(),
        login.unwrap_or_default(),
        assessment.name.clone().unwrap_or_default(),
        enrollment.project.title.clone(),
        paid.pass.by.name.clone(),
        rfc3339(paid.pass.at, zone),
        paid.decision.map(|of| of.by.name.clone()).unwrap_or_default(),
        paid.decision.map(|of| rfc3339(of.at, zone)).unwrap_or_default(),
        rfc3339(stipends.as_of, zone),
    ]
}
