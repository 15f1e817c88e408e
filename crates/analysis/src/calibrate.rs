//! What rules and levels say, held against known verdicts, so that thresholds are set by figures and not by taste.
//!
//! [`verdict`] says who passed, as far as that is public; [`knobs`] which numbers may be moved and by how much; [`panel`] assesses a
//! record with all of them; [`figures`] counts, and [`share`] says how sure a share is.

pub mod share;
pub mod verdict;

pub mod knobs;

pub mod panel;

pub mod figures;

pub use figures::{Calibration, Finding, Flag, LevelRow, Shift, calibration};
pub use knobs::{Knob, Moved, Step, Variant, variants};
pub use panel::{Case, Outcome, Panel, assume_complete};
pub use share::{Interval, Share, wilson};
pub use verdict::{Verdict, Verdicts};

#[cfg(test)]
mod laws;
