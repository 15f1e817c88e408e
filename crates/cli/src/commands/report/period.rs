//! `report period`: the packet for evaluation day, a cover and one page per mentee.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use monitor_analysis::{Assessor, UnknownPeriod};
use monitor_model::{EnrollmentKey, PeriodId, Program, ProgramId};
use monitor_report::{Chart, Format, Packet, Style};
use monitor_store::{Records, Store};

use crate::args;
use crate::commands::as_of::{self, Source};
use crate::commands::book;
use crate::commands::review::{assess, notes, view};
use crate::commands::show::find;
use crate::exit::{Exit, Failure};
use crate::settings::Settings;

pub(super) fn run(arguments: &args::Packet, settings: &Settings) -> Result<Exit, Failure> {
    let source = as_of::source(arguments.as_of.as_deref(), settings)?;
    source.expect(&arguments.program)?;
    let (store, settings, period) = (&source.store, &source.settings, &arguments.period);
    let (cohort, assessments) = assess(store, &arguments.program, period, settings)?;
    let charts = charts(store, &cohort.program, settings)?;
    let review = view(&cohort, period, &assessments, notes(&cohort), settings)?;
    let snapshot = source.head.as_ref().map(|head| head.id.as_str());
    let mut packet = Packet::new(review, &charts).of_snapshot(snapshot);
    if let Some(mentee) = &arguments.mentee {
        packet = packet.only(&find(&cohort.program, mentee)?.key);
    }
    book::write(&packet, &arguments.output, settings)?;
    Ok(Exit::Done)
}

/// The packet of everybody as text.
pub(in crate::commands) fn packet(
    source: &Source,
    program: &ProgramId,
    period: &PeriodId,
    format: Format,
) -> Result<String, Failure> {
    let (store, settings) = (&source.store, &source.settings);
    let (cohort, assessments) = assess(store, program, period, settings)?;
    let charts = charts(store, &cohort.program, settings)?;
    let review = view(&cohort, period, &assessments, notes(&cohort), settings)?;
    let snapshot = source.head.as_ref().map(|head| head.id.as_str());
    Ok(Packet::new(review, &charts).of_snapshot(snapshot).render(format, Style::Plain)?)
}

/// The weeks of every mentee over all periods, one mentee after the other.
fn charts(
    store: &Store,
    program: &Program,
    settings: &Settings,
) -> Result<BTreeMap<EnrollmentKey, Chart>, Failure> {
    let standards = settings.standards()?;
    let mut charts = BTreeMap::new();
    let one_by_one = |records: Records<'_>| -> Result<(), Failure> {
        let assessor = |of: &monitor_model::Period| {
            Assessor::new(records.head(), &of.id, &standards, settings.now)
        };
        let periods = program.periods.iter().map(assessor);
        let assessors = periods.collect::<Result<Vec<_>, UnknownPeriod>>()?;
        let _: ControlFlow<()> = records.each(|record| {
            let all: Vec<_> = assessors.iter().map(|of| of.assess(&record)).collect();
            let chart = Chart::of(program, &all);
            charts.extend(chart.map(|chart| (record.enrollment.key.clone(), chart)));
            ControlFlow::Continue(())
        })?;
        Ok(())
    };
    store.records(&program.id, one_by_one)?.unwrap_or(Ok(()))?;
    Ok(charts)
}
