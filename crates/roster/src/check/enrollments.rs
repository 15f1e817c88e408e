//! The enrollments: as many come out as went in, each with a key of its own.

use std::collections::HashSet;

use monitor_model::{Enrollment, EnrollmentKey, Mentee, Project};

use super::windows::Spell;
use super::{logins, mentors, own_windows, scope};
use crate::problem::Problems;
use crate::raw::{RawEnrollment, RawProgram};

/// Checks every enrollment.
pub(super) fn all(raw: &RawProgram, spells: &[Spell], problems: &mut Problems) -> Vec<Enrollment> {
    let mentees = logins::mentees(&raw.enrollments, problems);
    let mut taken = HashSet::new();
    let pairs = raw.enrollments.iter().zip(mentees);
    pairs
        .map(|(enrollment, mentee)| {
            let key = EnrollmentKey::for_mentee(&mentee, |key| taken.contains(key));
            taken.insert(key.clone());
            one(enrollment, key, mentee, raw, spells, problems)
        })
        .collect()
}

fn one(
    raw: &RawEnrollment,
    key: EnrollmentKey,
    mentee: Mentee,
    program: &RawProgram,
    spells: &[Spell],
    problems: &mut Problems,
) -> Enrollment {
    let work = scope::work(raw, problems);
    Enrollment {
        key,
        mentee,
        project: project(raw, problems),
        mentors: mentors::of(raw, problems),
        scope: scope::of(raw, &work, problems),
        work,
        own_windows: own_windows::of(raw, spells, program.zone, problems),
    }
}

/// The project with its blanks trimmed; a project without a title is called by its name.
fn project(raw: &RawEnrollment, problems: &mut Problems) -> Project {
    let plain = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let name = raw.project.name.as_deref().and_then(plain);
    let title = plain(&raw.project.title).or_else(|| name.clone());
    if title.is_none() {
        let hint = "add what the mentee works on, as `title`";
        problems.problem(&raw.place, "", "the enrollment has no title", hint);
    }
    Project {
        title: title.unwrap_or_default(),
        name,
        url: raw.project.url.as_deref().and_then(plain),
    }
}
