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
    let keys = keys(&mentees);
    let each = raw.enrollments.iter().zip(keys).zip(mentees);
    each.map(|((enrollment, key), mentee)| one(enrollment, key, mentee, raw, spells, problems))
        .collect()
}

/// A key for every mentee. Logins get theirs first, so that nothing unresolved before them changes how they are called.
fn keys(mentees: &[Mentee]) -> Vec<EnrollmentKey> {
    let mut order: Vec<usize> = (0..mentees.len()).collect();
    order.sort_by_key(|&index| mentees[index].login().is_none());
    let mut taken = HashSet::new();
    let mut keys: Vec<(usize, EnrollmentKey)> = Vec::with_capacity(mentees.len());
    for index in order {
        let key = EnrollmentKey::for_mentee(&mentees[index], |key| taken.contains(key));
        taken.insert(key.clone());
        keys.push((index, key));
    }
    keys.sort_by_key(|(index, _)| *index);
    keys.into_iter().map(|(_, key)| key).collect()
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
        former_names: Vec::new(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use monitor_model::{Login, LoginError};

    #[test]
    fn a_login_is_its_own_key_whatever_stands_before_it() {
        let unresolved =
            |given: &str| Mentee::Unresolved { given: given.into(), why: LoginError::Several };
        let ada = Mentee::Login(Login::parse("Ada-Grace").unwrap());
        let found = keys(&[unresolved("ada grace"), ada, unresolved("ada, grace"), unresolved("")]);
        let shown: Vec<_> = found.iter().map(EnrollmentKey::as_str).collect();
        assert_eq!(shown, ["ada-grace~1", "ada-grace", "ada-grace~2", "unnamed~1"]);
    }
}
