//! What people said, submitted and decided of a mentee's period, where that stands, and what didn't count.

use std::fmt::Write as _;

use chrono_tz::Tz;
use monitor_analysis::agreement::Uncounted;
use monitor_model::{Assessment, Deed, Evidence, Look};

use super::{PeriodShown, Show};
use crate::agreement;
use crate::dates::{instant, span};
use crate::escape::{markdown as escaped, markdown_link};
use crate::layout::paragraph;
use crate::looks::sentences;
use crate::words;

/// One thing that was said, with what belongs to it.
struct Line {
    what: &'static str,
    text: String,
    url: Option<String>,
    under: Vec<(&'static str, String)>,
}

impl Line {
    const fn new(what: &'static str, text: String) -> Self {
        Self { what, text, url: None, under: vec![] }
    }

    fn with(mut self, what: &'static str, text: Option<&str>) -> Self {
        let text = text.map(str::trim).filter(|text| !text.is_empty());
        self.under.extend(text.map(|text| (what, text.to_owned())));
        self
    }
}

/// The agreement on a period for a terminal.
pub(super) fn text(out: &mut String, show: &Show<'_>, period: &PeriodShown<'_>) {
    if !is_shown(period) {
        return;
    }
    out.push_str("\n  Agreement\n");
    paragraph(out, "    ", &agreement::stands(&period.assessment.stand));
    paragraph(out, "      ", period.assessment.stand.says);
    lines_of_text(out, "    ", &lines(show, period));
}

/// The agreement on a period as Markdown.
pub(super) fn markdown(out: &mut String, show: &Show<'_>, period: &PeriodShown<'_>) {
    if !is_shown(period) {
        return;
    }
    let stand = &period.assessment.stand;
    let _ = write!(out, "\n### Agreement\n\n**{}**. {}\n", agreement::stands(stand), stand.says);
    lines_of_markdown(out, &lines(show, period));
}

/// What doesn't count and belongs to no period that is shown, for a terminal.
pub(super) fn rest_text(out: &mut String, show: &Show<'_>) {
    let lines = rest(show);
    if !lines.is_empty() {
        out.push_str("\nLedger\n");
        lines_of_text(out, "  ", &lines);
    }
}

/// The same as Markdown.
pub(super) fn rest_markdown(out: &mut String, show: &Show<'_>) {
    let lines = rest(show);
    if !lines.is_empty() {
        out.push_str("\n## Ledger\n");
        lines_of_markdown(out, &lines);
    }
}

/// Whether an entry belongs to a period: as it says itself, or as the evidence does that it is about.
pub(super) fn is_of(uncounted: &Uncounted<'_>, period: &Assessment) -> bool {
    match &uncounted.entry.deed {
        Deed::Confirm(on) | Deed::Reject(on) | Deed::Revoke(on) => {
            period.agreement.evidence.iter().any(|evidence| evidence.id == *on)
        }
        deed => deed.period() == Some(&period.period.id),
    }
}

/// Before a period begins, most people have said nothing of it.
fn is_shown(period: &PeriodShown<'_>) -> bool {
    let assessment = period.assessment;
    assessment.elapsed.is_some()
        || agreement::is_said(&assessment.agreement)
        || !period.uncounted.is_empty()
}

fn lines(show: &Show<'_>, period: &PeriodShown<'_>) -> Vec<Line> {
    let zone = show.program.zone;
    let mut lines = said(period.assessment, zone);
    lines.extend(period.uncounted.iter().map(|of| uncounted(of, zone)));
    lines
}

/// What was said, submitted and decided of a period, as Markdown.
pub(crate) fn said_in_markdown(out: &mut String, assessment: &Assessment, zone: Tz) {
    lines_of_markdown(out, &said(assessment, zone));
}

fn said(assessment: &Assessment, zone: Tz) -> Vec<Line> {
    let said = &assessment.agreement;
    let mut lines = Vec::new();
    if let Some(of) = &said.evaluation {
        let text = format!("{} (entry {})", agreement::verdict(of, zone), of.entry);
        lines.push(Line::new("verdict", text).with("note", of.note.as_deref()));
    }
    let look = |of: &Evidence| assessment.look(of.id);
    lines.extend(said.evidence.iter().map(|of| evidence(of, look(of), zone)));
    if let Some(of) = &said.decision {
        lines.push(Line::new("decision", agreement::decision(of, zone)));
    }
    if let Some(own) = &said.calendar {
        let (window, due) = (span(&own.window, zone), instant(own.due, zone));
        let text = format!("{window}; evaluation due {due} (entry {})", own.entry);
        lines.push(Line::new("own dates", text));
    }
    lines
}

fn rest(show: &Show<'_>) -> Vec<Line> {
    show.uncounted.iter().map(|of| uncounted(of, show.program.zone)).collect()
}

fn evidence(of: &Evidence, look: Option<&Look>, zone: Tz) -> Line {
    let mut line = Line::new("evidence", agreement::evidence(of, zone));
    line.url = Some(of.url.to_string());
    let opinion = agreement::opinion(of.opinion.as_ref(), zone);
    let line = line.with("note", of.note.as_deref()).with("opinion", Some(&opinion));
    let looks = look.map_or_else(Vec::new, |look| sentences(look, zone));
    looks.iter().fold(line, |line, (what, text)| line.with(what, Some(text)))
}

fn uncounted(of: &Uncounted<'_>, zone: Tz) -> Line {
    let (entry, why) = (of.entry, &of.why);
    let (by, role) = (agreement::doer(&entry.by), words::next(entry.by.role));
    let at = instant(entry.at, zone);
    let deed = entry.deed.as_str();
    let text = format!("entry {}, {deed} by {by} as {role} on {at}", entry.id);
    Line::new("doesn't count", text).with("why", Some(&why.to_string()))
}

fn lines_of_text(out: &mut String, indent: &str, lines: &[Line]) {
    for Line { what, text, url, under } in lines {
        paragraph(out, &format!("{indent}{what}: "), text);
        if let Some(url) = url {
            paragraph(out, &format!("{indent}  "), url);
        }
        for (what, text) in under {
            paragraph(out, &format!("{indent}  {what}: "), text);
        }
    }
}

fn lines_of_markdown(out: &mut String, lines: &[Line]) {
    if !lines.is_empty() {
        out.push('\n');
    }
    for Line { what, text, url, under } in lines {
        let text = match url {
            Some(url) => markdown_link(text, url),
            None => escaped(text),
        };
        let _ = writeln!(out, "- {what}: {text}");
        for (what, text) in under {
            let _ = writeln!(out, "  - {what}: {}", escaped(text));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Format, Show, Style, fixture};

    #[test]
    fn every_entry_that_does_not_count_is_said_once_with_its_reason() {
        let program = fixture::program();
        let noor = fixture::noor_agreed();
        let entries = fixture::entries("a word");
        let uncounted = fixture::uncounted(&entries);
        for format in [Format::Table, Format::Markdown, Format::Json] {
            let show = Show::new(&program, &noor[0].enrollment, &noor, fixture::as_of());
            let text = show.without(uncounted.clone()).render(format, Style::Plain).unwrap();
            let (why, times) = match format {
                Format::Json => ("\"why\"", uncounted.len()),
                _ => ("why: ", uncounted.len()),
            };
            assert_eq!(text.matches(why).count(), times, "{format}: {text}");
        }
    }
}
