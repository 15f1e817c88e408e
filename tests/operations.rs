//! To run it by oneself: `backup`.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

#[allow(dead_code, reason = "this test needs less of the scene than `agreement`")]
#[path = "agreement/scene.rs"]
mod scene;

#[path = "operations/backup.rs"]
mod backup;
