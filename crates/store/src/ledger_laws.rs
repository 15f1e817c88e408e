//! What must hold of the ledger, whatever somebody does to its file.

use std::sync::LazyLock;

use monitor_model::{
    Actor, Deed, Doer, EnrollmentKey, Entry, EntryId, EvidenceId, EvidenceKind, EvidenceUrl,
    NewEntry, PeriodId, Standing, Verdict,
};
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::chain::{self, COLUMNS, Cell};
use crate::fixture::{day, days, origin, program, program_id, store};
use crate::{LedgerBreak, LedgerHead, LedgerProof, Salt, Store, WhyBroken, verify_export};

const ADA: &str = "ada-lumen";

fn new(about: &str, role: Actor, name: &str, on: i64, deed: Deed) -> NewEntry {
    NewEntry {
        at: day(on),
        by: Doer { role, name: name.into() },
        program: program_id(),
        about: EnrollmentKey::from_text(about),
        deed,
        reason: None,
        standing: None,
        inputs: None,
    }
}

fn midterm() -> PeriodId {
    PeriodId::parse("midterm").unwrap()
}

/// Every deed but the one that forgets, with every field in use.
pub(crate) fn acts() -> Vec<NewEntry> {
    let period = midterm;
    let (mentor, admin) = ((Actor::Mentor, "Grace-Wick"), (Actor::Administrator, "olive-beacon"));
    let mentee = (Actor::Mentee, "Ada-Lumen");
    let url = EvidenceUrl::parse("https://figma.example/file/ada-lumen").unwrap();
    let evidence = EvidenceId(EntryId(2));
    let deeds = vec![
        (mentor, Deed::Evaluate { period: period(), verdict: Verdict::Pass }),
        (
            mentee,
            Deed::AddEvidence {
                period: period(),
                kind: EvidenceKind::Figma,
                url,
                hours: Some(12),
                done: Some(day(20)),
            },
        ),
        (mentor, Deed::Reject(evidence)),
        (mentor, Deed::Revoke(evidence)),
        (mentor, Deed::Confirm(evidence)),
        (
            admin,
            Deed::Dispute {
                period: period(),
                on: EntryId(1),
                criterion: "steady-work".into(),
                answer_by: day(50),
            },
        ),
        (admin, Deed::Resolve { period: period(), on: EntryId(6) }),
        (admin, Deed::Agree { period: period(), on: EntryId(1) }),
        (admin, Deed::Extend { period: period(), window: days(7, 60), due: day(61) }),
    ];
    let mut acts: Vec<NewEntry> = (40..)
        .zip(deeds)
        .map(|(on, ((role, name), deed))| new(ADA, role, name, on, deed))
        .collect();
    acts[0].reason = Some("Ada showed \"the wick\" — 100 %\nand more".into());
    acts[7].standing = Some((Standing::AwaitingAdministrator, Standing::Agreed));
    acts[7].inputs = Some("5e".repeat(32));
    acts
}

/// Entries with salts that differ.
pub(crate) fn salted(entries: Vec<NewEntry>) -> Vec<(NewEntry, Salt)> {
    (1..).zip(entries).map(|(n, entry)| (entry, Salt([n; 32]))).collect()
}

fn last(store: &Store) -> Option<EntryId> {
    let entries = store.ledger_head().unwrap().entries;
    (entries > 0).then_some(EntryId(entries))
}

pub(crate) fn append(store: &mut Store, entries: Vec<NewEntry>) -> Vec<EntryId> {
    store.append(last(store), &salted(entries)).unwrap()
}

fn small() -> Store {
    let mut store = store();
    append(&mut store, acts());
    store
}

/// The first broken entry.
fn broken(connection: &Connection) -> Option<u64> {
    match crate::ledger::verify(connection, None).unwrap_or_else(|e| panic!("{e:?}")) {
        LedgerProof::Sound(_) => None,
        LedgerProof::Broken(found) => Some(found.entry.0),
    }
}

/// Takes away everything that keeps the ledger from being edited.
pub(crate) fn disarm(connection: &Connection) {
    let off = "PRAGMA foreign_keys = off; PRAGMA ignore_check_constraints = on";
    connection.execute_batch(off).unwrap();
    let triggers = texts(connection, "SELECT name FROM sqlite_schema WHERE type = 'trigger'");
    assert!(triggers.len() >= 10, "{triggers:?}");
    for name in triggers {
        connection.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
    }
}

fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Does something, looks for the first broken entry, and undoes it. `None` where the file does not take it.
fn after(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> rusqlite::Result<()>,
) -> Option<Option<u64>> {
    connection.execute_batch("SAVEPOINT tampered").unwrap();
    let found = work(connection).ok().map(|()| broken(connection));
    connection.execute_batch("ROLLBACK TO tampered; RELEASE tampered").unwrap();
    found
}

fn after_sql(store: &Store, sql: &str) -> Option<u64> {
    let found = after(store.connection(), |connection| connection.execute_batch(sql));
    found.unwrap_or_else(|| panic!("refused: {sql}"))
}

/// A value with one byte flipped, for each of its bytes, and other values that may be taken for it.
fn flipped(value: &Value) -> Vec<Value> {
    match value {
        Value::Integer(given) => {
            let flip =
                |byte| [1_i64, 0xff].map(|bits| Value::Integer(given ^ (bits << (8 * byte))));
            (0..8).flat_map(flip).chain([Value::Null, Value::Text(given.to_string())]).collect()
        }
        Value::Text(given) => {
            let flip = |at: usize| {
                [1_u8, 0xff].map(|bits| {
                    let mut bytes = given.as_bytes().to_vec();
                    bytes[at] ^= bits;
                    Value::Blob(bytes)
                })
            };
            let shorter = given.get(1..).map(|rest| Value::Text(rest.into()));
            let longer = Value::Text(format!("{given} "));
            (0..given.len()).flat_map(flip).chain(shorter).chain([longer, Value::Null]).collect()
        }
        Value::Null => vec![Value::Integer(0), Value::Text(String::new())],
        other => panic!("{other:?}"),
    }
}

/// Flips every byte of every column of a table; gives how many changes the file took.
fn flip_all(store: &Store, table: &str, found: impl Fn(i64, Option<u64>) -> bool) -> u32 {
    let connection = store.connection();
    let columns = texts(connection, &format!("SELECT name FROM pragma_table_info('{table}')"));
    let rows: i64 = store.one(&format!("SELECT count(*) FROM {table}"));
    let mut taken = 0;
    for column in columns {
        for row in 1..=rows {
            let read = format!("SELECT {column} FROM {table} WHERE rowid = {row}");
            let write = format!(
                "UPDATE {table} SET {column} = iif(typeof(?1) = 'blob', CAST(?1 AS TEXT), ?1) WHERE rowid = {row}"
            );
            let value: Value = store.one(&read);
            for change in flipped(&value) {
                let result = after(connection, |c| {
                    c.execute(&write, [&change])?;
                    let now: Value =
                        c.query_row(&read, [], |row| row.get(0)).unwrap_or(Value::Null);
                    // A column of integers takes the text of one for the same.
                    if now == value { Err(rusqlite::Error::InvalidQuery) } else { Ok(()) }
                });
                let Some(result) = result else { continue };
                assert!(
                    found(row, result),
                    "{table}.{column} of {row}: {change:?} gives {result:?}"
                );
                taken += 1;
            }
        }
    }
    taken
}

#[test]
fn every_byte_that_is_flipped_is_found_with_its_entry() {
    let store = small();
    disarm(store.connection());
    let its_entry = |row: i64, found| found == Some(row.cast_unsigned());
    assert!(flip_all(&store, "ledger", its_entry) > 5000);
    assert!(flip_all(&store, "ledger_personal", its_entry) > 1000);
    // The head is of the last entry, or of one behind it.
    assert!(flip_all(&store, "ledger_head", |_, found| found.is_some()) > 100);
    assert_eq!(broken(store.connection()), None, "all of it was undone");
}

