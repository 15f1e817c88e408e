//! Programs in figures as a document: the table for a README, with what it leaves out.

use super::readme::{self, Cells};
use super::{NOTE, Statistics};
use crate::document::{Block, Document, Line};

/// The statistics as a document.
pub(super) fn document(statistics: &Statistics) -> Document {
    let mut of = Document {
        title: "Programs in figures".into(),
        about: vec![
            Line::new().words(format!("As of {} UTC.", statistics.as_of.format("%Y-%m-%d %H:%M"))),
        ],
        blocks: Vec::new(),
    };
    let Some(all) = readme::cells(statistics) else {
        of.blocks.push(Block::Paragraph("No programs.".into()));
        return of;
    };
    let columns = readme::headings().enumerate().map(|(n, heading)| (heading, n > 0)).collect();
    let rows = all.programs.iter().map(row).chain([total(&all.totals)]).collect();
    of.blocks.extend(Block::table(columns, rows));
    of.blocks.push(Block::Paragraph(NOTE.into()));
    if let Some(withheld) = readme::withheld(statistics) {
        of.blocks.push(Block::Paragraph(Line::new().words(withheld)));
    }
    of
}

fn row(cells: &Cells) -> Vec<Line> {
    let name = Line::new().foreign(&cells.name);
    std::iter::once(name).chain(figures(cells)).collect()
}

fn total(cells: &Cells) -> Vec<Line> {
    std::iter::once(Line::new().words("all programs")).chain(figures(cells)).collect()
}

fn figures(cells: &Cells) -> impl Iterator<Item = Line> {
    cells.figures.iter().map(|figure| Line::new().words(figure))
}
