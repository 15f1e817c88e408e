//! What looks at evidence came to: of each piece the latest.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use monitor_model::{
    DesignActivity, DesignRecord, Designer, EntryId, EvidenceId, Look, Reach, Seen,
};
use rusqlite::{Connection, Row, params};

use crate::columns::{
    bounds, coverage, each, first, instant, maybe_text, micros, parsed, parsed_by, run, text,
    window,
};
use crate::error::Failure;
use crate::needles::Needles;

/// The evidence of a program's enrollments of which there are rows in a table.
macro_rules! of_evidence {
    ($columns:literal, $tables:literal, $order:literal) => {
        concat!(
            "SELECT enrollment.id, ledger.id, ",
            $columns,
            " FROM enrollment CROSS JOIN ledger ON subject = enrollment.id ",
            $tables,
            " WHERE program_id = ?1 AND removed_by_import IS NULL AND deed = 'add-evidence' ORDER BY ",
            $order
        )
    };
}

/// What was done to the files, in the order of time.
pub(crate) const ACTS: &str = of_evidence!(
    "design_act.at, act, account, handle, label",
    "CROSS JOIN design_act ON design_act.evidence = ledger.id",
    "ledger.id, design_act.position"
);

/// What was found out.
pub(crate) const LOOKS: &str = of_evidence!(
    "look.at, result, status, why,
     design.at, design.window_from, design.window_to, versions, versions_reason, comments, comments_reason",
    "LEFT JOIN look ON look.evidence = ledger.id LEFT JOIN design ON design.evidence = ledger.id",
    "ledger.id"
);

/// Evidence whose mentee was not forgotten.
const IS_THERE: &str = "SELECT 1 FROM ledger JOIN ledger_personal ON entry = ledger.id
     WHERE ledger.id = ?1 AND deed = 'add-evidence'";

const PUT_LOOK: &str = "INSERT INTO look (evidence, at, result, status, why) VALUES (?1, ?2, ?3, ?4, ?5)
     ON CONFLICT (evidence) DO UPDATE SET at = excluded.at, result = excluded.result, status = excluded.status, why = excluded.why
     WHERE excluded.at >= look.at";

const KNOWN_DESIGN: &str = "SELECT at, versions, versions_reason, comments, comments_reason FROM design WHERE evidence = ?1";

const PUT_DESIGN: &str = "INSERT INTO design
     (evidence, at, window_from, window_to, versions, versions_reason, comments, comments_reason)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

const PUT_ACT: &str = "INSERT INTO design_act (evidence, position, at, act, account, handle, label) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";

/// In an order in which nothing refers to what is gone.
const DROP_DESIGN: [&str; 2] =
    ["DELETE FROM design_act WHERE evidence = ?1", "DELETE FROM design WHERE evidence = ?1"];

const OF_SUBJECT: &str = "SELECT ledger.id FROM ledger WHERE subject = ?1 AND
     (EXISTS (SELECT 1 FROM look WHERE look.evidence = ledger.id) OR EXISTS (SELECT 1 FROM design WHERE design.evidence = ledger.id))";

const DROP_LOOK: &str = "DELETE FROM look WHERE evidence = ?1";

const HANDLES: &str =
    "SELECT DISTINCT account, handle FROM design_act WHERE account IS NOT NULL ORDER BY account";

const UNNAME: &str = "UPDATE design_act SET account = NULL, handle = NULL WHERE account = ?1";

const LABELS: &str = "SELECT DISTINCT label FROM design_act WHERE label IS NOT NULL ORDER BY label";

const UNLABEL: &str = "UPDATE design_act SET label = NULL WHERE label = ?1";

/// Takes what a look came to. An earlier look does not take the place of a later one, and a reading that was not answered not that
/// of one that was. `false` where there is no such evidence, or no longer.
pub(crate) fn put(connection: &Connection, look: &Look) -> Result<bool, Failure> {
    let of = look.of.0.0.cast_signed();
    if first(connection, IS_THERE, [of], |_| Ok(()))?.is_none() {
        return Ok(false);
    }
    if let Some(Seen { at, what }) = &look.reach {
        let (status, why) = parts(*what);
        run(connection, PUT_LOOK, params![of, micros(*at), what.as_str(), status, why])?;
    }
    if let Some(seen) = &look.design {
        put_design(connection, of, seen)?;
    }
    Ok(true)
}

fn put_design(connection: &Connection, of: i64, seen: &Seen<DesignRecord>) -> Result<(), Failure> {
    let Seen { at, what } = seen;
    let known = first(connection, KNOWN_DESIGN, [of], |row| {
        let answered = coverage(row, 1)?.saw_anything() || coverage(row, 3)?.saw_anything();
        Ok((answered, instant(row, 0)?))
    })?;
    if known.is_some_and(|known| known > (what.is_answered(), *at)) {
        return Ok(());
    }
    DROP_DESIGN.into_iter().try_for_each(|sql| run(connection, sql, [of]))?;
    let (from, to) = bounds(&what.window);
    let (versions, comments) = (&what.versions, &what.comments);
    let values = params![
        of,
        micros(*at),
        from,
        to,
        versions.state(),
        versions.reason(),
        comments.state(),
        comments.reason()
    ];
    run(connection, PUT_DESIGN, values)?;
    for (position, act) in (0_i64..).zip(what.activity()) {
        let who = act.who.as_ref();
        let (account, handle) = (who.map(|who| &who.id), who.map(|who| &who.handle));
        let (at, what) = (micros(act.at), act.what.as_str());
        run(connection, PUT_ACT, params![of, position, at, what, account, handle, act.label])?;
    }
    Ok(())
}

