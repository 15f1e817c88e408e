//! The token of Figma's: kept where nothing can print it.

use std::fmt;

use reqwest::header::HeaderValue;

/// A personal access token of Figma's. It has no `Display`, and its `Debug` is redacted.
#[derive(Clone)]
pub struct FigmaToken(HeaderValue);

impl FigmaToken {
    /// Takes a token as somebody set it; blanks and line breaks around it are dropped.
    ///
    /// # Errors
    /// If nothing is left, or if it holds what no token holds. The errors don't repeat it.
    pub fn new(text: &str) -> Result<Self, FigmaTokenError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(FigmaTokenError::Empty);
        }
        if !text.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(FigmaTokenError::Characters);
        }
        let mut value = HeaderValue::from_str(text).map_err(|_| FigmaTokenError::Characters)?;
        value.set_sensitive(true);
        Ok(Self(value))
    }

    /// The value of the header that carries it, marked so that libraries don't log it.
    pub(crate) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

impl fmt::Debug for FigmaToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FigmaToken(***)")
    }
}

/// A text that is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FigmaTokenError {
    /// Nothing was given.
    #[error(
        "the token of Figma's is empty\nhint: set `FIGMA_TOKEN`, or unset it to leave Figma out"
    )]
    Empty,
    /// Blanks, control characters or letters outside ASCII.
    #[error(
        "the token of Figma's holds characters that no token has\nhint: copy it again, without quotes, blanks and line breaks"
    )]
    Characters,
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "figd_lanternLantern0123456789";

    #[test]
    fn a_token_is_never_shown() {
        let token = FigmaToken::new(&format!("  {SECRET}\n")).unwrap();
        assert_eq!(format!("{token:?}"), "FigmaToken(***)");
        assert_eq!(format!("{:#?}", Some(&token)), "Some(\n    FigmaToken(***),\n)");
        assert!(!format!("{:?}", token.header()).contains(SECRET));
        assert_eq!(token.header().to_str().unwrap(), SECRET);
    }

    #[test]
    fn what_is_no_token_is_refused_and_not_repeated() {
        for (text, expected) in [
            ("", FigmaTokenError::Empty),
            (" \n", FigmaTokenError::Empty),
            ("two words", FigmaTokenError::Characters),
            ("line\nbreak", FigmaTokenError::Characters),
            ("schlüssel", FigmaTokenError::Characters),
        ] {
            let error = FigmaToken::new(text).unwrap_err();
            assert_eq!(error, expected, "{text:?}");
            let said = format!("{error} {error:?}");
            assert!(said.contains("\nhint: ") && (text.trim().is_empty() || !said.contains(text)));
        }
    }
}
