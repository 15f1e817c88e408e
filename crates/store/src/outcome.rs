//! What goes into an import besides the data, and what comes out of it.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use chrono::{DateTime, Utc};
use monitor_model::{EnrollmentKey, ProgramId, Window, named};

/// Where the data of an import comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The name of the format. A reader that reads more out of the same file has a new name.
    pub format: String,
    /// The file as it was given.
    pub file: String,
    /// The SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// When it was imported.
    pub at: DateTime<Utc>,
}

named! {
    /// What an import is about.
    Subject {
        /// Who is mentored, by whom, on what and when.
        Roster = "roster",
        /// What people did.
        Activity = "activity",
    }
}

named! {
    /// A kind of thing that an import brings.
    Noun {
        /// The program's own data: title, zone, windows, periods.
        Program = "program",
        /// Enrollments of a roster.
        Enrollments = "enrollments",
        /// Contributions, one per act.
        Contributions = "contributions",
        /// Commits counted but not named, one per person, repository and window.
        CommitCounts = "commit-counts",
        /// Coverage statements, one per person, stream and window.
        Coverage = "coverage",
        /// Activity counted but not itemised, one per person and window.
        Hidden = "hidden",
        /// Answers that name nobody.
        Unattributed = "unattributed",
        /// Display names of accounts.
        Names = "names",
        /// Logins of accounts whose numeric id is known.
        Accounts = "accounts",
        /// What GitHub said of logins.
        Identities = "identities",
        /// What second sources said.
        Witness = "witness",
        /// What is known of items beyond their heads.
        Details = "details",
        /// What others did on people's items.
        Responses = "responses",
    }
}

/// How many things of one kind an import touched. A thing that a source lists several times counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// New in the database.
    pub added: u64,
    /// Known before, and now known better or otherwise.
    pub changed: u64,
    /// Known before just so.
    pub unchanged: u64,
    /// No longer in the roster; kept, and not shown.
    pub removed: u64,
}

impl Counts {
    /// Whether the database is as it was.
    #[must_use]
    pub const fn nothing_new(&self) -> bool {
        self.added == 0 && self.changed == 0 && self.removed == 0
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.added += other.added;
        self.changed += other.changed;
        self.unchanged += other.unchanged;
        self.removed += other.removed;
    }
}

/// What an import touched, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes(pub(crate) BTreeMap<Noun, Counts>);

impl Changes {
    /// The counts of one kind; zeros where the import had none of it.
    #[must_use]
    pub fn of(&self, noun: Noun) -> Counts {
        self.0.get(&noun).copied().unwrap_or_default()
    }

    /// The kinds that the import had something of, in the order in which they are shown.
    pub fn iter(&self) -> impl Iterator<Item = (Noun, Counts)> + '_ {
        self.0.iter().map(|(noun, counts)| (*noun, *counts))
    }

    /// All kinds together.
    #[must_use]
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        for (_, counts) in self.iter() {
            total += counts;
        }
        total
    }
}

/// What an import did, or would do in a dry run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The same content was imported before, and nothing that it says is new. Nothing was written and nothing logged.
    AlreadyImported {
        /// When it was imported.
        at: DateTime<Utc>,
    },
    /// It was imported and logged.
    Imported(Changes),
}

/// A line of the import log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRecord {
    /// Its number, ascending.
    pub id: i64,
    /// What it was about.
    pub subject: Subject,
    /// Where the data came from.
    pub origin: Origin,
    /// What it changed.
    pub changes: Changes,
}

/// A program in brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramHead {
    /// Its id.
    pub id: ProgramId,
    /// How people call it.
    pub title: String,
    /// When mentees work.
    pub window: Window,
    /// How many enrollments its roster has now.
    pub enrollments: u64,
    /// How many its earlier rosters had and this one has not.
    pub removed: u64,
    /// Where its roster comes from.
    pub roster: Origin,
}

/// What people say beside a roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Enrollments that the roster no longer has, each with the one that continues it.
    pub continues: Vec<(EnrollmentKey, EnrollmentKey)>,
    /// Enrollments of people who were forgotten, and came back on purpose.
    pub enrol_again: Vec<EnrollmentKey>,
}

/// What became of importing a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterImport {
    /// What it changed.
    pub outcome: Outcome,
    /// Enrollments that continue earlier ones, which this import showed.
    pub continued: Vec<Continued>,
    /// Enrollments that left with this import, and may go on in new ones.
    pub doubts: Vec<Doubt>,
}

/// An enrollment that continues an earlier one: what the ledger says of the earlier one counts for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Continued {
    /// The one that the roster has no more.
    pub former: EnrollmentKey,
    /// The one that continues it.
    pub now: EnrollmentKey,
    /// How that is known.
    pub why: WhyContinued,
}

/// How it is known that one enrollment continues another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyContinued {
    /// Both mean the same GitHub account.
    SameAccount,
    /// The earlier one's login led nowhere, and only these two have the same project and mentors.
    SameProject,
    /// It is an earlier one itself, which the roster has again.
    Returned,
    /// Somebody said so.
    Told,
}

/// An enrollment that may go on in another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The one that left.
    pub former: EnrollmentKey,
    /// New ones of the same project and mentors; at least one.
    pub candidates: Vec<EnrollmentKey>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_read_back() {
        for noun in Noun::ALL {
            assert_eq!(noun.as_str().parse(), Ok(*noun));
        }
        for subject in Subject::ALL {
            assert_eq!(subject.as_str().parse(), Ok(*subject));
        }
        assert!("nonsense".parse::<Noun>().is_err());
    }

    #[test]
    fn a_kind_that_was_not_there_counts_zero() {
        let one = Counts { added: 1, removed: 2, ..Counts::default() };
        let changes = Changes(BTreeMap::from([(Noun::Enrollments, one), (Noun::Program, one)]));
        assert_eq!(changes.of(Noun::Coverage), Counts::default());
        assert_eq!((changes.total().added, changes.total().removed), (2, 4));
        assert!(!changes.total().nothing_new());
    }
}
