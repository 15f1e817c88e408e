//! Who acts, and the numbers of what they did.

use std::fmt;

use crate::Actor;

/// The number of an entry of the ledger, counted from 1 without gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u64);

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Somebody who acts: in which role, and under which login or name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Doer {
    /// The role.
    pub role: Actor,
    /// The login, or the name where there is none; empty after it was erased.
    pub name: String,
}
