//! One line per mentee for a spreadsheet.

use monitor_model::ItemKind;

use super::{Weekly, totals};
use crate::dates::rfc3339;
use crate::{RenderError, agreement, escape, progress, sheet, words};

/// The report as CSV.
pub(super) fn csv(view: &Weekly<'_>) -> Result<String, RenderError> {
    sheet::write(&headings(view), rows(view).into_iter())
}

fn headings(view: &Weekly<'_>) -> Vec<&'static str> {
    let mut headings = vec!["program", "since", "until", "mentee", "project", "period"];
    headings.extend(ItemKind::ALL.iter().map(|kind| kind.as_str()));
    headings.extend(["complete", "found_later"]);
    if view.is_private() {
        headings.extend(["level", "standing", "findings_new", "findings_gone"]);
    }
    headings
}

fn rows(view: &Weekly<'_>) -> Vec<Vec<String>> {
    let zone = view.program.zone;
    let (since, until) = (rfc3339(view.since.as_of, zone), rfc3339(view.now(), zone));
    let row = |news: &monitor_analysis::news::News<'_>| {
        let of = news.current;
        let mut cells = vec![
            view.program.id.to_string(),
            since.clone(),
            until.clone(),
            escape::csv(words::mentee(&of.enrollment)),
            escape::csv(words::project(&of.enrollment)),
            of.period.id.to_string(),
        ];
        // What was not seen is an empty cell and no zero.
        cells.extend(ItemKind::ALL.iter().map(|kind| {
            let count = totals::of(news, *kind);
            if count.seen == 0 && !count.complete { String::new() } else { count.seen.to_string() }
        }));
        cells.extend([news.all().complete.to_string(), news.late.len().to_string()]);
        if view.is_private() {
            let rules = |of: Vec<&monitor_model::Finding>| {
                of.iter().map(|finding| finding.rule.0).collect::<Vec<_>>().join(" ")
            };
            let mut changed =
                news.changed.iter().filter(|c| c.after.is_some_and(|a| a.period == of.period));
            let changed = changed.next();
            cells.extend([
                of.elapsed.map_or_else(String::new, |_| progress::level(of)),
                agreement::standing(of.stand.standing).to_owned(),
                changed.map_or_else(String::new, |c| rules(c.appeared())),
                changed.map_or_else(String::new, |c| rules(c.gone())),
            ]);
        }
        cells
    };
    view.news.iter().map(row).collect()
}
