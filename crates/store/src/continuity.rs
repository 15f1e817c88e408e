//! Which enrollment continues an earlier one: a roster corrected the login, and the mentee is the same.
//!
//! Both rows stay. The ledger goes on to refer to the earlier one, whose key is as it was when its entries were written, and who
//! reads the ledger is told of the one that continues it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use monitor_model::{EnrollmentKey, ProgramId};
use rusqlite::{Connection, params};

use crate::columns::{each, micros, run, text};
use crate::error::Failure;
use crate::ledger;
use crate::outcome::{Continued, Doubt, WhyContinued, Wishes};

const STATE: &str = "SELECT enrollment.id, enrollment.key, removed_by_import IS NULL,
         EXISTS (SELECT 1 FROM continuation WHERE former = enrollment.id)
     FROM enrollment JOIN program ON program.id = program_id WHERE program.key = ?1";

/// Earlier enrollments of an account and the only one that the roster has of it now, in whichever program.
const SAME_ACCOUNT: &str = "SELECT former.id, former.key, now.id, now.key, program.key
     FROM enrollment AS former JOIN program ON program.id = former.program_id
     JOIN enrollment_account AS theirs ON theirs.enrollment_id = former.id
     JOIN enrollment_account AS ours ON ours.account_id = theirs.account_id
     JOIN enrollment AS now ON now.id = ours.enrollment_id AND now.program_id = former.program_id
     WHERE former.removed_by_import IS NOT NULL AND now.removed_by_import IS NULL
       AND NOT EXISTS (SELECT 1 FROM continuation WHERE former = former.id)
       AND NOT EXISTS (
           SELECT 1 FROM enrollment_account AS other JOIN enrollment ON enrollment.id = other.enrollment_id
           WHERE other.account_id = ours.account_id AND program_id = now.program_id
             AND removed_by_import IS NULL AND enrollment.id <> now.id)
     ORDER BY former.id";

/// The mentors of an enrollment, in an order that does not depend on the roster's.
macro_rules! mentors {
    ($of:literal) => {
        concat!(
            "(SELECT group_concat(lower(mentor), char(10)) FROM
                 (SELECT mentor FROM enrollment_mentor WHERE enrollment_id = ",
            $of,
            " ORDER BY lower(mentor)))"
        )
    };
}

/// Who left a roster and who is in it, of the same project and mentors, unless they are known to be two; and whether the login of
/// who left led nowhere.
const SAME_PROJECT: &str = concat!(
    "SELECT former.id, now.id, theirs.account_id IS NULL AND (former.unresolved IS NOT NULL
             OR EXISTS (SELECT 1 FROM identity WHERE login = former.mentee AND kind = 'no-such-login'))
     FROM enrollment AS former JOIN program ON program.id = former.program_id
     JOIN enrollment AS now ON now.program_id = former.program_id
     LEFT JOIN enrollment_account AS theirs ON theirs.enrollment_id = former.id
     LEFT JOIN enrollment_account AS ours ON ours.enrollment_id = now.id
     WHERE program.key = ?1 AND former.removed_by_import IS NOT NULL AND now.removed_by_import IS NULL
       AND former.project_title <> '' AND former.project_title = now.project_title
       AND former.project_name IS now.project_name AND former.project_url IS now.project_url
       AND coalesce(theirs.account_id = ours.account_id, 1)
       AND ",
    mentors!("former.id"),
    " = ",
    mentors!("now.id"),
    " ORDER BY former.id, now.position"
);

/// Earlier enrollments that the roster has again.
const RETURNED: &str =
    "SELECT former.id, former.key, now.id, now.key, now.removed_by_import IS NULL
     FROM continuation JOIN enrollment AS former ON former.id = former
     JOIN enrollment AS now ON now.id = now JOIN program ON program.id = former.program_id
     WHERE program.key = ?1 AND former.removed_by_import IS NULL ORDER BY former.id";

const FORGET: &str = "DELETE FROM continuation WHERE former = ?1";

const FOLLOW: &str = "UPDATE continuation SET now = ?2 WHERE now = ?1";

const ADD: &str = "INSERT INTO continuation (former, now, since) VALUES (?1, ?2, ?3)
     ON CONFLICT (former) DO UPDATE SET now = excluded.now, since = excluded.since";

