//! Rows of a table as evaluations, and of several about one mentee the latest.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use monitor_model::{EnrollmentKey, Mentor, Verdict};

use super::fold::quote;
use super::form::Field;
use super::given::Given;
use super::header::Found;
use super::people::People;
use super::problem::{EvaluationProblem, Fault, Place};
use super::table::{Cell, Row, Table};
use super::times::{DateOrder, Written};
use crate::ImportNotice;

/// What one row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluationRow {
    /// Where it stands.
    pub place: Place,
    /// Whom it is about.
    pub enrollment: EnrollmentKey,
    /// The verdict.
    pub verdict: Verdict,
    /// What the mentor wrote; several columns are headed by their headers.
    pub note: Option<String>,
    /// Who evaluates: one of the enrollment's mentors, as the roster has them.
    pub mentor: Mentor,
    /// When the form was sent, or the time that was given for the file.
    pub at: DateTime<Utc>,
}

/// What came out of the rows.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) rows: Vec<EvaluationRow>,
    pub(super) problems: Vec<EvaluationProblem>,
    pub(super) notices: Vec<ImportNotice>,
}

/// Reads the rows of a table whose columns are known.
pub(super) fn read(file: &str, table: &Table, found: &Found, given: &Given<'_>) -> Outcome {
    let people = People::of(given.program, given.names);
    let mut out = Outcome::default();
    let dates = found.dates.or_else(|| order(file, table, found, &mut out.notices));
    let reader = RowReader { file, table, found, given, people, dates };
    let mut doubtful = BTreeSet::new();
    let mut rows = Vec::new();
    for row in &table.rows {
        match reader.read(row) {
            Ok(row) => rows.push(row),
            Err((key, faults)) => {
                doubtful.extend(key);
                out.problems.extend(faults.into_iter().map(|fault| fault.at(file, row.line)));
            }
        }
    }
    latest(file, rows, &doubtful, &mut out);
    out
}

/// The order of dates that the column of times itself proves, since one form writes all of them alike.
fn order(
    file: &str,
    table: &Table,
    found: &Found,
    notices: &mut Vec<ImportNotice>,
) -> Option<DateOrder> {
    let column = found.one(Field::Time)?;
    let proves = |row: &Row| match row.cell(column)? {
        Cell::Text(text) => {
            Some((Written::read(text).ok()?.proves()?, row.line, text.trim().to_owned()))
        }
        Cell::Moment(_) => None,
    };
    let proofs: Vec<_> = table.rows.iter().filter_map(proves).collect();
    let (order, line, text) = proofs.first()?;
    if proofs.iter().any(|(other, ..)| other != order) {
        return None;
    }
    let says = format!("dates were read as {order}, which {} shows", quote(text));
    notices.push(ImportNotice { file: file.to_owned(), line: *line, says });
    Some(*order)
}

struct RowReader<'a> {
    file: &'a str,
    table: &'a Table,
    found: &'a Found,
    given: &'a Given<'a>,
    people: People<'a>,
    dates: Option<DateOrder>,
}

