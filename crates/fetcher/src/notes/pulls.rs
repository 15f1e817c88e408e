//! Notes on repositories' pull requests: how far they were looked through.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::RunId;

/// A repository whose pull requests are looked through, newest update first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RepoPullsNote {
    pub(crate) run: RunId,
    /// Where the walk may end: everything updated since.
    pub(crate) since: DateTime<Utc>,
    pub(crate) next: Option<String>,
    /// How many pull requests the walk has seen.
    pub(crate) seen: u32,
    /// How many of bots, or of accounts that are gone, it has found to be read, and how many it has left.
    pub(crate) bots: u32,
    pub(crate) left: u32,
    /// The commits of merges by people who are wanted: no work of their own.
    pub(crate) merges: BTreeSet<String>,
    /// The last walk that came to its end without an error.
    pub(crate) finished: Option<LookedNote>,
}

/// A walk that came to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LookedNote {
    pub(crate) run: RunId,
    /// Everything updated since was seen.
    pub(crate) from: DateTime<Utc>,
    /// Whether there were more than a walk looks at, so that it does not reach back to where it should.
    pub(crate) is_cut: bool,
    /// How many pull requests of bots were left.
    pub(crate) left: u32,
}
