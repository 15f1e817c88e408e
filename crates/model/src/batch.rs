//! What one source said at one time: the unit that the store takes in one transaction.

use crate::{
    CommitTally, Contribution, CoverageStatement, HiddenActivity, Login, ProgramId, Window,
};

/// What one source said at one time. Everything in it is stored together or not at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Accounts that the source named.
    pub people: Vec<Person>,
    /// Dated acts; the same act may be listed more than once.
    pub contributions: Vec<Contribution>,
    /// Commits counted but not named. Of the same person, repository and window, a later one replaces an earlier one.
    pub tallies: Vec<CommitTally>,
    /// What was seen and what was not.
    pub coverage: Vec<CoverageStatement>,
    /// Activity that was counted but not itemised.
    pub hidden: Vec<HiddenActivity>,
    /// Answers that name nobody.
    pub unattributed: Vec<Unattributed>,
}

/// An account as a source names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The login.
    pub login: Login,
    /// The display name, if there is one.
    pub name: Option<String>,
}

/// An answer that names nobody, kept so that it is accounted for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unattributed {
    /// The program for which was asked.
    pub program: ProgramId,
    /// The window for which was asked.
    pub window: Window,
    /// The file in which the answer stands.
    pub file: String,
    /// The row of the file, from 1.
    pub row: u32,
}
