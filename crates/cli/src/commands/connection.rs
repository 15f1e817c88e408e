//! The way to GitHub: address, token and pace, from arguments, environment and `gh`.

use std::process::Command;

use monitor_fetcher::{Client, Endpoint, Pace, Token};

use crate::args::Connection;
use crate::exit::Failure;

/// A client for the address and with the token that the user has.
pub(super) fn client(connection: &Connection) -> Result<Client, Failure> {
    client_with(connection, &token(connection)?)
}

/// A client for the address and with this token.
pub(super) fn client_with(connection: &Connection, token: &Token) -> Result<Client, Failure> {
    let endpoint =
        Endpoint::parse(&connection.api_url).map_err(|error| said(&error.to_string()))?;
    let pace = Pace { concurrency: u32::from(connection.at_once), ..Pace::default() };
    Client::new(&endpoint, token, pace).map_err(|error| said(&error.to_string()))
}

/// The token from `GITHUB_TOKEN`, `GH_TOKEN` or `gh auth token`, in this order; an empty one is none. `gh` is asked for that of the
/// host that is meant, so that no other host ever gets it.
pub(super) fn token(connection: &Connection) -> Result<Token, Failure> {
    let endpoint =
        Endpoint::parse(&connection.api_url).map_err(|error| said(&error.to_string()))?;
    let named = |name: &&str| std::env::var(name).ok().filter(|token| !token.trim().is_empty());
    let named = ["GITHUB_TOKEN", "GH_TOKEN"].iter().find_map(named);
    let given = named.or_else(|| from_gh(endpoint.web_host())).ok_or_else(|| {
        Failure::input(
            "there is no token for GitHub",
            "set GITHUB_TOKEN to a token that reads public data, or log in with `gh auth login`",
        )
    })?;
    Token::new(given.trim()).map_err(|error| said(&error.to_string()))
}

fn from_gh(host: &str) -> Option<String> {
    let output = Command::new("gh")
        .args(["auth", "token", "--hostname", host])
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok().filter(|token| !token.trim().is_empty())
}

/// An error that carries its hint after a line break.
pub(super) fn said(error: &str) -> Failure {
    match error.split_once("hint: ") {
        Some((says, hint)) => Failure::input(says.trim_end(), hint),
        None => Failure::input(error, "see `mentorship-monitor help sync`"),
    }
}
