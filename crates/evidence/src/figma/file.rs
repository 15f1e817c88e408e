//! Which file of Figma's a URL names.

use monitor_model::EvidenceUrl;
use reqwest::Url;

/// The kinds of files that the API has versions and comments of, as they stand in URLs.
const KINDS: &[&str] = &["file", "design", "proto", "board"];
/// The longest key that is taken; Figma's have 22 characters.
const LONGEST: usize = 64;

/// The key of a file or of a branch of it: letters and digits only, so that it can stand in a path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigmaFile(Box<str>);

impl FigmaFile {
    /// The file that a URL of evidence names: `https://www.figma.com/design/KEY/…`, with `file`, `proto` or `board` as well. A
    /// branch (`…/KEY/branch/KEY2/…`) is a file of its own.
    #[must_use]
    pub fn of(url: &EvidenceUrl) -> Option<Self> {
        let url = Url::parse(url.as_str()).ok()?;
        let is_figma = matches!(url.host_str()?, "figma.com" | "www.figma.com");
        let mut parts = url.path_segments()?;
        let is_file = KINDS.contains(&parts.next()?) && is_figma && url.port().is_none();
        let (key, next) = (parts.next()?, parts.next());
        let branch = if next == Some("branch") { parts.next() } else { None };
        let key = branch.unwrap_or(key);
        let is_key = (1..=LONGEST).contains(&key.len());
        let is_key = is_key && key.bytes().all(|b| b.is_ascii_alphanumeric());
        (is_file && is_key).then(|| Self(key.into()))
    }

    /// The key.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(text: &str) -> Option<String> {
        FigmaFile::of(&EvidenceUrl::parse(text).ok()?).map(|file| file.key().to_owned())
    }

    #[test]
    fn a_file_is_found_in_every_form_of_url() {
        for (text, expected) in [
            ("https://www.figma.com/file/aB3/Lantern", Some("aB3")),
            ("https://figma.com/design/aB3", Some("aB3")),
            ("https://WWW.FIGMA.COM/proto/aB3/L?node-id=1-2&t=secret", Some("aB3")),
            ("https://www.figma.com/board/aB3/L#x", Some("aB3")),
            ("https://www.figma.com:443/design/aB3/", Some("aB3")),
            ("https://www.figma.com/design/aB3/branch/cD4/Lantern", Some("cD4")),
            ("https://www.figma.com/design/aB3/branch", Some("aB3")),
            ("https://www.figma.com/community/file/123/x", None),
            ("https://www.figma.com/team/aB3", None),
            ("https://www.figma.com/design/", None),
            ("https://www.figma.com/design", None),
            ("https://www.figma.com/design/a%2Fb/x", None),
            ("https://www.figma.com/design/..%2fme/x", None),
            ("https://www.figma.com:8443/design/aB3", None),
            ("https://figma.com.example.org/design/aB3", None),
            ("https://notfigma.com/design/aB3", None),
        ] {
            assert_eq!(key(text).as_deref(), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_key_can_do_nothing_in_a_path(tail in "[ -~]{0,30}") {
            if let Some(key) = key(&format!("https://www.figma.com/design/{tail}")) {
                prop_assert!(key.bytes().all(|b| b.is_ascii_alphanumeric()) && !key.is_empty());
            }
        }
    }
}
