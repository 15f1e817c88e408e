//! The ledger in the file: appended, read, and looked through.

use monitor_model::{Deed, EnrollmentKey, Entry, EntryId, NewEntry, ProgramId};
use rusqlite::types::{ToSql, ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Row, params, params_from_iter};

use crate::chain::{self, Cell, GENESIS};
use crate::columns::{each, first, run, text};
use crate::error::Failure;
use crate::ledger_rows::{self, Place, hashed_columns};
use crate::personal::{self, Salt};
use crate::proof::{self, LedgerHead, LedgerProof, Link};

const HEAD: &str = "SELECT entries, hash FROM ledger_head WHERE id = 1";

const SUBJECT: &str = "SELECT enrollment.id FROM enrollment JOIN program ON program.id = program_id
     WHERE program.key = ?1 AND enrollment.key = ?2";

const ADD: &str = concat!(
    "INSERT INTO ledger (",
    hashed_columns!(),
    ", hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)"
);

const ADD_PERSONAL: &str = "INSERT INTO ledger_personal (entry, salt, body) VALUES (?1, ?2, ?3)";

/// About the enrollment that continues the subject. Left, not inner: an entry whose enrollment is not there must be seen to be refused.
const ENTRIES: &str = concat!(
    "SELECT ",
    hashed_columns!(),
    ", (SELECT body FROM ledger_personal WHERE entry = ledger.id) AS body,
       (SELECT key FROM enrollment WHERE enrollment.id
            = coalesce((SELECT now FROM continuation WHERE former = subject), subject)) AS about
     FROM ledger WHERE ?1 IS NULL OR program = ?1 ORDER BY id"
);

/// What has a number that none has stands last, so that the entry is named whose place is empty.
const LINKS: &str = concat!(
    "SELECT ",
    hashed_columns!(),
    ", hash, salt, body, (SELECT key FROM enrollment WHERE enrollment.id = subject)
     FROM ledger LEFT JOIN ledger_personal ON entry = ledger.id ORDER BY id < 1, id"
);

const STRAY: &str = "SELECT entry FROM ledger_personal
     WHERE NOT EXISTS (SELECT 1 FROM ledger WHERE ledger.id = entry) ORDER BY entry LIMIT 1";

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Integer(integer) => ToSqlOutput::Owned(Value::Integer(*integer)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text)),
        })
    }
}

/// The head that is kept beside the entries. Where it is not there it is that of an empty ledger.
pub(crate) fn head(connection: &Connection) -> Result<LedgerHead, Failure> {
    let head = first(connection, HEAD, [], |row| {
        let entries: i64 = row.get(0)?;
        let hash = match cell(row, 1)? {
            Cell::Text(text) => String::from_utf8_lossy(&text).into_owned(),
            Cell::Null | Cell::Integer(_) => String::new(),
        };
        Ok(LedgerHead { entries: entries.cast_unsigned(), hash })
    })?;
    Ok(head.unwrap_or_else(|| LedgerHead { entries: 0, hash: GENESIS.to_owned() }))
}

/// Appends entries, if the ledger's last one is still `last`. Gives their numbers.
pub(crate) fn append(
    connection: &Connection,
    last: Option<EntryId>,
    entries: &[(NewEntry, Salt)],
) -> Result<Vec<EntryId>, Failure> {
    if entries.iter().any(|(entry, _)| matches!(entry.deed, Deed::Forget)) {
        return Err(Failure::ForgetsNothing);
    }
    expect(connection, last)?;
    entries.iter().map(|(entry, salt)| add(connection, entry, *salt)).collect()
}

/// Refuses to go on where the ledger has grown since.
pub(crate) fn expect(connection: &Connection, last: Option<EntryId>) -> Result<(), Failure> {
    let (expected, found) = (last.map_or(0, |last| last.0), head(connection)?.entries);
    if expected == found { Ok(()) } else { Err(Failure::LedgerMoved { expected, found }) }
}

/// The row id of an enrollment, also of one that its roster has no more.
pub(crate) fn subject(
    connection: &Connection,
    program: &ProgramId,
    key: &EnrollmentKey,
) -> Result<i64, Failure> {
    let found =
        first(connection, SUBJECT, [program.as_str(), key.as_str()], |row| Ok(row.get(0)?))?;
    found
        .ok_or_else(|| Failure::NoEnrollment { program: program.to_string(), key: key.to_string() })
}

/// Appends one entry.
pub(crate) fn add(
    connection: &Connection,
    entry: &NewEntry,
    salt: Salt,
) -> Result<EntryId, Failure> {
    let head = head(connection)?;
    let id = head.entries + 1;
    let (salt, body) = (salt.text(), personal::write(entry)?);
    let place = Place {
        id: id.cast_signed(),
        previous: &head.hash,
        subject: subject(connection, &entry.program, &entry.about)?,
        personal: &chain::personal_hash(&salt, &body),
    };
    let mut cells = ledger_rows::cells(entry, &place);
    cells.push(chain::hash(&cells).as_str().into());
    run(connection, ADD, params_from_iter(&cells))?;
    run(connection, ADD_PERSONAL, params![place.id, salt, body])?;
    Ok(EntryId(id))
}

/// The entries of a program, or all, in their order.
pub(crate) fn entries(
    connection: &Connection,
    program: Option<&ProgramId>,
) -> Result<Vec<Entry>, Failure> {
    let mut entries = Vec::new();
    each(connection, ENTRIES, [program.map(ProgramId::as_str)], |row| {
        entries.push(ledger_rows::entry(row)?);
        Ok(())
    })?;
    Ok(entries)
}

/// Looks through the whole ledger.
pub(crate) fn verify(
    connection: &Connection,
    remembered: Option<&LedgerHead>,
) -> Result<LedgerProof, Failure> {
    let stray = first(connection, STRAY, [], |row| Ok(row.get(0)?))?;
    Ok(proof::verify(&links(connection)?, &head(connection)?, remembered, stray))
}

/// Every entry as it stands in the file.
pub(crate) fn links(connection: &Connection) -> Result<Vec<Link>, Failure> {
    let mut links = Vec::new();
    each(connection, LINKS, [], |row| {
        links.push(link(row)?);
        Ok(())
    })?;
    Ok(links)
}

fn link(row: &Row<'_>) -> Result<Link, Failure> {
    let hashed = chain::COLUMNS.len();
    let cells = (0..hashed).map(|column| cell(row, column)).collect::<Result<_, _>>()?;
    let personal = match (cell(row, hashed + 1)?, cell(row, hashed + 2)?) {
        (Cell::Null, Cell::Null) => None,
        (salt, body) => Some([salt, body]),
    };
    let named = text(row, hashed + 2).ok().and_then(|body| personal::read(body).ok());
    let key = text(row, hashed + 3).ok();
    let about_another = named.is_some_and(|named| Some(named.about.as_str()) != key);
    Ok(Link { cells, hash: cell(row, hashed)?, personal, about_another })
}

fn cell(row: &Row<'_>, column: usize) -> Result<Cell, Failure> {
    match row.get_ref(column)? {
        ValueRef::Null => Ok(Cell::Null),
        ValueRef::Integer(integer) => Ok(Cell::Integer(integer)),
        ValueRef::Text(text) => Ok(Cell::Text(text.into())),
        ValueRef::Real(_) | ValueRef::Blob(_) => {
            Err(Failure::Unreadable("a column of the ledger holds no value of its kind".to_owned()))
        }
    }
}
