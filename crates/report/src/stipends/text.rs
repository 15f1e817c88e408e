//! Stipends for a terminal, 80 columns.

use super::{Paid, Stipends};
use crate::dates::instant;
use crate::layout::{Paint, paint_lines, paragraph};
use crate::{Style, agreement, words};

/// Stipends as text.
pub(super) fn render(stipends: &Stipends<'_>, style: Style) -> String {
    let mut out = String::new();
    let (program, zone) = (stipends.program, stipends.program.zone);
    let mut title = String::new();
    let name = format!("{} ({})", program.title.trim(), program.id);
    paragraph(&mut title, "", &format!("{name}: stipends of `{}`", stipends.period.id));
    out.push_str(&paint_lines(style, Paint::Heading, &title));
    paragraph(&mut out, "", &format!("As of {}.", instant(stipends.of.at, zone)));
    paragraph(&mut out, "", &stipends.made_sentence());
    out.push('\n');
    for paid in &stipends.paid {
        one(&mut out, stipends, paid);
    }
    if !stipends.paid.is_empty() {
        out.push('\n');
    }
    let paid = words::counted(stipends.paid.len() as u64, "mentee");
    paragraph(&mut out, "", &format!("To pay: {paid}. {}", stipends.left_out_sentence()));
    for note in &stipends.notes {
        paragraph(&mut out, "Note: ", note);
    }
    out
}

fn one(out: &mut String, stipends: &Stipends<'_>, paid: &Paid<'_>) {
    let (zone, enrollment) = (stipends.program.zone, &paid.assessment.enrollment);
    let name = paid.assessment.name.as_deref().map(|name| format!(" ({name})"));
    let (login, project) = (words::mentee(enrollment), words::project(enrollment));
    paragraph(out, "", &format!("{login}{}: {project}", name.unwrap_or_default()));
    if let Some(key) = words::other_key(enrollment) {
        paragraph(out, "    ", &format!("key: {key}"));
    }
    paragraph(out, "    ", &agreement::verdict(paid.pass, zone));
    if let Some(decision) = paid.decision {
        paragraph(out, "    ", &agreement::decision(decision, zone));
    }
}
