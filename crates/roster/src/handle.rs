//! The names of a roster that GitHub can be asked about, each with its place.

use monitor_model::{Login, RepoName};

use crate::Place;

/// A name and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handle {
    /// Where it stands.
    pub place: Place,
    /// What it names.
    pub named: Named,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// A mentee.
    Mentee(Login),
    /// A mentor.
    Mentor(Login),
    /// An organisation or user whose repositories all count.
    Organization(Login),
    /// A repository.
    Repository(RepoName),
}
