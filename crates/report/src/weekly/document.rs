//! The report as a document, from what is most urgent to what is only to be looked up.

use super::{Weekly, acting, changed, dates, pictures, table, totals, unseen};
use crate::dates::{day, instant};
use crate::document::{Block, Document, Line};
use crate::words::{counted, plural};

pub(super) fn document(view: &Weekly<'_>) -> Document {
    let program = view.program;
    let title = match program.title.trim() {
        "" => program.id.as_str(),
        title => title,
    };
    let (from, to) = (day(view.since.as_of, program.zone), day(view.now(), program.zone));
    let mut of = Document {
        title: Line::new().foreign(title).words(format!(": {from} to {to}")),
        about: about(view),
        blocks: totals::blocks(view),
    };
    of.section("What did not work", troubles(view));
    of.section("Who is to act", acting::blocks(view));
    of.section("Dates", dates::blocks(view));
    of.section("What changed", changed::blocks(view));
    of.section("Not observed", unseen::blocks(view));
    of.section("Mentee by mentee", table::blocks(view));
    of.blocks.extend(pictures::blocks(view));
    of
}

fn about(view: &Weekly<'_>) -> Vec<Line> {
    let zone = view.program.zone;
    let length = view.now() - view.since.as_of;
    let span = match (length.num_days(), length.num_hours()) {
        (0, hours) => {
            let hours = u64::try_from(hours).unwrap_or(0);
            format!("{} {}", hours, plural(hours, "hour", "hours"))
        }
        (days, _) => counted(u64::try_from(days).unwrap_or(0), "day"),
    };
    let since = instant(view.since.as_of, zone);
    let mut lines = vec![
        Line::new()
            .words("Program ")
            .code(view.program.id.as_str())
            .words(format!(", as of {}: the {span} since {since}.", instant(view.now(), zone))),
    ];
    let short = |id: &String| id.get(..12).unwrap_or(id).to_owned();
    let ids = (view.since.snapshot.as_ref().map(short), view.until.snapshot.as_ref().map(short));
    let snapshots = match ids {
        (Some(before), Some(after)) => {
            Line::new().words("Snapshots ").code(before).words(" and ").code(after).words(".")
        }
        (None, Some(after)) => Line::new().words("Snapshot ").code(after).words("."),
        (Some(before), None) => {
            Line::new().words("Compared with the snapshot ").code(before).words(".")
        }
        (None, None) => return lines,
    };
    lines.push(snapshots);
    lines
}

/// What did not work concerns those who run the program, and may name what only they should read.
fn troubles(view: &Weekly<'_>) -> Vec<Block> {
    if !view.is_private() {
        return Vec::new();
    }
    let points = view.troubles.iter().map(|trouble| Line::prose(trouble)).collect();
    Block::list(points).into_iter().collect()
}
