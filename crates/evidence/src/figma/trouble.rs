//! Why Figma gave no answer, and what that does to coverage.

use std::fmt;
use std::time::Duration;

use monitor_model::Coverage;

/// Why there is no answer, or none that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The token may not read it: 401 or 403.
    Forbidden(u16),
    /// 404.
    NotThere,
    /// Too many requests, and the wait that Figma asks for is too long.
    Limited(Duration),
    /// Another status.
    Status(u16),
    /// No answer in time.
    TimedOut,
    /// No connection, or it broke.
    NoConnection,
    /// An answer that is longer than is read.
    TooLong,
    /// An answer in another shape than Figma documents.
    Unreadable,
}

impl Trouble {
    /// What the status of an answer says against it.
    pub(crate) fn of(status: u16, retry_after: Option<Duration>) -> Option<Self> {
        match status {
            200 => None,
            401 | 403 => Some(Self::Forbidden(status)),
            404 => Some(Self::NotThere),
            429 => Some(Self::Limited(retry_after.unwrap_or(WAIT))),
            _ => Some(Self::Status(status)),
        }
    }

    /// The coverage of a part that ended so; whether something was seen before decides between some and none.
    pub(crate) fn coverage(self, saw_something: bool) -> Coverage {
        match self {
            _ if saw_something => Coverage::Partial(self.to_string()),
            Self::Forbidden(_) | Self::NotThere => Coverage::Blocked(self.to_string()),
            _ => Coverage::NotFetched(self.to_string()),
        }
    }
}

/// How long to wait where Figma does not say; its limits are counted per minute.
const WAIT: Duration = Duration::from_secs(60);

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Forbidden(status) => write!(
                f,
                "Figma does not let the token read it (status {status}): its owner can't see the file, or it lacks the scope"
            ),
            Self::NotThere => {
                f.write_str("Figma knows no such file, or the owner of the token can't see it")
            }
            Self::Limited(wait) => {
                write!(f, "Figma asks to wait {} s, which was too long", wait.as_secs())
            }
            Self::Status(status) => write!(f, "Figma answered with status {status}"),
            Self::TimedOut => f.write_str("Figma did not answer in time"),
            Self::NoConnection => f.write_str("no connection to Figma came about, or it broke"),
            Self::TooLong => f.write_str("Figma's answer was longer than is read"),
            Self::Unreadable => f.write_str("Figma's answer could not be read"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_is_judged() {
        let second = Duration::from_secs(1);
        for (status, expected) in [
            (200, None),
            (204, Some(Trouble::Status(204))),
            (302, Some(Trouble::Status(302))),
            (401, Some(Trouble::Forbidden(401))),
            (403, Some(Trouble::Forbidden(403))),
            (404, Some(Trouble::NotThere)),
            (429, Some(Trouble::Limited(second))),
            (500, Some(Trouble::Status(500))),
        ] {
            assert_eq!(Trouble::of(status, Some(second)), expected, "{status}");
        }
        assert_eq!(Trouble::of(429, None), Some(Trouble::Limited(WAIT)));
    }

    #[test]
    fn trouble_is_never_complete() {
        for trouble in [
            Trouble::Forbidden(403),
            Trouble::NotThere,
            Trouble::Limited(WAIT),
            Trouble::Status(500),
            Trouble::TimedOut,
            Trouble::NoConnection,
            Trouble::TooLong,
            Trouble::Unreadable,
        ] {
            assert_eq!(trouble.coverage(true).state(), "partial");
            let blocked = matches!(trouble, Trouble::Forbidden(_) | Trouble::NotThere);
            let expected = if blocked { "blocked" } else { "not-fetched" };
            assert_eq!(trouble.coverage(false).state(), expected);
        }
    }
}
