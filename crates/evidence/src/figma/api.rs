//! Where Figma's API is.

use reqwest::Url;

use super::file::FigmaFile;

/// Figma's own address.
const OFFICIAL: &str = "https://api.figma.com";
/// How many versions are asked for at once; Figma gives no more.
const PAGE: u32 = 50;

/// Figma's API, or a simulated one on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigmaApi {
    origin: String,
    loopback: bool,
}

impl FigmaApi {
    /// Figma itself, `https://api.figma.com`.
    #[must_use]
    pub fn official() -> Self {
        Self { origin: OFFICIAL.to_owned(), loopback: false }
    }

    /// Reads an address such as `https://api.figma.com` or `http://127.0.0.1:4000`.
    ///
    /// # Errors
    /// If it is no such address. Plain http is only taken on this machine itself, since every request carries the token.
    pub fn parse(given: &str) -> Result<Self, FigmaApiError> {
        let url = Url::parse(given.trim()).map_err(|_| FigmaApiError::NoUrl)?;
        let host = url.host_str().unwrap_or_default();
        let v4 = host.starts_with("127.") && host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let loopback = v4 || matches!(host, "localhost" | "[::1]");
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !bare || !url.username().is_empty() || url.password().is_some() {
            return Err(FigmaApiError::NoUrl);
        }
        match url.scheme() {
            "https" => {}
            "http" if loopback => {}
            "http" => return Err(FigmaApiError::Unencrypted(host.to_owned())),
            _ => return Err(FigmaApiError::NoUrl),
        }
        Ok(Self { origin: url.origin().ascii_serialization(), loopback })
    }

    /// Whether it is on this machine, so that no proxy lies between.
    pub(crate) fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// Where the versions of a file are, from the newest on.
    pub(crate) fn versions(&self, file: &FigmaFile) -> String {
        self.later_versions(file, &format!("page_size={PAGE}"))
    }

    /// Where a page of the versions is. An answer names it by a whole URL; only its query is taken, so that no answer can lead
    /// the token to another host.
    pub(crate) fn later_versions(&self, file: &FigmaFile, query: &str) -> String {
        format!("{}/v1/files/{}/versions?{query}", self.origin, file.key())
    }

    /// Where the comments on a file are; all of them are one page.
    pub(crate) fn comments(&self, file: &FigmaFile) -> String {
        format!("{}/v1/files/{}/comments", self.origin, file.key())
    }
}

/// A text that is no address of Figma's API. It is not repeated where it may hold a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FigmaApiError {
    /// No URL, or one with more than a scheme, a host and a port.
    #[error(
        "the address of Figma's API can't be read\nhint: write `https://api.figma.com`, without a path; the token is taken from `FIGMA_TOKEN`"
    )]
    NoUrl,
    /// Plain http to another machine.
    #[error(
        "`{0}` would get the token unencrypted\nhint: write `https://`; plain http is only taken for 127.0.0.1"
    )]
    Unencrypted(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_travels_encrypted_or_not_at_all() {
        assert_eq!(FigmaApi::parse(" https://api.figma.com/ "), Ok(FigmaApi::official()));
        for text in ["http://127.0.0.1:4000", "http://localhost:4000", "http://[::1]:4000"] {
            assert!(FigmaApi::parse(text).unwrap().is_loopback(), "{text}");
        }
        for text in ["http://api.figma.com", "http://127.example.org", "http://10.0.0.7"] {
            let error = FigmaApi::parse(text).unwrap_err();
            assert!(matches!(error, FigmaApiError::Unencrypted(_)), "{text}");
        }
        for text in [
            "",
            "api.figma.com",
            "ftp://a.b",
            "https://a:secret@a.b",
            "https://a.b/c",
            "https://a.b?c",
        ] {
            let error = FigmaApi::parse(text).unwrap_err();
            assert_eq!(error, FigmaApiError::NoUrl, "{text}");
            assert!(error.to_string().contains("\nhint: "));
        }
    }
}
