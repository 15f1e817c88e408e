//! Programs in figures. A count that is not complete says so in every format.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::{DateTime, Utc};
use monitor_analysis::{Outcomes, ProgramStatistics};
use monitor_model::Count;

use crate::document::Document;
use crate::escape::plain;
use crate::layout::{Align, Paint, cell, paint, paragraph};
use crate::sheet::Sheet;
use crate::{Format, RenderError, Style};

mod json;
mod page;
mod readme;
#[cfg(feature = "xlsx")]
mod sheets;

/// Programs in figures, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// The instant as of which the figures hold.
    pub as_of: DateTime<Utc>,
    /// One per program, in the order in which they are shown.
    pub rows: Vec<ProgramStatistics>,
}

/// What is said of each program: the heading, the stable key, and the figure.
type Figure = (&'static str, &'static str, Of);

/// Where a figure comes from.
#[derive(Clone, Copy)]
enum Of {
    /// A number that is sure, or that the roster does not tell.
    Sure(fn(&ProgramStatistics) -> Option<u32>),
    /// What was seen, and whether that is all.
    Seen(fn(&ProgramStatistics) -> Count),
}

const FIGURES: [Figure; 16] = [
    ("mentees", "mentees", Of::Sure(|p| Some(p.mentees))),
    ("mentors", "mentors", Of::Sure(|p| Some(many(&p.mentors)))),
    ("projects", "projects", Of::Sure(|p| p.projects.as_ref().map(many))),
    ("pull requests", "pull_requests", Of::Seen(|p| p.pull_requests)),
    ("  in scope", "pull_requests_in_scope", Of::Seen(|p| p.pull_requests_in_scope)),
    ("issues", "issues", Of::Seen(|p| p.issues)),
    ("reviews", "reviews", Of::Seen(|p| p.reviews)),
    ("commits", "commits", Of::Seen(|p| p.commits)),
    ("mentee-weeks due", "weeks_due", Of::Sure(|p| Some(p.weeks_due))),
    ("  present", "weeks_present", Of::Sure(|p| Some(p.weeks_present))),
    ("  with hidden work", "hidden_weeks", Of::Seen(|p| p.hidden_weeks)),
    ("passed", "passed", Of::Seen(|p| finally(p, |o| o.passed))),
    ("failed", "failed", Of::Seen(|p| finally(p, |o| o.failed))),
    ("withdrawn", "withdrawn", Of::Seen(|p| finally(p, |o| o.withdrawn))),
    ("more time", "extended", Of::Seen(|p| finally(p, |o| o.extended))),
    ("still open", "open", Of::Seen(|p| finally(p, |o| o.open))),
];

fn many(names: &BTreeSet<String>) -> u32 {
    u32::try_from(names.len()).unwrap_or(u32::MAX)
}

/// What became of the mentees, in the last period.
fn finally(program: &ProgramStatistics, of: fn(&Outcomes) -> Count) -> Count {
    program.outcome().map_or(Count { seen: 0, complete: false }, of)
}

impl Of {
    /// The figure for people.
    fn shown(self, program: &ProgramStatistics) -> String {
        match self {
            Self::Sure(of) => of(program).map_or_else(|| "–".to_owned(), |n| n.to_string()),
            Self::Seen(of) => of(program).to_string(),
        }
    }

    /// The figure for a spreadsheet, and after a count whether it is all. An unknown number is an empty cell, not a dash that a
    /// formula would stumble over and not a zero that it would add up.
    fn cells(self, program: &ProgramStatistics) -> Vec<String> {
        let cell = |n: Option<u32>| n.map_or_else(String::new, |n| n.to_string());
        match self {
            Self::Sure(of) => vec![cell(of(program))],
            Self::Seen(of) => vec![cell(known(of(program))), of(program).complete.to_string()],
        }
    }
}

/// The number of a count, unless nothing is known.
fn known(count: Count) -> Option<u32> {
    (count.complete || count.seen > 0).then_some(count.seen)
}

/// What every reader of the figures must know.
const NOTE: &str = "The figures are what the record holds: 3 is all there is, 3+ is at least 3, and ? is nothing seen, which is not \
    none. Commits that a source counts by the week may hold those of a Monday twice. What became of the mentees is what is recorded of the \
    last period; while somebody is open, more may come.";

/// The same for machines, to which a count comes with whether it is complete.
const PLAIN_NOTE: &str = "The figures are what the record holds. One that is not complete is what was seen, and more may exist; one that \
    is missing means that nothing was seen, which is not none. Commits that a source counts by the week may hold those of a Monday \
    twice. What became of the mentees is what is recorded of the last period; while somebody is open, more may come.";

/// The columns of a program on a terminal; four of them and the headings make 80.
const PROGRAM: usize = 15;
const HEADING: usize = 80 - 4 * PROGRAM;

impl Statistics {
    /// The statistics as a document, of which their page is made. Like the table for a README, it can be published.
    #[must_use]
    pub fn document(&self) -> Document {
        page::document(self)
    }

    /// The statistics as text.
    ///
    /// # Errors
    /// [`RenderError`] where the format's own writer fails; the view has every format.
    pub fn render(&self, format: Format, style: Style) -> Result<String, RenderError> {
        match format {
            Format::Table => Ok(self.text(style)),
            Format::Markdown => Ok(readme::render(self)),
            Format::Json => json::render(self),
            Format::Csv => self.sheet().csv(),
            Format::Html => self.document().html(),
        }
    }

