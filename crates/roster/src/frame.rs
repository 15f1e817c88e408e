//! What a spreadsheet doesn't say: the program around its rows.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta};
use chrono_tz::Tz;
use monitor_model::{PeriodId, Program, ProgramId, Window};

use crate::problem::Problems;
use crate::raw::{At, RawDays, RawPeriod};
use crate::{Calendar, Place, Problem, split};

/// The program around the rows of a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Its id.
    pub id: ProgramId,
    /// How people call it.
    pub title: String,
    /// The zone in which its days begin.
    pub zone: Tz,
    /// The first day of work.
    pub first: NaiveDate,
    /// The last day of work, included.
    pub last: NaiveDate,
    /// How many hours a week a mentee is expected to work, if that is said.
    pub hours_per_week: Option<u8>,
    /// The periods.
    pub periods: Vec<FramePeriod>,
}

/// A period of a [`Frame`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FramePeriod {
    /// Its id.
    pub id: PeriodId,
    /// The first day of its window.
    pub first: NaiveDate,
    /// The last day of its window, included.
    pub last: NaiveDate,
    /// When its evaluation is due.
    pub due: DateTime<FixedOffset>,
}

impl Frame {
    /// The frame of a program that was read from another format; its enrollments are left aside.
    #[must_use]
    pub fn of_program(program: &Program) -> Self {
        let days = |window: &Window| {
            let last = window.to() - TimeDelta::seconds(1);
            let day =
                |instant: DateTime<chrono::Utc>| instant.with_timezone(&program.zone).date_naive();
            (day(window.from()), day(last))
        };
        let (first, last) = days(&program.window);
        let periods = program.periods.iter().map(|period| {
            let (first, last) = days(&period.window);
            FramePeriod { id: period.id.clone(), first, last, due: period.due.fixed_offset() }
        });
        Self {
            id: program.id.clone(),
            title: program.title.clone(),
            zone: program.zone,
            first,
            last,
            hours_per_week: program.hours_per_week,
            periods: periods.collect(),
        }
    }

    /// The frame of a term, with windows made from its due instants as [`legacy`](crate::legacy) does. `source` is shown as
    /// the place of problems.
    ///
    /// # Errors
    /// Every [`Problem`] of the days and the calendar.
    pub fn of_calendar(
        source: &str,
        id: ProgramId,
        title: String,
        days: (NaiveDate, NaiveDate),
        calendar: &Calendar,
    ) -> Result<Self, Vec<Problem>> {
        let mut problems = Problems::default();
        let (first, last) = days;
        let term =
            RawDays { place: Place::new(source, None, ""), first: Some(first), last: Some(last) };
        let sound = crate::check::days(&term, calendar.zone, &mut problems);
        let periods = sound.and_then(|()| split::periods(&term, calendar, &mut problems));
        let Some(periods) = periods else {
            return Err(problems.sorted());
        };
        let whole = |raw: RawPeriod| {
            Some(FramePeriod {
                id: raw.id?,
                first: raw.days.first?,
                last: raw.days.last?,
                due: raw.due?.value,
            })
        };
        Ok(Self {
            id,
            title,
            zone: calendar.zone,
            first,
            last,
            hours_per_week: None,
            periods: periods.into_iter().filter_map(whole).collect(),
        })
    }

    /// The days of the whole.
    pub(crate) fn days(&self, place: &Place) -> RawDays {
        RawDays { place: place.clone(), first: Some(self.first), last: Some(self.last) }
    }

    /// The periods as every format has them.
    pub(crate) fn raw_periods(&self, place: &Place) -> Vec<RawPeriod> {
        let raw = |period: &FramePeriod| {
            let place = place.called(format!("period `{}`", period.id));
            RawPeriod {
                id: Some(period.id.clone()),
                days: RawDays {
                    place: place.clone(),
                    first: Some(period.first),
                    last: Some(period.last),
                },
                due: Some(At { place, value: period.due }),
            }
        };
        self.periods.iter().map(raw).collect()
    }
}
