//! What was not observed: of whom, which streams, since when, and why. What holds of many is said once.

use monitor_model::{Assessment, CoverageSlice, Stream};

use super::Weekly;
use crate::coverage::groups;
use crate::dates::day;
use crate::document::{Block, Line};
use crate::words;

pub(super) fn blocks(view: &Weekly<'_>) -> Vec<Block> {
    let mut groups: Vec<(Line, Vec<&str>)> = Vec::new();
    for of in view.current() {
        let who = words::mentee(&of.enrollment);
        for line in lines(view, of) {
            match groups.iter_mut().find(|(known, _)| *known == line) {
                Some((_, all)) => all.push(who),
                None => groups.push((line, vec![who])),
            }
        }
    }
    let everybody = view.news.len();
    let point = |(what, who): (Line, Vec<&str>)| {
        let line = match who.len() {
            n if n > 1 && n == everybody => Line::from("everybody"),
            _ => Line::new().foreign(who.join(", ")),
        };
        line.words(": ").then(what)
    };
    Block::list(groups.into_iter().map(point).collect()).into_iter().collect()
}

/// What was not observed of a mentee, without their name.
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
        let line = Line::new().words(format!("{streams} {seen} {when}"));
        Some(match last.coverage.reason() {
            Some(why) => line.words(": ").then(Line::prose(why)).words("."),
            None => line.words("."),
        })
    });
    missing.collect()
}
