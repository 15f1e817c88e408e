//! `show`: everything recorded about one mentee.

use std::ops::ControlFlow;

use monitor_analysis::context::{Context, Earlier, Moment, is_earlier};
use monitor_analysis::{Standards, agreement, assess_one};
use monitor_model::{Assessment, Enrollment, EnrollmentKey, Login, Program};
use monitor_report::Show;
use monitor_store::Store;

use super::{as_of, cohort, rule_docs, style};
use crate::args;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::settings::Settings;

pub(super) fn run(arguments: &args::Show, settings: &Settings) -> Result<Exit, Failure> {
    let source = as_of::source(arguments.as_of.id(), settings)?;
    source.expect(&arguments.program)?;
    let (store, settings) = (&source.store, &source.settings);
    let cohort = cohort(store, &arguments.program, settings)?;
    let enrollment = find(&cohort.program, &arguments.mentee)?;
    let standards = settings.standards()?;
    let mut assessments = Vec::new();
    for period in &cohort.program.periods {
        let one = assess_one(&cohort, &enrollment.key, &period.id, &standards, settings.now)?;
        assessments.extend(one);
    }
    let docs = rule_docs();
    let contexts = contexts(store, &cohort.program, &assessments, &standards)?;
    let mut show = Show::new(&cohort.program, enrollment, &assessments, settings.now)
        .explained(&docs)
        .among(&contexts);
    let record = cohort.records.iter().find(|record| record.enrollment.key == enrollment.key);
    if let Some(record) = record {
        let program = &cohort.program.id;
        show = show.without(agreement::uncounted(program, record, settings.now));
    }
    if let (true, Some(record)) = (arguments.explain, record) {
        show = show.worked_out(&standards, &record.details);
    }
    output::result(&show.render(arguments.output.wanted(), style(settings))?)?;
    Ok(Exit::Done)
}

/// Where each period's progress lies among that of the store's earlier programs at the same week.
fn contexts(
    store: &Store,
    program: &Program,
    assessments: &[Assessment],
    standards: &Standards,
) -> Result<Vec<Option<Context>>, Failure> {
    let moments: Vec<_> = assessments.iter().map(|of| Moment::of(program, of)).collect();
    let mut others: Vec<Vec<u64>> = vec![Vec::new(); moments.len()];
    for head in store.programs()? {
        let Some(earlier) = store.program(&head.id)?.filter(|of| is_earlier(of, program)) else {
            continue;
        };
        let read = store.records(&earlier.id, |records| {
            let at = |moment| Earlier::new(records.head(), program, moment, standards);
            let at: Vec<_> = moments.iter().map(|moment| moment.and_then(at)).collect();
            records.each(|record| {
                for (others, at) in others.iter_mut().zip(&at) {
                    others.extend(at.as_ref().and_then(|at| at.percent(&record)));
                }
                ControlFlow::<()>::Continue(())
            })
        })?;
        read.transpose()?;
    }
    let among = |(of, others): (&Assessment, Vec<u64>)| {
        let policy = standards.policy.of(&program.id, &of.enrollment.work);
        Context::of(of, others, policy.context_minimum)
    };
    Ok(assessments.iter().zip(others).map(among).collect())
}

/// The enrollment that a login or key names.
pub(super) fn find<'a>(program: &'a Program, text: &str) -> Result<&'a Enrollment, Failure> {
    let key = EnrollmentKey::from_text(text.trim());
    let login = Login::read(text).ok().map(|(login, _)| login);
    let enrollments = &program.enrollments;
    let by_key = enrollments.iter().find(|e| e.key == key);
    let by_login =
        || enrollments.iter().find(|e| login.is_some() && e.mentee.login() == login.as_ref());
    let former = || enrollments.iter().find(|e| e.former_names.iter().any(|n| n == key.as_str()));
    by_key.or_else(by_login).or_else(former).ok_or_else(|| {
        let keys: Vec<&str> = enrollments.iter().map(|e| e.key.as_str()).collect();
        Failure::input(
            format!("`{}` has no mentee `{text}`", program.id),
            format!("its mentees are {}", keys.join(", ")),
        )
    })
}
