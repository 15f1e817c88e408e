//! A figure of a mentee on the page.

use monitor_model::Count;

use crate::record::Record;
use crate::review::Row;
use crate::words;

/// A figure with its heading, and what it means where that is not plain.
pub(crate) struct Figure {
    pub(crate) what: &'static str,
    pub(crate) shown: String,
    pub(crate) means: String,
    pub(crate) unknown: bool,
}

pub(crate) fn figure(what: &'static str, count: Count, record: Record) -> Figure {
    let begun = record != Record::NotBegun;
    Figure {
        what,
        shown: if begun { count.to_string() } else { "–".to_owned() },
        means: if begun { words::count(count) } else { "not begun".to_owned() },
        unknown: !count.complete && count.seen == 0,
    }
}

pub(crate) fn share(what: &'static str, n: Count, of: u32, record: Record) -> Figure {
    let begun = record != Record::NotBegun;
    Figure {
        what,
        shown: if begun { format!("{n}/{of}") } else { "–".to_owned() },
        means: String::new(),
        unknown: !n.complete && n.seen == 0,
    }
}

/// The weeks that were seen: always all of them, and marked where some are missing.
pub(crate) fn seen(row: &Row<'_>) -> Figure {
    let coverage = &row.assessment.coverage;
    let all = Count { seen: coverage.weeks_seen, complete: true };
    Figure {
        unknown: coverage.weeks_seen < coverage.weeks,
        ..share("Seen", all, coverage.weeks, row.record)
    }
}
