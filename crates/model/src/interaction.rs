//! How mentors and mentee met on the mentee's own items, and which of them wait for somebody.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::{Act, Count, Item, Login, Mentor, ScopeClass};

/// What mentors did on a mentee's own items in a period, how the mentee answered, and which pull requests wait for a first
/// response. The mentee's own items are the pull requests, issues and discussions that they opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interaction {
    /// The instant as of which it is known.
    pub as_of: DateTime<Utc>,
    /// Whether everything that others did on the mentee's items in the period is known, so that silence means silence.
    pub complete: bool,
    /// What there was to act on; `None` where no own item is known in the period.
    pub own: Option<OwnItems>,
    /// The mentors of the enrollment in the roster's order, each once.
    pub mentors: Vec<MentorActs>,
    /// How often the mentee commented on an own item, or reviewed it, after a mentor had acted on it.
    pub answers: Count,
    /// How long pull requests opened in the period waited for a first response; `None` where nothing is known of it.
    pub first_response: Option<FirstResponse>,
    /// Pull requests that had no response at the end of the elapsed part of the period, those that waited longest first.
    pub waiting: Vec<Waiting>,
    /// How many open pull requests may wait as well: what others did on them is not known.
    pub maybe_waiting: u32,
}

/// Items of the mentee that mentors could act on in the period: those outside of the mentee's own repositories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnItems {
    /// How many, at least 1.
    pub count: u32,
    /// Since when there was one, not before the period.
    pub since: DateTime<Utc>,
}

/// What one mentor did on the mentee's own items in the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MentorActs {
    /// The mentor.
    pub mentor: Mentor,
    /// What was seen; `None` where nothing was, which says nothing of a mentor who can't be observed.
    pub acts: Option<Acts>,
}

impl MentorActs {
    /// The login under which the mentor can be observed; of a mentor who is only a name, nothing can be seen.
    #[must_use]
    pub const fn login(&self) -> Option<&Login> {
        match &self.mentor {
            Mentor::Login(login) => Some(login),
            Mentor::Name(_) => None,
        }
    }
}

/// One act or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acts {
    /// How many of each kind; a kind that was not seen is not there.
    pub counts: BTreeMap<Act, u32>,
    /// The first one.
    pub first: DateTime<Utc>,
    /// The last one; the same as the first where there is one only.
    pub last: DateTime<Utc>,
}

/// How long pull requests waited for their first response by somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstResponse {
    /// The median of those that got one, never negative; of an even number the mean of the two in the middle. `None` where
    /// none got one.
    pub median: Option<TimeDelta>,
    /// How many got one.
    pub answered: u32,
    /// How many got none until now.
    pub unanswered: u32,
}

/// An open pull request without any response by somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The pull request.
    pub item: Item,
    /// Where it lies; never in the mentee's own repository.
    pub class: ScopeClass,
    /// Since when it waits: its opening, at the latest that is possible.
    pub since: DateTime<Utc>,
    /// Whether it still waits as of [`Interaction::as_of`], which may be long after the period.
    pub still: bool,
}

impl Interaction {
    /// The pull requests that still wait.
    pub fn still_waiting(&self) -> impl Iterator<Item = &Waiting> {
        self.waiting.iter().filter(|waiting| waiting.still)
    }
}
