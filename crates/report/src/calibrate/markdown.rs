//! A calibration as GitHub's Markdown.

use std::fmt::Write as _;

use super::tables::{Table, tables};
use super::{Calibrate, sentences};
use crate::escape::markdown;

/// A calibration as Markdown.
pub(super) fn render(view: &Calibrate<'_>) -> String {
    let mut out = format!("# Calibration: {}\n\n", markdown(&sentences::programs(view)));
    for sentence in sentences::about(view) {
        let _ = writeln!(out, "- {sentence}");
    }
    for of in tables(view.figures) {
        table(&mut out, &of);
    }
    out
}

fn table(out: &mut String, of: &Table) {
    let _ = write!(out, "\n## {}\n\n", of.title);
    if !of.rows.is_empty() {
        let names: Vec<&str> = of.columns.iter().map(|(name, _)| *name).collect();
        let _ = writeln!(out, "| {} |", names.join(" | "));
        let _ = writeln!(out, "| :-- |{}", " --: |".repeat(names.len() - 1));
    }
    for (_, cells) in &of.rows {
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    for sentence in &of.below {
        let _ = write!(out, "\n{sentence}\n");
    }
}
