//! The checks, the same for every format: a raw roster becomes a program, and everything that is wrong is said.

mod enrollments;
mod handles;
mod logins;
mod mentors;
mod own_windows;
mod scope;
mod seams;
mod windows;

use chrono_tz::Tz;
use monitor_model::Program;

use crate::Reading;
use crate::problem::Problems;
use crate::raw::{RawDays, RawProgram};

/// Said of a roster without enrollments.
pub(crate) const NO_MENTEE: &str = "the roster names no mentee";

/// Checks all of it. The enrollments are checked also where there will be no program, so that one reading says everything.
pub(crate) fn program(raw: RawProgram, mut problems: Problems) -> Reading {
    let handles = handles::of(&raw);
    let work = windows::days(&raw.days, raw.zone, &mut problems);
    let spells = windows::periods(&raw, work.as_ref(), &mut problems);
    let enrollments = enrollments::all(&raw, &spells, &mut problems);
    if enrollments.is_empty() {
        let hint = "add the mentees; until then there is nobody to report on";
        problems.notice(&raw.place, "", NO_MENTEE, hint);
    }
    let program = match (raw.id, work) {
        (Some(id), Some(work)) if !spells.is_empty() => Some(Program {
            title: raw.title.unwrap_or_else(|| id.to_string()),
            id,
            zone: raw.zone,
            window: work.window,
            periods: spells.into_iter().map(|spell| spell.period).collect(),
            hours_per_week: raw.hours_per_week,
            enrollments,
        }),
        _ => None,
    };
    Reading { handles, ..Reading::new(program, problems) }
}

/// Whether two days make a window; says so where they don't.
pub(crate) fn days(raw: &RawDays, zone: Tz, problems: &mut Problems) -> Option<()> {
    windows::days(raw, zone, problems).map(|_| ())
}