#[test]
fn every_entry_that_is_dropped_is_found() {
    let store = small();
    disarm(store.connection());
    for n in 1..=9 {
        let drop = format!("DELETE FROM ledger WHERE id = {n};");
        assert_eq!(after_sql(&store, &drop), Some(n), "{n}");
        let drop = format!("{drop} DELETE FROM ledger_personal WHERE entry = {n};");
        assert_eq!(after_sql(&store, &drop), Some(n), "{n}");
        let close_up = (n + 1..=9).map(|m| {
            format!("UPDATE ledger SET id = {0} WHERE id = {m}; UPDATE ledger_personal SET entry = {0} WHERE entry = {m};", m - 1)
        });
        let close_up: String = std::iter::once(drop).chain(close_up).collect();
        assert_eq!(after_sql(&store, &close_up), Some(n), "{n}");
        let cut = format!("DELETE FROM ledger WHERE id >= {n};");
        assert_eq!(after_sql(&store, &cut), Some(n), "{n}");
        let personal = format!("DELETE FROM ledger_personal WHERE entry = {n};");
        assert_eq!(after_sql(&store, &personal), Some(n), "{n}");
    }
    assert_eq!(after_sql(&store, "DELETE FROM ledger_head"), Some(1));
    assert_eq!(after_sql(&store, "UPDATE ledger_head SET entries = -1"), Some(10));
    assert_eq!(after_sql(&store, "INSERT INTO ledger_personal VALUES (77, '', '')"), Some(77));
}

#[test]
fn every_two_entries_that_are_swapped_are_found() {
    let store = small();
    disarm(store.connection());
    for a in 1..=9 {
        for b in a + 1..=9 {
            let swap = format!(
                "UPDATE ledger SET id = -1 WHERE id = {a}; UPDATE ledger SET id = {a} WHERE id = {b};
                 UPDATE ledger SET id = {b} WHERE id = -1;"
            );
            assert_eq!(after_sql(&store, &swap), Some(a), "{a} {b}");
            let personal = swap.replace("ledger", "ledger_personal").replace("id", "entry");
            assert_eq!(after_sql(&store, &personal), Some(a), "{a} {b}");
        }
    }
}

#[test]
fn an_entry_that_is_inserted_is_found_wherever_it_is() {
    let store = small();
    disarm(store.connection());
    let away = |n: i64| -> String {
        let up = |m| {
            let to = m + 1;
            format!(
                "UPDATE ledger SET id = {to} WHERE id = {m}; UPDATE ledger_personal SET entry = {to} WHERE entry = {m};"
            )
        };
        (n..=9).rev().map(up).collect()
    };
    // A copy of an entry with its personal part, in a place that was made free.
    let copy = |of: i64, n: i64| {
        format!(
            "{} CREATE TEMP TABLE copy AS SELECT * FROM ledger WHERE id = {of}; UPDATE copy SET id = {n};
             INSERT INTO ledger SELECT * FROM copy; DROP TABLE copy;
             INSERT INTO ledger_personal SELECT {n}, salt, body FROM ledger_personal WHERE entry = {of};",
            away(n)
        )
    };
    for n in 1..=9 {
        let other = if n == 1 { 3 } else { n - 1 };
        assert_eq!(after_sql(&store, &copy(other, n)), Some(n.cast_unsigned()), "{n}");
        // The same entry once more: the first of the two is as it was written.
        assert_eq!(after_sql(&store, &copy(n + 1, n)), Some(n.cast_unsigned() + 1), "{n}");
    }
    let behind = "INSERT INTO ledger SELECT 10, hash, at, role, deed, program, subject, period, refers_to, verdict, kind, hours, done,
         window_from, window_to, due, criterion, answer_by, standing_before, standing_after, inputs, personal, hash FROM ledger WHERE id = 9";
    assert_eq!(after_sql(&store, behind), Some(10));
}

#[test]
fn who_writes_all_of_it_anew_is_found_by_the_head_that_was_kept() {
    let kept = small().verify_ledger(None).unwrap();
    let LedgerProof::Sound(kept) = kept else { panic!("{kept:?}") };
    assert_eq!(kept.entries, 9);
    let mut other = store();
    let mut forged = acts();
    forged[3].by.name = "somebody-else".into();
    append(&mut other, forged);
    append(&mut other, acts());
    let broken = LedgerBreak { entry: EntryId(9), why: WhyBroken::NotAsRemembered };
    assert_eq!(other.verify_ledger(Some(&kept)).unwrap(), LedgerProof::Broken(broken));
    let mut shorter = store();
    append(&mut shorter, acts().into_iter().take(4).collect());
    let broken = LedgerBreak { entry: EntryId(5), why: WhyBroken::Missing };
    assert_eq!(shorter.verify_ledger(Some(&kept)).unwrap(), LedgerProof::Broken(broken.clone()));
    assert_eq!(broken.to_string(), "entry 5 of the ledger is missing");
    // What was appended since does not matter, and neither does a head from before there was anything.
    let mut longer = small();
    append(&mut longer, acts());
    let empty = store().ledger_head().unwrap();
    assert_eq!(empty, LedgerHead { entries: 0, hash: chain::GENESIS.into() });
    for kept in [kept, empty] {
        assert!(matches!(longer.verify_ledger(Some(&kept)).unwrap(), LedgerProof::Sound(_)));
    }
}

