//! Programs in figures as JSON.

use monitor_analysis::{Outcomes, ProgramStatistics};
use serde::Serialize;

use super::{PLAIN_NOTE, Statistics, known, many};
use crate::RenderError;

pub(super) fn render(statistics: &Statistics) -> Result<String, RenderError> {
    let json = StatisticsJson {
        schema: "mentorship-monitor/statistics/1",
        note: PLAIN_NOTE,
        programs: statistics.rows.iter().map(ProgramJson::of).collect(),
    };
    Ok(serde_json::to_string_pretty(&json)? + "\n")
}

#[derive(Serialize)]
struct StatisticsJson<'a> {
    schema: &'static str,
    note: &'static str,
    programs: Vec<ProgramJson<'a>>,
}

/// A count is `null` where nothing was seen and something may exist.
#[derive(Serialize)]
struct ProgramJson<'a> {
    program: &'a str,
    first_day: String,
    mentees: u32,
    mentors: u32,
    projects: Option<u32>,
    pull_requests: Option<u32>,
    pull_requests_complete: bool,
    pull_requests_in_scope: Option<u32>,
    pull_requests_in_scope_complete: bool,
    issues: Option<u32>,
    issues_complete: bool,
    reviews: Option<u32>,
    reviews_complete: bool,
    commits: Option<u32>,
    commits_complete: bool,
    weeks_due: u32,
    weeks_present: u32,
    hidden_weeks: Option<u32>,
    hidden_weeks_complete: bool,
    outcomes: Vec<OutcomesJson<'a>>,
}

/// What became of the mentees in one period.
#[derive(Serialize)]
struct OutcomesJson<'a> {
    period: &'a str,
    passed: Option<u32>,
    passed_complete: bool,
    failed: Option<u32>,
    failed_complete: bool,
    withdrawn: Option<u32>,
    withdrawn_complete: bool,
    extended: Option<u32>,
    extended_complete: bool,
    open: Option<u32>,
}

impl<'a> ProgramJson<'a> {
    fn of(program: &'a ProgramStatistics) -> Self {
        Self {
            program: &program.program,
            first_day: program.first_day.to_string(),
            mentees: program.mentees,
            mentors: many(&program.mentors),
            projects: program.projects.as_ref().map(many),
            pull_requests: known(program.pull_requests),
            pull_requests_complete: program.pull_requests.complete,
            pull_requests_in_scope: known(program.pull_requests_in_scope),
            pull_requests_in_scope_complete: program.pull_requests_in_scope.complete,
            issues: known(program.issues),
            issues_complete: program.issues.complete,
            reviews: known(program.reviews),
            reviews_complete: program.reviews.complete,
            commits: known(program.commits),
            commits_complete: program.commits.complete,
            weeks_due: program.weeks_due,
            weeks_present: program.weeks_present,
            hidden_weeks: known(program.hidden_weeks),
            hidden_weeks_complete: program.hidden_weeks.complete,
            outcomes: program.outcomes.iter().map(OutcomesJson::of).collect(),
        }
    }
}

impl<'a> OutcomesJson<'a> {
    fn of(of: &'a Outcomes) -> Self {
        Self {
            period: of.period.as_str(),
            passed: known(of.passed),
            passed_complete: of.passed.complete,
            failed: known(of.failed),
            failed_complete: of.failed.complete,
            withdrawn: known(of.withdrawn),
            withdrawn_complete: of.withdrawn.complete,
            extended: known(of.extended),
            extended_complete: of.extended.complete,
            open: known(of.open),
        }
    }
}
