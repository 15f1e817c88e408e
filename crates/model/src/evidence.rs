//! Evidence: work that GitHub can't show.

use std::fmt;

use chrono::{DateTime, Utc};

use crate::{Doer, EntryId, PeriodId, named};

named! {
    /// What a piece of evidence is.
    EvidenceKind {
        /// A file in Figma.
        Figma = "figma",
        /// A document.
        Document = "document",
        /// Research: reading, interviews, experiments.
        Research = "research",
        /// Design outside Figma.
        Design = "design",
        /// A talk.
        Talk = "talk",
        /// A post in a blog.
        Blog = "blog",
        /// A video.
        Video = "video",
        /// Work in a repository that is not public.
        PrivateRepository = "private-repository",
        /// Work on another forge than GitHub.
        OtherForge = "other-forge",
        /// Anything else.
        Other = "other",
    }
}

/// What identifies a piece of evidence: the number of the entry of the ledger that added it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EvidenceId(pub EntryId);

impl fmt::Display for EvidenceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where evidence can be looked at: an `https` URL with a host, without user name, password or fragment of white space.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EvidenceUrl(Box<str>);

/// The longest URL that is taken, in bytes; browsers take no longer ones either.
const LONGEST: usize = 2_000;

impl EvidenceUrl {
    /// Takes a URL as somebody pasted it; blanks around it are trimmed.
    ///
    /// # Errors
    /// [`EvidenceUrlError`] with the reason why it is not taken.
    pub fn parse(text: &str) -> Result<Self, EvidenceUrlError> {
        let text = text.trim();
        let wrong = |why| EvidenceUrlError { given: shown(text), why };
        let scheme = text.get(..8).filter(|scheme| scheme.eq_ignore_ascii_case("https://"));
        let rest = scheme.map(|_| &text[8..]).ok_or_else(|| wrong(WhyNoUrl::NotHttps))?;
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if text.len() > LONGEST {
            return Err(wrong(WhyNoUrl::Long));
        }
        if text.chars().any(|c| c.is_whitespace() || c.is_control() || c == '\\') {
            return Err(wrong(WhyNoUrl::Character));
        }
        if authority.contains('@') {
            return Err(wrong(WhyNoUrl::Credentials));
        }
        let host = host_of(authority);
        if host.is_empty() || !host.contains('.') || host.starts_with('.') {
            return Err(wrong(WhyNoUrl::Host));
        }
        Ok(Self(format!("https://{rest}").into()))
    }

    /// What stands for a URL that was erased: an address that can't exist, for no host ends in `.invalid`.
    #[must_use]
    pub fn forgotten() -> Self {
        Self("https://forgotten.invalid/".into())
    }

    /// The URL as text. It may hold a secret (`?token=…`), so it belongs into no error and no log; [`EvidenceUrl::host`] does.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host, without its port.
    #[must_use]
    pub fn host(&self) -> &str {
        let rest = self.0.split_once("://").map_or("", |(_, rest)| rest);
        host_of(rest.split(['/', '?', '#']).next().unwrap_or_default())
    }
}

/// The host of an authority without credentials.
fn host_of(authority: &str) -> &str {
    authority.rsplit_once(':').map_or(authority, |(host, _)| host)
}

/// What an error repeats of a text: no password before an `@`, and nothing from the path on, where links that were shared hold
/// their secrets.
fn shown(text: &str) -> String {
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), text),
    };
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, tail) = rest.split_at(end);
    if tail.contains('@') {
        // A password may itself hold a slash, and then nobody can say where it ends.
        return format!("{scheme}…");
    }
    let (mask, host) = authority.rsplit_once('@').map_or(("", authority), |(_, host)| ("…@", host));
    let shown: String = host.chars().take(200).collect();
    let more = if tail.is_empty() && shown.len() == host.len() { "" } else { "…" };
    format!("{scheme}{mask}{shown}{more}")
}

impl fmt::Display for EvidenceUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A text that is not taken as the URL of evidence.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not taken: {why}")]
pub struct EvidenceUrlError {
    /// What was given, up to its host and without a password.
    pub given: String,
    /// Why.
    pub why: WhyNoUrl,
}

