//! The archive: one JSON array of rows, read row by row.

use super::fault::{Fault, FaultKind, report};
use super::gather::Gather;
use super::row::{Place, Row};
use super::wire::{self, BLANKS};
use crate::problem::Problems;

/// Reads a text whose first character, blanks aside, is `[`.
pub(super) fn read(file: &str, text: &str, gather: &mut Gather<'_>, problems: &mut Problems) {
    let mut rows = Rows { text, at: 0, line: 1, row: 0 };
    rows.forward_blanks();
    rows.forward(1);
    while let Some(outcome) = rows.next() {
        let place = Place { line: rows.line, row: rows.row };
        match outcome {
            Ok((row, length)) => {
                gather.add(place, row, None);
                rows.forward(length);
            }
            Err(fault) => {
                report(file, place, &fault, problems);
                if fault.kind != FaultKind::Wrong {
                    return;
                }
                // What is merely wrong has an end, so the rows after it can still be checked.
                match wire::skip(rows.rest()) {
                    Ok(length) => rows.forward(length),
                    Err(fault) => return report(file, place, &fault, problems),
                }
            }
        }
    }
}

/// A cursor over the rows.
struct Rows<'a> {
    text: &'a str,
    at: usize,
    /// Of the cursor, from 1.
    line: usize,
    /// Of the row that was read last, from 1.
    row: usize,
}

impl<'a> Rows<'a> {
    /// Goes to the next row and reads it, but does not go past it; `None` at the proper end.
    fn next(&mut self) -> Option<Result<(Row, usize), Fault>> {
        self.forward_blanks();
        match (self.peek(), self.row) {
            (Some(']'), _) => return self.end(),
            (Some(','), 1..) => {
                self.forward(1);
                self.forward_blanks();
            }
            (Some(_), 0) | (None, _) => {}
            (Some(found), _) => return Some(Err(expected("`,` or `]`", found))),
        }
        self.row += 1;
        Some(match self.peek() {
            Some('{') => wire::first(self.rest()),
            Some(found) => Err(expected("a row that begins with `{`", found)),
            None => Err(Fault {
                line: 1,
                says: "the closing `]` is missing".to_owned(),
                kind: FaultKind::CutOff,
            }),
        })
    }

    /// Nothing may follow the closing bracket.
    fn end(&mut self) -> Option<Result<(Row, usize), Fault>> {
        self.forward(1);
        self.forward_blanks();
        let found = self.peek()?;
        Some(Err(expected("nothing after the closing `]`", found)))
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn forward_blanks(&mut self) {
        let rest = self.rest();
        self.forward(rest.len() - rest.trim_start_matches(BLANKS).len());
    }

    fn forward(&mut self, bytes: usize) {
        let passed = self.rest().get(..bytes).unwrap_or_default();
        self.line += passed.bytes().filter(|&byte| byte == b'\n').count();
        self.at += bytes;
    }
}

fn expected(what: &str, found: char) -> Fault {
    Fault { line: 1, says: format!("expected {what}, found {found:?}"), kind: FaultKind::Damaged }
}
