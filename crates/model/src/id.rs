//! Ids that people choose: of programs and of periods.

use std::fmt;

/// Declares an id: 1 to 64 lower-case ASCII letters, digits, `-`, `_` and `.`, starting with a letter or digit.
macro_rules! slug {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// Takes an id as it is written.
            ///
            /// # Errors
            /// [`SlugError`] for anything but 1 to 64 of `a-z`, `0-9`, `-`, `_` and `.`, a letter or digit first.
            pub fn parse(text: &str) -> Result<Self, SlugError> {
                let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
                let starts = text.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
                if starts && text.len() <= 64 && text.chars().all(allowed) {
                    Ok(Self(text.into()))
                } else {
                    Err(SlugError { given: text.to_owned() })
                }
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl std::str::FromStr for $name {
            type Err = SlugError;

            fn from_str(text: &str) -> Result<Self, SlugError> {
                Self::parse(text)
            }
        }
    };
}

slug! {
    /// The id of a program, like `lfx-2026-term3`.
    ProgramId
}

slug! {
    /// The id of a period, like `midterm`.
    PeriodId
}

/// A text that is no id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{given}` is no id; an id has 1 to 64 of a-z, 0-9, `-`, `_` and `.`, and starts with a letter or digit"
)]
pub struct SlugError {
    /// What was given.
    pub given: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_words() {
        assert_eq!(ProgramId::parse("lfx-2026-term3").unwrap().as_str(), "lfx-2026-term3");
        for text in ["", "LFX", "-a", "a b", "a/b", "ä"] {
            assert!(ProgramId::parse(text).is_err(), "{text:?}");
        }
    }
}
