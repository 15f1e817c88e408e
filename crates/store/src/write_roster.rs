//! Writes a program as its roster declares it. What the roster no longer has is marked and kept.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Utc};
use monitor_model::{Enrollment, EnrollmentKey, Mentee, Mentor, Program, Scope, Source};
use rusqlite::{Connection, params};

use crate::accounts::Ids;
use crate::bindings;
use crate::columns::{bounds, login_error, mentee_text, micros, run};
use crate::continuity::{self, Before};
use crate::error::Failure;
use crate::import_log;
use crate::outcome::{Changes, Counts, Noun, Origin, Outcome, RosterImport, Subject, Wishes};
use crate::read_roster::{self, ISSUE, ORGANIZATION, REPOSITORY};
use crate::recall;

const PUT_PROGRAM: &str = "INSERT INTO program (key, title, zone, window_from, window_to, hours_per_week, roster_import)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
     ON CONFLICT (key) DO UPDATE SET title = excluded.title, zone = excluded.zone, window_from = excluded.window_from,
         window_to = excluded.window_to, hours_per_week = excluded.hours_per_week, roster_import = excluded.roster_import
     RETURNING id";

const DROP_PERIODS: &str = "DELETE FROM period WHERE program_id = ?1";

const ADD_PERIOD: &str =
    "INSERT INTO period (program_id, key, position, window_from, window_to, due)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// Those of them that the roster still has are taken back one by one.
const REMOVE_ENROLLMENTS: &str = "UPDATE enrollment SET removed_by_import = ?2 WHERE program_id = ?1 AND removed_by_import IS NULL";

const PUT_ENROLLMENT: &str = "INSERT INTO enrollment
         (program_id, key, position, mentee, account_id, unresolved, project_title, project_name, project_url)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
     ON CONFLICT (program_id, key) DO UPDATE SET position = excluded.position, mentee = excluded.mentee,
         account_id = excluded.account_id, unresolved = excluded.unresolved, project_title = excluded.project_title,
         project_name = excluded.project_name, project_url = excluded.project_url, removed_by_import = NULL
     RETURNING id";

/// Whoever is replaced did what they did as a mentor.
const KEEP_MENTORS: &str = "INSERT OR IGNORE INTO former_mentor (enrollment_id, mentor, is_login)
     SELECT enrollment_id, mentor, account_id IS NOT NULL FROM enrollment_mentor WHERE enrollment_id = ?1";

/// What an enrollment is made of besides its own row.
pub(crate) const DROP_PARTS: [&str; 4] = [
    "DELETE FROM enrollment_mentor WHERE enrollment_id = ?1",
    "DELETE FROM enrollment_scope WHERE enrollment_id = ?1",
    "DELETE FROM enrollment_work WHERE enrollment_id = ?1",
    "DELETE FROM enrollment_window WHERE enrollment_id = ?1",
];

const ADD_MENTOR: &str = "INSERT INTO enrollment_mentor (enrollment_id, position, mentor, account_id) VALUES (?1, ?2, ?3, ?4)";

const ADD_SCOPE: &str =
    "INSERT INTO enrollment_scope (enrollment_id, kind, position, value) VALUES (?1, ?2, ?3, ?4)";

const ADD_WORK: &str =
    "INSERT INTO enrollment_work (enrollment_id, position, kind) VALUES (?1, ?2, ?3)";

const ADD_WINDOW: &str = "INSERT INTO enrollment_window (enrollment_id, period, window_from, window_to) VALUES (?1, ?2, ?3, ?4)";

/// Takes a program in place of what an earlier roster declared of it.
pub(crate) fn import(
    connection: &Connection,
    program: &Program,
    origin: &Origin,
    wishes: &Wishes,
) -> Result<RosterImport, Failure> {
    refuse_twins(program)?;
    let keys = recall::recognised(connection, program, &wishes.enrol_again)?;
    if !keys.is_empty() {
        return Err(Failure::WasForgotten { program: program.id.to_string(), keys });
    }
    recall::recall(connection, program, &wishes.enrol_again)?;
    let before = Before::of(connection, &program.id)?;
    let outcome = take(connection, program, origin)?;
    let (continued, doubts) =
        continuity::settle(connection, &program.id, &before, wishes, origin.at)?;
    Ok(RosterImport { outcome, continued, doubts })
}

