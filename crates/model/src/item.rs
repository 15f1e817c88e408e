//! Items: the things on GitHub that a contribution acts on, and what identifies them.

use std::fmt;
use std::sync::Arc;

use crate::named;
use crate::{NodeId, RepoName, RepoNameError};

named! {
    /// What kind of GitHub object an item is.
    ItemKind {
        /// A pull request.
        PullRequest = "pull-request",
        /// An issue.
        Issue = "issue",
        /// A review of a pull request.
        Review = "review",
        /// A commit.
        Commit = "commit",
        /// A comment on an issue, a pull request, a review or a commit.
        Comment = "comment",
        /// A discussion.
        Discussion = "discussion",
    }
}

/// A GitHub object: identified by its node id where that is known, else by its canonical URL. A clone makes no text anew: an
/// assessment holds every item of its period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Where a person can look at it.
    pub url: ItemUrl,
    /// GitHub's global node id, new format; `None` where the source did not record it.
    pub node_id: Option<NodeId>,
    /// The repository that it lies in.
    pub repo: RepoName,
    /// The title; `None` where the source did not record it or the kind has none.
    pub title: Option<Arc<str>>,
}

impl Item {
    /// A pull request of which only repository and number are known.
    #[must_use]
    pub fn pull_request(repo: RepoName, number: u64) -> Self {
        let url = ItemUrl(format!("https://github.com/{}/pull/{number}", repo.key()).into());
        Self { kind: ItemKind::PullRequest, url, node_id: None, repo, title: None }
    }

    /// An issue of which only repository and number are known.
    #[must_use]
    pub fn issue(repo: RepoName, number: u64) -> Self {
        let url = ItemUrl(format!("https://github.com/{}/issues/{number}", repo.key()).into());
        Self { kind: ItemKind::Issue, url, node_id: None, repo, title: None }
    }

    /// A review of which only the URL is known.
    #[must_use]
    pub fn review(repo: RepoName, url: ItemUrl) -> Self {
        Self { kind: ItemKind::Review, url, node_id: None, repo, title: None }
    }

    /// The item in short: `lantern-works/beam#12`; where its URL has another form, the repository alone.
    #[must_use]
    pub fn reference(&self) -> String {
        let parts: Vec<&str> = self.url.as_str().split(['/', '#']).collect();
        let number = match parts.get(5..7) {
            Some(["pull" | "issues" | "discussions", number]) => Some(number),
            _ => None,
        };
        number.map_or_else(|| self.repo.to_string(), |number| format!("{}#{number}", self.repo))
    }
}

/// The canonical URL of an item: scheme, host, owner and repository in lower case, no query, no trailing slash.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemUrl(Arc<str>);

impl ItemUrl {
    /// Takes the URL of an item: `https://HOST/OWNER/REPO/…`.
    ///
    /// # Errors
    /// [`ItemUrlError`] where the text is no such URL.
    pub fn parse(text: &str) -> Result<Self, ItemUrlError> {
        let wrong = || ItemUrlError { given: text.to_owned() };
        let (scheme, rest) = text.split_once("://").ok_or_else(wrong)?;
        if !matches!(scheme.to_ascii_lowercase().as_str(), "https" | "http") {
            return Err(wrong());
        }
        let (path, fragment) =
            rest.split_once('#').map_or((rest, None), |(path, f)| (path, Some(f)));
        let path = path.split_once('?').map_or(path, |(path, _)| path).trim_end_matches('/');
        let mut parts = path.splitn(4, '/');
        let (host, owner, name) = (parts.next(), parts.next(), parts.next());
        let (Some(host), Some(owner), Some(name), Some(object)) = (host, owner, name, parts.next())
        else {
            return Err(wrong());
        };
        let repo = RepoName::parse(&format!("{owner}/{name}"))?;
        if host.is_empty() || object.is_empty() {
            return Err(wrong());
        }
        let mut url = format!("https://{}/{}/{object}", host.to_ascii_lowercase(), repo.key());
        if let Some(fragment) = fragment.filter(|f| !f.is_empty()) {
            url.push('#');
            url.push_str(fragment);
        }
        Ok(Self(url.into()))
    }

    /// Takes back what [`ItemUrl::as_str`] gave: mends nothing, and costs a fraction of [`ItemUrl::parse`].
    ///
    /// # Errors
    /// [`ItemUrlError`] where the text is not in canonical form.
    pub fn from_canonical(text: &str) -> Result<Self, ItemUrlError> {
        if is_canonical(text) {
            Ok(Self(text.into()))
        } else {
            Err(ItemUrlError { given: text.to_owned() })
        }
    }

    /// The repository in which the item lies.
    ///
    /// # Errors
    /// Never for a URL that was parsed; the name was a repository's then.
    pub fn repo(&self) -> Result<RepoName, RepoNameError> {
        let path = self.0.splitn(6, '/').skip(3).take(2).collect::<Vec<_>>().join("/");
        RepoName::parse(&path)
    }

