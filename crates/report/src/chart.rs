//! A mentee's weeks as a picture: one row per kind of contribution, one bar per week, the periods behind them. It is SVG to
//! stand inside a page; its colours are the page's, and `templates/chart.css` gives it those.
//!
//! A week that was not seen is hatched, one that was seen in part is dashed, and one with nothing is empty: the three are told
//! apart without any colour. The picture says in words all that it shows, for who can't see it.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use monitor_model::{Count, PeriodId, Window};

use crate::RenderError;

mod draw;
mod says;
mod scale;
mod weeks;

/// What one mentee did, week by week and kind by kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Whom it is about, as people call them. It may be any text.
    pub mentee: String,
    /// The zone in which days are told.
    pub zone: Tz,
    /// The weeks in order of time; none overlaps the next.
    pub weeks: Vec<ChartWeek>,
    /// The periods in order of time, which stand behind the weeks.
    pub periods: Vec<ChartPeriod>,
}

/// A week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartWeek {
    /// The whole week, also where it is running.
    pub window: Window,
    /// One bar for each kind, in the order of [`Kind::ALL`].
    pub bars: [Bar; Kind::ALL.len()],
}

/// How many items of a kind something was done on in a week. What was not seen is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bar {
    /// That is all, also where it is none.
    All(u32),
    /// At least so many: the week was seen in part.
    AtLeast(u32),
    /// Nobody looked, or GitHub doesn't show it.
    Unseen,
    /// The week has not begun.
    Ahead,
}

/// A period behind the weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartPeriod {
    /// Its id.
    pub id: PeriodId,
    /// Its window, the mentee's own where it differs.
    pub window: Window,
    /// When its evaluation is due.
    pub due: DateTime<Utc>,
}

/// A row of the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Pull requests.
    PullRequests,
    /// Issues.
    Issues,
    /// Reviews of somebody else's pull requests.
    Reviews,
    /// Commits, also those that were counted without being named.
    Commits,
    /// Comments and discussions.
    Talk,
}

impl Kind {
    /// Every kind, from the top of the chart to its bottom.
    pub const ALL: [Self; 5] =
        [Self::PullRequests, Self::Issues, Self::Reviews, Self::Commits, Self::Talk];

    /// The heading of the row.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PullRequests => "pull requests",
            Self::Issues => "issues",
            Self::Reviews => "reviews",
            Self::Commits => "commits",
            Self::Talk => "comments and discussions",
        }
    }
}

impl Bar {
    /// What was seen; `None` where the week has not begun.
    #[must_use]
    pub const fn count(self) -> Option<Count> {
        match self {
            Self::All(seen) => Some(Count { seen, complete: true }),
            Self::AtLeast(seen) => Some(Count { seen, complete: false }),
            Self::Unseen => Some(Count { seen: 0, complete: false }),
            Self::Ahead => None,
        }
    }

    /// How many were seen.
    #[must_use]
    pub const fn seen(self) -> u32 {
        match self {
            Self::All(seen) | Self::AtLeast(seen) => seen,
            Self::Unseen | Self::Ahead => 0,
        }
    }
}

impl Chart {
    /// The chart as an `<svg>` to stand inside a page. `nth` makes its ids distinct: each chart of a page needs another.
    ///
    /// # Errors
    /// [`RenderError::Html`] where the picture can't be put together.
    pub fn svg(&self, nth: usize) -> Result<String, RenderError> {
        draw::svg(self, nth)
    }

    /// Everything that the chart shows, in words.
    #[must_use]
    pub fn says(&self) -> String {
        says::all(self)
    }
}

#[cfg(test)]
mod tests;
