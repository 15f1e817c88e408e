//! The rows of a review in figures.

use super::{Concern, Row};
use crate::record::Record;

/// The rows of a review in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// All rows.
    pub mentees: usize,
    /// Rows that need attention.
    pub attention: usize,
    /// Rows that are worth a look.
    pub notice: usize,
    /// Rows with no finding, or only such as most mentees have or as are good to know.
    pub rest: usize,
    /// Of those, the rows with a finding that most have.
    pub shared: usize,
    /// Rows with at least one contribution.
    pub present: usize,
    /// Rows of which everything public was seen, and there is nothing.
    pub nothing: usize,
    /// Rows of which no contribution was seen, though something may exist.
    pub unseen: usize,
    /// Rows whose period has not begun.
    pub not_begun: usize,
    /// Rows whose login is of no use.
    pub unresolved: usize,
    /// Rows with complete coverage of every stream.
    pub complete: usize,
    /// Weeks of mentees of which anything was seen.
    pub weeks_seen: u64,
    /// Weeks of mentees that have begun.
    pub weeks: u64,
    /// Contributions dated so coarsely that they may belong to the period before or after.
    pub straddling: u64,
}

impl Summary {
    pub(super) fn of(rows: &[Row<'_>]) -> Self {
        let count =
            |wanted: &dyn Fn(&Row<'_>) -> bool| rows.iter().filter(|row| wanted(row)).count();
        let sum = |of: fn(&Row<'_>) -> u32| rows.iter().map(|row| u64::from(of(row))).sum();
        Self {
            mentees: rows.len(),
            attention: count(&|r| r.concern == Concern::Attention),
            notice: count(&|r| r.concern == Concern::Notice),
            rest: count(&|r| r.concern == Concern::None),
            shared: count(&|r| r.shares_only()),
            present: count(&|r| r.record == Record::Present),
            nothing: count(&|r| r.record == Record::Nothing),
            unseen: count(&|r| r.record == Record::Unseen),
            not_begun: count(&|r| r.record == Record::NotBegun),
            unresolved: count(&|r| r.is_unresolved()),
            complete: count(&|r| r.assessment.coverage.is_complete()),
            weeks_seen: sum(|r| r.assessment.coverage.weeks_seen),
            weeks: sum(|r| r.assessment.coverage.weeks),
            straddling: sum(|r| r.assessment.activity.straddling),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Review, fixture};

    #[test]
    fn every_row_is_counted_once_by_concern_and_once_by_record() {
        let (program, assessments) = (fixture::program(), fixture::assessments());
        let review =
            Review::new(&program, &program.periods[0], &assessments, fixture::as_of(), vec![]);
        let s = review.summary;
        assert_eq!(s.attention + s.notice + s.rest, s.mentees);
        assert_eq!(s.present + s.nothing + s.unseen + s.not_begun, s.mentees);
        assert_eq!((s.mentees, s.nothing, s.not_begun, s.unresolved), (assessments.len(), 1, 1, 1));
        assert!(s.weeks_seen < s.weeks);
        assert_eq!(Summary::of(&[]), Summary::default());
    }
}
