//! Which week of which program was reported, until when, and on what that rests.

use chrono::{DateTime, Utc};
use monitor_model::{CalendarWeek, ProgramId};
use rusqlite::{Connection, params};

use crate::columns::{each, instant, micros, parsed, run};
use crate::error::Failure;

/// Without those whose snapshot was erased since somebody in it was forgotten: of them no report can be made any more.
const OF_PROGRAM: &str = "SELECT week, week.at, snapshot.id, settled FROM week
     JOIN snapshot ON snapshot.id = week.snapshot
     JOIN snapshot_body ON snapshot_body.snapshot = snapshot.id
     WHERE week.program = ?1 ORDER BY week";

const PUT: &str =
    "INSERT INTO week (program, week, at, snapshot, settled) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (program, week) DO UPDATE
     SET at = excluded.at, snapshot = excluded.snapshot, settled = excluded.settled";

/// A week of a program that was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedWeek {
    /// The week, in the program's zone.
    pub week: CalendarWeek,
    /// Until when its report tells.
    pub at: DateTime<Utc>,
    /// The id of the snapshot that it rests on.
    pub snapshot: String,
    /// Whether everything before it went well. Otherwise it is made anew while its week lasts.
    pub settled: bool,
}

/// Those of a program, oldest first.
pub(crate) fn all(
    connection: &Connection,
    program: &ProgramId,
) -> Result<Vec<ReportedWeek>, Failure> {
    let mut weeks = Vec::new();
    each(connection, OF_PROGRAM, [program.as_str()], |row| {
        weeks.push(ReportedWeek {
            week: parsed(row, 0)?,
            at: instant(row, 1)?,
            snapshot: row.get(2)?,
            settled: row.get(3)?,
        });
        Ok(())
    })?;
    Ok(weeks)
}

/// Keeps a week, in place of what was known of it.
pub(crate) fn put(
    connection: &Connection,
    program: &ProgramId,
    of: &ReportedWeek,
) -> Result<(), Failure> {
    let (week, at) = (of.week.to_string(), micros(of.at));
    run(connection, PUT, params![program.as_str(), week, at, of.snapshot, of.settled])
}
