//! What others did on a mentee's own items, as known at an instant.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use monitor_model::{ItemUrl, Login, Record, Response};

/// What others did, by item and then by time. What the mentee did themselves is no response, under whatever login they did it.
pub(super) struct Responses<'a>(BTreeMap<&'a ItemUrl, BTreeSet<Sorted<'a>>>);

/// A response with its time in front, so that responses sort by time.
type Sorted<'a> = (DateTime<Utc>, &'a Response);

impl<'a> Responses<'a> {
    /// The responses by others that had been given by an instant; one that is listed twice is one.
    pub(super) fn of(record: &'a Record, now: DateTime<Utc>) -> Self {
        let mentee = record.enrollment.mentee.login().into_iter();
        let own: BTreeSet<&Login> =
            mentee.chain(record.contributions.iter().map(|c| &c.by)).collect();
        let mut by_item: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for response in record.responses.iter().filter(|r| r.at <= now && !own.contains(&r.by)) {
            by_item.entry(&response.on).or_default().insert((response.at, response));
        }
        Self(by_item)
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &'a Response> {
        self.0.values().flatten().map(|(_, response)| *response)
    }

    /// Those on one item, by time.
    pub(super) fn on(&self, item: &ItemUrl) -> impl Iterator<Item = &'a Response> {
        self.0.get(item).into_iter().flatten().map(|(_, response)| *response)
    }

    /// The first one on an item that is not older than an instant: a commit of somebody else's may be older than the pull
    /// request that contains it, and responds to nothing.
    pub(super) fn first(&self, item: &ItemUrl, from: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.on(item).map(|response| response.at).find(|at| *at >= from)
    }
}
