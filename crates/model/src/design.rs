//! Design: who worked on a file of a design tool, and when.
//!
//! It stands beside the evidence and not among the contributions: a tool knows its own accounts and no login of GitHub's, so nobody
//! but a mentor can say whose work it is; and it is no stream, for what nobody looked at here must not make a record incomplete.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::{Coverage, EvidenceId, Window, named};

named! {
    /// What somebody did to a file.
    DesignAct {
        /// A version of the file was saved, by hand or by the tool itself while the person worked.
        VersionSaved = "version-saved",
        /// A comment was written.
        Commented = "commented",
    }
}

/// An account of a design tool. It is no login of GitHub's, and the name is what the person calls themselves there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Designer {
    /// What the tool calls the account; it stays when the name changes.
    pub id: String,
    /// The name that the tool shows.
    pub handle: String,
}

/// One dated act on a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DesignActivity {
    /// When.
    pub at: DateTime<Utc>,
    /// What was done.
    pub what: DesignAct,
    /// Who did it; `None` where the tool names nobody.
    pub who: Option<Designer>,
    /// The name that a version was given, where it has one. What a comment says is never kept.
    pub label: Option<String>,
}

/// What a design tool says of a file that was handed in as evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DesignRecord {
    /// The evidence.
    pub of: EvidenceId,
    /// The window that was asked for; nothing outside is kept.
    pub window: Window,
    /// What was done, in the order of time.
    activity: Vec<DesignActivity>,
    /// How much of the history of versions was seen.
    pub versions: Coverage,
    /// How many of the comments were seen.
    pub comments: Coverage,
}

impl DesignRecord {
    /// A record of what lies inside the window, sorted and each act once.
    #[must_use]
    pub fn new(
        of: EvidenceId,
        window: Window,
        activity: impl IntoIterator<Item = DesignActivity>,
        versions: Coverage,
        comments: Coverage,
    ) -> Self {
        let inside: BTreeSet<DesignActivity> =
            activity.into_iter().filter(|act| window.contains(act.at)).collect();
        Self { of, window, activity: inside.into_iter().collect(), versions, comments }
    }

    /// What was done inside the window, in the order of time.
    #[must_use]
    pub fn activity(&self) -> &[DesignActivity] {
        &self.activity
    }

    /// Whether anything was answered. A record of which nothing was says no more than that it was tried.
    #[must_use]
    pub const fn is_answered(&self) -> bool {
        self.versions.saw_anything() || self.comments.saw_anything()
    }

    /// The lesser of both coverages.
    #[must_use]
    pub fn coverage(&self) -> &Coverage {
        (&self.versions).min(&self.comments)
    }

    /// The acts of each account, each in the order of time; those of nobody in particular come first.
    #[must_use]
    pub fn by_designer(&self) -> BTreeMap<Option<&Designer>, Vec<&DesignActivity>> {
        let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for act in &self.activity {
            found.entry(act.who.as_ref()).or_default().push(act);
        }
        found
    }

    /// The days in a time zone on which somebody did something.
    #[must_use]
    pub fn days(&self, zone: Tz) -> BTreeSet<NaiveDate> {
        self.activity.iter().map(|act| act.at.with_timezone(&zone).date_naive()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::EntryId;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    fn instant(hour: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_760_054_400, 0).unwrap() + TimeDelta::hours(hour)
    }

    fn act(hour: i64, who: Option<&str>) -> DesignActivity {
        DesignActivity {
            at: instant(hour),
            what: DesignAct::VersionSaved,
            who: who.map(|id| Designer { id: id.into(), handle: format!("{id} the designer") }),
            label: None,
        }
    }

    fn record(activity: Vec<DesignActivity>) -> DesignRecord {
        let window = Window::new(instant(0), instant(48)).unwrap();
        let missing = Coverage::Partial("older versions".into());
        DesignRecord::new(EvidenceId(EntryId(7)), window, activity, missing, Coverage::Complete)
    }

    #[test]
    fn people_and_days_are_told_apart() {
        let record = record(vec![act(30, Some("ada")), act(1, Some("ada")), act(2, None)]);
        let counts: Vec<_> =
            record.by_designer().iter().map(|(who, acts)| (who.is_some(), acts.len())).collect();
        assert_eq!(counts, [(false, 1), (true, 2)]);
        assert_eq!(record.days(Tz::UTC).len(), 2);
        // 30 hours after midnight is still the evening of the day before on the other side of the world.
        assert_eq!(record.days(Tz::Pacific__Honolulu).len(), 2);
        assert_eq!(record.coverage().state(), "partial");
    }

    proptest! {
        #[test]
        fn only_the_window_counts_and_order_and_repetition_do_not(hours in prop::collection::vec(-50..100_i64, 0..12)) {
            let acts: Vec<_> = hours.iter().map(|h| act(*h, Some("ada"))).collect();
            let once = record(acts.clone());
            prop_assert!(once.activity().iter().all(|a| once.window.contains(a.at)));
            prop_assert!(once.activity().is_sorted());
            let distinct: BTreeSet<_> = hours.iter().filter(|h| (0..48).contains(*h)).collect();
            prop_assert_eq!(once.activity().len(), distinct.len());
            let twice = acts.iter().rev().chain(&acts).cloned().collect();
            prop_assert_eq!(record(twice), once);
        }
    }
}
