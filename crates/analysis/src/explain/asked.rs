//! Which item a text names: a URL of any kind, or `owner/repo#7`.

use monitor_model::{ItemUrl, RepoName, Stream};

/// The items that a text may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Their URLs, the likeliest first; at least one.
    pub urls: Vec<ItemUrl>,
}

impl Asked {
    /// Takes a URL of an item, or `owner/repo#7`, which may be a pull request, an issue or a discussion; `None` for other text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let urls = match shorthand(text) {
            Some((repo, number)) => ["pull", "issues", "discussions"]
                .iter()
                .filter_map(|kind| url(&format!("https://github.com/{repo}/{kind}/{number}")))
                .collect(),
            None => with_scheme(text).and_then(|text| url(&plain(&text))).into_iter().collect(),
        };
        let asked = Self { urls };
        (!asked.urls.is_empty()).then_some(asked)
    }

    /// The repository in which it lies.
    #[must_use]
    pub fn repo(&self) -> Option<RepoName> {
        self.urls.iter().find_map(|url| url.repo().ok())
    }

    /// The streams in which it would be found, each once.
    #[must_use]
    pub fn streams(&self) -> Vec<Stream> {
        let mut streams: Vec<Stream> = self.urls.iter().map(|url| stream(url.as_str())).collect();
        streams.dedup();
        streams
    }
}

fn url(text: &str) -> Option<ItemUrl> {
    ItemUrl::parse(text).ok()
}

/// `owner/repo#7` as its two parts.
fn shorthand(text: &str) -> Option<(RepoName, u64)> {
    let (repo, number) = text.split_once('#')?;
    Some((RepoName::parse(repo).ok()?, number.parse().ok()?))
}

/// `github.com/…` is an address too.
fn with_scheme(text: &str) -> Option<String> {
    if text.contains("://") {
        return Some(text.to_owned());
    }
    let lower = text.to_ascii_lowercase();
    let is_address = ["github.com/", "www.github.com/"].iter().any(|host| lower.starts_with(host));
    is_address.then(|| format!("https://{text}"))
}

/// The address of the item itself, where the text is one of the pages of the item.
fn plain(text: &str) -> String {
    let text = text.replacen("://www.github.com/", "://github.com/", 1);
    let (path, fragment) = text.split_once('#').unwrap_or((&text, ""));
    let path = path.split_once('?').map_or(path, |(path, _)| path).trim_end_matches('/');
    let mut parts: Vec<&str> = path.split('/').collect();
    // Scheme, nothing, host, owner and name come before the kind.
    let commit = match parts.get(5..) {
        Some(["pull", _, "commits" | "changes", oid]) => Some((*oid).to_owned()),
        _ => None,
    };
    if let Some(oid) = commit {
        parts.truncate(5);
        return format!("{}/commit/{oid}", parts.join("/"));
    }
    if matches!(parts.get(5), Some(&("pull" | "issues" | "discussions"))) {
        parts.truncate(7);
    }
    let fragment = match fragment.strip_prefix('r') {
        Some(line) if !line.is_empty() && line.bytes().all(|b| b.is_ascii_digit()) => {
            format!("discussion_r{line}")
        }
        _ => fragment.to_owned(),
    };
    // A comment has a fragment of its own; others are places on the page.
    let is_item = ["pullrequestreview-", "issuecomment-", "discussion_r", "discussioncomment-"];
    let kept = is_item.iter().any(|start| fragment.starts_with(start))
        || fragment.starts_with("commitcomment-");
    let path = parts.join("/");
    if kept { format!("{path}#{fragment}") } else { path }
}

/// The stream in which the item with this URL would be found.
fn stream(url: &str) -> Stream {
    let (path, fragment) = url.split_once('#').unwrap_or((url, ""));
    let kind = path.split('/').nth(5).unwrap_or_default();
    match (kind, fragment) {
        ("discussions", _) => Stream::Discussions,
        (_, fragment) if fragment.starts_with("pullrequestreview-") => Stream::Reviews,
        ("issues", "") => Stream::Issues,
        ("commit" | "commits", "") => Stream::Commits,
        (_, "") => Stream::PullRequests,
        _ => Stream::Comments,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> (String, Stream) {
        let asked = Asked::parse(text).unwrap_or_else(|| panic!("{text}"));
        (asked.urls[0].as_str().to_owned(), asked.streams()[0])
    }

    #[test]
    fn every_kind_of_address_leads_to_its_item_and_stream() {
        let beam = "https://github.com/lantern-works/beam";
        let cases = [
            ("pull/7", "pull/7", Stream::PullRequests),
            ("pull/7/files", "pull/7", Stream::PullRequests),
            ("pull/7?tab=files#diff-1", "pull/7", Stream::PullRequests),
            ("issues/8/", "issues/8", Stream::Issues),
            ("issues/8#issuecomment-5", "issues/8#issuecomment-5", Stream::Comments),
            ("pull/7#issuecomment-5", "pull/7#issuecomment-5", Stream::Comments),
            ("pull/7#discussion_r5", "pull/7#discussion_r5", Stream::Comments),
            ("pull/7/files#r5", "pull/7#discussion_r5", Stream::Comments),
            ("pull/7#pullrequestreview-5", "pull/7#pullrequestreview-5", Stream::Reviews),
            ("commit/abc", "commit/abc", Stream::Commits),
            ("pull/7/commits/abc", "commit/abc", Stream::Commits),
            ("commit/abc#commitcomment-5", "commit/abc#commitcomment-5", Stream::Comments),
            ("discussions/9", "discussions/9", Stream::Discussions),
            (
                "discussions/9#discussioncomment-5",
                "discussions/9#discussioncomment-5",
                Stream::Discussions,
            ),
        ];
        for (path, url, stream) in cases {
            assert_eq!(first(&format!("{beam}/{path}")), (format!("{beam}/{url}"), stream));
        }
        assert_eq!(first("github.com/Lantern-Works/Beam/pull/7").0, format!("{beam}/pull/7"));
        assert_eq!(
            first("https://www.github.com/lantern-works/beam/pull/7").0,
            format!("{beam}/pull/7")
        );
    }

    #[test]
    fn a_shorthand_may_be_one_of_three() {
        let asked = Asked::parse(" lantern-works/beam#7 ").unwrap();
        let kinds: Vec<_> = asked.urls.iter().map(|url| url.as_str().rsplit('/').nth(1)).collect();
        assert_eq!(kinds, [Some("pull"), Some("issues"), Some("discussions")]);
        assert_eq!(asked.repo(), RepoName::parse("lantern-works/beam").ok());
        assert_eq!(asked.streams(), [Stream::PullRequests, Stream::Issues, Stream::Discussions]);
    }

    #[test]
    fn what_names_no_item_is_left_to_others() {
        for text in [
            "ada-lumen",
            "",
            "lantern-works/beam",
            "https://github.com/ada-lumen",
            "a/b#x",
            "unnamed~1",
        ] {
            assert_eq!(Asked::parse(text), None, "{text}");
        }
    }
}
