//! Why an item, or a mentee's work, is or is not counted: what is known of it, and what is missing.
//!
//! [`Asked`] says which item a text names. [`item`] explains an item that is known or not; [`mentee`] explains everything that
//! is known of one mentee. Both give an [`Explanation`]: facts, which `monitor-report` puts into sentences.

mod asked;
mod clue;
mod gaps;
mod reason;
mod why;

mod known;
mod person;
mod repeats;
mod unknown;

mod alone;

use chrono::{DateTime, Utc};
use monitor_model::{Cohort, Item, ItemFacts, Record, named};

pub use alone::item_for;
pub use asked::Asked;
pub use clue::{Clue, Of};
pub use reason::Reason;
pub use why::{Deed, Side, Why};

named! {
    /// Whether it counts.
    Verdict {
        /// It counts as work for the project.
        Counts = "counts",
        /// It counts, but outside the scope.
        OutsideScope = "outside-scope",
        /// It is known, and counts for no period.
        NotCounted = "not-counted",
        /// It is not known.
        Unknown = "unknown",
    }
}

/// Why an item, or a mentee's work, is or is not counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What was asked about: the URLs that the text may mean, or the mentee.
    pub about: About,
    /// Whether it counts.
    pub verdict: Verdict,
    /// What that rests on, what counts first. Never empty.
    pub clues: Vec<Clue>,
}

/// What is explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// An item that is known.
    Item(Item),
    /// An item that is not known, by what was asked.
    Unknown(Asked),
    /// A mentee, by login or key.
    Mentee(String),
}

/// Explains an item from what the store knows of it and of everybody.
#[must_use]
pub fn item(
    asked: &Asked,
    facts: Option<&ItemFacts>,
    cohorts: &[Cohort],
    now: DateTime<Utc>,
) -> Explanation {
    let (about, clues, otherwise) = match facts.map(|facts| (facts, facts.part_of.as_ref())) {
        Some((facts, _)) if !facts.contributions.is_empty() => {
            let clues = known::clues(facts, cohorts, now);
            (About::Item(facts.item.clone()), clues, Verdict::NotCounted)
        }
        Some((facts, Some(whole))) => {
            let clues = repeats::clues(whole, cohorts, now);
            (About::Item(facts.item.clone()), clues, Verdict::NotCounted)
        }
        _ => {
            let clues = unknown::clues(asked, cohorts, now);
            (About::Unknown(asked.clone()), clues, Verdict::Unknown)
        }
    };
    Explanation { about, verdict: verdict(&clues, otherwise), clues: clue::together(clues) }
}

/// Explains a mentee, found by login (of now or of the roster) or by key; `None` where nobody is meant.
#[must_use]
pub fn mentee(text: &str, cohorts: &[Cohort], now: DateTime<Utc>) -> Option<Explanation> {
    let meant: Vec<(&Cohort, &Record)> = person::find(text, cohorts);
    let (_, first) = meant.first()?;
    let about = About::Mentee(clue::called(&first.enrollment));
    let clues = person::clues(&meant, now);
    let anything = meant.iter().any(|(_, record)| !record.contributions.is_empty());
    let otherwise = if anything { Verdict::NotCounted } else { Verdict::Unknown };
    Some(Explanation { about, verdict: verdict(&clues, otherwise), clues: clue::together(clues) })
}

/// The best that any clue says.
fn verdict(clues: &[Clue], otherwise: Verdict) -> Verdict {
    clues.iter().filter_map(|clue| clue.why.verdict()).min().unwrap_or(otherwise)
}

#[cfg(test)]
mod tests;
