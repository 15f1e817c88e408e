//! Brings a database to the newest format.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::Failure;

/// Tells a monitor database from any other SQLite file; the ASCII codes of `mmon`.
pub(crate) const APPLICATION_ID: i64 = 0x6d6d_6f6e;

/// Every migration in order; the length of the list is the version of the format. A migration that has landed is never
/// edited: a change of mind is a further one at the end.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/001_roster.sql"),
    include_str!("../migrations/002_activity.sql"),
    include_str!("../migrations/003_fetching.sql"),
    include_str!("../migrations/004_marks.sql"),
    include_str!("../migrations/005_details.sql"),
    include_str!("../migrations/006_ledger.sql"),
    include_str!("../migrations/007_snapshots.sql"),
    include_str!("../migrations/008_looks.sql"),
    include_str!("../migrations/009_weekly.sql"),
    include_str!("../migrations/010_continuity.sql"),
    include_str!("../migrations/011_forgotten.sql"),
];

const BROKEN_REFERENCES: &str = "SELECT count(*) FROM pragma_foreign_key_check";

/// What says whose file it is. `tables` tells a new file, which has none, from somebody else's.
const IDENTITY: &str =
    "SELECT application_id, user_version, (SELECT count(*) FROM sqlite_schema) AS tables
     FROM pragma_application_id, pragma_user_version";

/// Refuses a file that is somebody else's or newer than this program, then runs the migrations that it lacks.
/// All of them take effect, or none does. A file that lacks none is not written to. References are not watched afterwards.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), Failure> {
    to(connection, MIGRATIONS.len())
}

/// The same up to a version of the format, which must be known.
pub(crate) fn to(connection: &mut Connection, wanted: usize) -> Result<(), Failure> {
    if version(connection)? >= wanted {
        return Ok(());
    }
    // A migration that makes a table anew drops the old one, to which others refer. It can't be switched in a transaction.
    connection.pragma_update(None, "foreign_keys", false)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    // Another process may have come first while we waited.
    let found = version(&transaction)?;
    for migration in MIGRATIONS.iter().take(wanted).skip(found) {
        transaction.execute_batch(migration)?;
    }
    check(&transaction)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    let reached = i64::try_from(found.max(wanted)).unwrap_or(i64::MAX);
    transaction.pragma_update(None, "user_version", reached)?;
    Ok(transaction.commit()?)
}

/// Refuses rows that refer to nothing.
pub(crate) fn check(connection: &Connection) -> Result<(), Failure> {
    let broken: i64 = connection.query_row(BROKEN_REFERENCES, [], |row| row.get(0))?;
    if broken > 0 {
        return Err(Failure::Unreadable(format!("{broken} of its rows refer to nothing")));
    }
    Ok(())
}

