//! What an answer of Figma's says. Only who, when and the name of a version are read; the words of a comment stay where they are.

use chrono::{DateTime, Utc};
use monitor_model::{DesignAct, DesignActivity, Designer};
use reqwest::Url;
use serde::Deserialize;

use super::trouble::Trouble;

/// A page of the history of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Page {
    /// The versions on it, in Figma's order.
    pub(crate) versions: Vec<DesignActivity>,
    /// The query of the next page, with older versions.
    pub(crate) next: Option<String>,
}

/// Reads a page of versions.
pub(crate) fn versions(body: &[u8]) -> Result<Page, Trouble> {
    let wire: VersionsWire = serde_json::from_slice(body).map_err(|_| Trouble::Unreadable)?;
    let next = wire.pagination.and_then(|pages| pages.next_page).filter(|next| !next.is_empty());
    let next = next.map(|next| query(&next).ok_or(Trouble::Unreadable)).transpose()?;
    let versions = wire.versions.into_iter();
    let versions = versions.map(|version| DesignActivity {
        at: version.created_at,
        what: DesignAct::VersionSaved,
        who: version.user.map(UserWire::into_designer),
        label: version.label.filter(|label| !label.trim().is_empty()),
    });
    Ok(Page { versions: versions.collect(), next })
}

/// Reads the comments.
pub(crate) fn comments(body: &[u8]) -> Result<Vec<DesignActivity>, Trouble> {
    let wire: CommentsWire = serde_json::from_slice(body).map_err(|_| Trouble::Unreadable)?;
    let comments = wire.comments.into_iter();
    let comments = comments.map(|comment| DesignActivity {
        at: comment.created_at,
        what: DesignAct::Commented,
        who: comment.user.map(UserWire::into_designer),
        label: None,
    });
    Ok(comments.collect())
}

/// The query of a URL that an answer gives.
fn query(url: &str) -> Option<String> {
    Url::parse(url).ok()?.query().filter(|query| !query.is_empty()).map(str::to_owned)
}

#[derive(Deserialize)]
struct VersionsWire {
    versions: Vec<VersionWire>,
    pagination: Option<PaginationWire>,
}

#[derive(Deserialize)]
struct VersionWire {
    created_at: DateTime<Utc>,
    label: Option<String>,
    user: Option<UserWire>,
}

#[derive(Deserialize)]
struct PaginationWire {
    next_page: Option<String>,
}

#[derive(Deserialize)]
struct CommentsWire {
    comments: Vec<CommentWire>,
}

#[derive(Deserialize)]
struct CommentWire {
    created_at: DateTime<Utc>,
    user: Option<UserWire>,
}

#[derive(Deserialize)]
struct UserWire {
    id: String,
    handle: String,
}

impl UserWire {
    fn into_designer(self) -> Designer {
        Designer { id: self.id, handle: self.handle }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_page_of_versions_is_read() {
        let page = versions(
            br#"{"versions": [
                {"id": "2", "created_at": "2026-03-02T10:00:00Z", "label": "First draft", "description": "", "thumbnail_url": "https://x",
                 "user": {"id": "7", "handle": "Ada Lumen", "img_url": "https://y"}},
                {"id": "1", "created_at": "2026-03-01T09:00:00.5+02:00", "label": null, "description": null, "user": null}],
               "pagination": {"prev_page": "https://api.figma.com/p", "next_page": "https://api.figma.com/v1/files/k/versions?page_size=50&before=1"}}"#,
        )
        .unwrap();
        assert_eq!(page.next.as_deref(), Some("page_size=50&before=1"));
        let ada = Designer { id: "7".into(), handle: "Ada Lumen".into() };
        assert_eq!(page.versions[0].who, Some(ada));
        assert_eq!(page.versions[0].label.as_deref(), Some("First draft"));
        assert_eq!(page.versions[1].at.to_rfc3339(), "2026-03-01T07:00:00.500+00:00");
        assert_eq!((&page.versions[1].who, &page.versions[1].label), (&None, &None));
    }

    #[test]
    fn what_a_comment_says_is_not_kept() {
        let acts = comments(
            br#"{"comments": [{"id": "3", "file_key": "k", "parent_id": "", "created_at": "2026-03-02T10:00:00Z",
                "resolved_at": null, "message": "secret", "order_id": "1", "client_meta": {"x": 1, "y": 2}, "reactions": [],
                "user": {"id": "7", "handle": "Ada Lumen", "img_url": "https://y"}}]}"#,
        )
        .unwrap();
        assert_eq!((acts.len(), acts[0].what), (1, DesignAct::Commented));
        assert!(!format!("{acts:?}").contains("secret"));
    }

    #[test]
    fn the_last_page_has_no_next_one() {
        for pagination in [r#", "pagination": {}"#, r#", "pagination": {"next_page": null}"#, ""] {
            let page = versions(format!(r#"{{"versions": []{pagination}}}"#).as_bytes()).unwrap();
            assert_eq!(page, Page { versions: vec![], next: None });
        }
    }

    #[test]
    fn another_shape_is_trouble_and_no_empty_history() {
        for body in [
            "",
            "{}",
            "<html>",
            r#"{"versions": [{"created_at": "yesterday"}]}"#,
            r#"{"versions": [], "pagination": {"next_page": "nowhere"}}"#,
            r#"{"status": 403, "err": "Invalid token"}"#,
        ] {
            assert_eq!(versions(body.as_bytes()), Err(Trouble::Unreadable), "{body}");
            assert_eq!(comments(body.as_bytes()), Err(Trouble::Unreadable), "{body}");
        }
    }

    proptest! {
        #[test]
        fn no_body_makes_a_panic(body in prop::collection::vec(any::<u8>(), 0..60)) {
            prop_assert!(versions(&body).is_err());
            prop_assert!(comments(&body).is_err());
        }
    }
}
