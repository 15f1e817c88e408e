//! The mentors for a terminal, 80 columns.

use super::{MenteeShown, MentorShown, Mentors};
use crate::Style;
use crate::dates::instant;
use crate::interaction::{NOTE, maybe, mentor, wait};
use crate::layout::{Paint, paint_lines, paragraph};
use crate::words;

/// The mentors as text.
pub(super) fn render(view: &Mentors<'_>, style: Style) -> String {
    let mut out = String::new();
    let program = view.program;
    heading(&mut out, style, &format!("{} ({}): mentors", program.title.trim(), program.id));
    paragraph(&mut out, "  as of ", &instant(view.as_of, program.zone));
    for shown in &view.mentors {
        out.push('\n');
        let mentees = words::counted(shown.mentees.len() as u64, "mentee");
        heading(&mut out, style, &format!("{}: {mentees}", shown.mentor.shown()));
        one(&mut out, view, shown, style);
    }
    out.push('\n');
    paragraph(&mut out, "", if view.mentors.is_empty() { "No mentors." } else { NOTE });
    out
}

fn heading(out: &mut String, style: Style, text: &str) {
    let mut lines = String::new();
    paragraph(&mut lines, "", text);
    out.push_str(&paint_lines(style, Paint::Heading, &lines));
}

fn one(out: &mut String, view: &Mentors<'_>, shown: &MentorShown<'_>, style: Style) {
    for mentee in &shown.mentees {
        let name = mentee.name.map(|name| format!(" ({name})")).unwrap_or_default();
        let project = words::project(mentee.enrollment);
        let login = words::mentee(mentee.enrollment);
        paragraph(out, "  ", &format!("{login}{name}: {project}"));
        periods(out, view, mentee);
        waiting(out, view, mentee, style);
    }
}

fn periods(out: &mut String, view: &Mentors<'_>, mentee: &MenteeShown<'_>) {
    for (assessment, acts) in &mentee.periods {
        let did = match assessment.elapsed {
            None => "the period has not begun".to_owned(),
            Some(_) => mentor(acts, &assessment.interaction, view.program.zone),
        };
        paragraph(out, &format!("    {}: ", assessment.period.id), &did);
    }
}

/// What waits for the mentor.
fn waiting(out: &mut String, view: &Mentors<'_>, mentee: &MenteeShown<'_>, style: Style) {
    let mut lines = String::new();
    for waiting in &mentee.waiting {
        let text = format!("{} {}", waiting.item.reference(), wait(waiting, view.program.zone));
        paragraph(&mut lines, "    waits: ", &text);
    }
    for (assessment, finding) in &mentee.findings {
        let text = format!("{}: {}", finding.rule, finding.says);
        paragraph(&mut lines, &format!("    your turn, {}: ", assessment.period.id), &text);
    }
    out.push_str(&paint_lines(style, Paint::Notice, &lines));
    if let Some(maybe) = maybe(mentee.maybe_waiting) {
        paragraph(out, "    waits: ", &maybe);
    }
}
