//! `show`: everything recorded about one mentee.

use monitor_analysis::assess_one;
use monitor_model::{Cohort, Enrollment, EnrollmentKey, Login};
use monitor_report::Show;

use super::{cohort, rule_docs, store_to_read, style};
use crate::args;
use crate::exit::{Exit, Failure};
use crate::output;
use crate::settings::Settings;

pub(super) fn run(arguments: &args::Show, settings: &Settings) -> Result<Exit, Failure> {
    let store = store_to_read(settings)?;
    let cohort = cohort(&store, &arguments.program, settings)?;
    let enrollment = find(&cohort, &arguments.mentee)?;
    let standards = settings.standards()?;
    let mut assessments = Vec::new();
    for period in &cohort.program.periods {
        let one = assess_one(&cohort, &enrollment.key, &period.id, &standards, settings.now)?;
        assessments.extend(one);
    }
    let docs = rule_docs();
    let mut show =
        Show::new(&cohort.program, enrollment, &assessments, settings.now).explained(&docs);
    let record = cohort.records.iter().find(|record| record.enrollment.key == enrollment.key);
    if let (true, Some(record)) = (arguments.explain, record) {
        show = show.worked_out(&standards, &record.details);
    }
    output::result(&show.render(arguments.output.wanted(), style(settings))?)?;
    Ok(Exit::Done)
}

/// The enrollment that a login or key names.
fn find<'a>(cohort: &'a Cohort, text: &str) -> Result<&'a Enrollment, Failure> {
    let key = EnrollmentKey::from_text(text.trim());
    let login = Login::read(text).ok().map(|(login, _)| login);
    let enrollments = &cohort.program.enrollments;
    let by_key = enrollments.iter().find(|e| e.key == key);
    let by_login =
        || enrollments.iter().find(|e| login.is_some() && e.mentee.login() == login.as_ref());
    by_key.or_else(by_login).ok_or_else(|| {
        let keys: Vec<&str> = enrollments.iter().map(|e| e.key.as_str()).collect();
        Failure::input(
            format!("`{}` has no mentee `{text}`", cohort.program.id),
            format!("its mentees are {}", keys.join(", ")),
        )
    })
}
