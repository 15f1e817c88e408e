//! Accounts and repositories: found by name without case, made where they are new.
//!
//! A login that is known of an account by its numeric id means that account. Any other login is an account by itself.

use std::collections::HashMap;
use std::hash::Hash;

use chrono::{DateTime, Utc};
use monitor_model::{Login, RepoName, Source};
use rusqlite::{Connection, params};

use crate::aliases::{Holder, holder_at, holder_now, holders};
use crate::change::Change;
use crate::columns::{first, maybe_text, micros, run, settle, text};
use crate::error::Failure;
use crate::repositories;

// Of two spellings of one name the smaller one stands, so that the order of arrival doesn't matter.
const ACCOUNT: &str = "INSERT INTO account (login) VALUES (?1)
     ON CONFLICT (login) DO UPDATE SET login = min(login COLLATE BINARY, excluded.login)
     RETURNING id, login";

const DISPLAY_NAME: &str = "SELECT display_name FROM account WHERE id = ?1";

const SET_DISPLAY_NAME: &str = "UPDATE account SET display_name = ?2 WHERE id = ?1";

/// Gives the row ids of accounts and repositories, each looked up once for as long as this lives.
pub(crate) struct Ids<'c> {
    connection: &'c Connection,
    source: Source,
    /// Whom the batch itself means by a login.
    claimed: HashMap<Login, i64>,
    /// Who has or had a login, by numeric id; empty where nobody is known.
    holders: HashMap<Login, Box<[Holder]>>,
    /// Accounts that are known by their login alone.
    alone: Known<Login>,
    /// Row ids with the spelling that was looked up and the name of now.
    repositories: HashMap<RepoName, (i64, Box<str>, RepoName)>,
}

/// Row ids with the spelling that stands.
type Known<K> = HashMap<K, (i64, Box<str>)>;

impl<'c> Ids<'c> {
    /// Nothing looked up yet.
    pub(crate) fn new(connection: &'c Connection, source: Source) -> Self {
        Self {
            connection,
            source,
            claimed: HashMap::new(),
            holders: HashMap::new(),
            alone: HashMap::new(),
            repositories: HashMap::new(),
        }
    }

    /// The connection that the ids are of.
    pub(crate) const fn connection(&self) -> &'c Connection {
        self.connection
    }

    /// Where what is looked up here comes from.
    pub(crate) const fn source(&self) -> Source {
        self.source
    }

    /// Begins a batch that means these accounts by these logins. What it said of them may have changed any account.
    pub(crate) fn begin(&mut self, claimed: HashMap<Login, i64>) {
        self.claimed = claimed;
        self.holders.clear();
        self.alone.clear();
    }

    /// The account that the login means now.
    pub(crate) fn account(&mut self, login: &Login) -> Result<i64, Failure> {
        self.held(login, holder_now)
    }

    /// The account that a source means which names the login together with an instant. What GitHub says it says of who has
    /// the login now; what was recorded speaks of who had it then.
    pub(crate) fn account_at(&mut self, login: &Login, at: DateTime<Utc>) -> Result<i64, Failure> {
        match self.source {
            Source::GitHub => self.account(login),
            Source::Recorded => self.held(login, |holders| holder_at(holders, micros(at))),
        }
    }

    /// The account that a source means which gives a login its display name: a recorded one was there first.
    pub(crate) fn account_of_name(&mut self, login: &Login) -> Result<i64, Failure> {
        self.account_at(login, DateTime::<Utc>::MIN_UTC)
    }

    fn held(
        &mut self,
        login: &Login,
        pick: impl FnOnce(&[Holder]) -> Option<i64>,
    ) -> Result<i64, Failure> {
        if let Some(account) = self.claimed.get(login) {
            return Ok(*account);
        }
        if !self.holders.contains_key(login) {
            self.holders.insert(login.clone(), holders(self.connection, login)?);
        }
        match self.holders.get(login).and_then(|holders| pick(holders)) {
            Some(account) => Ok(account),
            None => look_up(self.connection, ACCOUNT, &mut self.alone, login, login.as_str()),
        }
    }

    /// The repository with this name, also where it had it before.
    pub(crate) fn repository(&mut self, repo: &RepoName) -> Result<i64, Failure> {
        self.repository_now(repo).map(|(id, _)| id)
    }

    /// The same, and its name where it is called otherwise now.
    pub(crate) fn repository_now(
        &mut self,
        repo: &RepoName,
    ) -> Result<(i64, Option<RepoName>), Failure> {
        let spelled = repo.to_string();
        if self.repositories.get(repo).is_none_or(|(_, stands, _)| **stands > *spelled) {
            let found = repositories::find(self.connection, repo)?;
            let known = (found.id, spelled.into(), found.name);
            self.repositories.insert(repo.clone(), known);
        }
        let (id, _, now) =
            self.repositories.get(repo).ok_or(rusqlite::Error::QueryReturnedNoRows)?;
        Ok((*id, (now != repo).then(|| now.clone())))
    }

    /// Looks repositories up anew: one of them is called otherwise now.
    pub(crate) fn forget_repositories(&mut self) {
        self.repositories.clear();
    }

    /// Settles an account's display name with one that a source gives.
    pub(crate) fn settle_name(
        &mut self,
        login: &Login,
        given: &str,
    ) -> Result<(i64, Change), Failure> {
        let id = self.account_of_name(login)?;
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
        let mut ids = Ids::new(&connection, Source::Recorded);
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
        let mut ids = Ids::new(&connection, Source::Recorded);
        let ada = Login::parse("ada-lumen").unwrap();
        let mut name = |given| ids.settle_name(&ada, given).unwrap().1;
        assert_eq!(name("Ada Lumen"), Change::Added);
        assert_eq!(name("Ada Lumen"), Change::None);
        assert_eq!(name("Ada L."), Change::Changed);
        assert_eq!(name("Ada Lumen"), Change::None);
    }
}
