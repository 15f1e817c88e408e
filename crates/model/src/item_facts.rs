//! What the store knows of one item: the input of its explanation.

use chrono::{DateTime, Utc};

use crate::{Account, Act, Item, ItemUrl, Login, Role, Source, When};

/// Everything that is known of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemFacts {
    /// The item.
    pub item: Item,
    /// When GitHub was asked for it and did not show it any more: deleted, made private or hidden. `None` where it was seen
    /// last, or never asked for by its node id.
    pub vanished: Option<DateTime<Utc>>,
    /// Of a commit, a pull request that contains it or whose work it repeats; `None` where none is known.
    pub part_of: Option<ItemUrl>,
    /// What anybody did to it, by login.
    pub contributions: Vec<ItemFact>,
}

/// One act on an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemFact {
    /// Who, under the login that the account has now, or had last.
    pub by: Login,
    /// The account behind it, where GitHub was asked.
    pub account: Option<Account>,
    /// What was done.
    pub act: Act,
    /// In which role.
    pub role: Role,
    /// When.
    pub when: When,
    /// Where this is known from.
    pub source: Source,
}
