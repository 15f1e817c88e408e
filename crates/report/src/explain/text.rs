//! An explanation for a terminal, 80 columns.

use monitor_analysis::explain::{About, Of, Verdict};

use super::{End, Explain, about, shared_zone, whose};
use crate::Style;
use crate::dates::instant;
use crate::layout::{Paint, paint_lines, paragraph};

/// An explanation as text.
pub(super) fn render(explain: &Explain<'_>, style: Style) -> String {
    let mut out = String::new();
    heading(&mut out, style, &about(explain.explanation));
    if let About::Item(item) = &explain.explanation.about
        && let Some(title) = item.title.as_deref()
    {
        paragraph(&mut out, "", title);
    }
    let mut verdict = String::new();
    paragraph(&mut verdict, "", explain.verdict);
    let paint = match explain.explanation.verdict {
        Verdict::Counts => Paint::Heading,
        Verdict::OutsideScope | Verdict::NotCounted => Paint::Notice,
        Verdict::Unknown => Paint::Attention,
    };
    out.push_str(&paint_lines(style, paint, &verdict));
    let as_of = instant(explain.as_of, shared_zone(explain.explanation));
    paragraph(&mut out, "", &format!("As of {as_of}, from what is in the database."));
    points(&mut out, explain, style);
    out.push('\n');
    end(&mut out, explain, style);
    out
}

fn heading(out: &mut String, style: Style, text: &str) {
    let mut lines = String::new();
    paragraph(&mut lines, "", text);
    out.push_str(&paint_lines(style, Paint::Heading, &lines));
}

/// Sentences about the same mentees stand together.
fn points(out: &mut String, explain: &Explain<'_>, style: Style) {
    let mut last: Option<Option<&Of>> = None;
    for point in &explain.points {
        let of = point.clue.of.as_ref();
        if last != Some(of) {
            out.push('\n');
            heading(out, style, &of.map_or_else(|| "In general".to_owned(), whose));
            last = Some(of);
        }
        paragraph(out, "  - ", &point.says);
    }
}

fn end(out: &mut String, explain: &Explain<'_>, style: Style) {
    let is_mentee = matches!(explain.explanation.about, About::Mentee(_));
    let (title, lines) = match &explain.end {
        End::Counts(lines) => ("It counts for", lines),
        End::WouldCount(lines) if is_mentee => ("What would make more count", lines),
        End::WouldCount(lines) => ("What would make it count", lines),
    };
    heading(out, style, title);
    for line in lines {
        paragraph(out, "  - ", line);
    }
}
