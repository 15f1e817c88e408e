//! What can be asked about evidence: whether its URL can be reached, and, for a file of Figma's, who worked on it and when.
//!
//! In reading order: which addresses are public, how a name becomes an address that may be connected to, what one answer
//! means, and the look itself ([`Checker`]); then Figma: which file a URL names ([`FigmaFile`]), where its API is
//! ([`FigmaApi`]), who asks ([`FigmaToken`]), what its answers say, and the asking ([`Figma`]).
//!
//! URLs may hold secrets. Nothing here repeats one: sentences are the crate's own, never those of a library or a server.

mod http;

mod public;

mod addresses;
mod guard;

mod hop;

mod checker;

mod figma;

#[cfg(test)]
mod server;

pub use checker::Checker;
pub use figma::{Figma, FigmaApi, FigmaApiError, FigmaFile, FigmaToken, FigmaTokenError};
pub use http::SetupError;
