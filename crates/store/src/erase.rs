//! Erases what is known of an account that nobody needs any more. What is another's stays.

use rusqlite::Connection;

use crate::columns::{each, first, maybe_text, text};
use crate::error::Failure;
use crate::needles::Needles;
use crate::{details, items, responses, unite};

/// An enrollment, in whatever program, whose mentee or mentor it is.
const NEEDED: &str = "SELECT 1 FROM enrollment WHERE account_id = ?1
     UNION ALL SELECT 1 FROM enrollment_account WHERE account_id = ?1
     UNION ALL SELECT 1 FROM enrollment_mentor WHERE account_id = ?1 LIMIT 1";

const NAMES: &str = "SELECT login, display_name, node_id FROM account WHERE id = ?1";

const LOGINS: &str = "SELECT login FROM login_alias WHERE account_id = ?1";

/// What the account did something on, and the pull requests that contain its commits.
const ITEMS: &str = "SELECT item_id FROM contribution WHERE account_id = ?1
     UNION SELECT pull_request_id FROM contribution JOIN detail USING (item_id)
         WHERE account_id = ?1 AND pull_request_id IS NOT NULL";

const REPOSITORIES: &str = "SELECT repository_id FROM commit_tally WHERE account_id = ?1
     UNION SELECT repository_id FROM contribution JOIN item ON item.id = item_id WHERE account_id = ?1
     UNION SELECT repository.id FROM repository, (
             SELECT login FROM login_alias WHERE account_id = ?1
             UNION SELECT login FROM account WHERE id = ?1 AND login IS NOT NULL) AS own
         WHERE lower(substr(name, 1, length(own.login) + 1)) = lower(own.login) || '/'";

const OTHERS_ACTED: &str = "SELECT 1 FROM contribution WHERE item_id = ?1 LIMIT 1";

const OTHERS_REFER: &str =
    "SELECT 1 FROM detail WHERE pull_request_id = ?1 AND item_id <> ?1 LIMIT 1";

const ITEM_NAMES: &str = "SELECT url, node_id FROM item WHERE id = ?1
     UNION ALL SELECT url, NULL FROM item_alias WHERE item_id = ?1";

const DELETE_ALIASES: &str = "DELETE FROM item_alias WHERE item_id = ?1";

/// In an order in which nothing refers to what is gone.
const DELETE_ITEM: [&str; 3] = [responses::DELETE_OF_ITEM, DELETE_ALIASES, items::DELETE];

const REPOSITORY_USED: &str = "SELECT 1 FROM item WHERE repository_id = ?1
     UNION ALL SELECT 1 FROM commit_tally WHERE repository_id = ?1 LIMIT 1";

const DELETE_REPOSITORY: [&str; 2] = [
    "DELETE FROM repository_alias WHERE repository_id = ?1",
    "DELETE FROM repository WHERE id = ?1",
];

/// What GitHub said of the account or of one of its logins.
const DELETE_IDENTITY: &str = "DELETE FROM identity
     WHERE github_id = (SELECT github_id FROM account WHERE id = ?1)
        OR login IN (SELECT login FROM login_alias WHERE account_id = ?1)
        OR login = (SELECT login FROM account WHERE id = ?1)";

const DELETE_LOGINS: &str = "DELETE FROM login_alias WHERE account_id = ?1";

const COUNT_CONTRIBUTIONS: &str = "SELECT count(*) FROM contribution WHERE account_id = ?1";

/// How much was erased of what people did on GitHub.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Done {
    pub(crate) contributions: u64,
    pub(crate) items: u64,
    pub(crate) shared_items: u64,
    pub(crate) identities: u64,
}

/// Whether an enrollment still needs the account.
pub(crate) fn is_needed(connection: &Connection, account: i64) -> Result<bool, Failure> {
    is_there(connection, NEEDED, account)
}

/// What the account is recognised by.
pub(crate) fn recognise(
    connection: &Connection,
    account: i64,
    needles: &mut Needles,
) -> Result<(), Failure> {
    each(connection, NAMES, [account], |row| {
        maybe_text(row, 0)?.into_iter().for_each(|login| needles.word(login));
        maybe_text(row, 1)?.into_iter().for_each(|name| needles.word(name));
        maybe_text(row, 2)?.into_iter().for_each(|node| needles.exact(node));
        Ok(())
    })?;
    each(connection, LOGINS, [account], |row| {
        needles.word(text(row, 0)?);
        Ok(())
    })
}

/// Erases the account and everything that is its alone. What the erased items are recognised by is added to the needles.
pub(crate) fn account(
    connection: &Connection,
    account: i64,
    needles: &mut Needles,
    done: &mut Done,
) -> Result<(), Failure> {
    let items = ids(connection, ITEMS, account)?;
    let repositories = ids(connection, REPOSITORIES, account)?;
    let count = first(connection, COUNT_CONTRIBUTIONS, [account], |row| Ok(row.get::<_, i64>(0)?))?;
    done.contributions += count.unwrap_or_default().cast_unsigned();
    done.identities += execute(connection, DELETE_IDENTITY, account)?;
    execute(connection, responses::DELETE_OF_ACCOUNT, account)?;
    execute(connection, DELETE_LOGINS, account)?;
    for sql in unite::DELETE {
        execute(connection, sql, account)?;
    }
    erase_items(connection, &items, needles, done)?;
    for repository in repositories {
        if !is_there(connection, REPOSITORY_USED, repository)? {
            for sql in DELETE_REPOSITORY {
                execute(connection, sql, repository)?;
            }
        }
    }
    Ok(())
}

/// Erases those of the items on which nobody else did anything.
fn erase_items(
    connection: &Connection,
    items: &[i64],
    needles: &mut Needles,
    done: &mut Done,
) -> Result<(), Failure> {
    let mut alone = Vec::new();
    for &item in items {
        if is_there(connection, OTHERS_ACTED, item)? {
            done.shared_items += 1;
        } else {
            alone.push(item);
        }
    }
    // Details first: those of a commit refer to the pull request that contains it.
    for &item in &alone {
        for sql in [details::DELETE_FILES, details::DELETE] {
            execute(connection, sql, item)?;
        }
    }
    for item in alone {
        if is_there(connection, OTHERS_REFER, item)? {
            done.shared_items += 1;
            continue;
        }
        each(connection, ITEM_NAMES, [item], |row| {
            needles.exact(text(row, 0)?);
            maybe_text(row, 1)?.into_iter().for_each(|node| needles.exact(node));
            Ok(())
        })?;
        for sql in DELETE_ITEM {
            execute(connection, sql, item)?;
        }
        done.items += 1;
    }
    Ok(())
}

fn ids(connection: &Connection, sql: &str, of: i64) -> Result<Vec<i64>, Failure> {
    let mut ids = Vec::new();
    each(connection, sql, [of], |row| {
        ids.push(row.get(0)?);
        Ok(())
    })?;
    Ok(ids)
}

fn is_there(connection: &Connection, sql: &str, of: i64) -> Result<bool, Failure> {
    Ok(first(connection, sql, [of], |_| Ok(()))?.is_some())
}

/// Runs a statement and gives how many rows it changed.
fn execute(connection: &Connection, sql: &str, of: i64) -> Result<u64, Failure> {
    Ok(connection.prepare_cached(sql)?.execute([of])? as u64)
}
