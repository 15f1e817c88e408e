//! Errors of other crates, as a run says them.

use crate::exit::Failure;

/// An error that carries its hint after a line break.
pub(super) fn said(error: &dyn std::fmt::Display) -> Failure {
    let text = error.to_string();
    match text.split_once("\nhint: ") {
        Some((says, hint)) => Failure::machine(says, hint),
        None => Failure::machine(text, "the same command tries again"),
    }
}
