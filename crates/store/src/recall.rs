//! Recognises somebody who was forgotten, where a roster names them again, without keeping who they are.
//!
//! What is kept is guessable: whoever has the file can try logins one after the other. The hash is slow, so that trying all of GitHub
//! takes long; it does not take for ever, and `docs/ledger.md` says so.

use std::collections::BTreeSet;

use monitor_model::{EnrollmentKey, Mentee, Program};
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use crate::aliases;
use crate::columns::{each, first, maybe_text, mentee_text, run, text};
use crate::error::Failure;
use crate::personal::Salt;

/// How often a hash is hashed again.
const ROUNDS: u32 = 10_000;

const SALT: &str = "SELECT salt FROM forgotten_salt";

const ADD_SALT: &str = "INSERT INTO forgotten_salt (id, salt) VALUES (1, ?1)";

const ADD: &str = "INSERT OR IGNORE INTO forgotten (hash, enrollment_id) VALUES (?1, ?2)";

const HASHES: &str = "SELECT hash FROM forgotten";

const ENROLLED: &str = "SELECT 1 FROM enrollment JOIN program ON program.id = program_id
     WHERE program.key = ?1 AND enrollment.key = ?2";

const ACCOUNT: &str = "SELECT login, github_id FROM account WHERE id = ?1";

/// Everything by which one person is recognised goes together.
const RECALL: &str = "DELETE FROM forgotten WHERE enrollment_id IN (SELECT enrollment_id FROM forgotten WHERE hash = ?1)";

/// Notes by what somebody is recognised: what rosters called them, and their accounts.
pub(crate) fn note<'n>(
    connection: &Connection,
    enrollment: i64,
    names: impl Iterator<Item = &'n str>,
    accounts: &[i64],
    salt: &Salt,
) -> Result<(), Failure> {
    let salt = match known_salt(connection)? {
        Some(salt) => salt,
        None => {
            let salt = salt.another(u64::MAX).text();
            run(connection, ADD_SALT, [&salt])?;
            salt
        }
    };
    let mut known: BTreeSet<String> = names.map(name).collect();
    for account in accounts {
        each(connection, ACCOUNT, [*account], |row| {
            known.extend(maybe_text(row, 0)?.map(name));
            known.extend(row.get::<_, Option<i64>>(1)?.map(numbered));
            Ok(())
        })?;
    }
    let known = known.iter().filter(|known| !known.is_empty());
    known
        .map(|known| hash(&salt, known))
        .try_for_each(|hash| run(connection, ADD, params![hash, enrollment]))
}

/// The enrollments of a roster that would enroll anew somebody who was forgotten, without those that are wanted again. Whoever is
/// enrolled in the program already is not enrolled anew.
pub(crate) fn recognised(
    connection: &Connection,
    program: &Program,
    again: &[EnrollmentKey],
) -> Result<Vec<EnrollmentKey>, Failure> {
    let Some(salt) = known_salt(connection)? else { return Ok(Vec::new()) };
    let hashes = hashes(connection)?;
    let mut found = Vec::new();
    for enrollment in &program.enrollments {
        let place = [program.id.as_str(), enrollment.key.as_str()];
        if again.contains(&enrollment.key)
            || first(connection, ENROLLED, place, |_| Ok(()))?.is_some()
        {
            continue;
        }
        let marks = marks(connection, &enrollment.mentee, &salt)?;
        if marks.iter().any(|mark| hashes.contains(mark)) {
            found.push(enrollment.key.clone());
        }
    }
    Ok(found)
}

/// Forgets that somebody was forgotten: they came back.
pub(crate) fn recall(
    connection: &Connection,
    program: &Program,
    again: &[EnrollmentKey],
) -> Result<(), Failure> {
    let Some(salt) = known_salt(connection)? else { return Ok(()) };
    for enrollment in program.enrollments.iter().filter(|one| again.contains(&one.key)) {
        for mark in marks(connection, &enrollment.mentee, &salt)? {
            run(connection, RECALL, [mark])?;
        }
    }
    Ok(())
}

/// What somebody whom a roster names so may be recognised by.
fn marks(connection: &Connection, mentee: &Mentee, salt: &str) -> Result<Vec<String>, Failure> {
    let name = name(mentee_text(mentee));
    if name.is_empty() {
        return Ok(Vec::new());
    }
    let mut marks = vec![hash(salt, &name)];
    if let Some(login) = mentee.login() {
        let holder = aliases::holder_now(&aliases::holders(connection, login)?);
        if let Some(holder) = holder {
            let number = first(connection, ACCOUNT, [holder], |row| Ok(row.get(1)?))?.flatten();
            marks.extend(number.map(|number: i64| hash(salt, &numbered(number))));
        }
    }
    Ok(marks)
}

/// A name as it is hashed.
fn name(text: &str) -> String {
    text.trim().to_lowercase()
}

/// A number as it is hashed; no login has a number sign.
fn numbered(number: i64) -> String {
    format!("#{number}")
}

fn known_salt(connection: &Connection) -> Result<Option<String>, Failure> {
    first(connection, SALT, [], |row| Ok(text(row, 0)?.to_owned()))
}

fn hashes(connection: &Connection) -> Result<BTreeSet<String>, Failure> {
    let mut hashes = BTreeSet::new();
    each(connection, HASHES, [], |row| {
        hashes.insert(text(row, 0)?.to_owned());
        Ok(())
    })?;
    Ok(hashes)
}

fn hash(salt: &str, what: &str) -> String {
    let mut digest = Sha256::digest(format!("{salt}\n{what}"));
    for _ in 1..ROUNDS {
        digest = Sha256::new().chain_update(digest).chain_update(salt).finalize();
    }
    format!("{digest:x}")
}
