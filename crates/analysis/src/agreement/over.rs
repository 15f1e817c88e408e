//! Whose program is over before its last period: standings, what dates ask of people, reminders and statistics rest on the same answer.

use std::collections::BTreeMap;

use monitor_model::{Assessment, EnrollmentKey, Period, PeriodId, Program, Verdict};

use super::fold::Agreement;

/// Why nothing is waited for in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Over {
    /// The mentee has left, as a mentor said in whichever period.
    Left,
    /// A mentor failed an earlier period, and nobody said anything of a period since.
    Failed,
}

/// What was said of every period of a program about one mentee, in the program's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Course(Vec<Option<Verdict>>);

impl Course {
    /// Takes the verdicts from the ledger's state.
    pub(crate) fn of<'p>(periods: impl Iterator<Item = &'p PeriodId>, known: &Agreement) -> Self {
        Self(periods.map(|period| known.of(period).verdict()).collect())
    }

    /// The verdict on the period with this number.
    pub(crate) fn verdict(&self, n: usize) -> Option<Verdict> {
        self.0.get(n).copied().flatten()
    }

    /// Whether there is any verdict.
    pub(crate) fn is_begun(&self) -> bool {
        self.0.iter().any(Option::is_some)
    }

    /// Whether nothing is waited for in the period with this number. A mentor who says anything of a period after a failed one shows
    /// that the mentee goes on.
    pub(crate) fn over(&self, n: usize) -> Option<Over> {
        if self.0.contains(&Some(Verdict::Withdraw)) {
            return Some(Over::Left);
        }
        let latest = self.0.iter().take(n.saturating_add(1)).rev().flatten().next();
        let failed = latest == Some(&Verdict::Fail) && self.verdict(n).is_none();
        failed.then_some(Over::Failed)
    }
}

/// The courses of all mentees of a program, from assessments of whichever periods.
#[derive(Debug)]
pub(crate) struct Courses<'a> {
    periods: &'a [Period],
    of: BTreeMap<&'a EnrollmentKey, Course>,
}

impl<'a> Courses<'a> {
    pub(crate) fn of(program: &'a Program, assessments: &'a [Assessment]) -> Self {
        let mut courses = Self { periods: &program.periods, of: BTreeMap::new() };
        for assessment in assessments {
            let n = courses.number(&assessment.period.id);
            let course = courses.of.entry(&assessment.enrollment.key).or_default();
            let many = course.0.len().max(n + 1);
            course.0.resize(many, None);
            if let Some(verdict) = course.0.get_mut(n) {
                *verdict = assessment.agreement.verdict();
            }
        }
        courses
    }

    /// Whether nothing is waited for in the period of an assessment.
    pub(crate) fn over(&self, of: &Assessment) -> Option<Over> {
        self.of.get(&of.enrollment.key)?.over(self.number(&of.period.id))
    }

    /// One that the program does not have stands behind all that it has.
    fn number(&self, period: &PeriodId) -> usize {
        let known = self.periods.iter().position(|known| known.id == *period);
        known.unwrap_or(self.periods.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use monitor_model::Verdict::{Extend, Fail, Pass, Withdraw};

    #[test]
    fn a_fail_or_a_withdrawal_ends_it_and_a_later_word_goes_on() {
        let (left, failed) = (Some(Over::Left), Some(Over::Failed));
        for (said, expected) in [
            ([None, None, None], [None, None, None]),
            ([Some(Pass), None, None], [None, None, None]),
            ([Some(Fail), None, None], [None, failed, failed]),
            ([Some(Fail), Some(Extend), None], [None, None, None]),
            ([Some(Fail), Some(Pass), None], [None, None, None]),
            ([Some(Fail), None, Some(Pass)], [None, failed, None]),
            ([Some(Pass), Some(Fail), None], [None, None, failed]),
            ([None, Some(Withdraw), None], [left, left, left]),
            ([Some(Fail), Some(Withdraw), None], [left, left, left]),
        ] {
            let course = Course(said.to_vec());
            assert_eq!([0, 1, 2].map(|n| course.over(n)), expected, "{said:?}");
        }
    }
}
