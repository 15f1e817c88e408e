//! Reads recorded activity into batches, and evaluations from exports of forms; every format is one file.
//!
//! Everything here is a pure function of what it is given. Recorded activity is taken whole or not at all: one problem in it,
//! and nothing of it is returned. Of evaluations every row is accounted for, read or listed with what is wrong with it.

mod problem;
mod reading;

pub mod evaluations;
pub mod legacy;

pub use problem::{ImportNotice, ImportProblem};
pub use reading::{Reading, RowCounts};
