//! Exit codes and failures: how a run ends, for people and for cron.

use std::fmt;
use std::process::ExitCode;

use monitor_roster::Level;

/// How a run ends. The numbers are documented and do not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done = 0,
    /// Failed: the machine, the file, the disk.
    Failed = 1,
    /// Wrong usage or input.
    Input = 2,
    /// Done, and something needs attention.
    Attention = 3,
    /// Stopped at the quota; the same command goes on.
    Quota = 4,
    /// Done, and some of it could not be observed.
    NotObserved = 5,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a run can't go on: one or more sentences, each with a hint where there is one.
#[derive(Debug)]
pub(crate) struct Failure {
    /// How the run ends.
    pub(crate) exit: Exit,
    /// Every problem, not just the first.
    pub(crate) problems: Vec<Problem>,
}

/// One sentence and what to do.
#[derive(Debug)]
pub(crate) struct Problem {
    /// A lower-case sentence with the input in backticks.
    pub(crate) says: String,
    /// What to do, often a command.
    pub(crate) hint: Option<String>,
}

impl Failure {
    /// Wrong usage or input.
    pub(crate) fn input(says: impl fmt::Display, hint: impl Into<String>) -> Self {
        Self::of(Exit::Input, says, Some(hint.into()))
    }

    /// The machine, the file or the disk.
    pub(crate) fn machine(says: impl fmt::Display, hint: impl Into<String>) -> Self {
        Self::of(Exit::Failed, says, Some(hint.into()))
    }

    /// What is wrong with rosters and their like, notices aside; `None` where nothing is.
    pub(crate) fn problems<'p>(
        problems: impl IntoIterator<Item = &'p monitor_roster::Problem>,
    ) -> Option<Self> {
        let wrong = problems.into_iter().filter(|problem| problem.level == Level::Problem);
        let problems: Vec<Problem> = wrong
            .map(|problem| Problem {
                says: format!("{}: {}", problem.place, problem.says),
                hint: Some(problem.hint.clone()),
            })
            .collect();
        (!problems.is_empty()).then_some(Self { exit: Exit::Input, problems })
    }

    fn of(exit: Exit, says: impl fmt::Display, hint: Option<String>) -> Self {
        Self { exit, problems: vec![Problem { says: says.to_string(), hint }] }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.problems {
            writeln!(f, "error: {}", problem.says)?;
            if let Some(hint) = &problem.hint {
                writeln!(f, "  hint: {hint}")?;
            }
        }
        Ok(())
    }
}
