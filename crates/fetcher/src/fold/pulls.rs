//! Pull requests, their details, and reviews.

use chrono::{DateTime, Utc};
use monitor_model::{Act, Item, ItemKind, ItemUrl, NodeId, Role};

use super::draft::Draft;
use super::repositories;
use super::{details, responses};
use crate::fact::{Landing, Pull, PullDetail, Review, Who};
use crate::knowledge::later;
use crate::notes::{NOBODY, PullNote, ReviewNote, ReviewedNote};
use crate::query::List;

/// A pull request among its author's.
pub(super) fn listed(draft: &mut Draft<'_>, pull: &Pull) {
    head(draft, pull);
    set_unlisted(draft, pull, false);
}

/// A pull request that its author's list lacks: the search has it.
pub(super) fn unlisted(draft: &mut Draft<'_>, pull: &Pull) {
    head(draft, pull);
    set_unlisted(draft, pull, true);
}

fn set_unlisted(draft: &mut Draft<'_>, pull: &Pull, unlisted: bool) {
    let node = pull.item.node_id.as_ref().map(|node| node.as_str().to_owned());
    if let Some(note) = node.and_then(|node| draft.pull(node)) {
        note.unlisted = unlisted;
    }
}

/// A pull request counts when opened, and again when merged.
pub(super) fn head(draft: &mut Draft<'_>, pull: &Pull) {
    let Some(one) = draft.someone(&pull.author) else { return };
    repositories::named(draft, &pull.repo);
    draft.listed(one.node.as_str(), List::Pulls, &pull.item, pull.updated);
    let act = |draft: &mut Draft<'_>, act, at| {
        draft.contribute(&one.login, pull.item.clone(), act, Role::Author, at)
    };
    act(draft, Act::Opened, pull.created);
    if let Some(merged) = pull.merged {
        act(draft, Act::Merged, merged);
    }
    let Some(node) = pull.item.node_id.as_ref().map(NodeId::as_str) else { return };
    if let Some(note) = draft.pull(node.to_owned()).filter(|note| note.person != NOBODY) {
        note.updated = note.updated.max(pull.updated);
        note.url = pull.item.url.as_str().to_owned();
        note.repo = pull.repo.node.as_str().to_owned();
    } else {
        let note = PullNote {
            person: one.node.as_str().to_owned(),
            created: pull.created,
            updated: pull.updated,
            detailed: None,
            asked: None,
            next: Vec::new(),
            merge_commit: None,
            own: None,
            refused: None,
            rest: None,
            unlisted: false,
            url: pull.item.url.as_str().to_owned(),
            repo: pull.repo.node.as_str().to_owned(),
        };
        draft.put_pull(node.to_owned(), note);
    }
}

pub(super) fn detail(draft: &mut Draft<'_>, detail: &PullDetail) {
    head(draft, &detail.pull);
    merged_by(draft, &detail.pull, detail.merged_by.as_ref());
    if let Some(one) = draft.someone(&detail.pull.author) {
        // Only the details tell a pull request that was closed from one that landed.
        let landed = detail.landed.as_ref().map(|landing| (Act::Landed, landing.at));
        let closed = detail.pull.closed.map(|closed| (Act::Closed, closed));
        if let Some((act, at)) = landed.or(closed).filter(|_| detail.pull.merged.is_none()) {
            draft.contribute(&one.login, detail.pull.item.clone(), act, Role::Author, at);
        }
        // The issues that a merge closes are closed by this work.
        for issue in &detail.closes {
            if let Some(merged) = detail.pull.merged {
                draft.contribute(&one.login, issue.clone(), Act::Closed, Role::Closer, merged);
            }
        }
    }
    let Some(node) = detail.pull.item.node_id.as_ref().map(NodeId::as_str) else { return };
    let run = draft.scene.id();
    if let Some(note) = draft.pull(node.to_owned()) {
        note.detailed = later(note.detailed, Some(detail.pull.updated));
        note.asked = Some(run);
        let landed = detail.landed.as_ref().and_then(|landing| landing.commit.as_deref());
        let repeating = detail.merge_commit.as_deref().or(landed).map(str::to_owned);
        note.merge_commit = repeating.or(note.merge_commit.take());
        let is_copied = detail.pull.merged.is_some() && note.merge_commit.is_none();
        if is_copied || detail.landed.is_some() {
            note.own.get_or_insert_default();
        }
        note.next.clear();
        // Of a pull request of nobody's, only what people did on it is theirs.
        note.rest = (note.person != NOBODY).then(|| details::rest(detail));
        draft.told.insert(node.to_owned());
    }
    responses::merged(draft, detail);
    let landed = detail.landed.as_ref().and_then(|landing| landing.commit.as_deref());
    if let Some(oid) = detail.merge_commit.as_deref().or(landed) {
        details::tell_merge(draft, &detail.pull.item, oid);
    }
}

/// A further page of events shows that a closed pull request landed.
pub(super) fn landed(draft: &mut Draft<'_>, pull: &NodeId, landing: &Landing) {
    let Some(note) = draft.pull(pull.as_str().to_owned()) else { return };
    note.own.get_or_insert_default();
    let (person, url) = (note.person.clone(), note.url.clone());
    let Ok(url) = ItemUrl::parse(&url) else { return };
    let (Some(one), Ok(repo)) = (draft.wanted(&person), url.repo()) else { return };
    let item =
        Item { kind: ItemKind::PullRequest, url, node_id: Some(pull.clone()), repo, title: None };
    draft.contribute(&one.login, item, Act::Landed, Role::Author, landing.at);
}

/// Merging somebody else's pull request is work of its own. Gives whether it was somebody wanted who did.
pub(super) fn merged_by(draft: &mut Draft<'_>, pull: &Pull, merger: Option<&Who>) -> bool {
    let (Some(merger), Some(merged)) = (merger, pull.merged) else { return false };
    if is_same(merger, &pull.author) {
        return false;
    }
    let Some(one) = draft.someone(merger) else { return false };
    draft.contribute(&one.login, pull.item.clone(), Act::Merged, Role::Merger, merged);
    true
}

fn is_same(a: &Who, b: &Who) -> bool {
    matches!((a, b), (Who::Person { id: a, .. }, Who::Person { id: b, .. }) if a == b)
}

pub(super) fn review(draft: &mut Draft<'_>, review: Review) {
    responses::reviewed(draft, &review);
    let Some(one) = draft.someone(&review.author) else { return };
    let node = review.item.node_id.as_ref().map(|node| node.as_str().to_owned());
    let seen = details::seen(&review);
    let own = draft.pull(review.pull.as_str().to_owned());
    let own = own.is_some_and(|pull| pull.person == one.node.as_str());
    let role = if own { Role::Author } else { Role::Reviewer };
    draft.contribute(&one.login, review.item, Act::Reviewed, role, review.submitted);
    let Some(node) = node else { return };
    if let Some(note) = draft.review(node.clone()) {
        note.seen = Some(seen);
        return details::tell_review(draft, &node);
    }
    let person = one.node.as_str().to_owned();
    let seen = Some(seen);
    draft.put_review(
        node,
        ReviewNote { person, commented: false, next: None, seen, comments: None },
    );
}

pub(super) fn reviewed(draft: &mut Draft<'_>, by: &NodeId, pull: &NodeId, updated: DateTime<Utc>) {
    draft.about(by.as_str());
    let key = (by.as_str().to_owned(), pull.as_str().to_owned());
    match draft.reviewed(key.clone()) {
        Some(note) => note.updated = note.updated.max(updated),
        None => draft.put_reviewed(key, ReviewedNote { updated, done: None, next: None }),
    }
}
