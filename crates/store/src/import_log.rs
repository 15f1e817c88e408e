//! The log of imports: what came from which file, when, and what it changed.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};

use crate::columns::{each, first, instant, micros, parsed, run, text};
use crate::error::Failure;
use crate::outcome::{Changes, Counts, ImportRecord, Origin, Subject};

/// A content is known where a file of that format had it and has had no other content since.
const KNOWN: &str = "SELECT at FROM import AS known
     WHERE subject = ?1 AND sha256 = ?2 AND format = ?3 AND NOT EXISTS (
         SELECT 1 FROM import AS later
         WHERE later.subject = known.subject AND later.file = known.file AND later.id > known.id)
     ORDER BY id DESC";

const ADD: &str = "INSERT INTO import (subject, format, file, sha256, at) VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id";

const ADD_COUNT: &str =
    "INSERT INTO import_count (import_id, noun, added, changed, unchanged, removed)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

const ALL: &str = "SELECT id, subject, format, file, sha256, at FROM import ORDER BY id";

const ALL_COUNTS: &str =
    "SELECT import_id, noun, added, changed, unchanged, removed FROM import_count
     ORDER BY import_id";

/// When this content was imported, if it was and the file has had no other since.
pub(crate) fn known(
    connection: &Connection,
    subject: Subject,
    origin: &Origin,
) -> Result<Option<DateTime<Utc>>, Failure> {
    let key = params![subject.as_str(), origin.sha256, origin.format];
    first(connection, KNOWN, key, |row| instant(row, 0))
}

/// Adds a line to the log and gives its number.
pub(crate) fn add(
    connection: &Connection,
    subject: Subject,
    origin: &Origin,
) -> Result<i64, Failure> {
    let Origin { format, file, sha256, at } = origin;
    let values = params![subject.as_str(), format, file, sha256, micros(*at)];
    let mut statement = connection.prepare_cached(ADD)?;
    Ok(statement.query_row(values, |row| row.get(0))?)
}

/// Notes what an import changed.
pub(crate) fn add_changes(
    connection: &Connection,
    import: i64,
    changes: &Changes,
) -> Result<(), Failure> {
    for (noun, counts) in changes.iter() {
        let Counts { added, changed, unchanged, removed } = counts;
        let numbers = [added, changed, unchanged, removed].map(whole);
        let [added, changed, unchanged, removed] = numbers;
        let values = params![import, noun.as_str(), added, changed, unchanged, removed];
        run(connection, ADD_COUNT, values)?;
    }
    Ok(())
}

/// The whole log, oldest first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<ImportRecord>, Failure> {
    let mut records: Vec<ImportRecord> = Vec::new();
    each(connection, ALL, [], |row| {
        records.push(ImportRecord {
            id: row.get(0)?,
            subject: parsed(row, 1)?,
            origin: origin(row, 2)?,
            changes: Changes::default(),
        });
        Ok(())
    })?;
    each(connection, ALL_COUNTS, [], |row| {
        let import: i64 = row.get(0)?;
        if let Ok(n) = records.binary_search_by_key(&import, |record| record.id) {
            let counts = Counts {
                added: count(row, 2)?,
                changed: count(row, 3)?,
                unchanged: count(row, 4)?,
                removed: count(row, 5)?,
            };
            records[n].changes.0.insert(parsed(row, 1)?, counts);
        }
        Ok(())
    })?;
    Ok(records)
}

/// An origin from the columns `format`, `file`, `sha256` and `at`, side by side.
pub(crate) fn origin(row: &Row<'_>, column: usize) -> Result<Origin, Failure> {
    Ok(Origin {
        format: text(row, column)?.to_owned(),
        file: text(row, column + 1)?.to_owned(),
        sha256: text(row, column + 2)?.to_owned(),
        at: instant(row, column + 3)?,
    })
}

/// A count from a column.
pub(crate) fn count(row: &Row<'_>, column: usize) -> Result<u64, Failure> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map_err(|_| Failure::Unreadable(format!("{number} is no count")))
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
