//! The ledger as lines that somebody else can verify, and their verification.

use serde_json::{Map, Value};

use crate::chain::{COLUMNS, Cell, Link};

/// One entry as a line of JSON: every hashed column by its name, then `hash`, `salt` and `body`; the latter two are null where the
/// personal part is erased.
pub(crate) fn line(link: &Link) -> String {
    let mut object = Map::new();
    let [salt, body] = match &link.personal {
        Some([salt, body]) => [salt, body].map(value),
        None => [Value::Null, Value::Null],
    };
    let hashed = COLUMNS.iter().zip(&link.cells).map(|(name, cell)| (*name, value(cell)));
    let rest = [("hash", value(&link.hash)), ("salt", salt), ("body", body)];
    object.extend(hashed.chain(rest).map(|(name, value)| (name.to_owned(), value)));
    Value::Object(object).to_string()
}

/// What is damaged so that it is no text any more comes with a mark in place of the damage, and does not verify.
fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Integer(integer) => Value::from(*integer),
        Cell::Text(text) => Value::from(String::from_utf8_lossy(text).into_owned()),
    }
}
