//! What a reader hands back.

use monitor_model::Program;

use crate::handle::Handle;
use crate::problem::Problems;
use crate::{Level, Place, Problem};

/// A roster as it was read, and everything that was noticed on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The program; `None` only where the text is beyond understanding: a syntax error, no id, no usable dates, no usable
    /// period, or a column that isn't there. Where it is `Some`, every enrollment of the text is in it.
    pub program: Option<Program>,
    /// All problems and notices, sorted by place.
    pub problems: Vec<Problem>,
    /// The names that GitHub can be asked about, in the order in which they stand.
    pub handles: Vec<Handle>,
}

impl Reading {
    /// Whether anything is wrong, notices aside.
    #[must_use]
    pub fn has_problems(&self) -> bool {
        self.problems.iter().any(|p| p.level == Level::Problem)
    }

    pub(crate) fn new(program: Option<Program>, problems: Problems) -> Self {
        Self { program, problems: problems.sorted(), handles: Vec::new() }
    }

    /// For a text whose syntax is wrong: nothing was read.
    pub(crate) fn unreadable(
        file: &str,
        format: &str,
        errors: impl IntoIterator<Item = (Option<u32>, String)>,
    ) -> Self {
        let mut problems = Problems::default();
        for (line, message) in errors {
            let place = Place::new(file, line, "");
            let hint = "correct the file; nothing of it was read";
            problems.problem(&place, "", format!("this is not valid {format}: {message}"), hint);
        }
        Self::new(None, problems)
    }
}
