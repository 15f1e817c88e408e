//! GitHub logins: the dated alias of an account.
//!
//! [`Login::parse`] takes a login as GitHub writes it. [`Login::read`] takes what people write in forms and spreadsheets and
//! mends what has one safe meaning (`@ada`, `ada `, `ada/`, a profile URL); it says what it mended, and refuses the rest.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// The longest login that GitHub accepts, in characters.
const LONGEST: usize = 39;

/// The login of a GitHub user or organisation; shown as it was written, compared without case. A clone costs next to nothing:
/// every contribution names somebody.
#[derive(Clone)]
pub struct Login(Arc<str>);

impl Login {
    /// Takes a login exactly as GitHub writes it: 1 to 39 ASCII letters, digits, hyphens and underscores (managed
    /// enterprise accounts have one), starting with a letter or digit.
    ///
    /// # Errors
    /// [`LoginError`] names the first thing that is wrong; nothing is mended.
    pub fn parse(text: &str) -> Result<Self, LoginError> {
        if text.trim().is_empty() {
            return Err(LoginError::Empty);
        }
        if looks_like_address(text.trim()) {
            return Err(LoginError::Address);
        }
        if looks_like_several(text.trim()) {
            return Err(LoginError::Several);
        }
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if let Some(bad) = text.chars().find(|&c| !allowed(c)) {
            return Err(LoginError::Character(bad));
        }
        if text.starts_with(['-', '_']) {
            return Err(LoginError::Start);
        }
        if text.len() > LONGEST {
            return Err(LoginError::Long(text.len()));
        }
        Ok(Self(text.into()))
    }

    /// Takes a login as people write it, mending what has one safe meaning.
    ///
    /// # Errors
    /// [`LoginError`] where the text has no or more than one safe meaning.
    pub fn read(text: &str) -> Result<(Self, Vec<Mend>), LoginError> {
        let mut mends = Vec::new();
        let mut rest = text;
        let mut step = |mend, before: &str, after: &str| {
            if before != after {
                mends.push(mend);
            }
        };
        let trimmed = rest.trim();
        step(Mend::Blanks, rest, trimmed);
        rest = trimmed;
        let path = without_profile_host(rest);
        step(Mend::ProfileUrl, rest, path);
        rest = path;
        let bare = rest.trim_end_matches('/').trim_end();
        step(Mend::TrailingSlash, rest, bare);
        rest = bare;
        let name = rest.strip_prefix('@').map_or(rest, str::trim_start);
        step(Mend::LeadingAt, rest, name);
        // What lies deeper below GitHub than a profile does is an address too, though its host is gone by now.
        let deeper = name.contains(['/', '?', '#']) && !name.contains(char::is_whitespace);
        if deeper && mends.contains(&Mend::ProfileUrl) {
            return Err(LoginError::Address);
        }
        Self::parse(name).map(|login| (login, mends))
    }

    /// The login as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which logins are compared: ASCII lower case.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }

    /// The bytes of [`Login::key`].
    pub(crate) fn folded(&self) -> impl Iterator<Item = u8> + '_ {
        self.0.bytes().map(|b| b.to_ascii_lowercase())
    }
}

/// `https://github.com/ada` and `github.com/ada` as `ada`; anything else as it is.
fn without_profile_host(text: &str) -> &str {
    let after = |text: &'_ str, prefix: &str| -> Option<usize> {
        text.get(..prefix.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(prefix))
            .then_some(prefix.len())
    };
    let mut rest = text;
    for scheme in ["https://", "http://"] {
        if let Some(n) = after(rest, scheme) {
            rest = &rest[n..];
        }
    }
    if let Some(n) = after(rest, "www.") {
        rest = &rest[n..];
    }
    after(rest, "github.com/").map_or(text, |n| &rest[n..])
}

/// Whether the text is the address of something: `https://example.org/ada`, `example.org/ada`, `www.example.org`.
fn looks_like_address(text: &str) -> bool {
    if text.contains(char::is_whitespace) {
        return false;
    }
    let host = text.split(['/', '?', '#']).next().unwrap_or(text);
    let starts = |prefix: &str| {
        text.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix))
    };
    text.contains("://") || starts("www.") || (host.len() < text.len() && host.contains('.'))
}

/// Whether the text holds two names: `ada, grace`, `ada / grace`, `ada and grace`, `ada grace`. Something else beside a name,
/// as in `ada (she/her)`, is no second name.
fn looks_like_several(text: &str) -> bool {
    let parts =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '|' | '&' | '+'));
    let is_name = |part: &&str| {
        let name = part.strip_prefix('@').unwrap_or(part);
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        !name.is_empty() && !name.starts_with(['-', '_']) && name.chars().all(allowed)
    };
    parts.filter(is_name).count() > 1
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Login({})", self.0)
    }
}

