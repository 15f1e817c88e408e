//! What a reader complains about: place, input, what is wrong, and what to do.

use std::fmt;

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, as the caller named it.
    pub file: String,
    /// The line, counted from 1, where the format has lines.
    pub line: Option<u32>,
    /// What part of the roster, like ``enrollment 3 (`ada-lumen`)``; empty for the whole file.
    pub what: String,
}

impl Place {
    /// A place in a file.
    pub fn new(file: &str, line: Option<u32>, what: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, what: what.into() }
    }

    /// The same part of the roster, on another line.
    pub(crate) fn on(&self, line: Option<u32>) -> Self {
        Self { line, ..self.clone() }
    }

    /// Another part of the roster, on the same line.
    pub(crate) fn called(&self, what: impl Into<String>) -> Self {
        Self { what: what.into(), ..self.clone() }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if !self.what.is_empty() {
            write!(f, ": {}", self.what)?;
        }
        Ok(())
    }
}

/// How grave it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Somebody must decide; until then something is missing or in doubt.
    Problem,
    /// It was read in the one way that is safe; writing it plainly is better.
    Notice,
}

/// One complaint. Sorted by place first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Problem {
    /// Where it stands.
    pub place: Place,
    /// How grave it is.
    pub level: Level,
    /// What stands there, as it was written; may hold any character. Empty where something is missing.
    pub input: String,
    /// What is wrong, with the input in backticks, safe to print.
    pub says: String,
    /// What to do.
    pub hint: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n  hint: {}", self.place, self.says, self.hint)
    }
}

/// Collects complaints.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    pub(crate) fn problem(
        &mut self,
        place: &Place,
        input: &str,
        says: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.push(Level::Problem, place, input, says.into(), hint.into());
    }

    pub(crate) fn notice(
        &mut self,
        place: &Place,
        input: &str,
        says: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.push(Level::Notice, place, input, says.into(), hint.into());
    }

    fn push(&mut self, level: Level, place: &Place, input: &str, says: String, hint: String) {
        self.0.push(Problem { place: place.clone(), level, input: input.to_owned(), says, hint });
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn sorted(mut self) -> Vec<Problem> {
        self.0.sort();
        self.0
    }
}

/// A short text, given on its own, that can't be read. Prints its hint too.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{says}\n  hint: {hint}")]
pub struct TextError {
    /// What is wrong, with the input in backticks.
    pub says: String,
    /// What to do.
    pub hint: String,
}

impl TextError {
    pub(crate) fn new(says: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { says: says.into(), hint: hint.into() }
    }
}

/// A text from a roster in backticks, safe to print: cut after 80 characters, and what a terminal would obey or hide escaped.
pub(crate) fn quote(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut shown = String::from("`");
    for c in text.chars().take(LONGEST) {
        if matches!(c, '\'' | '"' | '\\') {
            shown.push(c);
        } else {
            shown.extend(c.escape_debug());
        }
    }
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown.push('`');
    shown
}

/// Several texts in backticks, separated by commas.
pub(crate) fn quote_all<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    texts.into_iter().map(quote).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_place_sentence_and_hint() {
        let mut problems = Problems::default();
        let place = Place::new("config/programs/x.toml", Some(41), "enrollment 3");
        problems.notice(
            &place,
            "@ada",
            "a leading `@` in the login `@ada` was ignored",
            "write `ada`",
        );
        problems.problem(&Place::new("a.csv", None, ""), "", "there is no header", "add one");
        let shown: Vec<_> = problems.sorted().iter().map(Problem::to_string).collect();
        assert_eq!(
            shown,
            [
                "a.csv: there is no header\n  hint: add one",
                "config/programs/x.toml:41: enrollment 3: a leading `@` in the login `@ada` was ignored\n  hint: write `ada`",
            ]
        );
    }

    #[test]
    fn sorts_by_line_as_a_number() {
        let mut problems = Problems::default();
        for line in [Some(10), Some(9), None] {
            problems.problem(&Place::new("a", line, ""), "", "x", "y");
        }
        let lines: Vec<_> = problems.sorted().iter().map(|p| p.place.line).collect();
        assert_eq!(lines, [None, Some(9), Some(10)]);
    }

    #[test]
    fn what_is_quoted_can_not_drive_a_terminal() {
        assert_eq!(quote("a\u{1b}[31m\nb\u{200b}'\""), "`a\\u{1b}[31m\\nb\\u{200b}'\"`");
        assert_eq!(quote(&"x".repeat(81)), format!("`{}…`", "x".repeat(80)));
    }
}
