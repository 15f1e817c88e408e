//! What changed: who came and went, standings, levels, findings; and what of the past is known only now.

use monitor_analysis::changes::Changed;
use monitor_analysis::news::News;
use monitor_model::{Assessment, Finding, Severity};

use super::Weekly;
use crate::document::{Block, Line};
use crate::words::{self, counted};
use crate::{agreement, dates, progress};

/// The most items of the past that are named of one mentee.
const MOST: usize = 5;

pub(super) fn blocks(view: &Weekly<'_>) -> Vec<Block> {
    let mut points: Vec<Line> = Vec::new();
    for key in &view.gone {
        points.push(Line::new().foreign(key.as_str()).words(" is no longer in the roster."));
    }
    for news in &view.news {
        points.extend(came(news));
        if view.is_private() {
            points.extend(news.changed.iter().flat_map(|changed| period(view, changed)));
        }
        points.extend(past(view, news));
    }
    Block::list(points).into_iter().collect()
}

fn came(news: &News<'_>) -> Option<Line> {
    let new = news.changed.iter().any(|changed| changed.before.is_none());
    new.then(|| {
        Line::new().foreign(words::mentee(&news.current.enrollment)).words(" is new in the roster.")
    })
}

/// What changed of one period.
fn period(view: &Weekly<'_>, changed: &Changed<'_>) -> Vec<Line> {
    let (Some(before), Some(after)) = (changed.before, changed.after) else { return Vec::new() };
    let head = || {
        let line = Line::new().foreign(words::mentee(&after.enrollment)).words(", ");
        line.code(after.period.id.as_str()).words(": ")
    };
    let mut lines = Vec::new();
    if changed.standing() {
        let was = agreement::standing(before.stand.standing);
        let is = agreement::line(after, view.program.zone);
        lines.push(head().words(format!("{was} → ")).foreign(is).words("."));
    }
    if changed.level() {
        lines.push(head().words(levels(before, after)));
    }
    let worth = |finding: &&&Finding| finding.severity != Severity::Info;
    for finding in changed.appeared().iter().filter(worth) {
        let line = head().words("now ").code(finding.rule.0).words(": ");
        lines.push(line.then(Line::prose(&finding.says)));
    }
    for finding in changed.gone().iter().filter(worth) {
        lines.push(head().words("no longer ").code(finding.rule.0).words("."));
    }
    lines
}

fn levels(before: &Assessment, after: &Assessment) -> String {
    let known =
        |of: &Assessment| of.elapsed.map_or("not begun".to_owned(), |_| progress::level(of));
    format!("level {} → {}.", known(before), known(after))
}

/// What of the past is known only now, and what is not known any more.
fn past(view: &Weekly<'_>, news: &News<'_>) -> Vec<Line> {
    let who = || Line::new().foreign(words::mentee(&news.current.enrollment));
    let mut lines = Vec::new();
    if !news.late.is_empty() {
        let n = news.late.len();
        let line = who().words(format!(
            ": {} from before, known only now: ",
            counted(n as u64, "contribution")
        ));
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
        lines.push(who().words(format!(
            ": {} counted before and no longer, because dates moved or the item is another's.",
            counted(news.lost as u64, "contribution")
        )));
    }
    lines
}
