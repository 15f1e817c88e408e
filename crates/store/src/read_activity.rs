//! Reads what was seen of a program's people, without what they did: one sweep per table, each in the roster's order.

use std::collections::{BTreeMap, HashMap};

use monitor_model::{
    Account, Cohort, CommitTally, Enrollment, HiddenActivity, Login, Mentor, ProgramId, Record,
    Unattributed,
};
use rusqlite::{Connection, Row};

use crate::columns::{coverage, each, parsed, parsed_by, text, window};
use crate::error::Failure;
use crate::names::Repositories;
use crate::read_roster::Roster;
use crate::{identities, ledger, looks, witness};

/// The enrollments of a program, each with the account that it means: the one that was remembered, else that of its login.
/// `CROSS JOIN` keeps SQLite to the order of the tables.
macro_rules! of_mentees {
    ($columns:expr, $table:literal, $more:literal) => {
        concat!(
            "SELECT enrollment.id, ",
            $columns,
            " FROM enrollment
             LEFT JOIN enrollment_account AS bound ON bound.enrollment_id = enrollment.id
             CROSS JOIN ",
            $table,
            " ON ",
            $table,
            ".account_id = coalesce(bound.account_id, enrollment.account_id) ",
            $more,
            " WHERE program_id = ?1 AND removed_by_import IS NULL
             ORDER BY enrollment.position"
        )
    };
}
pub(crate) use of_mentees;

const TALLIES: &str = of_mentees!(
    "window_from, window_to, commits, repository_id, repository.name",
    "commit_tally",
    "CROSS JOIN repository ON repository.id = repository_id"
);

const COVERAGE: &str = of_mentees!("stream, window_from, window_to, state, reason", "coverage", "");

const HIDDEN: &str = of_mentees!("window_from, window_to, why", "hidden_activity", "");

/// Once everything agreed, what was amiss before is no longer so.
const WITNESS: &str = of_mentees!(
    "source, window_from, window_to, item, says, note, theirs, ours, checked_at",
    "witness",
    "AND NOT EXISTS (
         SELECT 1 FROM witness AS later
         WHERE later.account_id = witness.account_id AND later.source = witness.source
           AND later.window_from = witness.window_from AND later.window_to = witness.window_to
           AND later.item = '' AND later.says = 'agrees' AND later.checked_at > witness.checked_at)"
);

/// What was said of the mentee's login, and what was said of the account that the enrollment means.
const IDENTITIES: &str =
    "SELECT enrollment.id, identity.login, kind, identity.github_id, identity.node_id, login_now, last_seen
     FROM enrollment
     LEFT JOIN enrollment_account AS bound ON bound.enrollment_id = enrollment.id
     LEFT JOIN account ON account.id = coalesce(bound.account_id, enrollment.account_id)
     CROSS JOIN identity ON identity.login = enrollment.mentee OR identity.github_id = account.github_id
     WHERE program_id = ?1 AND removed_by_import IS NULL AND unresolved IS NULL
     ORDER BY enrollment.position";

/// Those who are not among the mentors any more.
const FORMER_MENTORS: &str = "SELECT enrollment.id, mentor, is_login
     FROM enrollment JOIN former_mentor ON former_mentor.enrollment_id = enrollment.id
     WHERE program_id = ?1 AND removed_by_import IS NULL
       AND NOT EXISTS (SELECT 1 FROM enrollment_mentor AS still
           WHERE still.enrollment_id = enrollment.id AND still.mentor = former_mentor.mentor COLLATE NOCASE)
     ORDER BY enrollment.position, former_mentor.mentor";

const UNATTRIBUTED: &str =
    "SELECT window_from, window_to, file, line FROM unattributed WHERE program = ?1
     ORDER BY window_from, window_to, file, line";

/// Every sweep that is made here and goes by the program's row id.
pub(crate) const SWEEPS: [&str; 8] =
    [TALLIES, COVERAGE, HIDDEN, IDENTITIES, WITNESS, FORMER_MENTORS, looks::ACTS, looks::LOOKS];

/// Everything that is known of a program but contributions, details and responses.
pub(crate) fn head(connection: &Connection, roster: Roster) -> Result<Cohort, Failure> {
    let program = roster.id;
    let mut repositories = Repositories::default();
    let mut records = Records::of(&roster);
    records.each(connection, TALLIES, program, |row, record| {
        record.tallies.push(CommitTally {
            by: mentee(record)?,
            repo: repositories.get(row, 4)?,
            window: window(row, 1)?,
            commits: row.get(3)?,
        });
        Ok(())
    })?;
    records.each(connection, COVERAGE, program, |row, record| {
        let statement = (parsed(row, 1)?, window(row, 2)?, coverage(row, 4)?);
        record.coverage.push(statement);
        Ok(())
    })?;
    records.each(connection, HIDDEN, program, |row, record| {
        record.hidden.push(HiddenActivity {
            of: mentee(record)?,
            window: window(row, 1)?,
            why: text(row, 3)?.to_owned(),
        });
        Ok(())
    })?;
    records.each(connection, IDENTITIES, program, |row, record| {
        record.identity.push(identities::read(row, 1)?);
        Ok(())
    })?;
    records.each(connection, WITNESS, program, |row, record| {
        let note = witness::read(row, 1, mentee(record)?)?;
        record.witness.push(note);
        Ok(())
    })?;
    records.each(connection, FORMER_MENTORS, program, |row, record| {
        let mentor = match row.get(2)? {
            true => Mentor::Login(parsed_by(row, 1, Login::parse)?),
            false => Mentor::Name(text(row, 1)?.to_owned()),
        };
        record.former_mentors.push(mentor);
        Ok(())
    })?;
    said(connection, &roster, &mut records)?;
    for record in &mut records.records {
        record.identity.sort_by(|a, b| (a.at, a).cmp(&(b.at, b)));
    }
    Ok(Cohort {
        unattributed: unattributed(connection, &roster.program.id)?,
        records: records.records,
        program: roster.program,
        removed: roster.removed,
    })
}

