//! Whether a piece of evidence could be reached: what a look at its URL came to. It never decides anything by itself.

use std::fmt;

use crate::named;

/// What a look at the URL of evidence came to. Most good evidence asks for a sign-in, so only [`Reach::NotThere`] says
/// anything about the evidence; the rest speaks of the look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// Everybody can see that something is there.
    Reached {
        /// The status, 200 to 299.
        status: u16,
    },
    /// The host wants to know who asks, by a status (401, 403) or by leading to a page for signing in.
    NeedsSignIn,
    /// The host says that nothing is there: 404 or 410.
    NotThere {
        /// The status.
        status: u16,
    },
    /// The host answered with a status that says nothing about the evidence, such as 503.
    Unclear {
        /// The status.
        status: u16,
    },
    /// This program does not ask there.
    Refused(WhyRefused),
    /// There was no answer in time.
    TimedOut,
    /// One redirect followed another.
    TooManyRedirects,
    /// There was no connection, or it broke.
    NoConnection(WhyNoConnection),
}

named! {
    /// Why this program does not ask at an address, at first or after a redirect.
    WhyRefused {
        /// It is no `https` address.
        NotHttps = "not-https",
        /// It lies in a network that the public can't reach.
        NotPublic = "not-public",
        /// It holds a user name or a password.
        Credentials = "credentials",
        /// It can't be read as an address.
        NoAddress = "no-address",
    }
}

named! {
    /// Why there was no connection.
    WhyNoConnection {
        /// The name of the host is not known.
        UnknownHost = "unknown-host",
        /// The host does not answer, its certificate is not valid, or it broke off.
        Broken = "broken",
    }
}

impl Reach {
    /// The stable name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reached { .. } => "reached",
            Self::NeedsSignIn => "needs-sign-in",
            Self::NotThere { .. } => "not-there",
            Self::Unclear { .. } => "unclear",
            Self::Refused(_) => "refused",
            Self::TimedOut => "timed-out",
            Self::TooManyRedirects => "too-many-redirects",
            Self::NoConnection(_) => "no-connection",
        }
    }

    /// Whether the submitter should look at the URL again: it is wrong for everybody, not only for a program.
    #[must_use]
    pub const fn is_doubtful(self) -> bool {
        matches!(
            self,
            Self::NotThere { .. }
                | Self::Refused(_)
                | Self::NoConnection(WhyNoConnection::UnknownHost)
        )
    }
}

/// A whole sentence without the URL, which may hold a secret.
impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reached { status } => write!(f, "everybody can open it (status {status})"),
            Self::NeedsSignIn => f.write_str(
                "the host wants a sign-in, so only people whom it was shared with can open it",
            ),
            Self::NotThere { status } => {
                write!(f, "the host says that nothing is there (status {status})")
            }
            Self::Unclear { status } => {
                write!(f, "the host answered with status {status}, which says nothing about it")
            }
            Self::Refused(why) => write!(f, "it was not opened: {}", why.sentence()),
            Self::TimedOut => f.write_str("the host did not answer in time"),
            Self::TooManyRedirects => f.write_str("it leads from one redirect to the next"),
            Self::NoConnection(WhyNoConnection::UnknownHost) => {
                f.write_str("no host of that name is known")
            }
            Self::NoConnection(WhyNoConnection::Broken) => f.write_str(
                "no secure connection to the host came about, or it broke before the answer",
            ),
        }
    }
}

impl WhyRefused {
    const fn sentence(self) -> &'static str {
        match self {
            Self::NotHttps => "it leads to an address without `https`",
            Self::NotPublic => "it leads into a network that is not public",
            Self::Credentials => "it leads to an address with a user name or password in it",
            Self::NoAddress => "it leads to something that is no address",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Reach> {
        let mut all = vec![
            Reach::Reached { status: 200 },
            Reach::NeedsSignIn,
            Reach::NotThere { status: 404 },
            Reach::Unclear { status: 503 },
            Reach::TimedOut,
            Reach::TooManyRedirects,
        ];
        all.extend(WhyRefused::ALL.iter().map(|why| Reach::Refused(*why)));
        all.extend(WhyNoConnection::ALL.iter().map(|why| Reach::NoConnection(*why)));
        all
    }

    #[test]
    fn each_result_has_a_sentence_of_its_own() {
        let mut sentences: Vec<String> = all().iter().map(ToString::to_string).collect();
        let before = sentences.len();
        sentences.sort();
        sentences.dedup();
        assert_eq!(sentences.len(), before);
        assert!(sentences.iter().all(|s| s.len() > 20 && !s.ends_with('.')), "{sentences:?}");
    }

    #[test]
    fn what_may_be_good_evidence_is_not_doubted() {
        let doubted: Vec<&str> =
            all().into_iter().filter(|r| r.is_doubtful()).map(Reach::as_str).collect();
        assert_eq!(
            doubted,
            ["not-there", "refused", "refused", "refused", "refused", "no-connection"]
        );
    }
}