impl PartialEq for Login {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Eq for Login {}

impl PartialOrd for Login {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Login {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.folded().cmp(other.folded())
    }
}

impl Hash for Login {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded().for_each(|byte| state.write_u8(byte));
    }
}

/// Why a text is no login.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoginError {
    /// Nothing, or only blanks.
    #[error("the login is empty")]
    Empty,
    /// An address, but not that of a profile on GitHub.
    #[error("this is an address, but of no GitHub profile")]
    Address,
    /// More than one name in the field.
    #[error("the field holds more than one name")]
    Several,
    /// A character that no login has.
    #[error("no GitHub login contains {0:?}")]
    Character(char),
    /// Starts with a hyphen or an underscore.
    #[error("no GitHub login starts with `-` or `_`")]
    Start,
    /// Longer than 39 characters.
    #[error("a GitHub login has at most 39 characters, this has {0}")]
    Long(usize),
    /// The same login was given to an earlier enrollment of the program.
    #[error("an earlier enrollment of this program has the same login")]
    Duplicate,
}

/// What was mended in a login, since it had one safe meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mend {
    /// Blanks around it were removed.
    Blanks,
    /// A profile URL was reduced to the login.
    ProfileUrl,
    /// A trailing `/` was removed.
    TrailingSlash,
    /// A leading `@` was removed.
    LeadingAt,
}

impl fmt::Display for Mend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Blanks => "blanks around the login",
            Self::ProfileUrl => "a profile URL instead of the login",
            Self::TrailingSlash => "a trailing `/`",
            Self::LeadingAt => "a leading `@`",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn mends_what_has_one_safe_meaning() {
        let cases: &[(&str, &[Mend])] = &[
            ("ada-l", &[]),
            (" ada-l\t", &[Mend::Blanks]),
            ("@ada-l", &[Mend::LeadingAt]),
            ("ada-l/", &[Mend::TrailingSlash]),
            ("https://github.com/ada-l", &[Mend::ProfileUrl]),
            ("HTTP://www.GitHub.com/ada-l/", &[Mend::ProfileUrl, Mend::TrailingSlash]),
            (" @ada-l ", &[Mend::Blanks, Mend::LeadingAt]),
        ];
        for (text, mends) in cases {
            let (login, mended) = Login::read(text).unwrap();
            assert_eq!(login.as_str(), "ada-l", "{text:?}");
            assert_eq!(&mended, mends, "{text:?}");
        }
    }

    #[test]
    fn refuses_what_has_no_safe_meaning() {
        let long = "a".repeat(40);
        let cases = [
            ("", LoginError::Empty),
            (" \t", LoginError::Empty),
            ("@", LoginError::Empty),
            ("https://github.com/", LoginError::Empty),
            ("ada, grace", LoginError::Several),
            ("ada/grace", LoginError::Several),
            ("https://github.com/ada/repo", LoginError::Address),
            ("https://github.com/orgs/lantern-works", LoginError::Address),
            ("github.com/ada?tab=repositories", LoginError::Address),
            ("https://gitlab.com/ada", LoginError::Address),
            ("gitlab.com/ada", LoginError::Address),
            ("www.ada.example", LoginError::Address),
            ("HTTPS://ada.example", LoginError::Address),
            ("ada grace", LoginError::Several),
            ("@ada, @grace", LoginError::Several),
            ("ada and grace", LoginError::Several),
            ("ada (she/her)", LoginError::Character(' ')),
            ("ada (he)", LoginError::Character(' ')),
            ("https://github.com/ada, https://github.com/grace", LoginError::Several),
            ("adä", LoginError::Character('ä')),
            ("ada.l", LoginError::Character('.')),
            ("-ada", LoginError::Start),
            (long.as_str(), LoginError::Long(40)),
        ];
        for (text, error) in cases {
            assert_eq!(Login::read(text).unwrap_err(), error, "{text:?}");
        }
    }

    #[test]
    fn the_strict_form_mends_nothing() {
        for text in [" ada", "ada ", "@ada", "ada/", "https://github.com/ada"] {
            assert!(Login::parse(text).is_err(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn case_never_separates_a_login_from_itself(text in "[a-zA-Z0-9][a-zA-Z0-9-]{0,30}") {
            let upper = Login::parse(&text.to_ascii_uppercase()).unwrap();
            let lower = Login::parse(&text.to_ascii_lowercase()).unwrap();
            prop_assert_eq!(&upper, &lower);
            prop_assert_eq!(upper.cmp(&lower), std::cmp::Ordering::Equal);
            prop_assert_eq!(upper.key(), lower.key());
        }

        #[test]
        fn what_is_read_is_a_strict_login(text in ".{0,50}") {
            if let Ok((login, _)) = Login::read(&text) {
                prop_assert!(Login::parse(login.as_str()).is_ok());
            }
        }
    }
}