/// Whoever mentored the earlier one did what they did as a mentor.
const TAKE_MENTORS: [&str; 2] = [
    "INSERT OR IGNORE INTO former_mentor (enrollment_id, mentor, is_login)
     SELECT ?2, mentor, account_id IS NOT NULL FROM enrollment_mentor WHERE enrollment_id = ?1",
    "INSERT OR IGNORE INTO former_mentor (enrollment_id, mentor, is_login)
     SELECT ?2, mentor, is_login FROM former_mentor WHERE enrollment_id = ?1",
];

const FORMER: &str = "SELECT former FROM continuation WHERE now = ?1 ORDER BY former";

/// What earlier rosters called the mentees of a program, by the row of the enrollment that they have now.
const NAMES: &str = "SELECT continuation.now, former.key, former.mentee
     FROM continuation JOIN enrollment AS former ON former.id = former
     JOIN program ON program.id = former.program_id WHERE program.key = ?1 ORDER BY former.id";

/// The enrollments of a program before an import.
pub(crate) struct Before(BTreeMap<i64, (EnrollmentKey, bool)>);

/// The rows of two enrollments, of which the second may continue the first.
type Pair = (i64, i64);

impl Before {
    /// The enrollments as they are.
    pub(crate) fn of(connection: &Connection, program: &ProgramId) -> Result<Self, Failure> {
        let mut rows = BTreeMap::new();
        each(connection, STATE, [program.as_str()], |row| {
            rows.insert(row.get(0)?, (EnrollmentKey::from_text(text(row, 1)?), row.get(2)?));
            Ok(())
        })?;
        Ok(Self(rows))
    }

    fn key(&self, row: i64) -> EnrollmentKey {
        self.0.get(&row).map_or_else(|| EnrollmentKey::from_text(""), |(key, _)| key.clone())
    }

    fn is_live(&self, row: i64) -> bool {
        self.0.get(&row).is_some_and(|(_, live)| *live)
    }
}

/// Finds out what continues what after an import: by what people say, by accounts, and by projects where a login led nowhere.
pub(crate) fn settle(
    connection: &Connection,
    program: &ProgramId,
    before: &Before,
    wishes: &Wishes,
    at: DateTime<Utc>,
) -> Result<(Vec<Continued>, Vec<Doubt>), Failure> {
    let mut continued = returned(connection, program, at)?;
    continued.extend(told(connection, program, &wishes.continues, at)?);
    let of_accounts = by_account(connection, at)?;
    continued.extend(of_accounts.into_iter().filter(|(of, _)| of == program).map(|(_, one)| one));
    let after = Before::of(connection, program)?;
    let (sure, doubtful) = by_project(connection, program, before, &after, &continued)?;
    for (former, now) in sure {
        link(connection, former, now, at)?;
        let why = WhyContinued::SameProject;
        continued.push(Continued { former: after.key(former), now: after.key(now), why });
    }
    let mut doubts: BTreeMap<i64, Vec<EnrollmentKey>> = BTreeMap::new();
    for (former, now) in doubtful {
        doubts.entry(former).or_default().push(after.key(now));
    }
    let doubt = |(former, candidates)| Doubt { former: after.key(former), candidates };
    Ok((continued, doubts.into_iter().map(doubt).collect()))
}

/// Notes that the enrollments of an account continue each other, where the account has become known.
pub(crate) fn by_account(
    connection: &Connection,
    at: DateTime<Utc>,
) -> Result<Vec<(ProgramId, Continued)>, Failure> {
    let mut found = Vec::new();
    each(connection, SAME_ACCOUNT, [], |row| {
        let (former, now) = (text(row, 1)?, text(row, 3)?);
        let [former, now] = [former, now].map(EnrollmentKey::from_text);
        let one = Continued { former, now, why: WhyContinued::SameAccount };
        let pair: Pair = (row.get(0)?, row.get(2)?);
        found.push((pair, crate::columns::parsed(row, 4)?, one));
        Ok(())
    })?;
    let mut continued = Vec::new();
    for ((former, now), program, one) in found {
        link(connection, former, now, at)?;
        continued.push((program, one));
    }
    Ok(continued)
}

/// Where the roster has an earlier one again, that one goes on; where it has both, they are two.
fn returned(
    connection: &Connection,
    program: &ProgramId,
    at: DateTime<Utc>,
) -> Result<Vec<Continued>, Failure> {
    let mut found = Vec::new();
    each(connection, RETURNED, [program.as_str()], |row| {
        let [back, gone] = [text(row, 1)?, text(row, 3)?].map(EnrollmentKey::from_text);
        let one = Continued { former: gone, now: back, why: WhyContinued::Returned };
        found.push(((row.get(2)?, row.get(0)?), row.get::<_, bool>(4)?, one));
        Ok(())
    })?;
    let mut continued = Vec::new();
    for ((gone, back), both, one) in found {
        if both {
            run(connection, FORGET, [back])?;
        } else {
            link(connection, gone, back, at)?;
            continued.push(one);
        }
    }
    Ok(continued)
}

