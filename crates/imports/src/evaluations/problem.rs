//! What is wrong with a file of evaluations. Unlike other imports, every problem is listed: each row is somebody's evaluation.

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, as the caller named it.
    pub file: String,
    /// The line of a text or the row of a sheet, from 1.
    pub line: usize,
}

/// Something that somebody must decide; until then the row, or the whole file, is not read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
#[error("{}, line {}: {says}\n  hint: {hint}", place.file, place.line)]
pub struct EvaluationProblem {
    /// Where it stands; the header or the first line where the whole file is meant.
    pub place: Place,
    /// What stands there, as it was written; may hold any character. Empty where something is missing.
    pub input: String,
    /// What it may mean: enrollments by key, mentors, or known words. Often empty.
    pub candidates: Vec<String>,
    /// What is wrong, with the input in backticks, safe to print.
    pub says: String,
    /// What to do about it.
    pub hint: String,
}

/// A problem whose place is not known yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) input: String,
    pub(super) candidates: Vec<String>,
    pub(super) says: String,
    pub(super) hint: String,
}

impl Fault {
    pub(super) fn new(input: &str, says: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            input: input.to_owned(),
            candidates: Vec::new(),
            says: says.into(),
            hint: hint.into(),
        }
    }

    pub(super) fn among(mut self, candidates: Vec<String>) -> Self {
        self.candidates = candidates;
        self
    }

    pub(super) fn at(self, file: &str, line: usize) -> EvaluationProblem {
        let place = Place { file: file.to_owned(), line };
        let Self { input, candidates, says, hint } = self;
        EvaluationProblem { place, input, candidates, says, hint }
    }
}
