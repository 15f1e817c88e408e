//! Where GitHub's API is: the REST root that people name, and the GraphQL address that goes with it.

use std::fmt;

use reqwest::Url;

/// The API of github.com, of a GitHub Enterprise Server, or of a simulated GitHub on this machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    origin: String,
    rest: String,
    graphql: String,
    loopback: bool,
}

impl Endpoint {
    /// Reads a REST root: `https://api.github.com`, `https://HOST/api/v3`, or `http://127.0.0.1:PORT`.
    ///
    /// # Errors
    /// If it is no such address. Plain http is only taken on this machine itself, since every request carries the token.
    pub fn parse(given: &str) -> Result<Self, EndpointError> {
        let url = Url::parse(given.trim()).map_err(|_| EndpointError::NoUrl(given.to_owned()))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(EndpointError::Credentials);
        }
        let host = url.host_str().unwrap_or_default();
        let loopback = is_loopback(host);
        match url.scheme() {
            "https" => {}
            "http" if loopback => {}
            "http" => return Err(EndpointError::Unencrypted(given.to_owned())),
            _ => return Err(EndpointError::NoUrl(given.to_owned())),
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(EndpointError::Tail(given.to_owned()));
        }
        if matches!(host, "github.com" | "www.github.com") {
            return Err(EndpointError::Website(given.to_owned()));
        }
        let path = url.path().trim_end_matches('/');
        if path.ends_with("/graphql") {
            return Err(EndpointError::Graphql(given.to_owned()));
        }
        // A GitHub Enterprise Server has `/api/v3` and `/api/graphql` side by side.
        let graphql = match path.strip_suffix("/api/v3") {
            Some(before) => format!("{before}/api/graphql"),
            None => format!("{path}/graphql"),
        };
        let origin = url.origin().ascii_serialization();
        Ok(Self { origin, rest: path.to_owned(), graphql, loopback })
    }

    /// The host under which people know it, which is what `gh` keeps tokens by: `github.com`, or that of GitHub Enterprise Server.
    #[must_use]
    pub fn web_host(&self) -> &str {
        let host = self.origin.split_once("://").map_or(&*self.origin, |(_, rest)| rest);
        if host == "api.github.com" { "github.com" } else { host }
    }

    /// Scheme, host and port, without a slash at the end.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The path of the REST root, from its slash on; empty where it has none.
    #[must_use]
    pub fn rest_path(&self) -> &str {
        &self.rest
    }

    /// The path of the GraphQL address, from its slash on.
    #[must_use]
    pub fn graphql_path(&self) -> &str {
        &self.graphql
    }

    /// Whether it is on this machine, so that no proxy lies between.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.graphql)
    }
}

/// The host is written as [`Url`] normalizes it: an IPv4 address is four decimal numbers, an IPv6 address stands in brackets.
fn is_loopback(host: &str) -> bool {
    let v4 = host.starts_with("127.") && host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    v4 || matches!(host, "localhost" | "[::1]")
}

