//! The figures of a whole program: who takes part, and what the record holds of the time in which they work.
//!
//! One day more counts here than in any period: sources that record whole weeks list the day after a week with it, so the
//! record of a program's last week holds what was done on the day after the program. Such an act counts in the program's
//! figures where that day alone is known to be meant, as it would if only the week were known. It lies in no period.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use monitor_model::{
    Cohort, Contribution, Count, ItemKind, Mentor, Program, Record, ScopeClass, Stream, cover,
};

use self::outcomes::outcomes;
use self::part::Part;
use crate::absence::NO_RECORD;
use crate::activity::stream_of;
use crate::counting;
use crate::observed::whole;

mod outcomes;
mod part;
mod totals;

pub use outcomes::Outcomes;
pub use totals::Totals;

/// The figures of a whole program. A count that is not complete is what was seen, and there may be more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramStatistics {
    /// The program's id.
    pub program: String,
    /// How people call it.
    pub title: String,
    /// Its first day, in its own zone.
    pub first_day: NaiveDate,
    /// Enrollments, also those whose login is unresolved.
    pub mentees: u32,
    /// Distinct mentors by name, in lower case.
    pub mentors: BTreeSet<String>,
    /// Distinct projects by name, in lower case; `None` where the roster doesn't name the project of every mentee.
    pub projects: Option<BTreeSet<String>>,
    /// What became of the mentees, period by period.
    pub outcomes: Vec<Outcomes>,
    /// Pull requests that the mentees opened.
    pub pull_requests: Count,
    /// Those of them that lie in the mentee's scope.
    pub pull_requests_in_scope: Count,
    /// Issues that the mentees opened.
    pub issues: Count,
    /// Reviews that the mentees submitted.
    pub reviews: Count,
    /// Commits, named and counted.
    pub commits: Count,
    /// Weeks of mentees that a source speaks of.
    pub weeks_present: u32,
    /// Weeks of mentees that have begun, each mentee's own where they differ from the program's.
    pub weeks_due: u32,
    /// Weeks of mentees with activity that GitHub counts but does not itemise.
    pub hidden_weeks: Count,
}

impl ProgramStatistics {
    /// What became of the mentees in the end, or so far: in the last period.
    #[must_use]
    pub fn outcome(&self) -> Option<&Outcomes> {
        self.outcomes.last()
    }
}

/// The figures of a program's whole work window, as known at `now`.
#[must_use]
pub fn statistics(cohort: &Cohort, now: DateTime<Utc>) -> ProgramStatistics {
    let program = &cohort.program;
    let records = Records::of(cohort, now);
    let (weeks_present, weeks_due) =
        (records.sum(present), records.sum(|_, part| part.weeks.len()));
    ProgramStatistics {
        program: program.id.to_string(),
        title: program.title.clone(),
        first_day: program.window.from().with_timezone(&program.zone).date_naive(),
        mentees: whole(cohort.records.len()),
        mentors: mentors(program),
        projects: projects(program),
        outcomes: outcomes(cohort, now),
        pull_requests: records.acts(ItemKind::PullRequest, |_, _| true),
        pull_requests_in_scope: records.acts(ItemKind::PullRequest, |record, act| {
            record.enrollment.class_of(&act.item.repo) == ScopeClass::Project
        }),
        issues: records.acts(ItemKind::Issue, |_, _| true),
        reviews: records.acts(ItemKind::Review, |_, _| true),
        commits: records.commits(),
        weeks_present,
        weeks_due,
        hidden_weeks: Count {
            seen: records.sum(hidden),
            complete: weeks_due > 0 && weeks_present == weeks_due,
        },
    }
}

/// Every record with the time in which its mentee works.
struct Records<'a> {
    all: Vec<(&'a Record, Part)>,
    now: DateTime<Utc>,
}

impl<'a> Records<'a> {
    fn of(cohort: &'a Cohort, now: DateTime<Utc>) -> Self {
        let part = |record: &Record| Part::of(record, &cohort.program, now);
        Self { all: cohort.records.iter().map(|record| (record, part(record))).collect(), now }
    }

