//! What the fetcher notes for its next run: texts by key, which mean nothing here.

use rusqlite::{Connection, params};

use crate::columns::{run, text};
use crate::error::Failure;

const FROM: &str = "SELECT key, value FROM mark WHERE key >= ?1 ORDER BY key";

const PUT: &str = "INSERT INTO mark (key, value) VALUES (?1, ?2)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value";

const DELETE: &str = "DELETE FROM mark WHERE key = ?1";

/// Every mark whose key begins with `prefix`, by key.
pub(crate) fn all(connection: &Connection, prefix: &str) -> Result<Vec<(String, String)>, Failure> {
    let mut marks = Vec::new();
    let mut statement = connection.prepare_cached(FROM)?;
    let mut rows = statement.query([prefix])?;
    while let Some(row) = rows.next()? {
        let key = text(row, 0)?;
        // Keys are compared byte by byte, so that all that begin alike stand together.
        if !key.starts_with(prefix) {
            break;
        }
        marks.push((key.to_owned(), text(row, 1)?.to_owned()));
    }
    Ok(marks)
}

/// Sets marks, or removes those without a value, in the order given.
pub(crate) fn set(
    connection: &Connection,
    marks: &[(String, Option<String>)],
) -> Result<(), Failure> {
    for (key, value) in marks {
        match value {
            Some(value) => run(connection, PUT, params![key, value])?,
            None => run(connection, DELETE, [key])?,
        }
    }
    Ok(())
}

/// Removes the marks of which `speaks` says that their key or value speaks of somebody; gives how many.
pub(crate) fn forget(
    connection: &Connection,
    speaks: impl Fn(&str) -> bool,
) -> Result<u64, Failure> {
    let mut marks = all(connection, "")?;
    marks.retain(|(key, value)| speaks(key) || speaks(value));
    let gone: Vec<_> = marks.into_iter().map(|(key, _)| (key, None)).collect();
    set(connection, &gone)?;
    Ok(gone.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(connection: &Connection, prefix: &str) -> Vec<String> {
        all(connection, prefix).unwrap().into_iter().map(|(key, _)| key).collect()
    }

    #[test]
    fn marks_are_set_changed_removed_and_found_by_how_they_begin() {
        let connection = crate::open::memory().unwrap();
        let value = |text: &str| Some(text.to_owned());
        let given = ["b/2", "b/10", "a", "b", "b%", "B/1", "c", "b/ü"];
        let given = given.map(|key| (key.to_owned(), value("1")));
        set(&connection, &given).unwrap();
        assert_eq!(keys(&connection, "b/"), ["b/10", "b/2", "b/ü"]);
        assert_eq!(keys(&connection, "b%"), ["b%"]);
        assert_eq!(keys(&connection, "").len(), given.len());
        assert_eq!(keys(&connection, "d"), [""; 0]);
        let change =
            [("b/2".to_owned(), value("2")), ("b/10".to_owned(), None), ("x".to_owned(), None)];
        set(&connection, &change).unwrap();
        let left = all(&connection, "b/").unwrap();
        assert_eq!(left, [("b/2".into(), "2".into()), ("b/ü".into(), "1".into())]);
        set(&connection, &[("z".into(), value("1")), ("z".into(), None)]).unwrap();
        assert_eq!(keys(&connection, "z"), [""; 0]);
    }
}
