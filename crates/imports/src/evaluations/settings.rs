//! `config/evaluations.toml`: words that mean verdicts, and the forms that a program uses.

use monitor_model::Verdict;
use serde::Deserialize;
use toml::Spanned;

use super::fold::quote;
use super::form::{Field, Form};
use super::problem::{EvaluationProblem, Fault};
use super::times::DateOrder;
use super::verdicts::Words;

/// What a program knows of its forms. The default knows the common words and no form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub(super) words: Words,
    pub(super) forms: Vec<Form>,
}

impl Settings {
    /// Reads the file. Its words are added to the common ones, and win where both know one. `file` is only shown.
    ///
    /// # Errors
    /// Every problem of the text; only the first where it is no TOML.
    pub fn from_toml(file: &str, text: &str) -> Result<Self, Vec<EvaluationProblem>> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let line = |at: usize| 1 + text.bytes().take(at).filter(|&b| b == b'\n').count();
        let wire: WireSettings = toml::from_str(text).map_err(|error| {
            let hint =
                "correct the file; see the comments in config/evaluations.toml as it is shipped";
            let at = error.span().map_or(0, |span| span.start);
            vec![Fault::new("", error.message().trim(), hint).at(file, line(at))]
        })?;
        let mut faults = Vec::new();
        let words = wire.verdicts.words(&mut faults).over(&Words::default());
        let mut forms: Vec<Form> = Vec::new();
        for spanned in wire.form {
            let at = spanned.span().start;
            let form = spanned.into_inner().form(at, &mut faults);
            if forms.iter().any(|other| other.name == form.name) {
                let says = format!("there are two forms {}", quote(&form.name));
                faults.push((at, Fault::new(&form.name, says, "rename one of them")));
            }
            forms.push(form);
        }
        if faults.is_empty() {
            return Ok(Self { words, forms });
        }
        let mut problems: Vec<_> =
            faults.into_iter().map(|(at, fault)| fault.at(file, line(at))).collect();
        problems.sort();
        Err(problems)
    }

    /// The form with this name.
    #[must_use]
    pub fn form(&self, name: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.name == name)
    }

    /// The forms, in the order of the file.
    #[must_use]
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }
}

/// Faults with the byte where they stand.
type Faults = Vec<(usize, Fault)>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireSettings {
    #[serde(default)]
    verdicts: WireWords,
    #[serde(default)]
    form: Vec<Spanned<WireForm>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WireWords {
    pass: Vec<Spanned<String>>,
    fail: Vec<Spanned<String>>,
    extend: Vec<Spanned<String>>,
    withdraw: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireForm {
    name: String,
    mentee: Option<String>,
    project: Option<String>,
    verdict: Option<String>,
    note: Option<OneOrMany>,
    mentor: Option<String>,
    time: Option<String>,
    dates: Option<String>,
    #[serde(default)]
    verdicts: WireWords,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl WireWords {
    fn words(self, faults: &mut Faults) -> Words {
        let lists = [
            (Verdict::Pass, self.pass),
            (Verdict::Fail, self.fail),
            (Verdict::Extend, self.extend),
            (Verdict::Withdraw, self.withdraw),
        ];
        let mut words = Words::none();
        for (verdict, list) in lists {
            for word in list {
                let at = word.span().start;
                let word = word.into_inner();
                let says = match words.add(&word, verdict) {
                    Ok(()) => continue,
                    Err(None) => format!("a word for `{verdict}` is empty"),
                    Err(Some(other)) => {
                        format!("{} means both `{other}` and `{verdict}`", quote(&word))
                    }
                };
                faults.push((at, Fault::new(&word, says, "keep it in one list only")));
            }
        }
        words
    }
}

impl WireForm {
    fn form(self, at: usize, faults: &mut Faults) -> Form {
        let mut form = Form::named(self.name);
        let mut wrong = Vec::new();
        let notes = match self.note {
            None => Vec::new(),
            Some(OneOrMany::One(header)) => vec![header],
            Some(OneOrMany::Many(headers)) => headers,
        };
        let single = [
            (Field::Mentee, self.mentee),
            (Field::Project, self.project),
            (Field::Verdict, self.verdict),
            (Field::Mentor, self.mentor),
            (Field::Time, self.time),
        ];
        let single = single.into_iter().filter_map(|(field, header)| Some((field, header?)));
        for (field, header) in single.chain(notes.into_iter().map(|header| (Field::Note, header))) {
            wrong.extend(form.column(field, &header).err());
        }
        match self.dates.as_deref().map(str::parse::<DateOrder>) {
            Some(Ok(order)) => form.dates = Some(order),
            Some(Err(error)) => wrong.push(error.to_string()),
            None => {}
        }
        form.words = self.verdicts.words(faults);
        wrong.extend(form.lacks());
        for says in wrong {
            let says = format!("form {}: {says}", quote(&form.name));
            let hint = "write the headers as the file has them, like `verdict = \"Result\"`";
            faults.push((at, Fault::new(&form.name, says, hint)));
        }
        form
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHIPPED: &str = include_str!("../../../../config/evaluations.toml");

    #[test]
    fn the_shipped_file_is_an_example_and_changes_no_word() {
        let shipped = Settings::from_toml("config/evaluations.toml", SHIPPED).unwrap();
        assert_eq!(shipped.words, Words::default());
        assert_eq!(shipped.forms.len(), 0, "the examples are commented out");
    }

    #[test]
    fn the_examples_of_the_shipped_file_can_be_read() {
        let plain = |line: &str| line.strip_prefix("#: ").unwrap_or(line).to_owned();
        let text: Vec<_> = SHIPPED.lines().map(plain).collect();
        let settings = Settings::from_toml("e.toml", &text.join("\n")).unwrap();
        let names: Vec<_> = settings.forms().iter().map(Form::name).collect();
        assert_eq!(names, ["google-final", "lfx"]);
        assert_eq!(settings.form("google-final").unwrap().dates, Some(DateOrder::MonthFirst));
        assert!(settings.form("none").is_none());
    }

    #[test]
    fn every_problem_is_named_with_its_line() {
        let text = "[verdicts]\npass = [\"ok\"]\nfail = [\"OK!\", \"\"]\n[[form]]\nname = \"a\"\ndates = \"x\"\n\n[[form]]\nname = \"a\"\nmentee = \"M\"\nverdict = \"V\"\n";
        let problems = Settings::from_toml("e.toml", text).unwrap_err();
        let shown: Vec<_> = problems.iter().map(|p| (p.place.line, p.says.as_str())).collect();
        assert_eq!(
            shown,
            [
                (3, "a word for `fail` is empty"),
                (3, "`OK!` means both `pass` and `fail`"),
                (4, "form `a`: `x` is none of: month/day/year, day/month/year, year/month/day"),
                (4, "form `a`: no column is named for `mentee` or `project`"),
                (4, "form `a`: no column is named for `verdict`"),
                (8, "there are two forms `a`"),
            ]
        );
        let problems = Settings::from_toml("e.toml", "\nverdict = 1\n").unwrap_err();
        assert_eq!((problems.len(), problems[0].place.line), (1, 2));
    }
}
