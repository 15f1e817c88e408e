//! The recordings of the tool that programs used before: what GitHub's `contributionsCollection` said of one mentee and week.
//!
//! They come in two shapes, told apart by the first character that is not blank. An archive is one JSON array of rows. The
//! output of a run is JSON lines, each a row and the id of the task that asked for it; a `state.json` beside it names the
//! login that each task asked for. Both are read row by row, so memory holds one row and the batch.
//!
//! Three habits of these recordings decide how they are read:
//! - **Dates.** A row does not date its items; it says which week was asked for. GitHub takes the end of the range as a day
//!   that belongs to it, so a row of the week from Monday the 2nd also lists what was opened on Monday the 9th. An act that
//!   one week lists is therefore dated "within eight days". One item in seven stands in two weeks that follow each other: what
//!   both list was done on the day that both cover, so it is one contribution, dated to that Monday in UTC. This is read from one
//!   file as a whole; the order of its rows has no say. Commits are counted in the same way, so those of a Monday may be in the
//!   counts of two weeks, and nothing in the file says how many.
//! - **Repetition.** A week that was fetched twice stands in the file twice. Its items are united. Its commits are mere counts,
//!   so the later row replaces all counts of the earlier one, also of repositories that it no longer lists. That holds within a
//!   file. Whoever unites several files replaces the count of the same person, repository and window, and so may keep a
//!   repository that a later file dropped; force-pushes that move commits out of a repository are too rare to say more.
//! - **Silence.** A row whose mentee is `null` says that GitHub knew no such login, never that nothing was done.

use crate::problem::Problems;
use crate::{ImportProblem, Reading};

use gather::Gather;
use wire::BLANKS;

mod fields;
mod row;

mod fault;
mod state;
mod wire;

mod coverage;
mod gather;
mod week;

mod array;
mod lines;

/// Reads one recording, an array or JSON lines. `file` names it in problems and notices; `state` is name and text of the
/// `state.json` that lies beside JSON lines, if there is one.
///
/// JSON lines that were cut off exactly between two lines can't be told from shorter ones, except by the state: then a notice
/// says how many answers are missing.
///
/// # Errors
/// Every problem of the file and the state, at most twenty spelled out. Nothing of the file is returned then.
pub fn read(
    file: &str,
    text: &str,
    state: Option<(&str, &str)>,
) -> Result<Reading, Vec<ImportProblem>> {
    let mut problems = Problems::default();
    let mut gather = Gather::new(file);
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let start = text.trim_start_matches(BLANKS);
    match start.chars().next() {
        Some('[') => {
            array::read(file, text, &mut gather, &mut problems);
            if let Some((state, _)) = state {
                gather.notice(1, format!("an array has no tasks, so `{state}` was not used"));
            }
        }
        Some('{') => lines::read(file, text, state, &mut gather, &mut problems),
        other => {
            let line = 1 + text[..text.len() - start.len()].matches('\n').count();
            let says = other.map_or_else(
                || "the file is empty".to_owned(),
                |c| format!("a recording begins with `[` or `{{`, this one with {c:?}"),
            );
            problems.add(file, line, says, "give a file of recorded activity: an array of rows, or JSON lines with `taskId` and `result`");
        }
    }
    problems.finish()?;
    Ok(gather.finish())
}

#[cfg(test)]
mod tests;
