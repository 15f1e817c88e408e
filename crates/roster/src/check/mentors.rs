//! The mentors of an enrollment.

use monitor_model::{Login, LoginError, Mentor};

use super::logins::{meant, mended};
use crate::problem::{Problems, quote};
use crate::raw::{At, RawEnrollment};

/// Everybody who is named, once each.
pub(super) fn of(raw: &RawEnrollment, problems: &mut Problems) -> Vec<Mentor> {
    let mentee = meant(raw);
    let mut mentors: Vec<Mentor> = Vec::new();
    for given in &raw.mentors {
        let Some(mentor) = mentor(given, problems) else {
            continue;
        };
        if let (Mentor::Login(login), Some(mentee)) = (&mentor, &mentee)
            && login == mentee
        {
            let says = format!("`{login}` is the mentee and a mentor of the same enrollment");
            let hint = "name the mentor, or correct the mentee's login";
            problems.problem(&given.place, &given.value, says, hint);
        }
        if mentors.iter().any(|other| other.key() == mentor.key()) {
            let says = format!("the mentor {} is named twice", quote(mentor.shown()));
            problems.notice(&given.place, &given.value, says, "remove one of the two");
        } else {
            mentors.push(mentor);
        }
    }
    if mentors.is_empty() {
        let hint = "name the mentors in `mentors`; somebody has to evaluate";
        problems.problem(&raw.place, "", "the enrollment has no mentor", hint);
    }
    mentors
}

/// A mentor, unless the text is empty. A text that is no login is kept as a name.
fn mentor(given: &At<String>, problems: &mut Problems) -> Option<Mentor> {
    let At { place, value } = given;
    if value.trim().is_empty() {
        let hint = "write the mentor's GitHub login, or remove the empty entry";
        problems.problem(place, value, "a mentor is empty", hint);
        return None;
    }
    match Login::read(value) {
        Ok((login, mends)) => mended(place, "mentor", value, &login, &mends, problems),
        Err(why)
            if why != LoginError::Address && value.contains([',', ';', '|', '&', '+', '/']) =>
        {
            let says = format!("the mentor {} looks like more than one person", quote(value));
            problems.problem(place, value, says, "give every mentor an entry of their own");
        }
        Err(why) => {
            let shown = quote(value);
            let says = if value.trim().contains(char::is_whitespace) {
                format!("the mentor {shown} is a name and no login")
            } else {
                format!("the mentor {shown} was kept as a name: {why}")
            };
            let hint = "write the GitHub login, so that the mentor's own activity can be found";
            problems.notice(place, value, says, hint);
        }
    }
    Some(Mentor::read(value))
}
