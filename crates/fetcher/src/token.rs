//! The token: kept where nothing can print it.

use std::fmt;

use http::HeaderValue;
use octocrab::secrecy::{ExposeSecret, SecretString};

/// A token of GitHub's. It has no `Display`, its `Debug` is redacted, and its memory is wiped when it is dropped.
#[derive(Clone)]
pub struct Token(SecretString);

impl Token {
    /// Takes a token as somebody set it; blanks and line breaks around it are dropped.
    ///
    /// # Errors
    /// If nothing is left, or if it holds what no token holds. The errors don't repeat it.
    pub fn new(text: &str) -> Result<Self, TokenError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TokenError::Empty);
        }
        if !text.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(TokenError::Characters);
        }
        Ok(Self(text.into()))
    }

    /// The value of the `Authorization` header, marked so that libraries don't log it.
    pub(crate) fn header(&self) -> Result<HeaderValue, TokenError> {
        let text = format!("Bearer {}", self.0.expose_secret());
        let mut value = HeaderValue::try_from(text).map_err(|_| TokenError::Characters)?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// The text of a server or a library, with this token taken out.
    pub(crate) fn scrub(&self, text: &str) -> String {
        text.replace(self.0.expose_secret(), "***")
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(***)")
    }
}

/// A text that is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Nothing was given.
    #[error("the token is empty\nhint: set `GITHUB_TOKEN`, or log in with `gh auth login`")]
    Empty,
    /// Blanks, control characters or letters outside ASCII.
    #[error(
        "the token holds characters that no token has\nhint: copy it again, without quotes, blanks and line breaks"
    )]
    Characters,
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "ghp_lanternLantern0123456789";

    #[test]
    fn a_token_is_never_shown() {
        let token = Token::new(&format!("  {SECRET}\n")).unwrap();
        assert_eq!(format!("{token:?}"), "Token(***)");
        assert_eq!(format!("{:#?}", Some(&token)), "Some(\n    Token(***),\n)");
        assert!(!format!("{:?}", token.header().unwrap()).contains(SECRET));
        assert_eq!(token.scrub(&format!("bad {SECRET}: {SECRET}")), "bad ***: ***");
    }

    #[test]
    fn the_header_carries_it_whole() {
        let header = Token::new(SECRET).unwrap().header().unwrap();
        assert_eq!(header.to_str().unwrap(), format!("Bearer {SECRET}"));
        assert!(header.is_sensitive());
    }

    #[test]
    fn what_is_no_token_is_refused_and_not_repeated() {
        for (text, expected) in [
            ("", TokenError::Empty),
            (" \n", TokenError::Empty),
            ("two words", TokenError::Characters),
            ("line\nbreak", TokenError::Characters),
            ("schlüssel", TokenError::Characters),
        ] {
            let error = Token::new(text).unwrap_err();
            assert_eq!(error, expected, "{text:?}");
            let said = format!("{error} {error:?}");
            assert!(said.contains("\nhint: ") && (text.trim().is_empty() || !said.contains(text)));
        }
    }
}
