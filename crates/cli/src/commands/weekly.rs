//! What `report weekly` and `run weekly` share: a program at a moment, the moment before it, and which programs are running.

use chrono::{DateTime, TimeDelta, Utc};
use monitor_model::{Assessment, CalendarWeek, Decided, Program, ProgramId};
use monitor_report::Side;
use monitor_store::{ReportedWeek, Store};

use super::as_of::{self, Source};
use crate::exit::Failure;
use crate::settings::Settings;

/// How far a report tells back where there is none before it.
const FIRST: TimeDelta = TimeDelta::weeks(1);
/// For how long after its last evaluation is due a program is still reported.
const AFTER: TimeDelta = TimeDelta::weeks(4);

/// A program as it was assessed at a moment.
pub(super) struct Moment {
    /// The program, with its enrollments.
    pub(super) program: Program,
    /// Which moment.
    pub(super) side: Side,
    /// Every period of everybody.
    pub(super) assessments: Vec<Assessment>,
}

/// Assesses every period of a program.
pub(super) fn moment(source: &Source, id: &ProgramId) -> Result<Moment, Failure> {
    source.expect(id)?;
    let (store, settings) = (&source.store, &source.settings);
    let cohort = super::cohort(store, id, settings)?;
    let assessments = super::assess_all(&cohort, settings)?;
    let program = cohort.program;
    let snapshot = source.head.as_ref().map(|head| head.id.clone());
    Ok(Moment { program, side: Side { snapshot, as_of: settings.now }, assessments })
}

/// The moment up to which the report before this one told: that of the latest earlier week that was reported, else the same
/// database a week before `now`.
pub(super) fn before(
    id: &ProgramId,
    now: &Moment,
    source: &Source,
    settings: &Settings,
) -> Result<Moment, Failure> {
    let week = CalendarWeek::of(now.side.as_of, now.program.zone);
    let weeks = super::store_to_read(settings)?.weeks(id)?;
    match earlier(&weeks, week, now.side.as_of) {
        Some(reported) => moment(&as_of::source(Some(&reported.snapshot), settings)?, id),
        None => a_week_before(id, source),
    }
}

/// The latest week that was reported before this one.
pub(super) fn earlier(
    weeks: &[ReportedWeek],
    week: CalendarWeek,
    at: DateTime<Utc>,
) -> Option<&ReportedWeek> {
    weeks.iter().rev().find(|reported| reported.week < week && reported.at < at)
}

/// What is known now, as it was a week ago.
pub(super) fn a_week_before(id: &ProgramId, source: &Source) -> Result<Moment, Failure> {
    let Source { store, settings, head } = source;
    let cohort = super::cohort(store, id, settings)?;
    let earlier = settings.at(settings.now - FIRST);
    let assessments = super::assess_all(&cohort, &earlier)?;
    let program = cohort.program;
    let snapshot = head.as_ref().map(|head| head.id.clone());
    Ok(Moment { program, side: Side { snapshot, as_of: earlier.now }, assessments })
}

/// The programs that have begun and whose last evaluation was due four weeks ago at the most, own dates included; by id.
pub(super) fn running(store: &Store, settings: &Settings) -> Result<Vec<ProgramId>, Failure> {
    let mut running = Vec::new();
    for head in store.programs()? {
        let program = super::program(store, &head.id, settings)?;
        if settings.now < program.window.from() {
            continue;
        }
        if settings.now < last_due(store, &program, settings)? + AFTER {
            running.push(head.id);
        }
    }
    Ok(running)
}

/// By when a mentor is to answer to a dispute that is not resolved.
fn answer_by(of: &Assessment) -> Option<DateTime<Utc>> {
    match of.agreement.decision.as_ref()?.what {
        Decided::Disputed { answer_by, .. } => Some(answer_by),
        _ => None,
    }
}

/// When the last evaluation is due, or the last answer to a dispute: the program's, unless somebody got more time.
fn last_due(
    store: &Store,
    program: &Program,
    settings: &Settings,
) -> Result<DateTime<Utc>, Failure> {
    let declared = program.periods.iter().map(|period| period.due).max();
    let mut last = declared.unwrap_or(program.window.to());
    if settings.now < last {
        return Ok(last);
    }
    let assessments = super::assess_all(&super::cohort(store, &program.id, settings)?, settings)?;
    let answers = assessments.iter().filter_map(answer_by);
    last = assessments.iter().map(|one| one.period.due).chain(answers).fold(last, Ord::max);
    Ok(last)
}
