//! The sentences of one mentee, the same in every format.

use monitor_model::{Assessment, Count};

use super::{PeriodShown, Show};
use crate::dates::{act, instant, span};
use crate::record::Record;
use crate::words::{active_weeks, counted, list, not_a_login, scope};

/// What stands above the periods.
pub(super) fn head(show: &Show<'_>) -> Vec<(&'static str, String)> {
    let (enrollment, project) = (show.enrollment, &show.enrollment.project);
    let mut lines =
        vec![("program", format!("{} ({})", show.program.title.trim(), show.program.id))];
    if let Some(why) = not_a_login(enrollment) {
        lines.push(("login", format!("none: {why}")));
    }
    lines.push(("project", project.title.trim().to_owned()));
    lines.extend(project.url.clone().map(|url| ("about", url)));
    lines.push(("mentors", list(enrollment.mentors.iter().map(monitor_model::Mentor::shown))));
    lines.push(("scope", scope(enrollment)));
    if !enrollment.scope.issues.is_empty() {
        lines.push(("issues", list(&enrollment.scope.issues)));
    }
    if !enrollment.work.is_empty() {
        lines.push(("work", list(enrollment.work.iter().map(|kind| kind.as_str()))));
    }
    lines.push(("as of", instant(show.as_of, show.program.zone)));
    lines.retain(|(_, text)| !text.is_empty());
    lines
}

/// The window of a period and when its evaluation is due.
pub(super) fn period(show: &Show<'_>, period: &PeriodShown<'_>) -> String {
    let (zone, of) = (show.program.zone, &period.assessment.period);
    let own = if show.enrollment.own_windows.contains_key(&of.id) { " (own window)" } else { "" };
    format!("{}{own}, evaluation due {}", span(&of.window, zone), instant(of.due, zone))
}

/// What the record of a period holds, in words.
pub(super) fn record(period: &PeriodShown<'_>) -> Option<&'static str> {
    match period.record {
        Record::Present => None,
        Record::NotBegun => Some("The period has not begun."),
        Record::Nothing => Some("Everything public was seen, and there is no contribution."),
        Record::Unseen => Some(
            "No contribution was seen, and something may exist. This is not the same as nothing done.",
        ),
    }
}

/// The weeks of a period, in words.
pub(super) fn weeks(show: &Show<'_>, assessment: &Assessment) -> String {
    let activity = &assessment.activity;
    let weeks = counted(activity.weeks.into(), "week");
    let mut said = vec![match active_weeks(assessment) {
        Count { seen, complete: true } => format!("active in {seen} of {weeks}"),
        Count { seen: 0, .. } => format!("no activity seen in the {weeks}"),
        Count { seen, .. } => format!("active in at least {seen} of {weeks}"),
    }];
    let mut some = |n: u32, what: &str| {
        if n > 0 {
            said.push(format!("{} {what}", counted(n.into(), "week")));
        }
    };
    some(activity.unseen_weeks, "not seen at all");
    some(activity.hidden_weeks, "with activity that GitHub counts but does not name");
    if activity.longest_gap_weeks > 0 {
        let gap = counted(activity.longest_gap_weeks.into(), "week");
        said.push(if assessment.coverage.is_complete() {
            format!("longest gap {gap}")
        } else {
            format!("at most {gap} running with nothing in the part that was seen")
        });
    }
    if let Some(last) = activity.last {
        said.push(format!("last contribution {}", act(last, show.program.zone)));
    }
    if activity.straddling > 0 {
        let n = counted(activity.straddling.into(), "contribution");
        said.push(format!("{n} dated so coarsely that the period before or after may be meant"));
    }
    format!("{}.", said.join("; "))
}

/// What the marks of the counts mean.
pub(super) const LEGEND: &str = "3: that is all. 3+: at least 3 were seen, more may exist. ?: nothing was seen, and something may exist.";