/// Why a text is not taken as the URL of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhyNoUrl {
    /// It does not begin with `https://`.
    #[error("it must begin with `https://`")]
    NotHttps,
    /// It holds a user name or password.
    #[error(
        "it holds a user name or password, which everybody who may read the evidence would see"
    )]
    Credentials,
    /// It names no host that the public could reach.
    #[error("it names no host")]
    Host,
    /// It holds a blank, a control character or a backslash.
    #[error("it holds a blank, a control character or a backslash")]
    Character,
    /// It is longer than 2,000 bytes.
    #[error("it is longer than 2,000 bytes")]
    Long,
}

/// A piece of evidence, and what mentors said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// What identifies it.
    pub id: EvidenceId,
    /// For which period.
    pub period: PeriodId,
    /// What it is.
    pub kind: EvidenceKind,
    /// Where it can be looked at.
    pub url: EvidenceUrl,
    /// How many hours it took, where the submitter says so.
    pub hours: Option<u16>,
    /// In words, where there are some.
    pub note: Option<String>,
    /// When the work was done, where the submitter says so; else the submission stands for it.
    pub done: Option<DateTime<Utc>>,
    /// Who submitted it.
    pub by: Doer,
    /// When it was submitted.
    pub at: DateTime<Utc>,
    /// What a mentor of the enrollment says of it now; `None` before one said anything, or after it was taken back.
    pub opinion: Option<Opinion>,
}

/// What a mentor says of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// Whether it shows the work.
    pub confirmed: bool,
    /// Who says so.
    pub by: Doer,
    /// In a sentence.
    pub sentence: String,
    /// When.
    pub at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_public_https_urls_without_credentials_are_taken() {
        for text in [
            "https://www.figma.com/file/abc?node-id=1",
            " HTTPS://docs.example.org/x#part ",
            "https://a.b:8443/",
        ] {
            assert!(EvidenceUrl::parse(text).is_ok(), "{text}");
        }
        for (text, why) in [
            ("http://docs.example.org/x", WhyNoUrl::NotHttps),
            ("docs.example.org/x", WhyNoUrl::NotHttps),
            ("https://ada:secret@docs.example.org/x", WhyNoUrl::Credentials),
            ("https://localhost/x", WhyNoUrl::Host),
            ("https:///x", WhyNoUrl::Host),
            ("https://a b.org/x", WhyNoUrl::Character),
            ("https://a.org\\@b.org/x", WhyNoUrl::Character),
        ] {
            assert_eq!(EvidenceUrl::parse(text).map_err(|e| e.why), Err(why), "{text}");
        }
    }

    #[test]
    fn what_stands_for_an_erased_one_is_a_url_too() {
        let forgotten = EvidenceUrl::forgotten();
        assert_eq!(EvidenceUrl::parse(forgotten.as_str()), Ok(forgotten));
    }

    #[test]
    fn an_error_repeats_no_secret() {
        for text in [
            "https://ada:secret@docs.example.org/x",
            "https://ada:a@secret@docs.example.org/x",
            "http://docs.example.org/a@secret",
            "http://docs.example.org/secret",
            "http://docs.example.org?token=secret",
            "docs.example.org#secret",
            "ada:secret@docs.example.org",
        ] {
            let error = EvidenceUrl::parse(text).unwrap_err();
            let said = format!("{error} {error:?}");
            assert!(!said.contains("secret"), "{said}");
            assert!(said.contains("docs.example.org") || said.contains("http://…"), "{said}");
        }
    }

    #[test]
    fn the_host_is_known() {
        for (text, host) in [
            ("https://www.figma.com/file/abc", "www.figma.com"),
            ("https://a.example:8443?x=https://b.example/", "a.example"),
            ("https://a.example#@b.example", "a.example"),
        ] {
            assert_eq!(EvidenceUrl::parse(text).unwrap().host(), host);
        }
    }

    proptest! {
        #[test]
        fn what_is_taken_is_taken_back(text in "https://[a-z.@:]{1,12}(/[a-z?#]{0,6})?") {
            if let Ok(url) = EvidenceUrl::parse(&text) {
                prop_assert_eq!(EvidenceUrl::parse(url.as_str()), Ok(url));
            }
        }
    }
}
