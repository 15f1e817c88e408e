//! How entries of the ledger are chained by hashes. Pure: fields in, a hash out.
//!
//! # The canonical form, version 1
//!
//! What is hashed is a byte `1`, the version, and then one field after the other:
//!
//! | field | bytes |
//! |---|---|
//! | nothing | `n` |
//! | an integer | `i`, then 8 bytes: two's complement, the most significant first |
//! | a text | `t`, then the number of its bytes as 8 bytes, the most significant first, then its bytes in UTF-8 |
//!
//! An entry's hash is the SHA-256 of its [`COLUMNS`] in their order. The hash of its personal part, which is one of these columns,
//! is the SHA-256 of two fields: the salt and the body, each as the text that stands in the file. Hashes are written in lower-case
//! hexadecimal, instants are microseconds since 1970 in UTC. The first entry has [`GENESIS`] in the place of a hash before it.

use sha2::{Digest, Sha256};

/// What is hashed of an entry, in this order.
pub(crate) const COLUMNS: [&str; 22] = [
    "id",
    "previous",
    "at",
    "role",
    "deed",
    "program",
    "subject",
    "period",
    "refers_to",
    "verdict",
    "kind",
    "hours",
    "done",
    "window_from",
    "window_to",
    "due",
    "criterion",
    "answer_by",
    "standing_before",
    "standing_after",
    "inputs",
    "personal",
];

/// What stands in the place of the hash before the first entry.
pub(crate) const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// The version of the canonical form.
const VERSION: u8 = 1;

/// A column of an entry as it stands in the file. A damaged text need not be UTF-8.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Null,
    Integer(i64),
    Text(Box<[u8]>),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.as_bytes().into())
    }
}

impl From<i64> for Cell {
    fn from(integer: i64) -> Self {
        Self::Integer(integer)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The hash of fields.
pub(crate) fn hash(cells: &[Cell]) -> String {
    let mut hasher = Sha256::new_with_prefix([VERSION]);
    for cell in cells {
        match cell {
            Cell::Null => hasher.update(b"n"),
            Cell::Integer(integer) => {
                hasher.update(b"i");
                hasher.update(integer.to_be_bytes());
            }
            Cell::Text(text) => {
                hasher.update(b"t");
                hasher.update((text.len() as u64).to_be_bytes());
                hasher.update(text);
            }
        }
    }
    format!("{:x}", hasher.finalize())
}

/// The hash of a personal part.
pub(crate) fn personal_hash(salt: &str, body: &str) -> String {
    hash(&[salt.into(), body.into()])
}
