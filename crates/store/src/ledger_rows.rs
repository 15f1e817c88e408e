//! Entries of the ledger as rows, and back.

use monitor_model::{
    Actor, Deed, Doer, EnrollmentKey, Entry, EntryId, EvidenceId, EvidenceUrl, NewEntry,
};
use rusqlite::Row;

use crate::chain::Cell;
use crate::columns::{bounds, instant, maybe_text, micros, parsed, parsed_by, text, window};
use crate::error::Failure;
use crate::personal::{self, Personal};

/// The columns that are hashed, in their order.
macro_rules! hashed_columns {
    () => {
        "id, previous, at, role, deed, program, subject, period, refers_to, verdict, kind, hours, done, \
         window_from, window_to, due, criterion, answer_by, standing_before, standing_after, inputs, personal"
    };
}
pub(crate) use hashed_columns;

// The places of columns in a row that begins with the hashed ones.
const PERIOD: usize = 7;
const REFERS_TO: usize = 8;
const VERDICT: usize = 9;
const KIND: usize = 10;
const HOURS: usize = 11;
const DONE: usize = 12;
const WINDOW: usize = 13;
const DUE: usize = 15;
const CRITERION: usize = 16;
const ANSWER_BY: usize = 17;
const BEFORE: usize = 18;
const AFTER: usize = 19;
const INPUTS: usize = 20;

/// What an entry is written with besides itself.
pub(crate) struct Place<'p> {
    pub(crate) id: i64,
    /// The hash of the entry before.
    pub(crate) previous: &'p str,
    /// The row id of the enrollment.
    pub(crate) subject: i64,
    /// The hash of the personal part.
    pub(crate) personal: &'p str,
}

/// What a deed says, column by column.
#[derive(Default)]
struct Parts<'d> {
    refers_to: Option<EntryId>,
    verdict: Option<&'static str>,
    kind: Option<&'static str>,
    hours: Option<u16>,
    done: Option<i64>,
    window: Option<(i64, i64)>,
    due: Option<i64>,
    criterion: Option<&'d str>,
    answer_by: Option<i64>,
}

impl<'d> Parts<'d> {
    fn of(deed: &'d Deed) -> Self {
        let none = Self::default();
        match deed {
            Deed::Evaluate { verdict, .. } => Self { verdict: Some(verdict.as_str()), ..none },
            // The URL is personal.
            Deed::AddEvidence { kind, hours, done, .. } => {
                Self { kind: Some(kind.as_str()), hours: *hours, done: done.map(micros), ..none }
            }
            Deed::Confirm(id) | Deed::Reject(id) | Deed::Revoke(id) => {
                Self { refers_to: Some(id.0), ..none }
            }
            Deed::Agree { on, .. } | Deed::Resolve { on, .. } => {
                Self { refers_to: Some(*on), ..none }
            }
            Deed::Dispute { on, criterion, answer_by, .. } => Self {
                refers_to: Some(*on),
                criterion: Some(criterion),
                answer_by: Some(micros(*answer_by)),
                ..none
            },
            Deed::Extend { window, due, .. } => {
                Self { window: Some(bounds(window)), due: Some(micros(*due)), ..none }
            }
            Deed::Forget => none,
        }
    }
}

/// The columns that are hashed.
pub(crate) fn cells(entry: &NewEntry, place: &Place<'_>) -> Vec<Cell> {
    let parts = Parts::of(&entry.deed);
    vec![
        place.id.into(),
        place.previous.into(),
        micros(entry.at).into(),
        entry.by.role.as_str().into(),
        entry.deed.as_str().into(),
        entry.program.as_str().into(),
        place.subject.into(),
        entry.deed.period().map(|period| period.as_str()).into(),
        parts.refers_to.map(|id| id.0.cast_signed()).into(),
        parts.verdict.into(),
        parts.kind.into(),
        parts.hours.map(i64::from).into(),
        parts.done.into(),
        parts.window.map(|window| window.0).into(),
        parts.window.map(|window| window.1).into(),
        parts.due.into(),
        parts.criterion.into(),
        parts.answer_by.into(),
        entry.standing.map(|(before, _)| before.as_str()).into(),
        entry.standing.map(|(_, after)| after.as_str()).into(),
        entry.inputs.as_deref().into(),
        place.personal.into(),
    ]
}

/// The entry in a row of the hashed columns, the body of its personal part, and the key that its enrollment has now.
pub(crate) fn entry(row: &Row<'_>) -> Result<Entry, Failure> {
    let about = EnrollmentKey::from_text(text(row, 23)?);
    let Personal { by, reason, url, .. } = match maybe_text(row, 22)? {
        Some(_) => parsed_by(row, 22, personal::read)?,
        None => Personal::forgotten(about.clone()),
    };
    let both = (maybe_text(row, BEFORE)?, maybe_text(row, AFTER)?);
    let standing = match both {
        (Some(_), Some(_)) => Some((parsed(row, BEFORE)?, parsed(row, AFTER)?)),
        _ => None,
    };
    Ok(Entry {
        id: EntryId(row.get::<_, i64>(0)?.cast_unsigned()),
        at: instant(row, 2)?,
        by: Doer { role: parsed::<Actor>(row, 3)?, name: by },
        program: parsed(row, 5)?,
        about,
        deed: deed(row, url)?,
        reason,
        standing,
        inputs: maybe_text(row, INPUTS)?.map(str::to_owned),
    })
}

fn deed(row: &Row<'_>, url: EvidenceUrl) -> Result<Deed, Failure> {
    let period = || parsed(row, PERIOD);
    let on = || Ok::<_, Failure>(EntryId(row.get::<_, i64>(REFERS_TO)?.cast_unsigned()));
    Ok(match text(row, 4)? {
        "evaluate" => Deed::Evaluate { period: period()?, verdict: parsed(row, VERDICT)? },
        "add-evidence" => Deed::AddEvidence {
            period: period()?,
            kind: parsed(row, KIND)?,
            url,
            hours: row.get(HOURS)?,
            done: row.get::<_, Option<i64>>(DONE)?.map(|_| instant(row, DONE)).transpose()?,
        },
        "confirm" => Deed::Confirm(EvidenceId(on()?)),
        "reject" => Deed::Reject(EvidenceId(on()?)),
        "revoke" => Deed::Revoke(EvidenceId(on()?)),
        "agree" => Deed::Agree { period: period()?, on: on()? },
        "dispute" => Deed::Dispute {
            period: period()?,
            on: on()?,
            criterion: text(row, CRITERION)?.to_owned(),
            answer_by: instant(row, ANSWER_BY)?,
        },
        "resolve" => Deed::Resolve { period: period()?, on: on()? },
        "extend" => Deed::Extend {
            period: period()?,
            window: window(row, WINDOW)?,
            due: instant(row, DUE)?,
        },
        "forget" => Deed::Forget,
        _ => parsed_by(row, 4, |_| Err("it is no deed"))?,
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_columns_are_those_that_are_hashed() {
        let given: Vec<&str> = hashed_columns!().split(", ").collect();
        assert_eq!(given, crate::chain::COLUMNS);
    }
}
