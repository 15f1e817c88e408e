//! Evaluations from exports of forms: CSV as Google Forms and LFX write it, and XLSX.
//!
//! Nothing is guessed that decides over somebody: a word that is no known verdict, a name that two mentees have, a date that
//! may be two days are problems of their row, and all of them are listed. Only which column holds what may be guessed from
//! plain headers, and then a notice says so.

mod fold;
mod problem;

mod times;
mod verdicts;

mod form;
mod settings;

mod people;

mod given;

mod table;

mod csv;
mod text;
mod xlsx;

mod header;

mod rows;

mod changes;

pub use changes::{Change, changes};
pub use form::{Field, Form, MapError};
pub use given::Given;
pub use people::Names;
pub use problem::{EvaluationProblem, Place};
pub use rows::EvaluationRow;
pub use settings::Settings;
pub use times::DateOrder;

use crate::ImportNotice;
use header::Found;
use problem::Fault;
use table::Table;

/// What a file of evaluations says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// One row per mentee, the latest, in the order of the file. Where there are problems, these are the rows without any;
    /// a mentee who is in a row with a problem has none.
    pub rows: Vec<EvaluationRow>,
    /// Every problem, by line.
    pub problems: Vec<EvaluationProblem>,
    /// What should be known: columns that were guessed, earlier answers that were left aside.
    pub notices: Vec<ImportNotice>,
}

/// Reads a file of evaluations; the first bytes tell what kind it is. `file` is only shown.
#[must_use]
pub fn read(file: &str, bytes: &[u8], given: &Given<'_>) -> Reading {
    let mut reading = Reading::default();
    match table(bytes, given) {
        Ok((table, found, notices)) => {
            let line = table.header.line;
            let notices = notices.into_iter().chain(found.notice.clone());
            let notice = |says| ImportNotice { file: file.to_owned(), line, says };
            reading.notices.extend(notices.map(notice));
            reading.notices.extend(unused(&found, given).into_iter().map(notice));
            if table.rows.is_empty() {
                reading.notices.push(notice("there is no row under the header".to_owned()));
            }
            if found.one(Field::Mentor).is_none() && given.sender.is_none() {
                let says = "no column names the mentor, and nobody is given who sent the file";
                let hint =
                    "name the column with `--map mentor=HEADER`, or the mentor with `--mentor`";
                reading.problems.push(Fault::new("", says, hint).at(file, line));
            } else {
                let out = rows::read(file, &table, &found, given);
                reading.rows = out.rows;
                reading.problems = out.problems;
                reading.notices.extend(out.notices);
            }
        }
        Err(faults) => {
            reading.problems.extend(faults.into_iter().map(|(line, fault)| fault.at(file, line)));
        }
    }
    reading.problems.sort();
    reading.notices.sort_by_key(|notice| notice.line);
    reading
}

/// A table whose columns are known, and notices; or what is wrong, and where.
type Known = Result<(Table, Found, Vec<String>), Vec<(usize, Fault)>>;

fn table(bytes: &[u8], given: &Given<'_>) -> Known {
    if bytes.starts_with(xlsx::OLD) {
        let says = "this is a workbook of an older kind than XLSX";
        return Err(vec![(1, Fault::new("", says, "save it as XLSX, or as CSV in UTF-8"))]);
    }
    if bytes.starts_with(xlsx::BEGINS) {
        let (table, others) = xlsx::table(bytes).map_err(|fault| vec![fault])?;
        let line = table.header.line;
        let found = header::find(&table.header, given.form, given.settings)
            .map_err(|faults| faults.into_iter().map(|fault| (line, fault)).collect::<Vec<_>>())?;
        let left = (!others.is_empty())
            .then(|| format!("only the first sheet was read, not {}", fold::quote_all(&others)));
        return Ok((table, found, left.into_iter().collect()));
    }
    let text = text::decode(bytes).map_err(|fault| vec![fault])?;
    let (delimiter, found) = columns(&text, given)?;
    let table = csv::table(&text, delimiter).map_err(|fault| vec![fault])?;
    Ok((table, found, Vec::new()))
}

/// The delimiter under which the header makes sense, and its columns.
fn columns(text: &str, given: &Given<'_>) -> Result<(u8, Found), Vec<(usize, Fault)>> {
    let mut first = None;
    for (delimiter, header) in csv::headers(text) {
        match header::find(&header, given.form, given.settings) {
            Ok(found) => return Ok((delimiter, found)),
            Err(faults) => first = first.or(Some((header.line, delimiter, faults))),
        }
    }
    let Some((line, delimiter, faults)) = first else {
        return Err(vec![(1, csv::no_header())]);
    };
    // A quote that is never closed swallows headers, too, and explains what is missing.
    csv::table(text, delimiter).map_err(|fault| vec![fault])?;
    Err(faults.into_iter().map(|fault| (line, fault)).collect())
}

/// What was given and not needed.
fn unused(found: &Found, given: &Given<'_>) -> Option<String> {
    let sender = given.sender.filter(|_| found.one(Field::Mentor).is_some())?;
    Some(format!("a column names the mentors, so {} was not needed", fold::quote(sender)))
}

#[cfg(test)]
mod tests;
