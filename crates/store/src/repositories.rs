//! Repositories: found by name without case, also by a name that they had before.

use monitor_model::{NodeId, RepoName};
use rusqlite::{Connection, Row};

use crate::columns::{each, first, maybe_text, parsed_by};
use crate::error::Failure;

// Of two spellings of one name the smaller one stands, so that the order of arrival doesn't matter.
const BY_NAME: &str = "INSERT INTO repository (name) VALUES (?1)
     ON CONFLICT (name) DO UPDATE SET name = min(name COLLATE BINARY, excluded.name)
     RETURNING id, name, node_id, named_at";

const BY_ALIAS: &str = "SELECT repository.id, repository.name, node_id, named_at
     FROM repository_alias JOIN repository ON repository.id = repository_id
     WHERE repository_alias.name = ?1";

const BY_NODE: &str = "SELECT id, name, node_id, named_at FROM repository WHERE node_id = ?1";

const ALIASES: &str = "SELECT repository_alias.name, repository.name
     FROM repository_alias JOIN repository ON repository.id = repository_id
     ORDER BY repository_alias.name";

/// A repository's row.
pub(crate) struct Stored {
    /// Its row id.
    pub(crate) id: i64,
    /// What it is called now.
    pub(crate) name: RepoName,
    /// GitHub's id of it, and when its name was read; neither where GitHub was not asked.
    pub(crate) node: Option<String>,
    pub(crate) named_at: Option<i64>,
}

/// The repository that has, or had, this name; made where it is new.
pub(crate) fn find(connection: &Connection, name: &RepoName) -> Result<Stored, Failure> {
    match first(connection, BY_ALIAS, [name.to_string()], stored)? {
        Some(renamed) => Ok(renamed),
        None => named(connection, name),
    }
}

/// The repository with this node id.
pub(crate) fn by_node(connection: &Connection, node: &NodeId) -> Result<Option<Stored>, Failure> {
    first(connection, BY_NODE, [node.as_str()], stored)
}

/// What each repository was called before, and what it is called now.
pub(crate) fn renamed(connection: &Connection) -> Result<Vec<(RepoName, RepoName)>, Failure> {
    let mut renamed = Vec::new();
    each(connection, ALIASES, [], |row| {
        renamed.push((parsed_by(row, 0, RepoName::parse)?, parsed_by(row, 1, RepoName::parse)?));
        Ok(())
    })?;
    Ok(renamed)
}

/// The repository that has this name now; made where it is new.
pub(crate) fn named(connection: &Connection, name: &RepoName) -> Result<Stored, Failure> {
    let found = first(connection, BY_NAME, [name.to_string()], stored)?;
    Ok(found.ok_or(rusqlite::Error::QueryReturnedNoRows)?)
}

fn stored(row: &Row<'_>) -> Result<Stored, Failure> {
    Ok(Stored {
        id: row.get(0)?,
        name: parsed_by(row, 1, RepoName::parse)?,
        node: maybe_text(row, 2)?.map(str::to_owned),
        named_at: row.get(3)?,
    })
}
