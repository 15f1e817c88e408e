//! One mentee: every period with its facts, findings, coverage and what was done, week by week.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use monitor_analysis::Standards;
use monitor_analysis::agreement::Uncounted;
use monitor_analysis::context::Context;
use monitor_model::{
    Assessment, ClassedContribution, ClassedTally, Detail, Enrollment, ItemUrl, Program, When,
    Window,
};

use crate::coverage::{CoverageGroup, groups};
use crate::looks::DesignDay;
use crate::record::{Record, Remark};
use crate::weeks::{Week, weeks};
use crate::{Format, RenderError, RuleDoc, Style};

pub(crate) mod agreed;
mod arithmetic;
mod breakdown;
mod context;

mod progress;
mod sentences;

mod json;
mod markdown;
mod text;

pub use arithmetic::Measures;
pub use breakdown::{Earned, What};

/// One mentee of a program, every period.
#[derive(Clone, Debug)]
pub struct Show<'a> {
    /// The program; its enrollments are not read.
    pub program: &'a Program,
    /// The enrollment.
    pub enrollment: &'a Enrollment,
    /// The display name, if a source named one.
    pub name: Option<&'a str>,
    /// The instant as of which the periods were assessed.
    pub as_of: DateTime<Utc>,
    /// The periods, in the order in which they were given.
    pub periods: Vec<PeriodShown<'a>>,
    /// Entries of the ledger that don't count and are about no period that is shown.
    pub uncounted: Vec<Uncounted<'a>>,
    /// What the work is measured by, where the arithmetic of the score is wanted.
    pub measures: Option<Measures<'a>>,
}

/// One period of a mentee.
#[derive(Clone, Debug)]
pub struct PeriodShown<'a> {
    /// The assessment.
    pub assessment: &'a Assessment,
    /// Where its progress lies among that of earlier programs, if that can be said.
    pub context: Option<Context>,
    /// What the record holds.
    pub record: Record,
    /// The findings, gravest first.
    pub remarks: Vec<Remark<'a>>,
    /// Entries of the ledger about the period that don't count.
    pub uncounted: Vec<Uncounted<'a>>,
    /// The coverage, streams of the same coverage together.
    pub coverage: Vec<CoverageGroup<'a>>,
    /// What each contribution earned, week by week.
    pub earned: Vec<Earned<'a>>,
    /// The weeks that have begun or show something, with what was done in them.
    pub timeline: Vec<TimelineWeek<'a>>,
}

/// A week, and what was done in it.
#[derive(Clone, Debug)]
pub struct TimelineWeek<'a> {
    /// The week.
    pub week: Week,
    /// Contributions whose date, or the middle of what is known of it, lies in the week.
    pub contributions: Vec<&'a ClassedContribution>,
    /// Commits counted but not named.
    pub tallies: Vec<&'a ClassedTally>,
    /// What was done to files in a design tool that the evidence names: by whom, only a mentor can say, and it counts for nothing.
    pub designs: Vec<DesignDay<'a>>,
}

/// The formats of one mentee.
const FORMATS: &[Format] = &[Format::Table, Format::Markdown, Format::Json];

impl<'a> Show<'a> {
    /// Builds the view of one enrollment from its assessments.
    #[must_use]
    pub fn new(
        program: &'a Program,
        enrollment: &'a Enrollment,
        assessments: &'a [Assessment],
        as_of: DateTime<Utc>,
    ) -> Self {
        let period = |assessment| PeriodShown::new(assessment, program.zone);
        Self {
            program,
            enrollment,
            name: assessments.iter().find_map(|a| a.name.as_deref()),
            as_of,
            periods: assessments.iter().map(period).collect(),
            uncounted: Vec::new(),
            measures: None,
        }
    }

    /// Adds the arithmetic of the score, which rests on the standards that the periods were assessed by, and on what is known of
    /// items beyond their heads.
    #[must_use]
    pub fn worked_out(
        mut self,
        standards: &Standards,
        details: &'a BTreeMap<ItemUrl, Detail>,
    ) -> Self {
        let measures = Measures::of(self.program, &self.enrollment.work, standards, details);
        self.measures = Some(measures);
        self
    }

