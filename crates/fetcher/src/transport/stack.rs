//! How a connection is put together: octocrab's layers over an HTTP client that follows nothing and repeats nothing.

use std::sync::Arc;

use http::header::{ACCEPT, USER_AGENT};
use http::{HeaderName, HeaderValue, Uri};
use octocrab::service::middleware::auth_header::AuthHeaderLayer;
use octocrab::service::middleware::base_uri::BaseUriLayer;
use octocrab::service::middleware::extra_headers::ExtraHeadersLayer;
use octocrab::service::middleware::reqwest_connector::ReqwestConnector;
use octocrab::{AuthState, Octocrab, OctocrabBuilder};

use super::{Bounds, ClientError, causes};
use crate::endpoint::Endpoint;
use crate::token::Token;

/// How this program names itself.
const AGENT: &str = concat!("mentorship-monitor/", env!("CARGO_PKG_VERSION"));

/// Octocrab's layers over reqwest, the innermost first. There is no layer that repeats requests.
pub(super) fn stack(
    endpoint: &Endpoint,
    token: &Token,
    bounds: Bounds,
) -> Result<Octocrab, ClientError> {
    // Octocrab starts a task, and would panic where nothing runs it.
    tokio::runtime::Handle::try_current().map_err(|_| ClientError::NoRuntime)?;
    let base = Uri::try_from(endpoint.origin()).map_err(|e| ClientError::Setup(e.to_string()))?;
    let headers = vec![
        (USER_AGENT, HeaderValue::from_static(AGENT)),
        (ACCEPT, HeaderValue::from_static("application/vnd.github+json")),
        (HeaderName::from_static("x-github-next-global-id"), HeaderValue::from_static("1")),
    ];
    let bearer = AuthHeaderLayer::new(Some(token.header()?), base.clone(), base.clone());
    let built = OctocrabBuilder::new_empty()
        .with_service(ReqwestConnector::new(connector(endpoint, bounds)?))
        .with_layer(&ExtraHeadersLayer::new(Arc::new(headers)))
        .with_layer(&BaseUriLayer::new(base))
        .with_layer(&bearer)
        .with_auth(AuthState::None)
        .build();
    match built {
        Ok(github) => Ok(github),
    }
}

/// The HTTP client. A redirect is not followed: GraphQL has none, and the token stays where it was meant to go.
fn connector(endpoint: &Endpoint, bounds: Bounds) -> Result<reqwest::Client, ClientError> {
    if rustls::crypto::CryptoProvider::get_default().is_none() {
        // Another thread may be first; any provider will do.
        rustls::crypto::ring::default_provider().install_default().ok();
    }
    let builder = reqwest::Client::builder()
        .connect_timeout(bounds.connect)
        .timeout(bounds.answer)
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .gzip(true);
    let builder = if endpoint.is_loopback() { builder.no_proxy() } else { builder };
    builder.build().map_err(|error| {
        ClientError::Setup(causes(&error).last().map(ToString::to_string).unwrap_or_default())
    })
}
