//! Forms: which column of an export holds what, from `config/evaluations.toml` or the command line.

use std::collections::BTreeMap;

use monitor_model::named;

use super::fold::{nearest, quote, quote_all};
use super::times::DateOrder;
use super::verdicts::Words;

named! {
    /// What a column of a form may hold.
    Field {
        /// Who is evaluated: a login, a key, a name, or a project.
        Mentee = "mentee",
        /// The project, which says or narrows down who is evaluated.
        Project = "project",
        /// The verdict.
        Verdict = "verdict",
        /// What the mentor wrote; may be several columns.
        Note = "note",
        /// Who evaluates.
        Mentor = "mentor",
        /// When the form was sent.
        Time = "time",
    }
}

/// The key beside the fields that gives the order of dates.
const DATES: &str = "dates";

/// A form: the headers of its columns, the order of its dates, and words of its own. It always has a column for the verdict,
/// and one for the mentee or the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// How people call it.
    pub(super) name: String,
    /// The headers per field; several only for notes.
    pub(super) columns: BTreeMap<Field, Vec<String>>,
    /// The order of dates that don't begin with the year, if that is said.
    pub(super) dates: Option<DateOrder>,
    /// Words that have another meaning here than in general.
    pub(super) words: Words,
}

impl Form {
    pub(super) const fn named(name: String) -> Self {
        Self { name, columns: BTreeMap::new(), dates: None, words: Words::none() }
    }

    /// Reads what the command line gives: `mentee=GitHub username,verdict=Result,note=What went well,dates=day/month/year`.
    /// Pairs are separated by `,` or `;`; a header that contains one needs `config/evaluations.toml`.
    ///
    /// # Errors
    /// One [`MapError`] that names everything that is wrong.
    pub fn parse(text: &str) -> Result<Self, MapError> {
        let mut form = Self::named("--map".to_owned());
        let mut wrong = Vec::new();
        let pairs = text.split([',', ';']).map(str::trim);
        for pair in pairs.filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some((field, header)) => wrong.extend(form.add(field.trim(), header).err()),
                None => wrong.push(format!("{} has no `=`", quote(pair))),
            }
        }
        wrong.extend(form.lacks());
        if wrong.is_empty() {
            return Ok(form);
        }
        let hint = "write `field=header` pairs, like `mentee=GitHub username,verdict=Result`; a header with a comma needs a form in config/evaluations.toml";
        Err(MapError { says: wrong.join("; "), hint: hint.to_owned() })
    }

    /// How people call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    fn add(&mut self, field: &str, header: &str) -> Result<(), String> {
        if field == DATES {
            self.dates = Some(
                header
                    .trim()
                    .parse()
                    .map_err(|error: monitor_model::UnknownName| error.to_string())?,
            );
            return Ok(());
        }
        let Ok(known) = field.parse() else {
            let all = || Field::ALL.iter().map(|field| field.as_str()).chain([DATES]);
            let near = nearest(field, all());
            let hint = match near.first() {
                Some(word) => format!("did you mean `{word}`?"),
                None => format!("the fields are {}", quote_all(all())),
            };
            return Err(format!("there is no field {}, {hint}", quote(field)));
        };
        self.column(known, header)
    }

    /// Adds a column.
    pub(super) fn column(&mut self, field: Field, header: &str) -> Result<(), String> {
        let header = header.trim();
        if header.is_empty() {
            return Err(format!("`{field}` has no header"));
        }
        let headers = self.columns.entry(field).or_default();
        if !headers.is_empty() && field != Field::Note {
            return Err(format!("`{field}` has two headers"));
        }
        headers.push(header.to_owned());
        Ok(())
    }

    /// What is missing, in words.
    pub(super) fn lacks(&self) -> Vec<String> {
        let has = |field| self.columns.contains_key(&field);
        let mut missing = Vec::new();
        if !has(Field::Mentee) && !has(Field::Project) {
            missing.push("no column is named for `mentee` or `project`".to_owned());
        }
        if !has(Field::Verdict) {
            missing.push("no column is named for `verdict`".to_owned());
        }
        missing
    }
}

/// Why a map of columns on the command line can't be read. Prints its hint too.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{says}\n  hint: {hint}")]
pub struct MapError {
    /// What is wrong, with the input in backticks.
    pub says: String,
    /// What to do.
    pub hint: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_names_columns_and_the_order_of_dates() {
        let form =
            Form::parse("mentee = Who; verdict=Result,note=Well,note=Badly,dates=day/month/year,")
                .unwrap();
        assert_eq!(form.columns[&Field::Mentee], ["Who"]);
        assert_eq!(form.columns[&Field::Note], ["Well", "Badly"]);
        assert_eq!(form.dates, Some(DateOrder::DayFirst));
        assert!(Form::parse("project=P,verdict=V").is_ok());
    }

    #[test]
    fn everything_that_is_wrong_is_named() {
        let error = Form::parse("mentees=M,time=A,time=B,note=,x,dates=d/m").unwrap_err();
        assert_eq!(
            error.says,
            "there is no field `mentees`, did you mean `mentee`?; `time` has two headers; `note` has no header; `x` has no `=`; \
             `d/m` is none of: month/day/year, day/month/year, year/month/day; no column is named for `mentee` or `project`; \
             no column is named for `verdict`"
        );
    }
}