/// How many migrations the file has; 0 for a new one.
pub(crate) fn version(connection: &Connection) -> Result<usize, Failure> {
    let (application, found, tables): (i64, i64, i64) =
        connection.query_row(IDENTITY, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let ours = application == APPLICATION_ID;
    let new = application == 0 && found == 0 && tables == 0;
    if !ours && !new {
        return Err(Failure::Foreign);
    }
    let known = known_version();
    usize::try_from(found)
        .ok()
        .filter(|version| *version <= MIGRATIONS.len())
        .ok_or(Failure::Newer { found, known })
}

/// The version of the format that this program writes.
pub(crate) fn known_version() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;
    use crate::proof::LedgerProof;
    use crate::read_records::Reading;
    use crate::{import_log, ledger};

    fn folder() -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("migrations")
    }

    /// The names of the migrations in the folder, without their endings, in order.
    fn names(ending: &str) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter_map(|name| Some(name.strip_suffix(ending)?.to_owned()))
            .filter(|name| !name.contains('.'))
            .collect();
        names.sort();
        names
    }

    fn samples(name: &str) -> String {
        fs::read_to_string(folder().join(format!("{name}.samples.sql"))).unwrap()
    }

    fn connection() -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "foreign_keys", false).unwrap();
        connection
    }

    fn texts(connection: &Connection, sql: &str) -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    }

    #[test]
    fn the_list_is_the_folder_and_each_has_samples() {
        let names = names(".sql");
        let files: Vec<String> = names
            .iter()
            .map(|name| fs::read_to_string(folder().join(format!("{name}.sql"))).unwrap())
            .collect();
        assert_eq!(files, MIGRATIONS, "a file is missing in the list, or the order differs");
        for (n, name) in names.iter().enumerate() {
            assert!(name.starts_with(&format!("{:03}_", n + 1)), "{name}");
        }
        assert_eq!(names, self::names(".samples.sql"), "a migration has no sample rows");
    }

    #[test]
    fn each_migration_runs_on_the_samples_of_those_before() {
        let connection = connection();
        for (migration, name) in MIGRATIONS.iter().zip(names(".sql")) {
            connection.execute_batch(migration).unwrap();
            connection.execute_batch(&samples(&name)).unwrap();
        }
        let id = monitor_model::ProgramId::parse("lantern-2026").unwrap();
        let cohort = Reading::begin(&connection, &id).unwrap().unwrap().whole().unwrap();
        assert_eq!(cohort.records.len(), 2, "the samples are what the store reads");
        let ada = &cohort.records[0];
        let counts = [ada.contributions.len(), ada.details.len(), ada.responses.len()];
        assert_eq!(counts, [4, 4, 2]);
        let designs = ada.looks.iter().filter_map(|look| look.design.as_ref());
        assert_eq!(designs.map(|seen| seen.what.activity().len()).collect::<Vec<_>>(), [2]);
        assert_eq!(import_log::all(&connection).unwrap().len(), 3);
        let proof = ledger::verify(&connection, None).unwrap();
        assert!(matches!(&proof, LedgerProof::Sound(head) if head.entries == 6), "{proof:?}");
        let tables = texts(
            &connection,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        );
        assert!(tables.len() > 10);
        for table in tables {
            let rows: i64 = connection
                .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0))
                .unwrap();
            assert!(rows > 0, "`{table}` has no sample rows");
        }
        assert_eq!(texts(&connection, "PRAGMA integrity_check"), ["ok"]);
        assert_eq!(texts(&connection, "SELECT \"table\" FROM pragma_foreign_key_check"), [""; 0]);
    }

    #[test]
    fn every_table_is_strict() {
        let mut connection = connection();
        migrate(&mut connection).unwrap();
        let lax = "SELECT name FROM pragma_table_list
             WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'";
        assert_eq!(texts(&connection, lax), [""; 0]);
    }

    #[test]
    fn an_older_database_is_brought_up_with_its_rows() {
        let mut connection = connection();
        connection.execute_batch(MIGRATIONS[0]).unwrap();
        connection.execute_batch(&samples(&names(".sql")[0])).unwrap();
        connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        migrate(&mut connection).unwrap();
        assert_eq!(version(&connection).unwrap(), MIGRATIONS.len());
        assert_eq!(texts(&connection, "SELECT key FROM program"), ["lantern-2026"]);
        migrate(&mut connection).unwrap();
    }

    #[test]
    fn a_failed_migration_leaves_the_file_as_it_was() {
        let mut connection = connection();
        // The second migration can't make a table that is there already.
        connection.execute_batch(MIGRATIONS[0]).unwrap();
        connection.execute_batch("CREATE TABLE item_alias (x ANY) STRICT").unwrap();
        connection.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
        connection.pragma_update(None, "user_version", 1).unwrap();
        migrate(&mut connection).unwrap_err();
        assert_eq!(version(&connection).unwrap(), 1);
        let half = texts(&connection, "SELECT name FROM sqlite_schema WHERE name = 'repository'");
        assert_eq!(half, [""; 0]);
    }
}
