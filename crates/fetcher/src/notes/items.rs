//! Notes on items: what is to be said of one when its last page has come.

use chrono::{DateTime, Utc};
use monitor_model::{ChangedFile, Item, ItemKind, ItemUrl, NodeId, PullRequestDetail, RepoName};
use serde::{Deserialize, Serialize};

/// What identifies an item whose kind and node id are known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ItemNote {
    url: String,
    repo: String,
    title: Option<String>,
}

impl ItemNote {
    /// The note of an item.
    pub(crate) fn of(item: &Item) -> Self {
        Self {
            url: item.url.as_str().to_owned(),
            repo: item.repo.to_string(),
            title: item.title.as_deref().map(str::to_owned),
        }
    }

    /// The item; `None` where the note is damaged.
    pub(crate) fn item(&self, kind: ItemKind, node: &str) -> Option<Item> {
        Some(Item {
            kind,
            url: ItemUrl::parse(&self.url).ok()?,
            node_id: Some(NodeId::from(node)),
            repo: RepoName::parse(&self.repo).ok()?,
            title: self.title.as_deref().map(Into::into),
        })
    }
}

/// What is known of a pull request beyond its head, but for the responses of others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PullRestNote {
    pub(crate) item: ItemNote,
    pub(crate) additions: u32,
    pub(crate) deletions: u32,
    pub(crate) changed_files: u32,
    /// Path, added and deleted lines.
    pub(crate) files: Vec<(String, u32, u32)>,
    pub(crate) is_draft: bool,
}

impl PullRestNote {
    /// The detail, with or without all responses.
    pub(crate) fn detail(&self, responses_complete: bool) -> PullRequestDetail {
        let file = |(path, additions, deletions): &(String, u32, u32)| ChangedFile {
            path: path.as_str().into(),
            additions: *additions,
            deletions: *deletions,
        };
        let mut files: Vec<ChangedFile> = self.files.iter().map(file).collect();
        files.sort_unstable();
        PullRequestDetail {
            additions: self.additions,
            deletions: self.deletions,
            changed_files: self.changed_files,
            files,
            is_draft: self.is_draft,
            responses_complete,
        }
    }
}

/// What a review came to when it was seen last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SeenReviewNote {
    pub(crate) item: ItemNote,
    /// The state's name.
    pub(crate) state: String,
}

/// An issue or a discussion of somebody wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ThreadNote {
    /// The node id of its author.
    pub(crate) person: String,
    /// The name of its kind.
    pub(crate) kind: String,
    pub(crate) item: ItemNote,
    pub(crate) updated: DateTime<Utc>,
    /// The update as of which it is known what was said on it.
    pub(crate) known: Option<DateTime<Utc>>,
}