/// A text that is no address of GitHub's API.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EndpointError {
    /// No URL, or one of another kind.
    #[error(
        "`{0}` is no address of GitHub's API\nhint: write `https://api.github.com`, or `https://HOST/api/v3` for a GitHub Enterprise Server"
    )]
    NoUrl(String),
    /// Plain http to another machine.
    #[error(
        "`{0}` would carry the token unencrypted\nhint: write `https://`; plain http is only taken for 127.0.0.1"
    )]
    Unencrypted(String),
    /// A user name or password inside. It is not repeated, since it may be a secret.
    #[error(
        "the address of GitHub's API holds a user name or a password\nhint: leave it out; the token is taken from `GITHUB_TOKEN`"
    )]
    Credentials,
    /// Something after the path.
    #[error("`{0}` goes on after its path\nhint: leave out what follows `?` or `#`")]
    Tail(String),
    /// The website instead of the API.
    #[error("`{0}` is GitHub's website, not its API\nhint: write `https://api.github.com`")]
    Website(String),
    /// The GraphQL address instead of the REST root.
    #[error(
        "`{0}` is a GraphQL address, the REST root is wanted\nhint: write `https://api.github.com`, or `https://HOST/api/v3` for a GitHub Enterprise Server"
    )]
    Graphql(String),
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_graphql_address_goes_with_the_rest_root() {
        for (rest, graphql) in [
            ("https://api.github.com", "https://api.github.com/graphql"),
            ("https://api.github.com/", "https://api.github.com/graphql"),
            (" HTTPS://API.GitHub.com:443 ", "https://api.github.com/graphql"),
            ("https://api.lantern.ghe.com", "https://api.lantern.ghe.com/graphql"),
            ("https://git.lantern.example/api/v3", "https://git.lantern.example/api/graphql"),
            ("https://git.lantern.example/api/v3/", "https://git.lantern.example/api/graphql"),
            (
                "https://git.lantern.example:8443/x/api/v3",
                "https://git.lantern.example:8443/x/api/graphql",
            ),
            ("http://127.0.0.1:4000", "http://127.0.0.1:4000/graphql"),
            ("http://localhost:4000/", "http://localhost:4000/graphql"),
            ("http://[::1]:4000", "http://[::1]:4000/graphql"),
        ] {
            let endpoint = Endpoint::parse(rest).unwrap();
            assert_eq!(endpoint.to_string(), graphql, "{rest}");
            let root = format!("{}{}", endpoint.origin(), endpoint.rest_path());
            let same = Endpoint::parse(&root).unwrap();
            assert_eq!(same, endpoint, "{root}");
        }
    }

    #[test]
    fn what_is_no_rest_root_is_named_with_a_hint() {
        type Is = fn(String) -> EndpointError;
        let cases: [(&str, Is); 11] = [
            ("", EndpointError::NoUrl),
            ("api.github.com", EndpointError::NoUrl),
            ("ftp://api.github.com", EndpointError::NoUrl),
            ("http://api.github.com", EndpointError::Unencrypted),
            ("http://127.0.0.1.example.org", EndpointError::Unencrypted),
            ("http://127.example.org", EndpointError::Unencrypted),
            ("http://10.0.0.7:80", EndpointError::Unencrypted),
            ("https://api.github.com?x=1", EndpointError::Tail),
            ("https://github.com", EndpointError::Website),
            ("https://api.github.com/graphql", EndpointError::Graphql),
            ("https://git.lantern.example/api/graphql/", EndpointError::Graphql),
        ];
        for (given, problem) in cases {
            let error = Endpoint::parse(given).unwrap_err();
            assert_eq!(error, problem(given.to_owned()), "{given}");
            assert!(error.to_string().contains("\nhint: "), "{error}");
        }
    }

    #[test]
    fn a_secret_in_an_address_is_not_repeated() {
        for given in ["https://ada:s3cret@api.github.com", "https://s3cret@api.github.com"] {
            let error = Endpoint::parse(given).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("s3cret"));
        }
    }

    #[test]
    fn a_host_is_known_as_people_know_it() {
        for (given, host) in [
            ("https://api.github.com", "github.com"),
            ("https://git.lantern.example/api/v3", "git.lantern.example"),
        ] {
            assert_eq!(Endpoint::parse(given).unwrap().web_host(), host);
        }
    }

    proptest! {
        #[test]
        fn plain_http_never_leaves_this_machine(host in "[a-z0-9.]{1,20}", port in 1u16..) {
            if let Ok(endpoint) = Endpoint::parse(&format!("http://{host}:{port}")) {
                prop_assert!(endpoint.is_loopback());
                let rest = endpoint.origin().trim_start_matches("http://");
                prop_assert!(rest.starts_with("127.") || rest.starts_with("localhost"));
            }
        }
    }
}
