//! Repository names, each read once.

use std::collections::HashMap;

use monitor_model::RepoName;
use rusqlite::Row;

use crate::columns::parsed_by;
use crate::error::Failure;

/// Repository names by row id.
#[derive(Default)]
pub(crate) struct Repositories(HashMap<i64, RepoName>);

impl Repositories {
    /// The name from the columns of its row id and its name, side by side.
    pub(crate) fn get(&mut self, row: &Row<'_>, column: usize) -> Result<RepoName, Failure> {
        let id: i64 = row.get(column)?;
        if let Some(name) = self.0.get(&id) {
            return Ok(name.clone());
        }
        let name = parsed_by(row, column + 1, RepoName::parse)?;
        self.0.insert(id, name.clone());
        Ok(name)
    }
}
