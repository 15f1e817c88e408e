//! The report of a week: what changed since the last one, who is to act on what, which dates are near or past, and what was not seen.
//!
//! It rests on two moments and nothing else, so that the same two snapshots give the same bytes. A report for the public has nothing
//! in it that people said of each other or that a rule says of somebody; what everybody can see on GitHub anyway is left.

use chrono::{DateTime, TimeDelta, Utc};
use monitor_analysis::agenda::{Date, Occasion, agenda};
use monitor_analysis::news::{Moment, News, news};
use monitor_model::{Assessment, Audience, EnrollmentKey, Program};

use crate::changes::Side;
use crate::document::{Document, Mentions};
use crate::{Format, RenderError, Style};

mod acting;
mod changed;
mod dates;
mod document;
mod json;
mod pictures;
mod rows;
mod table;
mod totals;
mod unseen;

/// How far ahead dates are named.
const AHEAD: TimeDelta = TimeDelta::weeks(3);

/// The report of a week, or of as many days as lie between two moments.
#[derive(Clone, Debug)]
pub struct Weekly<'a> {
    /// The program as it is at the later moment; its enrollments are not read.
    pub program: &'a Program,
    /// The earlier moment, up to which the report before this one tells.
    pub since: Side,
    /// The later moment.
    pub until: Side,
    /// Who may read it.
    pub audience: Audience,
    /// What is new of everybody, by key.
    pub news: Vec<News<'a>>,
    /// Whoever is not enrolled any more, by key.
    pub gone: Vec<&'a EnrollmentKey>,
    /// Every date of the program, by time.
    pub dates: Vec<Date>,
    /// Every period of everybody at the later moment.
    pub assessments: &'a [Assessment],
    /// What did not work, as whole sentences.
    pub troubles: Vec<String>,
}

impl<'a> Weekly<'a> {
    /// The report of what lies between two moments, each with every period of everybody.
    #[must_use]
    pub fn new(
        program: &'a Program,
        (since, before): (Side, &'a [Assessment]),
        (until, after): (Side, &'a [Assessment]),
        audience: Audience,
    ) -> Self {
        let moment = |side: &Side, assessments| Moment { at: side.as_of, assessments };
        let (then, now) = (moment(&since, before), moment(&until, after));
        let is_left = |key: &EnrollmentKey| after.iter().all(|one| one.enrollment.key != *key);
        let mut gone: Vec<&EnrollmentKey> =
            before.iter().map(|one| &one.enrollment.key).filter(|key| is_left(key)).collect();
        gone.sort_unstable();
        gone.dedup();
        Self {
            program,
            news: news(Some(then), since.as_of, now),
            gone,
            dates: agenda(program, after, until.as_of),
            assessments: after,
            audience,
            troubles: Vec::new(),
            since,
            until,
        }
    }

    /// Adds what did not work, as whole sentences. They are read by whoever reads the report.
    #[must_use]
    pub fn with_troubles(mut self, troubles: Vec<String>) -> Self {
        self.troubles = troubles;
        self
    }

    /// The report as a document.
    #[must_use]
    pub fn document(&self) -> Document {
        document::document(self)
    }

    /// The report as text.
    ///
    /// # Errors
    /// [`RenderError`] where the format's own writer fails; the report has every format.
    pub fn render(&self, format: Format, style: Style) -> Result<String, RenderError> {
        match format {
            Format::Table => Ok(self.document().text(style)),
            Format::Markdown => Ok(self.document().markdown(Mentions::Never)),
            Format::Html => self.document().html(),
            Format::Json => json::render(self),
            Format::Csv => rows::mentees(self).csv(),
        }
    }

    /// The report as a workbook: mentees on the first sheet, dates on the second.
    ///
    /// # Errors
    /// [`RenderError::Workbook`] where the workbook can't be put together.
    #[cfg(feature = "xlsx")]
    pub fn workbook(&self) -> Result<Vec<u8>, RenderError> {
        crate::sheet::workbook(&[rows::mentees(self), rows::dates(self)], self.now())
    }

    /// Whether a date is one that the reader may know of. A dispute is said between mentor and administrator, and a date of one's
    /// own says that there was a reason for it.
    fn may_know(&self, date: &Date) -> bool {
        self.is_private() || !(date.own || date.what == Occasion::Answer)
    }

    /// The instant until which the report tells.
    const fn now(&self) -> DateTime<Utc> {
        self.until.as_of
    }

    fn is_private(&self) -> bool {
        self.audience == Audience::Private
    }

    /// The enrollment's latest period, of everybody by key.
    fn current(&self) -> impl Iterator<Item = &'a Assessment> + '_ {
        self.news.iter().map(|news| news.current)
    }

    /// Any assessment of an enrollment.
    fn of(&self, key: &EnrollmentKey) -> Option<&'a Assessment> {
        self.assessments.iter().find(|one| one.enrollment.key == *key)
    }
}

#[cfg(test)]
mod tests;