    fn sum(&self, of: impl Fn(&Record, &Part) -> usize) -> u32 {
        whole(self.all.iter().map(|(record, part)| of(record, part)).sum())
    }

    /// How many items of a kind there are acts on, of those that are wanted.
    fn acts(&self, kind: ItemKind, wanted: impl Fn(&Record, &Contribution) -> bool) -> Count {
        let of = |record: &Record, part: &Part| {
            let acts = counting::contributions(record, self.now);
            let acts = acts.filter(|c| c.item.kind == kind && part.counts(&c.when));
            counting::items(acts.filter(|c| wanted(record, c)))
        };
        Count { seen: self.sum(of), complete: self.saw_all(stream_of(kind)) }
    }

    /// Commits, named and counted.
    fn commits(&self) -> Count {
        let named = self.acts(ItemKind::Commit, |_, _| true);
        let counted = self.all.iter().flat_map(|(record, part)| {
            let tallies = counting::tallies(record, self.now);
            tallies.filter(|t| part.holds(t.window.middle())).map(|t| t.commits)
        });
        Count { seen: counted.fold(named.seen, u32::saturating_add), ..named }
    }

    /// Whether a stream was seen completely, of every mentee and for all the time that has passed. Where none has passed,
    /// nobody has looked.
    fn saw_all(&self, stream: Stream) -> bool {
        let mut spans = self
            .all
            .iter()
            .flat_map(|(record, part)| part.passed.iter().map(move |span| (record, span)))
            .peekable();
        spans.peek().is_some()
            && spans.all(|(record, span)| {
                let statements = record.coverage.iter().filter(|(of, ..)| *of == stream);
                let slices = cover(*span, statements.map(|(_, w, c)| (w, c)), NO_RECORD);
                slices.iter().all(|slice| slice.coverage.is_complete())
            })
    }
}

fn present(record: &Record, part: &Part) -> usize {
    let speaks = |week: &&monitor_model::Window| {
        let mut coverage = record.coverage.iter();
        coverage.any(|(_, window, c)| c.saw_anything() && window.contains(week.middle()))
    };
    part.weeks.iter().filter(speaks).count()
}

fn hidden(record: &Record, part: &Part) -> usize {
    let of = |week: &&monitor_model::Window| {
        counting::hidden(record).any(|hidden| hidden.window.contains(week.middle()))
    };
    part.weeks.iter().filter(of).count()
}

fn mentors(program: &Program) -> BTreeSet<String> {
    program.enrollments.iter().flat_map(|e| &e.mentors).map(Mentor::key).collect()
}

