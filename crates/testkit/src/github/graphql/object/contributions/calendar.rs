//! The calendar on a person's profile.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::Collection;
use crate::github::graphql::exec::{Field, Plain, What, leaf_field};
use crate::github::world::World;

/// The days of the time, in weeks that begin on Sunday.
pub(super) fn calendar(world: &World, all: &Collection) -> What {
    let mut counts: BTreeMap<NaiveDate, u64> = BTreeMap::new();
    let instants = all
        .pulls
        .iter()
        .map(|p| world[*p].created_at)
        .chain(all.issues.iter().map(|i| world[*i].created_at))
        .chain(all.reviews.iter().filter_map(|r| world[*r].submitted_at))
        .chain(all.repos.iter().map(|r| world[*r].created_at));
    for at in instants {
        *counts.entry(at.date_naive()).or_default() += 1;
    }
    for (day, n) in all.commits.values().flatten() {
        *counts.entry(*day).or_default() += u64::from(*n);
    }
    let mut weeks: BTreeMap<NaiveDate, Vec<What>> = BTreeMap::new();
    for day in all.from.date_naive().iter_days().take_while(|d| *d <= all.to.date_naive()) {
        let first = day - TimeDelta::days(i64::from(day.weekday().num_days_from_sunday()));
        let count = counts.get(&day).copied().unwrap_or(0);
        let fields =
            vec![("date", leaf_field(day.to_string())), ("contributionCount", leaf_field(count))];
        weeks.entry(first).or_default().push(Plain::what("ContributionCalendarDay", fields));
    }
    let week = |(first, days): (NaiveDate, Vec<What>)| {
        let fields = vec![
            ("firstDay", leaf_field(first.to_string())),
            ("contributionDays", Field::Many(days)),
        ];
        Plain::what("ContributionCalendarWeek", fields)
    };
    let weeks = weeks.into_iter().map(week).collect();
    let fields =
        vec![("totalContributions", leaf_field(all.total())), ("weeks", Field::Many(weeks))];
    Plain::what("ContributionCalendar", fields)
}
