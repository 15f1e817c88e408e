//! The only crate that knows SQL: one SQLite file with everything the program keeps.
//!
//! [`Store`] is the whole of it. An import is one transaction and leaves one line in the log; importing the same thing
//! again changes nothing, and the order of imports does not matter. The one exception is commits that were counted and
//! not named ([`monitor_model::CommitTally`]): there the later count stands.
//!
//! A person is a GitHub account by its numeric id, once GitHub was asked; a login is a dated alias of it. What GitHub answers
//! is taken by [`Store::commit`], one transaction for each answer.

mod store;

mod keeping;

mod enrolling;

mod end;
mod outcome;

mod error;
mod hints;

mod open;

mod migrate;

mod columns;

mod import_log;
mod marks;

mod lock;

mod read_roster;
mod write_roster;

mod change;

mod looks;

mod contributions;
mod details;
mod responses;
mod seen;
mod witness;

mod unite;

mod aliases;
mod bindings;
mod continued;
mod continuity;

mod claims;
mod identities;

mod repositories;

mod accounts;
mod items;

mod renames;

mod write_activity;
mod write_details;

mod names;
mod read_activity;

mod read_records;
mod records;

mod facts;
mod read_items;

mod chain;
mod personal;
mod proof;

mod ledger;
mod ledger_export;
mod ledger_rows;

mod frozen;
mod frozen_rows;
mod snapshots;

mod freezing;

mod deliveries;
mod troubles;
mod weeks;

mod weekly;

mod backup;
mod erase;
mod forget;
mod needles;
mod recall;
mod sweep;

#[cfg(test)]
mod continuity_laws;
#[cfg(test)]
mod detail_laws;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod forget_laws;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod ledger_laws;
#[cfg(test)]
mod look_laws;
#[cfg(test)]
mod people_laws;
#[cfg(test)]
mod snapshot_laws;
#[cfg(test)]
mod sync_tests;

pub use backup::{Backup, back_up};
pub use continued::Continuation;
pub use deliveries::{Delivery, DeliveryState};
pub use error::StoreError;
pub use facts::{ExportRow, ItemFact, ItemFacts};
pub use forget::Forgotten;
pub use freezing::AsOf;
pub use ledger_export::verify_export;
pub use lock::Lock;
pub use outcome::{
    Changes, Continued, Counts, Doubt, ImportRecord, Noun, Origin, Outcome, ProgramHead,
    RosterImport, Subject, WhyContinued, Wishes,
};
pub use personal::Salt;
pub use proof::{LedgerBreak, LedgerHead, LedgerProof, WhyBroken};
pub use records::Records;
pub use snapshots::SnapshotHead;
pub use store::Store;
pub use troubles::Trouble;
pub use weeks::ReportedWeek;
