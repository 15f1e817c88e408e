//! What somebody did, in words.

use chrono_tz::Tz;
use monitor_analysis::explain::Deed;
use monitor_model::{Act, ScopeClass};

use crate::dates::act;

/// `Opened 2026-03-04 10:00 +00:00 as author`.
pub(super) fn deed(deed: &Deed, zone: Tz) -> String {
    format!("{} {} as {}", done(deed.act), act(deed.when, zone), deed.role)
}

/// What was done, at the beginning of a sentence.
const fn done(act: Act) -> &'static str {
    match act {
        Act::Opened => "Opened",
        Act::Reviewed => "Reviewed",
        Act::Merged => "Merged",
        Act::Closed => "Closed",
        Act::Landed => "Landed",
        Act::Authored => "Authored",
        Act::Commented => "Commented",
    }
}

/// Where it is known from: ` (source: github)`.
pub(super) fn source(deed: &Deed) -> String {
    deed.source.map_or_else(String::new, |source| format!(" (source: {source})"))
}

/// As what it counts.
pub(super) const fn class(class: ScopeClass) -> &'static str {
    match class {
        ScopeClass::Project => "as work in the project",
        ScopeClass::Undeclared => "as work outside the scope",
        ScopeClass::Own => "as work in an own repository",
    }
}
