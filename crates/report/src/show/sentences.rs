//! The sentences of one mentee, the same in every format.

use monitor_model::{Assessment, Count};

use super::{PeriodShown, Show};
use crate::dates::{act, instant, span};
use crate::record::Record;
use crate::words::{active_weeks, counted, list, not_a_login, plural, scope};

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
    let is_own = show.program.period(&of.id).is_some_and(|program| program.window != of.window);
    let own = if is_own { " (own window)" } else { "" };
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
    let looked_at = activity.weeks.saturating_sub(activity.unseen_weeks);
    let mut said = Vec::new();
    match active_weeks(assessment) {
        Count { seen, complete: true } => said.push(format!("active in {seen} of {weeks}")),
        Count { seen: 0, .. } if looked_at == 0 => {}
        Count { seen: 0, .. } => {
            let were = plural(looked_at.into(), "was", "were");
            let weeks = counted(looked_at.into(), "week");
            said.push(format!("nothing seen in the {weeks} that {were} looked at"));
        }
        Count { seen, .. } => said.push(format!("active in at least {seen} of {weeks}")),
    }
    if activity.unseen_weeks > 0 {
        let were = plural(activity.unseen_weeks.into(), "was", "were");
        let weeks = counted(activity.unseen_weeks.into(), "week");
        said.push(format!("{weeks} {were} not looked at"));
    }
    if activity.hidden_weeks > 0 {
        let weeks = counted(activity.hidden_weeks.into(), "week");
        said.push(format!("{weeks} with activity that GitHub counts but does not name"));
    }
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
pub(super) fn legend(show: &Show<'_>) -> String {
    let mut legend = "3: that is all. 3+: at least 3 were seen, more may exist. ?: nothing was seen, and something may exist."
        .to_owned();
    if show.periods.iter().any(|period| !period.assessment.tallies.is_empty()) {
        legend.push_str(" 3+ of commits counted by the week may hold those of a Monday twice.");
    }
    legend
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    /// What is said of the weeks of a mentee of whom nothing is known, so many of whose weeks nobody looked at.
    fn said(weeks: u32, unseen: u32) -> String {
        let (program, mut sol) = (fixture::program(), fixture::assessment("sol-tallow"));
        (sol.activity.weeks, sol.activity.unseen_weeks) = (weeks, unseen);
        let one = std::slice::from_ref(&sol);
        super::weeks(&Show::new(&program, &sol.enrollment, one, fixture::as_of()), &sol)
    }

    #[test]
    fn a_week_that_nobody_looked_at_is_no_week_with_nothing() {
        assert_eq!(
            said(6, 2),
            "nothing seen in the 4 weeks that were looked at; 2 weeks were not looked at."
        );
        assert_eq!(
            said(2, 1),
            "nothing seen in the 1 week that was looked at; 1 week was not looked at."
        );
        assert_eq!(said(6, 6), "6 weeks were not looked at.");
        assert_eq!(said(6, 0), "nothing seen in the 6 weeks that were looked at.");
    }

    #[test]
    fn counted_commits_are_explained_where_there_are_some() {
        let (program, all) = (fixture::program(), fixture::assessments());
        for assessment in &all {
            let one = std::slice::from_ref(assessment);
            let show = Show::new(&program, &assessment.enrollment, one, fixture::as_of());
            assert_eq!(legend(&show).contains("Monday"), !assessment.tallies.is_empty());
        }
    }
}
