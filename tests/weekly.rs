//! `run weekly` and `report weekly`: over a whole term with faults and kills, and what each step does when something is wrong.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

mod support;

#[path = "weekly/scene.rs"]
mod scene;

#[path = "weekly/single.rs"]
mod single;
#[path = "weekly/term.rs"]
mod term;
