//! The agreement on a record as it was known at an instant, and the entries that have no effect on it.

use chrono::{DateTime, Utc};
use monitor_model::{Deed, Entry, ProgramId, Record};

use super::circle::Circle;
use super::fold::{Agreement, fold};
use super::refusal::Refusal;

/// An entry of the ledger that doesn't count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncounted<'r> {
    /// The entry.
    pub entry: &'r Entry,
    /// Why.
    pub why: Refusal,
}

/// What the ledger's entries about a record come to, as far as they were there at an instant.
#[must_use]
pub fn as_known(program: &ProgramId, record: &Record, now: DateTime<Utc>) -> Agreement {
    let circle = Circle::of(program, &record.enrollment, &record.former_mentors);
    // Whose data were erased later is known by then no more, so that the erasing counts at all times.
    let known = |entry: &&Entry| entry.at <= now || entry.deed == Deed::Forget;
    fold(&circle, record.ledger.iter().filter(known))
}

/// The entries about a record that don't count, by number, as far as they were there at an instant.
#[must_use]
pub fn uncounted<'r>(
    program: &ProgramId,
    record: &'r Record,
    now: DateTime<Utc>,
) -> Vec<Uncounted<'r>> {
    let without = as_known(program, record, now).without_effect;
    let found = without.into_iter().filter_map(|without| {
        let entry = record.ledger.iter().find(|entry| entry.id == without.entry)?;
        Some(Uncounted { entry, why: without.why })
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::fixture::{admin, agree, evaluate, evaluated, ledger};
    use crate::assess::fixture::{day, program};
    use monitor_model::Verdict::{Fail, Pass};

    #[test]
    fn what_does_not_count_is_known_from_its_own_day_on() {
        let mut record = evaluated(Pass).records.remove(0);
        record.ledger =
            ledger(vec![evaluate(Pass), (admin(), evaluate(Pass).1), agree(1), evaluate(Fail)]);
        let at = |n| {
            let found = uncounted(&program().id, &record, day(n));
            found.iter().map(|one| one.entry.id.0).collect::<Vec<_>>()
        };
        assert_eq!(at(1), [0; 0]);
        assert_eq!(at(2), [2]);
        assert_eq!(at(3), [2]);
        assert_eq!(at(4), [2, 3], "the verdict became another, and what was decided on it is void");
    }
}
