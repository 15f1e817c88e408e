//! The review of a period: one row per mentee that an administrator can act on.
//!
//! Rows that need attention come first, then those worth a look, then the rest, and by key among each other. Mentees are
//! not ranked: no figure has a say in the order.

use chrono::{DateTime, Utc};
use monitor_model::{Assessment, Finding, Period, Program, Severity, Standing};

use crate::agreement;
use crate::record::{Record, Remark};
use crate::weeks::{Week, weeks};
use crate::{Format, RenderError, RuleDoc, Style};

pub(crate) mod csv;
pub(crate) mod html;
mod json;
pub(crate) mod markdown;
pub(crate) mod sentences;
mod summary;
mod table;
mod turns;

pub use summary::Summary;

/// A period of a program, one row per mentee.
#[derive(Clone, Debug)]
pub struct Review<'a> {
    /// The program; its enrollments are not read.
    pub program: &'a Program,
    /// The period, with the program's window.
    pub period: &'a Period,
    /// The instant as of which the period was assessed.
    pub as_of: DateTime<Utc>,
    /// One row per assessment, in the order in which they are shown.
    pub rows: Vec<Row<'a>>,
    /// What most mentees have in common, said once.
    pub common: Vec<Common<'a>>,
    /// The rows in figures.
    pub summary: Summary,
    /// What else the reader must know, as sentences.
    pub notes: Vec<String>,
}

/// One mentee.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// The assessment.
    pub assessment: &'a Assessment,
    /// What sets the row apart.
    pub concern: Concern,
    /// What the record holds.
    pub record: Record,
    /// The findings, gravest first.
    pub remarks: Vec<Remark<'a>>,
    /// The weeks of the period.
    pub weeks: Vec<Week>,
}

/// A finding below attention that more than half of at least three mentees have, word for word.
#[derive(Clone, Copy, Debug)]
pub struct Common<'a> {
    /// The finding.
    pub finding: &'a Finding,
    /// How many mentees have it.
    pub mentees: usize,
    /// What its rule means, where that is known.
    pub explained: Option<RuleDoc<'a>>,
}

/// What sets a row apart. The order is the order of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concern {
    /// Somebody should act before the evaluation is settled.
    Attention,
    /// Worth a look. A row of which nothing was seen is never less, whatever most mentees have.
    Notice,
    /// Nothing but what is good to know, or what most mentees have.
    None,
}

impl Concern {
    /// The stable name of the concern.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Attention => "attention",
            Self::Notice => "notice",
            Self::None => "none",
        }
    }
}

impl Concern {
    fn of(remarks: &[Remark<'_>], record: Record) -> Self {
        let own = remarks.iter().filter(|remark| !remark.common);
        match own.map(|remark| remark.finding.severity).min() {
            Some(Severity::Attention) => Self::Attention,
            Some(Severity::Notice) => Self::Notice,
            // Said once for most, "not observed" would lower the rows that it matters most for.
            Some(Severity::Info) | None if record == Record::Unseen => Self::Notice,
            Some(Severity::Info) | None => Self::None,
        }
    }
}

impl<'a> Review<'a> {
    /// Builds the review of a period from its assessments, in any order.
    #[must_use]
    pub fn new(
        program: &'a Program,
        period: &'a Period,
        assessments: &'a [Assessment],
        as_of: DateTime<Utc>,
        notes: Vec<String>,
    ) -> Self {
        let common = common(assessments);
        let row = |assessment| Row::new(assessment, &common, program);
        let mut rows: Vec<Row<'a>> = assessments.iter().map(row).collect();
        rows.sort_by(|a, b| order(a).cmp(&order(b)));
        Self { program, period, as_of, summary: Summary::of(&rows), rows, common, notes }
    }

