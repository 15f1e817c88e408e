//! A document as GitHub's Markdown.

use std::fmt::Write as _;

use super::{Block, Document, Line, Mentions, Span, Table};
use crate::escape::{self, plain};

pub(super) fn render(of: &Document, mentions: Mentions) -> String {
    let mut out = format!("# {}\n", line(&of.title, mentions));
    if !of.about.is_empty() {
        let about: Vec<String> = of.about.iter().map(|about| line(about, mentions)).collect();
        // Two blanks at the end of a line keep the next one apart.
        let _ = writeln!(out, "\n{}", about.join("  \n"));
    }
    for part in &of.blocks {
        block(&mut out, part, mentions);
    }
    out
}

fn block(out: &mut String, of: &Block, mentions: Mentions) {
    match of {
        Block::Heading(heading) => {
            let _ = writeln!(out, "\n## {}", line(heading, mentions));
        }
        Block::Subheading(heading) => {
            let _ = writeln!(out, "\n### {}", line(heading, mentions));
        }
        Block::Paragraph(text) => {
            let _ = writeln!(out, "\n{}", line(text, mentions));
        }
        Block::List(points) => {
            out.push('\n');
            for point in points {
                let _ = writeln!(out, "- {}", line(point, mentions));
            }
        }
        Block::Table(of) => table(out, of, mentions),
        // GitHub shows no SVG that stands in a text; what it says stands in words as well.
        Block::Picture(_) => {}
    }
}

fn table(out: &mut String, of: &Table, mentions: Mentions) {
    let headings: Vec<String> =
        of.columns.iter().map(|(heading, _)| escape::markdown(heading)).collect();
    let rules: Vec<&str> =
        of.columns.iter().map(|(_, figure)| if *figure { "---:" } else { "---" }).collect();
    let _ = writeln!(out, "\n| {} |\n| {} |", headings.join(" | "), rules.join(" | "));
    for row in &of.rows {
        let cells: Vec<String> = row.iter().map(|cell| line(cell, mentions)).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
}

fn line(of: &Line, mentions: Mentions) -> String {
    let mut out = String::new();
    for span in of.spans() {
        match span {
            Span::Words(text) | Span::Foreign(text) => part(&mut out, text),
            Span::Strong(text) => {
                let _ = write!(out, "**{}**", escape::markdown(text));
            }
            Span::Code(text) => code(&mut out, text),
            Span::Link { text, url } => out.push_str(&escape::markdown_link(text, url)),
            Span::Mention(login) => match mentions {
                Mentions::Notify => {
                    let _ = write!(out, "@{login}");
                }
                Mentions::Never => part(&mut out, login.as_str()),
            },
        }
    }
    let out = out.trim();
    // What begins a line may be taken for a heading, a point or a rule.
    if out.starts_with(['#', '-', '+', '=']) {
        return format!("\\{out}");
    }
    match out.find(|c: char| !c.is_ascii_digit()) {
        Some(end) if end > 0 && out[end..].starts_with(['.', ')']) => {
            format!("{}\\{}", &out[..end], &out[end..])
        }
        _ => out.to_owned(),
    }
}

/// A part of a line, with the blanks around it.
fn part(out: &mut String, text: &str) {
    let ends = |blank: bool| if blank { " " } else { "" };
    let (before, after) =
        (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
    let inside = escape::markdown(text);
    if inside.is_empty() {
        out.push_str(ends(before || after));
    } else {
        let _ = write!(out, "{}{inside}{}", ends(before), ends(after));
    }
}

/// Code, in which GitHub makes nothing of anything but the backtick and the border of a cell.
fn code(out: &mut String, text: &str) {
    let text = plain(text).replace('`', "'").replace('|', "¦");
    if !text.is_empty() {
        // Not every reader knows that a backslash means nothing in code.
        let end = if text.ends_with('\\') { " " } else { "" };
        let _ = write!(out, "`{text}{end}`");
    }
}
