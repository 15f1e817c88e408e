//! The figures of several programs together.

use std::collections::BTreeSet;

use monitor_model::Count;

use super::ProgramStatistics;
use crate::observed::whole;

/// The figures of several programs together. Enrollments are added up, so that somebody who took part twice counts twice; mentors
/// and projects are counted once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// Enrollments.
    pub mentees: u32,
    /// Distinct mentors, compared without case.
    pub mentors: u32,
    /// Distinct projects; not complete where a roster doesn't name the project of every mentee.
    pub projects: Count,
}

impl Totals {
    /// The totals of programs.
    #[must_use]
    pub fn of(programs: &[ProgramStatistics]) -> Self {
        let mentors: BTreeSet<&String> = programs.iter().flat_map(|of| &of.mentors).collect();
        let named = programs.iter().filter_map(|of| of.projects.as_ref());
        let projects: BTreeSet<&String> = named.flatten().collect();
        Self {
            mentees: programs.iter().fold(0, |sum, of| sum.saturating_add(of.mentees)),
            mentors: whole(mentors.len()),
            projects: Count {
                seen: whole(projects.len()),
                complete: programs.iter().all(|of| of.projects.is_some()),
            },
        }
    }

    /// A sum of counts: complete where every one is.
    #[must_use]
    pub fn sum(counts: impl IntoIterator<Item = Count>) -> Count {
        let none = Count { seen: 0, complete: true };
        counts.into_iter().fold(none, |sum, count| Count {
            seen: sum.seen.saturating_add(count.seen),
            complete: sum.complete && count.complete,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::{cohort, day};
    use crate::statistics;

    #[test]
    fn a_mentor_of_two_programs_counts_once_and_a_mentee_twice() {
        let mut all = [0, 1].map(|_| statistics(&cohort(["ada", "bo"]), day(9)));
        let totals = Totals::of(&all);
        assert_eq!((totals.mentees, totals.mentors), (4, 1));
        assert_eq!(totals.projects.to_string(), "?");
        all[0].projects = Some(["beam".to_owned(), "lens".to_owned()].into());
        assert_eq!(Totals::of(&all).projects.to_string(), "2+");
        all[1].projects = Some(["beam".to_owned()].into());
        assert_eq!(Totals::of(&all).projects.to_string(), "2");
        assert_eq!(Totals::sum([]).to_string(), "0");
    }
}