    /// Adds the entries of the ledger that don't count, each to its period.
    #[must_use]
    pub fn without(mut self, uncounted: Vec<Uncounted<'a>>) -> Self {
        for one in uncounted {
            let of = self.periods.iter_mut().find(|period| agreed::is_of(&one, period.assessment));
            of.map_or(&mut self.uncounted, |period| &mut period.uncounted).push(one);
        }
        self
    }

    /// Adds what the rules mean.
    #[must_use]
    pub fn explained(mut self, rules: &[RuleDoc<'a>]) -> Self {
        for remark in self.periods.iter_mut().flat_map(|period| &mut period.remarks) {
            let doc = rules.iter().copied().find(|r| r.id == remark.finding.rule);
            remark.explained = doc;
        }
        self
    }

    /// Adds where the progress of the periods lies among that of earlier programs, in their order.
    #[must_use]
    pub fn among(mut self, contexts: &[Option<Context>]) -> Self {
        for (period, context) in self.periods.iter_mut().zip(contexts) {
            period.context = *context;
        }
        self
    }

    /// The view as text.
    ///
    /// # Errors
    /// [`RenderError::NoSuchFormat`] for HTML and CSV.
    pub fn render(&self, format: Format, style: Style) -> Result<String, RenderError> {
        match format {
            Format::Table => Ok(text::render(self, style)),
            Format::Markdown => Ok(markdown::render(self)),
            Format::Json => json::render(self),
            Format::Html | Format::Csv => {
                Err(RenderError::NoSuchFormat { view: "one mentee", format, known: FORMATS })
            }
        }
    }
}

impl<'a> PeriodShown<'a> {
    fn new(assessment: &'a Assessment, zone: Tz) -> Self {
        Self {
            assessment,
            context: None,
            record: Record::of(assessment),
            remarks: Remark::all(assessment),
            uncounted: Vec::new(),
            coverage: groups(assessment),
            earned: Earned::all(assessment, zone),
            timeline: timeline(assessment, zone),
        }
    }
}

fn timeline(assessment: &Assessment, zone: Tz) -> Vec<TimelineWeek<'_>> {
    let weeks = weeks(assessment, zone);
    let last = weeks.len().saturating_sub(1);
    // Every act has a week, also one that lies outside the window by mistake: nothing may be lost here.
    let place = |when: When| {
        let inside = weeks.iter().position(|week| week.window.contains(when.anchor()));
        let before = || weeks.first().is_some_and(|first| when.anchor() < first.window.from());
        inside.unwrap_or_else(|| if before() { 0 } else { last })
    };
    let designs = DesignDay::all(assessment, zone);
    let of_week = |(index, week): (usize, &Week)| TimelineWeek {
        week: *week,
        contributions: assessment
            .contributions
            .iter()
            .filter(|c| place(c.contribution.when) == index)
            .collect(),
        tallies: assessment
            .tallies
            .iter()
            .filter(|t| place(When::Within(t.tally.window)) == index)
            .collect(),
        designs: designs
            .iter()
            .filter(|d| d.at().is_some_and(|at| place(When::At(at)) == index))
            .cloned()
            .collect(),
    };
    let begun = |week: &TimelineWeek<'_>| week.has_begun(assessment.elapsed) || !week.is_empty();
    weeks.iter().enumerate().map(of_week).filter(begun).collect()
}

impl TimelineWeek<'_> {
    fn has_begun(&self, elapsed: Option<Window>) -> bool {
        elapsed.is_some_and(|elapsed| self.week.window.from() < elapsed.to())
    }

    /// Whether nothing is known to have been done in the week.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.contributions.is_empty() && self.tallies.is_empty() && self.designs.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn nothing_is_lost_on_the_timeline() {
        for assessment in fixture::agreed() {
            let timeline = timeline(&assessment, fixture::ZONE);
            let acts: usize = timeline.iter().map(|w| w.contributions.len()).sum();
            let tallies: usize = timeline.iter().map(|w| w.tallies.len()).sum();
            assert_eq!((acts, tallies), (assessment.contributions.len(), assessment.tallies.len()));
            let designs: usize = timeline.iter().map(|w| w.designs.len()).sum();
            assert_eq!(designs, DesignDay::all(&assessment, fixture::ZONE).len());
        }
    }
}
