//! The dates that hold for one enrollment: the program's, the roster's own ones, or those that an administrator gave.

use monitor_model::{Enrollment, Period, PeriodAgreement, Program};

use super::fold::Agreement;

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
