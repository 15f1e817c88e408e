//! What mentors, mentees and the administrator do in the demo. The story is two files: the export of a form, and the commands
//! that people type, each with its instant. They run through the code of these commands; nothing is written around it.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use clap::Parser;

use super::play::broken;
use crate::args::{Arguments, Command, Import};
use crate::commands::acts::instant;
use crate::commands::{decide, evaluate, evidence, import_evaluations};
use crate::exit::{Exit, Failure};
use crate::files;
use crate::settings::Settings;

/// What people type.
const ACTS: &str = include_str!("../../../../../fixtures/demo/acts.txt");
/// What mentors answered in the form.
const FORM: &str = include_str!("../../../../../fixtures/demo/evaluations.csv");

/// Everything that people do, in order of time.
pub(super) struct Story {
    acts: Vec<Typed>,
    fixtures: PathBuf,
}

/// Some of what people do.
pub(super) type Acts<'s> = &'s [Typed];

impl Story {
    /// Puts the form's export into a folder, and reads what people do.
    pub(super) fn read(fixtures: PathBuf) -> Result<Self, Failure> {
        files::write(&fixtures.join("evaluations.csv"), FORM)?;
        Ok(Self { acts: acts(ACTS)?, fixtures })
    }

    /// What people do before an instant, and what they do from then on.
    pub(super) fn around(&self, instant: DateTime<Utc>) -> (Acts<'_>, Acts<'_>) {
        self.acts.split_at(self.acts.partition_point(|act| act.at < instant))
    }

    /// Lets people act, each in their turn.
    pub(super) fn tell(&self, acts: Acts<'_>, settings: &Settings) -> Result<(), Failure> {
        for act in acts {
            let typed = Arguments::try_parse_from(&act.words).map_err(|_| broken())?;
            let said = done(typed.command, &self.fixtures, &settings.at(act.at))?;
            // What follows after a blank line explains it to whoever typed it.
            settings.note(said.split("\n\n").next().unwrap_or_default());
        }
        Ok(())
    }
}

/// A command that somebody types.
pub(super) struct Typed {
    at: DateTime<Utc>,
    words: Vec<String>,
}

/// One act a paragraph: an instant, and a command that may go on in the next lines; what begins with `#` is told to the reader.
fn acts(text: &str) -> Result<Vec<Typed>, Failure> {
    let told: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let told = told.join("\n");
    let paragraphs = told.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let act = |paragraph: &str| {
        let (at, command) = paragraph.split_once(' ').ok_or_else(broken)?;
        Ok(Typed { at: instant(at, "at")?, words: words(command) })
    };
    paragraphs.map(act).collect()
}

/// The words of a command; what stands between quotation marks is one.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    let of = |(n, part): (usize, &str)| match n % 2 {
        1 => vec![part.split_whitespace().collect::<Vec<_>>().join(" ")],
        _ => part.split_whitespace().map(str::to_owned).collect(),
    };
    parts.flat_map(of).collect()
}

/// Does what somebody typed, and gives what the command says.
fn done(command: Command, fixtures: &Path, settings: &Settings) -> Result<String, Failure> {
    match command {
        Command::Import(Import::Evaluations(mut of)) => {
            of.file = fixtures.join(&of.file);
            match import_evaluations::act(&of, settings)? {
                (text, problems) if problems.is_empty() => Ok(text),
                (_, problems) => Err(Failure { exit: Exit::Failed, problems }),
            }
        }
        Command::Evaluate(of) => evaluate::act(&of, settings),
        Command::Evidence(of) => evidence::act(&of, settings),
        Command::Decide(of) => decide::act(&of, settings),
        _ => Err(broken()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_an_act() {
        let text = "# told\n\n# told, too\n2026-04-14T10:00Z one \"two\n  three\"\n  four\n\n2026-04-15T10:00Z five\n";
        let acts = acts(text).unwrap();
        let words: Vec<_> = acts.iter().map(|act| act.words.join("|")).collect();
        assert_eq!(words, ["one|two three|four", "five"]);
        assert!(super::acts("yesterday one").is_err() && super::acts("2026-04-14").is_err());
    }

    #[test]
    fn people_act_one_after_the_other_and_say_who_they_are() {
        let acts = acts(ACTS).unwrap();
        assert!(acts.is_sorted_by_key(|act| act.at));
        for act in acts {
            let words = act.words.join(" ");
            assert!(words.starts_with("mentorship-monitor "), "{words}");
            assert!(words.contains(" --as ") || words.contains(" import "), "{words}");
            Arguments::try_parse_from(&act.words).unwrap();
        }
    }
}
