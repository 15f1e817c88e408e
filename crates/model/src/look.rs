//! What looks at a piece of evidence came to. It stands beside the evidence and decides nothing.

use chrono::{DateTime, Utc};

use crate::{DesignRecord, EvidenceId, Reach};

/// Something that was found out at an instant, and may be otherwise since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen<T> {
    /// When somebody looked.
    pub at: DateTime<Utc>,
    /// What they found.
    pub what: T,
}

/// The latest looks at a piece of evidence. Each of them is optional, and missing where nobody looked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The evidence.
    pub of: EvidenceId,
    /// Whether its URL could be reached.
    pub reach: Option<Seen<Reach>>,
    /// What a design tool says of the file.
    pub design: Option<Seen<DesignRecord>>,
}

impl Look {
    /// Of a piece of evidence that nobody has looked at.
    #[must_use]
    pub const fn none(of: EvidenceId) -> Self {
        Self { of, reach: None, design: None }
    }

    /// What was known at an instant; `None` where that is nothing.
    #[must_use]
    pub fn as_known(&self, now: DateTime<Utc>) -> Option<Self> {
        let reach = self.reach.clone().filter(|seen| seen.at <= now);
        let design = self.design.clone().filter(|seen| seen.at <= now);
        let anything = reach.is_some() || design.is_some();
        anything.then_some(Self { of: self.of, reach, design })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Coverage, EntryId, Window};

    #[test]
    fn what_was_found_out_later_is_not_known_yet() {
        let day = |n: i64| DateTime::from_timestamp(1_760_054_400 + n * 86_400, 0).unwrap();
        let of = EvidenceId(EntryId(7));
        let window = Window::new(day(0), day(2)).unwrap();
        let record = DesignRecord::new(of, window, [], Coverage::Complete, Coverage::Complete);
        let look = Look {
            of,
            reach: Some(Seen { at: day(3), what: Reach::NeedsSignIn }),
            design: Some(Seen { at: day(2), what: record }),
        };
        assert_eq!(look.as_known(day(1)), None);
        let then = look.as_known(day(2)).unwrap();
        assert!(then.reach.is_none() && then.design == look.design);
        assert_eq!(look.as_known(day(3)), Some(look));
        assert_eq!(Look::none(of).as_known(day(9)), None);
    }
}
