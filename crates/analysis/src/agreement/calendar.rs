//! The dates that hold for one enrollment: the program's, the roster's own ones, or those that an administrator gave.
//!
//! Whoever needs dates asks here, the collection from GitHub too. An extension moves them where the [fold](super::fold) counts it, and
//! nowhere else.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use monitor_model::{
    Enrollment, Period, PeriodAgreement, PeriodId, Program, ProgramId, Record, Window,
};

use super::fold::Agreement;
use super::known::as_known;

/// A period with the dates that hold for an enrollment. Window and due instant move together where an administrator gave more
/// time.
#[must_use]
pub fn period_of(period: &Period, enrollment: &Enrollment, agreement: &PeriodAgreement) -> Period {
    let of_roster = period.of(enrollment);
    agreement.calendar.map_or(of_roster, |own| Period {
        id: period.id.clone(),
        window: own.window,
        due: own.due,
    })
}

/// Every period of a program with the dates that hold for an enrollment.
#[must_use]
pub fn periods_of(program: &Program, of: &Enrollment, agreement: &Agreement) -> Vec<Period> {
    let periods = program.periods.iter();
    periods.map(|period| period_of(period, of, &agreement.of(&period.id))).collect()
}

/// The same as of an instant.
#[must_use]
pub fn periods_as_known(program: &Program, record: &Record, now: DateTime<Utc>) -> Vec<Period> {
    periods_of(program, &record.enrollment, &as_known(&program.id, record, now))
}

/// The windows of its own that a record has as of an instant, where they differ from the program's.
#[must_use]
pub fn own_windows(
    program: &ProgramId,
    record: &Record,
    now: DateTime<Utc>,
) -> BTreeMap<PeriodId, Window> {
    let agreed = as_known(program, record, now).periods.into_iter();
    let given = agreed.filter_map(|(period, of)| Some((period, of.calendar?.window)));
    let mut own = record.enrollment.own_windows.clone();
    own.extend(given);
    own
}
