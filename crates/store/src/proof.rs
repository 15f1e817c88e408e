//! How the chain of the ledger is verified. Pure: entries in, an answer out.

use std::collections::HashMap;
use std::fmt;

use monitor_model::EntryId;

use crate::chain::{Cell, GENESIS, hash};

// The places in `COLUMNS` of what is looked at here.
const ID: usize = 0;
const PREVIOUS: usize = 1;
const DEED: usize = 4;
const SUBJECT: usize = 6;
const PERSONAL: usize = 21;

/// The deed after which personal parts of the same subject may be missing.
const FORGET: &str = "forget";

/// An entry as it stands in the file.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    /// The columns that are hashed.
    pub(crate) cells: Vec<Cell>,
    /// The hash that stands beside them.
    pub(crate) hash: Cell,
    /// Salt and body of the personal part, if it is there.
    pub(crate) personal: Option<[Cell; 2]>,
    /// Whether the personal part names another enrollment than the one that the entry is about.
    pub(crate) about_another: bool,
}

impl Link {
    fn cell(&self, place: usize) -> &Cell {
        self.cells.get(place).unwrap_or(&Cell::Null)
    }
}

/// How many entries a ledger has, and the hash of the last. Kept elsewhere, it shows later that nothing was rewritten until then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerHead {
    /// How many entries; the last has this number.
    pub entries: u64,
    /// The hash of the last entry in lower-case hexadecimal; zeros where there is none.
    pub hash: String,
}

/// What became of looking through the whole ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LedgerProof {
    /// Nothing was edited, dropped, inserted or moved.
    Sound(LedgerHead),
    /// Something was.
    Broken(LedgerBreak),
}

/// Where a ledger is broken first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerBreak {
    /// The first entry that is not as it was written, or that is missing.
    pub entry: EntryId,
    /// What is wrong with it.
    pub why: WhyBroken,
}

impl fmt::Display for LedgerBreak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "entry {} of the ledger {}", self.entry, self.why)
    }
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WhyBroken {
    /// There is none of this number, but later ones.
    #[error("is missing")]
    Missing,
    /// It holds another hash than that of the entry before.
    #[error("does not follow the entry before it")]
    OutOfOrder,
    /// Its hash is not that of what it says.
    #[error("was edited")]
    Edited,
    /// Its personal part is not what it was.
    #[error("has another personal part than it was written with")]
    PersonalEdited,
    /// Its personal part is gone, and nobody was forgotten.
    #[error("has lost its personal part, and its subject was never forgotten")]
    PersonalMissing,
    /// A personal part belongs to no entry, though there is one of this number or was one.
    #[error("has a personal part and is not there")]
    PersonalStray,
    /// The enrollment that it is about is another one than when it was written.
    #[error("is about an enrollment that was called otherwise when it was written")]
    AboutAnother,
    /// It is no line of an export.
    #[error("can't be read")]
    Unreadable,
    /// The file, or somebody who kept its head, remembers it, or remembers another one.
    #[error("is not the last one that is remembered")]
    NotAsRemembered,
}

/// Looks through the entries, by number. `own` is the head that is kept beside them, `remembered` one that was kept elsewhere, and
/// `stray` the number of a personal part that has no entry.
pub(crate) fn verify(
    links: &[Link],
    own: &LedgerHead,
    remembered: Option<&LedgerHead>,
    stray: Option<i64>,
) -> LedgerProof {
    let count = links.len() as u64;
    let beyond = (count > own.entries)
        .then(|| LedgerBreak { entry: EntryId(own.entries + 1), why: WhyBroken::NotAsRemembered });
    let heads = [Some(own), remembered].into_iter().flatten();
    let found = broken(links).into_iter().chain(heads.filter_map(|head| differs(links, head)));
    let found = found.chain(beyond);
    let stray = stray.map(|entry| LedgerBreak {
        entry: EntryId(u64::try_from(entry).unwrap_or_default()),
        why: WhyBroken::PersonalStray,
    });
    // Of several the first is named, and of two on one entry its own damage before what a head says.
    match found.min_by_key(|found| found.entry).or(stray) {
        Some(broken) => LedgerProof::Broken(broken),
        None => LedgerProof::Sound(head_of(links)),
    }
}

/// The head that entries have by themselves.
pub(crate) fn head_of(links: &[Link]) -> LedgerHead {
    let hash = links.last().and_then(hash_text).unwrap_or_else(|| GENESIS.to_owned());
    LedgerHead { entries: links.len() as u64, hash }
}

fn hash_text(link: &Link) -> Option<String> {
    match &link.hash {
        Cell::Text(text) => Some(String::from_utf8_lossy(text).into_owned()),
        Cell::Null | Cell::Integer(_) => None,
    }
}

/// The first entry that does not agree with itself or with the one before.
fn broken(links: &[Link]) -> Option<LedgerBreak> {
    // Where each subject was forgotten last.
    let mut forgotten: HashMap<i64, usize> = HashMap::new();
    for (place, link) in links.iter().enumerate() {
        if let (Cell::Text(deed), Cell::Integer(subject)) = (link.cell(DEED), link.cell(SUBJECT))
            && **deed == *FORGET.as_bytes()
        {
            forgotten.insert(*subject, place);
        }
    }
    let mut previous = Cell::from(GENESIS);
    for ((place, link), number) in links.iter().enumerate().zip(1_u64..) {
        let later = match link.cell(SUBJECT) {
            Cell::Integer(subject) => forgotten.get(subject).is_some_and(|forget| *forget > place),
            Cell::Null | Cell::Text(_) => false,
        };
        if let Some(why) = wrong(link, number, &previous, later) {
            return Some(LedgerBreak { entry: EntryId(number), why });
        }
        previous = link.hash.clone();
    }
    None
}

/// What is wrong with an entry, given whether its subject was forgotten later.
fn wrong(link: &Link, number: u64, previous: &Cell, forgotten: bool) -> Option<WhyBroken> {
    let hashed = |salt: &Cell, body: &Cell| hash(&[salt.clone(), body.clone()]);
    let kept = link.cell(PERSONAL);
    if *link.cell(ID) != Cell::Integer(number.cast_signed()) {
        Some(WhyBroken::Missing)
    } else if link.cell(PREVIOUS) != previous {
        Some(WhyBroken::OutOfOrder)
    } else if link.hash != Cell::from(&*hash(&link.cells)) {
        Some(WhyBroken::Edited)
    } else {
        match &link.personal {
            Some([salt, body]) if *kept != Cell::from(&*hashed(salt, body)) => {
                Some(WhyBroken::PersonalEdited)
            }
            None if !forgotten => Some(WhyBroken::PersonalMissing),
            _ if link.about_another && !forgotten => Some(WhyBroken::AboutAnother),
            _ => None,
        }
    }
}

/// Where the entries differ from a head that is remembered.
fn differs(links: &[Link], head: &LedgerHead) -> Option<LedgerBreak> {
    let at = |entry, why| Some(LedgerBreak { entry: EntryId(entry), why });
    let count = links.len() as u64;
    if head.entries > count {
        return at(count + 1, WhyBroken::Missing);
    }
    let last = usize::try_from(head.entries).ok().and_then(|n| n.checked_sub(1));
    let hash = last.map_or(Some(GENESIS.to_owned()), |last| links.get(last).and_then(hash_text));
    if hash.as_ref() == Some(&head.hash) {
        None
    } else {
        at(head.entries.max(1), WhyBroken::NotAsRemembered)
    }
}
