//! The mentors of a program: their mentees, what each mentor did on the mentees' items, and what waits for the mentor.
//!
//! Mentors stand in the order of the roster. They are not ranked.

use chrono::{DateTime, Utc};
use monitor_model::{Actor, Assessment, Enrollment, Finding, Mentor, MentorActs, Program, Waiting};

use crate::document::Document;
use crate::{Format, RenderError, Style};

mod csv;
mod json;
mod markdown;
mod page;
mod text;

/// The mentors of a program.
#[derive(Clone, Debug)]
pub struct Mentors<'a> {
    /// The program; its enrollments are not read.
    pub program: &'a Program,
    /// The instant as of which the periods were assessed.
    pub as_of: DateTime<Utc>,
    /// The mentors in the order in which the roster names them first.
    pub mentors: Vec<MentorShown<'a>>,
}

/// One mentor.
#[derive(Clone, Debug)]
pub struct MentorShown<'a> {
    /// The mentor, as the roster writes it first.
    pub mentor: &'a Mentor,
    /// The mentees, in the roster's order.
    pub mentees: Vec<MenteeShown<'a>>,
}

/// One mentee of a mentor.
#[derive(Clone, Debug)]
pub struct MenteeShown<'a> {
    /// The enrollment.
    pub enrollment: &'a Enrollment,
    /// The display name, if a source named one.
    pub name: Option<&'a str>,
    /// The periods, with what the mentor did in each.
    pub periods: Vec<(&'a Assessment, &'a MentorActs)>,
    /// The mentee's pull requests that still wait for a first response, those that waited longest first.
    pub waiting: Vec<&'a Waiting>,
    /// How many open pull requests may wait as well.
    pub maybe_waiting: u32,
    /// The findings of all periods in which it is the mentor's turn.
    pub findings: Vec<(&'a Assessment, &'a Finding)>,
}

/// A mentor whom no enrollment of the program names.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{program}` has no mentor `{given}`")]
pub struct UnknownMentor {
    /// The program.
    pub program: String,
    /// What was given.
    pub given: String,
    /// The mentors that there are.
    pub known: Vec<String>,
}

impl<'a> Mentors<'a> {
    /// Builds the view from every assessment of a program: of each enrollment all periods, in the order in which they are shown.
    #[must_use]
    pub fn new(program: &'a Program, assessments: &'a [Assessment], as_of: DateTime<Utc>) -> Self {
        let mut mentors: Vec<MentorShown<'a>> = Vec::new();
        for assessment in assessments {
            for acts in &assessment.interaction.mentors {
                let known = mentors.iter().position(|m| m.mentor.key() == acts.mentor.key());
                let index = known.unwrap_or(mentors.len());
                if known.is_none() {
                    mentors.push(MentorShown { mentor: &acts.mentor, mentees: Vec::new() });
                }
                if let Some(mentor) = mentors.get_mut(index) {
                    mentor.add(assessment, acts);
                }
            }
        }
        Self { program, as_of, mentors }
    }

    /// The same with one mentor only, by login, or by name where the roster has no login.
    ///
    /// # Errors
    /// [`UnknownMentor`] where no enrollment names the mentor.
    pub fn only(mut self, given: &str) -> Result<Self, UnknownMentor> {
        let (program, key) = (self.program.id.to_string(), Mentor::read(given).key());
        let known = self.mentors.iter().map(|m| m.mentor.shown().to_owned()).collect();
        self.mentors.retain(|shown| shown.mentor.key() == key);
        if self.mentors.is_empty() {
            return Err(UnknownMentor { program, given: given.to_owned(), known });
        }
        Ok(self)
    }

    /// The view as a document, of which its page is made.
    #[must_use]
    pub fn document(&self) -> Document {
        page::document(self)
    }

    /// The view as text.
    ///
    /// # Errors
    /// [`RenderError`] where the format's own writer fails; the view has every format.
    pub fn render(&self, format: Format, style: Style) -> Result<String, RenderError> {
        match format {
            Format::Table => Ok(text::render(self, style)),
            Format::Markdown => Ok(markdown::render(self)),
            Format::Json => json::render(self),
            Format::Csv => csv::periods(self).csv(),
            Format::Html => self.document().html(),
        }
    }

    /// The view as a workbook: what mentors did by mentee and period, and on a second sheet what waits for them. Every cell is text,
    /// and none is a formula.
    ///
    /// # Errors
    /// [`RenderError::Workbook`] where the workbook can't be put together.
    #[cfg(feature = "xlsx")]
    pub fn workbook(&self) -> Result<Vec<u8>, RenderError> {
        crate::sheet::workbook(&[csv::periods(self), csv::waiting(self)], self.as_of)
    }
}

impl<'a> MentorShown<'a> {
    fn add(&mut self, assessment: &'a Assessment, acts: &'a MentorActs) {
        let key = &assessment.enrollment.key;
        let known = self.mentees.iter().position(|mentee| mentee.enrollment.key == *key);
        let index = known.unwrap_or(self.mentees.len());
        if known.is_none() {
            self.mentees.push(MenteeShown::of(assessment));
        }
        if let Some(mentee) = self.mentees.get_mut(index) {
            mentee.add(assessment, acts);
        }
    }
}

impl<'a> MenteeShown<'a> {
    const fn of(assessment: &'a Assessment) -> Self {
        Self {
            enrollment: &assessment.enrollment,
            name: None,
            periods: Vec::new(),
            waiting: Vec::new(),
            maybe_waiting: 0,
            findings: Vec::new(),
        }
    }

    fn add(&mut self, assessment: &'a Assessment, acts: &'a MentorActs) {
        self.name = self.name.or(assessment.name.as_deref());
        let end = |of: &Assessment| of.elapsed.map(|elapsed| elapsed.to());
        // What still waits was opened before the end of some period, so the latest of them knows of all that waits.
        if self.periods.iter().all(|(known, _)| end(known) < end(assessment)) {
            self.waiting = assessment.interaction.still_waiting().collect();
            self.maybe_waiting = assessment.interaction.maybe_waiting;
        }
        let asked = assessment.findings.iter().filter(|finding| finding.actor == Actor::Mentor);
        self.findings.extend(asked.map(|finding| (assessment, finding)));
        self.periods.push((assessment, acts));
    }
}

#[cfg(test)]
mod tests;
