//! Progress: what the work of a period earned, what was expected, and what can be said of it. Everything is counted in integers,
//! so that the breakdown is the score exactly.
//!
//! [`config`] holds the numbers, [`earning`] says what a contribution earns as, [`size`] and [`files`] how large it is,
//! [`lines`] what it earned beside the others, and [`judge`] what is expected and which level that is.

use std::collections::HashSet;

use monitor_model::{
    Activity, Earner, Earning, ItemUrl, MergedShare, PeriodCoverage, Points, Progress,
    ProgressFacts, ProgressLine, Stream, StreamCoverage,
};

use crate::observed::whole;
use crate::policy::Policy;

pub mod config;
pub mod files;

pub mod earning;
pub mod size;

pub mod judge;
pub mod lines;

pub use config::Scoring;
pub use lines::Work;

/// The progress of a period: of its work, given what was seen of it and at how many hours per week.
#[must_use]
pub fn progress(
    work: &Work<'_>,
    activity: &Activity,
    coverage: &PeriodCoverage,
    hours_per_week: Option<u8>,
    scoring: &Scoring,
    policy: &Policy,
) -> Progress {
    let lines = lines::lines(work, scoring);
    let points = lines.iter().map(|line| line.earned).sum();
    let expected = judge::expected(work.weeks, hours_per_week, scoring, policy);
    // What GitHub counts and does not name may be as much as anything.
    let complete = coverage.is_complete() && activity.hidden_weeks == 0;
    let judgement = judge::judgement(points, expected, activity, complete, scoring, policy);
    let judgement = judge::not_too_early(judgement, work.weeks);
    let by_points = judge::by_points(points, expected, scoring);
    let lowered_by_weeks =
        expected > Points::ZERO && !judge::enough_weeks(by_points, activity, policy);
    let facts = ProgressFacts {
        active_weeks: activity.active_weeks,
        weeks: activity.weeks,
        longest_gap_weeks: activity.longest_gap_weeks,
        merged: merged_share(work, &lines, coverage),
    };
    Progress { points, expected, judgement, lowered_by_weeks, lines, facts }
}

/// How many of the pull requests that were opened in the period were merged, or landed, in it.
fn merged_share(work: &Work<'_>, lines: &[ProgressLine], coverage: &PeriodCoverage) -> MergedShare {
    let of = |wanted: Earning| -> HashSet<&ItemUrl> {
        let wanted = lines.iter().filter(|line| line.earning == wanted);
        let indices = wanted.filter_map(|line| match line.of {
            Earner::Contribution(index) => Some(index),
            Earner::Tally(_) => None,
        });
        indices.map(|index| &work.contributions[index].contribution.item.url).collect()
    };
    let (opened, merged) = (of(Earning::PullRequestOpened), of(Earning::PullRequestMerged));
    MergedShare {
        opened: whole(opened.len()),
        merged: whole(opened.intersection(&merged).count()),
        complete: coverage.of(Stream::PullRequests).is_some_and(StreamCoverage::is_complete),
    }
}

#[cfg(test)]
mod laws;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod tests;
