//! Tables in workbooks: the first sheet of an XLSX file.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::catch_unwind;

use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxError};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::csv::{limits, no_header};
use super::problem::Fault;
use super::table::{Cell, MOST_COLUMNS, MOST_ROWS, Row, Table};

/// How an XLSX file begins: it is a ZIP archive.
pub(super) const BEGINS: &[u8] = b"PK\x03\x04";

/// How the workbooks of earlier spreadsheets begin, which are not read.
pub(super) const OLD: &[u8] = b"\xD0\xCF\x11\xE0";

/// The largest file that is read, in bytes. A program of a thousand mentees needs less than one million.
const LARGEST: usize = 32 << 20;

const HINT: &str = "export the file again, or save it as CSV in UTF-8";

/// A table, and the names of the sheets that were not read.
pub(super) type Read = Result<(Table, Vec<String>), (usize, Fault)>;

/// The first sheet; or what is wrong, and the row.
pub(super) fn table(bytes: &[u8]) -> Read {
    if bytes.len() > LARGEST {
        let says = format!("the file has more than {} million bytes", LARGEST >> 20);
        return Err((1, Fault::new("", says, "remove what is no evaluation from it")));
    }
    // The library takes what a file says of itself for granted at some places, and stumbles where that is nonsense.
    catch_unwind(|| sheet(bytes)).unwrap_or_else(|_| Err((1, broken("it contradicts itself"))))
}

fn broken(why: &str) -> Fault {
    Fault::new("", format!("this is no sound XLSX file: {why}"), HINT)
}

fn sheet(bytes: &[u8]) -> Read {
    let wrong = |error: XlsxError| (1, broken(&error.to_string()));
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).map_err(wrong)?;
    let mut names = book.sheet_names().into_iter();
    let first = names.next().ok_or_else(|| (1, broken("it has no sheet")))?;
    let mut reader = book.worksheet_cells_reader(&first).map_err(wrong)?;
    // Only cells that are there: what the sheet says of its size may be anything.
    let mut lines: BTreeMap<usize, BTreeMap<usize, Cell>> = BTreeMap::new();
    while let Some(found) = reader.next_cell().map_err(wrong)? {
        let (row, column) = found.get_position();
        let (row, column) = (row as usize, column as usize);
        let Some(cell) = cell(found.get_value()) else { continue };
        if column < MOST_COLUMNS {
            lines.entry(row).or_default().insert(column, cell);
        } else {
            let says = format!("the row has more than {MOST_COLUMNS} columns");
            return Err((row + 1, Fault::new("", says, "remove those that no form has")));
        }
        // One more than is allowed, so that it is noticed.
        if lines.len() > MOST_ROWS + 2 {
            break;
        }
    }
    let mut rows = lines
        .into_iter()
        .map(|(row, cells)| Row::new(row + 1, cells))
        .filter(|row| !row.is_blank());
    let header = rows.next().ok_or_else(|| (1, no_header()))?;
    let rows: Vec<_> = rows.collect();
    limits(&header, &rows)?;
    Ok((Table { header, rows }, names.collect()))
}

fn cell(value: &DataRef<'_>) -> Option<Cell> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::DateTime(time) if time.is_datetime() => {
            moment(time).map_or_else(|| Cell::Text(time.as_f64().to_string()), Cell::Moment)
        }
        DataRef::DateTime(time) => Cell::Text(time.as_f64().to_string()),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cell::Text(text.clone())
        }
        DataRef::SharedString(text) => Cell::Text((*text).to_owned()),
        DataRef::Int(number) => Cell::Text(number.to_string()),
        DataRef::Float(number) => Cell::Text(number.to_string()),
        DataRef::Bool(value) => Cell::Text(if *value { "TRUE" } else { "FALSE" }.to_owned()),
        DataRef::Error(error) => Cell::Text(error.to_string()),
    })
}

/// The time to the nearest second: a fraction of a day is seldom exact.
fn moment(time: &ExcelDateTime) -> Option<NaiveDateTime> {
    let (year, month, day, h, m, s, milli) = time.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into())?;
    let whole = date.and_hms_opt(h.into(), m.into(), s.into())?;
    whole.checked_add_signed(TimeDelta::seconds(i64::from(milli >= 500)))
}
