//! A mentee's page: what the review's page has of them, with the chart, what earned most, and short links.

use crate::RenderError;
use crate::escape::{is_web_address, plain};
use crate::packet::links::Links;
use crate::packet::{Packet, Page, cover};
use crate::review::Row;
use crate::review::html::card::{Card, anchor, card};
use crate::show::{Earned, What};
use crate::words;

/// A mentee to jump to.
pub(super) struct Name {
    pub(super) anchor: String,
    pub(super) mentee: String,
}

/// A mentee's page.
pub(super) struct Printed {
    pub(super) running: String,
    pub(super) card: Card,
    pub(super) says: &'static str,
    pub(super) chart: Option<String>,
    pub(super) most: Vec<Line>,
    pub(super) links: Vec<Links>,
}

/// A line of the score.
pub(super) struct Line {
    pub(super) points: String,
    pub(super) earned_as: String,
    pub(super) reference: String,
    pub(super) url: Option<String>,
    pub(super) title: String,
}

/// The mentee of a row, who stands at a place of the packet.
pub(super) fn name(nth: usize, row: &Row<'_>) -> Name {
    let enrollment = &row.assessment.enrollment;
    Name { anchor: anchor(nth, enrollment.key.as_str()), mentee: plain(words::mentee(enrollment)) }
}

/// The page of a mentee.
pub(super) fn printed(
    nth: usize,
    page: Page<'_, '_>,
    packet: &Packet<'_>,
) -> Result<Printed, RenderError> {
    let assessment = page.row.assessment;
    let mut card = card(nth, page.row, &packet.review);
    // Where it stands is said above, before anything else.
    if let Some(agreement) = &mut card.agreement {
        agreement.facts.retain(|(what, _)| *what != "Standing");
    }
    Ok(Printed {
        running: plain(&cover::running(packet, assessment)),
        card,
        says: assessment.stand.says,
        chart: page.chart.map(|chart| chart.svg(nth)).transpose()?,
        most: page.most.iter().map(line).collect(),
        links: page.links,
    })
}

fn line(earned: &Earned<'_>) -> Line {
    let (reference, url, title) = match earned.what {
        What::Contribution(classed) => {
            let item = &classed.contribution.item;
            let url = Some(item.url.to_string()).filter(|url| is_web_address(url));
            (words::reference(item), url, item.title.as_deref().map(plain).unwrap_or_default())
        }
        What::Tally(classed) => (classed.tally.repo.to_string(), None, String::new()),
    };
    let (points, earned_as) = (earned.line.earned.to_string(), earned.earned_as());
    Line { points, earned_as, reference, url, title }
}
