//! A document as text for a terminal.

use unicode_width::UnicodeWidthStr;

use super::{Block, Document, Line, Span, Table};
use crate::Style;
use crate::escape::plain;
use crate::layout::{Align, Paint, WIDTH, cell, paint_lines, paragraph};

/// What stands between two columns.
const GAP: &str = "  ";
/// No column is made narrower than this.
const NARROWEST: usize = 6;

pub(super) fn render(of: &Document, style: Style) -> String {
    let mut out = painted(style, Paint::Heading, &line(&of.title));
    for about in &of.about {
        paragraph(&mut out, "", &line(about));
    }
    let mut headed = false;
    for block in &of.blocks {
        if !headed && !matches!(block, Block::Picture(_)) {
            out.push('\n');
        }
        headed = match block {
            Block::Heading(_) | Block::Subheading(_) => true,
            Block::Picture(_) => headed,
            _ => false,
        };
        match block {
            Block::Heading(heading) => {
                out.push_str(&painted(style, Paint::Heading, &line(heading)));
            }
            Block::Subheading(heading) => paragraph(&mut out, "", &format!("{}:", line(heading))),
            Block::Paragraph(text) => paragraph(&mut out, "", &line(text)),
            Block::List(points) => {
                points.iter().for_each(|point| paragraph(&mut out, "  - ", &line(point)));
            }
            Block::Table(of) => table(&mut out, of, style),
            Block::Picture(_) => {}
        }
    }
    out
}

fn painted(style: Style, how: Paint, text: &str) -> String {
    let mut lines = String::new();
    paragraph(&mut lines, "", text);
    paint_lines(style, how, &lines)
}

fn table(out: &mut String, of: &Table, style: Style) {
    let rows: Vec<Vec<String>> = of.rows.iter().map(|row| row.iter().map(line).collect()).collect();
    let widths = widths(of, &rows);
    let laid = |cells: &mut dyn Iterator<Item = &str>| {
        let cells = cells.zip(&of.columns).zip(&widths).map(|((text, (_, figure)), width)| {
            cell(text, *width, if *figure { Align::Right } else { Align::Left })
        });
        format!("  {}\n", cells.collect::<Vec<_>>().join(GAP).trim_end())
    };
    let headings = laid(&mut of.columns.iter().map(|(heading, _)| *heading));
    out.push_str(&paint_lines(style, Paint::Quiet, &headings));
    for row in &rows {
        out.push_str(&laid(&mut row.iter().map(String::as_str)));
    }
}

/// As wide as the widest cell; where that is too wide for a line, the widest columns give way.
fn widths(of: &Table, rows: &[Vec<String>]) -> Vec<usize> {
    let widest = |n: usize, heading: &str| {
        let cells = rows.iter().filter_map(|row| row.get(n)).map(|cell| cell.width());
        cells.max().unwrap_or(0).max(heading.width())
    };
    let mut widths: Vec<usize> =
        of.columns.iter().enumerate().map(|(n, (heading, _))| widest(n, heading)).collect();
    let room = WIDTH.saturating_sub(2 + GAP.len() * widths.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max() {
            Some(width) if *width > NARROWEST => *width -= 1,
            _ => break,
        }
    }
    widths
}

/// A line without any marks but the backticks of code.
pub(super) fn line(of: &Line) -> String {
    let texts = of.spans().iter().map(|span| match span {
        Span::Words(text) | Span::Strong(text) | Span::Foreign(text) => text.clone(),
        Span::Code(text) => format!("`{text}`"),
        Span::Link { text, .. } => text.clone(),
        Span::Mention(login) => login.to_string(),
    });
    plain(&texts.collect::<String>())
}
