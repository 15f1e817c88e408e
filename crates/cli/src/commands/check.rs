//! `check`: every problem of the rosters at once.

use std::fmt::Write as _;

use monitor_roster::{Level, Problem};

use super::rosters;
use crate::args::Check;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::settings::Settings;

pub(super) fn run(arguments: &Check, settings: &Settings) -> Result<Exit, Failure> {
    let rosters = rosters::read(&arguments.files, &arguments.reading, settings)?;
    let mut problems: Vec<Problem> =
        rosters.iter().flat_map(|roster| roster.reading.problems.iter().cloned()).collect();
    problems.sort();
    let enrollments: usize = rosters
        .iter()
        .filter_map(|roster| roster.reading.program.as_ref())
        .map(|program| program.enrollments.len())
        .sum();
    output::result(&text(&problems, rosters.len(), enrollments))?;
    Ok(if problems.is_empty() { Exit::Done } else { Exit::Attention })
}

fn text(problems: &[Problem], rosters: usize, enrollments: usize) -> String {
    let mut text = String::new();
    for problem in problems {
        let level = match problem.level {
            Level::Problem => "problem",
            Level::Notice => "notice",
        };
        let _ = writeln!(text, "{level}: {problem}");
    }
    let count = |level| problems.iter().filter(|problem| problem.level == level).count();
    let _ = writeln!(
        text,
        "{}, {}: {}, {}",
        counted(rosters, "roster"),
        counted(enrollments, "enrollment"),
        counted(count(Level::Problem), "problem"),
        counted(count(Level::Notice), "notice"),
    );
    text
}

/// A number and its noun, which takes an `s` unless there is just one.
pub(super) fn counted(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}
