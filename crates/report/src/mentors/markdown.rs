//! The mentors as GitHub's Markdown.

use std::fmt::Write as _;

use super::{MenteeShown, Mentors};
use crate::dates::instant;
use crate::escape::{markdown, markdown_link};
use crate::interaction::{NOTE, maybe, mentor, wait};
use crate::words;

/// The mentors as Markdown.
pub(super) fn render(view: &Mentors<'_>) -> String {
    let (program, zone) = (view.program, view.program.zone);
    let title = format!("{} ({})", program.title.trim(), program.id);
    let mut out =
        format!("# {}: mentors\n\nAs of {}.\n", markdown(&title), instant(view.as_of, zone));
    for shown in &view.mentors {
        let mentees = words::counted(shown.mentees.len() as u64, "mentee");
        let _ = write!(out, "\n## {}: {mentees}\n", markdown(shown.mentor.shown()));
        for mentee in &shown.mentees {
            one(&mut out, view, mentee);
        }
    }
    let _ = write!(out, "\n{}\n", if view.mentors.is_empty() { "No mentors." } else { NOTE });
    out
}

fn one(out: &mut String, view: &Mentors<'_>, mentee: &MenteeShown<'_>) {
    let zone = view.program.zone;
    let name = mentee.name.map(|name| format!(" ({name})")).unwrap_or_default();
    let project = words::project(mentee.enrollment);
    let heading = format!("{}{name}: {project}", words::mentee(mentee.enrollment));
    let _ = write!(out, "\n### {}\n\n", markdown(&heading));
    for (assessment, acts) in &mentee.periods {
        let did = match assessment.elapsed {
            None => "the period has not begun".to_owned(),
            Some(_) => mentor(acts, &assessment.interaction, zone),
        };
        let _ = writeln!(out, "- {}: {}", assessment.period.id, markdown(&did));
    }
    for waiting in &mentee.waiting {
        let link = markdown_link(&waiting.item.reference(), waiting.item.url.as_str());
        let _ = writeln!(out, "- waits: {link} {}", markdown(&wait(waiting, zone)));
    }
    if let Some(maybe) = maybe(mentee.maybe_waiting) {
        let _ = writeln!(out, "- waits: {maybe}");
    }
    for (assessment, finding) in &mentee.findings {
        let (period, says) = (&assessment.period.id, markdown(&finding.says));
        let _ = writeln!(out, "- your turn, {period}: **{}**: {says}", finding.rule);
    }
}
