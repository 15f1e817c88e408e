//! Snapshots in the database: their heads, and their texts until somebody in them is forgotten.

use std::io::{Read, Write};

use chrono::{DateTime, Utc};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use monitor_model::{PeriodId, ProgramId};
use rusqlite::{Connection, params};

use crate::columns::{each, first, instant, parsed, run};
use crate::error::Failure;
use crate::frozen::{self, Frozen};
use crate::needles::Needles;

const HEADS: &str = "SELECT id, program, period, at, body IS NULL
     FROM snapshot LEFT JOIN snapshot_body ON snapshot_body.snapshot = id ORDER BY at, id";

const BODY: &str = "SELECT body FROM snapshot_body WHERE snapshot = ?1";

const ADD: &str = "INSERT INTO snapshot (id, program, period, at) VALUES (?1, ?2, ?3, ?4)";

const ADD_BODY: &str = "INSERT INTO snapshot_body (snapshot, body) VALUES (?1, ?2)";

const ERASE: &str = "DELETE FROM snapshot_body WHERE snapshot = ?1";

/// Which snapshot it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotHead {
    /// The SHA-256 of its text, lower-case hexadecimal.
    pub id: String,
    /// The program.
    pub program: ProgramId,
    /// The period that it was made for; the others are in it, too.
    pub period: PeriodId,
    /// The instant as of which it was frozen.
    pub at: DateTime<Utc>,
    /// Whether its text was erased because somebody in it was forgotten.
    pub erased: bool,
}

impl SnapshotHead {
    /// As much of the id as people write.
    #[must_use]
    pub fn short(&self) -> &str {
        self.id.get(..12).unwrap_or(&self.id)
    }
}

/// All of them, oldest first.
pub(crate) fn all(connection: &Connection) -> Result<Vec<SnapshotHead>, Failure> {
    let mut heads = Vec::new();
    each(connection, HEADS, [], |row| {
        heads.push(SnapshotHead {
            id: row.get(0)?,
            program: parsed(row, 1)?,
            period: parsed(row, 2)?,
            at: instant(row, 3)?,
            erased: row.get(4)?,
        });
        Ok(())
    })?;
    Ok(heads)
}

/// The one whose id begins like this.
pub(crate) fn find(connection: &Connection, given: &str) -> Result<SnapshotHead, Failure> {
    let wanted = given.trim().to_lowercase();
    let mut heads = all(connection)?;
    heads.retain(|head| !wanted.is_empty() && head.id.starts_with(&wanted));
    match (heads.len(), heads.pop()) {
        (1, Some(head)) => Ok(head),
        (0, _) => Err(Failure::NoSnapshot { given: given.to_owned() }),
        (found, _) => Err(Failure::SnapshotAmbiguous { given: given.to_owned(), found }),
    }
}

/// The text of a snapshot, which must have this id.
pub(crate) fn text(connection: &Connection, id: &str) -> Result<String, Failure> {
    let body: Option<Vec<u8>> = first(connection, BODY, [id], |row| Ok(row.get(0)?))?;
    let Some(body) = body else { return Err(Failure::SnapshotErased { id: id.to_owned() }) };
    let mut text = String::new();
    let read = GzDecoder::new(body.as_slice()).read_to_string(&mut text);
    if read.is_err() || frozen::id(&text) != id {
        return Err(Failure::Unreadable(format!("the snapshot `{id}` is not as it was written")));
    }
    Ok(text)
}

/// A snapshot, read.
pub(crate) fn frozen(connection: &Connection, id: &str) -> Result<Frozen, Failure> {
    Frozen::read(&text(connection, id)?).map_err(Failure::Unreadable)
}

/// Keeps a text. One that is there already stays as it is; one that was erased does not come back.
pub(crate) fn add(connection: &Connection, text: &str) -> Result<SnapshotHead, Failure> {
    let frozen = Frozen::read(text).map_err(|why| Failure::NoSnapshotText { why })?;
    let id = frozen::id(text);
    match find(connection, &id) {
        Ok(SnapshotHead { erased: true, .. }) => return Err(Failure::SnapshotErased { id }),
        Ok(head) => return Ok(head),
        Err(_) => {}
    }
    let head = head(&frozen, id).map_err(|why| Failure::NoSnapshotText { why })?;
    // What can't be read back is not kept.
    frozen.thaw()?;
    run(connection, ADD, params![head.id, frozen.program, frozen.period, frozen.at])?;
    let body = gzip(text).map_err(|error| Failure::NoSnapshotText { why: error.to_string() })?;
    run(connection, ADD_BODY, params![head.id, body])?;
    Ok(head)
}

fn head(frozen: &Frozen, id: String) -> Result<SnapshotHead, String> {
    Ok(SnapshotHead {
        id,
        program: ProgramId::parse(&frozen.program).map_err(|error| error.to_string())?,
        period: PeriodId::parse(&frozen.period).map_err(|error| error.to_string())?,
        at: DateTime::from_timestamp_micros(frozen.at).ok_or("its instant is none")?,
        erased: false,
    })
}

fn gzip(text: &str) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes())?;
    encoder.finish()
}

/// Erases the texts that hold somebody, and gives the ids of their snapshots. A text can't be made anew without them: it would have
/// another id.
pub(crate) fn forget(
    connection: &Connection,
    program: &ProgramId,
    keys: &[String],
    needles: &Needles,
) -> Result<Vec<String>, Failure> {
    let mut erased = Vec::new();
    for head in all(connection)?.into_iter().filter(|head| !head.erased) {
        // What can't be read may hold them, and nobody can use it any more.
        let holds = frozen(connection, &head.id).map_or(true, |frozen| {
            let enrolled = || frozen.enrollments().any(|key| keys.iter().any(|k| k == key));
            let named = || frozen.texts().any(|text| needles.are_in(text));
            (head.program == *program && enrolled()) || named()
        });
        if holds {
            run(connection, ERASE, [&head.id])?;
            erased.push(head.id);
        }
    }
    Ok(erased)
}
