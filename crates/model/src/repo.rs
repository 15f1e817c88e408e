//! Repository names: `owner/name`, compared without case.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::Login;

/// The name of a repository, `owner/name`; shown as it was written, compared without case. A clone costs next to nothing: every
/// contribution names one.
#[derive(Clone)]
pub struct RepoName(Arc<Parts>);

struct Parts {
    owner: Login,
    name: Box<str>,
}

impl RepoName {
    /// Takes `owner/name`; the name has 1 to 100 ASCII letters, digits, `-`, `_` and `.`.
    ///
    /// # Errors
    /// [`RepoNameError`] for anything else, in particular for `a/b/c`.
    pub fn parse(text: &str) -> Result<Self, RepoNameError> {
        let wrong = || RepoNameError { given: text.to_owned() };
        let (owner, name) = text.split_once('/').ok_or_else(wrong)?;
        let owner = Login::parse(owner).map_err(|_| wrong())?;
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        let sound = (1..=100).contains(&name.len())
            && name.chars().all(allowed)
            && name != "."
            && name != "..";
        if sound { Ok(Self(Arc::new(Parts { owner, name: name.into() }))) } else { Err(wrong()) }
    }

    /// The user or organisation that owns the repository.
    #[must_use]
    pub fn owner(&self) -> &Login {
        &self.0.owner
    }

    /// The name without the owner.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The form in which names are compared: ASCII lower case.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}/{}", self.owner().key(), self.name().to_ascii_lowercase())
    }

    /// The bytes of [`RepoName::key`].
    fn folded(&self) -> impl Iterator<Item = u8> + '_ {
        let name = self.name().bytes().map(|b| b.to_ascii_lowercase());
        self.owner().folded().chain([b'/']).chain(name)
    }
}

/// A text that is no repository name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is no repository name; it is written `owner/name`")]
pub struct RepoNameError {
    /// What was given.
    pub given: String,
}

impl fmt::Display for RepoName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}/{}", self.owner(), self.name()))
    }
}

impl fmt::Debug for RepoName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RepoName({self})")
    }
}

impl PartialEq for RepoName {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || (self.owner() == other.owner() && self.name().eq_ignore_ascii_case(other.name()))
    }
}

impl Eq for RepoName {}

impl PartialOrd for RepoName {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for RepoName {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.folded().cmp(other.folded())
    }
}

impl Hash for RepoName {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded().for_each(|byte| state.write_u8(byte));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::hash::DefaultHasher;

    #[test]
    fn takes_owner_and_name_and_nothing_else() {
        let repo = RepoName::parse("Lighthouse/beam.rs").unwrap();
        assert_eq!((repo.owner().as_str(), repo.name()), ("Lighthouse", "beam.rs"));
        for text in ["", "beam", "a/", "/b", "a/b/c", "a b/c", "a/..", "a/b?"] {
            assert!(RepoName::parse(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn is_compared_without_case() {
        assert_eq!(RepoName::parse("Light/Beam").unwrap(), RepoName::parse("light/beam").unwrap());
    }

    proptest! {
        #[test]
        fn is_equal_ordered_and_hashed_as_its_key(a in "[aB]-?[aB]?/[aB.]{1,2}", b in "[aB]-?[aB]?/[aB.]{1,2}") {
            let hash = |name: &RepoName| {
                let mut hasher = DefaultHasher::new();
                name.hash(&mut hasher);
                hasher.finish()
            };
            if let (Ok(a), Ok(b)) = (RepoName::parse(&a), RepoName::parse(&b)) {
                prop_assert_eq!(a == b, a.key() == b.key());
                prop_assert_eq!(a.cmp(&b), a.key().cmp(&b.key()));
                prop_assert_eq!(a == b, hash(&a) == hash(&b));
                prop_assert_eq!(a.owner().cmp(b.owner()), a.owner().key().cmp(&b.owner().key()));
            }
        }
    }
}
