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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Format, Style, fixture};
    use monitor_analysis::ProgramStatistics;
    use proptest::prelude::*;

    fn page(rows: Vec<ProgramStatistics>) -> String {
        let statistics = Statistics { as_of: fixture::as_of(), rows };
        let page = statistics.render(Format::Html, Style::Plain).unwrap();
        page.split_once("<body").unwrap().1.to_owned()
    }

    #[test]
    fn the_page_says_no_more_of_a_few_than_the_table_for_a_readme() {
        let mut few = fixture::statistics().rows.remove(0);
        few.mentees = 3;
        let page = page(vec![few]);
        for outcome in ["passed", "failed", "withdrawn", "more time", "still open"] {
            assert!(page.contains(&format!("data-label=\"{outcome}\" class=\"n\">–<")), "{page}");
        }
        assert!(page.contains("– is not said"), "{page}");
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_page(text in fixture::hostile()) {
            let tags = |text: &str| {
                let mut row = fixture::statistics().rows.remove(0);
                (row.program, row.title) = ("lantern".to_owned(), text.to_owned());
                let page = page(vec![row]);
                ["<tr", "<th", "<td", "<script", "<img", "<p"].map(|tag| page.matches(tag).count())
            };
            prop_assert_eq!(tags(&text), tags("Lantern"));
        }
    }
}
