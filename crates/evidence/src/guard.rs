//! From a name to addresses that may be connected to. The client looks names up here and nowhere else, and connects to what
//! this gives it: there is no second look-up in which a name could change its mind.

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::addresses::Addresses;

/// What a look-up gives in the end.
pub(crate) type Found = Pin<Box<dyn Future<Output = io::Result<Vec<IpAddr>>> + Send>>;

/// Looks up a name; every call may give another answer.
pub(crate) type LookUp = Arc<dyn Fn(String) -> Found + Send + Sync>;

/// Looks names up as this machine does.
pub(crate) fn system() -> LookUp {
    Arc::new(|name| {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name, 0)).await?;
            Ok(found.map(|address| address.ip()).collect())
        })
    })
}

/// Looks names up, and keeps only the addresses that may be connected to.
pub(crate) struct Guard {
    pub(crate) look_up: LookUp,
    pub(crate) addresses: Addresses,
}

impl Resolve for Guard {
    fn resolve(&self, name: Name) -> Resolving {
        let found = (self.look_up)(name.as_str().to_owned());
        let addresses = self.addresses.clone();
        Box::pin(async move {
            let found = found.await.map_err(|_| NoWay::Unknown)?;
            if found.is_empty() {
                return Err(NoWay::Unknown.into());
            }
            let allowed: Vec<_> = found.into_iter().filter(|at| addresses.allow(*at)).collect();
            if allowed.is_empty() {
                return Err(NoWay::NotPublic.into());
            }
            // The client puts the port of the URL in the place of 0.
            Ok(Box::new(allowed.into_iter().map(|at| SocketAddr::new(at, 0))) as Addrs)
        })
    }
}

/// Why a name leads nowhere. It travels through the client's errors and is found again among their causes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoWay {
    /// Nobody knows the name.
    Unknown,
    /// It leads only to addresses that may not be connected to.
    NotPublic,
}

impl fmt::Display for NoWay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "no host of that name is known",
            Self::NotPublic => "the name leads into a network that is not public",
        })
    }
}

impl std::error::Error for NoWay {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::answers;

    async fn resolve(guard: &Guard) -> Result<Vec<String>, NoWay> {
        let name = "design.example".parse().unwrap();
        match guard.resolve(name).await {
            Ok(found) => Ok(found.map(|at| at.ip().to_string()).collect()),
            Err(error) => Err(*error.downcast_ref().unwrap()),
        }
    }

    #[tokio::test]
    async fn a_name_that_changes_its_mind_is_judged_each_time() {
        let look_up = answers(&[&["93.184.216.34"], &["127.0.0.1"], &["::1", "10.0.0.7"], &[]]);
        let guard = Guard { look_up, addresses: Addresses::Public };
        assert_eq!(resolve(&guard).await.unwrap(), ["93.184.216.34"]);
        assert_eq!(resolve(&guard).await, Err(NoWay::NotPublic));
        assert_eq!(resolve(&guard).await, Err(NoWay::NotPublic));
        assert_eq!(resolve(&guard).await, Err(NoWay::Unknown));
    }

    #[tokio::test]
    async fn among_several_addresses_only_public_ones_are_left() {
        let look_up =
            answers(&[&["10.0.0.7", "93.184.216.34", "::ffff:127.0.0.1", "2606:4700::1111"]]);
        let guard = Guard { look_up, addresses: Addresses::Public };
        assert_eq!(resolve(&guard).await.unwrap(), ["93.184.216.34", "2606:4700::1111"]);
    }
}
