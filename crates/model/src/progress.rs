//! Progress: the score of a period, with the breakdown that explains it to the person it is about.

use crate::{Points, named};

named! {
    /// How much of what is expected a period shows, from the least to the most.
    Level {
        /// Nothing that earns points.
        None = "none",
        /// Less than what the policy calls steady.
        Low = "low",
        /// About what is expected.
        Steady = "steady",
        /// Clearly more than what is expected.
        Strong = "strong",
    }
}

/// What can be said of the level, given what was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Every stream was seen over the whole elapsed period, and GitHub counts nothing that it does not name: the level is this.
    Level(Level),
    /// Something may be missing, and what was seen suffices for this already: [`Level::Steady`] or [`Level::Strong`], never less,
    /// for what was not seen proves no absence.
    AtLeast(Level),
    /// Something may be missing, and what was seen does not suffice; or the first week of the period is not over.
    Unknown,
}

impl Judgement {
    /// The level that is sure to be reached; `None` where nothing can be said.
    #[must_use]
    pub const fn reached(self) -> Option<Level> {
        match self {
            Self::Level(level) | Self::AtLeast(level) => Some(level),
            Self::Unknown => None,
        }
    }
}

named! {
    /// What a contribution earns points as.
    Earning {
        /// A pull request was opened.
        PullRequestOpened = "pull-request-opened",
        /// The mentee's pull request was merged, or landed without a merge.
        PullRequestMerged = "pull-request-merged",
        /// The mentee merged somebody else's pull request.
        MergedForOthers = "merged-for-others",
        /// An issue was opened.
        IssueOpened = "issue-opened",
        /// An issue was closed by the mentee's merged work.
        IssueResolved = "issue-resolved",
        /// A review that approves and says nothing on any line.
        ReviewApproval = "review-approval",
        /// A review that comments, or asks for changes without a comment on a line.
        ReviewComments = "review-comments",
        /// A review that asks for changes, with comments on lines.
        ReviewChanges = "review-changes",
        /// A review of which nothing more is known.
        ReviewUnknown = "review-unknown",
        /// A review of the mentee's own pull request, which is how GitHub records an answer to reviewers.
        OwnReview = "own-review",
        /// A comment.
        Comment = "comment",
        /// A discussion was opened.
        Discussion = "discussion",
        /// A commit.
        Commit = "commit",
        /// Somebody else's commit that names the mentee as co-author.
        CoAuthoredCommit = "co-authored-commit",
        /// A commit that was counted and not named.
        CountedCommit = "counted-commit",
        /// Nothing: an act that is no work by itself, like closing one's own pull request.
        Nothing = "nothing",
    }
}

/// The score of a period and everything that explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What was earned: the exact sum of what the lines earned.
    pub points: Points,
    /// What is expected for the elapsed part of this enrollment's period; nothing before it begins.
    pub expected: Points,
    /// What can be said of the level.
    pub judgement: Judgement,
    /// Whether the level is one lower than the points say, for there was work in too few of the weeks.
    pub lowered_by_weeks: bool,
    /// One line per contribution of the assessment, then one per tally, both in the assessment's order.
    pub lines: Vec<ProgressLine>,
    /// The plain facts beside the score.
    pub facts: ProgressFacts,
}

impl Progress {
    /// The progress of a period that has not begun, or of which nothing is known.
    #[must_use]
    pub const fn unknown() -> Self {
        Self {
            points: Points::ZERO,
            expected: Points::ZERO,
            judgement: Judgement::Unknown,
            lowered_by_weeks: false,
            lines: Vec::new(),
            facts: ProgressFacts {
                active_weeks: 0,
                weeks: 0,
                longest_gap_weeks: 0,
                merged: MergedShare { opened: 0, merged: 0, complete: false },
            },
        }
    }
}

/// What one contribution, or one tally of commits, earned and why: `worth` = `times` × `base` × size × scope, and `earned` =
/// `worth` less what `withheld` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProgressLine {
    /// What earned.
    pub of: Earner,
    /// What it earned as.
    pub earning: Earning,
    /// How often: the commits of a tally, else 1.
    pub times: u32,
    /// The points of the kind, before size and scope.
    pub base: u16,
    /// How large it is.
    pub size: Size,
    /// What its place is worth, in percent.
    pub scope_percent: u16,
    /// What it is worth by itself.
    pub worth: Points,
    /// What it earned in this period.
    pub earned: Points,
    /// Why it earned less than it is worth.
    pub withheld: Withheld,
}

/// What earned points: an index into the assessment's contributions or tallies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Earner {
    /// The contribution at this index.
    Contribution(usize),
    /// The tally at this index.
    Tally(usize),
}

/// How large a contribution is, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// What it makes of the base, in percent.
    pub percent: u16,
    /// What the percentage rests on.
    pub basis: SizeBasis,
}

/// What a size rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SizeBasis {
    /// So many changed lines that a person wrote.
    Lines(u32),
    /// At least so many; the rest can't be counted, so the size is the middle or more.
    AtLeast(u32),
    /// Nothing is known of the size, so it is the middle.
    Unknown,
    /// The substance of a review, which its kind says.
    Substance,
    /// The kind has no size.
    DoesNotApply,
}

/// What a contribution did not earn of its worth, by reason. What was earned and what was withheld make up the worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// The commit belongs to a pull request that earned this already.
    pub in_pull_request: Points,
    /// The kind had earned its most for this week already.
    pub over_weekly_cap: Points,
    /// The same act is listed twice.
    pub repeated: Points,
}

impl Withheld {
    /// All that was withheld.
    #[must_use]
    pub fn total(&self) -> Points {
        self.in_pull_request + self.over_weekly_cap + self.repeated
    }
}

/// Plain facts beside the score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProgressFacts {
    /// Weeks of the elapsed window with at least one contribution.
    pub active_weeks: u32,
    /// Weeks of the elapsed window.
    pub weeks: u32,
    /// The longest run of weeks that were seen and show nothing.
    pub longest_gap_weeks: u32,
    /// What became of the pull requests of the period.
    pub merged: MergedShare,
}

/// How many of the pull requests that the mentee opened in the period were merged, or landed, in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MergedShare {
    /// How many were seen to be opened in the period.
    pub opened: u32,
    /// How many of those were seen to be merged, or to land, in the period.
    pub merged: u32,
    /// Whether that is all there is.
    pub complete: bool,
}
