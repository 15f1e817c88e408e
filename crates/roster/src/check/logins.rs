//! The logins of the mentees: mended where that is safe, else unresolved, and none of them twice.

use std::collections::BTreeMap;

use monitor_model::{Login, LoginError, Mend, Mentee};

use crate::Place;
use crate::problem::{Problems, quote};
use crate::raw::{RawEnrollment, RawLogin};

/// One mentee per enrollment, in the same order.
pub(super) fn mentees(raw: &[RawEnrollment], problems: &mut Problems) -> Vec<Mentee> {
    let mut seen: BTreeMap<Login, &Place> = BTreeMap::new();
    raw.iter().map(|enrollment| mentee(enrollment, &mut seen, problems)).collect()
}

/// The login that was meant, whether or not another enrollment has it too.
pub(super) fn meant(raw: &RawEnrollment) -> Option<Login> {
    match &raw.login.value {
        RawLogin::Text(text) => Login::read(text).ok().map(|(login, _)| login),
        RawLogin::NoText(_) => None,
    }
}

fn mentee<'r>(
    raw: &'r RawEnrollment,
    seen: &mut BTreeMap<Login, &'r Place>,
    problems: &mut Problems,
) -> Mentee {
    let place = &raw.login.place;
    let unresolved = |given: &str, why| Mentee::Unresolved { given: given.to_owned(), why };
    let given = match &raw.login.value {
        RawLogin::Text(text) => text.as_str(),
        // It holds no text, so the login is empty, whatever else is there.
        RawLogin::NoText(source) => return unresolved(source, LoginError::Empty),
    };
    match Login::read(given) {
        Err(why) => {
            refused(place, given, why, problems);
            unresolved(given, why)
        }
        Ok((login, mends)) => {
            mended(place, "login", given, &login, &mends, problems);
            if let Some(first) = seen.get(&login) {
                taken(place, given, &login, first, problems);
                return unresolved(given, LoginError::Duplicate);
            }
            seen.insert(login.clone(), place);
            Mentee::Login(login)
        }
    }
}

fn refused(place: &Place, given: &str, why: LoginError, problems: &mut Problems) {
    let says = match why {
        LoginError::Empty => "the login is empty".to_owned(),
        why => format!("{} is no login: {why}", quote(given)),
    };
    let hint = match why {
        LoginError::Empty => "write the mentee's GitHub login, like `ada-lumen`",
        LoginError::Several => "write one login; another person needs an enrollment of their own",
        _ => "copy the login from the address of the mentee's GitHub profile",
    };
    problems.problem(place, given, says, hint);
}

fn taken(place: &Place, given: &str, login: &Login, first: &Place, problems: &mut Problems) {
    let line = first.line.map_or_else(String::new, |line| format!(" on line {line}"));
    let says = format!("the login `{login}` was given before, to {}{line}", first.what);
    let hint = "correct the login, or remove one of the two enrollments";
    problems.problem(place, given, says, hint);
}

/// Says what was mended in a login, for mentees, mentors and organisations alike.
pub(super) fn mended(
    place: &Place,
    noun: &str,
    given: &str,
    login: &Login,
    mends: &[Mend],
    problems: &mut Problems,
) {
    let shown = quote(given);
    for mend in mends {
        let says = match mend {
            Mend::Blanks => format!("blanks around the {noun} {shown} were ignored"),
            Mend::ProfileUrl => format!("the address {shown} was read as the {noun} `{login}`"),
            Mend::TrailingSlash => format!("a trailing `/` in the {noun} {shown} was ignored"),
            Mend::LeadingAt => format!("a leading `@` in the {noun} {shown} was ignored"),
        };
        problems.notice(place, given, says, format!("write `{login}`"));
    }
}
