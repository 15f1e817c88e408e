//! The cohort in figures.

use monitor_analysis::news::News;
use monitor_model::{Count, ItemKind, PeriodId, Standing};

use super::Weekly;
use crate::agreement;
use crate::document::{Block, Line};
use crate::words::{counted, kinds};

pub(super) fn blocks(view: &Weekly<'_>) -> Vec<Block> {
    let mut said = vec![Block::Paragraph(Line::new().words(done(view)))];
    said.push(Block::Paragraph(Line::new().words(people(view))));
    if view.is_private() {
        let periods = view.program.periods.iter();
        said.extend(periods.filter_map(|of| standings(view, &of.id)).map(Block::Paragraph));
    }
    said
}

/// How many of a kind, of everybody together.
pub(super) fn total(view: &Weekly<'_>, kind: ItemKind) -> Count {
    let mut counts =
        view.news.iter().filter(|news| news.in_time).map(|news| of(news, kind)).peekable();
    let looked = counts.peek().is_some();
    counts.fold(Count { seen: 0, complete: looked }, |sum, count| Count {
        seen: sum.seen.saturating_add(count.seen),
        complete: sum.complete && count.complete,
    })
}

/// How many of a kind, of one mentee.
pub(super) fn of(news: &News<'_>, kind: ItemKind) -> Count {
    let found = news.done.iter().find(|(of, _)| *of == kind);
    found.map_or(Count { seen: 0, complete: false }, |(_, count)| *count)
}

fn done(view: &Weekly<'_>) -> String {
    let each = ItemKind::ALL.iter().map(|kind| format!("{} {}", total(view, *kind), kinds(*kind)));
    format!("Work on {}.", each.collect::<Vec<_>>().join(", "))
}

fn people(view: &Weekly<'_>) -> String {
    let all = view.news.len();
    let having =
        |wanted: fn(&News<'_>) -> bool| view.news.iter().filter(|news| wanted(news)).count();
    let parts = [
        (having(|news| news.all().seen > 0), "with work"),
        (
            having(|n| n.in_time && n.all() == Count { seen: 0, complete: true }),
            "seen completely, without any",
        ),
        (
            having(|n| n.in_time && n.all() == Count { seen: 0, complete: false }),
            "of whom nothing was seen, which is not nothing done",
        ),
        (having(|n| !n.in_time && n.all().seen == 0), "whose own time is not running"),
    ];
    let said: Vec<String> =
        parts.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
    format!(
        "{}: {}.",
        counted(all as u64, "mentee"),
        if said.is_empty() { "–".into() } else { said.join("; ") }
    )
}

/// Where everybody stands in a period, where anybody said anything of it.
fn standings(view: &Weekly<'_>, period: &PeriodId) -> Option<Line> {
    let all = || view.assessments.iter().filter(|one| one.period.id == *period);
    all().find(|one| agreement::is_said(&one.agreement))?;
    let having = |of: Standing| all().filter(|one| one.stand.standing == of).count();
    let counts = Standing::ALL.iter().map(|&of| (having(of), of)).filter(|(n, _)| *n > 0);
    let said: Vec<String> = counts.map(|(n, of)| agreement::many(n, of)).collect();
    Some(Line::new().code(period.as_str()).words(format!(": {}.", said.join(", "))))
}
