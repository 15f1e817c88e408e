//! What all rows of one mentee and week say together.

use chrono::TimeDelta;
use monitor_model::{Batch, CommitTally, HiddenActivity, Item, Login, RepoName, Window};

use super::coverage;
use super::row::{Said, Seen};

/// What all rows of one mentee and week say.
#[derive(Default)]
pub(super) struct Week {
    any: bool,
    itemised: bool,
    commits: Vec<(RepoName, u32)>,
    seen: Seen,
}

impl Week {
    /// Takes what one row says, and hands its items back.
    pub(super) fn take(&mut self, said: Said) -> Vec<Item> {
        self.any |= said.any;
        self.itemised |= !said.items.is_empty() || said.seen.total() > 0;
        self.seen = self.seen.merge(said.seen);
        // The whole set, so that a repository which the later row no longer lists is gone.
        self.commits = said.commits;
        said.items
    }

    /// Adds everything but the items to the batch.
    pub(super) fn finish(self, by: &Login, window: Window, batch: &mut Batch) {
        batch.coverage.extend(coverage::answered(by, window, self.seen));
        batch.tallies.extend(self.commits.into_iter().map(|(repo, commits)| CommitTally {
            by: by.clone(),
            repo,
            window,
            commits,
        }));
        if self.any && !self.itemised {
            batch.hidden.push(HiddenActivity {
                of: by.clone(),
                window,
                why: "GitHub reports activity that it does not itemise".to_owned(),
            });
        }
    }
}

/// When the acts happened that the row of a week lists: in its seven days or on the day after, which GitHub lists as well.
pub(super) fn listed(week: Window) -> Window {
    Window::new(week.from(), week.to() + TimeDelta::days(1)).unwrap_or(week)
}

/// When an act happened that rows list, by what each of them says, earliest first: in what the first has in common with those
/// that overlap it, which is one day where two weeks follow each other. A row far from the others is a whim of the source.
pub(super) fn dated(listed: impl Iterator<Item = Window>) -> Option<Window> {
    listed.reduce(|known, next| known.intersect(&next).unwrap_or(known))
}
