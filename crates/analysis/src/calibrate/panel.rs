//! Assesses one record after the other with many standards, and keeps of each assessment only what is counted.

use chrono::{DateTime, Utc};
use monitor_model::{
    Assessment, Cohort, Coverage, EnrollmentKey, Judgement, Level, Period, PeriodId, ProgramId,
    Record, RuleId, Severity, Stream, Window,
};

use super::knobs::Variant;
use super::verdict::{Verdict, Verdicts};
use crate::agreement;
use crate::assess::{Assessor, UnknownPeriod};

/// One mentee's period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The program.
    pub program: ProgramId,
    /// The enrollment.
    pub key: EnrollmentKey,
    /// The period.
    pub period: PeriodId,
    /// What became of it; `None` where it is one of those of whom only some failed.
    pub verdict: Option<Verdict>,
    /// Weeks of the period.
    pub weeks: u32,
    /// Those of them of which there is no record.
    pub unseen: u32,
    /// What was said of it, with each of the variants in their order.
    pub outcomes: Vec<Outcome>,
}

/// What was said of a case with one of the standards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The level, where it is known.
    pub level: Option<Level>,
    /// Whether it is at least steady, though the level is not known.
    pub suffices: bool,
    /// What the rules found, in their order of display.
    pub found: Vec<(RuleId, Severity)>,
}

impl Outcome {
    fn of(assessment: &Assessment) -> Self {
        let judgement = assessment.progress.judgement;
        Self {
            level: match judgement {
                Judgement::Level(level) => Some(level),
                Judgement::AtLeast(_) | Judgement::Unknown => None,
            },
            suffices: matches!(judgement, Judgement::AtLeast(_)),
            found: assessment
                .findings
                .iter()
                .filter(|finding| is_about_work(finding.rule))
                .map(|finding| (finding.rule, finding.severity))
                .collect(),
        }
    }

    /// Whether a rule found something.
    #[must_use]
    pub fn found(&self, rule: RuleId) -> bool {
        self.found.iter().any(|(found, _)| *found == rule)
    }

    /// Whether any finding needs attention.
    #[must_use]
    pub fn needs_attention(&self) -> bool {
        self.found.iter().any(|(_, severity)| *severity == Severity::Attention)
    }

    /// Whether the level is known, and less than steady.
    #[must_use]
    pub fn below_steady(&self) -> bool {
        self.level.is_some_and(|level| level < Level::Steady)
    }
}

/// Whether a rule says something of the record. Whether somebody gave a verdict in time says nothing of how right the others are.
pub(super) fn is_about_work(rule: RuleId) -> bool {
    !matches!(rule.0, "evaluation-missing" | "evaluation-overdue")
}

/// The periods of one program, ready to be assessed with every variant.
#[derive(Debug)]
pub struct Panel<'s> {
    program: ProgramId,
    term: Window,
    periods: Vec<(Period, Vec<Assessor<'s>>)>,
    assume_complete: bool,
    now: DateTime<Utc>,
}

impl<'s> Panel<'s> {
    /// Takes some periods of a program. What is said in the end is as of `now`.
    ///
    /// # Errors
    /// [`UnknownPeriod`] where the program lacks one of them.
    pub fn new(
        head: &Cohort,
        periods: &[PeriodId],
        variants: &'s [Variant],
        assume_complete: bool,
        now: DateTime<Utc>,
    ) -> Result<Self, UnknownPeriod> {
        let of = |id: &PeriodId| {
            let made = variants.iter().map(|v| Assessor::new(head, id, &v.standards, now));
            made.collect::<Result<Vec<_>, _>>()
        };
        let all = periods.iter().map(|id| Ok((id, of(id)?)));
        let all: Vec<_> = all.collect::<Result<_, UnknownPeriod>>()?;
        let known = |(id, made)| head.program.period(id).map(|period| (period.clone(), made));
        let periods = all.into_iter().filter_map(known).collect();
        let (program, term) = (head.program.id.clone(), head.program.window);
        Ok(Self { program, term, periods, assume_complete, now })
    }

    /// The cases of a record: its periods that have ended, with their verdicts. Periods without one are left out.
    #[must_use]
    pub fn cases(&self, record: &Record, verdicts: &Verdicts) -> Vec<Case> {
        let own = agreement::own_windows(&self.program, record, self.now);
        let windows = || std::iter::once(self.term).chain(own.values().copied());
        let assumed = self.assume_complete.then(|| assume_complete(record, windows()));
        let judged = assumed.as_ref().unwrap_or(record);
        let enrollment = &record.enrollment;
        let to = |period: &Period| own.get(&period.id).unwrap_or(&period.window).to();
        let ended = self.periods.iter().filter(|(period, _)| to(period) <= self.now);
        let mut cases = Vec::new();
        for (period, assessors) in ended {
            let id = (self.program.clone(), enrollment.key.clone(), period.id.clone());
            let verdict = verdicts.known.get(&id).copied();
            if verdict.is_none() && verdicts.others_failed.is_none() {
                continue;
            }
            let seen = assessors.first().map(|assessor| assessor.assess(record).coverage);
            let (weeks, unseen) = seen.map_or((0, 0), |c| (c.weeks, c.weeks - c.weeks_seen));
            let outcomes = assessors.iter().map(|a| Outcome::of(&a.assess(judged))).collect();
            let (program, key, period) = id;
            cases.push(Case { program, key, period, verdict, weeks, unseen, outcomes });
        }
        cases
    }
}

/// The same record as if everything had been seen in these windows: what is not in it counts as not done.
#[must_use]
pub fn assume_complete(record: &Record, windows: impl IntoIterator<Item = Window>) -> Record {
    let windows = windows.into_iter();
    let all = |window| Stream::ALL.iter().map(move |&s| (s, window, Coverage::Complete));
    Record { coverage: windows.flat_map(all).collect(), ..record.clone() }
}
