//! Forgets a mentee: erases what is personal, keeps what was decided under a pseudonym.

use monitor_model::{Deed, EnrollmentKey, EntryId, NewEntry};
use rusqlite::{Connection, params};

use crate::columns::{each, first, run, text};
use crate::erase::{self, Done};
use crate::error::Failure;
use crate::needles::Needles;
use crate::personal::Salt;
use crate::{continuity, ledger, looks, marks, recall, snapshots, troubles, weeks, write_roster};

const ENROLLMENT: &str =
    "SELECT mentee, enrollment.account_id, bound.account_id, unresolved IS NULL, key
     FROM enrollment LEFT JOIN enrollment_account AS bound ON enrollment_id = enrollment.id
     WHERE enrollment.id = ?1";

const FORGOTTEN: &str = "SELECT count(*) FROM enrollment
     WHERE program_id = (SELECT program_id FROM enrollment WHERE id = ?1) AND key GLOB 'forgotten.*'";

/// From now on it counts among those that the roster has no more.
const RENAME: &str = "UPDATE enrollment SET key = ?2, mentee = '', account_id = NULL, unresolved = 'empty', project_title = '',
         project_name = NULL, project_url = NULL,
         removed_by_import = coalesce(removed_by_import, (SELECT roster_import FROM program WHERE program.id = program_id))
     WHERE id = ?1";

const UNBIND: &str = "DELETE FROM enrollment_account WHERE enrollment_id = ?1";

const DROP_FORMER_MENTORS: &str = "DELETE FROM former_mentor WHERE enrollment_id = ?1";

const SAME_MENTEE: &str = "SELECT 1 FROM enrollment WHERE mentee = ?1 COLLATE NOCASE LIMIT 1";

const ERASE_PERSONAL: &str = "DELETE FROM ledger_personal
     WHERE entry < ?2 AND entry IN (SELECT ledger.id FROM ledger WHERE subject = ?1)";

const PERSONAL: &str = "SELECT entry, body FROM ledger_personal ORDER BY entry";

const FILES: &str = "SELECT id, file FROM import";

const SET_FILE: &str = "UPDATE import SET file = ?2 WHERE id = ?1";

/// What became of forgetting somebody, or would become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgotten {
    /// What the enrollment is called from now on.
    pub pseudonym: EnrollmentKey,
    /// The entry of the ledger that says so.
    pub entry: EntryId,
    /// How many entries of the ledger lost names, reasons and URLs.
    pub entries: u64,
    /// How many pieces of their evidence somebody had looked at; what that came to was erased.
    pub looks: u64,
    /// Whether another enrollment needs the account, so that all that is known of it stays: only this enrollment was forgotten.
    pub account_stays: bool,
    /// How many contributions were erased.
    pub contributions: u64,
    /// How many items were erased, with their titles, URLs, files and responses.
    pub items: u64,
    /// How many items of theirs stay because somebody else did something on them too.
    pub shared_items: u64,
    /// How many answers of GitHub about logins and accounts were erased.
    pub identities: u64,
    /// How many of the fetcher's notes were erased.
    pub marks: u64,
    /// Entries about others whose names, reasons or URLs name the mentee, too. They are others', and stay.
    pub named_in: Vec<EntryId>,
    /// The ids of snapshots that held the mentee, and were erased but for their ids.
    pub snapshots: Vec<String>,
    /// Whether nothing is left in the bytes of the file. Not so before [`crate::Store::sweep`] was done, which a process that reads keeps
    /// from being done.
    pub swept: bool,
}

/// The enrollments of one person, and whom they mean.
#[derive(Default)]
struct Known {
    keys: Vec<String>,
    /// As rosters write them, and whether that is a login.
    mentees: Vec<(String, bool)>,
    accounts: Vec<i64>,
}

/// Forgets the enrollment that the entry is about. The entry is appended as one that forgets, about the pseudonym.
pub(crate) fn forget(
    connection: &Connection,
    last: Option<EntryId>,
    entry: &NewEntry,
    salt: Salt,
) -> Result<Forgotten, Failure> {
    ledger::expect(connection, last)?;
    let subject = ledger::subject(connection, &entry.program, &entry.about)?;
    // The enrollments that it continues are of the same person.
    let mut rows = vec![subject];
    rows.extend(continuity::former(connection, subject)?);
    let known = known(connection, &rows)?;
    let mut pseudonyms = Vec::new();
    for row in &rows {
        pseudonyms.push(rename(connection, *row)?);
    }

    let names = known.mentees.iter().map(|(name, _)| name.as_str());
    recall::note(connection, subject, names, &known.accounts, &salt)?;
    let mut needles = Needles::default();
    let alone = alone(connection, &known, &mut needles)?;
    let reason = entry.reason.as_deref().unwrap_or_default();
    if let Some(word) = needles.named_in(reason) {
        return Err(Failure::NamesForgotten { word: word.to_owned() });
    }
    let mut done = Done::default();
    for account in &alone {
        erase::account(connection, *account, &mut needles, &mut done)?;
    }
    let mut looks = 0;
    for row in &rows {
        looks += looks::forget(connection, *row)?;
    }
    looks::unname(connection, &needles)?;
    let marks = marks::forget(connection, |text| needles.are_in(text))?;
    erase_files(connection, &needles)?;
    let snapshots = snapshots::forget(connection, &entry.program, &known.keys, &needles)?;
    troubles::forget(connection)?;
    weeks::forget(connection)?;

    let (ids, entries) = append(connection, entry, &rows, &pseudonyms, salt)?;
    Ok(Forgotten {
        pseudonym: pseudonyms.swap_remove(0),
        entry: ids.first().copied().unwrap_or(EntryId(0)),
        entries,
        looks,
        account_stays: alone.len() < known.accounts.len(),
        contributions: done.contributions,
        items: done.items,
        shared_items: done.shared_items,
        identities: done.identities,
        marks,
        named_in: named_in(connection, &needles, &ids)?,
        snapshots,
        swept: false,
    })
}

