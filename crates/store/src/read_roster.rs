//! Reads programs as their rosters declare them, in a constant number of queries.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use monitor_model::{
    Account, AccountId, Enrollment, EnrollmentKey, Login, Mentee, Mentor, Period, Program,
    ProgramId, Project, RepoName, Scope,
};
use rusqlite::{Connection, Row};

use crate::columns::{
    each, first, instant, maybe_text, parsed, parsed_by, read_login_error, text, window,
};
use crate::error::Failure;
use crate::outcome::ProgramHead;
use crate::{continuity, import_log, repositories};

/// How the entries of a scope are named in the database.
pub(crate) const ORGANIZATION: &str = "organization";
pub(crate) const REPOSITORY: &str = "repository";
pub(crate) const ISSUE: &str = "issue";

const HEADS: &str = "SELECT key, title, window_from, window_to,
         (SELECT count(*) FROM enrollment WHERE program_id = program.id AND removed_by_import IS NULL),
         (SELECT count(*) FROM enrollment WHERE program_id = program.id AND removed_by_import IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM continuation WHERE former = enrollment.id)),
         format, file, sha256, at
     FROM program JOIN import ON import.id = roster_import
     ORDER BY key";

const PROGRAM: &str =
    "SELECT program.id, title, zone, window_from, window_to, hours_per_week, sha256, at,
         (SELECT count(*) FROM enrollment WHERE program_id = program.id AND removed_by_import IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM continuation WHERE former = enrollment.id))
     FROM program JOIN import ON import.id = roster_import WHERE key = ?1";

const PERIODS: &str =
    "SELECT key, window_from, window_to, due FROM period WHERE program_id = ?1 ORDER BY position";

const ENROLLMENTS: &str = "SELECT enrollment.id, key, mentee, unresolved, project_title, project_name, project_url, display_name,
         github_id, node_id
     FROM enrollment
     LEFT JOIN enrollment_account AS bound ON bound.enrollment_id = enrollment.id
     LEFT JOIN account ON account.id = coalesce(bound.account_id, enrollment.account_id)
     WHERE program_id = ?1 AND removed_by_import IS NULL ORDER BY position";

const MENTORS: &str = "SELECT enrollment_id, mentor, enrollment_mentor.account_id
     FROM enrollment JOIN enrollment_mentor ON enrollment_id = enrollment.id
     WHERE program_id = ?1 AND removed_by_import IS NULL
     ORDER BY enrollment_id, enrollment_mentor.position";

const SCOPE: &str = "SELECT enrollment_id, kind, value
     FROM enrollment JOIN enrollment_scope ON enrollment_id = enrollment.id
     WHERE program_id = ?1 AND removed_by_import IS NULL
     ORDER BY enrollment_id, kind, enrollment_scope.position";

const WORK: &str = "SELECT enrollment_id, kind
     FROM enrollment JOIN enrollment_work ON enrollment_id = enrollment.id
     WHERE program_id = ?1 AND removed_by_import IS NULL
     ORDER BY enrollment_id, enrollment_work.position";

const WINDOWS: &str = "SELECT enrollment_id, period, window_from, window_to
     FROM enrollment JOIN enrollment_window ON enrollment_id = enrollment.id
     WHERE program_id = ?1 AND removed_by_import IS NULL";

/// Every sweep of this file that goes by the program's row id.
pub(crate) const SWEEPS: [&str; 6] = [PERIODS, ENROLLMENTS, MENTORS, SCOPE, WORK, WINDOWS];

/// A program as its roster declares it now.
pub(crate) struct Roster {
    /// Its row id.
    pub(crate) id: i64,
    /// The program.
    pub(crate) program: Program,
    /// The row id of each enrollment, in the program's order.
    pub(crate) rows: Vec<i64>,
    /// The display name of each mentee, in the same order.
    pub(crate) names: Vec<Option<String>>,
    /// The account that each enrollment means, in the same order.
    pub(crate) accounts: Vec<Option<Account>>,
    /// How the roster calls mentors, by the row ids of the enrollment and of the mentor's account.
    pub(crate) mentors: HashMap<(i64, i64), Login>,
    /// How many enrollments earlier rosters had and this one has not.
    pub(crate) removed: u32,
    /// The hash of the roster's file.
    pub(crate) sha256: String,
    /// When the roster was imported.
    pub(crate) at: DateTime<Utc>,
}

