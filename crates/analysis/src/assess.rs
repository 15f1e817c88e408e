//! One assessment per enrollment of a program, for one of its periods.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use monitor_model::{
    Assessment, ClassedContribution, ClassedTally, Cohort, Coverage, Period, PeriodCoverage,
    PeriodId, ProgramId, Record, Stream, When, Window,
};

use crate::absence;
use crate::activity::activity;
use crate::observed::observed;
use crate::policy::Policy;
use crate::rules::{self, Facts, MentorLoad};

/// Assesses every enrollment for a period, as known at `now`, in the roster's order.
///
/// # Errors
/// [`UnknownPeriod`] where the program has no such period.
pub fn assess(
    cohort: &Cohort,
    period: &PeriodId,
    policy: &Policy,
    now: DateTime<Utc>,
) -> Result<Vec<Assessment>, UnknownPeriod> {
    let program = &cohort.program;
    let known = || program.periods.iter().map(|p| p.id.clone()).collect();
    let period = program.period(period).ok_or_else(|| UnknownPeriod {
        program: program.id.clone(),
        period: period.clone(),
        known: known(),
    })?;
    let load = MentorLoad::of(program);
    let more = absence::explain(cohort);
    let one = |(record, more): (&Record, &Vec<_>)| {
        one(record, more, program.zone, period, policy, &load, now)
    };
    Ok(cohort.records.iter().zip(&more).map(one).collect())
}

fn one(
    record: &Record,
    more: &[(Stream, Window, Coverage)],
    zone: Tz,
    period: &Period,
    policy: &Policy,
    load: &MentorLoad,
    now: DateTime<Utc>,
) -> Assessment {
    let window = record.enrollment.own_windows.get(&period.id).copied().unwrap_or(period.window);
    let period = Period { window, ..period.clone() };
    let elapsed = window.before(now);
    let weeks: Vec<Window> = elapsed.map_or_else(Vec::new, |elapsed| elapsed.weeks(zone));
    let statements: Vec<_> = record.coverage.iter().chain(more).cloned().collect();
    let coverage = observed(elapsed, &weeks, &statements);
    let contributions = contributions(record, &window, now);
    let tallies = tallies(record, &window, &coverage, now);
    let hidden: Vec<Window> = record
        .hidden
        .iter()
        .filter_map(|h| elapsed.and_then(|elapsed| h.window.intersect(&elapsed)))
        .collect();
    let activity = activity(&window, &weeks, &hidden, &coverage, &contributions, &tallies);
    let mut assessment = Assessment {
        enrollment: record.enrollment.clone(),
        name: record.name.clone(),
        period,
        elapsed,
        coverage,
        activity,
        contributions,
        tallies,
        findings: Vec::new(),
    };
    assessment.findings = rules::findings(&Facts {
        assessment: &assessment,
        weeks: &weeks,
        hidden: &hidden,
        zone,
        policy,
        load,
    });
    assessment
}

/// The acts that lie in the window and had happened by `now`, by time.
fn contributions(record: &Record, window: &Window, now: DateTime<Utc>) -> Vec<ClassedContribution> {
    let mut inside: Vec<ClassedContribution> = record
        .contributions
        .iter()
        .filter(|c| window.contains(c.when.anchor()) && had_begun(&c.when, now))
        .map(|c| ClassedContribution {
            class: record.enrollment.class_of(&c.item.repo),
            contribution: c.clone(),
        })
        .collect();
    inside.sort_by(|a, b| order(a).cmp(&order(b)));
    inside
}

fn order(c: &ClassedContribution) -> (DateTime<Utc>, &str, &'static str) {
    (c.contribution.when.anchor(), c.contribution.item.url.as_str(), c.contribution.act.as_str())
}

/// Commits counted but not named. Where every commit is known by name, the count would count them again.
fn tallies(
    record: &Record,
    window: &Window,
    coverage: &PeriodCoverage,
    now: DateTime<Utc>,
) -> Vec<ClassedTally> {
    let named = |counted: &Window| {
        let slices = coverage
            .of(Stream::Commits)
            .map(|commits| commits.slices.as_slice())
            .unwrap_or_default();
        slices
            .iter()
            .any(|slice| slice.coverage.is_complete() && slice.window.contains(counted.middle()))
    };
    let mut inside: Vec<ClassedTally> = record
        .tallies
        .iter()
        .filter(|t| {
            window.contains(t.window.middle()) && t.window.from() < now && !named(&t.window)
        })
        .map(|t| ClassedTally { class: record.enrollment.class_of(&t.repo), tally: t.clone() })
        .collect();
    inside.sort_by_key(|t| (t.tally.window, t.tally.repo.key()));
    inside
}

fn had_begun(when: &When, now: DateTime<Utc>) -> bool {
    match when {
        When::At(instant) => *instant <= now,
        When::Within(window) => window.from() <= now,
    }
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
