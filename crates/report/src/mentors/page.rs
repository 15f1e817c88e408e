//! The mentors as a document: a part for each mentor, and in it one for each mentee.

use monitor_model::{Assessment, Finding, MentorActs};

use super::{MenteeShown, Mentors};
use crate::dates::instant;
use crate::document::{Block, Document, Line};
use crate::interaction::{NOTE, maybe, mentor, wait};
use crate::words;

/// The mentors as a document.
pub(super) fn document(view: &Mentors<'_>) -> Document {
    let program = view.program;
    let title = match program.title.trim() {
        "" => program.id.as_str(),
        title => title,
    };
    let as_of = instant(view.as_of, program.zone);
    let about = Line::new().words("Program ").code(program.id.as_str());
    let mut of = Document {
        title: Line::new().foreign(title).words(": mentors"),
        about: vec![about.words(format!(", as of {as_of}.")), NOTE.into()],
        blocks: Vec::new(),
    };
    for shown in &view.mentors {
        let mentees = words::counted(shown.mentees.len() as u64, "mentee");
        let heading = Line::new().foreign(shown.mentor.shown()).words(format!(": {mentees}"));
        of.section(heading, shown.mentees.iter().flat_map(|one| mentee(view, one)).collect());
    }
    if view.mentors.is_empty() {
        of.blocks.push(Block::Paragraph("No mentors.".into()));
    }
    of
}

/// A mentee: first what waits for the mentor, then what the mentor did in each period.
fn mentee(view: &Mentors<'_>, of: &MenteeShown<'_>) -> Vec<Block> {
    let name = of.name.map(|name| format!(" ({name})")).unwrap_or_default();
    let who = Line::new().foreign(format!("{}{name}", words::mentee(of.enrollment)));
    let heading = who.words(": ").foreign(words::project(of.enrollment));
    let points = waiting(view, of).into_iter().chain(periods(view, of)).collect();
    [Block::Subheading(heading)].into_iter().chain(Block::list(points)).collect()
}

fn periods(view: &Mentors<'_>, of: &MenteeShown<'_>) -> Vec<Line> {
    let point = |(assessment, acts): &(&Assessment, &MentorActs)| {
        let did = match assessment.elapsed {
            None => "the period has not begun".to_owned(),
            Some(_) => mentor(acts, &assessment.interaction, view.program.zone),
        };
        Line::new().code(assessment.period.id.as_str()).words(format!(": {did}."))
    };
    of.periods.iter().map(point).collect()
}

/// What waits for the mentor. What may wait is said where it is not known.
fn waiting(view: &Mentors<'_>, of: &MenteeShown<'_>) -> Vec<Line> {
    // What holds of several periods is said once.
    let mut turns: Vec<(&Finding, Vec<&str>)> = Vec::new();
    for (assessment, finding) in &of.findings {
        let period = assessment.period.id.as_str();
        let same = |known: &Finding| known.rule == finding.rule && known.says == finding.says;
        match turns.iter_mut().find(|(known, _)| same(known)) {
            Some((_, periods)) => periods.push(period),
            None => turns.push((finding, vec![period])),
        }
    }
    let turn = turns.into_iter().map(|(finding, periods)| {
        let line = Line::new().strong("your turn");
        let line = periods.iter().fold(line, |line, period| line.words(", ").code(*period));
        line.words(": ").code(finding.rule.0).words(". ").then(Line::prose(&finding.says))
    });
    let waits = of.waiting.iter().map(|waiting| {
        let line = Line::new().strong("waits").words(": ");
        let line = line.link(waiting.item.reference(), waiting.item.url.as_str()).words(" ");
        line.foreign(wait(waiting, view.program.zone))
    });
    let maybe = maybe(of.maybe_waiting).map(|maybe| Line::new().words(format!("waits: {maybe}.")));
    turn.chain(waits).chain(maybe).collect()
}
