//! Which open pull requests wait for a first response.

use chrono::{DateTime, Utc};
use monitor_model::{ItemKind, Waiting, Window};

use super::is_shared;
use super::own::{Own, earliest, latest};
use super::responses::Responses;

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
        known.filter_map(|own| wait(own, responses, end, heard)).collect();
    waiting.sort_by(|a, b| (a.since, &a.item.url).cmp(&(b.since, &b.item.url)));
    waiting
}

/// How many open pull requests may wait as well at the end of a window, because it is not known what others did on them.
pub(super) fn unknown(
    own: &[Own<'_>],
    responses: &Responses<'_>,
    window: &Window,
    heard: Option<DateTime<Utc>>,
) -> u32 {
    let unknown = own.iter().filter(|own| !own.responses_complete || heard.is_none());
    let may_wait = unknown.filter_map(|own| wait(own, responses, window.to(), window.to()));
    crate::observed::whole(may_wait.count())
}

/// The wait of a pull request, if it was open at an instant and nobody is known to have responded by then.
fn wait(
    own: &Own<'_>,
    responses: &Responses<'_>,
    end: DateTime<Utc>,
    heard: DateTime<Utc>,
) -> Option<Waiting> {
    if own.item.kind != ItemKind::PullRequest || own.is_draft || !is_shared(own.class) {
        return None;
    }
    let opened = own.opened?;
    let since = latest(opened).min(heard);
    let done = own.done.map(earliest);
    let responded = responses.first(&own.item.url, earliest(opened));
    let over_by = |end: DateTime<Utc>| {
        done.is_some_and(|at| at <= end) || responded.is_some_and(|at| at <= end)
    };
    let waits = since < end && !over_by(end);
    let still = done.is_none() && responded.is_none();
    waits.then(|| Waiting { item: own.item.clone(), class: own.class, since, still })
}
