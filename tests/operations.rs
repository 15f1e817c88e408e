//! To run it by oneself: `docs/operations.md` as somebody follows it, `backup`, and what starts the program in `config/schedule/`.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

#[allow(dead_code, reason = "this test needs less of the scene than `agreement`")]
#[path = "agreement/scene.rs"]
mod scene;

#[path = "operations/backup.rs"]
mod backup;
#[path = "operations/page.rs"]
mod page;
#[path = "operations/schedule.rs"]
mod schedule;

/// A file of the repository.
fn read(path: &str) -> String {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read_to_string(root.join(path)).unwrap()
}
