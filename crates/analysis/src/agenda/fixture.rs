//! Any small program with any calendars, verdicts and disputes, for the laws of the agenda and of reminders.

use chrono::{DateTime, TimeDelta, Utc};
use monitor_model::{
    Actor, Assessment, Cohort, Deed, Doer, EntryId, Period, PeriodId, Verdict, Window,
};
use proptest::prelude::*;

use crate::agreement::fixture::{admin, entry, hedy};
use crate::assess::fixture::{cohort, day, program};
use crate::{Standards, assess};

/// What somebody said or decided of a period, and on which hour of the program.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) mentee: usize,
    pub(crate) period: usize,
    pub(crate) hour: i64,
    pub(crate) what: What,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum What {
    Verdict(Verdict),
    /// More time: days of work and days from the program's first day to the due day.
    More(u64, u64),
    /// A dispute of the latest verdict, to be answered within so many hours.
    Dispute(i64),
    /// A resolution of the latest dispute.
    Resolve,
}

/// Mentees of a program with own dates from the roster, and a ledger.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    pub(crate) mentees: usize,
    /// For each of some: a period, and the days by which the window is later.
    pub(crate) own: Vec<(usize, usize, u64)>,
    pub(crate) said: Vec<Said>,
}

const NAMES: [&str; 4] = ["ada", "bo", "cleo", "dov"];

pub(crate) fn hour(n: i64) -> DateTime<Utc> {
    day(0) + TimeDelta::hours(n)
}

/// The periods of the program.
pub(crate) fn periods() -> Vec<Period> {
    program().periods
}

impl Scene {
    /// The cohort; what does not fit what was said before has no effect, as everywhere.
    pub(crate) fn cohort(&self) -> Cohort {
        let mut cohort = cohort(NAMES);
        cohort.records.truncate(self.mentees);
        for &(mentee, period, later) in &self.own {
            let of = &periods()[period];
            let record = &mut cohort.records[mentee % self.mentees];
            let days = |n: u64| TimeDelta::days(i64::try_from(n).unwrap());
            let window = Window::new(of.window.from() + days(later), of.window.to() + days(later));
            record.enrollment.own_windows.insert(of.id.clone(), window.unwrap());
        }
        let mut said = self.said.clone();
        said.sort_by_key(|said| said.hour);
        for (said, n) in said.iter().zip(1..) {
            let record = &mut cohort.records[said.mentee % self.mentees];
            let latest = |of: fn(&Deed) -> bool| {
                record.ledger.iter().rev().find(|e| of(&e.deed)).map_or(EntryId(1), |e| e.id)
            };
            let verdict = latest(|deed| matches!(deed, Deed::Evaluate { .. }));
            let dispute = latest(|deed| matches!(deed, Deed::Dispute { .. }));
            let (by, deed) = deed(said, verdict, dispute);
            let mut entry = entry(n, hour(said.hour), by, deed);
            entry.about = record.enrollment.key.clone();
            record.ledger.push(entry);
        }
        let enrollments = cohort.records.iter().map(|record| record.enrollment.clone());
        cohort.program.enrollments = enrollments.collect();
        cohort
    }

    /// The assessments of every period.
    pub(crate) fn assessments(&self, now: DateTime<Utc>) -> Vec<Assessment> {
        let (cohort, standards) = (self.cohort(), Standards::default());
        let of = |period: Period| assess(&cohort, &period.id, &standards, now).unwrap();
        periods().into_iter().flat_map(of).collect()
    }
}

fn deed(said: &Said, verdict: EntryId, dispute: EntryId) -> (Doer, Deed) {
    let period: PeriodId = periods()[said.period].id.clone();
    match said.what {
        What::Verdict(verdict) => (hedy(), Deed::Evaluate { period, verdict }),
        What::More(work, due) => {
            let window = Window::new(periods()[said.period].window.from(), day(work)).unwrap();
            (admin(), Deed::Extend { period, window, due: day(work + due) })
        }
        What::Dispute(hours) => {
            let (criterion, answer_by) = ("work-shown".to_owned(), hour(said.hour + hours));
            (admin(), Deed::Dispute { period, on: verdict, criterion, answer_by })
        }
        What::Resolve => {
            (Doer { role: Actor::Administrator, ..admin() }, Deed::Resolve { period, on: dispute })
        }
    }
}

fn said() -> impl Strategy<Value = Said> {
    let what = prop_oneof![
        4 => prop::sample::select(Verdict::ALL).prop_map(What::Verdict),
        2 => (43..60_u64, 0..20_u64).prop_map(|(work, due)| What::More(work, due)),
        3 => (1..400_i64).prop_map(What::Dispute),
        1 => Just(What::Resolve),
    ];
    (0..4_usize, 0..2_usize, 0..2_400_i64, what).prop_map(|(mentee, period, hour, what)| Said {
        mentee,
        period,
        hour,
        what,
    })
}

pub(crate) fn scene() -> impl Strategy<Value = Scene> {
    let own = (0..4_usize, 0..2_usize, 0..15_u64);
    (1..=4_usize, prop::collection::vec(own, 0..3), prop::collection::vec(said(), 0..9))
        .prop_map(|(mentees, own, said)| Scene { mentees, own, said })
}
