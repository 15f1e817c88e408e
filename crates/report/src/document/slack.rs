//! A document in Slack's `mrkdwn`, in sections. What it can't show, tables and pictures, becomes lines or nothing.

use super::{Block, Document, Line, Span, Table};
use crate::escape::{self, plain};

/// The most characters of a section.
pub const SECTION: usize = 3_000;

/// What stands at the end of a part that goes on in the next section.
const CUT: &str = " …";

pub(super) fn render(of: &Document) -> Vec<String> {
    let about = of.about.iter().map(line).collect::<Vec<_>>().join("\n");
    let mut pieces = vec![format!("*{}*", flat(&of.title)), about];
    for block in &of.blocks {
        match block {
            Block::Heading(heading) => pieces.push(format!("\n*{}*", flat(heading))),
            Block::Subheading(heading) => pieces.push(format!("*{}*", flat(heading))),
            Block::Paragraph(text) => pieces.push(line(text)),
            Block::List(points) => {
                pieces.extend(points.iter().map(|point| format!("• {}", line(point))));
            }
            Block::Table(table) => pieces.extend(rows(table)),
            Block::Picture(_) => {}
        }
    }
    sections(pieces.into_iter().filter(|piece| !piece.trim().is_empty()))
}

/// Pieces one below the other, as many in a section as fit.
fn sections(pieces: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for piece in pieces.flat_map(|piece| parts(&piece)) {
        match all.last_mut() {
            Some(last) if length(last) + 1 + length(&piece) <= SECTION => {
                last.push('\n');
                last.push_str(&piece);
            }
            _ => all.push(piece.trim_start_matches('\n').to_owned()),
        }
    }
    all
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// A piece in parts that fit into a section each. A part ends between words, and before a link that would not fit as a whole; a
/// word that is longer than a section ends before an escape. A link that fits into none is left out.
fn parts(piece: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = piece;
    while length(rest) > SECTION {
        let room =
            rest.char_indices().nth(SECTION - length(CUT)).map_or(rest, |(at, _)| &rest[..at]);
        let unended =
            |from: char, to: char| room.rfind(from).filter(|at| !room[*at..].contains(to));
        let link = unended('<', '>').unwrap_or(room.len());
        let mut spaces = room[..link].rmatch_indices(' ').map(|(at, _)| at);
        let word = spaces.find(|at| *at > 0 && is_outside_of_links(&room[..*at]));
        let end = word.unwrap_or_else(|| {
            [Some(link), unended('&', ';')].into_iter().flatten().min().unwrap_or(link)
        });
        if end == 0 {
            rest = rest.split_once('>').map_or("", |(_, after)| after.trim_start_matches(' '));
            continue;
        }
        parts.push(format!("{}{CUT}", &rest[..end]));
        rest = rest[end..].trim_start_matches(' ');
    }
    if !rest.is_empty() {
        parts.push(rest.to_owned());
    }
    parts
}

/// Whether a text does not end within a link.
fn is_outside_of_links(text: &str) -> bool {
    text.rfind('<').is_none_or(|at| text[at..].contains('>'))
}

/// A row as a line: the first cell, and behind it what the others are.
fn rows(table: &Table) -> Vec<String> {
    let of = |row: &Vec<Line>| {
        let mut cells =
            row.iter().zip(&table.columns).map(|(cell, (heading, _))| (line(cell), heading));
        let first = cells.next().map(|(cell, _)| cell).unwrap_or_default();
        let rest: Vec<String> = cells
            .filter(|(cell, _)| !cell.is_empty())
            .map(|(cell, heading)| format!("{} {cell}", escape::slack(heading)))
            .collect();
        if rest.is_empty() {
            format!("• {first}")
        } else {
            format!("• {first}: {}", rest.join(", "))
        }
    };
    table.rows.iter().map(of).collect()
}

/// A line without marks, for where everything stands out.
fn flat(of: &Line) -> String {
    let texts = of.spans().iter().map(|span| match span {
        Span::Words(text) | Span::Strong(text) | Span::Code(text) | Span::Foreign(text) => {
            text.as_str()
        }
        Span::Link { text, .. } => text,
        Span::Mention(login) => login.as_str(),
    });
    escape::slack(&texts.collect::<String>())
}

fn line(of: &Line) -> String {
    let mut out = String::new();
    for span in of.spans() {
        match span {
            Span::Words(text) | Span::Foreign(text) => part(&mut out, text),
            Span::Strong(text) => out.push_str(&format!("*{}*", escape::slack(text))),
            Span::Code(text) => out.push_str(&format!("`{}`", escape::slack(text))),
            Span::Link { text, url } => out.push_str(&escape::slack_link(text, url)),
            Span::Mention(login) => part(&mut out, login.as_str()),
        }
    }
    out.trim().to_owned()
}

fn part(out: &mut String, text: &str) {
    if text.starts_with(char::is_whitespace) {
        out.push(' ');
    }
    out.push_str(&escape::slack(text));
    if text.ends_with(char::is_whitespace) && !plain(text).is_empty() {
        out.push(' ');
    }
}
