//! An item as one mentee is told of it: what bears on them, and nothing about other mentees.

use chrono::{DateTime, Utc};
use monitor_model::{Cohort, EnrollmentKey, ItemFacts, Program, Record};

use super::asked::Asked;
use super::clue::{Clue, Of};
use super::why::Why;
use super::{About, Explanation, Verdict, item};
use crate::absence;

/// Explains an item to a mentee of the program; `None` where the program has no such mentee. Of an item that is somebody else's
/// it says that it is, and not whose.
#[must_use]
pub fn item_for(
    key: &EnrollmentKey,
    asked: &Asked,
    facts: Option<&ItemFacts>,
    cohort: &Cohort,
    now: DateTime<Utc>,
) -> Option<Explanation> {
    let index = cohort.records.iter().position(|record| record.enrollment.key == *key)?;
    let alone = alone(cohort, index)?;
    let record = alone.records.first()?;
    let theirs = facts.map(|facts| of_mentee(facts, record));
    if let (Some(all), Some(theirs)) = (facts, &theirs)
        && theirs.contributions.is_empty()
        && !all.contributions.is_empty()
    {
        let clues = vec![Clue { of: Some(Of::one(&alone, record)), why: Why::NotTheirs }];
        let about = About::Item(all.item.clone());
        return Some(Explanation { about, verdict: Verdict::NotCounted, clues });
    }
    let mut explanation = item(asked, theirs.as_ref(), std::slice::from_ref(&alone), now);
    // What is known of a repository is known from everybody who works there.
    let of_repository = |clue: &Clue| matches!(clue.why, Why::RepositoryUnknown { .. });
    let known = item(asked, facts, std::slice::from_ref(cohort), now);
    explanation.clues.retain(|clue| !of_repository(clue));
    explanation.clues.extend(known.clues.into_iter().filter(of_repository));
    Some(explanation)
}

/// The cohort as if it had this record alone. What nameless answers say of it is worked out before.
fn alone(cohort: &Cohort, index: usize) -> Option<Cohort> {
    let mut record = cohort.records.get(index)?.clone();
    record.coverage.extend(absence::explain(cohort).into_iter().nth(index).unwrap_or_default());
    let enrollments = vec![record.enrollment.clone()];
    let program = Program { enrollments, ..cohort.program.clone() };
    Some(Cohort { program, records: vec![record], unattributed: Vec::new(), removed: 0 })
}

/// What the mentee, or whoever has their login now, did on the item.
fn of_mentee(facts: &ItemFacts, record: &Record) -> ItemFacts {
    let mine = record.contributions.iter().any(|c| c.item.url == facts.item.url);
    let login = record.enrollment.mentee.login();
    let mut facts = facts.clone();
    facts.contributions.retain(|fact| mine || Some(&fact.by) == login);
    facts
}
