//! Evaluations, evidence and decisions as people do them: `evaluate`, `import evaluations`, `evidence`, `decide`, `ledger`, `forget`.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

mod support;

#[path = "agreement/scene.rs"]
mod scene;

#[path = "agreement/acts.rs"]
mod acts;
#[path = "agreement/calendar.rs"]
mod calendar;
#[path = "agreement/continuity.rs"]
mod continuity;
#[path = "agreement/dates.rs"]
mod dates;
#[path = "agreement/imports.rs"]
mod imports;
#[path = "agreement/keeping.rs"]
mod keeping;
#[path = "agreement/looks.rs"]
mod looks;
#[path = "agreement/walk.rs"]
mod walk;
