//! Why a piece of text is no row, and how that is told.

use super::row::Place;
use crate::problem::Problems;

/// Why a piece of text is no row.
#[derive(Debug)]
pub(super) struct Fault {
    /// Counted from 1 at the start of the piece.
    pub(super) line: usize,
    pub(super) says: String,
    pub(super) kind: FaultKind,
}

/// What a fault means for the text after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FaultKind {
    /// The text ends too early.
    CutOff,
    /// The text is no JSON from here on.
    Damaged,
    /// The text is JSON, and something in it is wrong.
    Wrong,
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        let place = format!(" at line {} column {}", error.line(), error.column());
        let says = error.to_string();
        Self {
            line: error.line().max(1),
            says: says.strip_suffix(&place).unwrap_or(&says).to_owned(),
            kind: match error.classify() {
                serde_json::error::Category::Eof => FaultKind::CutOff,
                serde_json::error::Category::Data => FaultKind::Wrong,
                _ => FaultKind::Damaged,
            },
        }
    }
}

/// Says what is wrong with a row that begins at `place`.
pub(super) fn report(file: &str, place: Place, fault: &Fault, problems: &mut Problems) {
    let row = place.row;
    let (what, hint) = match fault.kind {
        FaultKind::CutOff => (
            format!("the text ends at row {row}: {}", fault.says),
            "the file was cut off; copy or record it again",
        ),
        FaultKind::Damaged => (
            format!("no JSON at row {row}: {}", fault.says),
            "the file is damaged; copy or record it again",
        ),
        FaultKind::Wrong => {
            (format!("row {row}: {}", fault.says), "correct the row, or record this week again")
        }
    };
    problems.add(file, place.line + fault.line - 1, what, hint);
}
