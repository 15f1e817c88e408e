//! What changed: who came and went, standings, levels, findings; and what of the past is known only now.

use monitor_analysis::changes::Changed;
use monitor_analysis::news::News;
use monitor_model::{Finding, Severity};

use super::Weekly;
use crate::document::{Block, Line};
use crate::words::{self, counted};
use crate::{agreement, dates, progress};

/// The most items of the past that are named of one mentee.
const MOST: usize = 5;

pub(super) fn blocks(view: &Weekly<'_>) -> Vec<Block> {
    let gone = view
        .gone
        .iter()
        .map(|key| Line::new().foreign(key.as_str()).words(" is no longer in the roster."));
    let mut points: Vec<Line> = gone.collect();
    let mut named = false;
    for news in &view.news {
        points.extend(came(news));
        let mut changed: Vec<_> = news.changed.iter().filter(|_| view.is_private()).collect();
        changed.sort_by_key(|changed| changed.after.map(|after| after.period.window));
        let periods: Vec<Line> =
            changed.into_iter().filter_map(|changed| period(view, changed)).collect();
        named |= !periods.is_empty();
        let said: Vec<Line> = periods.into_iter().chain(past(view, news)).collect();
        if !said.is_empty() {
            let who = Line::new().foreign(words::mentee(&news.current.enrollment)).words(":");
            points.push(said.into_iter().fold(who, |line, said| line.words(" ").then(said)));
        }
    }
    let how = named.then(|| {
        let show = format!("mentorship-monitor show {} MENTEE", view.program.id);
        let line = Line::new().code(show).words(" says every finding in full, ");
        let line = line.code("mentorship-monitor rules").words(" what it means.");
        Block::Paragraph(line)
    });
    Block::list(points).into_iter().chain(how).collect()
}

fn came(news: &News<'_>) -> Option<Line> {
    let new = news.changed.iter().any(|changed| changed.before.is_none());
    new.then(|| {
        Line::new().foreign(words::mentee(&news.current.enrollment)).words(" is new in the roster.")
    })
}

/// What changed of one period, in a few words; `None` where that is nothing. What was not observed has a part of its own.
fn period(view: &Weekly<'_>, changed: &Changed<'_>) -> Option<Line> {
    let (before, after) = (changed.before?, changed.after?);
    let mut said = Vec::new();
    if changed.standing() {
        let was = agreement::standing(before.stand.standing);
        let is = agreement::line(after, view.program.zone);
        said.push(Line::new().words(format!("{was} → ")).foreign(is));
    }
    // That a period has begun is a date and no change of a level.
    if changed.level() && before.elapsed.is_some() && after.elapsed.is_some() {
        let (was, is) = (progress::level(before), progress::level(after));
        said.push(Line::new().words(format!("level {was} → {is}")));
    }
    said.extend(rules("now", &changed.appeared()));
    said.extend(rules("no longer", &changed.gone()));
    let mut said = said.into_iter();
    let first = Line::new().code(after.period.id.as_str()).words(" ").then(said.next()?);
    Some(said.fold(first, |line, said| line.words("; ").then(said)).words("."))
}

/// The rules of findings that are worth a look.
fn rules(what: &'static str, findings: &[&Finding]) -> Option<Line> {
    let worth = findings.iter().filter(|finding| finding.severity != Severity::Info);
    let mut rules = worth.map(|finding| finding.rule.0).filter(|rule| *rule != "not-observed");
    let first = Line::from(what).words(" ").code(rules.next()?);
    Some(rules.fold(first, |line, rule| line.words(", ").code(rule)))
}

/// What of the past is known only now, and what is not known any more.
fn past(view: &Weekly<'_>, news: &News<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    if !news.late.is_empty() {
        let n = news.late.len();
        let line = Line::new()
            .words(format!("{} from before, known only now: ", counted(n as u64, "contribution")));
        let line = news.late.iter().take(MOST).enumerate().fold(line, |line, (n, act)| {
            let item = &act.contribution.item;
            let line = if n == 0 { line } else { line.words(", ") };
            let day = dates::act_day(act.contribution.when, view.program.zone);
            line.link(words::reference(item), item.url.as_str()).words(format!(" ({day})"))
        });
        let more = n.saturating_sub(MOST);
        lines.push(if more > 0 {
            line.words(format!(" and {more} more."))
        } else {
            line.words(".")
        });
    }
    if news.lost > 0 {
        lines.push(Line::new().words(format!(
            "{} counted before and no longer, because dates moved or the item is another's.",
            counted(news.lost as u64, "contribution")
        )));
    }
    lines
}
