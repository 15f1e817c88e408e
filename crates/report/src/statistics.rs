//! Programs in figures.

use std::fmt::Write as _;

use monitor_analysis::ProgramStatistics;
use serde::Serialize;

use crate::escape::markdown;
use crate::layout::{Align, Paint, cell, paint, paragraph};
use crate::{Format, RenderError, Style, escape, sheet};

/// Programs in figures, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// One per program, in the order in which they are shown.
    pub rows: Vec<ProgramStatistics>,
}

/// What is said of each program: the heading, the stable key, and the figure.
type Figure = (&'static str, &'static str, fn(&ProgramStatistics) -> Option<u32>);

const FIGURES: [Figure; 11] = [
    ("mentees", "mentees", |p| Some(p.mentees)),
    ("mentors", "mentors", |p| Some(p.mentors)),
    ("projects", "projects", |p| p.projects),
    ("pull requests", "pull_requests", |p| Some(p.pull_requests)),
    ("  in scope", "pull_requests_in_scope", |p| Some(p.pull_requests_in_scope)),
    ("issues", "issues", |p| Some(p.issues)),
    ("reviews", "reviews", |p| Some(p.reviews)),
    ("commits", "commits", |p| Some(p.commits)),
    ("mentee-weeks due", "weeks_due", |p| Some(p.weeks_due)),
    ("  present", "weeks_present", |p| Some(p.weeks_present)),
    ("  with hidden work", "hidden_weeks", |p| Some(p.hidden_weeks)),
];

/// The formats of the statistics.
const FORMATS: &[Format] = &[Format::Table, Format::Markdown, Format::Json, Format::Csv];

/// What every reader of the figures must know.
const NOTE: &str = "The figures are what the record holds. Where mentee-weeks are missing or hidden, there may be more.";

/// The columns of a program on a terminal; four of them and the headings make 80.
const PROGRAM: usize = 15;
const HEADING: usize = 80 - 4 * PROGRAM;

impl Statistics {
    /// The statistics as text.
    ///
    /// # Errors
    /// [`RenderError::NoSuchFormat`] for HTML, and where the format's own writer fails.
    pub fn render(&self, format: Format, style: Style) -> Result<String, RenderError> {
        match format {
            Format::Table => Ok(self.text(style)),
            Format::Markdown => Ok(self.markdown()),
            Format::Json => self.json(),
            Format::Csv => self.csv(),
            Format::Html => {
                Err(RenderError::NoSuchFormat { view: "the statistics", format, known: FORMATS })
            }
        }
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
                    line.push_str(&cell(&shown(figure(program)), PROGRAM, Align::Right));
                }
                let _ = writeln!(out, "{line}");
            }
            out.push('\n');
        }
        paragraph(&mut out, "", if self.rows.is_empty() { "No programs." } else { NOTE });
        out
    }

    fn markdown(&self) -> String {
        let mut out = String::from("| program |");
        for (what, ..) in FIGURES {
            let _ = write!(out, " {} |", what.trim());
        }
        let _ = writeln!(out, "\n| :-- |{}", " --: |".repeat(FIGURES.len()));
        for program in &self.rows {
            let _ = write!(out, "| {} |", markdown(&program.program));
            for (.., figure) in FIGURES {
                let _ = write!(out, " {} |", shown(figure(program)));
            }
            out.push('\n');
        }
        let _ = write!(out, "\n{NOTE}\n");
        out
    }

    fn csv(&self) -> Result<String, RenderError> {
        let mut headings = ["program"; FIGURES.len() + 1];
        for (heading, (_, key, _)) in headings.iter_mut().skip(1).zip(FIGURES) {
            *heading = key;
        }
        let row = |program: &ProgramStatistics| {
            let figures = FIGURES.map(|(.., figure)| figure(program).map(|n| n.to_string()));
            let mut cells = vec![escape::csv(&program.program)];
            // An unknown number is an empty cell, not a dash that a formula would stumble over.
            cells.extend(figures.map(Option::unwrap_or_default));
            cells
        };
        sheet::write(&headings, self.rows.iter().map(row))
    }

    fn json(&self) -> Result<String, RenderError> {
        let json = StatisticsJson {
            schema: "mentorship-monitor/statistics/1",
            programs: self.rows.iter().map(ProgramJson::of).collect(),
        };
        Ok(serde_json::to_string_pretty(&json)? + "\n")
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
    let id: Vec<char> = escape::plain(id).chars().collect();
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

fn shown(figure: Option<u32>) -> String {
    figure.map_or_else(|| "–".to_owned(), |n| n.to_string())
}

#[derive(Serialize)]
struct StatisticsJson<'a> {
    schema: &'static str,
    programs: Vec<ProgramJson<'a>>,
}

#[derive(Serialize)]
struct ProgramJson<'a> {
    program: &'a str,
    mentees: u32,
    mentors: u32,
    projects: Option<u32>,
    pull_requests: u32,
    pull_requests_in_scope: u32,
    issues: u32,
    reviews: u32,
    commits: u32,
    weeks_due: u32,
    weeks_present: u32,
    hidden_weeks: u32,
}

impl<'a> ProgramJson<'a> {
    fn of(program: &'a ProgramStatistics) -> Self {
        Self {
            program: &program.program,
            mentees: program.mentees,
            mentors: program.mentors,
            projects: program.projects,
            pull_requests: program.pull_requests,
            pull_requests_in_scope: program.pull_requests_in_scope,
            issues: program.issues,
            reviews: program.reviews,
            commits: program.commits,
            weeks_due: program.weeks_due,
            weeks_present: program.weeks_present,
            hidden_weeks: program.hidden_weeks,
        }
    }
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
        assert_eq!(csv.lines().next().unwrap().split(',').count(), FIGURES.len() + 1);
        assert!(csv.contains("\nlantern-2025-autumn,9,7,,"), "{csv}");
        let json: serde_json::Value =
            serde_json::from_str(&statistics.render(Format::Json, Style::Plain).unwrap()).unwrap();
        assert_eq!(json["programs"][1]["projects"], serde_json::Value::Null);
        assert!(statistics.render(Format::Html, Style::Plain).is_err());
    }

    proptest! {
        #[test]
        fn no_figure_is_cut_and_no_line_too_wide(text in fixture::any_text(), n in any::<u32>(), programs in 0_usize..6) {
            let mut row = fixture::statistics().rows.remove(0);
            (row.program, row.commits) = (text, n);
            let statistics = Statistics { rows: vec![row; programs] };
            let table = statistics.render(Format::Table, Style::Plain).unwrap();
            prop_assert!(table.lines().all(|line| line.width() <= 80), "{}", table);
            prop_assert_eq!(table.matches(&format!(" {n}")).count() >= programs, true, "{}", table);
            let markdown = statistics.render(Format::Markdown, Style::Plain).unwrap();
            for line in markdown.lines().filter(|line| line.starts_with('|')) {
                prop_assert_eq!(line.matches('|').count(), FIGURES.len() + 2);
            }
        }
    }
}
