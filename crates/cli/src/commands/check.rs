//! `check`: every problem of the rosters, the calendars, the policy and the scoring at once.

use std::fmt::Write as _;

use monitor_roster::{Level, Problem};

use super::{counted, rosters};
use crate::args::Check;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::settings::Settings;

mod online;

pub(super) fn run(arguments: &Check, settings: &Settings) -> Result<Exit, Failure> {
    let rosters = rosters::read(&arguments.files, &arguments.reading, settings)?;
    let mut problems: Vec<Problem> =
        rosters.iter().flat_map(|roster| roster.reading.problems.iter().cloned()).collect();
    problems.extend(rosters::twice(&rosters));
    problems.extend(rosters::read_calendars(settings)?.problems);
    problems.extend(settings.read_standards()?.1);
    let handles: Vec<_> = rosters.iter().flat_map(|r| r.reading.handles.clone()).collect();
    let online = (!arguments.offline)
        .then(|| online::problems(&handles, &arguments.connection, settings))
        .transpose();
    // What the files show is said also where GitHub can't be asked.
    let (online, failure) = online.map_or_else(|why| (None, Some(why)), |found| (found, None));
    let (more, asked) = online.unzip();
    problems.extend(more.unwrap_or_default());
    problems.sort();
    // A calendar that a roster needed was read with it.
    problems.dedup();
    let enrollments: usize = rosters
        .iter()
        .filter_map(|roster| roster.reading.program.as_ref())
        .map(|program| program.enrollments.len())
        .sum();
    let asked = asked.map_or_else(String::new, |asked| {
        format!("; {} looked up on GitHub", counted(asked, "name"))
    });
    output::result(&text(&problems, rosters.len(), enrollments, &asked))?;
    match failure {
        Some(failure) => Err(failure),
        None if problems.is_empty() => Ok(Exit::Done),
        None => Ok(Exit::Attention),
    }
}

fn text(problems: &[Problem], rosters: usize, enrollments: usize, asked: &str) -> String {
    let mut text = String::new();
    for problem in problems {
        let _ = writeln!(text, "{}", labelled(problem));
    }
    let count = |level| problems.iter().filter(|problem| problem.level == level).count();
    let _ = writeln!(
        text,
        "{}, {}: {}, {}{asked}",
        counted(rosters, "roster"),
        counted(enrollments, "enrollment"),
        counted(count(Level::Problem), "problem"),
        counted(count(Level::Notice), "notice"),
    );
    text
}

/// A problem or notice with its level before it.
pub(super) fn labelled(problem: &Problem) -> String {
    let level = match problem.level {
        Level::Problem => "problem",
        Level::Notice => "notice",
    };
    format!("{level}: {problem}")
}
