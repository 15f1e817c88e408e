//! What must hold of snapshots: what is read of one is what was read when it was frozen, wherever it is read.

use monitor_model::{Item, PeriodId, ProgramId, When};
use proptest::prelude::*;

use crate::fixture::{
    batch, day, known, opened, origin, program, program_id, repo, resolved, store,
};
use crate::forget_laws::{LAST, SALT, file, path_of, request, traces};
use crate::ledger_laws::{acts, append};
use crate::look_laws::{FIGMA, found};
use crate::{SnapshotHead, Store, StoreError, frozen, laws};

fn midterm() -> PeriodId {
    PeriodId::parse("midterm").unwrap()
}

fn freeze(store: &mut Store) -> SnapshotHead {
    store.freeze(&program_id(), &midterm(), day(40), "{\"stalled\":14}").unwrap().unwrap()
}

/// A second program, of which nothing may be in a snapshot of the first.
fn with_another(store: &mut Store) {
    let mut other = program();
    other.id = ProgramId::parse("oil-2026").unwrap();
    other.enrollments.truncate(1);
    other.enrollments[0].mentee = monitor_model::Mentee::Login(crate::fixture::login("mo-shade"));
    other.enrollments[0].key = monitor_model::EnrollmentKey::from_text("mo-shade");
    store.import_roster(&other, &origin("other")).unwrap();
    let item = Item::issue(repo("oil-lab/secret"), 9);
    let act = opened("mo-shade", item, When::At(day(2)));
    let batch = monitor_model::Batch { contributions: vec![act], ..Default::default() };
    store.import_activity(&[(batch, origin("others"))]).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_was_frozen_is_read_and_freezes_to_the_same(
        batches in prop::collection::vec(laws::batch(true), 0..4),
        resolves in any::<bool>(),
        deeds in 0..9_usize,
    ) {
        let mut store = store();
        with_another(&mut store);
        for (n, batch) in batches.iter().enumerate() {
            store.import_activity(&[(batch.clone(), origin(&format!("batch-{n}")))]).unwrap();
        }
        if resolves {
            store.commit(&resolved("ada-lumen", 4001, "ada-after", 8), &[], day(8)).unwrap();
        }
        let mut entries = acts();
        entries.truncate(deeds);
        append(&mut store, entries);
        store.put_look(&found(FIGMA, "42", "Ada L.", "First sketch")).unwrap();
        let then = store.cohort(&program_id()).unwrap().unwrap();
        let head = freeze(&mut store);
        let text = store.snapshot(&head.id).unwrap();
        prop_assert!(!text.contains("mo-shade") && !text.contains("oil-lab/secret"), "{text}");
        prop_assert_eq!(&frozen::id(&text), &head.id);

        // Whatever happens afterwards.
        store.import_activity(&[(batch(), origin("later"))]).unwrap();
        store.commit(&resolved("zoe-flare", 4002, "zoe-after", 9), &[], day(9)).unwrap();
        let mut elsewhere = Store::in_memory().unwrap();
        prop_assert_eq!(&elsewhere.take_snapshot(&text).unwrap(), &head);
        for holder in [&store, &elsewhere] {
            let mut as_of = holder.as_of(head.short()).unwrap();
            prop_assert_eq!(as_of.standards.as_str(), "{\"stalled\":14}");
            prop_assert_eq!(&as_of.store.cohort(&program_id()).unwrap().unwrap(), &then);
            prop_assert_eq!(&freeze(&mut as_of.store).id, &head.id);
        }
    }
}

/// Snapshots that former formats wrote, and the newest. They must be read for ever, whatever the database is like by then.
const LONG_AGO: [(i64, &str, &str); 2] = [
    (
        7,
        include_str!("snapshot.golden.json"),
        "e0bf9ac21b29f850ed0abe60b35ad7874c6ad41d8b61e5997d8523f204dee6e9",
    ),
    (
        8,
        include_str!("snapshot.golden.8.json"),
        "169046984f41ed2ed285a585d52007d897fb5378c5ac4ffafe31c52fe9b59e75",
    ),
];

#[test]
fn a_snapshot_of_long_ago_is_read() {
    let mut store = store();
    store.import_activity(&[(batch(), origin("week-1"))]).unwrap();
    append(&mut store, acts());
    for (format, text, id) in LONG_AGO {
        if format == 8 {
            store.put_look(&found(FIGMA, "42", "Ada L.", "First sketch")).unwrap();
        }
        let mut elsewhere = Store::in_memory().unwrap();
        let head = elsewhere.take_snapshot(text.trim_end()).unwrap();
        assert_eq!(head.id, id);
        assert_eq!(known(&elsewhere.as_of(&head.id).unwrap().store), known(&store));
        if crate::migrate::known_version() == format {
            assert_eq!(freeze(&mut store).id, head.id, "the form of snapshots has changed");
        }
    }
}

