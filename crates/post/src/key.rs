//! The key by which a message is known.

use std::fmt;

/// How long a key may be, in characters.
const LONGEST_KEY: usize = 200;

/// By what a message is known from one run to the next, such as `weekly/lantern-2026-spring/2026-W15`.
///
/// It can be read by everybody who can read the message, so it holds nobody's name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageKey(String);

impl MessageKey {
    /// Takes 1 to 200 ASCII letters, digits, `.`, `_`, `-` and `/`, without two `-` in a row, which would end the comment that
    /// the key stands in.
    ///
    /// # Errors
    /// [`KeyError`] for anything else.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/');
        let sound = (1..=LONGEST_KEY).contains(&text.len())
            && text.chars().all(allowed)
            && !text.contains("--")
            && !text.ends_with('-');
        if sound { Ok(Self(text.to_owned())) } else { Err(KeyError { given: text.to_owned() }) }
    }

    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MessageKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A text that is no key of a message.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` is no key of a message\nhint: write up to 200 ASCII letters, digits, `.`, `_`, `/` and single `-`"
)]
pub struct KeyError {
    /// What was given.
    pub given: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_stays_within_the_comment_that_it_stands_in() {
        let long = "k".repeat(LONGEST_KEY);
        for good in ["weekly/lantern-2026-spring/2026-W15", "a", &long] {
            assert_eq!(MessageKey::parse(good).unwrap().as_str(), good);
        }
        for bad in ["", "a b", "a--b", "a-->", "ada-", "ü", "a\nb", "<", &format!("{long}k")] {
            let error = MessageKey::parse(bad).unwrap_err().to_string();
            assert!(error.contains("\nhint: "), "{error}");
        }
    }
}
