//! A reminder as a document: what is due when, and who is asked for whom.

use chrono::{DateTime, TimeDelta, Utc};
use monitor_analysis::reminders::{Addressed, Addressee, Reminder, Stage};
use monitor_model::{Assessment, EnrollmentKey, Mentor, Program};

use crate::dates::instant;
use crate::document::{Block, Document, Line};
use crate::words::{self, plural};

/// A reminder, with what is known of those whom it names.
#[derive(Clone, Copy, Debug)]
pub struct Reminding<'a> {
    /// The program; its enrollments are not read.
    pub program: &'a Program,
    /// Every period of everybody.
    pub assessments: &'a [Assessment],
    /// What is to be told.
    pub reminder: &'a Reminder,
    /// The instant at which it is told.
    pub now: DateTime<Utc>,
}

impl Reminding<'_> {
    /// The reminder as a document. It says nothing of verdicts, and calls upon mentors by their login.
    #[must_use]
    pub fn document(&self) -> Document {
        let (reminder, zone) = (self.reminder, self.program.zone);
        let title = match self.program.title.trim() {
            "" => self.program.id.as_str(),
            title => title,
        };
        let due = instant(reminder.date, zone);
        let what =
            Line::new().code(reminder.period.as_str()).words(format!(": {}, {due}.", self.says()));
        let points = reminder.to.iter().map(|to| self.point(to)).collect();
        Document {
            title: Line::new().foreign(title).words(format!(": {}", self.headline())),
            about: vec![what],
            blocks: Block::list(points).into_iter().chain([Block::Paragraph(self.ask())]).collect(),
        }
    }

    fn is_answer(&self) -> bool {
        matches!(self.reminder.stage, Stage::AnswerTwoDays | Stage::AnswerOver)
    }

    fn headline(&self) -> &'static str {
        match self.reminder.stage {
            Stage::TwoWeeks | Stage::TwoDays => "evaluations are due soon",
            Stage::Due => "evaluations are due",
            Stage::Late(_) => "evaluations are late",
            Stage::AnswerTwoDays => "an answer is due soon",
            Stage::AnswerOver => "the time for an answer is over",
        }
    }

    fn says(&self) -> String {
        let thing =
            if self.is_answer() { "an answer to the administrator is" } else { "evaluations are" };
        let past = if self.is_answer() {
            "an answer to the administrator was"
        } else {
            "evaluations were"
        };
        let left = self.reminder.date - self.now;
        if left > TimeDelta::zero() {
            format!("{thing} due in {}", length(left))
        } else {
            let since = -left;
            if since < TimeDelta::hours(1) {
                format!("{thing} due now")
            } else {
                format!("{past} due {} ago", length(since))
            }
        }
    }

    /// Who is asked, and for whom.
    fn point(&self, to: &Addressed) -> Line {
        let line = match &to.who {
            Addressee::Administrator => Line::new().strong("The administrators"),
            Addressee::Mentor(Mentor::Login(login)) => Line::new().mention(login.clone()),
            Addressee::Mentor(Mentor::Name(name)) => Line::new().foreign(name.as_str()),
        };
        to.mentees.iter().enumerate().fold(line.words(": "), |line, (n, key)| {
            let line = if n == 0 { line } else { line.words(", ") };
            match self.of(key) {
                Some(of) => line
                    .foreign(words::mentee(&of.enrollment))
                    .words(" (")
                    .foreign(words::project(&of.enrollment))
                    .words(")"),
                None => line.foreign(key.as_str()),
            }
        })
    }

    fn ask(&self) -> Line {
        match self.reminder.stage {
            Stage::AnswerOver => Line::from(
                "No answer has come in time. It is for an administrator to resolve it, with what is known.",
            ),
            Stage::AnswerTwoDays => Line::from(
                "An answer is evidence, a confirmation, or a verdict with a sentence. Two minutes are enough.",
            ),
            _ => Line::from(
                "Please fill in the program's form. Whoever needs more time may say so there: an evaluation can ask for an extension.",
            ),
        }
    }

    fn of(&self, key: &EnrollmentKey) -> Option<&Assessment> {
        self.assessments.iter().find(|one| one.enrollment.key == *key)
    }
}

/// A length of time in days, or in hours where it is less than two days.
fn length(of: TimeDelta) -> String {
    let (days, hours) = (of.num_days().unsigned_abs(), of.num_hours().unsigned_abs());
    if days >= 2 {
        words::counted(days, "day")
    } else {
        format!("{hours} {}", plural(hours, "hour", "hours"))
    }
}

#[cfg(test)]
mod tests;
