//! Asking a world without a server.

use monitor_testkit::github::graphql::{Question, execute};
use monitor_testkit::github::world::World;
use serde_json::{Map, Value};

/// The whole answer to a query without variables.
pub(crate) fn answer(world: &World, query: &str) -> Value {
    execute(world, &Question { query: query.to_owned(), variables: Map::new(), operation: None })
}

/// The data of an answer that has no errors.
#[allow(dead_code, reason = "not every test file needs it")]
pub(crate) fn data(world: &World, query: &str) -> Value {
    let answer = answer(world, query);
    assert_eq!(answer.get("errors"), None, "{query}");
    answer["data"].clone()
}

/// A client for a server on this machine.
#[allow(dead_code, reason = "not every test file needs it")]
pub(crate) fn client(user_agent: Option<&str>) -> reqwest::Client {
    // Installed by whichever test comes first; the connection itself is plain.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = reqwest::Client::builder();
    let named = match user_agent {
        Some(name) => builder.user_agent(name),
        None => builder,
    };
    named.build().unwrap_or_else(|error| panic!("no client: {error}"))
}