/// What people said, submitted and decided, and what looks at evidence found.
fn said(connection: &Connection, roster: &Roster, records: &mut Records) -> Result<(), Failure> {
    for entry in ledger::entries(connection, Some(&roster.program.id))? {
        // Of those that the roster has no more nothing else is shown either.
        let about = |record: &&mut Record| record.enrollment.key == entry.about;
        if let Some(record) = records.records.iter_mut().find(about) {
            record.ledger.push(entry);
        }
    }
    let mut acts = looks::Acts::default();
    records.each(connection, looks::ACTS, roster.id, |row, _| acts.add(row, 1))?;
    records.each(connection, looks::LOOKS, roster.id, |row, record| {
        record.looks.extend(looks::read(row, 1, &mut acts)?);
        Ok(())
    })
}

/// Whoever acted, under the login by which the roster knows the mentee.
pub(crate) fn mentee(record: &Record) -> Result<Login, Failure> {
    let enrollment = &record.enrollment;
    let login = enrollment.mentee.login().cloned();
    login.ok_or_else(|| {
        Failure::Unreadable(format!("`{}` has an account and no login", enrollment.key))
    })
}

fn unattributed(connection: &Connection, id: &ProgramId) -> Result<Vec<Unattributed>, Failure> {
    let mut answers = Vec::new();
    each(connection, UNATTRIBUTED, [id.as_str()], |row| {
        answers.push(Unattributed {
            program: id.clone(),
            window: window(row, 0)?,
            file: text(row, 2)?.to_owned(),
            row: row.get(3)?,
        });
        Ok(())
    })?;
    Ok(answers)
}

/// Records in the roster's order, found by the row id of their enrollment.
struct Records {
    places: HashMap<i64, usize>,
    records: Vec<Record>,
}

/// An enrollment with the display name and the account of its mentee.
type Mentee<'r> = ((&'r Enrollment, &'r Option<String>), &'r Option<Account>);

impl Records {
    fn of(roster: &Roster) -> Self {
        let record = |((enrollment, name), account): Mentee<'_>| Record {
            enrollment: enrollment.clone(),
            name: name.clone(),
            account: account.clone(),
            identity: Vec::new(),
            witness: Vec::new(),
            details: BTreeMap::new(),
            responses: Vec::new(),
            ledger: Vec::new(),
            former_mentors: Vec::new(),
            looks: Vec::new(),
            contributions: Vec::new(),
            tallies: Vec::new(),
            coverage: Vec::new(),
            hidden: Vec::new(),
        };
        let enrollments =
            roster.program.enrollments.iter().zip(&roster.names).zip(&roster.accounts);
        Self {
            places: roster.rows.iter().enumerate().map(|(n, row)| (*row, n)).collect(),
            records: enrollments.map(record).collect(),
        }
    }

    /// Hands every row of a query, whose first column is the enrollment's, to its record.
    fn each(
        &mut self,
        connection: &Connection,
        sql: &str,
        program: i64,
        mut take: impl FnMut(&Row<'_>, &mut Record) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        each(connection, sql, [program], |row| {
            let place = self.places.get(&row.get(0)?);
            match place.and_then(|place| self.records.get_mut(*place)) {
                Some(record) => take(row, record),
                None => Ok(()),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How SQLite goes about a query, step by step.
    fn plan(sql: &str) -> Vec<String> {
        let connection = crate::open::memory().unwrap();
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let steps = statement.query_map([1], |row| row.get("detail")).unwrap();
        steps.map(Result::unwrap).collect()
    }

    #[test]
    fn sweeps_go_by_the_roster_and_sort_nothing() {
        for sql in [TALLIES, COVERAGE, HIDDEN, WITNESS] {
            let plan = plan(sql);
            assert_eq!(
                plan[0],
                "SEARCH enrollment USING INDEX enrollment_by_position (program_id=?)"
            );
            assert!(plan[1].contains("INTEGER PRIMARY KEY"), "{plan:?}");
            assert!(plan[2].contains("PRIMARY KEY (account_id=?)"), "{plan:?}");
            let slow = |step: &String| step.contains("TEMP B-TREE") || step.starts_with("SCAN");
            assert!(!plan.iter().any(slow), "{plan:?}");
        }
    }

    #[test]
    fn what_was_said_of_logins_is_looked_up_and_not_searched() {
        let plan = plan(IDENTITIES).join("; ");
        assert!(plan.contains("MULTI-INDEX OR"), "{plan}");
        assert!(
            plan.contains("identity_by_login") && plan.contains("identity_by_account"),
            "{plan}"
        );
        assert!(!plan.contains("SCAN") && !plan.contains("TEMP B-TREE"), "{plan}");
    }
}
