//! Mentee by mentee, in figures.

use monitor_analysis::news::News;
use monitor_model::{Count, ItemKind};

use super::{Weekly, totals};
use crate::document::{Block, Line};
use crate::{dates, progress, words};

/// The columns of the kinds. Comments and discussions are one: talk.
pub(super) const KINDS: [(&str, &[ItemKind]); 5] = [
    ("PRs", &[ItemKind::PullRequest]),
    ("iss", &[ItemKind::Issue]),
    ("rev", &[ItemKind::Review]),
    ("com", &[ItemKind::Commit]),
    ("talk", &[ItemKind::Comment, ItemKind::Discussion]),
];

pub(super) fn blocks(view: &Weekly<'_>) -> Vec<Block> {
    let mut columns = vec![("mentee", false), ("project", false)];
    columns.extend(KINDS.iter().map(|(heading, _)| (*heading, true)));
    if view.is_private() {
        columns.push(("level", false));
    }
    columns.push(("last", false));
    let rows = view.news.iter().map(|news| row(view, news)).collect();
    let table = Block::table(columns, rows);
    let legend = Line::from(
        "Pull requests, issues, reviews, commits, and talk, which is comments and discussions. 3 means that is all, 3+ at least 3, ? that nothing was seen and something may exist, – that the mentee's own time is not running.",
    );
    table.into_iter().chain([Block::Paragraph(legend)]).collect()
}

fn row(view: &Weekly<'_>, news: &News<'_>) -> Vec<Line> {
    let of = news.current;
    let words = |text: String| Line::new().words(text);
    let mut cells = vec![
        Line::new().foreign(words::mentee(&of.enrollment)),
        Line::new().foreign(words::project(&of.enrollment)),
    ];
    cells.extend(KINDS.iter().map(|(_, kinds)| words(figure(news, kinds))));
    if view.is_private() {
        cells.push(words(of.elapsed.map_or("–".to_owned(), |_| progress::level(of))));
    }
    let last = of.activity.last.map(|last| dates::act_day(last, view.program.zone));
    cells.push(words(last.unwrap_or_else(|| words::no_last(of).to_owned())));
    cells
}

/// A count of some kinds together; a dash where the mentee's own time was not running and nothing is known.
pub(super) fn figure(news: &News<'_>, kinds: &[ItemKind]) -> String {
    let counts = kinds.iter().map(|kind| totals::of(news, *kind));
    let sum = counts.fold(Count { seen: 0, complete: true }, |sum, count| Count {
        seen: sum.seen.saturating_add(count.seen),
        complete: sum.complete && count.complete,
    });
    if !news.in_time && sum.seen == 0 { "–".to_owned() } else { sum.to_string() }
}
