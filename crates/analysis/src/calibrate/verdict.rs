//! What became of mentees: who passed and who failed, as far as that is public.

use std::collections::BTreeMap;

use monitor_model::{EnrollmentKey, PeriodId, ProgramId, named};

use super::share::Share;

named! {
    /// What an evaluation said.
    Verdict {
        /// The mentee passed.
        Passed = "pass",
        /// The mentee failed.
        Failed = "fail",
    }
}

/// The verdicts of mentees' periods, as far as they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdicts {
    /// Those that are known one by one.
    pub known: BTreeMap<(ProgramId, EnrollmentKey, PeriodId), Verdict>,
    /// Of all others: how many of them failed, all others having passed, and who is not public. `None` where nothing is known of
    /// them; then they are left out.
    pub others_failed: Option<u32>,
}

/// The verdicts of a group of cases.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    /// Known to have passed.
    pub(super) passed: u32,
    /// Known to have failed.
    pub(super) failed: u32,
    /// One or the other.
    pub(super) open: u32,
}

impl Group {
    /// The verdicts of some cases.
    pub(super) fn of(verdicts: impl Iterator<Item = Option<Verdict>>) -> Self {
        verdicts.fold(Self::default(), |mut group, verdict| {
            *match verdict {
                Some(Verdict::Passed) => &mut group.passed,
                Some(Verdict::Failed) => &mut group.failed,
                None => &mut group.open,
            } += 1;
            group
        })
    }

    /// All cases of the group.
    pub(super) const fn all(&self) -> u32 {
        self.passed + self.failed + self.open
    }

    /// How many of the group failed, where so many of the open cases of `everybody` did.
    pub(super) fn failed(&self, everybody: &Self, others_failed: u32) -> Share {
        let elsewhere = everybody.open.saturating_sub(self.open);
        Share {
            least: self.failed + others_failed.saturating_sub(elsewhere).min(self.open),
            most: self.failed + others_failed.min(self.open),
            of: self.all(),
        }
    }

    /// How many of the group passed.
    pub(super) fn passed(&self, everybody: &Self, others_failed: u32) -> Share {
        let failed = self.failed(everybody, others_failed);
        Share { least: failed.of - failed.most, most: failed.of - failed.least, of: failed.of }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_public_leaves_a_range() {
        let everybody = Group { passed: 3, failed: 2, open: 10 };
        for (group, others_failed, failed) in [
            (Group { passed: 1, failed: 1, open: 4 }, 0, (1, 1)),
            (Group { passed: 1, failed: 1, open: 4 }, 1, (1, 2)),
            (Group { passed: 1, failed: 1, open: 4 }, 8, (3, 5)),
            (Group { passed: 1, failed: 1, open: 4 }, 10, (5, 5)),
            (everybody, 7, (9, 9)),
            (Group { passed: 0, failed: 0, open: 0 }, 7, (0, 0)),
        ] {
            let found = group.failed(&everybody, others_failed);
            assert_eq!((found.least, found.most), failed, "{group:?} {others_failed}");
            let passed = group.passed(&everybody, others_failed);
            assert_eq!(passed.least + found.most, group.all());
            assert_eq!(passed.most + found.least, group.all());
        }
    }
}
