//! One assessment per enrollment of a program, for one of its periods.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use monitor_model::{
    Assessment, ClassedContribution, ClassedTally, Cohort, Coverage, EnrollmentKey, Look, Period,
    PeriodAgreement, PeriodId, ProgramId, Record, Stream, Window,
};

use crate::absence;
use crate::activity::activity;
use crate::agreement::{self, Agreement, Course, Over};
use crate::counting;
use crate::interaction::interaction;
use crate::observed::observed;
use crate::rules::{self, Facts, MentorLoad};
use crate::scoring::{self, Work};
use crate::standards::Standards;

/// Assesses every enrollment for a period, as known at `now`, in the roster's order.
///
/// # Errors
/// [`UnknownPeriod`] where the program has no such period.
pub fn assess(
    cohort: &Cohort,
    period: &PeriodId,
    standards: &Standards,
    now: DateTime<Utc>,
) -> Result<Vec<Assessment>, UnknownPeriod> {
    assess_those(cohort, period, standards, now, |_| true)
}

/// Assesses one enrollment for a period, as [`assess`] does; `None` where the program has no such enrollment.
///
/// # Errors
/// [`UnknownPeriod`] where the program has no such period.
pub fn assess_one(
    cohort: &Cohort,
    key: &EnrollmentKey,
    period: &PeriodId,
    standards: &Standards,
    now: DateTime<Utc>,
) -> Result<Option<Assessment>, UnknownPeriod> {
    let found =
        assess_those(cohort, period, standards, now, |record| record.enrollment.key == *key);
    found.map(|mut found| found.pop())
}

fn assess_those(
    cohort: &Cohort,
    period: &PeriodId,
    standards: &Standards,
    now: DateTime<Utc>,
    wanted: impl Fn(&Record) -> bool,
) -> Result<Vec<Assessment>, UnknownPeriod> {
    let assessor = Assessor::new(cohort, period, standards, now)?;
    let those = cohort.records.iter().filter(|record| wanted(record));
    Ok(those.map(|record| assessor.assess(record)).collect())
}

/// Assesses one record after the other, so that not all of them need to be in memory: what is said of one rests on its own
/// record, and of the others only on who is mentored by whom and what was seen.
#[derive(Debug)]
pub struct Assessor<'s> {
    program: ProgramId,
    zone: Tz,
    hours_per_week: Option<u8>,
    /// The ids of all periods, in the program's order.
    periods: Vec<PeriodId>,
    period: Period,
    standards: &'s Standards,
    load: MentorLoad,
    /// What nameless answers say of those who lack a week.
    more: BTreeMap<EnrollmentKey, Vec<(Stream, Window, Coverage)>>,
    now: DateTime<Utc>,
}

impl<'s> Assessor<'s> {
    /// Takes from a program what concerns everybody. The records need their enrollment and coverage, and nothing else.
    ///
    /// # Errors
    /// [`UnknownPeriod`] where the program has no such period.
    pub fn new(
        head: &Cohort,
        period: &PeriodId,
        standards: &'s Standards,
        now: DateTime<Utc>,
    ) -> Result<Self, UnknownPeriod> {
        let program = &head.program;
        let unknown = || UnknownPeriod {
            program: program.id.clone(),
            period: period.clone(),
            known: program.periods.iter().map(|p| p.id.clone()).collect(),
        };
        let period = program.period(period).ok_or_else(unknown)?.clone();
        let keys = head.records.iter().map(|record| record.enrollment.key.clone());
        let more = keys.zip(absence::explain(head)).filter(|(_, more)| !more.is_empty()).collect();
        let load = MentorLoad::of(program);
        let (id, zone, hours_per_week) = (program.id.clone(), program.zone, program.hours_per_week);
        let periods = program.periods.iter().map(|period| period.id.clone()).collect();
        Ok(Self { program: id, zone, hours_per_week, periods, period, standards, load, more, now })
    }

    /// Assesses one of the program's enrollments, from everything that is known of it.
    #[must_use]
    pub fn assess(&self, record: &Record) -> Assessment {
        self.assess_at(record, self.now)
    }

