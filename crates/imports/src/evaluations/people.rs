//! Who a row is about and who sent it: texts matched against the mentees and mentors of a program, never by guessing.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use monitor_model::{Enrollment, EnrollmentKey, Login, Mend, Mentee, Mentor, Program};

use super::fold::{is_address, name, nearest, quote, quote_all, words};
use super::problem::Fault;

/// Names by which forms may call people, besides what the roster says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Names of mentees, several for one where there are several.
    pub mentees: Vec<(EnrollmentKey, String)>,
    /// Names of mentors.
    pub mentors: Vec<(Login, String)>,
}

/// The most candidates that a hint names.
const NAMED: usize = 5;

/// For how many texts that nobody is called similar ones are sought. Whoever has more of them has named the wrong column, and
/// comparing thousands of texts with thousands takes minutes.
const SOUGHT: usize = 200;

/// The enrollments of a program, by everything that a form may call them.
pub(super) struct People<'a> {
    enrollments: &'a [Enrollment],
    logins: Index,
    keys: Index,
    names: Index,
    projects: Index,
    /// Everything above as it is written, for hints.
    written: BTreeMap<String, BTreeSet<usize>>,
    mentor_names: BTreeMap<String, BTreeSet<String>>,
    /// How often similar texts may still be sought.
    sought: Cell<usize>,
}

/// Places in the list of enrollments, by a text made plain.
type Index = BTreeMap<String, BTreeSet<usize>>;

impl<'a> People<'a> {
    pub(super) fn of(program: &'a Program, names: &Names) -> Self {
        let enrollments = program.enrollments.as_slice();
        let mut people = Self {
            enrollments,
            logins: Index::new(),
            keys: Index::new(),
            names: Index::new(),
            projects: Index::new(),
            written: BTreeMap::new(),
            mentor_names: BTreeMap::new(),
            sought: Cell::new(SOUGHT),
        };
        for (at, enrollment) in enrollments.iter().enumerate() {
            people.add(at, enrollment);
        }
        for (key, given) in &names.mentees {
            let at = people.keys.get(key.as_str()).and_then(|at| at.first().copied());
            if let Some(at) = at {
                people.called(at, given);
            }
        }
        for (login, given) in &names.mentors {
            people.mentor_names.entry(name(given)).or_default().insert(login.key());
        }
        people
    }

    fn add(&mut self, at: usize, enrollment: &Enrollment) {
        put(&mut self.keys, enrollment.key.as_str().to_owned(), at);
        put(&mut self.written, enrollment.key.as_str().to_owned(), at);
        match &enrollment.mentee {
            Mentee::Login(login) => {
                put(&mut self.logins, login.key(), at);
                put(&mut self.written, login.as_str().to_owned(), at);
            }
            Mentee::Unresolved { given, .. } => self.called(at, given),
        }
        for former in &enrollment.former_names {
            put(&mut self.keys, former.clone(), at);
            put(&mut self.logins, former.clone(), at);
        }
        let project = &enrollment.project;
        for title in [Some(&project.title), project.name.as_ref()].into_iter().flatten() {
            put(&mut self.projects, words(title), at);
            put(&mut self.written, title.trim().to_owned(), at);
        }
    }

    fn called(&mut self, at: usize, given: &str) {
        put(&mut self.names, name(given), at);
        put(&mut self.written, given.trim().to_owned(), at);
    }

