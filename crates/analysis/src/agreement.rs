//! The agreement of mentor and administrator, as pure functions over the ledger.
//!
//! [`fold`] says what the entries about one enrollment come to; [`propose`] turns what somebody wants to do into a deed for the
//! ledger, or refuses it; [`standing`](stand) says where it all stands and who is to act next. Both the fold and the proposal ask
//! the same rules, so that a wrong entry has no effect even where it came into the ledger.

mod refusal;

mod circle;

mod fold;
mod known;
mod lawful;

mod calendar;

mod over;

mod axes;
mod standing;

mod propose;

pub(crate) use axes::is_answered;
pub use axes::{Axes, Explained, Ruled, Said, Shown, Timing, axes, shown};
pub use calendar::{own_windows, period_of, periods_as_known, periods_of};
pub use circle::Circle;
pub use fold::{Agreement, WithoutEffect, fold};
pub use known::{Uncounted, as_known, uncounted};
pub(crate) use over::{Course, Courses, Over};
pub use propose::{Case, Wish, propose};
pub use refusal::Refusal;
pub use standing::stand;

#[cfg(test)]
pub(crate) mod fixture;

#[cfg(test)]
mod refusals;

#[cfg(test)]
mod tests;

#[cfg(test)]
mod laws;
