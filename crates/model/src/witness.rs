//! What a second source says of a person's activity, to check the first one.

use chrono::{DateTime, Utc};

use crate::{Login, NodeId, Window};

/// What a second source said of one person and window.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WitnessNote {
    /// Whose activity.
    pub of: Login,
    /// The second source, by a name that stays the same.
    pub source: String,
    /// The window that was compared.
    pub window: Window,
    /// When it was compared.
    pub at: DateTime<Utc>,
    /// What came out.
    pub verdict: Witness,
}

/// Whether a second source shows the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Witness {
    /// It shows nothing else.
    Agrees,
    /// It shows an item that the lists of the first one lacked.
    Missing {
        /// The item's node id.
        node: NodeId,
        /// Where a person can look at it.
        url: Option<String>,
    },
    /// It counts otherwise.
    CountDiffers {
        /// Its count.
        theirs: u32,
        /// Our count.
        ours: u32,
    },
    /// It can't be asked about this person; with the reason. That says nothing about what they did.
    NotPossible(String),
}