fn take(connection: &Connection, program: &Program, origin: &Origin) -> Result<Outcome, Failure> {
    let known = read_roster::roster(connection, &program.id)?;
    if let Some(known) = &known
        && known.sha256 == origin.sha256
        && known.program == *program
    {
        return Ok(Outcome::AlreadyImported { at: known.at });
    }
    let changes = compare(known.as_ref().map(|known| &known.program), program);
    let import = import_log::add(connection, Subject::Roster, origin)?;
    write(connection, program, import, origin.at)?;
    import_log::add_changes(connection, import, &changes)?;
    Ok(Outcome::Imported(changes))
}

/// Names must tell enrollments and periods apart, or one would vanish behind the other.
fn refuse_twins(program: &Program) -> Result<(), Failure> {
    let twice = |what, name: &str| Failure::Twice {
        what,
        name: name.to_owned(),
        program: program.id.to_string(),
    };
    let mut keys = HashSet::new();
    for enrollment in &program.enrollments {
        if !keys.insert(enrollment.key.as_str()) {
            return Err(twice("enrollment", enrollment.key.as_str()));
        }
    }
    let mut ids = HashSet::new();
    for period in &program.periods {
        if !ids.insert(period.id.as_str()) {
            return Err(twice("period", period.id.as_str()));
        }
    }
    Ok(())
}

/// What a roster changes.
fn compare(known: Option<&Program>, given: &Program) -> Changes {
    let own = |p: &Program| {
        let Program { title, zone, window, periods, hours_per_week, .. } = p.clone();
        (title, zone, window, periods, hours_per_week)
    };
    let mut program = Counts::default();
    match known {
        None => program.added = 1,
        Some(known) if own(known) == own(given) => program.unchanged = 1,
        Some(_) => program.changed = 1,
    }
    let mut before: HashMap<&EnrollmentKey, &Enrollment> = HashMap::new();
    before.extend(known.into_iter().flat_map(|known| &known.enrollments).map(|e| (&e.key, e)));
    let mut enrollments = Counts::default();
    for enrollment in &given.enrollments {
        match before.remove(&enrollment.key) {
            None => enrollments.added += 1,
            Some(known) if known == enrollment => enrollments.unchanged += 1,
            Some(_) => enrollments.changed += 1,
        }
    }
    enrollments.removed = before.len() as u64;
    Changes(BTreeMap::from([(Noun::Program, program), (Noun::Enrollments, enrollments)]))
}

fn write(
    connection: &Connection,
    program: &Program,
    import: i64,
    at: DateTime<Utc>,
) -> Result<(), Failure> {
    let (from, to) = bounds(&program.window);
    let id: i64 = connection.prepare_cached(PUT_PROGRAM)?.query_row(
        params![
            program.id.as_str(),
            program.title,
            program.zone.name(),
            from,
            to,
            program.hours_per_week,
            import
        ],
        |row| row.get(0),
    )?;
    run(connection, DROP_PERIODS, [id])?;
    for (position, period) in (0_i64..).zip(&program.periods) {
        let (from, to) = bounds(&period.window);
        let values = params![id, period.id.as_str(), position, from, to, micros(period.due)];
        run(connection, ADD_PERIOD, values)?;
    }
    run(connection, REMOVE_ENROLLMENTS, [id, import])?;
    let mut ids = Ids::new(connection, Source::Recorded);
    for (position, enrollment) in (0_i64..).zip(&program.enrollments) {
        let (key, mentee) = (enrollment.key.as_str(), mentee_text(&enrollment.mentee));
        bindings::forget_other(connection, &program.id, key, mentee)?;
        let (row, account) = write_enrollment(&mut ids, id, position, enrollment)?;
        if let Some(account) = account {
            bindings::bind(connection, row, account, micros(at))?;
        }
    }
    Ok(())
}

/// Gives the enrollment's row and the account that its login means now.
fn write_enrollment(
    ids: &mut Ids<'_>,
    program: i64,
    position: i64,
    enrollment: &Enrollment,
) -> Result<(i64, Option<i64>), Failure> {
    let mentee = mentee_text(&enrollment.mentee);
    let (account, unresolved) = match &enrollment.mentee {
        Mentee::Login(login) => (Some(ids.account(login)?), None),
        Mentee::Unresolved { why, .. } => (None, Some(login_error(*why))),
    };
    let project = &enrollment.project;
    let connection = ids.connection();
    let id: i64 = connection.prepare_cached(PUT_ENROLLMENT)?.query_row(
        params![
            program,
            enrollment.key.as_str(),
            position,
            mentee,
            account,
            unresolved,
            project.title,
            project.name,
            project.url
        ],
        |row| row.get(0),
    )?;
    for sql in [KEEP_MENTORS].into_iter().chain(DROP_PARTS) {
        run(connection, sql, [id])?;
    }
    write_parts(ids, id, enrollment)?;
    Ok((id, account))
}

