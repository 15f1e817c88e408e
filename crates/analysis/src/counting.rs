//! What counts at all, for an assessment and for the figures of a program alike: what had begun by now, and no commit twice.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use monitor_model::{
    CommitTally, Contribution, HiddenActivity, Record, Role, Stream, When, Window,
};

/// The acts that had begun by `now`.
pub(crate) fn contributions(
    record: &Record,
    now: DateTime<Utc>,
) -> impl Iterator<Item = &Contribution> {
    record.contributions.iter().filter(move |c| had_begun(&c.when, now))
}

/// The commits that had begun by `now`, and that are counted without being known by name: where every commit is named, the
/// count would count them again. A counted week is judged at the middle of the part that has passed, as all weeks are, since
/// sources cut their weeks in different zones.
pub(crate) fn tallies(record: &Record, now: DateTime<Utc>) -> impl Iterator<Item = &CommitTally> {
    let named = move |counted: &Window| {
        let middle = counted.before(now).map_or(counted.from(), |passed| passed.middle());
        let mut complete =
            record.coverage.iter().filter(|(s, _, c)| *s == Stream::Commits && c.is_complete());
        complete.any(|(_, window, _)| window.contains(middle))
    };
    record
        .tallies
        .iter()
        .filter(move |t| had_begun(&When::Within(t.window), now) && !named(&t.window))
}

/// How many items acts are on. A pull request that was opened and merged is one; merging somebody else's, or closing an issue
/// with a pull request, is an act on an item that is not the person's.
#[must_use]
pub fn items<'a>(acts: impl IntoIterator<Item = &'a Contribution>) -> usize {
    let own = acts.into_iter().filter(|c| !matches!(c.role, Role::Merger | Role::Closer));
    own.map(|c| c.item.url.as_str()).collect::<BTreeSet<_>>().len()
}

/// Activity that is counted and not itemised. A week that was recorded twice, and the second time with its items, has nothing
/// hidden any more: those items are dated to just that week.
pub(crate) fn hidden(record: &Record) -> impl Iterator<Item = &HiddenActivity> {
    let itemised = |week: &Window| {
        let dated =
            |c: &Contribution| matches!(c.when, When::Within(known) if known.from() == week.from());
        record.tallies.iter().any(|t| t.window == *week) || record.contributions.iter().any(dated)
    };
    record.hidden.iter().filter(move |hidden| !itemised(&hidden.window))
}

/// Whether an act had happened by an instant, or may have.
pub(crate) fn had_begun(when: &When, now: DateTime<Utc>) -> bool {
    match when {
        When::At(instant) => *instant <= now,
        When::Within(window) => window.from() < now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::*;
    use chrono::TimeDelta;
    use monitor_model::Act;

    #[test]
    fn a_pull_request_that_was_opened_and_merged_is_one() {
        let opened = pull_request("ada", "lantern-works/beam", 1, When::At(day(1)));
        let merged = Contribution { act: Act::Merged, when: When::At(day(2)), ..opened.clone() };
        let other = pull_request("ada", "lantern-works/beam", 2, When::At(day(3)));
        let foreign = Contribution { act: Act::Merged, role: Role::Merger, ..other.clone() };
        assert_eq!(items([&opened, &merged]), 1);
        assert_eq!(items([&merged, &other, &opened]), 2);
        assert_eq!(items([&foreign]), 0);
    }

    #[test]
    fn a_week_that_was_itemised_later_has_nothing_hidden() {
        let mut record = cohort(["ada"]).records.remove(0);
        let week_of =
            |n| HiddenActivity { of: login("ada"), window: week(n), why: "not itemised".into() };
        record.hidden = vec![week_of(0), week_of(1), week_of(2)];
        assert_eq!(hidden(&record).count(), 3);
        record.tallies = vec![tally("ada", "lantern-works/beam", week(1), 3)];
        record.contributions =
            vec![pull_request("ada", "lantern-works/beam", 1, When::Within(week(2)))];
        assert_eq!(hidden(&record).collect::<Vec<_>>(), [&week_of(0)]);
    }

    #[test]
    fn what_is_to_come_does_not_count() {
        let at = |n, when| pull_request("ada", "lantern-works/beam", n, when);
        let mut record = cohort(["ada"]).records.remove(0);
        record.contributions = vec![at(1, When::At(day(9))), at(2, When::Within(week(1)))];
        record.tallies = vec![tally("ada", "lantern-works/beam", week(1), 3)];
        let known = |now| (contributions(&record, now).count(), tallies(&record, now).count());
        assert_eq!(known(day(7)), (0, 0));
        assert_eq!(known(day(8)), (1, 1), "the running week counts");
        assert_eq!(known(day(9)), (2, 1));
    }

    #[test]
    fn commits_of_a_running_week_that_are_named_until_now_are_not_counted_again() {
        let mut record = cohort(["ada"]).records.remove(0);
        record.tallies = vec![tally("ada", "lantern-works/beam", week(0), 3)];
        let now = day(2);
        assert_eq!(tallies(&record, now).count(), 1);
        record.coverage = complete(Window::new(day(0) - TimeDelta::hours(7), now).unwrap());
        assert_eq!(tallies(&record, now).count(), 0);
    }
}
