//! Notes on commits: where people committed, which branches were read, and who made a commit.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::RunId;

/// A repository to whose default branch a person committed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CommittedNote {
    /// The window of the count, and how many commits GitHub counts in it.
    pub(crate) from: DateTime<Utc>,
    pub(crate) counted: u32,
    /// The window and count as of which the person's commits are known.
    pub(crate) done: Option<(DateTime<Utc>, u32)>,
    /// How many of them a filter by author found so far in that window.
    pub(crate) found: u32,
    pub(crate) next: Option<String>,
    /// The repository's name, by which its commits are recognised.
    pub(crate) name: String,
    /// The window and count as of which the whole branch was read, and how many of the person's commits it held.
    pub(crate) swept: Option<(DateTime<Utc>, u32)>,
    pub(crate) swept_found: u32,
}

impl CommittedNote {
    /// Whether the whole branch was read for just this window and count.
    pub(crate) fn short_is_known(&self) -> bool {
        self.swept == Some((self.from, self.counted))
    }

    /// How many of the commits that GitHub counts were not found by any way.
    pub(crate) fn missing(&self) -> u32 {
        self.counted.saturating_sub(self.found.max(self.swept_found))
    }
}

/// A repository whose whole default branch was read, for authors that a filter by person does not find.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RepoNote {
    pub(crate) run: RunId,
    pub(crate) from: DateTime<Utc>,
    pub(crate) next: Option<String>,
    /// The run of the last reading that came to its end, and since when every commit is known.
    pub(crate) finished: Option<(RunId, DateTime<Utc>)>,
}

/// A commit with co-authors whom its text does not tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CommitNote {
    pub(crate) url: String,
    pub(crate) repo: String,
    pub(crate) oid: String,
    pub(crate) authored: DateTime<Utc>,
    pub(crate) on_default_branch: bool,
    /// Whether it was seen when a whole branch was read.
    pub(crate) swept: bool,
    /// Whether GitHub was asked.
    pub(crate) asked: bool,
    /// The accounts of its authors, the first one first, as GitHub told them; `None` for one that has none.
    pub(crate) people: Vec<Option<u64>>,
    /// Those accounts with their names; `None` in notes of earlier versions, which had the numbers only.
    #[serde(default)]
    pub(crate) named: Option<Vec<NamedNote>>,
    /// What it has in common with its copies; `None` in notes of earlier versions.
    #[serde(default)]
    pub(crate) same: Option<String>,
    /// The pull requests in which it was seen, by node id.
    #[serde(default)]
    pub(crate) pulls: Vec<String>,
}

/// An account as GitHub named it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NamedNote {
    pub(crate) id: u64,
    pub(crate) login: String,
    /// The node id, where GitHub told it.
    pub(crate) node: Option<String>,
}
