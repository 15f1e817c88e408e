//! Which column of a file holds what: as a form says, or as the headers suggest.

use std::collections::BTreeMap;

use super::fold::{nearest, quote, quote_all, words};
use super::form::{Field, Form};
use super::problem::Fault;
use super::settings::Settings;
use super::table::Row;
use super::times::DateOrder;
use super::verdicts::Words;

/// The columns of each field, and what else is known of the form.
pub(super) struct Found {
    pub(super) columns: BTreeMap<Field, Vec<usize>>,
    pub(super) dates: Option<DateOrder>,
    pub(super) words: Words,
    /// How the columns were found, where nobody named them.
    pub(super) notice: Option<String>,
}

impl Found {
    /// The columns of a field.
    pub(super) fn of(&self, field: Field) -> &[usize] {
        self.columns.get(&field).map_or(&[], Vec::as_slice)
    }

    /// The one column of a field.
    pub(super) fn one(&self, field: Field) -> Option<usize> {
        self.of(field).first().copied()
    }
}

/// The headers that plainly name a field, as words; the plainest first. What a mentor's form calls a `GitHub username` may be
/// the mentor's, so it is no guess.
const PLAIN: &[(Field, &[&str])] = &[
    (
        Field::Mentee,
        &[
            "mentees github username",
            "mentee github username",
            "github username of your mentee",
            "github username of the mentee",
            "mentees github login",
            "mentee github login",
            "mentees github",
            "mentee github",
            "mentee username",
            "mentee login",
            "mentee",
            "mentees name",
            "mentee name",
            "name of your mentee",
            "name of the mentee",
        ],
    ),
    (Field::Project, &["project", "project title", "project name", "title of the project"]),
    (
        Field::Verdict,
        &[
            "verdict",
            "evaluation",
            "result",
            "decision",
            "outcome",
            "recommendation",
            "evaluation result",
            "pass or fail",
            "pass fail",
            "does the mentee pass",
            "does your mentee pass",
            "should the mentee continue",
        ],
    ),
    (
        Field::Note,
        &["note", "notes", "comment", "comments", "feedback", "explanation", "reason", "remarks"],
    ),
    (
        Field::Mentor,
        &[
            "mentors github username",
            "mentor github username",
            "your github username",
            "mentor username",
            "mentor login",
            "mentor",
            "mentors name",
            "mentor name",
            "your name",
            "evaluator",
        ],
    ),
    (
        Field::Time,
        &["timestamp", "time", "submitted at", "submitted on", "submission date", "date submitted"],
    ),
];

/// Finds the columns: as the given form says; else as the one known form says whose headers are all there; else by plain
/// headers.
pub(super) fn find(
    header: &Row,
    given: Option<&Form>,
    settings: &Settings,
) -> Result<Found, Vec<Fault>> {
    let columns = Headers::of(header);
    if let Some(form) = given {
        return columns.as_form_says(form, settings);
    }
    let fits = |form: &&Form| columns.as_form_says(form, settings).is_ok();
    let fitting: Vec<_> = settings.forms.iter().filter(fits).collect();
    match fitting[..] {
        [form] => {
            let mut found = columns.as_form_says(form, settings)?;
            found.notice = Some(format!(
                "read as the form {}, whose headers are all there",
                quote(&form.name)
            ));
            Ok(found)
        }
        [] => columns.guess(settings),
        _ => {
            let names = quote_all(fitting.iter().map(|form| &form.name));
            let says = format!("the headers of several forms are all there: {names}");
            let candidates = fitting.iter().map(|form| form.name.clone()).collect();
            Err(vec![Fault::new("", says, "name the right one with `--form`").among(candidates)])
        }
    }
}

/// The headers of a file: as they stand there, and by their words.
struct Headers {
    written: Vec<String>,
    by_words: BTreeMap<String, Vec<usize>>,
}

impl Headers {
    fn of(header: &Row) -> Self {
        let mut by_words: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let mut written = Vec::new();
        for (column, text) in header.texts() {
            by_words.entry(words(&text)).or_default().push(column);
            written.push(text.into_owned());
        }
        Self { written, by_words }
    }

    fn at(&self, header: &str) -> &[usize] {
        self.by_words.get(&words(header)).map_or(&[], Vec::as_slice)
    }

