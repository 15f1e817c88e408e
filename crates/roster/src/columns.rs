//! Which column of a spreadsheet holds what.

use std::collections::BTreeMap;

use crate::fields::Fields;
use crate::nearest::nearest;
use crate::node::{parse_toml, without_bom};
use crate::problem::{Problems, quote, quote_all};
use crate::{Place, Problem, Reading, TextError};

/// The fields that hold one text.
const SINGLE: &[&str] = &["login", "project", "title", "url"];
/// The fields that hold a list; they may be spread over several columns.
const LISTS: &[&str] = &["mentors", "organizations", "repositories", "issues", "work"];

/// Which column of a spreadsheet holds what: from our field names to headers. It always names a column for the login.
///
/// As text: `login=GitHub username,project=Project,mentors=Mentor 1,mentors=Mentor 2`. As TOML: one key per field, with a
/// header or, for lists, several headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnMap(BTreeMap<String, Vec<String>>);

impl ColumnMap {
    /// Reads the text form. Pairs are separated by `,` or `;`; a header that contains one needs the TOML form.
    ///
    /// # Errors
    /// [`TextError`] names everything that is wrong.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let mut map = Self(BTreeMap::new());
        let mut wrong = Vec::new();
        let pairs = text.split([',', ';']).map(str::trim);
        for pair in pairs.filter(|pair| !pair.is_empty()) {
            match pair.split_once('=') {
                Some((field, header)) => {
                    wrong.extend(map.add(field.trim(), header).err());
                }
                None => wrong.push(format!("{} has no `=`", quote(pair))),
            }
        }
        wrong.extend(map.without_login());
        if wrong.is_empty() {
            return Ok(map);
        }
        let hint = "write `field=header` pairs, like `login=GitHub username,mentors=Mentors`";
        Err(TextError::new(wrong.join("; "), hint))
    }

    /// Reads the TOML form. `file` is only shown.
    ///
    /// # Errors
    /// Every [`Problem`] of the text.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let root = parse_toml(without_bom(text))
            .map_err(|errors| Reading::unreadable(file, "TOML", errors).problems)?;
        let mut problems = Problems::default();
        let mut map = Self(BTreeMap::new());
        let place = Place::new(file, None, "columns");
        let known = [SINGLE, LISTS].concat();
        let fields = Fields::of_node(place.clone(), &root, &known, &mut problems);
        if let Some(fields) = fields {
            for field in SINGLE {
                let header = fields.text(field, &mut problems);
                map.add_all(field, header, &mut problems);
            }
            for field in LISTS {
                let headers = fields.headers(field, &mut problems);
                map.add_all(field, headers, &mut problems);
            }
        }
        if let Some(says) = map.without_login() {
            let hint = "add `login`, with the header of the column of GitHub logins";
            problems.problem(&place, "", says, hint);
        }
        if problems.is_empty() { Ok(map) } else { Err(problems.sorted()) }
    }

    /// The fields with their headers.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(field, headers)| (field.as_str(), headers.as_slice()))
    }

    /// Whether a field holds a list.
    pub(crate) fn is_list(field: &str) -> bool {
        LISTS.contains(&field)
    }

    fn add(&mut self, field: &str, header: &str) -> Result<(), String> {
        let known = || SINGLE.iter().chain(LISTS).copied();
        if !known().any(|word| word == field) {
            let hint = nearest(field, known()).map_or_else(
                || format!("the fields are {}", quote_all(known())),
                |word| format!("did you mean `{word}`?"),
            );
            return Err(format!("there is no field {}, {hint}", quote(field)));
        }
        let header = header.trim();
        if header.is_empty() {
            return Err(format!("`{field}` has no header"));
        }
        let headers = self.0.entry(field.to_owned()).or_default();
        if !headers.is_empty() && !Self::is_list(field) {
            return Err(format!("`{field}` has two headers"));
        }
        headers.push(header.to_owned());
        Ok(())
    }

    fn add_all(
        &mut self,
        field: &str,
        headers: impl IntoIterator<Item = crate::raw::At<String>>,
        problems: &mut Problems,
    ) {
        for header in headers {
            if let Err(says) = self.add(field, &header.value) {
                let hint = "write the header as the spreadsheet has it";
                problems.problem(&header.place, &header.value, says, hint);
            }
        }
    }

    fn without_login(&self) -> Option<String> {
        (!self.0.contains_key("login")).then(|| "no column is named for `login`".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(map: &ColumnMap) -> Vec<String> {
        map.fields().map(|(field, headers)| format!("{field}={}", headers.join("+"))).collect()
    }

    #[test]
    fn reads_both_forms() {
        let text = "login = GitHub username ; project=Project,mentors=Mentor 1,mentors=Mentor 2,";
        let toml = "login = \"GitHub username\"\nproject = \"Project\"\nmentors = [\"Mentor 1\", \"Mentor 2\"]";
        let map = ColumnMap::parse(text).unwrap();
        assert_eq!(
            shown(&map),
            ["login=GitHub username", "mentors=Mentor 1+Mentor 2", "project=Project"]
        );
        assert_eq!(ColumnMap::from_toml("columns.toml", toml).unwrap(), map);
    }

    #[test]
    fn a_list_field_in_toml_may_have_one_header() {
        let map = ColumnMap::from_toml("c.toml", "login = \"L\"\nmentors = \"Who, and who else\"");
        assert_eq!(shown(&map.unwrap()), ["login=L", "mentors=Who, and who else"]);
    }

    #[test]
    fn names_everything_that_is_wrong() {
        let error = ColumnMap::parse("mentor=M,title=A,title=B,url=,x").unwrap_err();
        assert_eq!(
            error.says,
            "there is no field `mentor`, did you mean `mentors`?; `title` has two headers; `url` has no header; `x` has no `=`; no column is named for `login`"
        );
        let problems = ColumnMap::from_toml("c.toml", "logins = \"L\"\ntitle = 1").unwrap_err();
        let shown: Vec<_> = problems.iter().map(Problem::to_string).collect();
        assert_eq!(
            shown,
            [
                "c.toml: columns: no column is named for `login`\n  hint: add `login`, with the header of the column of GitHub logins",
                "c.toml:1: columns: the key `logins` is unknown\n  hint: did you mean `login`?",
                "c.toml:2: columns: `title` is a whole number, a text is expected\n  hint: write it in quotes",
            ]
        );
    }
}
