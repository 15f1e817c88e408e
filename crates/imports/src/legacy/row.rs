//! One row in the terms of the model.

use monitor_model::{Item, ProgramId, RepoName, Window};

use super::fields::Named;

/// Where a row stands: its line and its number, both from 1.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) row: usize,
}

/// One mentee and week, as it was asked and answered.
pub(super) struct Row {
    pub(super) program: ProgramId,
    /// Seven days from a Monday.
    pub(super) week: Window,
    /// `None` where GitHub knew no such login.
    pub(super) answer: Option<Answer>,
}

/// What GitHub said of a mentee's week.
pub(super) struct Answer {
    pub(super) who: Named,
    pub(super) name: Option<String>,
    pub(super) said: Said,
}

/// What GitHub said was done.
pub(super) struct Said {
    /// Whether GitHub reports any activity, itemised or not.
    pub(super) any: bool,
    /// Pull requests and issues that were opened, reviews that were submitted.
    pub(super) items: Vec<Item>,
    /// Commits by repository, none of them zero.
    pub(super) commits: Vec<(RepoName, u32)>,
    pub(super) seen: Seen,
}

/// What the lists of a row hold, stream by stream.
#[derive(Clone, Copy, Default)]
pub(super) struct Seen {
    pub(super) pull_requests: Share,
    pub(super) issues: Share,
    pub(super) reviews: Share,
    pub(super) commits: Share,
}

/// How many there are, and how many of them the lists name.
#[derive(Clone, Copy, Default)]
pub(super) struct Share {
    pub(super) total: u32,
    pub(super) listed: u32,
}

impl Seen {
    /// How many things of any kind there are.
    pub(super) fn total(self) -> u32 {
        [self.pull_requests, self.issues, self.reviews, self.commits]
            .iter()
            .fold(0, |sum, share| sum.saturating_add(share.total))
    }

    /// Items are united, so the most that any row listed is the least that is known. Commits are those of the later row.
    pub(super) fn merge(self, later: Self) -> Self {
        Self {
            pull_requests: self.pull_requests.max(later.pull_requests),
            issues: self.issues.max(later.issues),
            reviews: self.reviews.max(later.reviews),
            commits: later.commits,
        }
    }
}

impl Share {
    fn max(self, other: Self) -> Self {
        Self { total: self.total.max(other.total), listed: self.listed.max(other.listed) }
    }
}
