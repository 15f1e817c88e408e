//! The fields of one table, taken by name and kind. Unknown keys and wrong kinds are reported, all of them.

use chrono::{DateTime, FixedOffset, NaiveDate};

use crate::Place;
use crate::days;
use crate::nearest::nearest;
use crate::node::{Entry, Node, Value};
use crate::problem::{Problems, quote, quote_all};
use crate::raw::At;

/// A table whose keys have been checked.
pub(crate) struct Fields<'n> {
    pub(crate) place: Place,
    entries: &'n [Entry<'n>],
}

impl<'n> Fields<'n> {
    /// Takes a table, and reports every key that isn't known.
    pub(crate) fn new(
        place: Place,
        entries: &'n [Entry<'n>],
        known: &[&str],
        problems: &mut Problems,
    ) -> Self {
        for entry in entries.iter().filter(|entry| !known.contains(&entry.key.as_str())) {
            let hint = match nearest(&entry.key, known.iter().copied()) {
                Some(word) => format!("did you mean `{word}`?"),
                None => format!(
                    "remove it; the keys known here are {}",
                    quote_all(known.iter().copied())
                ),
            };
            let says = format!("the key {} is unknown", quote(&entry.key));
            problems.problem(&place.on(Some(entry.line)), &entry.key, says, hint);
        }
        Self { place, entries }
    }

    /// Takes a node that should be a table; anything else is reported and has no fields.
    pub(crate) fn of_node(
        place: Place,
        node: &'n Node<'n>,
        known: &[&str],
        problems: &mut Problems,
    ) -> Option<Self> {
        if let Value::Table(entries) = &node.value {
            return Some(Self::new(place, entries, known, problems));
        }
        let says = format!("a table is expected here, this is {}", node.kind());
        problems.problem(&place, node.source, says, "write the fields with their names");
        None
    }

    /// Reports those of the keys that aren't there.
    pub(crate) fn require(&self, keys: &[&str], problems: &mut Problems) {
        for key in keys.iter().filter(|key| self.node(key).is_none()) {
            let hint = format!("add `{key}`");
            problems.problem(&self.place, "", format!("`{key}` is missing"), hint);
        }
    }

    /// The value of a key, of any kind.
    pub(crate) fn node(&self, key: &str) -> Option<&'n Node<'n>> {
        self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.node)
    }

    /// The entries of the table under a key, with their lines.
    pub(crate) fn table(&self, key: &str, problems: &mut Problems) -> &'n [Entry<'n>] {
        match self.node(key) {
            None => &[],
            Some(node) => match &node.value {
                Value::Table(entries) => entries,
                _ => {
                    self.wrong(key, node, "a table", "write the fields with their names", problems);
                    &[]
                }
            },
        }
    }

    pub(crate) fn text(&self, key: &str, problems: &mut Problems) -> Option<At<String>> {
        let node = self.node(key)?;
        match node.text() {
            Some(text) => Some(self.at(node, text.to_owned())),
            None => {
                self.wrong(key, node, "a text", "write it in quotes", problems);
                None
            }
        }
    }

    /// A whole number from 1 to `most`.
    pub(crate) fn count(&self, key: &str, most: u8, problems: &mut Problems) -> Option<u8> {
        let node = self.node(key)?;
        let hint = format!("write a whole number from 1 to {most}, without quotes");
        let Value::Integer(number) = node.value else {
            self.wrong(key, node, "a whole number", &hint, problems);
            return None;
        };
        let count = u8::try_from(number).ok().filter(|n| (1..=most).contains(n));
        if count.is_none() {
            let says = format!("`{key}` is {number}");
            problems.problem(&self.at(node, ()).place, node.source, says, hint);
        }
        count
    }

    pub(crate) fn day(&self, key: &str, problems: &mut Problems) -> Option<NaiveDate> {
        const HINT: &str = "write a day that exists, like 2026-03-02";
        let node = self.node(key)?;
        let day = match &node.value {
            Value::Day(day) => Some(*day).filter(|day| days::plausible(*day)),
            Value::Text(text) => days::parse_day(text),
            _ => {
                self.wrong(key, node, "a date", HINT, problems);
                return None;
            }
        };
        if day.is_none() {
            let says = format!("`{key}` is no usable date: {}", quote(node.source));
            problems.problem(&self.at(node, ()).place, node.source, says, HINT);
        }
        day
    }

    pub(crate) fn due(
        &self,
        key: &str,
        problems: &mut Problems,
    ) -> Option<At<DateTime<FixedOffset>>> {
        let node = self.node(key)?;
        let due = match &node.value {
            // By way of its text, so that far years are refused here too.
            Value::Instant(instant) => days::parse_due(&instant.to_rfc3339()),
            Value::Text(text) => days::parse_due(text),
            _ => {
                let hint = "write it like 2026-10-15T17:00:00-07:00";
                self.wrong(key, node, "a date with time and offset", hint, problems);
                return None;
            }
        };
        match due {
            Ok(due) => Some(self.at(node, due)),
            Err(error) => {
                let says = format!("`{key}`: {}", error.says);
                problems.problem(&self.at(node, ()).place, node.source, says, error.hint);
                None
            }
        }
    }

    /// A list of texts. A single text has the safe meaning of a list of one.
    pub(crate) fn texts(&self, key: &str, problems: &mut Problems) -> Vec<At<String>> {
        const HINT: &str = "write a list of texts, like [\"one\", \"two\"]";
        let Some(node) = self.node(key) else {
            return Vec::new();
        };
        match &node.value {
            Value::List(items) => {
                let mut texts = Vec::new();
                for item in items {
                    match item.text() {
                        Some(text) => texts.push(self.at(item, text.to_owned())),
                        None => self.wrong(key, item, "a list of texts", HINT, problems),
                    }
                }
                texts
            }
            Value::Text(text) => {
                let says = format!("`{key}` is a single text and was read as a list of one");
                let hint = format!("write [{}]", node.source);
                problems.notice(&self.at(node, ()).place, node.source, says, hint);
                vec![self.at(node, text.clone().into_owned())]
            }
            _ => {
                self.wrong(key, node, "a list of texts", HINT, problems);
                Vec::new()
            }
        }
    }

    /// A text or a list of texts, where both are fine.
    pub(crate) fn headers(&self, key: &str, problems: &mut Problems) -> Vec<At<String>> {
        match self.node(key) {
            Some(node) if node.text().is_some() => self.text(key, problems).into_iter().collect(),
            _ => self.texts(key, problems),
        }
    }

    /// A list whose items should be tables. A single table is reported, and taken as a list of one.
    pub(crate) fn items(&self, key: &str, problems: &mut Problems) -> &'n [Node<'n>] {
        let Some(node) = self.node(key) else {
            return &[];
        };
        if let Value::List(items) = &node.value {
            return items;
        }
        let hint = format!("write `[[{key}]]` in TOML, a list in JSON");
        self.wrong(key, node, "a list", &hint, problems);
        match node.value {
            Value::Table(_) => std::slice::from_ref(node),
            _ => &[],
        }
    }

    /// A value with the place of its node.
    fn at<T>(&self, node: &Node<'_>, value: T) -> At<T> {
        At { place: self.place.on(Some(node.line)), value }
    }

    fn wrong(
        &self,
        key: &str,
        node: &Node<'_>,
        expected: &str,
        hint: &str,
        problems: &mut Problems,
    ) {
        let says = if expected.starts_with("a list of") && !matches!(node.value, Value::List(_)) {
            format!("`{key}` holds {}, {expected} is expected", node.kind())
        } else {
            format!("`{key}` is {}, {expected} is expected", node.kind())
        };
        problems.problem(&self.at(node, ()).place, node.source, says, hint);
    }
}
