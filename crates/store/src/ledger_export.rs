//! The ledger as lines that anybody can verify, and their verification. Pure: lines in, an answer out.

use std::collections::BTreeMap;
use std::fmt;

use monitor_model::EntryId;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde_json::{Map, Value};

use crate::chain::{COLUMNS, Cell};
use crate::proof::{self, LedgerBreak, LedgerHead, LedgerProof, Link, WhyBroken};

/// What stands in a line besides the hashed columns.
const REST: [&str; 3] = ["hash", "salt", "body"];

/// One entry as a line of JSON: every hashed column by its name, then `hash`, `salt` and `body`; the latter two are null where the
/// personal part is erased.
pub(crate) fn line(link: &Link) -> String {
    let [salt, body] = match &link.personal {
        Some([salt, body]) => [salt, body].map(value),
        None => [Value::Null, Value::Null],
    };
    let hashed = COLUMNS.into_iter().zip(link.cells.iter().map(value));
    let rest = REST.into_iter().zip([value(&link.hash), salt, body]);
    let object: Map<String, Value> =
        hashed.chain(rest).map(|(name, value)| (name.to_owned(), value)).collect();
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

/// Looks through the lines of an exported ledger, empty ones left out, and names the first entry that is not as it was written.
/// `remembered` is a head that was kept elsewhere; without one nobody can tell whether lines are missing at the end.
#[must_use]
pub fn verify_export(text: &str, remembered: Option<&LedgerHead>) -> LedgerProof {
    let mut links = Vec::new();
    let mut unreadable = None;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let Some(link) = link(line) else {
            let entry = EntryId(links.len() as u64 + 1);
            unreadable = Some(LedgerBreak { entry, why: WhyBroken::Unreadable });
            break;
        };
        links.push(link);
    }
    // There is no head beside the lines, so that they are taken at their word. Behind a line that can't be read there are others.
    let remembered = remembered.filter(|_| unreadable.is_none());
    match (proof::verify(&links, &proof::head_of(&links), remembered, None), unreadable) {
        (LedgerProof::Sound(_), Some(unreadable)) => LedgerProof::Broken(unreadable),
        (proof, _) => proof,
    }
}

fn link(line: &str) -> Option<Link> {
    let Fields(mut fields) = serde_json::from_str(line).ok()?;
    let mut take = |name: &str| cell(fields.remove(name)?);
    let cells = COLUMNS.into_iter().map(&mut take).collect::<Option<Vec<Cell>>>()?;
    let [hash, salt, body] = REST.map(take);
    let personal = match (salt?, body?) {
        (Cell::Null, Cell::Null) => None,
        both => Some([both.0, both.1]),
    };
    let hash = hash?;
    // What the enrollment is called now is not in the export.
    fields.is_empty().then_some(Link { cells, hash, personal, about_another: false })
}

fn cell(value: Value) -> Option<Cell> {
    match value {
        Value::Null => Some(Cell::Null),
        Value::Number(number) => number.as_i64().map(Cell::Integer),
        Value::String(text) => Some(text.as_str().into()),
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// An object in which no name is there twice: of two, one reader would take the first and another the last.
struct Fields(BTreeMap<String, Value>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Once;

        impl<'de> Visitor<'de> for Once {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an entry of the ledger")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = BTreeMap::new();
                while let Some((name, value)) = map.next_entry::<String, Value>()? {
                    if fields.insert(name, value).is_some() {
                        return Err(A::Error::custom("a name is there twice"));
                    }
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(Once)
    }
}