fn write_parts(ids: &mut Ids<'_>, id: i64, enrollment: &Enrollment) -> Result<(), Failure> {
    let connection = ids.connection();
    for (position, mentor) in (0_i64..).zip(&enrollment.mentors) {
        let account = match mentor {
            Mentor::Login(login) => Some(ids.account(login)?),
            Mentor::Name(_) => None,
        };
        let values = params![id, position, mentor.shown(), account];
        run(connection, ADD_MENTOR, values)?;
    }
    let Scope { organizations, repositories, issues } = &enrollment.scope;
    for (position, login) in (0_i64..).zip(organizations) {
        let values = params![id, ORGANIZATION, position, login.as_str()];
        run(connection, ADD_SCOPE, values)?;
    }
    for (position, repo) in (0_i64..).zip(repositories) {
        let values = params![id, REPOSITORY, position, repo.to_string()];
        run(connection, ADD_SCOPE, values)?;
    }
    for (position, url) in (0_i64..).zip(issues) {
        run(connection, ADD_SCOPE, params![id, ISSUE, position, url])?;
    }
    for (position, kind) in (0_i64..).zip(&enrollment.work) {
        run(connection, ADD_WORK, params![id, position, kind.as_str()])?;
    }
    for (period, window) in &enrollment.own_windows {
        let (from, to) = bounds(window);
        run(connection, ADD_WINDOW, params![id, period.as_str(), from, to])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{batch, known, origin, program, program_id, store};
    use crate::{Store, StoreError};

    /// Added, changed, unchanged and removed enrollments.
    fn enrollments(outcome: &Outcome) -> (u64, u64, u64, u64) {
        let Outcome::Imported(changes) = outcome else {
            panic!("nothing was imported");
        };
        let counts = changes.of(Noun::Enrollments);
        (counts.added, counts.changed, counts.unchanged, counts.removed)
    }

    #[test]
    fn a_program_comes_back_as_it_was_given() {
        let cohort = store().cohort(&program_id()).unwrap().unwrap();
        // As text, so that the spelling of logins counts too.
        assert_eq!(format!("{:#?}", cohort.program), format!("{:#?}", program()));
        let enrollments: Vec<_> = cohort.records.into_iter().map(|r| r.enrollment).collect();
        assert_eq!(enrollments, program().enrollments);
    }

    #[test]
    fn the_same_roster_again_is_known() {
        let mut store = store();
        let again = store.import_roster(&program(), &origin("roster")).unwrap();
        assert_eq!(again, Outcome::AlreadyImported { at: origin("").at });
        assert_eq!(store.imports().unwrap().len(), 1);

        // The same file can come to another program, where the periods are given beside it.
        let mut other = program();
        other.periods.pop();
        let outcome = store.import_roster(&other, &origin("roster")).unwrap();
        assert_eq!(enrollments(&outcome), (0, 0, 4, 0));
        let Outcome::Imported(changes) = outcome else {
            panic!("nothing was imported");
        };
        assert_eq!(changes.of(Noun::Program).changed, 1);

        let renamed = store.import_roster(&other, &origin("renamed")).unwrap();
        assert_eq!(enrollments(&renamed), (0, 0, 4, 0));
    }

    #[test]
    fn a_later_roster_replaces_what_an_earlier_one_said() {
        let mut store = store();
        let mut later = program();
        later.title = "Lantern 2026, second edition".into();
        later.hours_per_week = None;
        later.periods.remove(0);
        later.enrollments.reverse();
        later.enrollments[2].mentors.truncate(1);
        later.enrollments[2].scope.organizations.clear();
        later.enrollments[2].work.clear();
        later.enrollments[2].own_windows.clear();
        let outcome = store.import_roster(&later, &origin("later")).unwrap();
        assert_eq!(enrollments(&outcome), (0, 1, 3, 0));
        let cohort = store.cohort(&program_id()).unwrap().unwrap();
        assert_eq!(cohort.program, later);
    }

    #[test]
    fn who_mentored_before_is_still_known() {
        let former = |store: &Store| {
            let cohort = store.cohort(&program_id()).unwrap().unwrap();
            cohort.records[1].former_mentors.clone()
        };
        let mut store = store();
        assert_eq!(former(&store), []);
        let mut later = program();
        let mentors = later.enrollments[1].mentors.split_off(1);
        store.import_roster(&later, &origin("later")).unwrap();
        let mut gone = mentors.clone();
        gone.sort_by_key(Mentor::key);
        assert_eq!(former(&store), gone);
        store.import_roster(&later, &origin("again")).unwrap();
        assert_eq!(former(&store), gone);
        // Who returns is a mentor and no former one, however they are written.
        later.enrollments[1].mentors.push(Mentor::Name("mary somerlight".into()));
        store.import_roster(&later, &origin("back")).unwrap();
        assert_eq!(former(&store), [mentors[1].clone()]);
    }

    #[test]
    fn who_left_the_roster_is_kept_and_may_return() {
        let mut store = store();
        store.import_activity(&[(batch(), origin("week-1"))]).unwrap();
        let whole = known(&store);
        let rows =
            "SELECT group_concat(id || key) FROM (SELECT id, key FROM enrollment ORDER BY id)";
        let kept = |store: &Store| store.one::<String>(rows);
        let before = kept(&store);

        let mut without = program();
        without.enrollments.remove(1);
        let outcome = store.import_roster(&without, &origin("without")).unwrap();
        assert_eq!(enrollments(&outcome), (0, 0, 3, 1));
        let cohort = store.cohort(&program_id()).unwrap().unwrap();
        assert_eq!((cohort.records.len(), cohort.removed), (3, 1));
        assert_eq!(kept(&store), before);
        let heads = store.programs().unwrap();
        assert_eq!((heads[0].enrollments, heads[0].removed), (3, 1));
        assert_eq!(heads[0].roster, origin("without"));

        // Who is gone already is not counted again.
        let mut shorter = without.clone();
        shorter.enrollments.pop();
        let outcome = store.import_roster(&shorter, &origin("shorter")).unwrap();
        assert_eq!(enrollments(&outcome), (0, 0, 2, 1));

        let outcome = store.import_roster(&program(), &origin("roster")).unwrap();
        assert_eq!(enrollments(&outcome), (2, 0, 2, 0));
        assert_eq!(known(&store), whole);
        assert_eq!(kept(&store), before);
    }

    #[test]
    fn programs_do_not_touch_each_other() {
        let mut store = store();
        let mut other = program();
        other.id = monitor_model::ProgramId::parse("beacon-2026").unwrap();
        other.enrollments.truncate(2);
        store.import_roster(&other, &origin("beacon")).unwrap();
        let heads = store.programs().unwrap();
        let shown: Vec<_> =
            heads.iter().map(|h| (h.id.as_str(), h.enrollments, h.removed)).collect();
        assert_eq!(shown, [("beacon-2026", 2, 0), ("lantern-2026", 4, 0)]);
        // One account, two enrollments: what it did is in both.
        store.import_activity(&[(batch(), origin("week-1"))]).unwrap();
        let lantern = store.cohort(&program_id()).unwrap().unwrap();
        let beacon = store.cohort(&other.id).unwrap().unwrap();
        assert_eq!(lantern.records[1], beacon.records[1]);
        assert_eq!(beacon.records[1].contributions.len(), 2);
        assert_eq!((lantern.unattributed.len(), beacon.unattributed.len()), (1, 0));
        let unknown = monitor_model::ProgramId::parse("unknown").unwrap();
        assert_eq!(store.cohort(&unknown).unwrap(), None);
    }

    #[test]
    fn twins_are_refused_and_nothing_is_written() {
        let mut store = Store::in_memory().unwrap();
        let mut twins = program();
        twins.enrollments.push(twins.enrollments[1].clone());
        let error = store.import_roster(&twins, &origin("twins")).unwrap_err();
        assert!(matches!(error, StoreError::Twice { .. }));
        assert_eq!(
            error.to_string(),
            "the enrollment `ada-lumen` is there twice in the program `lantern-2026`"
        );
        let mut twins = program();
        twins.periods[1].id = twins.periods[0].id.clone();
        let error = store.import_roster(&twins, &origin("twins")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "the period `midterm` is there twice in the program `lantern-2026`"
        );
        assert!(store.programs().unwrap().is_empty() && store.imports().unwrap().is_empty());
    }

    #[test]
    fn a_dry_run_writes_nothing() {
        let mut store = Store::in_memory().unwrap();
        let none = Wishes::default();
        let said = store.take_roster(&program(), &origin("roster"), &none, true).unwrap().outcome;
        assert_eq!(enrollments(&said), (4, 0, 0, 0));
        assert!(store.programs().unwrap().is_empty() && store.imports().unwrap().is_empty());
        assert_eq!(store.import_roster(&program(), &origin("roster")).unwrap(), said);
    }
}
