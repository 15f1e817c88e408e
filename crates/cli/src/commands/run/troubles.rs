//! What did not work, as a report says it.

use monitor_store::Trouble;

/// How the name of a trouble begins that is only said, and not tried again.
pub(super) const DOUBT: &str = "sent/";

/// A trouble as a report says it.
pub(super) fn sentence(of: &Trouble) -> String {
    let since = of.since.format("%Y-%m-%d");
    if of.step.starts_with(DOUBT) {
        format!("{}.", of.says)
    } else {
        format!("The step `{}` has failed since {since}: {}.", of.step, of.says)
    }
}
