//! What a snapshot holds, as a text that is the same wherever it is made of the same, and back into a database.
//!
//! The text is JSON without blanks: keys and rows are sorted, numbers are integers. Its SHA-256 is the snapshot's id. `format` is
//! the version of the database's format that the rows have.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::columns::each;
use crate::error::Failure;
use crate::frozen_rows::{ROWS, SEEN};
use crate::{migrate, open};

/// What the text says that it is.
const SCHEMA: &str = "mentorship-monitor/snapshot/1";

const COLUMNS: &str = "SELECT name FROM pragma_table_info(?1) ORDER BY cid";

const TRIGGERS: &str = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'";

/// A snapshot's text, read. Its fields stand in the order of the alphabet, as in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Frozen {
    /// The instant as of which it was frozen, in microseconds.
    pub(crate) at: i64,
    pub(crate) format: i64,
    pub(crate) period: String,
    pub(crate) program: String,
    schema: String,
    /// What work is measured by, as whoever froze it writes it.
    pub(crate) standards: String,
    tables: BTreeMap<String, Table>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<Cell>>,
}

/// A value of a row. There are no others in the tables: all are strict, and have integers and texts only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
enum Cell {
    Null,
    Integer(i64),
    Text(String),
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Integer(integer) => ToSqlOutput::from(*integer),
            Self::Text(text) => ToSqlOutput::from(text.as_str()),
        })
    }
}

/// What is not in the rows: whose snapshot, and of when.
pub(crate) struct Label<'l> {
    pub(crate) program: &'l str,
    pub(crate) period: &'l str,
    pub(crate) at: i64,
    pub(crate) standards: &'l str,
}

impl Frozen {
    /// Everything that is read of a program.
    pub(crate) fn of(connection: &Connection, label: &Label<'_>) -> Result<Self, Failure> {
        let mut tables = BTreeMap::new();
        for (name, sql) in ROWS.iter().chain(&SEEN) {
            tables.insert((*name).to_owned(), table(connection, sql, label.program)?);
        }
        Ok(Self {
            at: label.at,
            format: migrate::known_version(),
            period: label.period.to_owned(),
            program: label.program.to_owned(),
            schema: SCHEMA.to_owned(),
            standards: label.standards.to_owned(),
            tables,
        })
    }

    /// Reads a text; one that says the same in another way is none.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let frozen: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if frozen.schema != SCHEMA {
            return Err(format!("its schema is `{}`, and `{SCHEMA}` is known", frozen.schema));
        }
        if frozen.text()? != text {
            return Err("it is not written as this program writes it".to_owned());
        }
        Ok(frozen)
    }

    /// The text.
    pub(crate) fn text(&self) -> Result<String, String> {
        serde_json::to_string(self).map_err(|error| error.to_string())
    }

    /// A database in memory that has these rows, in the newest format.
    pub(crate) fn thaw(&self) -> Result<Connection, Failure> {
        let known = migrate::known_version();
        let format = usize::try_from(self.format).ok().filter(|_| self.format <= known);
        let Some(format) = format else {
            return Err(Failure::Newer { found: self.format, known });
        };
        let mut connection = Connection::open_in_memory()?;
        migrate::to(&mut connection, format)?;
        // Triggers watch how rows come about; these came about elsewhere.
        let mut triggers = Vec::new();
        each(&connection, TRIGGERS, [], |row| {
            triggers.push((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
            Ok(())
        })?;
        for (name, _) in &triggers {
            connection.execute_batch(&format!("DROP TRIGGER {name}"))?;
        }
        for (name, table) in &self.tables {
            table.put(&connection, name)?;
        }
        for (_, sql) in &triggers {
            connection.execute_batch(sql)?;
        }
        migrate::check(&connection)?;
        open::prepare(&mut connection)?;
        Ok(connection)
    }

    /// Every text in the rows.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let cells = self.tables.values().flat_map(|table| table.rows.iter().flatten());
        cells.filter_map(|cell| match cell {
            Cell::Text(text) => Some(text.as_str()),
            Cell::Null | Cell::Integer(_) => None,
        })
    }

    /// The keys of the enrollments.
    pub(crate) fn enrollments(&self) -> impl Iterator<Item = &str> {
        let table = self.tables.get("enrollment");
        let key = table.and_then(|table| table.columns.iter().position(|column| column == "key"));
        let rows = table.into_iter().flat_map(|table| &table.rows);
        rows.filter_map(move |row| match row.get(key?)? {
            Cell::Text(text) => Some(text.as_str()),
            Cell::Null | Cell::Integer(_) => None,
        })
    }
}

impl Table {
    /// Adds the rows to the table of this name, which must have these columns.
    fn put(&self, connection: &Connection, name: &str) -> Result<(), Failure> {
        let mut columns: Vec<String> = Vec::new();
        each(connection, COLUMNS, [name], |row| {
            columns.push(row.get(0)?);
            Ok(())
        })?;
        // What is looked up in the schema is no foreign text any more.
        if columns.is_empty() || columns != self.columns {
            return Err(Failure::Unreadable(format!("a snapshot has other columns of `{name}`")));
        }
        let places = vec!["?"; columns.len()].join(", ");
        let sql = format!("INSERT INTO \"{name}\" VALUES ({places})");
        let mut statement = connection.prepare(&sql)?;
        for row in &self.rows {
            statement.execute(params_from_iter(row))?;
        }
        Ok(())
    }
}

fn table(connection: &Connection, sql: &str, program: &str) -> Result<Table, Failure> {
    let mut statement = connection.prepare(sql)?;
    let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    let mut found = statement.query([program])?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let cell = |column| match row.get_ref(column)? {
            ValueRef::Null => Ok(Cell::Null),
            ValueRef::Integer(integer) => Ok(Cell::Integer(integer)),
            _ => Ok(Cell::Text(crate::columns::text(row, column)?.to_owned())),
        };
        rows.push((0..columns.len()).map(cell).collect::<Result<Vec<Cell>, Failure>>()?);
    }
    rows.sort_unstable();
    Ok(Table { columns, rows })
}

/// The id of a text: its SHA-256 in lower-case hexadecimal.
pub(crate) fn id(text: &str) -> String {
    Sha256::digest(text).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
