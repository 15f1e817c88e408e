//! What second sources say: of each person, source, window and item the latest note.

use monitor_model::{Login, NodeId, Witness, WitnessNote};
use rusqlite::{Connection, Row, params};

use crate::change::Change;
use crate::columns::{bounds, first, instant, maybe_text, micros, parsed_by, run, text, window};
use crate::error::Failure;

const AGREES: &str = "agrees";
const MISSING: &str = "missing";
const COUNT_DIFFERS: &str = "count-differs";
const NOT_POSSIBLE: &str = "not-possible";

const CHECKED: &str = "SELECT checked_at FROM witness
     WHERE account_id = ?1 AND source = ?2 AND window_from = ?3 AND window_to = ?4 AND item = ?5";

/// The later note stands. Of two from one instant it is the one that sorts last, so that the order of arrival doesn't matter.
macro_rules! later_stands {
    () => {
        " ON CONFLICT (account_id, source, window_from, window_to, item) DO UPDATE SET
         says = excluded.says, note = excluded.note, theirs = excluded.theirs, ours = excluded.ours,
         checked_at = excluded.checked_at
         WHERE (excluded.checked_at, excluded.says, coalesce(excluded.note, ''), coalesce(excluded.theirs, 0), coalesce(excluded.ours, 0))
             > (checked_at, says, coalesce(note, ''), coalesce(theirs, 0), coalesce(ours, 0))"
    };
}

const PUT: &str = concat!(
    "INSERT INTO witness (account_id, source, window_from, window_to, item, says, note, theirs, ours, checked_at)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    later_stands!()
);

const COPY: &str = concat!(
    "INSERT INTO witness (account_id, source, window_from, window_to, item, says, note, theirs, ours, checked_at)
     SELECT ?2, source, window_from, window_to, item, says, note, theirs, ours, checked_at
     FROM witness WHERE account_id = ?1",
    later_stands!()
);

/// What identifies a note: account, source, window and item.
pub(crate) type Key<'b> = (i64, &'b str, (i64, i64), &'b str);

/// Takes a note about an account.
pub(crate) fn put<'b>(
    connection: &Connection,
    account: i64,
    given: &'b WitnessNote,
) -> Result<(Key<'b>, Change), Failure> {
    let (item, says, note, counts) = match &given.verdict {
        Witness::Agrees => ("", AGREES, None, None),
        Witness::Missing { node, url } => (node.as_str(), MISSING, url.as_deref(), None),
        Witness::CountDiffers { theirs, ours } => ("", COUNT_DIFFERS, None, Some((theirs, ours))),
        Witness::NotPossible(why) => ("", NOT_POSSIBLE, Some(why.as_str()), None),
    };
    let (source, (from, to), at) = (given.source.as_str(), bounds(&given.window), micros(given.at));
    let place = params![account, source, from, to, item];
    let known = first(connection, CHECKED, place, |row| Ok(row.get::<_, i64>(0)?))?;
    let (theirs, ours) = counts.unzip();
    let values = params![account, source, from, to, item, says, note, theirs, ours, at];
    let written = connection.prepare_cached(PUT)?.execute(values)? > 0;
    let change = match known {
        None => Change::Added,
        Some(_) if written => Change::Changed,
        Some(_) => Change::None,
    };
    Ok(((account, source, (from, to), item), change))
}

/// Says of one account what was said of another.
pub(crate) fn copy_all(connection: &Connection, from: i64, to: i64) -> Result<(), Failure> {
    run(connection, COPY, [from, to])
}

/// A note from the columns `source`, `window_from`, `window_to`, `item`, `says`, `note`, `theirs`, `ours` and `checked_at`,
/// side by side.
pub(crate) fn read(row: &Row<'_>, column: usize, of: Login) -> Result<WitnessNote, Failure> {
    let note = maybe_text(row, column + 5)?.map(str::to_owned);
    let count = |n| Ok::<_, Failure>(row.get::<_, Option<u32>>(column + n)?.unwrap_or_default());
    let (theirs, ours) = (count(6)?, count(7)?);
    let item = NodeId::from(text(row, column + 3)?);
    let verdict = parsed_by(row, column + 4, |says| match says {
        AGREES => Ok(Witness::Agrees),
        MISSING => Ok(Witness::Missing { node: item, url: note }),
        COUNT_DIFFERS => Ok(Witness::CountDiffers { theirs, ours }),
        NOT_POSSIBLE => Ok(Witness::NotPossible(note.unwrap_or_default())),
        _ => Err("it is no verdict of a second source"),
    })?;
    Ok(WitnessNote {
        of,
        source: text(row, column)?.to_owned(),
        window: window(row, column + 1)?,
        at: instant(row, column + 8)?,
        verdict,
    })
}
