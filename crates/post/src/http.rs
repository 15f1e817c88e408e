//! What the clients of secret addresses have in common. The errors of the library are never shown: they hold the address.

use std::time::Duration;

use reqwest::Client;

use crate::error::PostError;
use crate::secret::SecretUrl;

/// How this program names itself.
const AGENT: &str = concat!("mentorship-monitor/", env!("CARGO_PKG_VERSION"));

/// A client that follows no redirect, repeats nothing and waits no longer than this for an answer.
pub(crate) fn client(url: &SecretUrl, answer: Duration) -> Result<Client, PostError> {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Another thread may be first; any provider will do.
        rustls::crypto::ring::default_provider().install_default().ok();
    }
    let builder = Client::builder()
        .user_agent(AGENT)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .timeout(answer);
    let builder = if url.is_loopback() { builder.no_proxy() } else { builder };
    builder.build().map_err(|_| PostError::Setup)
}
