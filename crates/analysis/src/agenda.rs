//! The agenda of a program: every date that matters, whom it concerns, and what it still asks of whom.
//!
//! [`agenda`] lists the dates, and [`Asks`] says what a date still asks of people; reminders rest on the same answer, so that nobody is
//! reminded of what the agenda calls settled.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use monitor_model::{Assessment, EnrollmentKey, Period, PeriodId, Program, named};

use crate::agreement::Courses;

pub(crate) mod asks;

pub use asks::Asks;

named! {
    /// What happens at a date.
    Occasion {
        /// The work of a period begins.
        Begins = "begins",
        /// It has ended: the first instant after it.
        Ends = "ends",
        /// The evaluation is due.
        Due = "due",
        /// A mentor's answer to a dispute is due.
        Answer = "answer",
    }
}

/// A date of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// When.
    pub at: DateTime<Utc>,
    /// Of which period.
    pub period: PeriodId,
    /// What happens.
    pub what: Occasion,
    /// Whether it is not the program's own date but that of one enrollment, which started late, left early or got more time.
    pub own: bool,
    /// Whom it concerns, by key. A date of the program is there also where it concerns nobody.
    pub mentees: Vec<Concerned>,
}

impl Date {
    /// Whether it asks nothing of anybody any more.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.mentees.iter().all(|mentee| mentee.asks.is_settled())
    }
}

/// A mentee whom a date concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concerned {
    /// Who.
    pub key: EnrollmentKey,
    /// What the date still asks.
    pub asks: Asks,
}

/// Every date that matters, by time: when the work of each period begins and ends, when evaluations are due, and when answers to
/// disputes are. It takes the assessments of any of the program's periods, in any order, made at `now`.
///
/// Mentees with the same date of the same period share an entry. Dates that are not the program's have an entry for each
/// enrollment, unless they are answers to disputes, which have no date of the program's to differ from.
#[must_use]
pub fn agenda(program: &Program, assessments: &[Assessment], now: DateTime<Utc>) -> Vec<Date> {
    let courses = Courses::of(program, assessments);
    let mut dates: BTreeMap<Place, BTreeMap<EnrollmentKey, Asks>> = BTreeMap::new();
    for period in &program.periods {
        for (what, at) in fixed(period) {
            dates.entry(Place::of(program, &period.id, what, at)).or_default();
        }
    }
    for assessment in assessments {
        let key = &assessment.enrollment.key;
        let over = courses.over(assessment).is_some();
        let answer =
            asks::open_dispute(assessment).map(|dispute| (Occasion::Answer, dispute.answer_by));
        for (what, at) in fixed(&assessment.period).into_iter().chain(answer) {
            let mut place = Place::of(program, &assessment.period.id, what, at);
            if what != Occasion::Answer && !dates.contains_key(&place) {
                place.own = Some(key.clone());
            }
            let asks = asks::asks(assessment, what, over, now);
            dates.entry(place).or_default().insert(key.clone(), asks);
        }
    }
    dates.into_iter().map(|(place, mentees)| place.date(mentees)).collect()
}

/// The dates that every period has.
fn fixed(period: &Period) -> [(Occasion, DateTime<Utc>); 3] {
    [
        (Occasion::Begins, period.window.from()),
        (Occasion::Ends, period.window.to()),
        (Occasion::Due, period.due),
    ]
}

/// Where a date stands in the agenda: by time, then in the program's order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    at: DateTime<Utc>,
    order: usize,
    period: PeriodId,
    what: Occasion,
    /// The enrollment whose own date it is.
    own: Option<EnrollmentKey>,
}

impl Place {
    fn of(program: &Program, period: &PeriodId, what: Occasion, at: DateTime<Utc>) -> Self {
        let order = program.periods.iter().position(|known| known.id == *period);
        let order = order.unwrap_or(program.periods.len());
        Self { at, order, period: period.clone(), what, own: None }
    }

    fn date(self, mentees: BTreeMap<EnrollmentKey, Asks>) -> Date {
        let mentees = mentees.into_iter().map(|(key, asks)| Concerned { key, asks }).collect();
        Date { at: self.at, period: self.period, what: self.what, own: self.own.is_some(), mentees }
    }
}

#[cfg(test)]
pub(crate) mod fixture;

#[cfg(test)]
mod laws;
