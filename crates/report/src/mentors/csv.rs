//! The mentors as CSV: one line per mentor, mentee and period.

use monitor_model::{Act, Assessment, MentorActs};

use super::{MenteeShown, MentorShown, Mentors};
use crate::dates::rfc3339;
use crate::interaction::{ACTS, NOTE};
use crate::sheet::Sheet;
use crate::{RenderError, words};

/// The columns before and after those of the acts.
const BEFORE: [&str; 6] = ["mentor", "mentee", "project", "period", "observable", "complete"];
const AFTER: [&str; 6] =
    ["first", "last", "waiting_now", "maybe_waiting_now", "findings_for_the_mentor", "note"];

/// The mentors as CSV.
pub(super) fn render(view: &Mentors<'_>) -> Result<String, RenderError> {
    let acts = ACTS.map(Act::as_str);
    let headings = BEFORE.into_iter().chain(acts).chain(AFTER).map(String::from).collect();
    let mut rows = Vec::new();
    for shown in &view.mentors {
        for mentee in &shown.mentees {
            let periods = mentee.periods.iter();
            rows.extend(periods.map(|of| row(view, shown, mentee, of)));
        }
    }
    Sheet { name: "Mentors", headings, rows }.csv()
}

/// What is not known is an empty cell and no zero: of a mentor who can't be observed, and of acts that may exist.
fn row(
    view: &Mentors<'_>,
    shown: &MentorShown<'_>,
    mentee: &MenteeShown<'_>,
    (assessment, of): &(&Assessment, &MentorActs),
) -> Vec<String> {
    let complete = assessment.interaction.complete;
    let observable = of.login().is_some();
    let count = |act: &Act| match of.acts.as_ref().and_then(|acts| acts.counts.get(act)) {
        Some(count) => count.to_string(),
        None if observable && complete => "0".to_owned(),
        None => String::new(),
    };
    let zone = view.program.zone;
    let acts = of.acts.as_ref();
    let waiting = mentee.waiting.iter().map(|waiting| waiting.item.reference());
    let findings = mentee.findings.iter().filter(|(at, _)| at.period.id == assessment.period.id);
    let findings: Vec<&str> = findings.map(|(_, finding)| finding.rule.0).collect();
    let mut row = vec![
        shown.mentor.shown().to_owned(),
        words::mentee(mentee.enrollment).to_owned(),
        words::project(mentee.enrollment).to_owned(),
        assessment.period.id.to_string(),
        observable.to_string(),
        complete.to_string(),
    ];
    row.extend(ACTS.iter().map(count));
    row.extend([
        acts.map_or_else(String::new, |acts| rfc3339(acts.first, zone)),
        acts.map_or_else(String::new, |acts| rfc3339(acts.last, zone)),
        waiting.collect::<Vec<_>>().join(" "),
        mentee.maybe_waiting.to_string(),
        findings.join(" "),
        NOTE.to_owned(),
    ]);
    row
}
