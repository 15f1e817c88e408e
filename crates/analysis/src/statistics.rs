//! The figures of a whole program: who takes part, and what the record holds of its work window.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use monitor_model::{Cohort, ItemKind, Mentor, Record, ScopeClass, Stream, Window};

use crate::observed::whole;

/// The figures of a whole program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramStatistics {
    /// The program's id.
    pub program: String,
    /// Enrollments, also those whose login is unresolved.
    pub mentees: u32,
    /// Distinct mentors, compared without case.
    pub mentors: u32,
    /// Distinct projects; `None` where the roster doesn't name the project of every mentee.
    pub projects: Option<u32>,
    /// Pull requests that the mentees opened.
    pub pull_requests: u32,
    /// Those of them that lie in the mentee's scope.
    pub pull_requests_in_scope: u32,
    /// Issues that the mentees opened.
    pub issues: u32,
    /// Reviews that the mentees submitted.
    pub reviews: u32,
    /// Commits, named and counted.
    pub commits: u32,
    /// Weeks of mentees that a source speaks of.
    pub weeks_present: u32,
    /// Weeks of mentees that have begun.
    pub weeks_due: u32,
    /// Weeks of mentees with activity that GitHub counts but does not itemise.
    pub hidden_weeks: u32,
}

/// The figures of a program's whole work window, as known at `now`.
#[must_use]
pub fn statistics(cohort: &Cohort, now: DateTime<Utc>) -> ProgramStatistics {
    let program = &cohort.program;
    let weeks: Vec<Window> =
        program.window.before(now).map_or_else(Vec::new, |elapsed| elapsed.weeks(program.zone));
    let sum = |of: &dyn Fn(&Record) -> usize| whole(cohort.records.iter().map(of).sum());
    let acts = |kind| sum(&|record| named(record, &program.window, kind).count());
    let commits = cohort
        .records
        .iter()
        .flat_map(|r| tallied(r, &program.window))
        .fold(0_u32, u32::saturating_add);
    ProgramStatistics {
        program: program.id.to_string(),
        mentees: whole(cohort.records.len()),
        mentors: whole(mentors(cohort).len()),
        projects: projects(cohort),
        pull_requests: acts(ItemKind::PullRequest),
        pull_requests_in_scope: sum(&|record| in_scope(record, &program.window)),
        issues: acts(ItemKind::Issue),
        reviews: acts(ItemKind::Review),
        commits: acts(ItemKind::Commit).saturating_add(commits),
        weeks_present: sum(&|record| weeks.iter().filter(|week| present(record, week)).count()),
        weeks_due: whole(weeks.len() * cohort.records.len()),
        hidden_weeks: sum(&|record| weeks.iter().filter(|week| hidden(record, week)).count()),
    }
}

fn named<'a>(
    record: &'a Record,
    window: &'a Window,
    kind: ItemKind,
) -> impl Iterator<Item = &'a monitor_model::Contribution> {
    record
        .contributions
        .iter()
        .filter(move |c| c.item.kind == kind && window.contains(c.when.anchor()))
}

fn in_scope(record: &Record, window: &Window) -> usize {
    let pull_requests = named(record, window, ItemKind::PullRequest);
    pull_requests
        .filter(|c| record.enrollment.class_of(&c.item.repo) == ScopeClass::Project)
        .count()
}

fn tallied<'a>(record: &'a Record, window: &'a Window) -> impl Iterator<Item = u32> {
    let named = |counted: &Window| {
        let mut complete =
            record.coverage.iter().filter(|(s, _, c)| *s == Stream::Commits && c.is_complete());
        complete.any(|(_, w, _)| w.contains(counted.middle()))
    };
    record
        .tallies
        .iter()
        .filter(move |t| window.contains(t.window.middle()) && !named(&t.window))
        .map(|t| t.commits)
}

fn present(record: &Record, week: &Window) -> bool {
    record
        .coverage
        .iter()
        .any(|(_, window, coverage)| coverage.saw_anything() && window.contains(week.middle()))
}

fn hidden(record: &Record, week: &Window) -> bool {
    record.hidden.iter().any(|hidden| hidden.window.contains(week.middle()))
}

fn mentors(cohort: &Cohort) -> BTreeSet<String> {
    cohort.program.enrollments.iter().flat_map(|e| &e.mentors).map(Mentor::key).collect()
}

fn projects(cohort: &Cohort) -> Option<u32> {
    let names: Option<BTreeSet<String>> = cohort
        .program
        .enrollments
        .iter()
        .map(|e| e.project.name.as_ref().map(|name| name.to_lowercase()))
        .collect();
    names.filter(|names| !names.is_empty()).map(|names| whole(names.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::*;
    use monitor_model::When;

    #[test]
    fn counts_what_lies_in_the_work_window() {
        let mut cohort = cohort(["ada", "grace"]);
        cohort.records[0].coverage = complete(week(0));
        cohort.records[0].contributions = vec![
            pull_request("ada", "lantern-works/beam", 1, When::At(day(0))),
            pull_request("ada", "other/tool", 2, When::At(day(41))),
            pull_request("ada", "lantern-works/beam", 3, When::At(day(42))),
        ];
        cohort.records[1].tallies = vec![tally("grace", "lantern-works/beam", week(1), 4)];
        let figures = statistics(&cohort, day(100));
        assert_eq!((figures.mentees, figures.mentors, figures.projects), (2, 1, None));
        assert_eq!(
            (figures.pull_requests, figures.pull_requests_in_scope, figures.commits),
            (2, 1, 4)
        );
        assert_eq!((figures.weeks_present, figures.weeks_due), (1, 12));
    }

    #[test]
    fn projects_are_counted_only_where_all_are_named() {
        let mut cohort = cohort(["ada", "grace"]);
        cohort.program.enrollments[0].project.name = Some("Lantern".into());
        assert_eq!(statistics(&cohort, day(9)).projects, None);
        cohort.program.enrollments[1].project.name = Some("lantern".into());
        assert_eq!(statistics(&cohort, day(9)).projects, Some(1));
    }
}
