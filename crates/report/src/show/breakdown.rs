//! The breakdown of a score: what each contribution earned, as what, and why not more. It adds up to the score.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use monitor_analysis::scoring::lines::week_of;
use monitor_model::{
    Assessment, ClassedContribution, ClassedTally, Earner, Earning, Points, ProgressLine,
    ScopeClass, When, Window,
};

use crate::progress::{aligned, decimals, earning};
use crate::words::{counted, list};

/// What one contribution, or one tally of commits, earned.
#[derive(Clone, Copy, Debug)]
pub struct Earned<'a> {
    /// The line of the score.
    pub line: &'a ProgressLine,
    /// What it is about.
    pub what: What<'a>,
    /// The week in which it counts.
    pub week: Option<Window>,
}

/// What a line of a score is about.
#[derive(Clone, Copy, Debug)]
pub enum What<'a> {
    /// A contribution.
    Contribution(&'a ClassedContribution),
    /// Commits that were counted and not named.
    Tally(&'a ClassedTally),
}

impl<'a> Earned<'a> {
    /// Every line of a score, week by week, in each week in the order in which they earn.
    pub(crate) fn all(assessment: &'a Assessment, zone: Tz) -> Vec<Self> {
        let weeks = assessment.elapsed.map_or_else(Vec::new, |elapsed| elapsed.weeks(zone));
        let earned = assessment.progress.lines.iter().filter_map(|line| {
            let what = What::of(line.of, assessment)?;
            let week = weeks.get(week_of(what.when().anchor(), &weeks)).copied();
            Some(Self { line, what, week })
        });
        let mut earned: Vec<Self> = earned.collect();
        earned.sort_by_key(|earned| earned.week.map(|week| week.from()));
        earned
    }

    /// What it earned as, in words.
    pub(crate) fn earned_as(&self) -> String {
        match self.what {
            What::Contribution(_) => earning(self.line.earning).to_owned(),
            What::Tally(classed) => {
                let commits = counted(classed.tally.commits.into(), "commit");
                format!("{commits} counted, not named")
            }
        }
    }

    /// Why it earned less than it is worth by itself, in short; `None` where it did not.
    pub(super) fn less(&self) -> Option<String> {
        let withheld = &self.line.withheld;
        let reasons = [
            (withheld.repeated, "listed twice"),
            (withheld.in_pull_request, "its pull request earned that already"),
            (withheld.over_weekly_cap, "over the cap of the week"),
        ];
        let less = reasons.iter().filter(|(points, _)| *points > Points::ZERO);
        let less: Vec<String> = less.map(|(points, why)| format!("{points} less: {why}")).collect();
        (!less.is_empty()).then(|| list(less))
    }

    /// Whether it earned nothing.
    pub(crate) fn is_nothing(&self) -> bool {
        self.line.earned == Points::ZERO
    }

    /// Why it earned nothing at all, where it did.
    fn why_nothing(&self) -> &'static str {
        let withheld = &self.line.withheld;
        match self.line.earning {
            Earning::Nothing => "no work by itself",
            _ if withheld.in_pull_request > Points::ZERO => "in a pull request that earned already",
            _ if withheld.over_weekly_cap > Points::ZERO => "over the cap of the week",
            _ if withheld.repeated > Points::ZERO => "listed twice",
            _ => "worth nothing by the rules of this program",
        }
    }
}

impl<'a> What<'a> {
    fn of(earner: Earner, assessment: &'a Assessment) -> Option<Self> {
        match earner {
            Earner::Contribution(n) => assessment.contributions.get(n).map(Self::Contribution),
            Earner::Tally(n) => assessment.tallies.get(n).map(Self::Tally),
        }
    }

    /// When it was done.
    #[must_use]
    pub const fn when(&self) -> When {
        match self {
            Self::Contribution(classed) => classed.contribution.when,
            Self::Tally(classed) => When::Within(classed.tally.window),
        }
    }

    /// Where it lies.
    #[must_use]
    pub const fn class(&self) -> ScopeClass {
        match self {
            Self::Contribution(classed) => classed.class,
            Self::Tally(classed) => classed.class,
        }
    }
}

/// Writes points so that those of a breakdown stand below each other.
pub(super) struct Columns {
    decimals: usize,
    pub(super) width: usize,
}

impl Columns {
    pub(super) fn of(earned: &[Earned<'_>], total: Points) -> Self {
        let all = || earned.iter().map(|earned| earned.line.earned).chain([total]);
        let decimals = all().map(decimals).max().unwrap_or(0);
        let width = all().map(|points| aligned(points, decimals).len()).max().unwrap_or(0);
        Self { decimals, width }
    }

    pub(super) fn points(&self, points: Points) -> String {
        aligned(points, self.decimals)
    }
}

/// What earned nothing, by reason, in short: `2 × comment (over the cap of the week)`; empty where everything earned something.
pub(super) fn nothing(earned: &[Earned<'_>]) -> Vec<String> {
    let mut by_reason: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for earned in earned.iter().filter(|earned| earned.is_nothing()) {
        *by_reason.entry((earning(earned.line.earning), earned.why_nothing())).or_default() += 1;
    }
    let said = by_reason.into_iter().map(|((what, why), n)| match n {
        1 => format!("{what} ({why})"),
        n => format!("{n} × {what} ({why})"),
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn the_lines_that_are_shown_add_up_to_the_score() {
        for assessment in fixture::assessments().iter().chain([&fixture::worked()]) {
            let earned = Earned::all(assessment, fixture::ZONE);
            assert_eq!(earned.len(), assessment.progress.lines.len(), "none is lost");
            let sum: Points = earned.iter().map(|earned| earned.line.earned).sum();
            assert_eq!(sum, assessment.progress.points);
            let weeks: Vec<_> = earned.iter().map(|earned| earned.week).collect();
            assert!(weeks.is_sorted_by_key(|week| week.map(|week| week.from())));
        }
    }

    #[test]
    fn what_earned_nothing_is_said_by_reason() {
        let worked = fixture::worked();
        let earned = Earned::all(&worked, fixture::ZONE);
        assert_eq!(
            nothing(&earned),
            [
                "2 × comment (over the cap of the week)",
                "2 × commit (in a pull request that earned already)",
                "own item closed (no work by itself)",
            ]
        );
    }
}