#[test]
fn an_enrollment_that_is_renamed_takes_no_decision_with_it() {
    let store = small();
    let swap = "UPDATE enrollment SET key = 'x' WHERE key = 'ada-lumen';
         UPDATE enrollment SET key = 'ada-lumen' WHERE key = 'zoe-flare'";
    assert_eq!(after_sql(&store, swap), Some(1));
}

#[test]
fn the_file_itself_refuses_to_edit() {
    let store = small();
    let connection = store.connection();
    for sql in [
        "UPDATE ledger SET verdict = 'fail' WHERE id = 1",
        "DELETE FROM ledger WHERE id = 9",
        "INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE id = 9",
        "INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE id = 3",
        "UPDATE OR REPLACE ledger SET id = 8 WHERE id = 9",
        "UPDATE ledger_personal SET body = '' WHERE entry = 1",
        "DELETE FROM ledger_personal WHERE entry = 1",
        "INSERT OR REPLACE INTO ledger_personal VALUES (1, '', '')",
        "INSERT OR REPLACE INTO ledger_personal VALUES (9, '', '')",
        "UPDATE ledger_head SET entries = 8, hash = (SELECT hash FROM ledger WHERE id = 8)",
        "UPDATE ledger_head SET hash = 'x'",
        "DELETE FROM ledger_head",
        "INSERT OR REPLACE INTO ledger_head VALUES (1, 0, 'x')",
    ] {
        let refused = connection.execute_batch(sql).unwrap_err().to_string();
        assert!(
            refused.contains("ledger") || refused.contains("personal part"),
            "{sql}: {refused}"
        );
    }
    assert_eq!(broken(connection), None);
}

#[test]
fn what_was_appended_is_read_as_it_was() {
    let store = small();
    let numbered: Vec<Entry> =
        (1..).zip(acts()).map(|(n, entry)| entry.numbered(EntryId(n))).collect();
    assert_eq!(store.ledger(Some(&program_id())).unwrap(), numbered);
    assert_eq!(store.ledger(None).unwrap(), numbered);
    let other = monitor_model::ProgramId::parse("beacon-2026").unwrap();
    assert_eq!(store.ledger(Some(&other)).unwrap(), []);
    let records = store.cohort(&program_id()).unwrap().unwrap().records;
    for record in records {
        let own = record.enrollment.key.as_str() == ADA;
        assert_eq!(record.ledger, if own { numbered.clone() } else { vec![] });
    }
}

#[test]
fn the_order_of_columns_is_the_tables() {
    let columns = texts(store().connection(), "SELECT name FROM pragma_table_info('ledger')");
    assert_eq!(columns[..COLUMNS.len()], COLUMNS);
    assert_eq!(columns[COLUMNS.len()..], ["hash"]);
}

#[test]
fn who_decided_on_what_is_no_longer_so_is_refused() {
    let mut store = small();
    let one = || salted(acts().into_iter().take(1).collect());
    let error = store.append(Some(EntryId(8)), &one()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the ledger in `:memory:` has 9 entries by now, and this was decided on the first 8"
    );
    assert!(error.hint().starts_with("look at what was added"));
    assert!(store.append(None, &one()).is_err());
    assert_eq!(store.append(Some(EntryId(9)), &one()).unwrap(), [EntryId(10)]);
    assert!(store.append(Some(EntryId(9)), &one()).is_err());
}

