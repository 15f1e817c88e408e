//! Rosters from spreadsheets: CSV with a header row, one enrollment per row. A [`ColumnMap`] says which column holds what, a
//! [`Frame`] says what the spreadsheet doesn't.

use std::collections::BTreeMap;

use ::csv::{ReaderBuilder, StringRecord};

use crate::entry::named;
use crate::frame::Frame;
use crate::node::{Lines, without_bom};
use crate::problem::{Problems, quote_all};
use crate::raw::{At, RawEnrollment, RawLogin, RawProgram, SEAM_HINT};
use crate::{ColumnMap, Place, Problem, Reading, check};

/// Reads and checks the rows of a spreadsheet. Headers are compared without case and blanks around them; cells with lists
/// are split at `;`, `,` and line breaks. `file` is only shown.
#[must_use]
pub fn read(file: &str, text: &str, columns: &ColumnMap, frame: &Frame) -> Reading {
    let text = without_bom(text);
    if let Some(error) = open_quote(text) {
        return Reading::unreadable(file, "CSV", [error]);
    }
    let mut problems = Problems::default();
    let mut rows = rows(text).into_iter();
    let Some(header) = rows.next() else {
        let hint = "write the names of the columns in the first row";
        problems.problem(&Place::new(file, None, ""), "", "there is no header row", hint);
        return Reading::new(None, problems);
    };
    let place = Place::new(file, Some(header.line), "header");
    let Some(found) = columns_of(&header.cells, columns, &place, &mut problems) else {
        return Reading::new(None, problems);
    };
    let mut enrollments = Vec::new();
    for row in rows {
        let place = Place::new(file, Some(row.line), "");
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            let hint = "remove the row";
            problems.notice(&place, "", "a row without any text was skipped", hint);
            continue;
        }
        let enrollment = enrollment(enrollments.len() + 1, &place, &row.cells, &found);
        length(&enrollment.place, header.cells.len(), &row.cells, &mut problems);
        enrollments.push(enrollment);
    }
    let place = Place::new(file, None, "");
    let raw = RawProgram {
        id: Some(frame.id.clone()),
        title: Some(frame.title.clone()),
        zone: frame.zone,
        days: frame.days(&place),
        hours_per_week: frame.hours_per_week,
        periods: Some(frame.raw_periods(&place)),
        seam_hint: SEAM_HINT.to_owned(),
        enrollments,
        place,
    };
    check::program(raw, problems)
}

/// Reads and checks the rows of a spreadsheet inside what a TOML roster says of the program. The problems of that roster stand
/// where they are in it, among those of the rows; where it gives no program, there are only those.
#[must_use]
pub fn read_within(file: &str, text: &str, columns: &ColumnMap, frame: Reading) -> Reading {
    // A frame names nobody; that is what the spreadsheet is for.
    let mut problems = frame.problems;
    problems.retain(|problem| problem.says != check::NO_MENTEE);
    let Some(program) = frame.program else {
        return Reading { program: None, problems, handles: Vec::new() };
    };
    let rows = read(file, text, columns, &Frame::of_program(&program));
    // What is wrong with the program itself is found once more from here, without its line.
    let known = |problem: &Problem| problems.iter().any(|other| other.says == problem.says);
    let news: Vec<Problem> =
        rows.problems.into_iter().filter(|p| p.place.line.is_some() || !known(p)).collect();
    problems.extend(news);
    problems.sort();
    Reading { program: rows.program, problems, handles: rows.handles }
}

/// A row and the line on which it starts.
struct Row {
    line: u32,
    cells: StringRecord,
}

/// All rows but those without any character.
fn rows(text: &str) -> Vec<Row> {
    let lines = Lines::of(text);
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    // Reading from memory can't fail, and the text is UTF-8 already.
    let records = reader.records().filter_map(Result::ok);
    records
        .map(|cells| {
            let before = cells.position().map_or(0, ::csv::Position::byte);
            let before = usize::try_from(before).unwrap_or(usize::MAX);
            // The reader's position lies before the empty lines that it skips.
            let rest = text.get(before..).unwrap_or("");
            let skipped = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
            Row { line: lines.line(before + skipped), cells }
        })
        .collect()
}