    /// The enrollment that a row means, by what stands in the columns of mentee and project.
    pub(super) fn mentee(
        &self,
        mentee: Option<&str>,
        project: Option<&str>,
    ) -> Result<&'a Enrollment, Fault> {
        let of_project = project.map(|text| self.with_project(text)).unwrap_or_default();
        let Some(text) = mentee else {
            let Some(project) = project else {
                let hint = "write the login of the mentee, or remove the row";
                return Err(Fault::new("", "the row names no mentee", hint));
            };
            return self.only(project, of_project);
        };
        let mut found = self.who(text);
        if found.is_empty() {
            found = self.with_project(text);
        }
        let narrowed: BTreeSet<_> = found.intersection(&of_project).copied().collect();
        if !of_project.is_empty() && !found.is_empty() && narrowed.is_empty() {
            let says =
                format!("{} is not on the project {}", quote(text), quote(project.unwrap_or("")));
            let hint = "correct the mentee or the project";
            let both = found.union(&of_project).copied().collect();
            return Err(Fault::new(text, says, hint).among(self.shown(&both)));
        }
        self.only(text, if narrowed.is_empty() { found } else { narrowed })
    }

    /// Everybody whom a text may mean by login, key or name. A profile and `@ada` mean a login only.
    fn who(&self, text: &str) -> BTreeSet<usize> {
        let login = Login::read(text).ok();
        let by_login = login.as_ref().and_then(|(login, _)| self.logins.get(&login.key()));
        let by_login = by_login.cloned().unwrap_or_default();
        if login.is_some_and(|(_, mends)| {
            mends.iter().any(|m| matches!(m, Mend::ProfileUrl | Mend::LeadingAt))
        }) {
            return by_login;
        }
        let by_key = self.keys.get(EnrollmentKey::from_text(text.trim()).as_str());
        let by_name = self.names.get(&name(text));
        [Some(&by_login), by_key, by_name].into_iter().flatten().flatten().copied().collect()
    }

    fn with_project(&self, text: &str) -> BTreeSet<usize> {
        self.projects.get(&words(text)).cloned().unwrap_or_default()
    }

    fn only(&self, text: &str, found: BTreeSet<usize>) -> Result<&'a Enrollment, Fault> {
        let mut all = found.iter().filter_map(|&at| self.enrollments.get(at));
        match (all.next(), all.next()) {
            (Some(one), None) => Ok(one),
            (Some(_), Some(_)) => {
                let candidates = self.shown(&found);
                let says = format!("{} may be several mentees: {}", quote(text), list(&candidates));
                let hint = "write `@` and the login, or the key, of the one who is meant";
                Err(Fault::new(text, says, hint).among(candidates))
            }
            (None, _) => Err(self.nobody(text)),
        }
    }

    fn nobody(&self, text: &str) -> Fault {
        let left = self.sought.get();
        self.sought.set(left.saturating_sub(1));
        let known = || self.written.keys().map(String::as_str);
        let near = if left > 0 { nearest(text, known()) } else { Vec::new() };
        let meant = near.iter().filter_map(|word| self.written.get(word)).flatten().copied();
        let candidates = self.shown(&meant.collect());
        let hint = if !candidates.is_empty() {
            format!("write the login; the most similar mentees are {}", list(&candidates))
        } else if text.split_whitespace().all(is_address) {
            "mentees are not known by their e-mail; write the login".to_owned()
        } else {
            "write the login as the roster has it, or give the mentee's name".to_owned()
        };
        Fault::new(text, format!("{} is no mentee of this program", quote(text)), hint)
            .among(candidates)
    }

    fn shown(&self, found: &BTreeSet<usize>) -> Vec<String> {
        let all = found.iter().filter_map(|&at| self.enrollments.get(at));
        all.map(|enrollment| enrollment.key.as_str().to_owned()).collect()
    }

    /// The mentor of an enrollment whom a text means.
    pub(super) fn mentor(&self, text: &str, enrollment: &Enrollment) -> Result<Mentor, Fault> {
        let login = Login::read(text).ok().map(|(login, _)| login.key());
        let plain = name(text);
        let known = self.mentor_names.get(&plain);
        let means = |mentor: &&Mentor| match mentor {
            Mentor::Login(own) => {
                login.as_ref() == Some(&own.key())
                    || known.is_some_and(|logins| logins.contains(&own.key()))
            }
            Mentor::Name(own) => !plain.is_empty() && name(own) == plain,
        };
        // The same mentor may stand in the roster twice.
        let found: BTreeMap<_, _> =
            enrollment.mentors.iter().filter(means).map(|m| (m.key(), m)).collect();
        let mut all = found.into_values();
        match (all.next(), all.next()) {
            (Some(mentor), None) => Ok(mentor.clone()),
            (one, _) => {
                let candidates: Vec<_> =
                    enrollment.mentors.iter().map(|m| m.shown().to_owned()).collect();
                let what = if one.is_some() { "may be several mentors" } else { "is no mentor" };
                let says = format!("{} {what} of `{}`", quote(text), enrollment.key);
                let hint = if candidates.is_empty() {
                    "this enrollment has no mentors; add them to the roster".to_owned()
                } else {
                    format!("its mentors are {}; correct the file or the roster", list(&candidates))
                };
                Err(Fault::new(text, says, hint).among(candidates))
            }
        }
    }
}

/// Adds a place under a text that says something.
fn put(index: &mut Index, text: String, at: usize) {
    if !text.is_empty() {
        index.entry(text).or_default().insert(at);
    }
}

fn list(candidates: &[String]) -> String {
    let shown = quote_all(candidates.iter().take(NAMED));
    match candidates.len().checked_sub(NAMED) {
        Some(more) if more > 0 => format!("{shown} and {more} more"),
        _ => shown,
    }
}

#[cfg(test)]
mod tests;
