//! The weekly run: what it notes for the next one, so that it goes on where it died and tells nobody the same twice.

use chrono::{DateTime, Utc};
use monitor_model::{CalendarWeek, PeriodId, ProgramId};

use crate::columns::micros;
use crate::deliveries::{self, Delivery};
use crate::end::End;
use crate::error::{Failure, StoreError};
use crate::frozen::{Frozen, Label};
use crate::snapshots;
use crate::store::Store;
use crate::troubles::{self, Trouble};
use crate::weeks::{self, ReportedWeek};

impl Store {
    /// The weeks of a program of which a report can be made, oldest first.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn weeks(&self, program: &ProgramId) -> Result<Vec<ReportedWeek>, StoreError> {
        self.read(|connection| weeks::all(connection, program))
    }

    /// Freezes a program, as [`Store::freeze`] does, for the report of a week, and keeps both in one transaction, with what did not
    /// work before it. A week that is settled stays as it is, so that its report does, too. `None` where there is no such program.
    ///
    /// # Errors
    /// [`StoreError`] for what the file is up to. Then nothing was written.
    pub fn keep_week(
        &mut self,
        (program, period): (&ProgramId, &PeriodId),
        week: CalendarWeek,
        at: DateTime<Utc>,
        standards: &str,
        (settled, troubles): (bool, &[String]),
    ) -> Result<Option<ReportedWeek>, StoreError> {
        if self.program(program)?.is_none() {
            return Ok(None);
        }
        let (id, period) = (program.as_str(), period.as_str());
        let label = Label { program: id, period, at: micros(at), standards };
        self.write(End::Commit, |connection| {
            let known = weeks::all(connection, program)?;
            if let Some(known) = known.into_iter().find(|of| of.week == week && of.settled) {
                return Ok(Some(known));
            }
            let text = Frozen::of(connection, &label)?.text().map_err(Failure::Unreadable)?;
            let snapshot = snapshots::add(connection, &text)?.id;
            let troubles = troubles.to_vec();
            let kept = ReportedWeek { week, at, snapshot, settled, troubles };
            weeks::put(connection, program, &kept)?;
            Ok(Some(kept))
        })
    }

    /// What a channel was told, by key.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn deliveries(&self, channel: &str) -> Result<Vec<Delivery>, StoreError> {
        self.read(|connection| deliveries::all(connection, channel))
    }

    /// Keeps how far a message to a channel has come; it is on the disk when this returns.
    ///
    /// # Errors
    /// [`StoreError`] for what the file is up to. Then nothing was written.
    pub fn put_delivery(&mut self, of: &Delivery) -> Result<(), StoreError> {
        self.write(End::Commit, |connection| deliveries::put(connection, of))
    }

    /// Takes back that a message to a channel was begun: it is sure that it did not arrive.
    ///
    /// # Errors
    /// [`StoreError`] for what the file is up to. Then nothing was written.
    pub fn drop_delivery(&mut self, channel: &str, message: &str) -> Result<(), StoreError> {
        self.write(End::Commit, |connection| deliveries::drop(connection, channel, message))
    }

    /// Until when a channel was told everything that a program's calendar asks for; `None` where it never was.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn reminded(
        &self,
        channel: &str,
        program: &ProgramId,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.read(|connection| deliveries::reminded(connection, channel, program))
    }

    /// Keeps that it was; never an earlier instant than is known.
    ///
    /// # Errors
    /// [`StoreError`] for what the file is up to. Then nothing was written.
    pub fn set_reminded(
        &mut self,
        channel: &str,
        program: &ProgramId,
        until: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        self.write(End::Commit, |connection| {
            deliveries::set_reminded(connection, channel, program, until)
        })
    }

    /// The steps that failed and did not succeed since, by name.
    ///
    /// # Errors
    /// [`StoreError`] where the file can't be read.
    pub fn troubles(&self) -> Result<Vec<Trouble>, StoreError> {
        self.read(troubles::all)
    }

    /// Keeps that a step failed; of one that failed before, that it did so since then.
    ///
    /// # Errors
    /// [`StoreError`] for what the file is up to. Then nothing was written.
    pub fn put_trouble(&mut self, of: &Trouble) -> Result<(), StoreError> {
        self.write(End::Commit, |connection| troubles::put(connection, of))
    }

    /// Keeps that a step succeeded.
    ///
    /// # Errors
    /// [`StoreError`] for what the file is up to. Then nothing was written.
    pub fn end_trouble(&mut self, step: &str) -> Result<(), StoreError> {
        self.write(End::Commit, |connection| troubles::end(connection, step))
    }
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;
    use crate::deliveries::DeliveryState;
    use crate::fixture::{batch, day, origin, program_id, store};
    use crate::forget_laws;

    fn midterm() -> PeriodId {
        PeriodId::parse("midterm").unwrap()
    }

    fn keep(store: &mut Store, at: i64, settled: bool) -> ReportedWeek {
        let week = CalendarWeek::of(day(at), Tz::Europe__Berlin);
        let program = program_id();
        let troubles = ["`ada-lumen` could not be seen".to_owned()];
        let kept =
            store.keep_week((&program, &midterm()), week, day(at), "{}", (settled, &troubles));
        kept.unwrap().unwrap()
    }

    #[test]
    fn a_week_that_is_settled_stays_and_another_is_made_anew() {
        let mut store = store();
        let first = keep(&mut store, 21, false);
        store.import_activity(&[(batch(), origin("activity"))]).unwrap();
        let second = keep(&mut store, 22, true);
        assert_ne!(first.snapshot, second.snapshot);
        assert_eq!(keep(&mut store, 23, true), second);
        assert_eq!(keep(&mut store, 23, false), second);
        let later = keep(&mut store, 29, true);
        assert_eq!(store.weeks(&program_id()).unwrap(), [second.clone(), later]);
        assert!(store.as_of(&second.snapshot).is_ok());
        let other = ProgramId::parse("nobody-2026").unwrap();
        let week = CalendarWeek::of(day(20), Tz::UTC);
        let none = store.keep_week((&other, &midterm()), week, day(20), "{}", (true, &[])).unwrap();
        assert_eq!(none, None);
    }

    #[test]
    fn a_delivery_has_one_state_and_no_reminder_is_taken_back() {
        let mut store = store();
        let begun = Delivery {
            channel: "admins".into(),
            message: "weekly/lantern-2026/2026-W15".into(),
            state: DeliveryState::Begun,
            digest: "ab".into(),
            places: vec![],
            at: day(1),
        };
        store.put_delivery(&begun).unwrap();
        let places = vec!["one".to_owned(), "two".to_owned()];
        let done = Delivery { state: DeliveryState::Done, places, at: day(2), ..begun };
        store.put_delivery(&done).unwrap();
        assert_eq!(store.deliveries("admins").unwrap(), [done]);
        assert_eq!(store.deliveries("others").unwrap(), []);
        let program = program_id();
        assert_eq!(store.reminded("admins", &program).unwrap(), None);
        for (set, known) in [(5, 5), (3, 5), (9, 9)] {
            store.set_reminded("admins", &program, day(set)).unwrap();
            assert_eq!(store.reminded("admins", &program).unwrap(), Some(day(known)));
        }
    }

    #[test]
    fn a_trouble_lasts_from_its_first_day_until_it_ends() {
        let mut store = store();
        let trouble =
            |says: &str, n| Trouble { step: "sync".into(), says: says.into(), since: day(n) };
        store.put_trouble(&trouble("no answer", 3)).unwrap();
        store.put_trouble(&trouble("still no answer", 9)).unwrap();
        assert_eq!(store.troubles().unwrap(), [trouble("still no answer", 3)]);
        store.end_trouble("sync").unwrap();
        store.end_trouble("sync").unwrap();
        assert_eq!(store.troubles().unwrap(), []);
    }

    #[test]
    fn who_is_forgotten_is_in_no_trouble_and_in_no_report_any_more() {
        let mut store = store();
        keep(&mut store, 20, true);
        let says = "`ada-lumen` could not be seen";
        store
            .put_trouble(&Trouble { step: "sync".into(), says: says.into(), since: day(20) })
            .unwrap();
        let request = forget_laws::request("asked for it");
        store.forget(None, &request, forget_laws::SALT).unwrap();
        assert_eq!(store.weeks(&program_id()).unwrap(), []);
        assert!(!store.troubles().unwrap()[0].says.contains("ada"));
        let again = keep(&mut store, 21, true);
        assert_eq!(store.weeks(&program_id()).unwrap(), [again]);
    }
}
