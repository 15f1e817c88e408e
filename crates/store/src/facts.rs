//! What is given out contribution by contribution, to explain it and to check it against GitHub.

use chrono::{DateTime, Utc};
use monitor_model::{Enrollment, Item};

pub use monitor_model::{ItemFact, ItemFacts};

/// One contribution of one enrollment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportRow<'a> {
    /// The enrollment; it says where the contribution lies.
    pub enrollment: &'a Enrollment,
    /// The item.
    pub item: Item,
    /// When GitHub was asked for it and did not show it any more; `None` where it was seen last.
    pub vanished: Option<DateTime<Utc>>,
    /// The act on it.
    pub fact: ItemFact,
}
