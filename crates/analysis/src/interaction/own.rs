//! A mentee's own items: the pull requests, issues and discussions that they opened.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use monitor_model::{
    Act, Contribution, Detail, Item, ItemKind, ItemUrl, OwnItems, Record, Role, ScopeClass, When,
    Window,
};

use super::is_shared;
use crate::counting;
use crate::observed::whole;

/// An own item, as known at an instant.
pub(super) struct Own<'a> {
    /// The item.
    pub(super) item: &'a Item,
    /// Where it lies.
    pub(super) class: ScopeClass,
    /// When it was opened, where that is known.
    pub(super) opened: Option<When>,
    /// When it was merged, landed or closed, where it was.
    pub(super) done: Option<When>,
    /// Whether every response of others is known.
    pub(super) responses_complete: bool,
    /// Whether nobody is to look at it yet.
    pub(super) is_draft: bool,
}

/// The own items that are known at an instant, by URL.
pub(super) fn items(record: &Record, now: DateTime<Utc>) -> Vec<Own<'_>> {
    let mut acts: BTreeMap<&ItemUrl, Vec<&Contribution>> = BTreeMap::new();
    let own_kind =
        |kind| matches!(kind, ItemKind::PullRequest | ItemKind::Issue | ItemKind::Discussion);
    for act in counting::contributions(record, now) {
        if act.role == Role::Author && own_kind(act.item.kind) {
            acts.entry(&act.item.url).or_default().push(act);
        }
    }
    acts.into_values().filter_map(|acts| own(record, &acts)).collect()
}

fn own<'a>(record: &'a Record, acts: &[&'a Contribution]) -> Option<Own<'a>> {
    let first = |wanted: fn(Act) -> bool| {
        let those = acts.iter().filter(|act| wanted(act.act));
        those.min_by_key(|act| earliest(act.when))
    };
    let opened = first(|act| act == Act::Opened);
    let done = first(|act| matches!(act, Act::Merged | Act::Closed | Act::Landed));
    let item = &opened.or(done)?.item;
    let (responses_complete, is_draft) = match record.details.get(&item.url) {
        Some(Detail::PullRequest(detail)) => (detail.responses_complete, detail.is_draft),
        Some(Detail::Thread(detail)) => (detail.responses_complete, false),
        Some(Detail::Review(_) | Detail::Commit(_)) | None => (false, false),
    };
    Some(Own {
        item,
        class: record.enrollment.class_of(&item.repo),
        opened: opened.map(|act| act.when),
        done: done.map(|act| act.when),
        responses_complete,
        is_draft,
    })
}

impl Own<'_> {
    /// Whether it was open at some time in a window, or may have been. One whose opening is not known may have been.
    pub(super) fn is_in(&self, window: &Window) -> bool {
        let begun = self.opened.is_none_or(|when| earliest(when) < window.to());
        let over = self.done.is_some_and(|when| latest(when) <= window.from());
        begun && !over
    }
}

/// What mentors could act on, among the items that were open in a window.
pub(super) fn to_act_on(inside: &[&Own<'_>], window: &Window) -> Option<OwnItems> {
    let opened = inside.iter().filter(|own| is_shared(own.class)).filter_map(|own| own.opened);
    let since: Vec<DateTime<Utc>> =
        opened.map(|when| latest(when).max(window.from()).min(window.to())).collect();
    Some(OwnItems { count: whole(since.len()), since: since.into_iter().min()? })
}

/// The earliest instant at which an act may have happened.
pub(super) fn earliest(when: When) -> DateTime<Utc> {
    match when {
        When::At(instant) => instant,
        When::Within(window) => window.from(),
    }
}

/// The latest instant at which an act may have happened.
pub(super) fn latest(when: When) -> DateTime<Utc> {
    match when {
        When::At(instant) => instant,
        When::Within(window) => window.to(),
    }
}
