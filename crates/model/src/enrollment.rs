//! Enrollments: one mentee in one program.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use crate::named;
use crate::{Login, LoginError, PeriodId, RepoName, ScopeClass, Window};

/// One mentee in one program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrollment {
    /// What identifies it within the program, on the command line and in the store.
    pub key: EnrollmentKey,
    /// Who is mentored.
    pub mentee: Mentee,
    /// On what.
    pub project: Project,
    /// By whom.
    pub mentors: Vec<Mentor>,
    /// Where work is expected.
    pub scope: Scope,
    /// What kinds of work are expected; empty where the roster doesn't say, which means code.
    pub work: Vec<WorkKind>,
    /// Own work windows where the roster gives other ones than the program's: started late, left early. Where an administrator gave
    /// more time, the ledger says so, and what holds is worked out from both.
    pub own_windows: BTreeMap<PeriodId, Window>,
    /// What earlier rosters called the mentee where this enrollment continues another one, in lower case: keys, and texts that were
    /// no login. No roster says so, the store does.
    pub former_names: Vec<String>,
}

impl Enrollment {
    /// Where a repository lies, as seen from this enrollment.
    #[must_use]
    pub fn class_of(&self, repo: &RepoName) -> ScopeClass {
        if self.scope.contains(repo) {
            ScopeClass::Project
        } else if matches!(&self.mentee, Mentee::Login(login) if login == repo.owner()) {
            ScopeClass::Own
        } else {
            ScopeClass::Undeclared
        }
    }
}

/// The longest part of a key that is made of an unresolved login, in characters; with its number it stays below 41.
const LONGEST_STEM: usize = 36;

/// The longest part of an unresolved login that is shown, in characters.
const LONGEST_SHOWN: usize = 80;

/// What identifies an enrollment within its program: the login in lower case; for an unresolved login its text made plain, or
/// `unnamed`, with `~1`, `~2` … behind it. No login contains a `~`, so no mentee is ever taken for another; and within a word
/// it means nothing to a shell.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnrollmentKey(Box<str>);

impl EnrollmentKey {
    /// The key for a mentee, given a test of which keys are taken already.
    #[must_use]
    pub fn for_mentee(mentee: &Mentee, taken: impl Fn(&Self) -> bool) -> Self {
        let (stem, mut key, mut n) = match mentee {
            Mentee::Login(login) => (login.key(), Self(login.key().into()), 1),
            Mentee::Unresolved { given, .. } => {
                let stem = plain(given);
                let first = Self(format!("{stem}~1").into());
                (stem, first, 1)
            }
        };
        while taken(&key) {
            n += 1;
            key = Self(format!("{stem}~{n}").into());
        }
        key
    }

    /// The pseudonym of the `n`th enrollment whose mentee was forgotten. Nobody's key has a `.` in it, so that no roster names it.
    #[must_use]
    pub fn forgotten(n: u64) -> Self {
        Self(format!("forgotten.{n}").into())
    }

    /// Takes a key back from the store or the command line; compared without case.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        Self(text.to_ascii_lowercase().into())
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text as a plain word: lower case, everything but letters, digits and hyphens as one hyphen, cut where it is long.
fn plain(text: &str) -> String {
    let mapped: String = text
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .collect();
    let word = mapped.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    // Plain words are ASCII, so every byte is a character.
    let word = word[..word.len().min(LONGEST_STEM)].trim_end_matches('-');
    if word.is_empty() { "unnamed".to_owned() } else { word.to_owned() }
}

impl fmt::Display for EnrollmentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Who is mentored: a login, or what stands in the roster instead of one. An unresolved mentee stays visible everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mentee {
    /// A login as GitHub writes it. Whether GitHub knows it is not said here.
    Login(Login),
    /// A text that is no login, or one that is taken.
    Unresolved {
        /// What stands in the roster.
        given: String,
        /// Why it is no login.
        why: LoginError,
    },
}

impl Mentee {
    /// The login, if there is one.
    #[must_use]
    pub const fn login(&self) -> Option<&Login> {
        match self {
            Self::Login(login) => Some(login),
            Self::Unresolved { .. } => None,
        }
    }

    /// What to call the mentee: the login, or what stands in the roster, cut after 80 characters, or `(no login)`.
    #[must_use]
    pub fn shown(&self) -> Cow<'_, str> {
        let given = match self {
            Self::Login(login) => return login.as_str().into(),
            Self::Unresolved { given, .. } if given.trim().is_empty() => "(no login)",
            Self::Unresolved { given, .. } => given.trim(),
        };
        match given.char_indices().nth(LONGEST_SHOWN) {
            Some((end, _)) => format!("{}…", &given[..end]).into(),
            None => given.into(),
        }
    }
}

/// Who mentors: a login, or a name that is none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mentor {
    /// A login as GitHub writes it.
    Login(Login),
    /// A text that is no login, like a full name.
    Name(String),
}

