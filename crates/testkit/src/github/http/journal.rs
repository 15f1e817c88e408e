//! What a client asked: one entry per request, in the order of arrival.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Map, Value};

use crate::github::world::At;

/// One request and what became of it.
#[derive(Clone, Debug)]
pub struct Entry {
    /// From one.
    pub number: usize,
    /// `GET`, `POST` or `PATCH`.
    pub method: String,
    /// The path and the query.
    pub path: String,
    /// The name of the GraphQL operation; empty for REST.
    pub name: String,
    /// The text of the query; empty for REST.
    pub query: String,
    /// The variables of the query.
    pub variables: Map<String, Value>,
    /// How many node ids the variables hold.
    pub batch: usize,
    /// The price in points of GraphQL, also where the answer was a fault that GitHub charges for.
    pub points: u64,
    /// The most nodes that the answer could hold.
    pub nodes: u64,
    /// How many requests were under way, this one included.
    pub under_way: usize,
    /// The status of the answer.
    pub status: u16,
    /// The fault that was injected.
    pub fault: Option<&'static str>,
    /// The time in the world.
    pub at: At,
    /// The time since the server started.
    pub arrived: Duration,
}

impl Entry {
    /// Whether it asked for GraphQL.
    #[must_use]
    pub fn is_graphql(&self) -> bool {
        self.path.ends_with("/graphql")
    }

    /// Whether it wants to write an issue or a comment.
    #[must_use]
    pub fn is_write(&self) -> bool {
        self.method != "GET" && !self.is_graphql()
    }

    /// Whether it asks the same as another request.
    #[must_use]
    pub fn asks_the_same_as(&self, other: &Self) -> bool {
        self.method == other.method
            && self.path == other.path
            && self.query == other.query
            && self.variables == other.variables
    }
}

/// All requests.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    entries: Vec<Entry>,
}

impl Journal {
    pub(crate) fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// Every request.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// How many requests there were.
    #[must_use]
    pub const fn requests(&self) -> usize {
        self.entries.len()
    }

    /// How many points they cost in all.
    #[must_use]
    pub fn points(&self) -> u64 {
        self.entries.iter().map(|e| e.points).sum()
    }

    /// Requests and points per operation; REST is counted under the path.
    #[must_use]
    pub fn by_name(&self) -> BTreeMap<&str, (usize, u64)> {
        let mut sums: BTreeMap<&str, (usize, u64)> = BTreeMap::new();
        for entry in &self.entries {
            let name = if entry.is_graphql() { &entry.name } else { &entry.path };
            let sum = sums.entry(name).or_default();
            sum.0 += 1;
            sum.1 += entry.points;
        }
        sums
    }

    /// The requests that ask what an earlier one had asked.
    #[must_use]
    pub fn repeated(&self) -> Vec<&Entry> {
        let is_repeat = |(i, entry): &(usize, &Entry)| {
            self.entries[..*i].iter().any(|e| e.asks_the_same_as(entry))
        };
        self.entries.iter().enumerate().filter(is_repeat).map(|(_, entry)| entry).collect()
    }

    /// How many requests arrived within this time before an instant.
    #[must_use]
    pub fn recent(&self, before: Duration, stretch: Duration) -> usize {
        self.entries.iter().rev().take_while(|e| e.arrived + stretch > before).count()
    }

    /// The requests that want to write issues or comments.
    #[must_use]
    pub fn writes(&self) -> Vec<&Entry> {
        self.entries.iter().filter(|e| e.is_write()).collect()
    }

    /// The most requests that arrived in any stretch of time this long.
    #[must_use]
    pub fn busiest(&self, stretch: Duration) -> usize {
        let arrivals: Vec<Duration> = self.entries.iter().map(|e| e.arrived).collect();
        let from = |(i, start): (usize, &Duration)| {
            arrivals[i..].iter().take_while(|a| **a < *start + stretch).count()
        };
        arrivals.iter().enumerate().map(from).max().unwrap_or(0)
    }
}