    fn as_form_says(&self, form: &Form, settings: &Settings) -> Result<Found, Vec<Fault>> {
        let mut columns: BTreeMap<Field, Vec<usize>> = BTreeMap::new();
        let mut faults = Vec::new();
        for (field, headers) in &form.columns {
            for header in headers {
                match self.at(header) {
                    [] => faults.push(self.missing(*field, header)),
                    [_, _, ..] if *field != Field::Note => faults.push(twice(*field, header)),
                    at => columns.entry(*field).or_default().extend(at),
                }
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let words = form.words.over(&settings.words);
        Ok(Found { columns, dates: form.dates, words, notice: None })
    }

    fn missing(&self, field: Field, header: &str) -> Fault {
        let near = nearest(header, self.written.iter().map(String::as_str));
        let there = if near.is_empty() { &self.written } else { &near };
        let hint = format!("correct the header of `{field}`; the file has {}", quote_all(there));
        let says = format!("the column {} for `{field}` is missing", quote(header));
        Fault::new(header, says, hint).among(near)
    }

    fn guess(&self, settings: &Settings) -> Result<Found, Vec<Fault>> {
        let mut columns: BTreeMap<Field, Vec<usize>> = BTreeMap::new();
        let (mut faults, mut shown) = (Vec::new(), Vec::new());
        for (field, plain) in PLAIN {
            let there: Vec<_> = plain.iter().filter(|header| !self.at(header).is_empty()).collect();
            // A login is plainer than a name, so the first will do; two verdicts or two times are two different things.
            let several = match field {
                Field::Note => usize::MAX,
                Field::Verdict | Field::Time => 1,
                Field::Mentee | Field::Project | Field::Mentor => there.len(),
            };
            if there.len() > several {
                let says = format!("several columns may be the `{field}`: {}", quote_all(&there));
                faults.push(
                    Fault::new("", says, HINT)
                        .among(there.iter().map(|h| (**h).to_owned()).collect()),
                );
                continue;
            }
            let taken = if *field == Field::Note { there.len() } else { 1 };
            for header in there.into_iter().take(taken) {
                let at = self.at(header);
                if at.len() > 1 && *field != Field::Note {
                    faults.push(twice(*field, header));
                    continue;
                }
                columns.entry(*field).or_default().extend(at);
                shown.push(format!("`{field}` is {}", quote(header)));
            }
        }
        faults.extend(self.unguessed(&columns, &faults));
        if !faults.is_empty() {
            return Err(faults);
        }
        let notice = format!(
            "columns were guessed by their headers: {}; `--map` names them for sure",
            shown.join(", ")
        );
        Ok(Found { columns, dates: None, words: settings.words.clone(), notice: Some(notice) })
    }

    /// What must be there and was not found.
    fn unguessed(&self, columns: &BTreeMap<Field, Vec<usize>>, faults: &[Fault]) -> Option<Fault> {
        let has = |field| columns.contains_key(&field);
        let mut missing = Vec::new();
        if !has(Field::Mentee) && !has(Field::Project) {
            missing.push("mentee");
        }
        if !has(Field::Verdict) {
            missing.push("verdict");
        }
        if missing.is_empty() || !faults.is_empty() {
            return None;
        }
        let says = format!("no header plainly names the column of {}", quote_all(&missing));
        let hint = format!("{HINT}; the file has {}", quote_all(&self.written));
        Some(Fault::new("", says, hint).among(self.written.clone()))
    }
}

const HINT: &str =
    "name the columns with `--map mentee=HEADER,verdict=HEADER`, or in config/evaluations.toml";

fn twice(field: Field, header: &str) -> Fault {
    let says = format!("the column {} for `{field}` is there twice", quote(header));
    Fault::new(header, says, "rename all but the one that counts")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluations::table::Cell;

    fn header(texts: &[&str]) -> Row {
        Row::new(1, texts.iter().map(|text| Cell::Text((*text).to_owned())).enumerate())
    }

    fn says(texts: &[&str], given: Option<&Form>) -> Vec<String> {
        let found = find(&header(texts), given, &Settings::default());
        found.err().unwrap_or_default().into_iter().map(|fault| fault.says).collect()
    }

    #[test]
    fn plain_headers_are_guessed_and_said() {
        let texts =
            ["Timestamp", "Mentee", "Mentee's GitHub username", "Verdict?", "Notes", "Comments"];
        let found = find(&header(&texts), None, &Settings::default()).ok().unwrap();
        assert_eq!(found.of(Field::Mentee), [2], "a login is plainer than a name");
        assert_eq!(found.of(Field::Note), [4, 5]);
        assert_eq!(found.one(Field::Mentor), None);
        assert_eq!(
            found.notice.unwrap(),
            "columns were guessed by their headers: `mentee` is `mentees github username`, `verdict` is `verdict`, `note` is \
             `notes`, `note` is `comments`, `time` is `timestamp`; `--map` names them for sure"
        );
    }

    #[test]
    fn what_is_not_plain_is_no_guess() {
        assert_eq!(
            says(&["GitHub username", "Status"], None),
            ["no header plainly names the column of `mentee`, `verdict`"]
        );
        assert_eq!(
            says(&["Mentee", "Result", "Decision"], None),
            ["several columns may be the `verdict`: `result`, `decision`"]
        );
        assert_eq!(
            says(&["Mentee", "mentee!", "Result"], None),
            ["the column `mentee` for `mentee` is there twice"]
        );
    }

    #[test]
    fn a_form_must_fit() {
        let form = Form::parse("mentee=Who is it?,verdict=How,note=Why,time=When").unwrap();
        let texts = ["Who's it", "HOW", "how", "why", "Why?"];
        assert_eq!(
            says(&texts, Some(&form)),
            [
                "the column `Who is it?` for `mentee` is missing",
                "the column `How` for `verdict` is there twice",
                "the column `When` for `time` is missing"
            ]
        );
        let found = find(
            &header(&["when", "who is it", "how", "why", "Why?"]),
            Some(&form),
            &Settings::default(),
        );
        let found = found.ok().unwrap();
        assert_eq!((found.of(Field::Note), found.notice.is_none()), (&[3, 4][..], true));
    }

    #[test]
    fn a_known_form_is_recognised_and_two_are_a_problem() {
        let toml = "[[form]]\nname = \"a\"\nmentee = \"M\"\nverdict = \"V\"\n[form.verdicts]\nfail = [\"yes\"]\n[[form]]\nname = \"b\"\nmentee = \"M\"\nverdict = \"W\"";
        let settings = Settings::from_toml("e.toml", toml).unwrap();
        let found = find(&header(&["M", "V"]), None, &settings).ok().unwrap();
        assert_eq!(found.notice.unwrap(), "read as the form `a`, whose headers are all there");
        assert_eq!(found.words.read("yes").unwrap(), monitor_model::Verdict::Fail);
        let faults = find(&header(&["M", "V", "W"]), None, &settings).err().unwrap();
        assert_eq!(faults[0].candidates, ["a", "b"]);
    }
}
