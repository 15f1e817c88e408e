//! A fictional term as the old tool would have recorded it: the roster, the activity, and what is truly in them.

use chrono::{NaiveDate, TimeDelta};

use crate::clock;
use crate::rng::Rng;

mod names;
mod people;

mod life;

mod record;
mod roster;

pub use record::RecordedRun;

/// What a fictional term should be like.
#[derive(Clone, Debug)]
#[must_use]
pub struct Term {
    id: String,
    mentees: usize,
    weeks: usize,
    seed: u64,
    first: NaiveDate,
}

/// A fictional term in the old tool's formats.
///
/// It holds what real recordings hold: items near a week's edge in both weeks, weeks that are missing, weeks fetched twice of
/// which the first answer held less, logins that did not resolve, and weeks with activity that is not itemised. A term of at
/// least three mentees and four weeks holds each of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedTerm {
    /// The roster, one JSON object.
    pub roster_json: String,
    /// The activity, one JSON array with one row per line.
    pub activity_json: String,
    /// What is truly in it.
    pub truth: Truth,
    /// The login that each row was asked for.
    asked: Vec<record::Asked>,
}

/// What is truly in a term: what a correct reader finds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Truth {
    /// Mentees of the roster.
    pub mentees: usize,
    /// Different mentors of the roster.
    pub mentors: usize,
    /// Different projects of the roster.
    pub projects: usize,
    /// Rows of the activity.
    pub rows: usize,
    /// Rows that name nobody.
    pub null_rows: usize,
    /// Different pairs of a mentee and a week that were answered.
    pub mentee_weeks: usize,
    /// Mentee-weeks with activity that is not itemised.
    pub hidden_weeks: usize,
    /// Different pull requests.
    pub pull_requests: usize,
    /// Of those, the ones in the organisations that the roster names.
    pub pull_requests_in_scope: usize,
    /// Different issues.
    pub issues: usize,
    /// Different reviews.
    pub reviews: usize,
    /// Commits, of each week as it was fetched last.
    pub commits: usize,
}

impl Term {
    /// A term with this id, of twelve mentees and twelve weeks.
    pub fn new(id: &str) -> Self {
        Self { id: id.to_owned(), mentees: 12, weeks: 12, seed: 1, first: clock::first_monday() }
    }

    /// How many mentees.
    pub const fn mentees(mut self, mentees: usize) -> Self {
        self.mentees = mentees;
        self
    }

    /// How many weeks.
    pub const fn weeks(mut self, weeks: usize) -> Self {
        self.weeks = weeks;
        self
    }

    /// The seed from which everything follows.
    pub const fn seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// The Monday on which it begins, if that is not [`clock::first_monday`].
    pub const fn starting(mut self, monday: NaiveDate) -> Self {
        self.first = monday;
        self
    }

    /// Makes the term.
    #[must_use]
    pub fn build(&self) -> RecordedTerm {
        let mut rng = Rng::new(self.seed);
        let people = people::people(self.mentees);
        let lives = life::lives(&people, self.weeks, &mut rng);
        let (activity_json, asked) = record::activity(self, &people, &lives);
        let mut truth = life::truth(&people, &lives);
        truth.rows = asked.len();
        RecordedTerm { roster_json: roster::roster(self, &people), activity_json, truth, asked }
    }

    fn monday(&self, week: usize) -> NaiveDate {
        self.first + TimeDelta::weeks(i64::try_from(week).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests;
