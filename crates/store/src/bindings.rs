//! Which account an enrollment means. The first answer is remembered: a login may go to somebody else, the mentee doesn't.

use monitor_model::{Login, ProgramId};
use rusqlite::{Connection, params};

use crate::columns::run;
use crate::error::Failure;

const BIND_LOGIN: &str = "INSERT INTO enrollment_account (enrollment_id, account_id, since)
     SELECT id, ?2, ?3 FROM enrollment WHERE mentee = ?1 COLLATE NOCASE AND unresolved IS NULL
     ON CONFLICT (enrollment_id) DO NOTHING";

const BIND: &str = "INSERT INTO enrollment_account (enrollment_id, account_id, since)
     SELECT ?1, id, ?3 FROM account WHERE id = ?2 AND github_id IS NOT NULL
     ON CONFLICT (enrollment_id) DO NOTHING";

const FORGET: &str = "DELETE FROM enrollment_account WHERE enrollment_id = (
         SELECT enrollment.id FROM enrollment JOIN program ON program.id = program_id
         WHERE program.key = ?1 AND enrollment.key = ?2 AND mentee <> ?3 COLLATE NOCASE)";

/// Binds the enrollments of a login that mean no account yet.
pub(crate) fn bind_login(
    connection: &Connection,
    login: &Login,
    account: i64,
    since: i64,
) -> Result<(), Failure> {
    run(connection, BIND_LOGIN, params![login.as_str(), account, since])
}

/// Binds an enrollment that means no account yet, if the numeric id of this one is known.
pub(crate) fn bind(
    connection: &Connection,
    enrollment: i64,
    account: i64,
    since: i64,
) -> Result<(), Failure> {
    run(connection, BIND, params![enrollment, account, since])
}

/// Forgets whom an enrollment means where its roster now names somebody else.
pub(crate) fn forget_other(
    connection: &Connection,
    program: &ProgramId,
    enrollment: &str,
    mentee: &str,
) -> Result<(), Failure> {
    run(connection, FORGET, params![program.as_str(), enrollment, mentee])
}
