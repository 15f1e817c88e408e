//! What an explanation is made of: a reason, and whose work it is about.

use chrono_tz::Tz;
use monitor_model::{Cohort, Enrollment, Mentee, ProgramId, Record};

use super::why::Why;

/// One thing that bears on whether it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clue {
    /// Whose work it is about; `None` where that can't be said.
    pub of: Option<Of>,
    /// What it is.
    pub why: Why,
}

/// Mentees of one program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Of {
    /// The program.
    pub program: ProgramId,
    /// Its time zone.
    pub zone: Tz,
    /// The mentees, by login or key.
    pub mentees: Vec<String>,
}

impl Of {
    pub(super) fn one(cohort: &Cohort, record: &Record) -> Self {
        Self {
            program: cohort.program.id.clone(),
            zone: cohort.program.zone,
            mentees: vec![called(&record.enrollment)],
        }
    }
}

/// What a mentee is called: the login, or the key that stands for an unresolved one.
pub(super) fn called(enrollment: &Enrollment) -> String {
    match &enrollment.mentee {
        Mentee::Login(login) => login.to_string(),
        Mentee::Unresolved { .. } => enrollment.key.to_string(),
    }
}

/// Says once what is true of several mentees of a program.
pub(super) fn together(clues: Vec<Clue>) -> Vec<Clue> {
    let mut merged: Vec<Clue> = Vec::new();
    for clue in clues {
        let same = |known: &&mut Clue| {
            known.why == clue.why
                && known.of.as_ref().map(|of| &of.program) == clue.of.as_ref().map(|of| &of.program)
        };
        match (merged.iter_mut().find(same), &clue.of) {
            (Some(Clue { of: Some(known), .. }), Some(more)) => {
                for mentee in &more.mentees {
                    if !known.mentees.contains(mentee) {
                        known.mentees.push(mentee.clone());
                    }
                }
            }
            (Some(_), _) => {}
            (None, _) => merged.push(clue),
        }
    }
    merged
}
