//! Programs in figures as a table for the README of a program's repository: newest first, then the totals.
//!
//! It is published, so it holds numbers only, and what became of the mentees is left out where so few took part that readers could
//! tell who is meant. It is left out as a whole, for the rest would say it: of three mentees and two who passed, anybody can work
//! out the third. The totals leave such programs out, too, and say that there is more.

use std::fmt::Write as _;

use monitor_analysis::{Outcomes, ProgramStatistics, Totals};
use monitor_model::Count;

use super::{NOTE, Statistics, finally, many};
use chrono::Datelike as _;

use crate::escape::markdown;

/// How many mentees a program must have for its table to say what became of them.
const FEWEST: u32 = 5;

/// What stands in the place of what is not said.
const WITHHELD: &str = "–";

/// A column of what became of the mentees, which a small program does not show.
type OfOutcomes = (&'static str, fn(&Outcomes) -> Count);

const OUTCOMES: [OfOutcomes; 5] = [
    ("passed", |of| of.passed),
    ("failed", |of| of.failed),
    ("withdrawn", |of| of.withdrawn),
    ("more time", |of| of.extended),
    ("still open", |of| of.open),
];

/// A column of what was done.
type OfWork = (&'static str, fn(&ProgramStatistics) -> Count);

const WORK: [OfWork; 4] = [
    ("pull requests", |of| of.pull_requests),
    ("issues", |of| of.issues),
    ("reviews", |of| of.reviews),
    ("commits", |of| of.commits),
];

/// A row of the table: whose figures they are, as it is written, and the figures.
pub(super) struct Cells {
    pub(super) name: String,
    pub(super) figures: Vec<String>,
}

/// The rows of the table, newest first, and the totals below them.
pub(super) struct Table {
    pub(super) programs: Vec<Cells>,
    pub(super) totals: Cells,
}

pub(super) fn render(statistics: &Statistics) -> String {
    let Some(table) = cells(statistics) else { return "No programs.\n".to_owned() };
    let mut out = String::new();
    let headings: Vec<String> = headings().map(str::to_owned).collect();
    line(&mut out, &headings);
    let numbers = vec!["--:".to_owned(); headings.len() - 1];
    line(&mut out, &[vec![":--".to_owned()], numbers].concat());
    for program in &table.programs {
        line(&mut out, &[vec![markdown(&program.name)], program.figures.clone()].concat());
    }
    line(&mut out, &[vec!["**all**".to_owned()], table.totals.figures].concat());
    let _ = write!(out, "\n{NOTE}");
    if let Some(withheld) = withheld(statistics) {
        let _ = write!(out, " {withheld}");
    }
    out.push('\n');
    out
}

/// What stands above the columns; the first one is the program.
pub(super) fn headings() -> impl Iterator<Item = &'static str> {
    let head = ["program", "year", "mentees", "mentors", "projects"].into_iter();
    head.chain(OUTCOMES.map(|(what, _)| what)).chain(WORK.map(|(what, _)| what))
}

/// Every row of the table; `None` where there is no program.
pub(super) fn cells(statistics: &Statistics) -> Option<Table> {
    let mut rows: Vec<&ProgramStatistics> = statistics.rows.iter().collect();
    rows.sort_by(|a, b| (b.first_day, &a.program).cmp(&(a.first_day, &b.program)));
    let programs: Vec<Cells> = rows.into_iter().map(row).collect();
    (!programs.is_empty()).then(|| Table { programs, totals: totals(statistics) })
}

/// What is said where a program's outcomes are left out.
pub(super) fn withheld(statistics: &Statistics) -> Option<String> {
    statistics.rows.iter().any(is_small).then(|| {
        format!("{WITHHELD} is not said: the program has fewer than {FEWEST} mentees, and one could tell who is meant.")
    })
}

fn line(out: &mut String, cells: &[String]) {
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}

fn is_small(program: &ProgramStatistics) -> bool {
    program.mentees < FEWEST
}

fn row(of: &ProgramStatistics) -> Cells {
    let name = if markdown(&of.title).is_empty() { &of.program } else { &of.title };
    let projects = of.projects.as_ref().map_or_else(|| "?".to_owned(), |n| many(n).to_string());
    let head = [of.first_day.year().to_string(), of.mentees.to_string()];
    let outcomes = OUTCOMES.iter().map(|(_, count)| match is_small(of) {
        true => WITHHELD.to_owned(),
        false => finally(of, *count).to_string(),
    });
    let work = WORK.iter().map(|(_, count)| count(of).to_string());
    let people = [many(&of.mentors).to_string(), projects];
    let figures = head.into_iter().chain(people).chain(outcomes).chain(work).collect();
    Cells { name: name.clone(), figures }
}

fn totals(statistics: &Statistics) -> Cells {
    let totals = Totals::of(&statistics.rows);
    let people =
        [totals.mentees.to_string(), totals.mentors.to_string(), totals.projects.to_string()];
    let withheld = Count { seen: 0, complete: false };
    let outcomes = OUTCOMES.iter().map(|(_, count)| {
        let shown = |of| if is_small(of) { withheld } else { finally(of, *count) };
        Totals::sum(statistics.rows.iter().map(shown))
    });
    let work = WORK.iter().map(|(_, count)| Totals::sum(statistics.rows.iter().map(count)));
    let counts = outcomes.chain(work).map(|count| count.to_string());
    let figures = [String::new()].into_iter().chain(people).chain(counts).collect();
    Cells { name: String::new(), figures }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use proptest::prelude::*;

    fn cells(line: &str) -> Vec<&str> {
        line.trim_matches('|').split('|').map(str::trim).collect()
    }

    #[test]
    fn what_became_of_a_few_is_not_said_and_can_not_be_worked_out() {
        let mut statistics = fixture::statistics();
        let settled = |seen| Count { seen, complete: true };
        for (row, mentees, failed) in [(0, FEWEST - 1, 1), (1, FEWEST, 2)] {
            let of = &mut statistics.rows[row];
            of.mentees = mentees;
            let last = of.outcomes.last_mut().unwrap();
            (last.passed, last.failed) = (settled(mentees - failed), settled(failed));
            (last.withdrawn, last.extended, last.open) = (settled(0), settled(0), settled(0));
        }
        let text = render(&statistics);
        let lines: Vec<Vec<&str>> = text.lines().map(cells).collect();
        assert_eq!(lines[2][5..10], [WITHHELD; 5], "{text}");
        assert_eq!(lines[3][5..10], ["3", "2", "0", "0", "0"], "{text}");
        assert_eq!(lines[4][5..10], ["3+", "2+", "?", "?", "?"], "{text}");
        assert!(text.contains("– is not said: the program has fewer than 5 mentees"), "{text}");
        statistics.rows.remove(0);
        assert!(!render(&statistics).contains(WITHHELD));
    }

    #[test]
    fn what_is_not_known_is_no_zero_and_the_newest_comes_first() {
        let mut statistics = fixture::statistics();
        statistics.rows.reverse();
        let text = render(&statistics);
        let lines: Vec<Vec<&str>> = text.lines().map(cells).collect();
        assert_eq!(lines[2][..5], ["lantern-2026-spring", "2026", "8", "6", "4"]);
        assert_eq!(lines[2][5..10], ["3+", "1+", "1+", "?", "3"]);
        assert_eq!(lines[3][..5], ["lantern-2025-autumn", "2025", "9", "7", "?"]);
        assert_eq!(lines[3][5..10], ["?"; 5]);
        assert_eq!(lines[4][..5], ["**all**", "", "17", "7", "4+"]);
        assert_eq!(lines[4][5..10], ["3+", "1+", "1+", "?", "3+"]);
        assert_eq!(lines[4][10..], ["174+", "14+", "9+", "804+"]);
    }

    proptest! {
        #[test]
        fn every_line_has_every_cell(text in fixture::any_text(), n in 0..9_u32, programs in 1_usize..4) {
            let mut row = fixture::statistics().rows.remove(0);
            (row.program, row.title, row.mentees) = (text.clone(), text, n);
            let out = render(&Statistics { as_of: fixture::as_of(), rows: vec![row; programs] });
            let lines: Vec<&str> = out.lines().filter(|line| line.starts_with('|')).collect();
            prop_assert_eq!(lines.len(), programs + 3);
            for line in lines {
                prop_assert_eq!(line.matches('|').count(), 5 + OUTCOMES.len() + WORK.len() + 1, "{}", line);
            }
        }
    }
}
