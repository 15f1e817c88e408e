//! Fictional terms of any size, a simulated GitHub and a fixed clock, for tests, benchmarks and the demo.
//!
//! Everything is made from a seed with whole numbers only, so one seed gives the same bytes on every machine.

pub mod clock;
#[cfg(feature = "github")]
pub mod github;
#[cfg(feature = "github")]
pub mod hooks;
pub mod rng;
mod term;

pub use term::{RecordedRun, RecordedTerm, Term, Truth};