    /// Adds what the rules mean, for the formats that have room for it.
    #[must_use]
    pub fn explained(mut self, rules: &[RuleDoc<'a>]) -> Self {
        let doc = |finding: &Finding| rules.iter().copied().find(|r| r.id == finding.rule);
        for common in &mut self.common {
            common.explained = doc(common.finding);
        }
        for remark in self.rows.iter_mut().flat_map(|row| &mut row.remarks) {
            remark.explained = doc(remark.finding);
        }
        self
    }

    /// How many mentees have a standing.
    #[must_use]
    pub fn having(&self, standing: Standing) -> usize {
        self.rows.iter().filter(|row| row.assessment.stand.standing == standing).count()
    }

    /// Whether anybody said anything of the period yet, or is not waited for in it. Before, all standings are alike, and a review for people is silent on them.
    #[must_use]
    pub fn has_agreement(&self) -> bool {
        self.rows.iter().any(Row::has_agreement)
    }

    /// The review as text. The style is that of the table; the other formats have no colour of the terminal.
    ///
    /// # Errors
    /// [`RenderError`] where the format's own writer fails; the review has every format.
    pub fn render(&self, format: Format, style: Style) -> Result<String, RenderError> {
        match format {
            Format::Table => Ok(table::render(self, style)),
            Format::Markdown => Ok(markdown::render(self)),
            Format::Html => html::render(self),
            Format::Json => json::render(self),
            Format::Csv => csv::render(self),
        }
    }
}

#[cfg(feature = "xlsx")]
impl Review<'_> {
    /// The review as a workbook for Excel and its like: one row per mentee, and a sheet of notes. Every cell is text, and none is
    /// a formula.
    ///
    /// # Errors
    /// [`RenderError::Workbook`] where the workbook can't be put together.
    pub fn workbook(&self) -> Result<Vec<u8>, RenderError> {
        csv::workbook(self)
    }
}

impl<'a> Row<'a> {
    fn new(assessment: &'a Assessment, common: &[Common<'_>], program: &Program) -> Self {
        let mut remarks = Remark::all(assessment);
        for remark in &mut remarks {
            remark.common = common.iter().any(|c| c.finding == remark.finding);
        }
        let record = Record::of(assessment);
        Self {
            assessment,
            concern: Concern::of(&remarks, record),
            record,
            remarks,
            weeks: weeks(assessment, program.zone),
        }
    }

    /// Whether nothing sets the row apart but what most mentees have.
    #[must_use]
    pub fn shares_only(&self) -> bool {
        self.concern == Concern::None && self.remarks.iter().any(|remark| remark.common)
    }

    /// Whether the row is worth a look only since no contribution was seen.
    #[must_use]
    pub fn only_unseen(&self) -> bool {
        let mut own = self.remarks.iter().filter(|remark| !remark.common);
        self.concern == Concern::Notice && !own.any(|r| r.finding.severity <= Severity::Notice)
    }

    /// Whether anybody said anything of the mentee's period yet, or nothing is waited for.
    #[must_use]
    pub const fn has_agreement(&self) -> bool {
        agreement::is_told(self.assessment)
    }

    /// Whether the mentee's login is of no use, so that nobody could be looked up.
    #[must_use]
    pub const fn is_unresolved(&self) -> bool {
        self.assessment.enrollment.mentee.login().is_none()
    }
}

/// The findings below attention that more than half of at least three mentees have, in order of severity and rule.
fn common(assessments: &[Assessment]) -> Vec<Common<'_>> {
    let mut found: Vec<Common<'_>> = Vec::new();
    for finding in assessments.iter().flat_map(|a| &a.findings) {
        match found.iter_mut().find(|common| common.finding == finding) {
            Some(common) => common.mentees += 1,
            None => found.push(Common { finding, mentees: 1, explained: None }),
        }
    }
    let shared = |c: &Common<'_>| {
        c.finding.severity != Severity::Attention && c.mentees * 2 > assessments.len()
    };
    found.retain(|c| assessments.len() >= 3 && shared(c));
    found.sort_by_key(|c| (c.finding.severity, c.finding.rule));
    found
}

