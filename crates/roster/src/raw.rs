//! The raw form of a roster: what every format fills, with the place of each thing, before any check.

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Tz;
use monitor_model::{PeriodId, ProgramId, Project};

use crate::Place;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct At<T> {
    pub(crate) place: Place,
    pub(crate) value: T,
}

/// A roster. What is `None` was missing or unusable, and has been reported.
#[derive(Debug)]
pub(crate) struct RawProgram {
    pub(crate) place: Place,
    pub(crate) id: Option<ProgramId>,
    pub(crate) title: Option<String>,
    pub(crate) zone: Tz,
    pub(crate) days: RawDays,
    pub(crate) hours_per_week: Option<u8>,
    /// `None` where the reason why there are none has been reported.
    pub(crate) periods: Option<Vec<RawPeriod>>,
    /// What to do where the periods overlap, leave days between them, or are not the whole program.
    pub(crate) seam_hint: String,
    pub(crate) enrollments: Vec<RawEnrollment>,
}

/// The usual [`RawProgram::seam_hint`], for formats in which every period has its own days.
pub(crate) const SEAM_HINT: &str =
    "let the periods follow each other, from the program's first day to its last";

/// The first and the last day of something, both included.
#[derive(Clone, Debug)]
pub(crate) struct RawDays {
    pub(crate) place: Place,
    pub(crate) first: Option<NaiveDate>,
    pub(crate) last: Option<NaiveDate>,
}

#[derive(Debug)]
pub(crate) struct RawPeriod {
    pub(crate) id: Option<PeriodId>,
    pub(crate) days: RawDays,
    pub(crate) due: Option<At<DateTime<FixedOffset>>>,
}

#[derive(Debug)]
pub(crate) struct RawEnrollment {
    /// The enrollment with its login, for what concerns the rest of it.
    pub(crate) place: Place,
    pub(crate) login: At<RawLogin>,
    pub(crate) project: Project,
    pub(crate) mentors: Vec<At<String>>,
    pub(crate) organizations: Vec<At<String>>,
    pub(crate) repositories: Vec<At<String>>,
    pub(crate) issues: Vec<At<String>>,
    pub(crate) work: Vec<At<String>>,
    pub(crate) own_windows: Vec<(String, RawDays)>,
}

/// What stands where a login should.
#[derive(Clone, Debug)]
pub(crate) enum RawLogin {
    Text(String),
    /// Something that isn't a text, as it is written; reported already.
    NoText(String),
}

impl RawEnrollment {
    /// An enrollment with nothing but a login.
    pub(crate) fn new(place: Place, login: At<RawLogin>) -> Self {
        Self {
            place,
            login,
            project: Project::default(),
            mentors: Vec::new(),
            organizations: Vec::new(),
            repositories: Vec::new(),
            issues: Vec::new(),
            work: Vec::new(),
            own_windows: Vec::new(),
        }
    }
}
