//! Figma: the dated facts that its API gives about a file. Reading is pure; only the client asks.

mod file;

mod api;
mod token;

mod trouble;

mod answer;
mod history;

mod client;

pub use api::{FigmaApi, FigmaApiError};
pub use client::Figma;
pub use file::FigmaFile;
pub use token::{FigmaToken, FigmaTokenError};
