//! Numbers of which it is known whether they are all there is.

use std::fmt;

/// A number that may only be the part that was seen. Zero is only ever "none" where coverage is complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many were seen.
    pub seen: u32,
    /// Whether that is all there is.
    pub complete: bool,
}

impl fmt::Display for Count {
    /// `3` where that is all, `3+` where more may exist, `?` where nothing was seen and something may exist.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.seen, self.complete) {
            (n, true) => f.pad(&n.to_string()),
            (0, false) => f.pad("?"),
            (n, false) => f.pad(&format!("{n}+")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_never_says_none_where_something_may_be_missing() {
        let shown = |seen, complete| Count { seen, complete }.to_string();
        assert_eq!((shown(0, true), shown(0, false)), ("0".to_owned(), "?".to_owned()));
        assert_eq!((shown(3, true), shown(3, false)), ("3".to_owned(), "3+".to_owned()));
    }
}
