//! Programs and their evaluation periods.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use crate::{Enrollment, PeriodId, ProgramId, Window};

/// One run of a mentorship scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// Its id.
    pub id: ProgramId,
    /// How people call it.
    pub title: String,
    /// The zone in which its days begin and its times are printed.
    pub zone: Tz,
    /// When mentees work.
    pub window: Window,
    /// The evaluation periods in order of time, at least one. In a checked roster they tile the work window.
    pub periods: Vec<Period>,
    /// How many hours a week a mentee is expected to work, 1 to 80; `None` where the roster doesn't say.
    pub hours_per_week: Option<u8>,
    /// The mentees, in the roster's order.
    pub enrollments: Vec<Enrollment>,
}

impl Program {
    /// The period with this id.
    #[must_use]
    pub fn period(&self, id: &PeriodId) -> Option<&Period> {
        self.periods.iter().find(|period| &period.id == id)
    }
}

/// A part of a program that ends in an evaluation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its id, unique within the program.
    pub id: PeriodId,
    /// The work that is evaluated.
    pub window: Window,
    /// When evaluations are due.
    pub due: DateTime<Utc>,
}

impl Period {
    /// The period as the roster has it for an enrollment: with its own window where it has one.
    #[must_use]
    pub fn of(&self, enrollment: &Enrollment) -> Self {
        let window = enrollment.own_windows.get(&self.id).copied().unwrap_or(self.window);
        Self { window, ..self.clone() }
    }
}
