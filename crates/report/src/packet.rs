//! The packet of a period for evaluation day: a cover, and one page per mentee with everything that a decision rests on.
//!
//! It is a [`Review`] with more of each row: what people said in full, what earned most, the weeks as a [`Chart`], and where the
//! items are. The pages stand in the order of the review, in which nobody is ranked.

use std::collections::BTreeMap;

use monitor_model::{Actor, EnrollmentKey, Standing};

use crate::record::Record;
use crate::review::{Review, Row};
use crate::show::Earned;
use crate::{Chart, Format, RenderError, Style};

use self::links::{Links, links};

mod cover;
mod html;
mod json;
mod links;
mod markdown;
mod sheets;
mod text;

/// How many lines of the score a page shows.
const MOST: usize = 5;

/// The packet of a period.
#[derive(Clone, Debug)]
pub struct Packet<'a> {
    /// The period, one row per page.
    pub review: Review<'a>,
    /// The id of the snapshot that it was made from, if it was.
    pub snapshot: Option<&'a str>,
    /// What stands before the pages; `None` where only one mentee was asked for.
    pub cover: Option<Cover>,
    charts: &'a BTreeMap<EnrollmentKey, Chart>,
}

/// What the cover says of all mentees. Who is named is the place of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    /// Who has which standing; only what occurs, in the order of [`Standing::ALL`].
    pub standings: Vec<(Standing, Vec<usize>)>,
    /// How many wait for whom; nobody where it is settled. Only what occurs.
    pub next: Vec<(Option<Actor>, usize)>,
    /// Of whom no contribution was seen, though something may exist.
    pub unseen: Vec<usize>,
    /// Of whom something was seen, but not everything.
    pub partly: Vec<usize>,
}

/// One mentee.
struct Page<'p, 'a> {
    /// What the review has of the mentee.
    row: &'p Row<'a>,
    /// The weeks of all periods.
    chart: Option<&'a Chart>,
    /// What earned most, the most first.
    most: Vec<Earned<'a>>,
    /// Where the items are.
    links: Vec<Links>,
}

impl<'a> Packet<'a> {
    /// The packet of a period from its review, and from the charts of its mentees; a mentee without one has no picture.
    #[must_use]
    pub fn new(review: Review<'a>, charts: &'a BTreeMap<EnrollmentKey, Chart>) -> Self {
        let cover = Some(Cover::of(&review.rows));
        Self { review, snapshot: None, cover, charts }
    }

    /// Says from which snapshot it was made.
    #[must_use]
    pub const fn of_snapshot(mut self, id: Option<&'a str>) -> Self {
        self.snapshot = id;
        self
    }

    /// The page of one mentee alone, without the cover.
    #[must_use]
    pub fn only(mut self, key: &EnrollmentKey) -> Self {
        self.review.rows.retain(|row| row.assessment.enrollment.key == *key);
        self.cover = None;
        self
    }

    /// The packet as text. The table, which is for a terminal, is the cover alone.
    ///
    /// # Errors
    /// [`RenderError`] where the format's own writer fails; the packet has every format.
    pub fn render(&self, format: Format, style: Style) -> Result<String, RenderError> {
        match format {
            Format::Table => Ok(text::render(self, style)),
            Format::Markdown => Ok(markdown::render(self)),
            Format::Html => html::render(self),
            Format::Json => json::render(self),
            Format::Csv => sheets::mentees(self).csv(),
        }
    }

    /// The packet as a workbook for Excel and its like: one row per mentee, the weeks, and what else the reader must know. Every
    /// cell is text, and none is a formula.
    ///
    /// # Errors
    /// [`RenderError::Workbook`] where the workbook can't be put together.
    #[cfg(feature = "xlsx")]
    pub fn workbook(&self) -> Result<Vec<u8>, RenderError> {
        let notes = crate::review::csv::notes(&self.review);
        let sheets = [sheets::mentees(self), sheets::weeks(self), notes];
        crate::sheet::workbook(&sheets, self.review.as_of)
    }

    fn pages(&self) -> impl Iterator<Item = Page<'_, 'a>> {
        self.review.rows.iter().map(|row| Page::of(row, self))
    }
}

impl Cover {
    fn of(rows: &[Row<'_>]) -> Self {
        let places = |wanted: &dyn Fn(&Row<'_>) -> bool| -> Vec<usize> {
            rows.iter().enumerate().filter(|(_, row)| wanted(row)).map(|(at, _)| at).collect()
        };
        let standing = |&of: &Standing| (of, places(&|row| row.assessment.stand.standing == of));
        let actors = Actor::ALL.iter().copied().map(Some).chain([None]);
        let next = |of: Option<Actor>| (of, places(&|row| row.assessment.stand.next == of).len());
        Self {
            standings: Standing::ALL
                .iter()
                .map(standing)
                .filter(|(_, who)| !who.is_empty())
                .collect(),
            next: actors.map(next).filter(|(_, n)| *n > 0).collect(),
            unseen: places(&|row| row.record == Record::Unseen),
            partly: places(&|row| {
                row.record == Record::Present && !row.assessment.coverage.is_complete()
            }),
        }
    }
}

impl<'p, 'a> Page<'p, 'a> {
    fn of(row: &'p Row<'a>, packet: &Packet<'a>) -> Self {
        let assessment = row.assessment;
        let mut most = Earned::all(assessment, packet.review.program.zone);
        most.retain(|earned| !earned.is_nothing());
        // The sort is stable: what earned the same stands by time.
        most.sort_by_key(|earned| std::cmp::Reverse(earned.line.earned));
        most.truncate(MOST);
        let chart = packet.charts.get(&assessment.enrollment.key);
        Self { row, chart, most, links: links(assessment) }
    }
}

#[cfg(test)]
pub(crate) mod tests;
