//! Assessments: everything about one enrollment and period together.

use crate::{
    CommitTally, Contribution, Count, Coverage, CoverageSlice, Enrollment, EvidenceId, Finding,
    Interaction, ItemKind, Look, Period, PeriodAgreement, Progress, ScopeClass, Stand, Stream,
    When, Window,
};

/// Everything about one enrollment and period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The enrollment.
    pub enrollment: Enrollment,
    /// The display name, if a source named one.
    pub name: Option<String>,
    /// The period, with the enrollment's own window where it differs.
    pub period: Period,
    /// The part of the window that has passed; `None` before it begins.
    pub elapsed: Option<Window>,
    /// What was seen of the elapsed part.
    pub coverage: PeriodCoverage,
    /// What was done, in figures.
    pub activity: Activity,
    /// What was done, item by item, by time.
    pub contributions: Vec<ClassedContribution>,
    /// Commits counted but not named, by time.
    pub tallies: Vec<ClassedTally>,
    /// The explained score.
    pub progress: Progress,
    /// How mentors and mentee met on the mentee's own items.
    pub interaction: Interaction,
    /// What people said and decided of the period.
    pub agreement: PeriodAgreement,
    /// What looks at its evidence came to, as of the instant of the assessment. Nothing is counted from them.
    pub looks: Vec<Look>,
    /// Where that stands, as of the instant of the assessment.
    pub stand: Stand,
    /// What the rules say, gravest first.
    pub findings: Vec<Finding>,
}

impl Assessment {
    /// What looks at a piece of evidence came to, where anybody looked.
    #[must_use]
    pub fn look(&self, of: EvidenceId) -> Option<&Look> {
        self.looks.iter().find(|look| look.of == of)
    }

    /// Whether there is work, and all of it lies outside the scope of the enrollment.
    #[must_use]
    pub fn is_outside_scope_only(&self) -> bool {
        let contributions = self.contributions.iter().map(|c| c.class);
        let mut classes = contributions.chain(self.tallies.iter().map(|t| t.class)).peekable();
        classes.peek().is_some() && classes.all(|class| class != ScopeClass::Project)
    }
}

/// A contribution and where it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassedContribution {
    /// The contribution.
    pub contribution: Contribution,
    /// Where it lies.
    pub class: ScopeClass,
}

/// A tally and where it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassedTally {
    /// The tally.
    pub tally: CommitTally,
    /// Where it lies.
    pub class: ScopeClass,
}

/// What was done in a period, in figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// How many, by kind and scope class; every pair of a kind with a stream of its own is there.
    pub counts: Vec<(ItemKind, ScopeClass, Count)>,
    /// Weeks of the elapsed window with at least one contribution.
    pub active_weeks: u32,
    /// Weeks of the elapsed window.
    pub weeks: u32,
    /// Weeks that are wholly unseen, neither active nor idle.
    pub unseen_weeks: u32,
    /// The longest run of weeks that were seen and show nothing.
    pub longest_gap_weeks: u32,
    /// The latest contribution in the elapsed window.
    pub last: Option<When>,
    /// Contributions dated so coarsely that they may belong to the period before or after.
    pub straddling: u32,
    /// Weeks with activity that GitHub counts but does not itemise.
    pub hidden_weeks: u32,
}

impl Activity {
    /// How many of a kind, over all scope classes.
    #[must_use]
    pub fn total(&self, kind: ItemKind) -> Count {
        self.sum(|k, _| k == kind)
    }

    /// How many of all kinds in a scope class.
    #[must_use]
    pub fn in_class(&self, class: ScopeClass) -> Count {
        self.sum(|_, c| c == class)
    }

    /// How many of all kinds and classes.
    #[must_use]
    pub fn all(&self) -> Count {
        self.sum(|_, _| true)
    }

    fn sum(&self, wanted: impl Fn(ItemKind, ScopeClass) -> bool) -> Count {
        let mut matching = self
            .counts
            .iter()
            .filter(|(kind, class, _)| wanted(*kind, *class))
            .map(|(.., count)| count);
        // A sum over nothing that was looked at is not a complete zero.
        let first = matching.next().copied().unwrap_or(Count { seen: 0, complete: false });
        matching.fold(first, |sum, count| Count {
            seen: sum.seen.saturating_add(count.seen),
            complete: sum.complete && count.complete,
        })
    }
}

/// What was seen of a period, stream by stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodCoverage {
    /// Every stream, in [`Stream::ALL`]'s order.
    pub streams: Vec<StreamCoverage>,
    /// Weeks of the elapsed window in which any stream was seen.
    pub weeks_seen: u32,
    /// Weeks of the elapsed window.
    pub weeks: u32,
}

impl PeriodCoverage {
    /// Whether every stream is complete over the whole elapsed window, so that absence means absence.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.streams.is_empty() && self.streams.iter().all(StreamCoverage::is_complete)
    }

    /// What was seen of one stream.
    #[must_use]
    pub fn of(&self, stream: Stream) -> Option<&StreamCoverage> {
        self.streams.iter().find(|s| s.stream == stream)
    }
}

/// What was seen of one stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamCoverage {
    /// Which stream.
    pub stream: Stream,
    /// The elapsed window in parts of one coverage each; empty before it begins.
    pub slices: Vec<CoverageSlice>,
}

impl StreamCoverage {
    /// Whether the stream is complete over the whole elapsed window.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.slices.is_empty() && self.slices.iter().all(|slice| slice.coverage.is_complete())
    }

    /// The least that any part has; `NotFetched` before the window begins.
    #[must_use]
    pub fn least(&self) -> Coverage {
        let least = self.slices.iter().map(|slice| &slice.coverage).min();
        least
            .cloned()
            .unwrap_or_else(|| Coverage::NotFetched("the period has not begun".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_looked_at_is_not_complete() {
        let coverage = PeriodCoverage { streams: vec![], weeks_seen: 0, weeks: 0 };
        assert!(!coverage.is_complete());
        let unseen = StreamCoverage { stream: Stream::Issues, slices: vec![] };
        assert!(!unseen.is_complete());
        let activity = Activity {
            counts: vec![],
            active_weeks: 0,
            weeks: 0,
            unseen_weeks: 0,
            longest_gap_weeks: 0,
            last: None,
            straddling: 0,
            hidden_weeks: 0,
        };
        assert_eq!(activity.all().to_string(), "?");
    }
}
