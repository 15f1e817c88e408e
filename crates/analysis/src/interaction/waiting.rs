//! Which open pull requests wait for a first response.

use chrono::{DateTime, Utc};
use monitor_model::{ItemKind, Waiting, When, Window};

use super::is_shared;
use super::own::{Own, earliest, latest};
use super::responses::Responses;
use crate::observed::whole;

/// The pull requests that had no response at the end of a window, or when GitHub was asked last where that was before; those
/// that waited longest first.
pub(super) fn waiting(
    own: &[Own<'_>],
    responses: &Responses<'_>,
    window: &Window,
    heard: DateTime<Utc>,
) -> Vec<Waiting> {
    let end = window.to().min(heard);
    let known = own.iter().filter(|own| own.responses_complete);
    let mut waiting: Vec<Waiting> =
        known.filter_map(|own| wait(own, responses, end, latest)).collect();
    waiting.sort_by(|a, b| (a.since, &a.item.url).cmp(&(b.since, &b.item.url)));
    waiting
}

/// How many more may have waited at the end of a window, because it is not known what others did on them.
pub(super) fn maybe_waiting(
    own: &[Own<'_>],
    responses: &Responses<'_>,
    window: &Window,
    waiting: &[Waiting],
) -> u32 {
    let may_wait = own.iter().filter_map(|own| wait(own, responses, window.to(), earliest));
    let others = may_wait.filter(|may| waiting.iter().all(|known| known.item.url != may.item.url));
    whole(others.count())
}

/// The wait of a pull request, if it was open at an instant and nobody is known to have responded by then. When it was opened,
/// the caller says: at the latest for who must have waited, at the earliest for who may have.
fn wait(
    own: &Own<'_>,
    responses: &Responses<'_>,
    end: DateTime<Utc>,
    opened_at: fn(When) -> DateTime<Utc>,
) -> Option<Waiting> {
    if own.item.kind != ItemKind::PullRequest || own.is_draft || !is_shared(own.class) {
        return None;
    }
    let opened = own.opened?;
    let since = opened_at(opened);
    let done = own.done.map(earliest);
    let responded = responses.first(&own.item.url, earliest(opened));
    let over = [done, responded].into_iter().flatten().min();
    let waits = since < end && over.is_none_or(|over| over > end);
    let still = over.is_none();
    waits.then(|| Waiting { item: own.item.clone(), class: own.class, since, still })
}