impl Mentor {
    /// Takes what stands in a roster: a login after mending, else a name with its blanks trimmed.
    #[must_use]
    pub fn read(text: &str) -> Self {
        Login::read(text)
            .map_or_else(|_| Self::Name(text.trim().to_owned()), |(login, _)| Self::Login(login))
    }

    /// What to call the mentor.
    #[must_use]
    pub fn shown(&self) -> &str {
        match self {
            Self::Login(login) => login.as_str(),
            Self::Name(name) => name,
        }
    }

    /// The form in which mentors are compared and counted: lower case.
    #[must_use]
    pub fn key(&self) -> String {
        self.shown().to_lowercase()
    }
}

/// What the mentee works on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Project {
    /// The title as the program publishes it.
    pub title: String,
    /// The short name of the project that the work is for; `None` where it can't be told from the roster.
    pub name: Option<String>,
    /// Where it is described, if anywhere.
    pub url: Option<String>,
}

/// Where work is expected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Organisations or users whose repositories all count.
    pub organizations: Vec<Login>,
    /// Single repositories.
    pub repositories: Vec<RepoName>,
    /// Upstream issues by URL, as a hint for people.
    pub issues: Vec<String>,
}

impl Scope {
    /// Whether a repository is named, itself or by its owner.
    #[must_use]
    pub fn contains(&self, repo: &RepoName) -> bool {
        self.organizations.contains(repo.owner()) || self.repositories.contains(repo)
    }
}

named! {
    /// A kind of work that a program may expect.
    WorkKind {
        /// Pull requests and reviews.
        Code = "code",
        /// Documentation.
        Docs = "docs",
        /// Design, usually outside GitHub.
        Design = "design",
        /// Research and writing, often outside GitHub.
        Research = "research",
        /// Community work: events, triage, answers.
        Community = "community",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn unresolved(given: &str) -> Mentee {
        Mentee::Unresolved { given: given.into(), why: LoginError::Empty }
    }

    #[test]
    fn every_enrollment_gets_a_key_of_its_own() {
        let mut taken = Vec::new();
        let ada = Mentee::Login(Login::parse("Ada").unwrap());
        for mentee in [ada.clone(), ada, unresolved(""), unresolved(" "), unresolved("Ada & Grace")]
        {
            let key = EnrollmentKey::for_mentee(&mentee, |key| taken.contains(key));
            taken.push(key);
        }
        let shown: Vec<_> = taken.iter().map(EnrollmentKey::as_str).collect();
        assert_eq!(shown, ["ada", "ada~2", "unnamed~1", "unnamed~2", "ada-grace~1"]);
    }

    #[test]
    fn what_is_no_login_is_shown_and_keyed_in_short() {
        let long = unresolved(&"ä and b ".repeat(40));
        assert_eq!(long.shown().chars().count(), LONGEST_SHOWN + 1);
        assert!(long.shown().ends_with('…'));
        assert_eq!(unresolved(" ada, grace ").shown(), "ada, grace");
        let key = EnrollmentKey::for_mentee(&long, |_| false);
        assert_eq!(key.as_str(), "and-b-and-b-and-b-and-b-and-b-and-b~1");
        assert!(key.as_str().len() <= 40);
    }

    proptest! {
        #[test]
        fn an_unresolved_key_is_no_login_and_not_long(given in ".{0,60}", more in 0..3_usize) {
            let key = EnrollmentKey::for_mentee(&unresolved(&given), |key| key.as_str().ends_with(&format!("~{more}")));
            prop_assert!(Login::parse(key.as_str()).is_err());
            prop_assert!(key.as_str().len() <= 40);
            prop_assert_eq!(EnrollmentKey::from_text(key.as_str()), key.clone());
        }
    }

    #[test]
    fn scope_is_compared_without_case_and_beats_own() {
        let repo = |name| RepoName::parse(name).unwrap();
        let login = |name| Login::parse(name).unwrap();
        let mut enrollment = Enrollment {
            key: EnrollmentKey::from_text("ada"),
            mentee: Mentee::Login(login("ada")),
            project: Project::default(),
            mentors: vec![],
            scope: Scope {
                organizations: vec![login("Lighthouse")],
                repositories: vec![repo("tools/Beam")],
                issues: vec![],
            },
            work: vec![],
            own_windows: BTreeMap::new(),
            former_names: Vec::new(),
        };
        assert_eq!(enrollment.class_of(&repo("lighthouse/x")), ScopeClass::Project);
        assert_eq!(enrollment.class_of(&repo("Tools/beam")), ScopeClass::Project);
        assert_eq!(enrollment.class_of(&repo("tools/other")), ScopeClass::Undeclared);
        assert_eq!(enrollment.class_of(&repo("Ada/beam")), ScopeClass::Own);
        enrollment.scope.organizations.push(login("ADA"));
        assert_eq!(enrollment.class_of(&repo("Ada/beam")), ScopeClass::Project);
    }
}