/// What people say, which must be about one that the roster no longer has and one that it has.
fn told(
    connection: &Connection,
    program: &ProgramId,
    pairs: &[(EnrollmentKey, EnrollmentKey)],
    at: DateTime<Utc>,
) -> Result<Vec<Continued>, Failure> {
    let state = Before::of(connection, program)?;
    let mut continued = Vec::new();
    for (former, now) in pairs {
        let row = |key| ledger::subject(connection, program, key);
        let pair = (row(former)?, row(now)?);
        let wrong = [(former, pair.0, false), (now, pair.1, true)];
        if let Some((key, ..)) =
            wrong.into_iter().find(|(_, row, live)| state.is_live(*row) != *live)
        {
            let (former, now) = (former.to_string(), now.to_string());
            return Err(Failure::NoContinuation { former, now, wrong: key.to_string() });
        }
        link(connection, pair.0, pair.1, at)?;
        let why = WhyContinued::Told;
        continued.push(Continued { former: former.clone(), now: now.clone(), why });
    }
    Ok(continued)
}

/// The pairs of who left with this import and who is new in it, that are one for sure, and those of which nobody can tell.
fn by_project(
    connection: &Connection,
    program: &ProgramId,
    before: &Before,
    after: &Before,
    known: &[Continued],
) -> Result<(Vec<Pair>, Vec<Pair>), Failure> {
    let is_known = |key: &EnrollmentKey| known.iter().any(|of| of.former == *key || of.now == *key);
    let mut pairs: Vec<(Pair, bool)> = Vec::new();
    each(connection, SAME_PROJECT, [program.as_str()], |row| {
        let pair: Pair = (row.get(0)?, row.get(1)?);
        let (former, now) = pair;
        let moved = before.is_live(former) && !before.0.contains_key(&now);
        if moved && !is_known(&after.key(former)) && !is_known(&after.key(now)) {
            pairs.push((pair, row.get(2)?));
        }
        Ok(())
    })?;
    let once = |rows: Vec<i64>| {
        let twice: BTreeSet<i64> = rows
            .iter()
            .filter(|row| rows.iter().filter(|r| r == row).count() > 1)
            .copied()
            .collect();
        move |row: i64| !twice.contains(&row)
    };
    let one_former = once(pairs.iter().map(|((former, _), _)| *former).collect());
    let one_now = once(pairs.iter().map(|((_, now), _)| *now).collect());
    let is_sure =
        |((former, now), lost): &(Pair, bool)| *lost && one_former(*former) && one_now(*now);
    let (sure, doubtful): (Vec<_>, Vec<_>) = pairs.into_iter().partition(is_sure);
    let bare = |pairs: Vec<(Pair, bool)>| pairs.into_iter().map(|(pair, _)| pair).collect();
    Ok((bare(sure), bare(doubtful)))
}

fn link(connection: &Connection, former: i64, now: i64, at: DateTime<Utc>) -> Result<(), Failure> {
    run(connection, FORGET, [now])?;
    run(connection, FOLLOW, [former, now])?;
    run(connection, ADD, params![former, now, micros(at)])?;
    TAKE_MENTORS.into_iter().try_for_each(|sql| run(connection, sql, [former, now]))
}

/// The rows of the enrollments that one continues.
pub(crate) fn former(connection: &Connection, now: i64) -> Result<Vec<i64>, Failure> {
    let mut rows = Vec::new();
    each(connection, FORMER, [now], |row| {
        rows.push(row.get(0)?);
        Ok(())
    })?;
    Ok(rows)
}

/// What earlier rosters called the mentees of a program, in lower case, by the row of the enrollment that they have now.
pub(crate) fn names(
    connection: &Connection,
    program: &ProgramId,
) -> Result<Vec<(i64, [String; 2])>, Failure> {
    let mut names = Vec::new();
    each(connection, NAMES, [program.as_str()], |row| {
        let both = [text(row, 1)?, text(row, 2)?].map(|name| name.trim().to_lowercase());
        names.push((row.get(0)?, both));
        Ok(())
    })?;
    Ok(names)
}
