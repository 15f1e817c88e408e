//! What was done in a period, in figures.

use monitor_model::{
    Activity, ClassedContribution, ClassedTally, Count, ItemKind, PeriodCoverage, ScopeClass,
    Stream, When, Window,
};

use crate::counting::items;
use crate::observed::{saw, whole};

/// The stream in which contributions to items of a kind are found.
#[must_use]
pub const fn stream_of(kind: ItemKind) -> Stream {
    match kind {
        ItemKind::PullRequest => Stream::PullRequests,
        ItemKind::Issue => Stream::Issues,
        ItemKind::Review => Stream::Reviews,
        ItemKind::Commit => Stream::Commits,
        ItemKind::Comment => Stream::Comments,
        ItemKind::Discussion => Stream::Discussions,
    }
}

/// What was done, in figures, from what lies in the period already.
#[must_use]
pub fn activity(
    window: &Window,
    weeks: &[Window],
    hidden: &[Window],
    coverage: &PeriodCoverage,
    contributions: &[ClassedContribution],
    tallies: &[ClassedTally],
) -> Activity {
    let dates: Vec<When> = contributions
        .iter()
        .map(|c| c.contribution.when)
        .chain(tallies.iter().map(|t| When::Within(t.tally.window)))
        .collect();
    let states: Vec<Week> =
        weeks.iter().enumerate().map(|(i, week)| state(i, week, weeks, &dates, coverage)).collect();
    let count = |wanted| whole(states.iter().filter(|&&state| state == wanted).count());
    Activity {
        counts: counts(coverage, contributions, tallies),
        active_weeks: count(Week::Active),
        weeks: whole(weeks.len()),
        unseen_weeks: count(Week::Unseen),
        longest_gap_weeks: longest_gap(&states),
        last: dates.iter().copied().max_by_key(When::anchor),
        straddling: whole(
            contributions.iter().filter(|c| c.contribution.when.straddles(window)).count(),
        ),
        hidden_weeks: whole(
            weeks.iter().filter(|week| hidden.iter().any(|h| h.contains(week.middle()))).count(),
        ),
    }
}

/// What a week of the period shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Week {
    Active,
    Idle,
    Unseen,
}

fn state(
    index: usize,
    week: &Window,
    weeks: &[Window],
    dates: &[When],
    coverage: &PeriodCoverage,
) -> Week {
    // A date that is known to the week may have its anchor later in the running week than the weeks reach.
    let last = index + 1 == weeks.len();
    let active =
        dates.iter().map(When::anchor).any(|at| week.contains(at) || (last && at >= week.to()));
    match active {
        true => Week::Active,
        false if saw(&coverage.streams, week) => Week::Idle,
        false => Week::Unseen,
    }
}

fn longest_gap(states: &[Week]) -> u32 {
    let runs = states.split(|&state| state != Week::Idle).map(<[Week]>::len);
    whole(runs.max().unwrap_or(0))
}

fn counts(
    coverage: &PeriodCoverage,
    contributions: &[ClassedContribution],
    tallies: &[ClassedTally],
) -> Vec<(ItemKind, ScopeClass, Count)> {
    let pairs = ItemKind::ALL
        .iter()
        .flat_map(|&kind| ScopeClass::ALL.iter().map(move |&class| (kind, class)));
    pairs
        .map(|(kind, class)| {
            let of_pair = contributions
                .iter()
                .filter(|c| c.contribution.item.kind == kind && c.class == class);
            let named = items(of_pair.map(|c| &c.contribution));
            let counted = tallies.iter().filter(|t| kind == ItemKind::Commit && t.class == class);
            let seen = counted.fold(whole(named), |sum, t| sum.saturating_add(t.tally.commits));
            let complete = coverage
                .of(stream_of(kind))
                .is_some_and(monitor_model::StreamCoverage::is_complete);
            (kind, class, Count { seen, complete })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unseen_week_is_no_gap() {
        use Week::{Active, Idle, Unseen};
        assert_eq!(longest_gap(&[Idle, Idle, Unseen, Idle, Active, Idle, Idle, Idle]), 3);
        assert_eq!(longest_gap(&[Unseen, Unseen]), 0);
        assert_eq!(longest_gap(&[]), 0);
    }
}
