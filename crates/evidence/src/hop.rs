//! One step of a look: whether an address may be asked, and what its answer means. Nothing here asks.

use monitor_model::{Reach, WhyRefused};
use reqwest::Url;

use crate::addresses::Addresses;

/// Words that name a page for signing in, as a whole part of a host or of a path.
const SIGN_IN: &[&str] = &[
    "accounts",
    "auth",
    "authorize",
    "log-in",
    "log_in",
    "login",
    "oauth",
    "oauth2",
    "saml",
    "servicelogin",
    "sign-in",
    "sign_in",
    "signin",
    "sso",
];

/// What an answer leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The look is over.
    Over(Reach),
    /// It goes on there, if that may be asked.
    On(Url),
}

/// Whether an address may be asked; names are judged again when they are looked up.
pub(crate) fn admit(url: &Url, addresses: &Addresses) -> Result<(), WhyRefused> {
    if url.scheme() != "https" {
        return Err(WhyRefused::NotHttps);
    }
    // The client would send them along.
    if !url.username().is_empty() || url.password().is_some() {
        return Err(WhyRefused::Credentials);
    }
    match url.host_str() {
        Some(host) if addresses.allow_host(host) => Ok(()),
        Some(_) => Err(WhyRefused::NotPublic),
        None => Err(WhyRefused::NoAddress),
    }
}

/// What a status, and where it leads, say of the address that gave them.
pub(crate) fn judge(status: u16, location: Option<&str>, at: &Url) -> Step {
    match (status, location) {
        (200..=299, _) => Step::Over(Reach::Reached { status }),
        (301 | 302 | 303 | 307 | 308, Some(location)) => match at.join(location) {
            Ok(next) if wants_sign_in(&next) && !wants_sign_in(at) => {
                Step::Over(Reach::NeedsSignIn)
            }
            Ok(next) => Step::On(next),
            Err(_) => Step::Over(Reach::Refused(WhyRefused::NoAddress)),
        },
        (401 | 403, _) => Step::Over(Reach::NeedsSignIn),
        (404 | 410, _) => Step::Over(Reach::NotThere { status }),
        _ => Step::Over(Reach::Unclear { status }),
    }
}

/// Whether an address is that of a page for signing in. Only whole words count: a talk about logins is none.
fn wants_sign_in(url: &Url) -> bool {
    let is_word = |part: &str| SIGN_IN.iter().any(|word| part.eq_ignore_ascii_case(word));
    let host = url.host_str().unwrap_or_default().split('.').any(is_word);
    host || url.path().split('/').any(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn only_https_without_credentials_and_only_public_hosts_are_asked() {
        for (text, expected) in [
            ("https://docs.example.org/x", Ok(())),
            ("http://docs.example.org/x", Err(WhyRefused::NotHttps)),
            ("file:///etc/passwd", Err(WhyRefused::NotHttps)),
            ("gopher://docs.example.org/", Err(WhyRefused::NotHttps)),
            ("https://ada@docs.example.org/", Err(WhyRefused::Credentials)),
            ("https://:secret@docs.example.org/", Err(WhyRefused::Credentials)),
            ("https://10.0.0.1/", Err(WhyRefused::NotPublic)),
            ("https://[::1]/", Err(WhyRefused::NotPublic)),
        ] {
            assert_eq!(admit(&url(text), &Addresses::Public), expected, "{text}");
        }
    }

    #[test]
    fn every_status_has_a_meaning() {
        let at = url("https://docs.example.org/a/b");
        for (status, location, expected) in [
            (200, None, Step::Over(Reach::Reached { status: 200 })),
            (206, None, Step::Over(Reach::Reached { status: 206 })),
            (301, None, Step::Over(Reach::Unclear { status: 301 })),
            (304, Some("/x"), Step::Over(Reach::Unclear { status: 304 })),
            (302, Some("/x?y"), Step::On(url("https://docs.example.org/x?y"))),
            (307, Some("c"), Step::On(url("https://docs.example.org/a/c"))),
            (308, Some("//o.example/"), Step::On(url("https://o.example/"))),
            (302, Some("https://"), Step::Over(Reach::Refused(WhyRefused::NoAddress))),
            (302, Some("https://accounts.o.example/x"), Step::Over(Reach::NeedsSignIn)),
            (302, Some("/users/sign_in?next=/a"), Step::Over(Reach::NeedsSignIn)),
            (302, Some("/Login"), Step::Over(Reach::NeedsSignIn)),
            (
                302,
                Some("/blog/login-pages"),
                Step::On(url("https://docs.example.org/blog/login-pages")),
            ),
            (401, None, Step::Over(Reach::NeedsSignIn)),
            (403, None, Step::Over(Reach::NeedsSignIn)),
            (404, None, Step::Over(Reach::NotThere { status: 404 })),
            (410, None, Step::Over(Reach::NotThere { status: 410 })),
            (429, None, Step::Over(Reach::Unclear { status: 429 })),
            (503, Some("/x"), Step::Over(Reach::Unclear { status: 503 })),
        ] {
            assert_eq!(judge(status, location, &at), expected, "{status} {location:?}");
        }
    }

    #[test]
    fn work_on_a_page_for_signing_in_is_evidence_too() {
        let at = url("https://design.example/login/mockup");
        assert_eq!(
            judge(302, Some("/login/final"), &at),
            Step::On(url("https://design.example/login/final"))
        );
    }

    proptest! {
        #[test]
        fn no_answer_makes_a_panic(status in 100..1000_u16, location in prop::option::of(".{0,40}")) {
            let at = url("https://docs.example.org/a");
            let step = judge(status, location.as_deref(), &at);
            prop_assert_eq!(matches!(step, Step::On(_)) && !(300..400).contains(&status), false);
        }
    }
}