/// A quote that is never closed swallows the rest of the file, and every enrollment in it. Follows the rules of the reader:
/// a quote opens at the start of a cell only, and a doubled one inside is a character.
fn open_quote(text: &str) -> Option<(Option<u32>, String)> {
    let mut opened = None;
    let mut at_start = true;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if opened.is_some() {
            if c == '"' && characters.next_if(|(_, next)| *next == '"').is_none() {
                opened = None;
            }
        } else if c == '"' && at_start {
            opened = Some(at);
            at_start = false;
        } else {
            at_start = matches!(c, ',' | '\n' | '\r');
        }
    }
    let line = Lines::of(text).line(opened?);
    Some((Some(line), "the quote opened here is never closed".to_owned()))
}

/// The columns of each field; `None` where one is missing or there twice, which is reported.
fn columns_of<'m>(
    header: &StringRecord,
    columns: &'m ColumnMap,
    place: &Place,
    problems: &mut Problems,
) -> Option<BTreeMap<&'m str, Vec<usize>>> {
    let plain = |text: &str| text.trim().to_lowercase();
    let names: Vec<_> = header.iter().map(plain).collect();
    let mut found: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let (mut missing, mut twice) = (Vec::new(), Vec::new());
    for (field, headers) in columns.fields() {
        for wanted in headers {
            let hits = (0..names.len()).filter(|&i| names[i] == plain(wanted));
            let hits: Vec<_> = hits.collect();
            match hits.len() {
                0 => missing.push(wanted.as_str()),
                1 => {}
                _ if ColumnMap::is_list(field) => {}
                _ => twice.push(wanted.as_str()),
            }
            found.entry(field).or_default().extend(hits);
        }
    }
    if !missing.is_empty() {
        let says = format!("these columns are missing: {}", quote_all(missing.iter().copied()));
        let there = header.iter().map(str::trim).filter(|name| !name.is_empty());
        let hint = format!("correct the column map; the columns are {}", quote_all(there));
        problems.problem(place, &missing.join(", "), says, hint);
    }
    if !twice.is_empty() {
        let says = format!("these columns are there twice: {}", quote_all(twice.iter().copied()));
        let hint = "rename all but the one that counts";
        problems.problem(place, &twice.join(", "), says, hint);
    }
    (missing.is_empty() && twice.is_empty()).then_some(found)
}

fn enrollment(
    number: usize,
    row: &Place,
    cells: &StringRecord,
    found: &BTreeMap<&str, Vec<usize>>,
) -> RawEnrollment {
    let columns = |field| found.get(field).into_iter().flatten();
    let text = |field| columns(field).find_map(|&i| cells.get(i)).unwrap_or("");
    let login = RawLogin::Text(text("login").to_owned());
    let place = row.called(named(number, &login));
    let list = |field| -> Vec<At<String>> {
        let cells = columns(field).filter_map(|&i| cells.get(i));
        let parts = cells.flat_map(|cell| cell.split([';', ',', '\n', '\r']));
        let texts = parts.map(str::trim).filter(|part| !part.is_empty());
        let at = |value: &str| At { place: place.clone(), value: value.to_owned() };
        texts.map(at).collect()
    };
    let some = |field| Some(text(field).to_owned());
    RawEnrollment {
        project: monitor_model::Project {
            title: text("title").to_owned(),
            name: some("project"),
            url: some("url"),
        },
        mentors: list("mentors"),
        organizations: list("organizations"),
        repositories: list("repositories"),
        issues: list("issues"),
        work: list("work"),
        ..RawEnrollment::new(
            place.clone(),
            At { place: row.called(format!("enrollment {number}")), value: login },
        )
    }
}

/// A row with more or fewer cells than the header has shifted somewhere.
fn length(place: &Place, expected: usize, cells: &StringRecord, problems: &mut Problems) {
    let spare = cells.iter().skip(expected).all(|cell| cell.trim().is_empty());
    if cells.len() < expected || !spare {
        let says = format!("the row has {} cells, the header has {expected}", cells.len());
        let hint = "put cells that contain a comma in quotes, and see that no cell is missing";
        problems.problem(place, "", says, hint);
    }
}
