//! Words and forms of the config folder, and what is wrong with a file.

use monitor_imports::evaluations::{EvaluationProblem, Settings as Forms};
use monitor_report::escape::plain;

use crate::exit::{Exit, Failure, Problem};
use crate::files;
use crate::settings::Settings;

/// The words and forms of `evaluations.toml`; the common words alone where there is none.
pub(super) fn forms(settings: &Settings) -> Result<Forms, Failure> {
    let path = settings.config.join("evaluations.toml");
    let shown = path.display().to_string();
    let Some(text) = files::read_if_present(&path)? else {
        settings.trace(|| format!("no `{shown}`, so the common words and headers hold"));
        return Ok(Forms::default());
    };
    Forms::from_toml(&shown, &text).map_err(|problems| Failure {
        exit: Exit::Input,
        problems: problems.iter().map(problem).collect(),
    })
}

/// Nobody has described a form of this name.
pub(super) fn unknown(name: &str, forms: &Forms, settings: &Settings) -> Failure {
    let known: Vec<String> =
        forms.forms().iter().map(|form| format!("`{}`", form.name())).collect();
    let file = settings.config.join("evaluations.toml").display().to_string();
    let hint = match &known[..] {
        [] => format!("`{file}` has none yet; `--map` does without"),
        known => format!("`{file}` has {}", known.join(", ")),
    };
    Failure::input(format!("there is no form `{}`", plain(name)), hint)
}

/// A problem of a row or of the whole file, as it is printed.
pub(super) fn problem(of: &EvaluationProblem) -> Problem {
    let says = format!("{}, line {}: {}", of.place.file, of.place.line, of.says);
    Problem { says, hint: Some(of.hint.clone()) }
}
