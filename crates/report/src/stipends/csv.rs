//! Stipends as CSV: one line per mentee to pay.

use super::Stipends;
use super::lines::{HEADINGS, cells};
use crate::{RenderError, escape, sheet};

/// Stipends as CSV.
pub(super) fn render(stipends: &Stipends<'_>) -> Result<String, RenderError> {
    let row = |paid| cells(stipends, paid).iter().map(|cell| escape::csv(cell)).collect();
    sheet::write(&HEADINGS, stipends.paid.iter().map(row))
}
