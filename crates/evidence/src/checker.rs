//! A look at the URL of evidence: one request per hop, by hand, and nothing of a page is read.

use std::time::Duration;

use monitor_model::{EvidenceUrl, Reach, WhyNoConnection, WhyRefused};
use reqwest::header::LOCATION;
use reqwest::{Client, Url};

use crate::addresses::Addresses;
use crate::guard::{Guard, LookUp, NoWay, system};
use crate::hop::{Step, admit, judge};
use crate::http::{SetupError, build, builder, causes};

/// How long a look may take with all its redirects.
const IN_ALL: Duration = Duration::from_secs(10);
/// How many redirects are followed.
const REDIRECTS: usize = 5;

/// Looks at URLs of evidence. It sends no cookie and no credentials, uses no proxy, and connects to public addresses only.
#[derive(Debug)]
pub struct Checker {
    client: Client,
    addresses: Addresses,
    in_all: Duration,
}

impl Checker {
    /// Prepares for looking; nothing is sent yet.
    ///
    /// # Errors
    /// If this machine can't speak TLS.
    pub fn new() -> Result<Self, SetupError> {
        let builder = guarded(system(), Addresses::Public);
        Ok(Self { client: build(builder)?, addresses: Addresses::Public, in_all: IN_ALL })
    }

    /// Looks once, for at most 10 s. Whatever happens is a result; there is nothing that could stop a caller.
    ///
    /// It belongs into a tokio runtime with its timers and its network switched on.
    pub async fn check(&self, url: &EvidenceUrl) -> Reach {
        let look = self.walk(url);
        tokio::time::timeout(self.in_all, look).await.unwrap_or(Reach::TimedOut)
    }

    async fn walk(&self, url: &EvidenceUrl) -> Reach {
        let Ok(mut at) = Url::parse(url.as_str()) else {
            return Reach::Refused(WhyRefused::NoAddress);
        };
        for _ in 0..=REDIRECTS {
            if let Err(why) = admit(&at, &self.addresses) {
                return Reach::Refused(why);
            }
            match self.ask(&at).await {
                Step::Over(reach) => return reach,
                Step::On(next) => at = next,
            }
        }
        Reach::TooManyRedirects
    }

    /// One request. The answer is dropped after its head, which closes the connection: no page is loaded, however long it is.
    async fn ask(&self, at: &Url) -> Step {
        match self.client.get(at.clone()).send().await {
            Ok(answer) => {
                let location = answer.headers().get(LOCATION).and_then(|to| to.to_str().ok());
                judge(answer.status().as_u16(), location, at)
            }
            Err(error) => Step::Over(no_answer(&error)),
        }
    }
}

/// A client that looks names up in the guard alone and keeps no connection for a later hop.
fn guarded(look_up: LookUp, addresses: Addresses) -> reqwest::ClientBuilder {
    builder()
        .dns_resolver(Guard { look_up, addresses })
        .https_only(true)
        .no_proxy()
        .no_gzip()
        .http1_only()
        .pool_max_idle_per_host(0)
}

/// Why there is no answer. The error itself holds the URL, and is not repeated.
fn no_answer(error: &reqwest::Error) -> Reach {
    match causes(error).find_map(|cause| cause.downcast_ref()) {
        Some(NoWay::NotPublic) => Reach::Refused(WhyRefused::NotPublic),
        Some(NoWay::Unknown) => Reach::NoConnection(WhyNoConnection::UnknownHost),
        None if error.is_timeout() => Reach::TimedOut,
        None => Reach::NoConnection(WhyNoConnection::Broken),
    }
}

#[cfg(test)]
mod tests;
