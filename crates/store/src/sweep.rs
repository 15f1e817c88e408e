//! Makes the file forget what was deleted from it.
//!
//! SQLite only marks deleted rows as free, and the log beside the file still has the pages as they were. Pages are overwritten where
//! rows are deleted; then the whole file is written anew, which also takes along what was deleted at any time before, and the log is
//! emptied.

use rusqlite::Connection;

use crate::error::Failure;

const OVERWRITE: &str = "PRAGMA secure_delete = on";

const WRITE_ANEW: &str = "VACUUM";

/// Its first column is 1 where somebody still reads what is in the log.
const EMPTY_LOG: &str = "PRAGMA wal_checkpoint(TRUNCATE)";

/// From now on, whatever this connection deletes is overwritten with zeros.
pub(crate) fn overwrite(connection: &Connection) -> Result<(), Failure> {
    Ok(connection.query_row(OVERWRITE, [], |_| Ok(()))?)
}

/// Writes the file anew and empties its log. Gives whether nothing is left: another process that reads just now keeps the log.
pub(crate) fn sweep(connection: &Connection) -> Result<bool, Failure> {
    connection.execute_batch(WRITE_ANEW)?;
    let busy: i64 = connection.query_row(EMPTY_LOG, [], |row| row.get(0))?;
    Ok(busy == 0)
}
