//! What the store knows of one program: the input of the analysis.

use std::collections::BTreeMap;

use crate::{
    Account, CommitTally, Contribution, Coverage, Detail, Enrollment, Entry, HiddenActivity,
    IdentityNote, ItemUrl, Look, Mentor, Program, Response, Stream, Unattributed, Window,
    WitnessNote,
};

/// Everything that the store knows of one program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohort {
    /// The program, with the enrollments that its roster has now.
    pub program: Program,
    /// One record per enrollment, in the roster's order.
    pub records: Vec<Record>,
    /// Answers of this program that name nobody.
    pub unattributed: Vec<Unattributed>,
    /// How many enrollments earlier rosters had and this one has not: an answer may be about one of them.
    pub removed: u32,
}

/// Everything that the store knows of one enrollment's mentee, also outside the program's window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The enrollment.
    pub enrollment: Enrollment,
    /// The display name, if a source named one.
    pub name: Option<String>,
    /// Every known act, one per act, in no particular order.
    pub contributions: Vec<Contribution>,
    /// Commits counted but not named.
    pub tallies: Vec<CommitTally>,
    /// What was seen: per stream and window.
    pub coverage: Vec<(Stream, Window, Coverage)>,
    /// Activity counted but not itemised.
    pub hidden: Vec<HiddenActivity>,
    /// The account that the enrollment means, once GitHub was asked. It stays the same when its login changes, and when
    /// somebody else takes that login.
    pub account: Option<Account>,
    /// What GitHub said of the mentee's login and of that account: the latest of each kind, oldest first.
    pub identity: Vec<IdentityNote>,
    /// What second sources said, by source and window.
    pub witness: Vec<WitnessNote>,
    /// What is known, beyond their heads, of items that the mentee contributed to.
    pub details: BTreeMap<ItemUrl, Detail>,
    /// What others did on the mentee's own items.
    pub responses: Vec<Response>,
    /// The entries of the ledger about the enrollment, by number.
    pub ledger: Vec<Entry>,
    /// Who mentored the enrollment in an earlier roster and no longer does: what they did then still counts.
    pub former_mentors: Vec<Mentor>,
    /// What looks at the evidence came to, by number of the evidence; of what nobody looked at there is nothing.
    pub looks: Vec<Look>,
}
