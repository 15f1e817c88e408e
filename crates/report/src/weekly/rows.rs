//! Rows for a spreadsheet: one for each mentee, and one for each date.

use monitor_model::ItemKind;

use super::{Weekly, totals};
use crate::dates::rfc3339;
use crate::sheet::Sheet;
use crate::{agreement, progress, words};

/// One row per mentee.
pub(super) fn mentees(view: &Weekly<'_>) -> Sheet {
    let headings = headings(view).into_iter().map(str::to_owned).collect();
    Sheet { name: "Mentees", headings, rows: rows(view) }
}

/// One row per date that the reader may know of.
#[cfg(feature = "xlsx")]
pub(super) fn dates(view: &Weekly<'_>) -> Sheet {
    let headings =
        ["at", "period", "what", "own", "mentees", "settled"].map(str::to_owned).to_vec();
    let dates = view.dates.iter().filter(|date| view.may_know(date));
    let row = |date: &monitor_analysis::agenda::Date| {
        let settled = date.mentees.iter().filter(|mentee| mentee.asks.is_settled()).count();
        vec![
            rfc3339(date.at, view.program.zone),
            date.period.to_string(),
            date.what.to_string(),
            date.own.to_string(),
            date.mentees.len().to_string(),
            if view.is_private() { settled.to_string() } else { String::new() },
        ]
    };
    Sheet { name: "Dates", headings, rows: dates.map(row).collect() }
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
            words::mentee(&of.enrollment).to_owned(),
            words::project(&of.enrollment).to_owned(),
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
