//! The weeks of each mentee as a picture, for the formats that show pictures; the figures stand in the table, too.

use monitor_model::Assessment;

use super::Weekly;
use crate::chart::Chart;
use crate::document::{Block, Line, Picture};
use crate::words;

pub(super) fn blocks(view: &Weekly<'_>) -> Vec<Block> {
    view.news
        .iter()
        .enumerate()
        .filter_map(|(nth, news)| picture(view, news.current, nth))
        .collect()
}

fn picture(view: &Weekly<'_>, of: &Assessment, nth: usize) -> Option<Block> {
    let key = &of.enrollment.key;
    let periods: Vec<Assessment> =
        view.assessments.iter().filter(|one| one.enrollment.key == *key).cloned().collect();
    // Dates of one's own say that there was a reason for them.
    if !view.is_private() && periods.iter().any(|one| one.agreement.calendar.is_some()) {
        return None;
    }
    let chart = Chart::of(view.program, &periods)?;
    // A picture that can't be drawn is missed by nobody who can read the table.
    let svg = chart.svg(nth).ok()?;
    let caption = Line::new().foreign(words::mentee(&of.enrollment)).words(", week by week");
    Some(Block::Picture(Picture { caption, svg }))
}