/// What was done to each file, until its record is read.
#[derive(Default)]
pub(crate) struct Acts(HashMap<i64, Vec<DesignActivity>>);

impl Acts {
    /// Takes a row of [`ACTS`] from a column on.
    pub(crate) fn add(&mut self, row: &Row<'_>, column: usize) -> Result<(), Failure> {
        let account = maybe_text(row, column + 3)?;
        let who = account.zip(maybe_text(row, column + 4)?);
        let who = who.map(|(id, handle)| Designer { id: id.to_owned(), handle: handle.to_owned() });
        self.0.entry(row.get(column)?).or_default().push(DesignActivity {
            at: instant(row, column + 1)?,
            what: parsed(row, column + 2)?,
            who,
            label: maybe_text(row, column + 5)?.map(str::to_owned),
        });
        Ok(())
    }
}

/// A row of [`LOOKS`] from a column on; `None` where nobody looked.
pub(crate) fn read(row: &Row<'_>, column: usize, acts: &mut Acts) -> Result<Option<Look>, Failure> {
    let entry: i64 = row.get(column)?;
    let mut look = Look::none(EvidenceId(EntryId(entry.cast_unsigned())));
    if let Some(at) = maybe_instant(row, column + 1)? {
        look.reach = Some(Seen { at, what: reach(row, column + 2)? });
    }
    if let Some(at) = maybe_instant(row, column + 5)? {
        let activity = acts.0.remove(&entry).unwrap_or_default();
        let (versions, comments) = (coverage(row, column + 8)?, coverage(row, column + 10)?);
        let window = window(row, column + 6)?;
        let what = DesignRecord::new(look.of, window, activity, versions, comments);
        look.design = Some(Seen { at, what });
    }
    Ok((look.reach.is_some() || look.design.is_some()).then_some(look))
}

fn maybe_instant(row: &Row<'_>, column: usize) -> Result<Option<DateTime<Utc>>, Failure> {
    row.get::<_, Option<i64>>(column)?.map(|_| instant(row, column)).transpose()
}

/// The status and the reason of a result.
fn parts(reach: Reach) -> (Option<u16>, Option<&'static str>) {
    match reach {
        Reach::Reached { status } | Reach::NotThere { status } | Reach::Unclear { status } => {
            (Some(status), None)
        }
        Reach::Refused(why) => (None, Some(why.as_str())),
        Reach::NoConnection(why) => (None, Some(why.as_str())),
        Reach::NeedsSignIn | Reach::TimedOut | Reach::TooManyRedirects => (None, None),
    }
}

/// A result from the columns `result`, `status` and `why`, side by side.
fn reach(row: &Row<'_>, column: usize) -> Result<Reach, Failure> {
    let status = || Ok::<_, Failure>(row.get(column + 1)?);
    Ok(match text(row, column)? {
        "reached" => Reach::Reached { status: status()? },
        "needs-sign-in" => Reach::NeedsSignIn,
        "not-there" => Reach::NotThere { status: status()? },
        "unclear" => Reach::Unclear { status: status()? },
        "refused" => Reach::Refused(parsed(row, column + 2)?),
        "timed-out" => Reach::TimedOut,
        "too-many-redirects" => Reach::TooManyRedirects,
        "no-connection" => Reach::NoConnection(parsed(row, column + 2)?),
        _ => parsed_by(row, column, |_| Err("it is no result of a look"))?,
    })
}

/// Erases what looks at the evidence of an enrollment came to, and gives how many pieces there were.
pub(crate) fn forget(connection: &Connection, subject: i64) -> Result<u64, Failure> {
    let mut pieces: Vec<i64> = Vec::new();
    each(connection, OF_SUBJECT, [subject], |row| {
        pieces.push(row.get(0)?);
        Ok(())
    })?;
    for piece in &pieces {
        let statements = DROP_DESIGN.into_iter().chain([DROP_LOOK]);
        statements.into_iter().try_for_each(|sql| run(connection, sql, [piece]))?;
    }
    Ok(pieces.len() as u64)
}

/// Takes a name out of what is known of others' files: the accounts that are called so, with all their names, and the names of versions.
pub(crate) fn unname(connection: &Connection, needles: &Needles) -> Result<(), Failure> {
    for (sql, update) in [(HANDLES, UNNAME), (LABELS, UNLABEL)] {
        let mut named: Vec<String> = Vec::new();
        each(connection, sql, [], |row| {
            let says = text(row, row.as_ref().column_count() - 1)?;
            if needles.named_in(says).is_some() {
                named.push(text(row, 0)?.to_owned());
            }
            Ok(())
        })?;
        named.into_iter().try_for_each(|named| run(connection, update, [named]))?;
    }
    Ok(())
}
