//! What can be asked about evidence: whether its URL can be reached.
//!
//! In reading order: which addresses are public, how a name becomes an address that may be connected to, what one answer
//! means, and the look itself ([`Checker`]).
//!
//! URLs may hold secrets. Nothing here repeats one: sentences are the crate's own, never those of a library or a server.

mod http;

mod public;

mod addresses;
mod guard;

mod hop;

mod checker;

#[cfg(test)]
mod server;

pub use checker::Checker;
pub use http::SetupError;
