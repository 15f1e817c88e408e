//! Calendars that administrators gave to enrollments. They stand in the ledger alone, so that no roster takes them back.

use std::collections::HashMap;

use monitor_model::{Actor, Enrollment, ProgramId};
use rusqlite::{Connection, params};

use crate::columns::{each, instant, parsed, window};
use crate::error::Failure;

/// In the order in which they were given: of one period the last one stands.
const EXTENSIONS: &str = "SELECT subject, period, window_from, window_to, due FROM ledger
     WHERE deed = 'extend' AND program = ?1 AND role = ?2 ORDER BY id";

/// Gives the enrollments of a program, whose row ids stand in the same order, the calendars of their own. An entry by anybody but
/// an administrator has no effect.
pub(crate) fn apply(
    connection: &Connection,
    program: &ProgramId,
    rows: &[i64],
    enrollments: &mut [Enrollment],
) -> Result<(), Failure> {
    let places: HashMap<i64, usize> = rows.iter().enumerate().map(|(n, row)| (*row, n)).collect();
    let by = params![program.as_str(), Actor::Administrator.as_str()];
    each(connection, EXTENSIONS, by, |row| {
        let place = places.get(&row.get(0)?);
        if let Some(enrollment) = place.and_then(|place| enrollments.get_mut(*place)) {
            enrollment.own_windows.insert(parsed(row, 1)?, window(row, 2)?);
            enrollment.own_dues.insert(parsed(row, 1)?, instant(row, 4)?);
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use monitor_model::{Actor, Deed, Doer, EnrollmentKey, NewEntry, Period, PeriodId, Window};

    use crate::fixture::{day, days, origin, program, program_id, store};
    use crate::{Outcome, Salt, Store};

    fn period(id: &str) -> PeriodId {
        PeriodId::parse(id).unwrap()
    }

    fn extend(store: &mut Store, role: Actor, id: &str, window: Window, due: i64) {
        let entry = NewEntry {
            at: day(40),
            by: Doer { role, name: "olive-beacon".into() },
            program: program_id(),
            about: EnrollmentKey::from_text("ada-lumen"),
            deed: Deed::Extend { period: period(id), window, due: day(due) },
            reason: None,
            standing: None,
            inputs: None,
        };
        let last = store.ledger(None).unwrap().last().map(|entry| entry.id);
        store.append(last, &[(entry, Salt([7; 32]))]).unwrap();
    }

    /// Ada's calendar, as both readings tell it.
    fn calendar(store: &Store, id: &str) -> Period {
        let cohort = store.cohort(&program_id()).unwrap().unwrap();
        let enrollment = &cohort.records[1].enrollment;
        let program = store.program(&program_id()).unwrap().unwrap();
        assert_eq!(&program.enrollments[1], enrollment);
        program.period(&period(id)).unwrap().of(enrollment)
    }

    #[test]
    fn the_last_extension_stands_and_only_an_administrators() {
        let mut store = store();
        let due = program().periods[0].due;
        let declared = Period { id: period("midterm"), window: days(7, 50), due };
        assert_eq!(calendar(&store, "midterm"), declared);
        extend(&mut store, Actor::Mentor, "midterm", days(0, 99), 99);
        assert_eq!(calendar(&store, "midterm"), declared);
        extend(&mut store, Actor::Administrator, "midterm", days(7, 70), 71);
        extend(&mut store, Actor::Administrator, "midterm", days(7, 60), 61);
        extend(&mut store, Actor::Administrator, "final", days(60, 99), 100);
        let of = |id, window, due| Period { id: period(id), window, due: day(due) };
        assert_eq!(calendar(&store, "midterm"), of("midterm", days(7, 60), 61));
        assert_eq!(calendar(&store, "final"), of("final", days(60, 99), 100));
        let others = store.program(&program_id()).unwrap().unwrap().enrollments;
        assert!(
            others.iter().filter(|other| other.own_dues.is_empty()).count() == others.len() - 1
        );
    }

    #[test]
    fn a_roster_that_comes_again_takes_no_extension_back() {
        let mut store = store();
        extend(&mut store, Actor::Administrator, "midterm", days(7, 60), 61);
        let extended = calendar(&store, "midterm");
        let again = store.import_roster(&program(), &origin("roster")).unwrap();
        assert_eq!(again, Outcome::AlreadyImported { at: origin("").at });
        assert_eq!(calendar(&store, "midterm"), extended);
        let mut later = program();
        later.title = "Lantern 2026, second edition".into();
        later.enrollments[1].own_windows.clear();
        store.import_roster(&later, &origin("later")).unwrap();
        assert_eq!(calendar(&store, "midterm"), extended);
        let mut without = program();
        without.enrollments.remove(1);
        store.import_roster(&without, &origin("without")).unwrap();
        store.import_roster(&program(), &origin("back")).unwrap();
        assert_eq!(calendar(&store, "midterm"), extended);
    }
}
