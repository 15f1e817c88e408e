//! What is wrong with a file, and what is merely worth knowing. A file with a problem is not imported; a notice stops nothing.

use std::fmt;

/// How many problems of one import are spelled out; the rest are counted.
const SPELLED_OUT: usize = 20;

/// A reason why a file can't be imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {says}\n  hint: {hint}")]
pub struct ImportProblem {
    /// The file, as the caller named it.
    pub file: String,
    /// The line in the file, from 1.
    pub line: usize,
    /// What is wrong, with the input in backticks.
    pub says: String,
    /// What to do about it.
    pub hint: String,
}

/// Something that was accounted for, and that the importer should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportNotice {
    /// The file, as the caller named it.
    pub file: String,
    /// The line in the file, from 1.
    pub line: usize,
    /// What was found and what was made of it.
    pub says: String,
}

impl fmt::Display for ImportNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}: {}", self.file, self.line, self.says)
    }
}

/// Collects every problem of an import, and spells out the first ones.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    listed: Vec<ImportProblem>,
    beyond: Option<Beyond>,
}

/// The problems that are only counted.
#[derive(Debug)]
struct Beyond {
    file: String,
    line: usize,
    count: usize,
}

impl Problems {
    /// Notes a problem.
    pub(crate) fn add(
        &mut self,
        file: &str,
        line: usize,
        says: impl Into<String>,
        hint: impl Into<String>,
    ) {
        if self.listed.len() < SPELLED_OUT {
            self.listed.push(ImportProblem {
                file: file.to_owned(),
                line,
                says: says.into(),
                hint: hint.into(),
            });
        } else {
            let beyond =
                self.beyond.get_or_insert_with(|| Beyond { file: file.to_owned(), line, count: 0 });
            beyond.count += 1;
        }
    }

    /// All is well, or every problem in the order in which they were found.
    ///
    /// # Errors
    /// The problems; where there are many, the last one counts those that are not spelled out.
    pub(crate) fn finish(mut self) -> Result<(), Vec<ImportProblem>> {
        if let Some(beyond) = self.beyond {
            let many = if beyond.count == 1 { "problem" } else { "problems" };
            self.listed.push(ImportProblem {
                file: beyond.file,
                line: beyond.line,
                says: format!("and {} more {many} from here on", beyond.count),
                hint: "mend the first ones and import the file again".to_owned(),
            });
        }
        if self.listed.is_empty() { Ok(()) } else { Err(self.listed) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(count: usize) -> Result<(), Vec<ImportProblem>> {
        let mut problems = Problems::default();
        for line in 1..=count {
            problems.add("a.json", line, "`x` is wrong", "write `y`");
        }
        problems.finish()
    }

    #[test]
    fn none_is_well() {
        assert_eq!(with(0), Ok(()));
    }

    #[test]
    fn a_problem_names_place_reason_and_remedy() {
        assert_eq!(
            with(1).unwrap_err()[0].to_string(),
            "a.json, line 1: `x` is wrong\n  hint: write `y`"
        );
    }

    #[test]
    fn many_are_counted_and_none_is_forgotten() {
        assert_eq!(with(20).unwrap_err().len(), 20);
        let many = with(23).unwrap_err();
        assert_eq!(many.len(), 21);
        assert_eq!(
            (many[20].line, many[20].says.as_str()),
            (21, "and 3 more problems from here on")
        );
    }
}
