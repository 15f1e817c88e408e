//! Reminders: which mentors, and which administrators, are to be told now of what they have not answered.
//!
//! An evaluation has stages before and after it is due, and so has the answer to a dispute. Mentees with the same date of the same
//! period are one group, and a group is reminded once in each stage: by the first run after the stage's instant. A run that comes
//! after several stages of a group tells of the latest only, so that nobody gets three letters at once after a machine was down.
//!
//! Nothing is kept here of what was sent: `since`, the instant of the run before, is all that the next run needs.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use monitor_model::{Actor, Assessment, EnrollmentKey, Mentor, PeriodId, Program};

use crate::agenda::{self, Asks, Occasion};
use crate::agreement::Courses;
use crate::policy::Policy;

mod stage;

pub use stage::Stage;

/// How far a first run looks back, which knows of no run before it, in hours. A day, as between two runs of a daily job: more would
/// remind people of what was said long ago by other means.
const FIRST_RUN_HOURS: i64 = 24;

/// What a group is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// What it is and stays called, like `lantern-2026-spring/midterm/2026-04-14T15:00:00Z/two-days`. No person is in it.
    pub id: String,
    /// The period that is evaluated.
    pub period: PeriodId,
    /// When the evaluation, or the answer, is due.
    pub date: DateTime<Utc>,
    /// Which reminder of it this is.
    pub stage: Stage,
    /// The instant of the stage.
    pub at: DateTime<Utc>,
    /// Who is to be told, and of whom; at least one, each once.
    pub to: Vec<Addressed>,
}

/// Somebody who is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressed {
    /// Who.
    pub who: Addressee,
    /// Of which mentees, by key; at least one.
    pub mentees: Vec<EnrollmentKey>,
}

/// Who is to be told. Administrators come first, then mentors by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addressee {
    /// The program's administrators: their turn has come, or the roster names no mentor.
    Administrator,
    /// A mentor.
    Mentor(Mentor),
}

/// The reminders whose stage lies after `since` and not after `now`; of several stages of a group only the latest. Without a run
/// before, those of the last 24 hours. The assessments are those of all periods, in any order, made at `now`.
///
/// Nobody is named of whom there is a verdict, who left or failed before, or for whom a mentor asked for more time; where that was given, the new date
/// has all stages of its own. The stages are the policy's for the program.
#[must_use]
pub fn reminders(
    program: &Program,
    assessments: &[Assessment],
    policy: &Policy,
    since: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Vec<Reminder> {
    let since = since.unwrap_or_else(|| first_since(now));
    let policy = policy.of_program(&program.id);
    let mut found: Vec<Reminder> = groups(program, assessments, now)
        .into_iter()
        .filter_map(|(group, open)| {
            let stages = match group.what {
                Occasion::Answer => stage::of_answer(group.date, &policy),
                _ => stage::of_due(group.date, &policy),
            };
            let passed = stages.into_iter().filter(|(_, at)| since < *at && *at <= now);
            let (stage, at) = passed.max_by_key(|(_, at)| *at)?;
            let to = addressed(open.iter().filter(|open| open.since < at));
            let id = group.id(program, stage);
            let (period, date) = (group.period, group.date);
            (!to.is_empty()).then_some(Reminder { id, period, date, stage, at, to })
        })
        .collect();
    found.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    found
}

/// Since when a first run reminds, which knows of none before it. Who keeps it before trying has it also where the try fails.
#[must_use]
pub fn first_since(now: DateTime<Utc>) -> DateTime<Utc> {
    let first = now.checked_sub_signed(TimeDelta::hours(FIRST_RUN_HOURS));
    first.unwrap_or(DateTime::<Utc>::MIN_UTC)
}

/// Mentees who share a date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    period: PeriodId,
    what: Occasion,
    date: DateTime<Utc>,
}

impl Group {
    fn id(&self, program: &Program, stage: Stage) -> String {
        let date = self.date.to_rfc3339_opts(SecondsFormat::AutoSi, true);
        format!("{}/{}/{date}/{stage}", program.id, self.period)
    }
}

/// One mentee of a group, of whom something is still asked.
struct Open<'a> {
    of: &'a Assessment,
    /// Whose turn it is.
    turn: Actor,
    /// Since when it is asked; stages before that are not for them.
    since: DateTime<Utc>,
}

/// Every group with those of whom something is still asked.
fn groups<'a>(
    program: &Program,
    assessments: &'a [Assessment],
    now: DateTime<Utc>,
) -> BTreeMap<Group, Vec<Open<'a>>> {
    let courses = Courses::of(program, assessments);
    let mut groups: BTreeMap<Group, Vec<Open<'a>>> = BTreeMap::new();
    for of in assessments {
        let over = courses.over(of).is_some();
        let group = |what, date| Group { period: of.period.id.clone(), what, date };
        if let Asks::Of(turn) = agenda::asks::evaluation(of, over) {
            let open = Open { of, turn, since: DateTime::<Utc>::MIN_UTC };
            groups.entry(group(Occasion::Due, of.period.due)).or_default().push(open);
        }
        if let (Asks::Of(turn), Some(dispute)) =
            (agenda::asks::answer(of, over, now), agenda::asks::open_dispute(of))
        {
            let open = Open { of, turn, since: dispute.since };
            groups.entry(group(Occasion::Answer, dispute.answer_by)).or_default().push(open);
        }
    }
    groups
}

/// Who is to be told of whom. Mentors are compared without case; of several spellings the first by letters is shown.
fn addressed<'a>(open: impl Iterator<Item = &'a Open<'a>>) -> Vec<Addressed> {
    let mut of_administrators: BTreeSet<EnrollmentKey> = BTreeSet::new();
    let mut of_mentors: BTreeMap<String, (&Mentor, BTreeSet<EnrollmentKey>)> = BTreeMap::new();
    for Open { of, turn, .. } in open {
        let (key, mentors) = (&of.enrollment.key, &of.enrollment.mentors);
        if *turn != Actor::Mentor || mentors.is_empty() {
            of_administrators.insert(key.clone());
            continue;
        }
        for mentor in mentors {
            let known = of_mentors.entry(mentor.key()).or_insert((mentor, BTreeSet::new()));
            known.1.insert(key.clone());
            if mentor.shown() < known.0.shown() {
                known.0 = mentor;
            }
        }
    }
    let addressed = |who, mentees: BTreeSet<EnrollmentKey>| Addressed {
        who,
        mentees: mentees.into_iter().collect(),
    };
    let administrators = Some(of_administrators).filter(|mentees| !mentees.is_empty());
    let first = administrators.map(|mentees| addressed(Addressee::Administrator, mentees));
    let rest = of_mentors
        .into_values()
        .map(|(mentor, mentees)| addressed(Addressee::Mentor(mentor.clone()), mentees));
    first.into_iter().chain(rest).collect()
}

#[cfg(test)]
mod laws;

#[cfg(test)]
mod tests;