    /// The same as of another instant.
    #[must_use]
    pub fn assess_at(&self, record: &Record, now: DateTime<Utc>) -> Assessment {
        let mut known = agreement::as_known(&self.program, record, now);
        let over = self.over(&known);
        let agreement = known.periods.remove(&self.period.id).unwrap_or_default();
        let period = agreement::period_of(&self.period, &record.enrollment, &agreement);
        let window = period.window;
        let elapsed = window.before(now);
        let weeks: Vec<Window> = elapsed.map_or_else(Vec::new, |elapsed| elapsed.weeks(self.zone));
        let more = self.more.get(&record.enrollment.key).into_iter().flatten();
        let statements: Vec<_> = record.coverage.iter().chain(more).cloned().collect();
        let coverage = observed(elapsed, &weeks, &statements);
        let contributions = contributions(record, &window, now);
        let tallies = tallies(record, &window, now);
        let hidden: Vec<Window> = counting::hidden(record)
            .filter_map(|h| elapsed.and_then(|elapsed| h.window.intersect(&elapsed)))
            .collect();
        let activity = activity(&window, &weeks, &hidden, &coverage, &contributions, &tallies);
        let policy = self.standards.policy.of(&self.program, &record.enrollment.work);
        let work = Work {
            contributions: &contributions,
            tallies: &tallies,
            weeks: &weeks,
            details: &record.details,
        };
        let (hours, scoring) = (self.hours_per_week, &self.standards.scoring);
        let progress = scoring::progress(&work, &activity, &coverage, hours, scoring, &policy);
        let interaction = interaction(record, elapsed, &coverage, &contributions, now);
        let shown = agreement::shown(progress.judgement, &coverage);
        let axes = agreement::axes(&agreement, shown, &period, now).after(over);
        let looks = looks(record, &agreement, now);
        let mut assessment = Assessment {
            enrollment: record.enrollment.clone(),
            name: record.name.clone(),
            period,
            elapsed,
            coverage,
            activity,
            contributions,
            tallies,
            progress,
            interaction,
            agreement,
            looks,
            stand: agreement::stand(axes),
            findings: Vec::new(),
        };
        assessment.findings = rules::findings(&Facts {
            assessment: &assessment,
            record,
            weeks: &weeks,
            hidden: &hidden,
            now,
            zone: self.zone,
            policy: &policy,
            load: &self.load,
        });
        assessment
    }

    /// Whether nothing is waited for in the period.
    fn over(&self, known: &Agreement) -> Option<Over> {
        let n = self.periods.iter().position(|period| *period == self.period.id)?;
        Course::of(self.periods.iter(), known).over(n)
    }
}

/// The acts that lie in the window and had happened by `now`, by time.
fn contributions(record: &Record, window: &Window, now: DateTime<Utc>) -> Vec<ClassedContribution> {
    let mut inside: Vec<ClassedContribution> = counting::contributions(record, now)
        .filter(|c| window.contains(c.when.anchor()))
        .map(|c| ClassedContribution {
            class: record.enrollment.class_of(&c.item.repo),
            contribution: c.clone(),
        })
        .collect();
    inside.sort_by(|a, b| order(a).cmp(&order(b)));
    inside
}

/// What was known by `now` of the period's evidence.
fn looks(record: &Record, agreement: &PeriodAgreement, now: DateTime<Utc>) -> Vec<Look> {
    let of_period = |look: &&Look| agreement.evidence.iter().any(|of| of.id == look.of);
    record.looks.iter().filter(of_period).filter_map(|look| look.as_known(now)).collect()
}

fn order(c: &ClassedContribution) -> (DateTime<Utc>, &str, &'static str, &'static str) {
    let c = &c.contribution;
    (c.when.anchor(), c.item.url.as_str(), c.act.as_str(), c.role.as_str())
}

/// The commits counted but not named that lie in the window and had begun by `now`, by time.
fn tallies(record: &Record, window: &Window, now: DateTime<Utc>) -> Vec<ClassedTally> {
    let mut inside: Vec<ClassedTally> = counting::tallies(record, now)
        .filter(|t| window.contains(t.window.middle()))
        .map(|t| ClassedTally { class: record.enrollment.class_of(&t.repo), tally: t.clone() })
        .collect();
    inside.sort_by_key(|t| (t.tally.window, t.tally.repo.key()));
    inside
}

/// A period that the program does not have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("program `{program}` has no period `{period}`")]
pub struct UnknownPeriod {
    /// The program.
    pub program: ProgramId,
    /// The period that was asked for.
    pub period: PeriodId,
    /// The periods that it has.
    pub known: Vec<PeriodId>,
}

#[cfg(test)]
pub(crate) mod fixture;

#[cfg(test)]
mod tests;
