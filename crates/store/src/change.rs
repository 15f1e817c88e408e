//! What an import does to the database, listing by listing.

/// What one listing did to the database, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Change {
    /// It was known just so.
    None,
    /// It was known otherwise.
    Changed,
    /// It was not known.
    Added,
}