    /// The statistics as a workbook: programs on the first sheet, what became of mentees in each of their periods on the second. Every
    /// cell is text, and none is a formula.
    ///
    /// # Errors
    /// [`RenderError::Workbook`] where the workbook can't be put together.
    #[cfg(feature = "xlsx")]
    pub fn workbook(&self) -> Result<Vec<u8>, RenderError> {
        crate::sheet::workbook(&[self.sheet(), sheets::outcomes(self)], self.as_of)
    }

    /// Figures down, programs across, four at a time: so no figure is ever cut.
    fn text(&self, style: Style) -> String {
        let mut out = String::new();
        for programs in self.rows.chunks(4) {
            for heading in headings(programs) {
                let _ = writeln!(out, "{}", paint(style, Paint::Heading, heading.trim_end()));
            }
            for (what, _, figure) in FIGURES {
                let mut line = cell_kept(what, HEADING);
                for program in programs {
                    line.push_str(&cell(&figure.shown(program), PROGRAM, Align::Right));
                }
                let _ = writeln!(out, "{line}");
            }
            out.push('\n');
        }
        paragraph(&mut out, "", if self.rows.is_empty() { "No programs." } else { NOTE });
        out
    }

    /// One row per program.
    fn sheet(&self) -> Sheet {
        let mut headings = vec!["program".to_owned()];
        for (_, key, figure) in FIGURES {
            headings.push(key.to_owned());
            headings.extend(matches!(figure, Of::Seen(_)).then(|| format!("{key}_complete")));
        }
        headings.push("note".to_owned());
        let row = |program: &ProgramStatistics| {
            let figures = FIGURES.iter().flat_map(|(.., figure)| figure.cells(program));
            let first = [program.program.clone()].into_iter();
            first.chain(figures).chain([PLAIN_NOTE.to_owned()]).collect()
        };
        let rows = self.rows.iter().map(row).collect();
        Sheet { name: "Programs", headings, rows }
    }
}

/// The ids of the programs above their columns, in as many lines as the longest needs.
fn headings(programs: &[ProgramStatistics]) -> Vec<String> {
    let names: Vec<Vec<String>> = programs.iter().map(|p| parts(&p.program)).collect();
    let lines = names.iter().map(Vec::len).max().unwrap_or(0);
    let line = |n: usize| {
        let mut line = " ".repeat(HEADING);
        for name in &names {
            let part = name.get(n).map_or("", String::as_str);
            line.push_str(&cell(part, PROGRAM, Align::Right));
        }
        line
    };
    (0..lines).map(line).collect()
}

/// An id in parts that fit above a column, cut after hyphens where it has some.
fn parts(id: &str) -> Vec<String> {
    // No letter is wider than two columns.
    let id: Vec<char> = plain(id).chars().collect();
    let room = if id.iter().all(char::is_ascii) { PROGRAM - 1 } else { PROGRAM / 2 };
    let mut rest = id.as_slice();
    let mut parts = Vec::new();
    while rest.len() > room {
        let hyphen = rest[..room].iter().rposition(|&c| c == '-').map(|at| at + 1);
        let (part, more) = rest.split_at(hyphen.unwrap_or(room));
        parts.push(part.iter().collect());
        rest = more;
    }
    parts.push(rest.iter().collect());
    parts
}

/// A heading with the blanks before it.
fn cell_kept(text: &str, width: usize) -> String {
    format!("{text:<width$}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn a_number_that_is_not_known_is_no_zero() {
        let statistics = fixture::statistics();
        let csv = statistics.render(Format::Csv, Style::Plain).unwrap();
        let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
        let (headings, second) = (cells(csv.lines().next().unwrap()), csv.lines().nth(2).unwrap());
        assert_eq!(&headings[3..6], ["projects", "pull_requests", "pull_requests_complete"]);
        assert!(
            second.starts_with("lantern-2025-autumn,9,7,,87,false,61,false,,false,0,true,"),
            "{csv}"
        );
        assert!(second.ends_with(&format!("\"{PLAIN_NOTE}\"")), "{csv}");
        let json: serde_json::Value =
            serde_json::from_str(&statistics.render(Format::Json, Style::Plain).unwrap()).unwrap();
        assert_eq!(json["note"], PLAIN_NOTE);
        let second = &json["programs"][1];
        for (key, expected) in [
            ("projects", serde_json::json!(null)),
            ("issues", serde_json::json!(null)),
            ("issues_complete", serde_json::json!(false)),
            ("reviews", serde_json::json!(0)),
            ("reviews_complete", serde_json::json!(true)),
            ("pull_requests", serde_json::json!(87)),
        ] {
            assert_eq!(second[key], expected, "{key}");
        }
        let table = statistics.render(Format::Table, Style::Plain).unwrap();
        let line = |of| table.lines().find(|line| line.starts_with(of)).unwrap().trim_end();
        assert!(line("issues").ends_with(" ?") && line("reviews").ends_with(" 0"), "{table}");
        assert!(line("pull requests").ends_with(" 87+"), "{table}");
    }

    proptest! {
        #[test]
        fn no_figure_is_cut_and_no_line_too_wide(text in fixture::any_text(), n in any::<u32>(), programs in 0_usize..6) {
            let mut row = fixture::statistics().rows.remove(0);
            (row.program, row.mentees) = (text, n);
            let statistics = Statistics { as_of: fixture::as_of(), rows: vec![row; programs] };
            let table = statistics.render(Format::Table, Style::Plain).unwrap();
            prop_assert!(table.lines().all(|line| line.width() <= 80), "{}", table);
            prop_assert_eq!(table.matches(&format!(" {n}")).count() >= programs, true, "{}", table);
        }
    }
}
