//! A program of any size: what was seen of everybody, and what each did, one record at a time.

use std::ops::ControlFlow;
use std::path::Path;

use monitor_model::{Cohort, ProgramId, Record};
use rusqlite::Connection;

use crate::error::{Failure, StoreError};
use crate::read_records::Reading;

/// A program whose records are handed out one by one, all as of one instant.
pub struct Records<'s> {
    reading: Reading<'s>,
    path: &'s Path,
}

impl<'s> Records<'s> {
    /// Begins to read a program, if it is there.
    pub(crate) fn begin(
        connection: &'s Connection,
        path: &'s Path,
        id: &ProgramId,
    ) -> Result<Option<Self>, Failure> {
        let reading = Reading::begin(connection, id)?;
        Ok(reading.map(|reading| Self { reading, path }))
    }

    /// The program with everything that is small: its roster, and of each record the name, the account, what was seen and what
    /// was counted. The records have no contributions, details and responses yet.
    #[must_use]
    pub const fn head(&self) -> &Cohort {
        self.reading.head()
    }

    /// Hands out every record, complete and in the roster's order, until `take` breaks. Not more than one is in memory at a time,
    /// the contributions are gone through once, and nobody is asked for alone.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read; what was handed out until then was right.
    pub fn each<B>(
        self,
        take: impl FnMut(Record) -> ControlFlow<B>,
    ) -> Result<ControlFlow<B>, StoreError> {
        let Self { reading, path } = self;
        let done = reading.each(take).map_err(|failure| failure.at(path))?;
        Ok(done.1)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use monitor_model::{
        Act, Batch, Detail, Detailed, EnrollmentKey, Item, Mentee, Response, ThreadDetail, When,
    };
    use rusqlite::trace::TraceEvent;

    use super::*;
    use crate::Store;
    use crate::fixture::{batch, day, login, opened, origin, program, program_id, repo, store};

    thread_local! {
        static RUN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    }

    fn note(event: TraceEvent<'_>) {
        if let TraceEvent::Stmt(_, sql) = event {
            RUN.with_borrow_mut(|run| run.push(sql.to_owned()));
        }
    }

    /// A program of so many mentees, each with an issue to which somebody responded.
    fn crowd(mentees: u64) -> Store {
        let mut roster = program();
        let one = roster.enrollments.swap_remove(0);
        let name = |n| format!("mentee-{n}");
        roster.enrollments = (0..mentees)
            .map(|n| {
                let mentee = Mentee::Login(login(&name(n)));
                let key = EnrollmentKey::for_mentee(&mentee, |_| false);
                monitor_model::Enrollment { key, mentee, ..one.clone() }
            })
            .collect();
        let item = |n| Item::issue(repo("oil-lab/press"), n);
        let detail = Detail::Thread(ThreadDetail { responses_complete: true });
        let by = |n| Response {
            on: item(n).url,
            by: login("grace-wick"),
            act: Act::Commented,
            at: day(2),
        };
        let answer = Batch {
            contributions: (0..mentees)
                .map(|n| opened(&name(n), item(n), When::At(day(1))))
                .collect(),
            details: (0..mentees)
                .map(|n| Detailed { item: item(n), detail: detail.clone() })
                .collect(),
            responses: (0..mentees).map(by).collect(),
            ..Batch::default()
        };
        let mut store = Store::in_memory().unwrap();
        store.import_roster(&roster, &origin("roster")).unwrap();
        store.commit(&answer, &[], day(3)).unwrap();
        store
    }

    /// The statements that run while a program is read, and how much was read.
    fn read(store: &Store) -> (Vec<String>, [usize; 4]) {
        RUN.take();
        store.watch(note);
        let mut read = [0; 4];
        let all = store.records(&program_id(), |records| {
            records.each(|record| {
                let parts =
                    [1, record.contributions.len(), record.details.len(), record.responses.len()];
                (0..4).for_each(|part| read[part] += parts[part]);
                ControlFlow::<()>::Continue(())
            })
        });
        assert_eq!(all.unwrap().unwrap().unwrap(), ControlFlow::Continue(()));
        (RUN.take(), read)
    }

    #[test]
    fn nobody_is_asked_for_alone_and_contributions_are_gone_through_once() {
        let (ten, hundred) = (crowd(10), crowd(100));
        let (few, some) = read(&ten);
        let (many, all) = read(&hundred);
        assert_eq!((some, all), ([10; 4], [100; 4]));
        assert_eq!(few, many, "the same statements, however many there are");
        let of = |table: &str| {
            let table = format!(" {table} ");
            many.iter().filter(|sql| sql.replace('\n', " ").contains(&table)).count()
        };
        for table in ["contribution", "detail", "changed_file", "response", "coverage"] {
            assert_eq!(of(table), 1, "{table}: {many:#?}");
        }
        // What SQLite alone takes is measured with these.
        RUN.take();
        assert!(hundred.rows(&program_id()).unwrap() >= 200, "enrollments and contributions");
        let swept = RUN.take();
        let skipped: Vec<_> = many.iter().filter(|sql| !swept.contains(sql)).collect();
        let small = |sql: &&&String| {
            let tables =
                ["FROM unattributed", "FROM repository_alias", "FROM ledger", "FROM continuation"];
            tables.iter().any(|table| sql.contains(table))
        };
        assert!(skipped.len() == 4 && skipped.iter().all(|sql| small(&sql)), "{skipped:?}");
        // A cohort is read by the same statements.
        RUN.take();
        hundred.cohort(&program_id()).unwrap().unwrap();
        assert_eq!(RUN.take(), many);
    }

    #[test]
    fn records_come_whole_in_the_rosters_order_until_it_is_enough() {
        let mut store = store();
        store.import_activity(&[(batch(), origin("week-1"))]).unwrap();
        let cohort = store.cohort(&program_id()).unwrap().unwrap();
        for wanted in 1..=cohort.records.len() + 1 {
            let mut taken = Vec::new();
            let done = store.records(&program_id(), |records| {
                let mut small = cohort.clone();
                small.records.iter_mut().for_each(|record| record.contributions.clear());
                assert_eq!(*records.head(), small);
                records.each(|record| {
                    taken.push(record);
                    if taken.len() < wanted {
                        ControlFlow::Continue(())
                    } else {
                        ControlFlow::Break(wanted)
                    }
                })
            });
            let enough = wanted <= cohort.records.len();
            let end = if enough { ControlFlow::Break(wanted) } else { ControlFlow::Continue(()) };
            assert_eq!(done.unwrap().unwrap().unwrap(), end);
            assert_eq!(taken, cohort.records[..wanted.min(cohort.records.len())]);
        }
        let unknown = ProgramId::parse("unknown").unwrap();
        assert!(store.records(&unknown, |_| ()).unwrap().is_none());
    }
}
