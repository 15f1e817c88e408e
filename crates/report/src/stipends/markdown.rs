//! Stipends as GitHub's Markdown.

use std::fmt::Write as _;

use super::{Paid, Stipends};
use crate::dates::instant;
use crate::escape::markdown;
use crate::{agreement, words};

/// Stipends as Markdown.
pub(super) fn render(stipends: &Stipends<'_>) -> String {
    let (program, zone) = (stipends.program, stipends.program.zone);
    let title = format!("{} ({})", program.title.trim(), program.id);
    let mut out = format!("# {}: stipends of {}\n\n", markdown(&title), stipends.period.id);
    let paid = words::counted(stipends.paid.len() as u64, "mentee");
    let as_of = instant(stipends.of.at, zone);
    let rest = stipends.left_out_sentence();
    let _ = writeln!(out, "As of {as_of}. **To pay: {paid}.** {rest}");
    let _ = writeln!(out, "\n{}", markdown(&stipends.made_sentence()));
    if !stipends.paid.is_empty() {
        out.push_str("\n| mentee | key | name | project | verdict | decision |\n");
        out.push_str("| :-- | :-- | :-- | :-- | :-- | :-- |\n");
    }
    for paid in &stipends.paid {
        let _ = writeln!(out, "| {} |", cells(stipends, paid).join(" | "));
    }
    for note in &stipends.notes {
        let _ = write!(out, "\n> Note: {}\n", markdown(note));
    }
    out
}

fn cells(stipends: &Stipends<'_>, paid: &Paid<'_>) -> [String; 6] {
    let (zone, enrollment) = (stipends.program.zone, &paid.assessment.enrollment);
    let decision = paid.decision.map(|of| agreement::decision(of, zone));
    [
        words::mentee(enrollment).to_owned(),
        enrollment.key.to_string(),
        paid.assessment.name.clone().unwrap_or_else(|| "–".to_owned()),
        words::project(enrollment).to_owned(),
        agreement::verdict(paid.pass, zone),
        decision.unwrap_or_else(|| "–".to_owned()),
    ]
    .map(|cell| markdown(&cell))
}
