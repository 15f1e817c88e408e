//! `review`: one row per mentee for a period.

use std::ops::ControlFlow;

use monitor_analysis::Assessor;
use monitor_model::{Assessment, Cohort, PeriodId, ProgramId, Severity};
use monitor_report::Review;
use monitor_store::{Records, Store};

use super::as_of;
use super::{book, counted, look_up, rule_docs, unknown};
use crate::args::{self, Only};
use crate::exit::{Exit, Failure};
use crate::settings::Settings;

pub(super) fn run(arguments: &args::Review, settings: &Settings) -> Result<Exit, Failure> {
    let source = as_of::source(arguments.as_of.id(), settings)?;
    let (program, period) = source.which(arguments.program.as_ref(), arguments.period.as_ref())?;
    let (store, settings) = (&source.store, &source.settings);
    let (cohort, mut assessments) = assess(store, program, period, settings)?;
    let attention = assessments.iter().any(needs_attention);
    let mut notes = notes(&cohort);
    if arguments.only == Some(Only::Attention) {
        let all = assessments.len();
        assessments.retain(needs_attention);
        let left = all - assessments.len();
        notes.push(format!(
            "{} without a finding that needs attention not shown.",
            counted(left, "mentee")
        ));
    }
    let review = view(&cohort, period, &assessments, notes, settings)?;
    book::write(&review, &arguments.output, settings)?;
    Ok(if arguments.exit_code && attention { Exit::Attention } else { Exit::Done })
}

/// Assesses a period that the program must have, one mentee after the other. Gives back the program, without its records.
pub(super) fn assess(
    store: &Store,
    id: &ProgramId,
    period: &PeriodId,
    settings: &Settings,
) -> Result<(Cohort, Vec<Assessment>), Failure> {
    let heads = look_up(store, id, settings)?;
    let standards = settings.standards()?;
    let one_by_one = |records: Records<'_>| {
        let assessor = Assessor::new(records.head(), period, &standards, settings.now)?;
        let Cohort { program, removed, .. } = records.head();
        let (program, removed) = (program.clone(), *removed);
        let cohort = Cohort { program, removed, records: vec![], unattributed: vec![] };
        let mut assessments = Vec::with_capacity(cohort.program.enrollments.len());
        let _: ControlFlow<()> = records.each(|record| {
            assessments.push(assessor.assess(&record));
            ControlFlow::Continue(())
        })?;
        Ok((cohort, assessments))
    };
    store.records(id, one_by_one)?.unwrap_or_else(|| Err(unknown(&heads, id, settings)))
}

impl From<monitor_analysis::UnknownPeriod> for Failure {
    fn from(error: monitor_analysis::UnknownPeriod) -> Self {
        let known: Vec<String> = error.known.iter().map(|id| format!("`{id}`")).collect();
        Self::input(&error, format!("it has {}", known.join(", ")))
    }
}

/// The review with what the rules mean.
pub(super) fn view<'a>(
    cohort: &'a Cohort,
    period: &PeriodId,
    assessments: &'a [Assessment],
    notes: Vec<String>,
    settings: &Settings,
) -> Result<Review<'a>, Failure> {
    let program = &cohort.program;
    let Some(period) = program.period(period) else {
        return Err(Failure::input(format!("there is no period `{period}`"), "see the roster"));
    };
    let review = Review::new(program, period, assessments, settings.now, notes);
    Ok(review.explained(&rule_docs()))
}

/// What the reader must know beside the rows.
pub(super) fn notes(cohort: &Cohort) -> Vec<String> {
    match cohort.removed {
        0 => Vec::new(),
        1 => vec!["1 enrollment is no longer in the roster and not shown.".to_owned()],
        n => vec![format!("{n} enrollments are no longer in the roster and not shown.")],
    }
}

fn needs_attention(assessment: &Assessment) -> bool {
    assessment.findings.iter().any(|finding| finding.severity == Severity::Attention)
}
