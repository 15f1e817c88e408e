//! The dates: what is overdue, and what lies ahead.

use monitor_analysis::agenda::{Asks, Date, Occasion};
use monitor_model::Actor;

use super::Weekly;
use crate::dates::instant;
use crate::document::{Block, Line};
use crate::words;

/// The most mentees that a date names.
const MOST: usize = 12;

pub(super) fn blocks(view: &Weekly<'_>) -> Vec<Block> {
    let overdue = of(view, true);
    let ahead = of(view, false);
    let mut blocks = Vec::new();
    for (what, points) in [("Overdue", overdue), ("Ahead", ahead)] {
        if let Some(list) = Block::list(points) {
            blocks.push(Block::Subheading(what.into()));
            blocks.push(list);
        }
    }
    blocks
}

/// The dates that are overdue, or that lie ahead.
fn of(view: &Weekly<'_>, overdue: bool) -> Vec<Line> {
    let now = view.now();
    let dates = view.dates.iter().filter(|date| {
        if overdue {
            date.at <= now && is_asked(date)
        } else {
            now < date.at && date.at <= now + super::AHEAD
        }
    });
    let dates = dates.filter(|date| view.may_know(date));
    dates.filter(|date| !date.mentees.is_empty() || !overdue).map(|date| line(view, date)).collect()
}

/// Whether somebody should have acted by the date.
fn is_asked(date: &Date) -> bool {
    let by_date = matches!(date.what, Occasion::Due | Occasion::Answer);
    by_date && date.mentees.iter().any(|mentee| matches!(mentee.asks, Asks::Of(_)))
}

fn line(view: &Weekly<'_>, date: &Date) -> Line {
    let at = instant(date.at, view.program.zone);
    let line = Line::new().words(format!("{at}: ")).code(date.period.as_str());
    let line = line.words(match date.what {
        Occasion::Begins => ": the work begins",
        Occasion::Ends => ": the work ends",
        Occasion::Due => ": evaluations are due",
        Occasion::Answer => ": an answer to the administrator is due",
    });
    let line = match (date.own, date.mentees.len()) {
        (true, _) => names(view, line.words(" for "), date, |_| true),
        (false, _) => line,
    };
    match date.what {
        Occasion::Begins | Occasion::Ends => line.words("."),
        Occasion::Due | Occasion::Answer => asked(view, line, date),
    }
}

/// How many have answered, and for whom somebody is still asked. The public is told neither: who failed or left is settled before
/// others are.
fn asked(view: &Weekly<'_>, line: Line, date: &Date) -> Line {
    if !view.is_private() {
        return line.words(".");
    }
    let (all, settled) =
        (date.mentees.len(), date.mentees.iter().filter(|m| m.asks.is_settled()).count());
    let line = line.words(format!("; {settled} of {all} are there"));
    if settled == all {
        return line.words(".");
    }
    let asks = |asks: Asks| !asks.is_settled();
    let next = date.mentees.iter().filter(|m| asks(m.asks)).find_map(|m| m.asks.next());
    let line =
        line.words(format!(", {} is asked for ", words::next(next.unwrap_or(Actor::Mentor))));
    names(view, line, date, asks).words(".")
}

fn names(view: &Weekly<'_>, line: Line, date: &Date, wanted: impl Fn(Asks) -> bool) -> Line {
    let keys: Vec<&str> = date
        .mentees
        .iter()
        .filter(|mentee| wanted(mentee.asks))
        .map(|mentee| {
            view.of(&mentee.key).map_or(mentee.key.as_str(), |of| words::mentee(&of.enrollment))
        })
        .collect();
    let more = keys.len().saturating_sub(MOST);
    let line = line.foreign(keys.iter().take(MOST).copied().collect::<Vec<_>>().join(", "));
    if more > 0 { line.words(format!(" and {more} more")) } else { line }
}
