//! Reading one answer: what is there goes on to its reader, what is not becomes a fact too.

use chrono::{DateTime, Utc};
use monitor_model::NodeId;
use serde_json::Value;

use super::at::{At, Unreadable};
use super::errors::{Absence, ErrorAt, Errors};
use crate::{Cursor, Fact, Field, List, ListPage, Subject};

/// Why an entry is missing where GitHub says nothing.
pub(super) const NO_REASON: &str = "GitHub left something out and gave no reason";

/// An answer that is being read, and the facts so far.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    /// All of the answer's data.
    pub(super) data: At<'a>,
    /// All of its errors.
    pub(super) errors: Errors<'a>,
    /// What it has shown so far.
    pub(super) facts: Vec<Fact>,
}

/// Whose list is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whose<'q> {
    /// A person, pull request, review or repository.
    pub(super) of: &'q NodeId,
    /// Whose things in it.
    pub(super) by: Option<&'q Field>,
    /// Which list, where it is about one.
    pub(super) list: Option<List>,
}

impl<'q> Whose<'q> {
    /// All of something.
    pub(super) const fn all(of: &'q NodeId) -> Self {
        Self { of, by: None, list: None }
    }

    /// One of its lists.
    pub(super) const fn list(self, list: List) -> Self {
        Self { list: Some(list), ..self }
    }

    /// One person's things in it.
    pub(super) const fn by(self, by: &'q Field) -> Self {
        Self { by: Some(by), ..self }
    }

    /// That it was refused.
    pub(super) fn refused(self, why: String) -> Fact {
        let of = Subject::Node(self.of.clone());
        Fact::Refused { of, by: self.by.cloned(), list: self.list, why }
    }
}

impl<'a> Reading<'a> {
    /// Nothing read yet.
    pub(super) const fn new(data: &'a Value, errors: &'a [ErrorAt]) -> Self {
        Self { data: At::root(data), errors: Errors(errors), facts: Vec::new() }
    }

    /// The answers to `nodes(ids:)`: those that are of a kind go on to their reader.
    pub(super) fn nodes(
        &mut self,
        of: &[NodeId],
        kind: &str,
        mut read: impl FnMut(&mut Self, &NodeId, &At<'a>) -> Result<(), Unreadable>,
    ) -> Result<(), Unreadable> {
        let nodes = self.data.field("nodes")?;
        let entries = nodes.entries()?;
        if entries.len() != of.len() {
            return Err(nodes.wrong(&format!("{} nodes, as many as were asked for", of.len())));
        }
        for (id, entry) in of.iter().zip(entries) {
            if let Some(entry) = self.object(entry, Whose::all(id), kind)? {
                read(self, id, &entry)?;
            }
        }
        Ok(())
    }

    /// The node that was asked for, if it is there and of a kind; otherwise that is a fact.
    pub(super) fn object(
        &mut self,
        at: At<'a>,
        whose: Whose<'_>,
        kind: &str,
    ) -> Result<Option<At<'a>>, Unreadable> {
        if at.is_null() {
            self.facts.push(match self.errors.absence(&at) {
                Absence::Missing => Fact::Gone(whose.of.clone()),
                Absence::Refused(why) => whose.refused(why),
            });
            return Ok(None);
        }
        let is = at.field("__typename")?.text()?;
        let id = at.field("id")?;
        if id.node()? != *whose.of {
            return Err(id.wrong(&format!("the node `{}`, which was asked for", whose.of)));
        }
        if is != kind {
            self.facts.push(whose.refused(format!("it is of the kind {is}, not {kind}")));
            return Ok(None);
        }
        Ok(Some(at))
    }

    /// A page of a list. Each entry that came whole goes on to its reader, which says by which date the list is ordered.
    /// What did not come makes the list refused; the page is told all the same.
    pub(super) fn list(
        &mut self,
        at: &At<'a>,
        whose: Whose<'_>,
        list: List,
        mut read: impl FnMut(&mut Self, &At<'a>) -> Result<Option<DateTime<Utc>>, Unreadable>,
    ) -> Result<(), Unreadable> {
        let whose = whose.list(list);
        let nodes = if at.is_null() { None } else { at.field("nodes")?.present() };
        let Some(nodes) = nodes else {
            let why = match self.errors.absence(at) {
                Absence::Refused(why) => why,
                Absence::Missing => self.errors.within(at).unwrap_or_else(|| NO_REASON.to_owned()),
            };
            self.facts.push(whose.refused(why));
            return Ok(());
        };
        let entries = nodes.entries()?;
        let mut reached: Option<DateTime<Utc>> = None;
        let mut why = self.errors.within(at);
        for entry in &entries {
            if entry.is_null() {
                why.get_or_insert_with(|| NO_REASON.to_owned());
            } else if self.errors.within(entry).is_none() {
                let date = read(self, entry)?;
                reached = [reached, date].into_iter().flatten().min();
            }
        }
        self.facts.extend(why.map(|why| whose.refused(why)));
        let total = at.field("totalCount")?.count()?;
        let (of, by) = (whose.of.clone(), whose.by.cloned());
        let shown = u32::try_from(entries.len()).map_err(|_| nodes.wrong("at most 100 entries"))?;
        let next = next(at, list.is_from_end())?;
        self.facts.push(Fact::Page(ListPage { of, by, list, total, nodes: shown, next, reached }));
        Ok(())
    }

    /// A list of which GitHub shows not even that it is empty: it has nothing in it, or is refused.
    pub(super) fn nothing_or_refused(
        &mut self,
        at: &At<'a>,
        whose: Whose<'_>,
        list: List,
    ) -> Result<(), Unreadable> {
        let whose = whose.list(list);
        self.facts.push(match self.errors.absence(at) {
            Absence::Refused(why) => whose.refused(why),
            Absence::Missing => {
                let (of, by) = (whose.of.clone(), whose.by.cloned());
                Fact::Page(ListPage { of, by, list, total: 0, nodes: 0, next: None, reached: None })
            }
        });
        Ok(())
    }

    /// A place that may be empty: what is there, or that it is refused, or a fact of what it means that nothing is there.
    pub(super) fn or_absent(&mut self, at: At<'a>, of: Subject, missing: Fact) -> Option<At<'a>> {
        if at.is_null() {
            self.facts.push(match self.errors.absence(&at) {
                Absence::Missing => missing,
                Absence::Refused(why) => Fact::Refused { of, by: None, list: None, why },
            });
            return None;
        }
        Some(at)
    }
}

/// Where the next page of a list begins.
pub(super) fn next(at: &At<'_>, from_end: bool) -> Result<Option<Cursor>, Unreadable> {
    let (more, cursor) =
        if from_end { ("hasPreviousPage", "startCursor") } else { ("hasNextPage", "endCursor") };
    let info = at.field("pageInfo")?;
    if !info.field(more)?.flag()? {
        return Ok(None);
    }
    Ok(Some(Cursor(info.field(cursor)?.text()?.to_owned())))
}
