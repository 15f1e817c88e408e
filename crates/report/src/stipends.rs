//! The stipends of a period: whom to pay, on whose word, and how many are left out for which reason.
//!
//! Whom to pay are those whose standing is `agreed`, in the order of their keys. Nothing is decided here.

use chrono::{DateTime, Utc};
use monitor_model::{Assessment, Decision, Evaluation, Period, Program, Standing};

use crate::{Format, RenderError, Style};

mod json;
mod lines;
mod markdown;
mod text;

/// The stipends of a period.
#[derive(Clone, Debug)]
pub struct Stipends<'a> {
    /// The program; its enrollments are not read.
    pub program: &'a Program,
    /// The period, with the program's window.
    pub period: &'a Period,
    /// What the period was assessed on.
    pub of: Made<'a>,
    /// Whom to pay, by key.
    pub paid: Vec<Paid<'a>>,
    /// How many are not paid, by standing; only what occurs.
    pub left_out: Vec<(Standing, usize)>,
    /// What else the reader must know, as sentences.
    pub notes: Vec<String>,
}

/// What a list of stipends is made of, so that it can be made again.
#[derive(Clone, Copy, Debug)]
pub struct Made<'a> {
    /// The id of the snapshot: 64 hexadecimal digits.
    pub snapshot: &'a str,
    /// The instant as of which it was frozen.
    pub at: DateTime<Utc>,
}

/// A mentee to pay.
#[derive(Clone, Copy, Debug)]
pub struct Paid<'a> {
    /// The assessment.
    pub assessment: &'a Assessment,
    /// The pass.
    pub pass: &'a Evaluation,
    /// What an administrator decided on it; `None` where the record shows the work, and nobody had to.
    pub decision: Option<&'a Decision>,
}

/// The formats of stipends that are text.
const FORMATS: &[Format] = &[Format::Table, Format::Markdown, Format::Json, Format::Csv];

impl<'a> Stipends<'a> {
    /// The stipends of a period from its assessments, in any order.
    #[must_use]
    pub fn new(
        program: &'a Program,
        period: &'a Period,
        assessments: &'a [Assessment],
        of: Made<'a>,
        notes: Vec<String>,
    ) -> Self {
        let mut paid: Vec<Paid<'a>> = assessments.iter().filter_map(Paid::of).collect();
        paid.sort_by_key(|paid| paid.assessment.enrollment.key.as_str());
        let unpaid = |of: Standing| {
            assessments.iter().filter(|a| a.stand.standing == of && Paid::of(a).is_none()).count()
        };
        let left_out = Standing::ALL.iter().map(|&of| (of, unpaid(of))).filter(|(_, n)| *n > 0);
        Self { program, period, of, left_out: left_out.collect(), paid, notes }
    }

    /// How many are left out for which reason, as a sentence.
    #[must_use]
    pub fn left_out_sentence(&self) -> String {
        let many = |&(standing, n): &(Standing, usize)| crate::agreement::many(n, standing);
        let said: Vec<String> = self.left_out.iter().map(many).collect();
        if said.is_empty() {
            "Nobody is left out.".to_owned()
        } else {
            format!("Left out: {}.", said.join(", "))
        }
    }

    /// Which snapshot the list is made of, as a sentence.
    #[must_use]
    pub fn made_sentence(&self) -> String {
        format!("Snapshot: {}", self.of.snapshot)
    }

    /// The stipends as text. Of CSV, the lines are whom to pay and nothing else; who writes it says
    /// [`Stipends::left_out_sentence`] and
    /// [`Stipends::made_sentence`] elsewhere.
    ///
    /// # Errors
    /// [`RenderError::NoSuchFormat`] for HTML, and where the format's own writer fails.
    pub fn render(&self, format: Format, style: Style) -> Result<String, RenderError> {
        match format {
            Format::Table => Ok(text::render(self, style)),
            Format::Markdown => Ok(markdown::render(self)),
            Format::Json => json::render(self),
            Format::Csv => lines::paid(self).csv(),
            Format::Html => Err(RenderError::NoSuchFormat {
                view: "a list of stipends",
                format,
                known: FORMATS,
            }),
        }
    }

    /// The stipends as a workbook for Excel and its like: whom to pay on the first sheet, who is left out on the second. Every cell
    /// is text, and none is a formula.
    ///
    /// # Errors
    /// [`RenderError::Workbook`] where the workbook can't be put together.
    #[cfg(feature = "xlsx")]
    pub fn workbook(&self) -> Result<Vec<u8>, RenderError> {
        let sheets = [lines::paid(self), lines::left_out(self)];
        crate::sheet::workbook(&sheets, self.of.at)
    }
}

impl<'a> Paid<'a> {
    /// The mentee, where the stipend is paid.
    fn of(assessment: &'a Assessment) -> Option<Self> {
        let said = &assessment.agreement;
        let pass = said.evaluation.as_ref().filter(|_| assessment.stand.standing.is_payable())?;
        Some(Self { assessment, pass, decision: said.decision.as_ref() })
    }
}

#[cfg(test)]
mod tests;