/// Appends that each of the enrollments was forgotten, and erases the personal parts of what the ledger holds about them: the new
/// entries, and of how many something was erased.
fn append(
    connection: &Connection,
    entry: &NewEntry,
    rows: &[i64],
    pseudonyms: &[EnrollmentKey],
    salt: Salt,
) -> Result<(Vec<EntryId>, u64), Failure> {
    let (mut ids, mut entries) = (Vec::new(), 0);
    for ((row, about), n) in rows.iter().zip(pseudonyms).zip(0_u64..) {
        let forget = NewEntry { about: about.clone(), deed: Deed::Forget, ..entry.clone() };
        let id = ledger::add(connection, &forget, salt.another(n))?;
        let erased = params![row, id.0.cast_signed()];
        entries += connection.prepare_cached(ERASE_PERSONAL)?.execute(erased)? as u64;
        ids.push(id);
    }
    Ok((ids, entries))
}

fn known(connection: &Connection, rows: &[i64]) -> Result<Known, Failure> {
    let mut known = Known::default();
    for subject in rows {
        each(connection, ENROLLMENT, [*subject], |row| {
            let (own, bound): (Option<i64>, Option<i64>) = (row.get(1)?, row.get(2)?);
            known.accounts.extend(own.into_iter().chain(bound));
            known.mentees.push((text(row, 0)?.to_owned(), row.get(3)?));
            known.keys.push(text(row, 4)?.to_owned());
            Ok(())
        })?;
    }
    known.accounts.sort_unstable();
    known.accounts.dedup();
    Ok(known)
}

/// Takes from an enrollment's row everything but a pseudonym.
fn rename(connection: &Connection, row: i64) -> Result<EnrollmentKey, Failure> {
    let n = first(connection, FORGOTTEN, [row], |row| Ok(row.get::<_, i64>(0)?))?;
    let pseudonym = EnrollmentKey::forgotten(n.unwrap_or_default().cast_unsigned() + 1);
    for sql in write_roster::DROP_PARTS.into_iter().chain([UNBIND, DROP_FORMER_MENTORS]) {
        run(connection, sql, [row])?;
    }
    run(connection, RENAME, params![row, pseudonym.as_str()])?;
    Ok(pseudonym)
}

/// Those of the accounts that no enrollment needs any more, and what they are recognised by.
fn alone(
    connection: &Connection,
    known: &Known,
    needles: &mut Needles,
) -> Result<Vec<i64>, Failure> {
    let mut alone = Vec::new();
    for &account in &known.accounts {
        if !erase::is_needed(connection, account)? {
            erase::recognise(connection, account, needles)?;
            alone.push(account);
        }
    }
    // A text that is no login may be a name, and one that the roster of another program has too is still needed.
    for (mentee, is_login) in &known.mentees {
        let others = first(connection, SAME_MENTEE, [mentee], |_| Ok(()))?;
        if others.is_none() && (!is_login || alone.len() == known.accounts.len()) {
            needles.word(mentee);
        }
    }
    Ok(alone)
}

/// A file may be named after somebody.
fn erase_files(connection: &Connection, needles: &Needles) -> Result<(), Failure> {
    let mut named = Vec::new();
    each(connection, FILES, [], |row| {
        if needles.named_in(text(row, 1)?).is_some() {
            named.push(row.get::<_, i64>(0)?);
        }
        Ok(())
    })?;
    named.into_iter().try_for_each(|id| run(connection, SET_FILE, params![id, "(forgotten)"]))
}

/// Entries whose personal part names somebody, but those of these numbers.
fn named_in(
    connection: &Connection,
    needles: &Needles,
    but: &[EntryId],
) -> Result<Vec<EntryId>, Failure> {
    let mut entries = Vec::new();
    each(connection, PERSONAL, [], |row| {
        let entry = EntryId(row.get::<_, i64>(0)?.cast_unsigned());
        if !but.contains(&entry) && needles.are_in(text(row, 1)?) {
            entries.push(entry);
        }
        Ok(())
    })?;
    Ok(entries)
}
