//! The names that GitHub can be asked about: those that can be read at all. What can't be is reported elsewhere.

use monitor_model::Login;

use super::logins::meant;
use super::scope::readable_repository;
use crate::handle::{Handle, Named};
use crate::raw::{At, RawEnrollment, RawProgram};

/// Every name of every enrollment, in the order in which they stand.
pub(super) fn of(raw: &RawProgram) -> Vec<Handle> {
    raw.enrollments.iter().flat_map(one).collect()
}

fn one(raw: &RawEnrollment) -> Vec<Handle> {
    let mentee = meant(raw).map(|login| {
        // The place of the login is its line; the enrollment is called by the login it gives.
        let place = crate::Place { what: raw.place.what.clone(), ..raw.login.place.clone() };
        Handle { place, named: Named::Mentee(login) }
    });
    let mut handles: Vec<Handle> = mentee.into_iter().collect();
    handles.extend(all(&raw.mentors, |text| login(text).map(Named::Mentor)));
    handles.extend(all(&raw.organizations, |text| login(text).map(Named::Organization)));
    handles.extend(all(&raw.repositories, |text| readable_repository(text).map(Named::Repository)));
    handles
}

fn all(given: &[At<String>], read: impl Fn(&str) -> Option<Named>) -> Vec<Handle> {
    let handle =
        |at: &At<String>| Some(Handle { place: at.place.clone(), named: read(&at.value)? });
    given.iter().filter_map(handle).collect()
}

fn login(text: &str) -> Option<Login> {
    Login::read(text).ok().map(|(login, _)| login)
}