/// All programs in brief, by id.
pub(crate) fn heads(connection: &Connection) -> Result<Vec<ProgramHead>, Failure> {
    let mut heads = Vec::new();
    each(connection, HEADS, [], |row| {
        heads.push(ProgramHead {
            id: parsed(row, 0)?,
            title: text(row, 1)?.to_owned(),
            window: window(row, 2)?,
            enrollments: import_log::count(row, 4)?,
            removed: import_log::count(row, 5)?,
            roster: import_log::origin(row, 6)?,
        });
        Ok(())
    })?;
    Ok(heads)
}

/// One program with all that its roster declares, and nothing else.
pub(crate) fn roster(connection: &Connection, id: &ProgramId) -> Result<Option<Roster>, Failure> {
    let found = first(connection, PROGRAM, [id.as_str()], |row| bare(row, id))?;
    let Some(mut roster) = found else {
        return Ok(None);
    };
    let key = roster.id;
    each(connection, PERIODS, [key], |row| {
        roster.program.periods.push(Period {
            id: parsed(row, 0)?,
            window: window(row, 1)?,
            due: instant(row, 3)?,
        });
        Ok(())
    })?;
    each(connection, ENROLLMENTS, [key], |row| {
        roster.rows.push(row.get(0)?);
        roster.program.enrollments.push(enrollment(row)?);
        roster.names.push(maybe_text(row, 7)?.map(str::to_owned));
        roster.accounts.push(account(row, 8)?);
        Ok(())
    })?;
    let enrollments = &mut roster.program.enrollments;
    let mut parts = Parts::new(connection, key, &roster.rows, enrollments);
    let mentors = &mut roster.mentors;
    parts.each(MENTORS, |row, enrollment| {
        let mentor = mentor(row)?;
        if let (Mentor::Login(login), Some(account)) = (&mentor, row.get(2)?) {
            mentors.insert((row.get(0)?, account), login.clone());
        }
        enrollment.mentors.push(mentor);
        Ok(())
    })?;
    parts.each(SCOPE, |row, enrollment| scope(row, &mut enrollment.scope))?;
    parts.each(WORK, |row, enrollment| {
        enrollment.work.push(parsed(row, 1)?);
        Ok(())
    })?;
    parts.each(WINDOWS, |row, enrollment| {
        let own = (parsed(row, 1)?, window(row, 2)?);
        enrollment.own_windows.extend([own]);
        Ok(())
    })?;
    Ok(Some(roster))
}

/// That, with what earlier rosters called its mentees. A name that somebody else has now is theirs.
pub(crate) fn remembered(
    connection: &Connection,
    id: &ProgramId,
) -> Result<Option<Roster>, Failure> {
    let Some(mut roster) = roster(connection, id)? else { return Ok(None) };
    let taken: HashSet<String> =
        roster.program.enrollments.iter().map(|one| one.key.as_str().to_owned()).collect();
    for (row, names) in continuity::names(connection, id)? {
        let place = roster.rows.iter().position(|known| *known == row);
        let Some(one) = place.and_then(|place| roster.program.enrollments.get_mut(place)) else {
            continue;
        };
        for name in names {
            if !name.is_empty() && !taken.contains(&name) && !one.former_names.contains(&name) {
                one.former_names.push(name);
            }
        }
    }
    Ok(Some(roster))
}

/// That, with the names that repositories of its scopes have now beside those that they had.
pub(crate) fn followed(connection: &Connection, id: &ProgramId) -> Result<Option<Roster>, Failure> {
    let Some(mut roster) = remembered(connection, id)? else { return Ok(None) };
    let renamed = repositories::renamed(connection)?;
    for scope in roster.program.enrollments.iter_mut().map(|one| &mut one.scope) {
        let moved = renamed.iter().filter(|(old, now)| scope.contains(old) && !scope.contains(now));
        let moved: Vec<RepoName> = moved.map(|(_, now)| now.clone()).collect();
        scope.repositories.extend(moved);
    }
    Ok(Some(roster))
}

