//! Stipends as sheets: whom to pay, and who is left out.

use super::{Paid, Stipends};
use crate::dates::rfc3339;
use crate::sheet::Sheet;

/// Whom to pay, one line per mentee.
pub(super) fn paid(stipends: &Stipends<'_>) -> Sheet {
    let rows = stipends.paid.iter().map(|paid| cells(stipends, paid).to_vec());
    Sheet { name: "Stipends", headings: HEADINGS.map(String::from).to_vec(), rows: rows.collect() }
}

/// How many are left out for which reason, and what else the reader must know.
#[cfg(feature = "xlsx")]
pub(super) fn left_out(stipends: &Stipends<'_>) -> Sheet {
    let left_out = stipends.left_out.iter().map(|(of, n)| vec![of.to_string(), n.to_string()]);
    let notes = stipends.notes.iter().map(|note| vec![note.clone(), String::new()]);
    let made = std::iter::once(vec![stipends.made_sentence(), String::new()]);
    let rows = left_out.chain(made).chain(notes).collect();
    Sheet { name: "Left out", headings: ["standing", "mentees"].map(String::from).to_vec(), rows }
}

/// What stands above the columns.
const HEADINGS: [&str; 12] = [
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
    "snapshot",
];

/// The cells of a mentee. Without an administrator's decision, who agreed is empty.
fn cells(stipends: &Stipends<'_>, paid: &Paid<'_>) -> [String; 12] {
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
        rfc3339(stipends.of.at, zone),
        stipends.of.snapshot.to_owned(),
    ]
}
