//! Reads recorded activity into batches; every format is one file.
//!
//! Everything here is a pure function of the text that it is given. A file is taken whole or not at all: one problem in it,
//! and nothing of it is returned.

mod problem;
mod reading;

pub mod legacy;

pub use problem::{ImportNotice, ImportProblem};
pub use reading::{Reading, RowCounts};
