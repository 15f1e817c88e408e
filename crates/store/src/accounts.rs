//! Accounts and repositories: found by name without case, made where they are new.

use std::collections::HashMap;
use std::hash::Hash;

use monitor_model::{Login, RepoName};
use rusqlite::{Connection, params};

use crate::change::Change;
use crate::columns::{first, maybe_text, run, settle, text};
use crate::error::Failure;

// Of two spellings of one name the smaller one stands, so that the order of arrival doesn't matter.
const ACCOUNT: &str = "INSERT INTO account (login) VALUES (?1)
     ON CONFLICT (login) DO UPDATE SET login = min(login COLLATE BINARY, excluded.login)
     RETURNING id, login";

const REPOSITORY: &str = "INSERT INTO repository (name) VALUES (?1)
     ON CONFLICT (name) DO UPDATE SET name = min(name COLLATE BINARY, excluded.name)
     RETURNING id, name";

const DISPLAY_NAME: &str = "SELECT display_name FROM account WHERE id = ?1";

const SET_DISPLAY_NAME: &str = "UPDATE account SET display_name = ?2 WHERE id = ?1";

/// Gives the row ids of accounts and repositories, each looked up once for as long as this lives.
pub(crate) struct Ids<'c> {
    connection: &'c Connection,
    accounts: Known<Login>,
    repositories: Known<RepoName>,
}

/// Row ids with the spelling that stands.
type Known<K> = HashMap<K, (i64, Box<str>)>;

impl<'c> Ids<'c> {
    /// Nothing looked up yet.
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self { connection, accounts: HashMap::new(), repositories: HashMap::new() }
    }

    /// The connection that the ids are of.
    pub(crate) const fn connection(&self) -> &'c Connection {
        self.connection
    }

    /// The account with this login.
    pub(crate) fn account(&mut self, login: &Login) -> Result<i64, Failure> {
        look_up(self.connection, ACCOUNT, &mut self.accounts, login, login.as_str())
    }

    /// The repository with this name.
    pub(crate) fn repository(&mut self, repo: &RepoName) -> Result<i64, Failure> {
        let name = repo.to_string();
        look_up(self.connection, REPOSITORY, &mut self.repositories, repo, &name)
    }

    /// Settles an account's display name with one that a source gives.
    pub(crate) fn settle_name(
        &mut self,
        login: &Login,
        given: &str,
    ) -> Result<(i64, Change), Failure> {
        let id = self.account(login)?;
        let known = first(self.connection, DISPLAY_NAME, [id], |row| {
            Ok(maybe_text(row, 0)?.map(str::to_owned))
        })?
        .flatten();
        let name = settle(known.as_deref(), Some(given));
        let change = match &known {
            known if known.as_deref() == name => Change::None,
            None => Change::Added,
            Some(_) => Change::Changed,
        };
        if change != Change::None {
            run(self.connection, SET_DISPLAY_NAME, params![id, name])?;
        }
        Ok((id, change))
    }
}

fn look_up<K: Clone + Eq + Hash>(
    connection: &Connection,
    sql: &str,
    known: &mut Known<K>,
    name: &K,
    spelled: &str,
) -> Result<i64, Failure> {
    if let Some((id, stands)) = known.get(name)
        && **stands <= *spelled
    {
        return Ok(*id);
    }
    let found = first(connection, sql, [spelled], |row| Ok((row.get(0)?, text(row, 1)?.into())))?;
    let (id, stands) = found.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    known.insert(name.clone(), (id, stands));
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_separates_no_names_and_the_smaller_spelling_stands() {
        let connection = crate::open::memory().unwrap();
        let mut ids = Ids::new(&connection);
        let login = |text| Login::parse(text).unwrap();
        let first = ids.account(&login("ada-lumen")).unwrap();
        assert_eq!(ids.account(&login("Ada-Lumen")).unwrap(), first);
        assert_eq!(ids.account(&login("ADA-lumen")).unwrap(), first);
        assert_eq!(ids.account(&login("ada-Lumen")).unwrap(), first);
        assert_ne!(ids.account(&login("grace-wick")).unwrap(), first);
        let spelled: String = connection
            .query_row("SELECT login FROM account WHERE id = ?1", [first], |row| row.get(0))
            .unwrap();
        assert_eq!(spelled, "ADA-lumen");
    }

    #[test]
    fn names_are_filled_in_and_the_smaller_one_stands() {
        let connection = crate::open::memory().unwrap();
        let mut ids = Ids::new(&connection);
        let ada = Login::parse("ada-lumen").unwrap();
        let mut name = |given| ids.settle_name(&ada, given).unwrap().1;
        assert_eq!(name("Ada Lumen"), Change::Added);
        assert_eq!(name("Ada Lumen"), Change::None);
        assert_eq!(name("Ada L."), Change::Changed);
        assert_eq!(name("Ada Lumen"), Change::None);
    }
}
