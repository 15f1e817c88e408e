//! Makes two rows of one person one, where GitHub shows that a login is an account that is known already.

use rusqlite::Connection;

use crate::columns::{first, maybe_text, run, settle};
use crate::error::Failure;
use crate::{contributions, responses, seen, witness};

/// Of two counts the larger one stands: which of them came later is not known here.
const MOVE_TALLIES: &str = "INSERT INTO commit_tally (account_id, repository_id, window_from, window_to, commits)
     SELECT ?2, repository_id, window_from, window_to, commits FROM commit_tally WHERE account_id = ?1
     ON CONFLICT (account_id, repository_id, window_from, window_to)
     DO UPDATE SET commits = max(commits, excluded.commits)";

/// An empty text says nothing; else the smaller one stands, as everywhere.
const MOVE_HIDDEN: &str = "INSERT INTO hidden_activity (account_id, window_from, window_to, why)
     SELECT ?2, window_from, window_to, why FROM hidden_activity WHERE account_id = ?1
     ON CONFLICT (account_id, window_from, window_to)
     DO UPDATE SET why = coalesce(min(nullif(why, ''), nullif(excluded.why, '')), nullif(why, ''), excluded.why)";

const MOVE_REFERENCES: [&str; 2] = [
    "UPDATE enrollment SET account_id = ?2 WHERE account_id = ?1",
    "UPDATE enrollment_mentor SET account_id = ?2 WHERE account_id = ?1",
];

/// Deletes an account whose responses and logins are gone.
pub(crate) const DELETE: [&str; 6] = [
    "DELETE FROM contribution WHERE account_id = ?1",
    "DELETE FROM commit_tally WHERE account_id = ?1",
    "DELETE FROM coverage WHERE account_id = ?1",
    "DELETE FROM hidden_activity WHERE account_id = ?1",
    "DELETE FROM witness WHERE account_id = ?1",
    "DELETE FROM account WHERE id = ?1",
];

const NAME: &str = "SELECT display_name FROM account WHERE id = ?1";

const SET_NAME: &str = "UPDATE account SET display_name = ?2 WHERE id = ?1";

/// Everything of `gone`, which is known by its login alone, becomes `kept`'s.
pub(crate) fn unite(connection: &Connection, kept: i64, gone: i64) -> Result<(), Failure> {
    contributions::copy_of_account(connection, gone, kept)?;
    seen::copy_all(connection, gone, kept)?;
    witness::copy_all(connection, gone, kept)?;
    responses::move_to_account(connection, gone, kept)?;
    for sql in [MOVE_TALLIES, MOVE_HIDDEN].iter().chain(&MOVE_REFERENCES) {
        run(connection, sql, [gone, kept])?;
    }
    let name = |account: i64| {
        let name = |row: &rusqlite::Row<'_>| Ok(maybe_text(row, 0)?.map(str::to_owned));
        Ok::<_, Failure>(first(connection, NAME, [account], name)?.flatten())
    };
    let (one, other) = (name(kept)?, name(gone)?);
    let settled = settle(one.as_deref(), other.as_deref());
    run(connection, SET_NAME, rusqlite::params![kept, settled])?;
    for sql in DELETE {
        run(connection, sql, [gone])?;
    }
    Ok(())
}