impl RowReader<'_> {
    /// The row, or everything that is wrong with it, and whom it is about if that is clear.
    fn read(&self, row: &Row) -> Result<EvaluationRow, (Option<EnrollmentKey>, Vec<Fault>)> {
        let text = |field| self.found.one(field).and_then(|column| row.text(column));
        let mut faults = Vec::new();
        if row.width() > self.table.header.width() {
            let says = format!(
                "the row has {} cells, the header has {}",
                row.width(),
                self.table.header.width()
            );
            faults.push(Fault::new("", says, "put cells that contain a comma in quotes"));
        }
        let enrollment =
            self.people.mentee(text(Field::Mentee).as_deref(), text(Field::Project).as_deref());
        let verdict = self.found.words.read(&text(Field::Verdict).unwrap_or_default());
        let at = self.time(row);
        let key = enrollment.as_ref().ok().map(|enrollment| enrollment.key.clone());
        // Without a mentee there is nobody whose mentors could be asked about.
        let mentor = enrollment.map(|enrollment| (self.mentor(row, enrollment), enrollment));
        match (mentor, verdict, at) {
            (Ok((Ok(mentor), enrollment)), Ok(verdict), Ok(at)) if faults.is_empty() => {
                Ok(EvaluationRow {
                    place: Place { file: self.file.to_owned(), line: row.line },
                    enrollment: enrollment.key.clone(),
                    verdict,
                    note: self.note(row),
                    mentor,
                    at,
                })
            }
            (mentor, verdict, at) => {
                match mentor {
                    Ok((mentor, _)) => faults.extend(mentor.err()),
                    Err(fault) => faults.push(fault),
                }
                faults.extend(verdict.err());
                faults.extend(at.err());
                Err((key, faults))
            }
        }
    }

    fn time(&self, row: &Row) -> Result<DateTime<Utc>, Fault> {
        let Some(column) = self.found.one(Field::Time) else {
            return Ok(self.given.at);
        };
        let zone = self.given.program.zone;
        match row.cell(column) {
            None => Err(Fault::new(
                "",
                "the time is missing",
                "write when the form was sent, or remove the row",
            )),
            Some(Cell::Moment(moment)) => {
                Written::of_sheet(*moment).instant(&moment.to_string(), None, zone)
            }
            Some(Cell::Text(text)) => Written::read(text)?.instant(text.trim(), self.dates, zone),
        }
    }

    fn mentor(&self, row: &Row, enrollment: &monitor_model::Enrollment) -> Result<Mentor, Fault> {
        let Some(column) = self.found.one(Field::Mentor) else {
            // Without a sender the whole file is refused before.
            return self.people.mentor(self.given.sender.unwrap_or_default(), enrollment);
        };
        match row.text(column) {
            Some(text) => self.people.mentor(&text, enrollment),
            None => Err(Fault::new(
                "",
                "the mentor is missing",
                "write the login of the mentor who evaluates",
            )),
        }
    }

    fn note(&self, row: &Row) -> Option<String> {
        let columns = self.found.of(Field::Note);
        let header = |column| self.table.header.text(column).unwrap_or_default();
        let filled = columns.iter().filter_map(|&column| Some((column, row.text(column)?)));
        let parts = filled.map(|(column, text)| match columns.len() {
            1 => text.into_owned(),
            _ => format!("{}: {text}", header(column)),
        });
        let note = parts.collect::<Vec<_>>().join("\n");
        (!note.is_empty()).then_some(note)
    }
}

/// Of several rows about one mentee the latest, unless another row about the mentee could not be read: it may be the later.
fn latest(
    file: &str,
    rows: Vec<EvaluationRow>,
    doubtful: &BTreeSet<EnrollmentKey>,
    out: &mut Outcome,
) {
    let mut by_mentee: BTreeMap<EnrollmentKey, Vec<EvaluationRow>> = BTreeMap::new();
    for row in rows.into_iter().filter(|row| !doubtful.contains(&row.enrollment)) {
        by_mentee.entry(row.enrollment.clone()).or_default().push(row);
    }
    for (key, mut rows) in by_mentee {
        rows.sort_by_key(|row| (row.at, std::cmp::Reverse(row.place.line)));
        let Some(last) = rows.pop() else { continue };
        let differs = |row: &EvaluationRow| {
            (row.verdict, &row.note, &row.mentor) != (last.verdict, &last.note, &last.mentor)
        };
        if let Some(other) = rows.iter().find(|row| row.at == last.at && differs(row)) {
            let says = format!(
                "lines {} and {} about `{key}` differ, and neither is later",
                last.place.line, other.place.line
            );
            let hint = "remove the one that does not hold, or give times that tell them apart";
            out.problems.push(Fault::new(key.as_str(), says, hint).at(file, other.place.line));
            continue;
        }
        for row in rows {
            let EvaluationRow { verdict, mentor, .. } = &row;
            let says = format!(
                "an earlier `{verdict}` of `{key}` by {} was left aside; line {} holds, `{}` by {}",
                quote(mentor.shown()),
                last.place.line,
                last.verdict,
                quote(last.mentor.shown())
            );
            out.notices.push(ImportNotice { file: file.to_owned(), line: row.place.line, says });
        }
        out.rows.push(last);
    }
    out.rows.sort_by_key(|row| row.place.line);
}