fn order<'r>(row: &'r Row<'_>) -> (Concern, &'r str) {
    (row.concern, row.assessment.enrollment.key.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

    #[test]
    fn what_needs_attention_comes_first_and_nobody_is_ranked() {
        let (program, mut assessments) = (fixture::program(), fixture::assessments());
        let period = &program.periods[0];
        let keys = |assessments: &[Assessment]| -> Vec<String> {
            let review = Review::new(&program, period, assessments, fixture::as_of(), vec![]);
            review
                .rows
                .iter()
                .map(|r| format!("{:?} {}", r.concern, r.assessment.enrollment.key))
                .collect()
        };
        let shown = keys(&assessments);
        assert_eq!(shown, fixture::ORDER);
        assessments.reverse();
        assert_eq!(keys(&assessments), shown, "the order of the input has no say");
        for assessment in &mut assessments {
            assessment.activity.active_weeks = 0;
            assessment.activity.counts.clear();
        }
        assert_eq!(keys(&assessments), shown, "the figures have no say");
    }

    #[test]
    fn what_most_have_is_said_once_and_sets_nobody_apart() {
        let (program, mut assessments) = (fixture::program(), fixture::assessments());
        let finding = fixture::assessment("sol-tallow").findings.remove(0);
        let period = &program.periods[0];
        for assessment in &mut assessments {
            assessment.findings = vec![Finding { severity: Severity::Notice, ..finding.clone() }];
        }
        assessments[0].findings[0].says.push_str(" Also the last week.");
        let review = Review::new(&program, period, &assessments, fixture::as_of(), vec![]);
        assert_eq!(review.common[0].mentees, assessments.len() - 1);
        let apart = |c| review.rows.iter().filter(|r| r.concern == c).count();
        let unseen = assessments.iter().filter(|a| Record::of(a) == Record::Unseen).count();
        assert_eq!(unseen, 3);
        assert_eq!(
            (apart(Concern::Notice), apart(Concern::None)),
            (1 + unseen, assessments.len() - 1 - unseen)
        );
        assert_eq!(review.summary.shared, review.summary.rest);
        let few = Review::new(&program, period, &assessments[1..3], fixture::as_of(), vec![]);
        assert!(few.common.is_empty(), "two mentees are not most");
    }

    #[test]
    fn nothing_seen_is_worth_a_look_whatever_most_have() {
        let (program, mut assessments) = (fixture::program(), fixture::assessments());
        let finding = fixture::assessment("sol-tallow").findings.remove(0);
        for assessment in &mut assessments {
            assessment.findings = vec![finding.clone()];
        }
        let review =
            Review::new(&program, &program.periods[0], &assessments, fixture::as_of(), vec![]);
        for row in &review.rows {
            let looked_at = row.concern == Concern::Notice;
            assert_eq!(looked_at, row.record == Record::Unseen, "{:?}", row.record);
            assert_eq!(row.shares_only(), !looked_at);
        }
        let said = sentences::concerns(&review);
        assert_eq!(
            said,
            "8 mentees: 0 need attention, 3 are worth a look, 5 share only the finding below."
        );
        for assessment in &mut assessments {
            assessment.findings = fixture::assessment("hal-umbra").findings.split_off(1);
            assessment.findings[0].says.push_str(assessment.enrollment.key.as_str());
        }
        let bare =
            Review::new(&program, &program.periods[0], &assessments, fixture::as_of(), vec![]);
        assert_eq!(
            sentences::concerns(&bare),
            "8 mentees: 0 need attention, 3 are worth a look, 5 are neither."
        );
        // That which is good to know is no reason not to say why the row is worth a look.
        for (format, said) in [
            (Format::Table, "- no contribution seen"),
            (Format::Markdown, "mentor-load, no contribution seen"),
            (Format::Html, ">nothing seen<"),
        ] {
            let text = bare.render(format, Style::Plain).unwrap();
            assert_eq!(text.matches(said).count(), 3, "{format}: {text}");
        }
    }

    #[test]
    fn what_may_belong_to_another_period_is_said_where_people_read() {
        let (program, mut assessments) = (fixture::program(), fixture::assessments());
        let said = |assessments: &[Assessment], format| {
            let review = fixture::review(&program, assessments);
            let text = review.render(format, Style::Plain).unwrap();
            text.matches("7 contributions are dated so coarsely").count()
        };
        let formats = [Format::Table, Format::Markdown, Format::Html];
        assert_eq!(formats.map(|format| said(&assessments, format)), [0, 0, 0]);
        assessments[0].activity.straddling = 3;
        assessments[2].activity.straddling = 4;
        assert_eq!(formats.map(|format| said(&assessments, format)), [1, 1, 1]);
    }

    #[test]
    fn attention_is_never_taken_for_common() {
        let (program, mut assessments) = (fixture::program(), fixture::assessments());
        for assessment in &mut assessments {
            assessment.findings = vec![fixture::stalled()];
        }
        let review =
            Review::new(&program, &program.periods[0], &assessments, fixture::as_of(), vec![]);
        assert!(review.common.is_empty());
        assert_eq!(review.summary.attention, assessments.len());
    }
}
