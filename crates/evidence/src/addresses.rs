//! To which addresses a connection may be made. The program knows one answer; tests, which have only this machine, know another
//! one, which does not exist in the program.

use std::net::IpAddr;

use crate::public::is_public;

/// Where a connection may lead.
#[derive(Clone, Debug)]
pub(crate) enum Addresses {
    /// To the public internet.
    Public,
    /// To these addresses of this machine, which stand for the public internet in tests.
    #[cfg(test)]
    Only(Vec<IpAddr>),
}

impl Addresses {
    /// Whether a connection may lead there.
    pub(crate) fn allow(&self, address: IpAddr) -> bool {
        match self {
            Self::Public => is_public(address),
            #[cfg(test)]
            Self::Only(these) => these.contains(&address),
        }
    }

    /// Whether a host may be asked as far as its text shows: a name may, for the addresses behind it are judged when it is looked
    /// up, and a literal address may where it is allowed. `host` is written as URLs normalize it.
    pub(crate) fn allow_host(&self, host: &str) -> bool {
        let literal = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        literal.unwrap_or(host).parse().map_or(true, |address| self.allow(address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::Url;

    #[test]
    fn an_address_is_judged_however_it_is_written() {
        for (text, expected) in [
            ("https://docs.example.org/", true),
            ("https://93.184.216.34/", true),
            ("https://127.0.0.1/", false),
            ("https://2130706433/", false),
            ("https://0x7f.1/", false),
            ("https://0177.0.0.1/", false),
            ("https://127.1/", false),
            ("https://１２７.0.0.1/", false),
            ("https://169.254.169.254/latest/meta-data", false),
            ("https://[::1]/", false),
            ("https://[::ffff:10.0.0.1]/", false),
            ("https://[64:ff9b::a00:1]/", false),
            ("https://[2606:4700::1111]/", true),
        ] {
            let url = Url::parse(text).unwrap();
            let host = url.host_str().unwrap();
            assert_eq!(Addresses::Public.allow_host(host), expected, "{text}");
        }
    }
}
