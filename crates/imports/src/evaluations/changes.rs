//! What rows would change: importing twice changes nothing, and a changed verdict is a new act.

use std::collections::BTreeMap;

use monitor_model::{EnrollmentKey, Evaluation};

use super::rows::EvaluationRow;

/// What a row is to what holds already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change<'a> {
    /// Nothing was said of this mentee and period.
    New(&'a EvaluationRow),
    /// Something else was said: another verdict, another note, or by another mentor.
    Changed {
        /// The row.
        row: &'a EvaluationRow,
        /// What holds until now.
        from: &'a Evaluation,
    },
    /// It was said already.
    Same(&'a EvaluationRow),
}

impl<'a> Change<'a> {
    /// The row.
    #[must_use]
    pub const fn row(&self) -> &'a EvaluationRow {
        match self {
            Self::New(row) | Self::Same(row) | Self::Changed { row, .. } => row,
        }
    }

    /// Whether the row was sent before that was said which it would replace: then the file may be an old export.
    #[must_use]
    pub fn is_older(&self) -> bool {
        matches!(self, Self::Changed { row, from } if row.at < from.at)
    }
}

/// Compares rows with the evaluations that hold for the same period, one per enrollment at most.
#[must_use]
pub fn changes<'a>(
    rows: &'a [EvaluationRow],
    current: &'a [(EnrollmentKey, Evaluation)],
) -> Vec<Change<'a>> {
    let held: BTreeMap<_, _> = current.iter().map(|(key, held)| (key, held)).collect();
    let one = |row: &'a EvaluationRow| match held.get(&row.enrollment).copied() {
        None => Change::New(row),
        Some(from) if says_the_same(row, from) => Change::Same(row),
        Some(from) => Change::Changed { row, from },
    };
    rows.iter().map(one).collect()
}

fn says_the_same(row: &EvaluationRow, held: &Evaluation) -> bool {
    let note = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    row.verdict == held.verdict
        && row.mentor.key() == held.by.name.to_lowercase()
        && note(&row.note) == note(&held.note)
}
