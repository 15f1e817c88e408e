//! Which week of which program was reported, until when, and on what that rests.

use chrono::{DateTime, Utc};
use monitor_model::{CalendarWeek, ProgramId};
use rusqlite::{Connection, params};

use crate::columns::{each, instant, micros, parsed, run, text};
use crate::error::Failure;

/// Without those whose snapshot was erased since somebody in it was forgotten: of them no report can be made any more.
const OF_PROGRAM: &str = "SELECT week, week.at, snapshot.id, settled, troubles FROM week
     JOIN snapshot ON snapshot.id = week.snapshot
     JOIN snapshot_body ON snapshot_body.snapshot = snapshot.id
     WHERE week.program = ?1 ORDER BY week";

const PUT: &str = "INSERT INTO week (program, week, at, snapshot, settled, troubles)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6)
     ON CONFLICT (program, week) DO UPDATE SET at = excluded.at, snapshot = excluded.snapshot,
         settled = excluded.settled, troubles = excluded.troubles";

/// What failed may say whose data it was about.
const FORGET: &str = "UPDATE week SET troubles = '(forgotten)' WHERE troubles <> ''";

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
    /// What did not work before it, as whole sentences of one line.
    pub troubles: Vec<String>,
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
            troubles: text(row, 4)?.lines().map(str::to_owned).collect(),
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
    let (program, troubles) = (program.as_str(), of.troubles.join("\n"));
    run(connection, PUT, params![program, week, at, of.snapshot, of.settled, troubles])
}

/// Takes the words out of what did not work.
pub(crate) fn forget(connection: &Connection) -> Result<(), Failure> {
    run(connection, FORGET, [])
}