fn projects(program: &Program) -> Option<BTreeSet<String>> {
    let names: Option<BTreeSet<String>> = program
        .enrollments
        .iter()
        .map(|e| e.project.name.as_ref().map(|name| name.to_lowercase()))
        .collect();
    names.filter(|names| !names.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::*;
    use monitor_model::{Coverage, HiddenActivity, PeriodId, When, Window};

    fn shown(count: Count) -> String {
        count.to_string()
    }

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
        let of = (figures.mentees, figures.mentors.len(), figures.projects);
        assert_eq!(of, (2, 1, None));
        let counts = [figures.pull_requests, figures.pull_requests_in_scope, figures.commits];
        assert_eq!(counts.map(|count| count.seen), [2, 1, 4]);
        assert_eq!((figures.weeks_present, figures.weeks_due), (1, 12));
    }

    #[test]
    fn a_day_alone_that_is_the_one_after_the_program_counts_in_its_figures_and_in_no_period() {
        let on = |n, from, to| {
            let known = When::Within(Window::new(day(from), day(to)).unwrap());
            pull_request("ada", "lantern-works/beam", n, known)
        };
        let mut cohort = cohort(["ada"]);
        cohort.records[0].contributions = vec![on(1, 42, 43), on(2, 43, 44), on(3, 42, 50)];
        cohort.records[0].contributions.push(pull_request(
            "ada",
            "lantern-works/beam",
            4,
            When::At(day(42) + chrono::TimeDelta::hours(9)),
        ));
        assert_eq!(statistics(&cohort, day(100)).pull_requests.seen, 1);
        for period in ["midterm", "final"] {
            let id = PeriodId::parse(period).unwrap();
            let found =
                crate::assess(&cohort, &id, &crate::Standards::default(), day(100)).unwrap();
            assert!(found[0].contributions.is_empty(), "{period}");
        }
        cohort.program.zone = chrono_tz::Tz::America__Los_Angeles;
        let (window, hours) = (cohort.program.window, chrono::TimeDelta::hours(7));
        cohort.program.window = Window::new(window.from() + hours, window.to() + hours).unwrap();
        assert_eq!(statistics(&cohort, day(100)).pull_requests.seen, 1, "in any zone");
    }

    #[test]
    fn the_clock_is_honoured() {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].contributions = vec![
            pull_request("ada", "lantern-works/beam", 1, When::At(day(3))),
            pull_request("ada", "lantern-works/beam", 2, When::At(day(20))),
        ];
        cohort.records[0].tallies =
            [0, 2].map(|n| tally("ada", "lantern-works/beam", week(n), 5)).into();
        let seen = |now| {
            let figures = statistics(&cohort, now);
            (figures.pull_requests.seen, figures.commits.seen)
        };
        assert_eq!(seen(day(10)), (1, 5));
        assert_eq!(seen(day(21)), (2, 10));
    }

    #[test]
    fn nothing_seen_is_none_only_where_everything_was_seen() {
        let mut cohort = cohort(["ada", "grace"]);
        cohort.records[0].coverage = complete(whole_term());
        let figures = statistics(&cohort, day(100));
        assert_eq!((shown(figures.issues), shown(figures.hidden_weeks)), ("?".into(), "?".into()));
        cohort.records[1].coverage = complete(whole_term());
        let figures = statistics(&cohort, day(100));
        assert_eq!((shown(figures.issues), shown(figures.hidden_weeks)), ("0".into(), "0".into()));
        for (stream, _, coverage) in &mut cohort.records[1].coverage {
            if *stream == Stream::Issues {
                *coverage = Coverage::Partial("opened only".into());
            }
        }
        let figures = statistics(&cohort, day(100));
        assert_eq!(shown(figures.issues), "?");
        assert_eq!(shown(figures.reviews), "0");
        assert_eq!(shown(figures.hidden_weeks), "0", "every week has an answer");
        assert_eq!(shown(statistics(&cohort, day(0)).reviews), "?", "nobody has looked yet");
    }

    #[test]
    fn weeks_are_those_of_each_mentee() {
        let mut cohort = cohort(["ada", "grace"]);
        let own = |from, to| Window::new(week(from).from(), week(to).to()).unwrap();
        let midterm = PeriodId::parse("midterm").unwrap();
        let last = PeriodId::parse("final").unwrap();
        let enrollment = &mut cohort.records[0].enrollment;
        enrollment.own_windows = [(midterm, own(1, 2)), (last, own(3, 7))].into();
        let record = &mut cohort.records[0];
        record.coverage = [0, 1, 6, 8].into_iter().flat_map(|n| complete(week(n))).collect();
        record.contributions = [0, 1, 6, 8]
            .map(|n| pull_request("ada", "lantern-works/beam", n, When::At(week(n).middle())))
            .into();
        let hidden = |n| HiddenActivity { of: login("ada"), window: week(n), why: "x".into() };
        record.hidden = [0, 7].map(hidden).into();
        let figures = statistics(&cohort, day(100));
        assert_eq!((figures.weeks_due, figures.weeks_present), (7 + 6, 2));
        assert_eq!((figures.pull_requests.seen, figures.hidden_weeks.seen), (2, 1));
    }

    #[test]
    fn projects_are_counted_only_where_all_are_named() {
        let mut cohort = cohort(["ada", "grace"]);
        cohort.program.enrollments[0].project.name = Some("Lantern".into());
        assert_eq!(statistics(&cohort, day(9)).projects, None);
        cohort.program.enrollments[1].project.name = Some("lantern".into());
        assert_eq!(statistics(&cohort, day(9)).projects, Some(["lantern".to_owned()].into()));
    }
}
