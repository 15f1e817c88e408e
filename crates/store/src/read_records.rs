//! Reads what the people of a program did, one record after the other: one sweep over all of it, in the roster's order.

use std::collections::HashMap;
use std::ops::ControlFlow;

use monitor_model::{Cohort, Contribution, Item, ItemUrl, Login, ProgramId, Record};
use rusqlite::{Connection, Row};

use crate::columns::{each, maybe_text, parsed, parsed_by, when};
use crate::details::{self, detail_columns};
use crate::error::Failure;
use crate::names::Repositories;
use crate::read_activity::{head, mentee, of_mentees};
use crate::responses::{self, response_columns};
use crate::{read_activity, read_roster};

/// What is known of an item comes with the contribution to it, so that the contributions are gone through once.
const CONTRIBUTIONS: &str = of_mentees!(
    concat!(
        "at, within_from, within_to, act, role,
         item.kind, item.url, item.node_id, item.title, repository_id, repository.name, contribution.item_id, ",
        response_columns!(),
        ", ",
        detail_columns!()
    ),
    "contribution",
    "CROSS JOIN item ON item.id = contribution.item_id
     CROSS JOIN repository ON repository.id = repository_id
     LEFT JOIN detail ON detail.item_id = contribution.item_id"
);

/// A program of which everything is read but what its people did.
pub(crate) struct Reading<'c> {
    connection: &'c Connection,
    program: i64,
    /// The row id of each enrollment, in the roster's order.
    rows: Vec<i64>,
    mentors: HashMap<(i64, i64), Login>,
    head: Cohort,
}

impl<'c> Reading<'c> {
    /// Begins to read a program, if it is there.
    pub(crate) fn begin(
        connection: &'c Connection,
        id: &ProgramId,
    ) -> Result<Option<Self>, Failure> {
        let Some(mut roster) = read_roster::followed(connection, id)? else { return Ok(None) };
        let (program, rows) = (roster.id, roster.rows.clone());
        let mentors = std::mem::take(&mut roster.mentors);
        let head = head(connection, roster)?;
        Ok(Some(Self { connection, program, rows, mentors, head }))
    }

    /// The program, with records that have neither contributions nor details nor responses.
    pub(crate) const fn head(&self) -> &Cohort {
        &self.head
    }

    /// Steps through the rows of which records are made, makes nothing of them, and counts them.
    pub(crate) fn rows(connection: &Connection, id: &ProgramId) -> Result<u64, Failure> {
        let program = read_roster::row_id(connection, id)?;
        let own = [CONTRIBUTIONS];
        let sweeps = read_roster::SWEEPS.iter().chain(&read_activity::SWEEPS).chain(&own);
        let mut rows = 0;
        for sql in sweeps {
            each(connection, sql, [program], |_| {
                rows += 1;
                Ok(())
            })?;
        }
        Ok(rows)
    }

    /// Hands out every record, complete, until `take` breaks. Gives back the program without its records.
    pub(crate) fn each<B>(
        self,
        mut take: impl FnMut(Record) -> ControlFlow<B>,
    ) -> Result<(Cohort, ControlFlow<B>), Failure> {
        let Self { connection, program, rows, mentors, mut head } = self;
        let mut waiting = rows.into_iter().zip(std::mem::take(&mut head.records));
        let mut shared = Shared { mentors, ..Shared::default() };
        let mut statement = connection.prepare_cached(CONTRIBUTIONS)?;
        let mut rows = statement.query([program])?;
        let mut open: Option<Open> = None;
        while let Some(row) = rows.next()? {
            let enrollment: i64 = row.get(0)?;
            // Both are in the roster's order, so that whoever is passed by has nothing more to come.
            while open.as_ref().is_none_or(|open| open.row != enrollment) {
                if let Some(ControlFlow::Break(done)) = open.take().map(|o| take(o.done())) {
                    return Ok((head, ControlFlow::Break(done)));
                }
                let Some(next) = waiting.next() else {
                    return Err(Failure::Unreadable("an enrollment is there twice".to_owned()));
                };
                open = Some(Open::of(next));
            }
            if let Some(open) = &mut open {
                open.add(row, &mut shared)?;
            }
        }
        let rest = open.into_iter().chain(waiting.map(Open::of));
        Ok((head, rest.map(Open::done).try_for_each(take)))
    }

    /// The program with every record.
    pub(crate) fn whole(self) -> Result<Cohort, Failure> {
        let mut records = Vec::with_capacity(self.rows.len());
        let (mut head, _) = self.each(|record| {
            records.push(record);
            ControlFlow::<()>::Continue(())
        })?;
        head.records = records;
        Ok(head)
    }
}

/// What records have in common.
#[derive(Default)]
struct Shared {
    repositories: Repositories,
    responses: responses::Reader,
    mentors: HashMap<(i64, i64), Login>,
}

/// The record that is being read.
struct Open {
    /// The row id of its enrollment.
    row: i64,
    record: Record,
    /// The item of the row before; a pull request that was opened and merged comes twice.
    item: Option<i64>,
}

impl Open {
    fn of((row, record): (i64, Record)) -> Self {
        Self { row, record, item: None }
    }

    fn add(&mut self, row: &Row<'_>, shared: &mut Shared) -> Result<(), Failure> {
        let Self { row: enrollment, record, item } = self;
        let contribution = contribution(row, mentee(record)?, &mut shared.repositories)?;
        let url = &contribution.item.url;
        let of = Some(row.get(12)?);
        if *item != of {
            *item = of;
            record.details.extend(details::read(row, 14)?.map(|detail| (url.clone(), detail)));
        }
        let called = |account| shared.mentors.get(&(*enrollment, account)).cloned();
        shared.responses.read(row, 13, url, called, &mut record.responses)?;
        record.contributions.push(contribution);
        Ok(())
    }

    /// The record, in an order that doesn't depend on what arrived first.
    fn done(mut self) -> Record {
        self.record.responses.sort_unstable();
        self.record
    }
}

fn contribution(
    row: &Row<'_>,
    by: Login,
    repositories: &mut Repositories,
) -> Result<Contribution, Failure> {
    let item = Item {
        kind: parsed(row, 6)?,
        url: parsed_by(row, 7, ItemUrl::from_canonical)?,
        node_id: maybe_text(row, 8)?.map(Into::into),
        title: maybe_text(row, 9)?.map(Into::into),
        repo: repositories.get(row, 10)?,
    };
    Ok(Contribution { by, item, act: parsed(row, 4)?, role: parsed(row, 5)?, when: when(row, 1)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_did_is_one_sweep_by_the_roster_that_sorts_nothing() {
        let connection = crate::open::memory().unwrap();
        let mut statement =
            connection.prepare(&format!("EXPLAIN QUERY PLAN {CONTRIBUTIONS}")).unwrap();
        let steps = statement.query_map([1], |row| row.get("detail")).unwrap();
        let plan: Vec<String> = steps.map(Result::unwrap).collect();
        assert_eq!(plan[0], "SEARCH enrollment USING INDEX enrollment_by_position (program_id=?)");
        assert!(plan[2].starts_with("SEARCH contribution USING PRIMARY KEY (account_id=?)"));
        assert_eq!(plan.iter().filter(|step| step.contains(" contribution ")).count(), 1);
        assert!(!plan.iter().any(|step| step.starts_with("SCAN")), "{plan:?}");
        // The one list that is sorted are the logins that an account had, where it has none now.
        let sorted = plan.iter().filter(|step| step.contains("TEMP B-TREE")).count();
        assert_eq!(sorted, 1, "{plan:?}");
    }
}