#[test]
fn what_makes_no_sense_is_refused_and_nothing_is_written() {
    let mut store = small();
    let forget = new(ADA, Actor::Administrator, "olive-beacon", 50, Deed::Forget);
    let nobody = new("no-body", Actor::Mentor, "grace-wick", 50, acts()[0].deed.clone());
    let ahead = new(
        ADA,
        Actor::Administrator,
        "olive-beacon",
        50,
        Deed::Agree { period: midterm(), on: EntryId(12) },
    );
    for (wrong, sentence) in [
        (forget, "an entry that says that somebody was forgotten can't be appended by itself"),
        (nobody, "`:memory:` knows no enrollment `no-body` in the program `lantern-2026`"),
        (ahead, "CHECK constraint failed"),
    ] {
        let entries = salted(vec![acts()[0].clone(), wrong]);
        let error = store.append(Some(EntryId(9)), &entries).unwrap_err();
        assert!(error.to_string().contains(sentence), "{error}");
        assert_eq!(store.ledger(None).unwrap().len(), 9);
    }
    assert_eq!(broken(store.connection()), None);
}

#[test]
fn a_full_disk_leaves_no_entry_half_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("monitor.db");
    let mut store = Store::open(&path).unwrap();
    store.import_roster(&program(), &origin("roster")).unwrap();
    append(&mut store, acts());
    let before = store.verify_ledger(None).unwrap();
    let much: Vec<NewEntry> = (0..10).flat_map(|_| acts()).collect();
    let mut failed = 0;
    for room in 0.. {
        let pages = store.one::<i64>("PRAGMA page_count") + room;
        let set = format!("PRAGMA max_page_count = {pages}");
        store.connection().query_row(&set, [], |_| Ok(())).unwrap();
        match store.append(Some(EntryId(9)), &salted(much.clone())) {
            Ok(ids) => {
                assert_eq!((ids.len(), ids[89]), (90, EntryId(99)));
                break;
            }
            Err(error) => {
                assert!(error.to_string().starts_with("there is no room left"), "{error}")
            }
        }
        failed += 1;
        assert_eq!(store.verify_ledger(None).unwrap(), before);
        assert_eq!(store.ledger(None).unwrap().len(), 9);
    }
    assert!(failed > 3, "{failed}");
    assert_eq!(broken(store.connection()), None);
}

#[test]
fn of_two_processes_that_decide_at_once_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("monitor.db");
    let mut store = Store::open(&path).unwrap();
    store.import_roster(&program(), &origin("roster")).unwrap();
    let rounds = 20;
    let decide = || {
        let mut store = Store::open(&path).unwrap();
        let (mut done, mut refused) = (0, 0);
        while done < rounds {
            let last = last(&store);
            match store.append(last, &salted(acts().into_iter().take(2).collect())) {
                Ok(ids) => {
                    // Both are behind the one that was the last.
                    let next = last.map_or(1, |last| last.0 + 1);
                    assert_eq!(ids, [EntryId(next), EntryId(next + 1)]);
                    done += 1;
                }
                Err(crate::StoreError::LedgerMoved { expected, found, .. }) => {
                    assert!(found > expected);
                    refused += 1;
                }
                Err(error) => panic!("{error}"),
            }
        }
        refused
    };
    let _refused: Vec<u32> = std::thread::scope(|scope| {
        let both = [scope.spawn(decide), scope.spawn(decide)];
        both.map(|one| one.join().unwrap()).into()
    });
    assert_eq!(store.ledger(None).unwrap().len(), 4 * rounds as usize);
    assert_eq!(broken(store.connection()), None);
}

/// What `export_ledger` hands out suffices to verify it, with nothing of this crate but the canonical form.
#[test]
fn an_export_can_be_verified_by_itself() {
    let store = small();
    let mut previous = serde_json::Value::from("0".repeat(64));
    let lines = store.export_ledger().unwrap();
    for line in &lines {
        let entry: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(entry["previous"], previous);
        let cell = |name: &str| match &entry[name] {
            serde_json::Value::Null => Cell::Null,
            serde_json::Value::Number(n) => Cell::Integer(n.as_i64().unwrap()),
            serde_json::Value::String(text) => Cell::from(text.as_str()),
            other => panic!("{other}"),
        };
        assert_eq!(entry["hash"], chain::hash(&COLUMNS.map(cell)));
        assert_eq!(entry["personal"], chain::hash(&["salt", "body"].map(cell)));
        previous = entry["hash"].clone();
    }
    assert_eq!(previous, store.ledger_head().unwrap().hash);
    assert_eq!(lines.len(), 9);
}

