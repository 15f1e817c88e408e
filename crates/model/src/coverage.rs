//! Coverage: what of a person's activity a source has seen, so that missing data is never read as inactivity.

use std::fmt;

use crate::named;
use crate::{Login, Window};

named! {
    /// One kind of thing that is fetched for a person.
    Stream {
        /// Pull requests that the person opened.
        PullRequests = "pull-requests",
        /// Issues that the person opened.
        Issues = "issues",
        /// Reviews that the person submitted.
        Reviews = "reviews",
        /// Commits that the person authored.
        Commits = "commits",
        /// Comments that the person wrote.
        Comments = "comments",
        /// Discussions and their comments.
        Discussions = "discussions",
    }
}

/// How much of a stream was seen. The order is from least to most.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coverage {
    /// Nobody asked, or no answer was kept; with the reason.
    NotFetched(String),
    /// GitHub does not let us see it; with the reason.
    Blocked(String),
    /// Something was seen and something is missing; with what is missing.
    Partial(String),
    /// Everything that is public was seen.
    Complete,
}

impl Coverage {
    /// Whether everything was seen, so that absence means absence.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        matches!(self, Self::Complete)
    }

    /// Whether anything was seen at all, so that presence can be shown.
    #[must_use]
    pub const fn saw_anything(&self) -> bool {
        matches!(self, Self::Complete | Self::Partial(_))
    }

    /// The reason why it is not complete.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::Complete => None,
            Self::Partial(why) | Self::Blocked(why) | Self::NotFetched(why) => Some(why),
        }
    }

    /// The name of the state without its reason.
    #[must_use]
    pub const fn state(&self) -> &'static str {
        match self {
            Self::Complete => "complete",
            Self::Partial(_) => "partial",
            Self::Blocked(_) => "blocked",
            Self::NotFetched(_) => "not-fetched",
        }
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason() {
            None => f.write_str(self.state()),
            Some(why) => write!(f, "{}: {why}", self.state()),
        }
    }
}

/// What a source says of one person, stream and window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageStatement {
    /// Whose activity.
    pub of: Login,
    /// Which stream.
    pub stream: Stream,
    /// For which window.
    pub window: Window,
    /// How much of it was seen.
    pub coverage: Coverage,
}

/// A part of a window with one and the same coverage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoverageSlice {
    /// The part.
    pub window: Window,
    /// What was seen of it.
    pub coverage: Coverage,
}

/// Cuts a window where statements begin and end, and gives each part the best that any statement says of it; a part that no
/// statement speaks of is [`Coverage::NotFetched`] with `absent` as its reason. The slices partition the window, and the
/// order of the statements does not matter.
#[must_use]
pub fn cover<'a>(
    window: Window,
    statements: impl IntoIterator<Item = (&'a Window, &'a Coverage)>,
    absent: &str,
) -> Vec<CoverageSlice> {
    let inside: Vec<(Window, &Coverage)> =
        statements.into_iter().filter_map(|(w, c)| Some((w.intersect(&window)?, c))).collect();
    let mut cuts = vec![window.from(), window.to()];
    cuts.extend(inside.iter().flat_map(|(w, _)| [w.from(), w.to()]));
    cuts.sort_unstable();
    cuts.dedup();
    let mut slices: Vec<CoverageSlice> = Vec::new();
    for pair in cuts.windows(2) {
        let Ok(part) = Window::new(pair[0], pair[1]) else {
            continue;
        };
        let best = inside.iter().filter(|(w, _)| w.covers(&part)).map(|(_, c)| *c).max();
        let coverage = best.cloned().unwrap_or_else(|| Coverage::NotFetched(absent.to_owned()));
        match slices.last_mut() {
            Some(last) if last.coverage == coverage => {
                if let Ok(joined) = Window::new(last.window.from(), part.to()) {
                    last.window = joined;
                }
            }
            _ => slices.push(CoverageSlice { window: part, coverage }),
        }
    }
    slices
}

/// Activity that GitHub counts but does not itemise: private, restricted, or of a kind that the source does not list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HiddenActivity {
    /// Whose.
    pub of: Login,
    /// When.
    pub window: Window,
    /// What the source says of it.
    pub why: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, TimeDelta};
    use proptest::prelude::*;

    fn window(from: i64, days: i64) -> Window {
        let start = DateTime::from_timestamp(1_760_000_000, 0).unwrap() + TimeDelta::days(from);
        Window::new(start, start + TimeDelta::days(days)).unwrap()
    }

    #[test]
    fn a_gap_is_not_fetched_and_the_best_statement_counts() {
        let partial = Coverage::Partial("opened only".into());
        let statements = [
            (window(0, 7), partial.clone()),
            (window(7, 7), Coverage::Complete),
            (window(10, 7), partial),
        ];
        let slices = cover(window(0, 21), statements.iter().map(|(w, c)| (w, c)), "no record");
        let seen: Vec<_> =
            slices.iter().map(|s| (s.window.length().num_days(), s.coverage.state())).collect();
        assert_eq!(seen, [(7, "partial"), (7, "complete"), (3, "partial"), (4, "not-fetched")]);
    }

    proptest! {
        #[test]
        fn slices_partition_the_window_in_any_order(given in prop::collection::vec((0..40_i64, 1..20_i64, 0..3_u8), 0..8)) {
            let statements: Vec<_> = given.iter().map(|&(a, n, c)| (window(a, n), match c {
                0 => Coverage::Complete, 1 => Coverage::Partial("p".into()), _ => Coverage::NotFetched("n".into()),
            })).collect();
            let whole = window(5, 30);
            let slices = cover(whole, statements.iter().map(|(w, c)| (w, c)), "no record");
            prop_assert_eq!(slices[0].window.from(), whole.from());
            prop_assert_eq!(slices[slices.len() - 1].window.to(), whole.to());
            prop_assert!(slices.windows(2).all(|p| p[0].window.to() == p[1].window.from()));
            let reversed = cover(whole, statements.iter().rev().map(|(w, c)| (w, c)), "no record");
            prop_assert_eq!(slices, reversed);
        }
    }
}
