//! Acts in words, for the terminal.

use monitor_model::{Deed, EntryId, Stand};
use monitor_report::escape::plain;

use super::Act;

/// What a deed says, without who did it to whom.
pub(in crate::commands) fn said(deed: &Deed) -> String {
    match deed {
        Deed::Evaluate { period, verdict } => format!("evaluates {period} as {verdict}"),
        Deed::AddEvidence { period, kind, .. } => format!("adds {kind} as evidence for {period}"),
        Deed::Confirm(id) => format!("confirms evidence {id}"),
        Deed::Reject(id) => format!("rejects evidence {id}"),
        Deed::Revoke(id) => format!("takes back what was said of evidence {id}"),
        Deed::Agree { period, on } => format!("agrees with entry {on} on {period}"),
        Deed::Dispute { period, on, criterion, .. } => {
            format!("disputes entry {on} on {period} by `{criterion}`")
        }
        Deed::Resolve { period, on } => format!("resolves the dispute {on} on {period}"),
        Deed::Extend { period, .. } => format!("extends {period}"),
        Deed::Forget => "forgets the mentee".to_owned(),
    }
}

/// What became of an act that was appended.
pub(in crate::commands) fn told(id: EntryId, act: &Act) -> String {
    let entry = &act.entry;
    let (by, about) = (plain(&entry.by.name), &entry.about);
    let did = format!("entry {id}: {by} ({}) {} of {about}\n", entry.by.role, said(&entry.deed));
    match act.stands {
        None => did,
        Some((before, after)) => format!("{did}{}\n{}\n", moved(before, after), after.says),
    }
}

fn moved(before: Stand, after: Stand) -> String {
    let next = after.next.map_or("nobody", monitor_model::Actor::as_str);
    if before.standing == after.standing {
        return format!("standing: {}, as before; next to act: {next}", after.standing);
    }
    format!("standing: {} -> {}; next to act: {next}", before.standing, after.standing)
}
