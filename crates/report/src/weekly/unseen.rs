//! What was not observed: of whom, which streams, since when, and why.

use monitor_model::{Assessment, CoverageSlice, Stream};

use super::Weekly;
use crate::coverage::groups;
use crate::dates::day;
use crate::document::{Block, Line};
use crate::words;

pub(super) fn blocks(view: &Weekly<'_>) -> Vec<Block> {
    let points = view.current().flat_map(|of| lines(view, of)).collect();
    Block::list(points).into_iter().collect()
}

fn lines(view: &Weekly<'_>, of: &Assessment) -> Vec<Line> {
    let missing = groups(of).into_iter().filter_map(|group| {
        let missing: Vec<&CoverageSlice> =
            group.slices.iter().filter(|slice| !slice.coverage.is_complete()).collect();
        let (first, last) = (missing.first()?, missing.last()?);
        let from = day(first.window.from(), view.program.zone);
        let is_open = of.elapsed.is_some_and(|elapsed| elapsed.to() == last.window.to());
        let when = if is_open {
            format!("since {from}")
        } else {
            format!("from {from} to {}", day(last.window.to(), view.program.zone))
        };
        let streams = if group.streams.len() == Stream::ALL.len() {
            "everything".to_owned()
        } else {
            words::list(group.streams.iter().map(|stream| stream.as_str()))
        };
        let seen =
            if last.coverage.saw_anything() { "not observed completely" } else { "not observed" };
        let line = Line::new()
            .foreign(words::mentee(&of.enrollment))
            .words(format!(": {streams} {seen} {when}"));
        Some(match last.coverage.reason() {
            Some(why) => line.words(": ").then(Line::prose(why)).words("."),
            None => line.words("."),
        })
    });
    missing.collect()
}