/// The first broken entry of an export.
fn broken_export(text: &str, remembered: Option<&LedgerHead>) -> Option<u64> {
    match verify_export(text, remembered) {
        LedgerProof::Sound(_) => None,
        LedgerProof::Broken(found) => Some(found.entry.0),
    }
}

static EXPORT: LazyLock<(String, LedgerHead)> = LazyLock::new(|| {
    let store = small();
    (store.export_ledger().unwrap().join("\n"), store.ledger_head().unwrap())
});

#[test]
fn an_export_that_was_tampered_with_is_found_out() {
    let store = small();
    let lines = store.export_ledger().unwrap();
    let head = store.ledger_head().unwrap();
    let text = |lines: &[String]| lines.join("\n");
    assert_eq!(verify_export(&text(&lines), Some(&head)), LedgerProof::Sound(head.clone()));
    assert_eq!(verify_export(&text(&lines), Some(&head)), store.verify_ledger(None).unwrap());
    for n in 0..9 {
        let number = Some(n as u64 + 1);
        let mut dropped = lines.clone();
        dropped.remove(n);
        assert_eq!(broken_export(&text(&dropped), Some(&head)), number);
        assert_eq!(broken_export(&text(&lines[..n]), Some(&head)), number);
        assert_eq!(broken_export(&text(&lines[..n]), None), None, "only a head tells");
        let mut twice = lines.clone();
        twice.insert(n, lines[n].clone());
        assert_eq!(broken_export(&text(&twice), None), number.map(|n| n + 1));
        let mut changed = lines.clone();
        for (old, new) in [
            ("\"at\":1", "\"at\":2"),
            ("\"at\":1", "\"at\":1.5,\"x\":1"),
            ("\"hours\":", "\"more\":1,\"hours\":"),
            ("\"hours\":", "\"at\":5,\"hours\":"),
            ("\"body\":", "\"body\":null,\"was\":"),
            ("{", ""),
        ] {
            changed[n] = lines[n].replacen(old, new, 1);
            assert_ne!(changed[n], lines[n]);
            assert_eq!(broken_export(&text(&changed), Some(&head)), number, "{old} {new}");
        }
    }
    assert_eq!(broken_export("", None), None);
    assert_eq!(broken_export("[]", None), Some(1));
}

proptest! {
    #[test]
    fn a_byte_that_is_changed_in_an_export_is_found_or_changes_nothing(at in any::<prop::sample::Index>(), to in 32_u8..127) {
        let (text, head) = &*EXPORT;
        let mut bytes = text.clone().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = to;
        let changed = String::from_utf8_lossy(&bytes).into_owned();
        let line = bytes[..at].iter().filter(|&&byte| byte == b'\n').count() as u64 + 1;
        let meant = |text: &str| -> Vec<serde_json::Value> {
            text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
        };
        let found = broken_export(&changed, Some(head));
        let same = meant(&changed) == meant(text);
        prop_assert_eq!(found, if same { None } else { Some(line) });
    }

    #[test]
    fn whatever_people_write_is_kept_and_verified(name in ".{0,20}", reason in proptest::option::of(".{0,40}"), criterion in ".{0,9}") {
        let mut entry = acts()[5].clone();
        let Deed::Dispute { criterion: of, .. } = &mut entry.deed else { panic!("no dispute") };
        *of = criterion;
        entry.by.name = name;
        entry.reason = reason;
        let mut store = small();
        append(&mut store, vec![entry.clone()]);
        prop_assert_eq!(&store.ledger(None).unwrap()[9], &entry.numbered(EntryId(10)));
        prop_assert_eq!(broken(store.connection()), None);
    }

    #[test]
    fn fields_are_told_apart(a in "[nit]{0,3}", b in "[nit]{0,3}", c in "[nit]{0,3}", n in any::<i64>()) {
        let text = |text: &str| Cell::from(text);
        let lists = [
            vec![text(&a), text(&b)],
            vec![text(&format!("{a}{b}"))],
            vec![text(&a), text(&b), text(&c)],
            vec![text(&a), Cell::Integer(n)],
            vec![text(&a), Cell::Null],
            vec![text(&a), text(&n.to_string())],
        ];
        for (i, one) in lists.iter().enumerate() {
            for other in &lists[i + 1..] {
                prop_assert_eq!(one == other, chain::hash(one) == chain::hash(other));
            }
        }
    }
}
