//! The lines of a score: what each contribution is worth, and what it earned beside the others.
//!
//! Three things keep a contribution from earning what it is worth, each so that one more contribution never lowers the sum:
//! the same act listed twice earns once; a commit of a pull request of the mentee's earns only what exceeds that pull request's
//! points, so that both together earn the greater of the two; and comments and commits earn no more than their cap in a week.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use monitor_model::{
    Act, ClassedContribution, ClassedTally, Detail, Earner, Earning, ItemUrl, Points, ProgressLine,
    ScopeClass, Size, SizeBasis, Window, Withheld,
};

use super::config::Scoring;
use super::{earning, size};

/// What the lines are made of: the contributions and tallies of one period, by time, its weeks, and what is known of items.
#[derive(Clone, Copy, Debug)]
pub struct Work<'a> {
    /// The contributions.
    pub contributions: &'a [ClassedContribution],
    /// The commits counted but not named.
    pub tallies: &'a [ClassedTally],
    /// The weeks of the elapsed window.
    pub weeks: &'a [Window],
    /// What is known of items beyond their heads.
    pub details: &'a BTreeMap<ItemUrl, Detail>,
}

/// One line per contribution and then one per tally, in their order.
#[must_use]
pub fn lines(work: &Work<'_>, scoring: &Scoring) -> Vec<ProgressLine> {
    let mut lines = worths(work, scoring);
    withhold_repeated(work, &mut lines);
    withhold_inside_pull_requests(work, &mut lines);
    withhold_over_caps(work, scoring, &mut lines);
    lines
}

/// What everything is worth by itself, and so far earned.
fn worths(work: &Work<'_>, scoring: &Scoring) -> Vec<ProgressLine> {
    let mut sizes: HashMap<&ItemUrl, Size> = HashMap::new();
    let mut lines = Vec::with_capacity(work.contributions.len() + work.tallies.len());
    for (index, classed) in work.contributions.iter().enumerate() {
        let url = &classed.contribution.item.url;
        let detail = || work.details.get(url);
        let earning = earning::of(&classed.contribution, detail());
        let size = match earning {
            // Opening and merging have one size, and its files are looked at once.
            Earning::PullRequestOpened | Earning::PullRequestMerged => {
                *sizes.entry(url).or_insert_with(|| size::of_pull_request(detail(), &scoring.size))
            }
            earning => without_lines(earning),
        };
        lines.push(line(Earner::Contribution(index), earning, 1, size, classed.class, scoring));
    }
    lines.extend(work.tallies.iter().enumerate().map(|(index, tally)| {
        let (earning, times) = (Earning::CountedCommit, tally.tally.commits);
        let size = without_lines(earning);
        line(Earner::Tally(index), earning, times, size, tally.class, scoring)
    }));
    lines
}

/// The size of what has no lines.
const fn without_lines(earning: Earning) -> Size {
    let basis = match earning {
        Earning::ReviewApproval | Earning::ReviewComments | Earning::ReviewChanges => {
            SizeBasis::Substance
        }
        Earning::ReviewUnknown => SizeBasis::Unknown,
        _ => SizeBasis::DoesNotApply,
    };
    Size { percent: 100, basis }
}

fn line(
    of: Earner,
    earning: Earning,
    times: u32,
    size: Size,
    class: ScopeClass,
    scoring: &Scoring,
) -> ProgressLine {
    let (base, scope_percent) = (scoring.points.of(earning), scoring.scope_percent.of(class));
    let worth = Points::of(base, size.percent, scope_percent).times(times);
    let withheld = Withheld::default();
    ProgressLine { of, earning, times, base, size, scope_percent, worth, earned: worth, withheld }
}

/// Of the same act on the same item only the worthiest earns, and of equals the first. Merged and landed is the same act.
fn withhold_repeated(work: &Work<'_>, lines: &mut [ProgressLine]) {
    let mut best: HashMap<(&str, Act), usize> = HashMap::with_capacity(lines.len());
    for (index, classed) in work.contributions.iter().enumerate() {
        let contribution = &classed.contribution;
        let act = if contribution.act == Act::Landed { Act::Merged } else { contribution.act };
        let known = best.entry((contribution.item.url.as_str(), act)).or_insert(index);
        if *known == index {
            continue;
        }
        let repeated = if lines[index].worth > lines[*known].worth {
            std::mem::replace(known, index)
        } else {
            index
        };
        let line = &mut lines[repeated];
        line.withheld.repeated = std::mem::take(&mut line.earned);
    }
}

/// What a pull request earned is taken from its commits, oldest first.
fn withhold_inside_pull_requests(work: &Work<'_>, lines: &mut [ProgressLine]) {
    let mut left: HashMap<&ItemUrl, Points> = HashMap::new();
    for (classed, line) in work.contributions.iter().zip(lines.iter()) {
        if matches!(line.earning, Earning::PullRequestOpened | Earning::PullRequestMerged) {
            let of_pull = left.entry(&classed.contribution.item.url).or_default();
            *of_pull = *of_pull + line.earned;
        }
    }
    for (classed, line) in work.contributions.iter().zip(lines) {
        if !matches!(line.earning, Earning::Commit | Earning::CoAuthoredCommit) {
            continue;
        }
        let Some(Detail::Commit(detail)) = work.details.get(&classed.contribution.item.url) else {
            continue;
        };
        if let Some(left) = left.get_mut(&detail.pull_request) {
            let taken = line.earned.min(*left);
            *left = left.less(taken);
            line.earned = line.earned.less(taken);
            line.withheld.in_pull_request = taken;
        }
    }
}

/// What a kind earned in a week beyond its cap is withheld from the last ones.
fn withhold_over_caps(work: &Work<'_>, scoring: &Scoring, lines: &mut [ProgressLine]) {
    let cap = &scoring.weekly_cap;
    let full = [cap.comments, cap.commits].map(|cap| Points::whole(u32::from(cap)));
    let mut left = vec![full; work.weeks.len().max(1)];
    for line in lines {
        let (anchor, capped) = match line.of {
            Earner::Contribution(index) => {
                (work.contributions[index].contribution.when.anchor(), capped(line.earning))
            }
            Earner::Tally(index) => {
                (work.tallies[index].tally.window.middle(), capped(line.earning))
            }
        };
        let Some(capped) = capped else { continue };
        let left = &mut left[week_of(anchor, work.weeks)][capped as usize];
        let earned = line.earned.min(*left);
        *left = left.less(earned);
        line.withheld.over_weekly_cap = line.earned.less(earned);
        line.earned = earned;
    }
}

/// What is capped, as an index of the caps.
#[derive(Clone, Copy)]
enum Capped {
    Comments,
    Commits,
}

const fn capped(earning: Earning) -> Option<Capped> {
    match earning {
        Earning::Comment | Earning::OwnReview => Some(Capped::Comments),
        Earning::Commit | Earning::CoAuthoredCommit | Earning::CountedCommit => {
            Some(Capped::Commits)
        }
        _ => None,
    }
}

/// The week in which an instant counts, for the caps. What is dated to the running week may have its anchor after now: it counts
/// in the last.
#[must_use]
pub fn week_of(anchor: DateTime<Utc>, weeks: &[Window]) -> usize {
    let before = weeks.partition_point(|week| week.to() <= anchor);
    before.min(weeks.len().saturating_sub(1))
}
