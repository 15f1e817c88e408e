//! Why an item, or a mentee's work, is or is not counted, in sentences; and what would make it count.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use monitor_analysis::explain::{About, Clue, Explanation, Of, Verdict};

use crate::{Format, RenderError, Style};

mod deeds;
mod json;
mod remedies;
mod sentences;
mod text;

/// An explanation in sentences.
#[derive(Clone, Debug)]
pub struct Explain<'a> {
    /// The facts.
    pub explanation: &'a Explanation,
    /// The instant as of which it was explained.
    pub as_of: DateTime<Utc>,
    /// Whether it counts, in a sentence.
    pub verdict: &'static str,
    /// What that rests on.
    pub points: Vec<Point<'a>>,
    /// What stands above the end: that it counts and where, or what would make it count.
    pub end: End,
}

/// One sentence of an explanation.
#[derive(Clone, Debug)]
pub struct Point<'a> {
    /// The reason that it puts into words.
    pub clue: &'a Clue,
    /// The sentence.
    pub says: String,
}

/// How an explanation ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// It counts, and here is where.
    Counts(Vec<String>),
    /// What would make it, or more of it, count.
    WouldCount(Vec<String>),
}

/// The formats of an explanation.
const FORMATS: &[Format] = &[Format::Table, Format::Json];

impl<'a> Explain<'a> {
    /// Puts an explanation into sentences.
    #[must_use]
    pub fn new(explanation: &'a Explanation, as_of: DateTime<Utc>) -> Self {
        let point = |clue: &'a Clue| Point { clue, says: sentences::says(&clue.why, zone(clue)) };
        Self {
            explanation,
            as_of,
            verdict: verdict(explanation),
            points: explanation.clues.iter().map(point).collect(),
            end: end(explanation),
        }
    }

    /// The explanation as text.
    ///
    /// # Errors
    /// [`RenderError::NoSuchFormat`] for formats other than a table and JSON.
    pub fn render(&self, format: Format, style: Style) -> Result<String, RenderError> {
        match format {
            Format::Table => Ok(text::render(self, style)),
            Format::Json => json::render(self),
            _ => Err(RenderError::NoSuchFormat { view: "an explanation", format, known: FORMATS }),
        }
    }
}

fn zone(clue: &Clue) -> Tz {
    clue.of.as_ref().map_or(Tz::UTC, |of| of.zone)
}

/// The zone of the programs that are named, where they share one; else UTC.
fn shared_zone(explanation: &Explanation) -> Tz {
    let mut zones = explanation.clues.iter().filter_map(|c| c.of.as_ref()).map(|of| of.zone);
    let first = zones.next();
    first.filter(|first| zones.all(|zone| zone == *first)).unwrap_or(Tz::UTC)
}

fn verdict(explanation: &Explanation) -> &'static str {
    let of_mentee = matches!(explanation.about, About::Mentee(_));
    match (explanation.verdict, of_mentee) {
        (Verdict::Counts, false) => "It counts.",
        (Verdict::Counts, true) => "There is work that counts.",
        (Verdict::OutsideScope, false) => "It is listed, but not as work for the project.",
        (Verdict::OutsideScope, true) => "There is work, but none of it is for the project.",
        (Verdict::NotCounted, false) => "It is known, and counts for no period.",
        (Verdict::NotCounted, true) => "There is work, but none of it counts for a period.",
        (Verdict::Unknown, false) => {
            "It is not in the database. That does not mean that it was not done."
        }
        (Verdict::Unknown, true) => {
            "No work is in the database. That does not mean that none was done."
        }
    }
}

fn end(explanation: &Explanation) -> End {
    let item_counts =
        explanation.verdict == Verdict::Counts && !matches!(explanation.about, About::Mentee(_));
    if item_counts {
        return End::Counts(explanation.clues.iter().filter_map(sentences::counts).collect());
    }
    let mut would: Vec<String> = Vec::new();
    let alone = is_about_one(explanation);
    let remedies = explanation.clues.iter().filter_map(|clue| remedies::remedy(clue, alone));
    for remedy in remedies {
        if !would.contains(&remedy) {
            would.push(remedy);
        }
    }
    if would.is_empty() {
        would.push(remedies::NOTHING_TO_DO.to_owned());
    }
    End::WouldCount(would)
}

/// Whether all of it is about one mentee, in whatever programs.
fn is_about_one(explanation: &Explanation) -> bool {
    let mut mentees =
        explanation.clues.iter().filter_map(|c| c.of.as_ref()).flat_map(|of| &of.mentees);
    let first = mentees.next();
    mentees.all(|mentee| Some(mentee) == first)
}

/// Whose work it is: `ada-lumen in lantern-2026`. Of many mentees the first ones are named.
fn whose(of: &Of) -> String {
    const NAMED: usize = 5;
    let named: Vec<&str> = of.mentees.iter().take(NAMED).map(String::as_str).collect();
    let more = of.mentees.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{more} in {}", named.join(", "), of.program)
}

/// What the explanation is about.
fn about(explanation: &Explanation) -> String {
    match &explanation.about {
        About::Item(item) => item.url.to_string(),
        About::Unknown(asked) => {
            asked.urls.iter().map(ToString::to_string).collect::<Vec<_>>().join(" or ")
        }
        About::Mentee(mentee) => mentee.clone(),
    }
}

#[cfg(test)]
mod tests;
