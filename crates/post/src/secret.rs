//! An address that is a secret itself: who knows it may write there.

use std::fmt;

use reqwest::Url;

/// An address that is a secret. It has no `Display`, and its `Debug` is redacted.
#[derive(Clone, PartialEq, Eq)]
pub struct SecretUrl(Url);

impl SecretUrl {
    /// Takes an address as somebody set it; blanks and line breaks around it are dropped.
    ///
    /// # Errors
    /// If it is no `https` address. Plain http is only taken on this machine itself. The errors don't repeat it.
    pub fn parse(text: &str) -> Result<Self, SecretUrlError> {
        let url = Url::parse(text.trim()).map_err(|_| SecretUrlError::NoUrl)?;
        let host = url.host_str().ok_or(SecretUrlError::NoUrl)?;
        match url.scheme() {
            "https" => Ok(Self(url)),
            "http" if is_loopback(host) => Ok(Self(url)),
            "http" => Err(SecretUrlError::Unencrypted),
            _ => Err(SecretUrlError::NoUrl),
        }
    }

    /// Whether it is on this machine, so that no proxy lies between.
    pub(crate) fn is_loopback(&self) -> bool {
        self.0.host_str().is_some_and(is_loopback)
    }

    /// The address itself, for a request and nothing else.
    pub(crate) fn expose(&self) -> Url {
        self.0.clone()
    }

    /// The same with a word more at the end of its path.
    pub(crate) fn below(&self, word: &str) -> Self {
        let mut url = self.0.clone();
        let path = format!("{}/{word}", url.path().trim_end_matches('/'));
        url.set_path(&path);
        Self(url)
    }
}

/// The host is written as [`Url`] normalizes it.
fn is_loopback(host: &str) -> bool {
    let v4 = host.starts_with("127.") && host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    v4 || matches!(host, "localhost" | "[::1]")
}

impl fmt::Debug for SecretUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretUrl(***)")
    }
}

/// A text that is no address to send to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretUrlError {
    /// No `https` address.
    #[error("the secret address is no URL\nhint: copy it again, from `https://` on")]
    NoUrl,
    /// Plain http to another machine.
    #[error(
        "the secret address would be sent unencrypted\nhint: write `https://`; plain http is only taken for 127.0.0.1"
    )]
    Unencrypted,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_what_stays_secret_is_taken() {
        for good in
            ["https://hooks.lantern.example/T0/B0/x", " http://127.0.0.1:80/x\n", "http://[::1]/"]
        {
            assert!(SecretUrl::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "hooks.example/x", "ftp://h/x", "https://", "data:x"] {
            assert_eq!(SecretUrl::parse(bad), Err(SecretUrlError::NoUrl), "{bad}");
        }
        for bad in ["http://hooks.example/x", "http://127.0.0.1.example/x", "http://10.0.0.7/x"] {
            assert_eq!(SecretUrl::parse(bad), Err(SecretUrlError::Unencrypted), "{bad}");
        }
    }

    #[test]
    fn a_word_goes_to_the_end_of_the_path_and_before_the_query() {
        for (given, below) in [
            ("https://ping.example/abc", "https://ping.example/abc/fail"),
            ("https://ping.example/abc/", "https://ping.example/abc/fail"),
            ("https://ping.example/abc?x=1", "https://ping.example/abc/fail?x=1"),
            ("https://ping.example", "https://ping.example/fail"),
        ] {
            let url = SecretUrl::parse(given).unwrap().below("fail");
            assert_eq!(url.expose().as_str(), below);
        }
    }

    proptest! {
        #[test]
        fn nothing_of_it_is_ever_shown(scheme in "https?|ftp|", host in "[a-z]{8}\\.example", secret in "[A-Z0-9]{12}") {
            for text in [format!("{scheme}://{host}/{secret}"), format!("{scheme}://{secret}@{host}/"), secret.clone()] {
                let shown = match SecretUrl::parse(&text) {
                    Ok(url) => format!("{url:?} {:?}", url.below("fail")),
                    Err(error) => format!("{error} {error:?}"),
                };
                prop_assert!(!shown.contains(&secret) && !shown.contains(&host), "{}", shown);
            }
        }
    }
}
