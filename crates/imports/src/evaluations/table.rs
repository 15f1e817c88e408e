//! A table, whatever file it was in: a header, and rows that know where they stand.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDateTime;

/// The most rows under a header that are read.
pub(super) const MOST_ROWS: usize = 100_000;
/// The most columns that are read.
pub(super) const MOST_COLUMNS: usize = 1_000;

/// A cell that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Text, whatever it looks like: `=1+1` is four characters.
    Text(String),
    /// A number that a spreadsheet shows as a time.
    Moment(NaiveDateTime),
}

/// A row and the line on which it starts, from 1. Blank cells are not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) line: usize,
    cells: BTreeMap<usize, Cell>,
}

impl Row {
    pub(super) fn new(line: usize, cells: impl IntoIterator<Item = (usize, Cell)>) -> Self {
        let blank = |cell: &Cell| matches!(cell, Cell::Text(text) if text.trim().is_empty());
        Self { line, cells: cells.into_iter().filter(|(_, cell)| !blank(cell)).collect() }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.cells.is_empty()
    }

    /// One more than the last column that is not blank.
    pub(super) fn width(&self) -> usize {
        self.cells.last_key_value().map_or(0, |(column, _)| column + 1)
    }

    pub(super) fn cell(&self, column: usize) -> Option<&Cell> {
        self.cells.get(&column)
    }

    /// The text of a cell, without blanks around it.
    pub(super) fn text(&self, column: usize) -> Option<Cow<'_, str>> {
        self.cell(column).map(Cell::shown)
    }

    /// The cells that are not blank, with their columns.
    pub(super) fn texts(&self) -> impl Iterator<Item = (usize, Cow<'_, str>)> {
        self.cells.iter().map(|(column, cell)| (*column, cell.shown()))
    }
}

impl Cell {
    pub(super) fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => text.trim().into(),
            Self::Moment(moment) => moment.to_string().into(),
        }
    }
}

/// A header and the rows under it; neither is blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) header: Row,
    pub(super) rows: Vec<Row>,
}