/// The row id of a program, if it is there.
pub(crate) fn row_id(connection: &Connection, id: &ProgramId) -> Result<Option<i64>, Failure> {
    first(connection, PROGRAM, [id.as_str()], |row| Ok(row.get(0)?))
}

/// The program's own row.
fn bare(row: &Row<'_>, id: &ProgramId) -> Result<Roster, Failure> {
    let program = Program {
        id: id.clone(),
        title: text(row, 1)?.to_owned(),
        zone: parsed(row, 2)?,
        window: window(row, 3)?,
        periods: Vec::new(),
        hours_per_week: row.get(5)?,
        enrollments: Vec::new(),
    };
    Ok(Roster {
        id: row.get(0)?,
        program,
        rows: Vec::new(),
        names: Vec::new(),
        accounts: Vec::new(),
        mentors: HashMap::new(),
        removed: row.get(8)?,
        sha256: text(row, 6)?.to_owned(),
        at: instant(row, 7)?,
    })
}

/// An account from the columns `github_id` and `node_id`, side by side, where both are known.
pub(crate) fn account(row: &Row<'_>, column: usize) -> Result<Option<Account>, Failure> {
    let id: Option<i64> = row.get(column)?;
    let node = maybe_text(row, column + 1)?;
    let account =
        |(id, node): (i64, &str)| Account { id: AccountId(id.cast_unsigned()), node: node.into() };
    Ok(id.zip(node).map(account))
}

/// The enrollment's own row.
fn enrollment(row: &Row<'_>) -> Result<Enrollment, Failure> {
    let given = text(row, 2)?;
    let mentee = if maybe_text(row, 3)?.is_some() {
        Mentee::Unresolved { given: given.to_owned(), why: parsed_by(row, 3, read_login_error)? }
    } else {
        Mentee::Login(parsed_by(row, 2, Login::parse)?)
    };
    let owned = |column| Ok::<_, Failure>(maybe_text(row, column)?.map(str::to_owned));
    Ok(Enrollment {
        key: EnrollmentKey::from_text(text(row, 1)?),
        mentee,
        project: Project { title: text(row, 4)?.to_owned(), name: owned(5)?, url: owned(6)? },
        mentors: Vec::new(),
        scope: Scope::default(),
        work: Vec::new(),
        own_windows: BTreeMap::new(),
        former_names: Vec::new(),
    })
}

fn mentor(row: &Row<'_>) -> Result<Mentor, Failure> {
    match row.get::<_, Option<i64>>(2)? {
        Some(_) => Ok(Mentor::Login(parsed_by(row, 1, Login::parse)?)),
        None => Ok(Mentor::Name(text(row, 1)?.to_owned())),
    }
}

fn scope(row: &Row<'_>, scope: &mut Scope) -> Result<(), Failure> {
    match text(row, 1)? {
        ORGANIZATION => scope.organizations.push(parsed_by(row, 2, Login::parse)?),
        REPOSITORY => scope.repositories.push(parsed_by(row, 2, RepoName::parse)?),
        ISSUE => scope.issues.push(text(row, 2)?.to_owned()),
        _ => parsed_by(row, 1, |_| Err("it is no kind of scope"))?,
    }
    Ok(())
}

/// Hands the rows that belong to enrollments to their enrollments.
struct Parts<'a> {
    connection: &'a Connection,
    program: i64,
    places: HashMap<i64, usize>,
    enrollments: &'a mut [Enrollment],
}

impl<'a> Parts<'a> {
    fn new(
        connection: &'a Connection,
        program: i64,
        rows: &[i64],
        enrollments: &'a mut [Enrollment],
    ) -> Self {
        let places = rows.iter().enumerate().map(|(n, row)| (*row, n)).collect();
        Self { connection, program, places, enrollments }
    }

    /// Every row of a query whose first column is the enrollment's.
    fn each(
        &mut self,
        sql: &str,
        mut take: impl FnMut(&Row<'_>, &mut Enrollment) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        each(self.connection, sql, [self.program], |row| {
            let place = self.places.get(&row.get(0)?);
            match place.and_then(|place| self.enrollments.get_mut(*place)) {
                Some(enrollment) => take(row, enrollment),
                None => Ok(()),
            }
        })
    }
}