    /// The same object in a repository of another name.
    #[must_use]
    pub fn in_repo(&self, repo: &RepoName) -> Self {
        let mut parts = self.0.splitn(6, '/');
        let host = parts.nth(2).unwrap_or_default();
        let object = parts.nth(2).unwrap_or_default();
        Self(format!("https://{host}/{}/{object}", repo.key()).into())
    }

    /// The item on which a comment or review stands: the same without the `#…`; of any other item, itself.
    #[must_use]
    pub fn parent(&self) -> Self {
        Self(self.0.split_once('#').map_or(&*self.0, |(parent, _)| parent).into())
    }

    /// The URL as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether [`ItemUrl::parse`] would take the text and change nothing; found out without making one.
fn is_canonical(text: &str) -> bool {
    let Some(rest) = text.as_bytes().strip_prefix(b"https://") else {
        return false;
    };
    let hash = rest.iter().position(|&b| b == b'#');
    let (path, fragment) =
        hash.map_or((rest, None), |at| (&rest[..at], rest.get(at.saturating_add(1)..)));
    let mut parts = path.splitn(4, |&b| b == b'/');
    let (Some(host), Some(owner), Some(name), Some(object)) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'-' | b'_');
    let owner_is_sound = (1..=39).contains(&owner.len())
        && !(owner.starts_with(b"-") || owner.starts_with(b"_"))
        && owner.iter().copied().all(plain);
    let name_is_sound = (1..=100).contains(&name.len())
        && name.iter().all(|&b| plain(b) || b == b'.')
        && !matches!(name, b"." | b"..");
    let mended =
        path.contains(&b'?') || path.ends_with(b"/") || fragment.is_some_and(<[u8]>::is_empty);
    let host_is_sound = !host.is_empty() && !host.iter().any(u8::is_ascii_uppercase);
    host_is_sound && owner_is_sound && name_is_sound && !object.is_empty() && !mended
}

impl fmt::Display for ItemUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A text that is no URL of an item.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is no URL of an item on GitHub")]
pub struct ItemUrlError {
    /// What was given.
    pub given: String,
}

impl From<RepoNameError> for ItemUrlError {
    fn from(error: RepoNameError) -> Self {
        Self { given: error.given }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_object_has_one_url() {
        let canonical = "https://github.com/light/beam/pull/7#pullrequestreview-42";
        for text in [
            canonical,
            "HTTPS://GitHub.com/Light/Beam/pull/7#pullrequestreview-42",
            "http://github.com/light/beam/pull/7/?tab=files#pullrequestreview-42",
        ] {
            assert_eq!(ItemUrl::parse(text).unwrap().as_str(), canonical);
            assert_eq!(ItemUrl::parse(text).unwrap().repo(), RepoName::parse("light/beam"));
        }
        let repo = RepoName::parse("Light/Beam").unwrap();
        let parsed = ItemUrl::parse("https://github.com/Light/Beam/pull/7/").unwrap();
        assert_eq!(Item::pull_request(repo, 7).url, parsed);
    }

    #[test]
    fn an_object_moves_with_its_repository() {
        let url = ItemUrl::parse("https://github.com/light/beam/pull/7#issuecomment-1").unwrap();
        let moved = url.in_repo(&RepoName::parse("Dark/Ray").unwrap());
        assert_eq!(moved.as_str(), "https://github.com/dark/ray/pull/7#issuecomment-1");
        assert_eq!(ItemUrl::from_canonical(moved.as_str()).as_ref(), Ok(&moved));
    }

    #[test]
    fn a_comment_stands_on_an_item() {
        let url = |text| ItemUrl::parse(text).unwrap();
        let item = url("https://github.com/light/beam/pull/7");
        assert_eq!(url("https://github.com/light/beam/pull/7#issuecomment-42").parent(), item);
        assert_eq!(item.parent(), item);
    }

    #[test]
    fn refuses_what_names_no_item() {
        for text in [
            "",
            "light/beam#7",
            "ftp://github.com/a/b/pull/1",
            "https://github.com/a/b",
            "https://github.com/a//pull/1",
        ] {
            assert!(ItemUrl::parse(text).is_err(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_parse_would_not_change_is_canonical(
            text in "(https|http|HTTPS)://(github.com|GitHub.com|)/[aB_-]{0,2}/([a.]{0,3}|beam|Beam)(/pull/?7?[/?#]?[a?#/]{0,2})?"
        ) {
            let unchanged = ItemUrl::parse(&text).is_ok_and(|url| url.as_str() == text);
            prop_assert_eq!(ItemUrl::from_canonical(&text).is_ok(), unchanged, "{}", text);
        }

        #[test]
        fn what_parse_gives_is_taken_back(text in "https?://GitHub.com/[aB][a-]{0,2}/[aB.]{1,3}x/pull/[#?/a]{0,5}") {
            if let Ok(url) = ItemUrl::parse(&text) {
                prop_assert_eq!(ItemUrl::from_canonical(url.as_str()), Ok(url));
            }
        }
    }
}
