//! What every HTTP client here has in common.

use std::error::Error as StdError;

use reqwest::{Client, ClientBuilder};

/// How this program names itself.
const AGENT: &str = concat!("mentorship-monitor/", env!("CARGO_PKG_VERSION"));

/// A client that follows no redirect, repeats nothing, and says nothing about where it was before.
pub(crate) fn builder() -> ClientBuilder {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Another thread may be first; any provider will do.
        rustls::crypto::ring::default_provider().install_default().ok();
    }
    Client::builder()
        .user_agent(AGENT)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
}

/// The client, or why there is none.
pub(crate) fn build(builder: ClientBuilder) -> Result<Client, SetupError> {
    builder.build().map_err(|_| SetupError)
}

/// An error and what is behind it, the outermost first.
pub(crate) fn causes<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| error.source())
}

/// This machine can't speak TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "no secure connection can be prepared\nhint: are the certificates of this system installed (`ca-certificates`)?"
)]
pub struct SetupError;
