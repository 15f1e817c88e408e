//! The mentors for a spreadsheet: one line per mentor, mentee and period, and what waits for them.

use monitor_model::{Act, Assessment, MentorActs};

use super::{MenteeShown, MentorShown, Mentors};
use crate::dates::rfc3339;
use crate::interaction::{ACTS, NOTE};
use crate::sheet::Sheet;
use crate::words;

/// The columns before and after those of the acts.
const BEFORE: [&str; 6] = ["mentor", "mentee", "project", "period", "observable", "complete"];
const AFTER: [&str; 6] =
    ["first", "last", "waiting_now", "maybe_waiting_now", "findings_for_the_mentor", "note"];

/// What mentors did, one line per mentor, mentee and period.
pub(super) fn periods(view: &Mentors<'_>) -> Sheet {
    let acts = ACTS.map(Act::as_str);
    let headings = BEFORE.into_iter().chain(acts).chain(AFTER).map(String::from).collect();
    let mut rows = Vec::new();
    for shown in &view.mentors {
        for mentee in &shown.mentees {
            let periods = mentee.periods.iter();
            rows.extend(periods.map(|of| row(view, shown, mentee, of)));
        }
    }
    Sheet { name: "Mentors", headings, rows }
}

/// What waits for mentors: a pull request for its first response, or a finding in which it is their turn. What may wait stands on the
/// other sheet.
#[cfg(feature = "xlsx")]
pub(super) fn waiting(view: &Mentors<'_>) -> Sheet {
    let headings = ["mentor", "mentee", "what", "period", "since", "says"].map(String::from);
    let mut rows = Vec::new();
    for shown in &view.mentors {
        for mentee in &shown.mentees {
            let row = |what: String, period: String, since: String, says: String| {
                let (mentor, who) = (shown.mentor.shown(), words::mentee(mentee.enrollment));
                vec![mentor.to_owned(), who.to_owned(), what, period, since, says]
            };
            rows.extend(mentee.waiting.iter().map(|waiting| {
                let title = waiting.item.title.as_deref().unwrap_or_default().to_owned();
                let since = rfc3339(waiting.since, view.program.zone);
                row(waiting.item.reference(), String::new(), since, title)
            }));
            rows.extend(mentee.findings.iter().map(|(assessment, finding)| {
                let period = assessment.period.id.to_string();
                row(finding.rule.0.to_owned(), period, String::new(), finding.says.clone())
            }));
        }
    }
    Sheet { name: "Waiting", headings: headings.to_vec(), rows }
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
