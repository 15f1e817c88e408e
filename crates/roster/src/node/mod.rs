//! A text as a tree of values that know their line: what the TOML and the JSON reader have in common.

mod json;
mod toml;

use std::borrow::Cow;

use chrono::{DateTime, FixedOffset, NaiveDate};

pub(crate) use json::parse as parse_json;
pub(crate) use toml::parse as parse_toml;

/// A value, where it stands, and how it is written.
#[derive(Debug)]
pub(crate) struct Node<'t> {
    pub(crate) line: u32,
    pub(crate) source: &'t str,
    pub(crate) value: Value<'t>,
}

/// What a value is.
#[derive(Debug)]
pub(crate) enum Value<'t> {
    Text(Cow<'t, str>),
    Integer(i64),
    Day(NaiveDate),
    Instant(DateTime<FixedOffset>),
    List(Vec<Node<'t>>),
    Table(Vec<Entry<'t>>),
    /// Anything that no roster has a use for, by what people call it.
    Other(&'static str),
}

/// A key and its value.
#[derive(Debug)]
pub(crate) struct Entry<'t> {
    pub(crate) key: String,
    pub(crate) line: u32,
    pub(crate) node: Node<'t>,
}

impl Node<'_> {
    /// What people call this kind of value.
    pub(crate) const fn kind(&self) -> &'static str {
        match self.value {
            Value::Text(_) => "a text",
            Value::Integer(_) => "a whole number",
            Value::Day(_) => "a date",
            Value::Instant(_) => "a date with time and offset",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
            Value::Other(kind) => kind,
        }
    }

    /// The text, if it is one.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// Finds the line of an offset.
pub(crate) struct Lines(Vec<usize>);

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        Self(text.match_indices('\n').map(|(at, _)| at).collect())
    }

    /// The line of a byte offset, counted from 1.
    pub(crate) fn line(&self, offset: usize) -> u32 {
        let before = self.0.partition_point(|&newline| newline < offset);
        u32::try_from(before + 1).unwrap_or(u32::MAX)
    }
}

/// The text without a byte order mark.
pub(crate) fn without_bom(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_newline_belongs_to_the_line_it_ends() {
        let lines = Lines::of("a\nb\n\nc");
        let found: Vec<_> = (0..6).map(|offset| lines.line(offset)).collect();
        assert_eq!(found, [1, 1, 2, 2, 3, 4]);
    }
}
