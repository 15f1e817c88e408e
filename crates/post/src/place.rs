//! Where a part stands, what became of it, and who can see it there.

use monitor_model::RepoName;

/// Where a part of a message stands on GitHub. Who keeps it spares the next run the search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// In which repository.
    pub repo: RepoName,
    /// In which issue or pull request, by number.
    pub issue: u64,
    /// In which comment, by id; `None` where it is the text of the issue itself.
    pub comment: Option<u64>,
    /// The address for people; foreign text.
    pub url: String,
}

/// What became of one thing that was to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is new, and stands here.
    Created(Place),
    /// It stood there already with another text, and has the new one now.
    Updated(Place),
    /// It stands there as it is; nothing was sent.
    Unchanged(Place),
    /// It arrived, at a channel where nothing has a place.
    Sent,
    /// The answer was lost; whether it arrived can't be known. It was not sent again.
    Uncertain,
}

impl Outcome {
    /// Where it stands, if that is known.
    #[must_use]
    pub const fn place(&self) -> Option<&Place> {
        match self {
            Self::Created(place) | Self::Updated(place) | Self::Unchanged(place) => Some(place),
            Self::Sent | Self::Uncertain => None,
        }
    }
}

/// Who can see a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Everybody.
    Public,
    /// Only those who were let in.
    Private,
    /// It can't be told, or it is open to more people than were let in, such as all of a company.
    Unknown,
}
