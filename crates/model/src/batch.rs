//! What one source said at one time: the unit that the store takes in one transaction.

use crate::{
    Account, CommitTally, Contribution, CoverageStatement, HiddenActivity, IdentityNote, Login,
    ProgramId, Window, WitnessNote,
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
    /// What GitHub said of logins.
    pub identities: Vec<IdentityNote>,
    /// What second sources said.
    pub witness: Vec<WitnessNote>,
}

/// An account as a source names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The login. Where the account is known, its login at the time of the answer.
    pub login: Login,
    /// The display name, if there is one.
    pub name: Option<String>,
    /// The account behind the login, where the source knows it.
    pub account: Option<Account>,
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
