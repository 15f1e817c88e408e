//! A calibration for a terminal, 80 columns.

use super::tables::{Table, tables};
use super::{Calibrate, sentences};
use crate::Style;
use crate::layout::{Align, Paint, WIDTH, cell, paint, paint_lines, paragraph};
use monitor_model::Severity;

/// A calibration as text.
pub(super) fn render(view: &Calibrate<'_>, style: Style) -> String {
    let mut out = String::new();
    let mut title = String::new();
    paragraph(&mut title, "", &format!("Calibration: {}", sentences::programs(view)));
    out.push_str(&paint_lines(style, Paint::Heading, &title));
    for sentence in sentences::about(view) {
        paragraph(&mut out, "  ", &sentence);
    }
    for of in tables(view.figures) {
        out.push('\n');
        table(&mut out, &of, style);
    }
    out
}

fn table(out: &mut String, of: &Table, style: Style) {
    let headings: Vec<String> = of.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
    out.push_str(&paint(style, Paint::Heading, of.title));
    out.push('\n');
    if !of.rows.is_empty() {
        out.push_str(&paint(style, Paint::Quiet, &line(of, &headings)));
        out.push('\n');
    }
    for (severity, cells) in &of.rows {
        let line = line(of, cells);
        match severity {
            Severity::Attention => out.push_str(&paint(style, Paint::Attention, &line)),
            _ => out.push_str(&line),
        }
        out.push('\n');
    }
    for sentence in &of.below {
        paragraph(out, "  ", sentence);
    }
}

/// One line of cells, the first to the left. Numbers are never cut: a cell that needs more takes it.
fn line(of: &Table, cells: &[String]) -> String {
    let mut line = String::new();
    for (n, (text, (_, width))) in cells.iter().zip(of.columns).enumerate() {
        let align = if n == 0 { Align::Left } else { Align::Right };
        let needed = text.chars().count() + usize::from(n > 0);
        line.push_str(&cell(text, needed.max(*width).min(WIDTH), align));
    }
    line.trim_end().to_owned()
}