#[test]
fn the_same_is_kept_once_and_another_instant_is_another() {
    let mut store = store();
    let head = freeze(&mut store);
    assert_eq!(freeze(&mut store), head);
    let later = store.freeze(&program_id(), &midterm(), day(41), "").unwrap().unwrap();
    assert_ne!(later.id, head.id);
    assert_eq!(store.snapshots().unwrap(), [head.clone(), later]);
    let unknown = ProgramId::parse("unknown").unwrap();
    assert_eq!(store.freeze(&unknown, &midterm(), day(40), "").unwrap(), None);
    let said = |given: &str| store.as_of(given).unwrap_err().to_string();
    assert_eq!(said("nothing"), "there is no snapshot `nothing` in `:memory:`");
    assert_eq!(said(""), "there is no snapshot `` in `:memory:`");
}

#[test]
fn a_changed_text_is_another_or_none() {
    let mut store = store();
    append(&mut store, acts());
    let head = freeze(&mut store);
    let text = store.snapshot(&head.id).unwrap();
    let mut elsewhere = Store::in_memory().unwrap();
    for wrong in [
        "",
        "{}",
        &text[1..],
        &format!("{text}\n"),
        &text.replace("snapshot/1", "snapshot/2"),
        &text.replace("\"mentee\"", "\"mentor\""),
        &text
            .replace("\"tables\":{", "\"tables\":{\"x\\\" (y); --\":{\"columns\":[],\"rows\":[]},"),
        &text.replace("lantern-2026", "Lantern 2026"),
    ] {
        elsewhere.take_snapshot(wrong).unwrap_err();
    }
    assert_eq!(elsewhere.snapshots().unwrap(), []);
    let other = elsewhere.take_snapshot(&text.replace("zoe-flare", "zoe-glare")).unwrap();
    assert_ne!(other.id, head.id);

    // One that was changed in the file is found out.
    let connection = store.connection();
    let edit = "UPDATE snapshot_body SET body = x'00'";
    assert!(connection.execute_batch(edit).unwrap_err().to_string().contains("never edited"));
    for sql in ["DELETE FROM snapshot", "UPDATE snapshot SET at = 1"] {
        assert!(connection.execute_batch(sql).unwrap_err().to_string().contains("never"), "{sql}");
    }
    connection.execute_batch("DROP TRIGGER snapshot_body_is_never_edited").unwrap();
    connection.execute_batch(edit).unwrap();
    let error = store.as_of(&head.id).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error}");
}

#[test]
fn who_was_forgotten_is_in_no_snapshot_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_of(&folder);
    let mut store = file(&path);
    with_another(&mut store);
    let head = freeze(&mut store);
    let text = store.snapshot(&head.id).unwrap();
    let other = ProgramId::parse("oil-2026").unwrap();
    // A later one, for the order of the list.
    let stays = store.freeze(&other, &midterm(), day(41), "").unwrap().unwrap();
    let said = store.forget_dry_run(LAST, &request("asked for it"), SALT).unwrap();
    assert_eq!(said.snapshots, std::slice::from_ref(&head.id));
    assert_eq!(store.snapshot(&head.id).unwrap(), text);
    let done = store.forget(LAST, &request("asked for it"), SALT).unwrap();
    assert_eq!(done.snapshots, std::slice::from_ref(&head.id));
    assert_eq!(traces(&path), [""; 0]);
    let erased = SnapshotHead { erased: true, ..head.clone() };
    assert_eq!(store.snapshots().unwrap(), [erased, stays.clone()]);
    store.as_of(&stays.id).unwrap();
    for error in [store.as_of(&head.id).unwrap_err(), store.take_snapshot(&text).unwrap_err()] {
        assert!(matches!(error, StoreError::SnapshotErased { .. }), "{error}");
    }
    let damage =
        "DROP TRIGGER snapshot_body_is_never_edited; UPDATE snapshot_body SET body = x'00'";
    store.connection().execute_batch(damage).unwrap();
    let zoe = monitor_model::EnrollmentKey::from_text("zoe-flare");
    let request = monitor_model::NewEntry { about: zoe, ..request("asked for it") };
    let last = Some(done.entry);
    assert_eq!(store.forget_dry_run(last, &request, SALT).unwrap().snapshots, [stays.id]);
    // What is frozen from now on is without them.
    let anew = freeze(&mut store);
    assert!(!store.snapshot(&anew.id).unwrap().to_lowercase().contains("ada-lumen"));
}

/// A new table is either read for assessments, and then in snapshots, or it is not.
#[test]
fn of_every_table_it_is_decided_whether_it_is_in_snapshots() {
    use crate::frozen_rows::{ROWS, SEEN};
    let without = [
        "delivery",
        "forgotten",
        "forgotten_salt",
        "import_count",
        "item_alias",
        "ledger_head",
        "lock",
        "mark",
        "reminded",
        "snapshot",
        "snapshot_body",
        "trouble",
        "week",
    ];
    let store = store();
    let all: String = store.one(
        "SELECT group_concat(name) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    );
    let mut all: Vec<&str> = all.split(',').collect();
    all.sort_unstable();
    let with = ROWS.iter().chain(&SEEN).map(|(table, _)| *table);
    let mut decided: Vec<&str> = with.chain(without).collect();
    decided.sort_unstable();
    assert_eq!(all, decided, "add the table to `ROWS`, or here");
}
