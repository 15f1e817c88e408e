//! A small fictional program for the tests of this crate: weeks 0 to 5, two periods of three weeks.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use monitor_model::{
    Act, Assessment, Cohort, CommitTally, Contribution, Coverage, Enrollment, EnrollmentKey, Item,
    Login, Mentee, Mentor, Period, PeriodId, Program, ProgramId, Project, Record, RepoName, Role,
    Scope, Stream, When, Window, midnight,
};

use crate::{Standards, assess};

pub(crate) fn day(n: u64) -> DateTime<Utc> {
    midnight(NaiveDate::from_ymd_opt(2026, 3, 2).unwrap() + chrono::Days::new(n), Tz::UTC)
}

pub(crate) fn week(n: u64) -> Window {
    Window::new(day(7 * n), day(7 * n + 7)).unwrap()
}

pub(crate) fn login(text: &str) -> Login {
    Login::parse(text).unwrap()
}

pub(crate) fn program() -> Program {
    let period = |id: &str, from: u64| Period {
        id: PeriodId::parse(id).unwrap(),
        window: Window::new(week(from).from(), week(from + 2).to()).unwrap(),
        due: week(from + 2).to() + TimeDelta::days(1),
    };
    Program {
        id: ProgramId::parse("lantern-2026").unwrap(),
        title: "Lantern 2026".into(),
        zone: Tz::UTC,
        window: Window::new(week(0).from(), week(5).to()).unwrap(),
        periods: vec![period("midterm", 0), period("final", 3)],
        hours_per_week: Some(20),
        enrollments: vec![],
    }
}

pub(crate) fn enrollment(mentee: &str) -> Enrollment {
    Enrollment {
        key: EnrollmentKey::from_text(mentee),
        mentee: Mentee::Login(login(mentee)),
        project: Project { title: "Dimmable beams".into(), ..Project::default() },
        mentors: vec![Mentor::Login(login("hedy"))],
        scope: Scope { organizations: vec![login("lantern-works")], ..Scope::default() },
        work: vec![],
        own_windows: BTreeMap::new(),
        former_names: Vec::new(),
    }
}

pub(crate) fn cohort<const N: usize>(mentees: [&str; N]) -> Cohort {
    let enrollments: Vec<Enrollment> = mentees.iter().map(|m| enrollment(m)).collect();
    let record = |enrollment: &Enrollment| Record {
        enrollment: enrollment.clone(),
        name: None,
        contributions: vec![],
        tallies: vec![],
        coverage: vec![],
        hidden: vec![],
        account: None,
        identity: vec![],
        witness: vec![],
        details: BTreeMap::new(),
        responses: vec![],
        ledger: vec![],
        former_mentors: vec![],
        looks: vec![],
    };
    let records = enrollments.iter().map(record).collect();
    Cohort {
        program: Program { enrollments, ..program() },
        records,
        unattributed: vec![],
        removed: 0,
    }
}

pub(crate) fn complete(window: Window) -> Vec<(Stream, Window, Coverage)> {
    Stream::ALL.iter().map(|&stream| (stream, window, Coverage::Complete)).collect()
}

pub(crate) fn whole_term() -> Window {
    program().window
}

pub(crate) fn pull_request(by: &str, repo: &str, number: u64, when: When) -> Contribution {
    let item = Item::pull_request(RepoName::parse(repo).unwrap(), number);
    Contribution { by: login(by), item, act: Act::Opened, role: Role::Author, when }
}

pub(crate) fn tally(by: &str, repo: &str, window: Window, commits: u32) -> CommitTally {
    CommitTally { by: login(by), repo: RepoName::parse(repo).unwrap(), window, commits }
}

pub(crate) fn midterm(cohort: &Cohort, now: DateTime<Utc>) -> Vec<Assessment> {
    assess(cohort, &PeriodId::parse("midterm").unwrap(), &Standards::default(), now).unwrap()
}

/// The ids of the findings of the first enrollment at the midterm, assessed after the term.
pub(crate) fn findings(cohort: &Cohort) -> Vec<&'static str> {
    midterm(cohort, day(100))[0].findings.iter().map(|f| f.rule.0).collect()
}

/// What a rule says of the first enrollment at the midterm, assessed after the term.
pub(crate) fn says(cohort: &Cohort, rule: &str) -> Option<String> {
    let assessment = midterm(cohort, day(100)).swap_remove(0);
    assessment.findings.into_iter().find(|f| f.rule.0 == rule).map(|f| f.says)
}
