//! A commit that nobody is given, because it repeats a pull request's own work.

use chrono::{DateTime, Utc};
use monitor_model::{Cohort, ItemUrl};

use super::clue::{Clue, Of};
use super::gaps;
use super::why::Why;

/// Says which pull request it repeats, of every mentee who has a part in that; of nobody where none has.
pub(super) fn clues(whole: &ItemUrl, cohorts: &[Cohort], now: DateTime<Utc>) -> Vec<Clue> {
    let why = |counts| Why::Repeats { pull_request: whole.clone(), counts };
    let mut clues = Vec::new();
    for cohort in cohorts {
        for record in &cohort.records {
            let on_it = || record.contributions.iter().filter(|c| c.item.url == *whole);
            if on_it().next().is_none() {
                continue;
            }
            let periods = gaps::periods(cohort, record, now);
            let is_in = |at| periods.iter().any(|period| period.window.contains(at));
            let counts = on_it().any(|c| is_in(c.when.anchor()));
            clues.push(Clue { of: Some(Of::one(cohort, record)), why: why(counts) });
        }
    }
    if clues.is_empty() {
        clues.push(Clue { of: None, why: why(false) });
    }
    clues
}
