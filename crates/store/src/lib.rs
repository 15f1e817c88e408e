//! The only crate that knows SQL: one SQLite file with everything the program keeps.
//!
//! [`Store`] is the whole of it. An import is one transaction and leaves one line in the log; importing the same thing
//! again changes nothing, and the order of imports does not matter. The one exception is commits that were counted and
//! not named ([`monitor_model::CommitTally`]): there the later count stands.

mod store;

mod outcome;

mod error;

mod open;

mod migrate;

mod columns;

mod import_log;

mod read_roster;
mod write_roster;

mod change;

mod accounts;
mod contributions;
mod items;

mod write_activity;

mod read_activity;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod laws;

pub use error::StoreError;
pub use outcome::{Changes, Counts, ImportRecord, Noun, Origin, Outcome, ProgramHead, Subject};
pub use store::Store;
