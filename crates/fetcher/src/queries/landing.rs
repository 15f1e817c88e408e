//! How the work of a pull request landed that was closed without a merge: by a bot, or by hand on the command line.

use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::at::{At, Unreadable};
use crate::Landing;

/// What a bot writes before the title of a pull request that it landed.
const BORS: &str = "[merged by bors]";

/// The label that bots set on a pull request that they landed.
const LABEL: &str = "merged";

/// An event that may say how a pull request ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// A commit closed it.
    ClosedBy { oid: String, at: DateTime<Utc> },
    /// A commit in the same repository refers to it.
    ReferredTo { oid: String, at: DateTime<Utc> },
}

/// An event, if it says anything about landing.
pub(super) fn event(at: &At<'_>) -> Result<Option<Event>, Unreadable> {
    match at.field("__typename")?.text()? {
        "ClosedEvent" => {
            let Some(closer) = at.field("closer")?.present() else { return Ok(None) };
            if closer.field("__typename")?.text()? != "Commit" {
                return Ok(None);
            }
            let oid = closer.field("oid")?.text()?.to_owned();
            Ok(Some(Event::ClosedBy { oid, at: at.field("createdAt")?.instant()? }))
        }
        "ReferencedEvent" => {
            let elsewhere = at.field("isCrossRepository")?.flag()?;
            let direct = at.field("isDirectReference")?.flag()?;
            let Some(commit) = at.field("commit")?.present() else { return Ok(None) };
            let oid = commit.field("oid")?.text()?.to_owned();
            let event = Event::ReferredTo { oid, at: at.field("createdAt")?.instant()? };
            Ok((direct && !elsewhere).then_some(event))
        }
        _ => Err(at.field("__typename")?.wrong("an event that was asked for")),
    }
}

/// How a pull request landed that is closed without a merge, by its last closing commit.
pub(super) fn by_closing(events: &[Event]) -> Option<Landing> {
    let closing = events.iter().filter_map(|event| match event {
        Event::ClosedBy { oid, at } => Some((*at, oid)),
        Event::ReferredTo { .. } => None,
    });
    let (at, oid) = closing.max()?;
    Some(Landing {
        at,
        because: format!("closed by commit {}", short(oid)),
        commit: Some(oid.as_str().into()),
    })
}

/// What a closed, unmerged pull request shows about itself.
#[derive(Debug)]
pub(super) struct Closed<'a> {
    /// When it was closed.
    pub(super) at: DateTime<Utc>,
    /// Its title.
    pub(super) title: &'a str,
    /// The names of its labels.
    pub(super) labels: Vec<&'a str>,
    /// Its own commits: that they refer to it says nothing.
    pub(super) own: HashSet<&'a str>,
}

/// How it landed, if it did; the surest sign first.
pub(super) fn landing(closed: &Closed<'_>, events: &[Event]) -> Option<Landing> {
    let foreign = events.iter().filter_map(|event| match event {
        Event::ReferredTo { oid, at } if !closed.own.contains(oid.as_str()) => Some((*at, oid)),
        _ => None,
    });
    let referring = foreign.max();
    let commit = referring.map(|(_, oid)| oid.as_str().into());
    let marked = |because: &str| Landing { at: closed.at, because: because.to_owned(), commit };
    let titled = closed.title.trim_start().to_ascii_lowercase().starts_with(BORS);
    let labelled = closed.labels.iter().any(|label| label.eq_ignore_ascii_case(LABEL));
    if let Some(landing) = by_closing(events) {
        return Some(landing);
    }
    match (titled, labelled, referring) {
        (true, ..) => Some(marked("its title says that a bot merged it")),
        (false, true, _) => Some(marked("it has the label `Merged`")),
        (false, false, Some((at, oid))) => {
            let because = format!("commit {} refers to it", short(oid));
            Some(Landing { at, because, commit: Some(oid.as_str().into()) })
        }
        (false, false, None) => None,
    }
}

/// The first seven characters of an object id.
fn short(oid: &str) -> String {
    oid.chars().take(7).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn at(hour: u32) -> DateTime<Utc> {
        format!("2026-06-01T{hour:02}:00:00Z").parse().unwrap()
    }

    fn closed_by(oid: &str, hour: u32) -> Event {
        Event::ClosedBy { oid: oid.to_owned(), at: at(hour) }
    }

    fn referred(oid: &str, hour: u32) -> Event {
        Event::ReferredTo { oid: oid.to_owned(), at: at(hour) }
    }

    fn of(title: &str, labels: &[&str], own: &[&str], events: &[Event]) -> Option<(u32, String)> {
        use chrono::Timelike as _;
        let own = own.iter().copied().collect();
        let closed = Closed { at: at(9), title, labels: labels.to_vec(), own };
        landing(&closed, events).map(|landing| (landing.at.hour(), landing.because))
    }

    #[test]
    fn the_surest_sign_is_told() {
        let refers = [referred("1234567890", 4), referred("abcdef0123", 5)];
        let closes =
            [closed_by("fedcba9876", 2), referred("abcdef0123", 5), closed_by("0f0f0f0f0f", 3)];
        let bors = "[Merged by Bors] - trim the wick";
        let cases = [
            (of(bors, &["Merged"], &[], &closes), Some((3, "closed by commit 0f0f0f0"))),
            (of(bors, &["Merged"], &[], &refers), Some((9, "its title says that a bot merged it"))),
            (of("x", &["bug", "merged"], &[], &refers), Some((9, "it has the label `Merged`"))),
            (of("x", &["bug"], &[], &refers), Some((5, "commit abcdef0 refers to it"))),
            (of("x", &[], &["abcdef0123"], &refers), Some((4, "commit 1234567 refers to it"))),
            (of("x", &["not merged"], &["abcdef0123", "1234567890"], &refers), None),
            (of("merged by bors", &[], &[], &[]), None),
        ];
        for (found, expected) in cases {
            assert_eq!(found, expected.map(|(hour, why)| (hour, why.to_owned())));
        }
    }

    #[test]
    fn only_commits_that_close_or_directly_refer_within_the_repository_count() {
        let refers = |cross: bool, direct: bool| {
            json!({"__typename": "ReferencedEvent", "createdAt": "2026-06-01T05:00:00Z",
                "isCrossRepository": cross, "isDirectReference": direct, "commit": {"oid": "abc"}})
        };
        let closes = |closer| json!({"__typename": "ClosedEvent", "createdAt": "2026-06-01T03:00:00Z", "closer": closer});
        let cases = [
            (refers(false, true), Some(referred("abc", 5))),
            (refers(true, true), None),
            (refers(false, false), None),
            (closes(json!({"__typename": "Commit", "oid": "abc"})), Some(closed_by("abc", 3))),
            (closes(json!({"__typename": "PullRequest"})), None),
            (closes(json!(null)), None),
        ];
        for (data, expected) in cases {
            assert_eq!(event(&At::root(&data)), Ok(expected), "{data}");
        }
        assert!(event(&At::root(&json!({"__typename": "PinnedEvent"}))).is_err());
    }
}
