//! What must hold of forgetting somebody: nothing of them is left, and everything of others is.

use std::fs;
use std::path::{Path, PathBuf};

use monitor_model::{
    Act, Actor, Batch, ChangedFile, CommitDetail, Deed, Detail, Detailed, Doer, EnrollmentKey,
    EntryId, EvidenceUrl, Item, ItemUrl, NewEntry, ProgramId, PullRequestDetail, Response, Role,
    When, Witness, WitnessNote,
};

use crate::fixture::{
    batch, day, days, login, named, opened, origin, program, program_id, repo, resolved,
};
use crate::ledger_laws::{acts, append};
use crate::look_laws::{FIGMA, found};
use crate::{Forgotten, LedgerProof, Origin, Salt, Store, StoreError};

/// What is found in the bytes before, and not after: login, former login, name, ids, titles, URLs, notes, words.
const TRACES: [&str; 20] = [
    "ada-lumen",
    "ada-before",
    "ada lumen",
    "u_4001",
    "brighter wicks",
    "wick/issues/8",
    "press/pull/7",
    "pr_alone",
    "trim of the press",
    "docs/press.md",
    "zoe-flare/private",
    "not a public note",
    "figma.example",
    "showed \\\"the wick",
    "ada-lumen.csv",
    "a cursor of hers",
    "c0ffee",
    "figma-number-of-hers",
    "trimmer of wicks",
    "first sketch",
];

pub(crate) fn path_of(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().join("monitor.db")
}

fn pull(name: &str, n: u64, node: &str, title: &str) -> Item {
    let mut item = Item::pull_request(repo(name), n);
    item.node_id = Some(node.into());
    item.title = Some(title.into());
    item
}

fn commit(url: &str) -> Item {
    let url = ItemUrl::parse(url).unwrap();
    let repo = url.repo().unwrap();
    Item { kind: monitor_model::ItemKind::Commit, url, node_id: None, repo, title: None }
}

/// What GitHub says of Ada, on items of hers, on one that Zoe reviewed, and on her commit.
fn answer() -> Batch {
    let mut answer = named("ada-lumen", 4001);
    answer.identities = resolved("ada-lumen", 4001, "ada-lumen", 10).identities;
    let alone = pull("oil-lab/press", 7, "PR_alone", "Trim of the press");
    let shared = pull("oil-lab/press", 8, "PR_shared", "Shared shade");
    let own = pull("ada-lumen/notes", 1, "PR_own", "Own notes");
    let made = commit("https://github.com/oil-lab/press/commit/c0ffee");
    for item in [&alone, &shared, &own] {
        answer.contributions.push(opened("ada-lumen", item.clone(), When::At(day(4))));
    }
    let authored = monitor_model::Contribution {
        act: Act::Authored,
        ..opened("ada-lumen", made.clone(), When::At(day(4)))
    };
    answer.contributions.push(authored);
    answer.contributions.push(monitor_model::Contribution {
        act: Act::Merged,
        role: Role::Merger,
        ..opened("zoe-flare", shared.clone(), When::At(day(5)))
    });
    let file = ChangedFile { path: "docs/press.md".into(), additions: 2, deletions: 0 };
    let detail = |files: Vec<ChangedFile>| {
        Detail::PullRequest(PullRequestDetail {
            additions: 2,
            deletions: 0,
            changed_files: 1,
            files,
            is_draft: false,
            responses_complete: true,
        })
    };
    let of_commit = Detail::Commit(CommitDetail { pull_request: alone.url.clone() });
    answer.responses = [&alone, &shared]
        .map(|item| Response {
            on: item.url.clone(),
            by: login("zoe-flare"),
            act: Act::Reviewed,
            at: day(5),
        })
        .into();
    answer.details = vec![
        Detailed { item: alone, detail: detail(vec![file]) },
        Detailed { item: shared, detail: detail(vec![]) },
        Detailed { item: made, detail: of_commit },
    ];
    answer.witness = vec![WitnessNote {
        of: login("ada-lumen"),
        source: "search".into(),
        window: days(0, 7),
        at: day(9),
        verdict: Witness::NotPossible("not a public note".into()),
    }];
    answer.people.extend(named("zoe-flare", 4002).people);
    answer
}

fn marks() -> Vec<(String, Option<String>)> {
    let mark = |key: &str, value: &str| (key.to_owned(), Some(value.to_owned()));
    vec![
        mark("person/ada-lumen", "{\"account\":null}"),
        mark("walk/U_4001/issues", "{\"next\":\"a cursor of hers\"}"),
        mark("pull/PR_alone", "{\"refused\":null}"),
        mark("thread/X", "{\"url\":\"https://github.com/lantern-works/wick/issues/8\"}"),
        mark("review/Y", "{\"person\":\"U_4001\",\"repo\":\"zoe-flare/private\"}"),
        mark("person/zoe-flare", "{\"account\":null}"),
        mark("run", "{\"started\":1}"),
    ]
}

/// A file in which everybody did everything.
pub(crate) fn file(path: &Path) -> Store {
    let mut store = Store::open(path).unwrap();
    let named = Origin { file: "exports/ada-lumen.csv".into(), ..origin("first") };
    let mut before = program();
    before.enrollments[1].project.title = "Ada Lumen's brighter wicks".into();
    store.import_roster(&before, &named).unwrap();
    store.import_roster(&program(), &origin("roster")).unwrap();
    store.import_activity(&[(batch(), origin("week-1"))]).unwrap();
    store.commit(&resolved("ada-lumen", 4001, "ada-before", 8), &[], day(8)).unwrap();
    store.commit(&answer(), &marks(), day(10)).unwrap();
    append(&mut store, acts());
    let look = found(FIGMA, "figma-number-of-hers", "trimmer of wicks", "first sketch");
    assert!(store.put_look(&look).unwrap());
    let mut zoe = acts();
    zoe.truncate(1);
    zoe[0].about = EnrollmentKey::from_text("zoe-flare");
    zoe[0].reason = None;
    append(&mut store, zoe);
    store
}

pub(crate) fn request(reason: &str) -> NewEntry {
    NewEntry {
        at: day(60),
        by: Doer { role: Actor::Administrator, name: "olive-beacon".into() },
        program: program_id(),
        about: EnrollmentKey::from_text("ada-lumen"),
        deed: Deed::Forget,
        reason: Some(reason.into()),
        standing: None,
        inputs: None,
    }
}

pub(crate) const SALT: Salt = Salt([9; 32]);
pub(crate) const LAST: Option<EntryId> = Some(EntryId(10));

/// Those of the traces that are in the bytes of the database or of a file beside it.
pub(crate) fn traces(path: &Path) -> Vec<&'static str> {
    let folder = fs::read_dir(path.parent().unwrap()).unwrap();
    let bytes: Vec<u8> = folder
        .flat_map(|entry| fs::read(entry.unwrap().path()).unwrap())
        .map(|byte| byte.to_ascii_lowercase())
        .collect();
    let is_in = |text: &str| bytes.windows(text.len()).any(|bytes| bytes == text.as_bytes());
    TRACES.into_iter().filter(|text| is_in(text)).collect()
}

fn sound(store: &Store) {
    assert_eq!(store.one::<String>("PRAGMA integrity_check"), "ok");
    assert_eq!(store.one::<i64>("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    let proof = store.verify_ledger(None).unwrap();
    assert!(matches!(proof, LedgerProof::Sound(_)), "{proof:?}");
}

/// Everything about Zoe.
fn zoe(store: &Store) -> String {
    let cohort = store.cohort(&program_id()).unwrap().unwrap();
    let mut record = cohort.records[0].clone();
    record.contributions.sort_by_key(|c| format!("{c:?}"));
    format!("{record:#?}")
}

#[test]
fn nothing_is_left_in_the_bytes_and_others_keep_what_is_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_of(&folder);
    let mut store = file(&path);
    assert_eq!(traces(&path), TRACES, "the test looks for what was never there");
    let before = (zoe(&store), store.ledger(None).unwrap());
    let Forgotten { named_in, .. } =
        store.forget_dry_run(LAST, &request("asked for it"), SALT).unwrap();
    assert_eq!(named_in, []);
    let done = store.forget(LAST, &request("asked for it"), SALT).unwrap();
    assert_eq!(
        done,
        Forgotten {
            pseudonym: EnrollmentKey::from_text("forgotten.1"),
            entry: EntryId(11),
            entries: 9,
            looks: 1,
            account_stays: false,
            contributions: 6,
            items: 5,
            shared_items: 1,
            identities: 1,
            marks: 5,
            named_in: vec![],
            snapshots: vec![],
            swept: true,
        }
    );
    assert_eq!(traces(&path), [""; 0]);
    assert_eq!(zoe(&store), before.0);
    assert_eq!(store.marks("").unwrap().len(), 2);
    sound(&store);
    drop(store);
    assert_eq!(traces(&path), [""; 0], "nor after the file was closed");
    let store = Store::open(&path).unwrap();
    sound(&store);

    // What was decided stays, about a pseudonym and by nobody.
    let after = store.ledger(Some(&program_id())).unwrap();
    assert_eq!(after.len(), 11);
    for (old, new) in before.1.iter().zip(&after).take(9) {
        let mut bare = old.clone();
        bare.about = done.pseudonym.clone();
        bare.by.name = String::new();
        bare.reason = None;
        if let Deed::AddEvidence { url, .. } = &mut bare.deed {
            *url = EvidenceUrl::forgotten();
        }
        assert_eq!(*new, bare);
    }
    assert_eq!(after[9], before.1[9]);
    let said = NewEntry { about: done.pseudonym, ..request("asked for it") };
    assert_eq!(after[10], said.numbered(EntryId(11)));
    let cohort = store.cohort(&program_id()).unwrap().unwrap();
    assert_eq!((cohort.records.len(), cohort.removed), (3, 1));
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_of(&folder);
    let mut store = file(&path);
    let before =
        (crate::fixture::known(&store), store.ledger(None).unwrap(), store.marks("").unwrap());
    let said = store.forget_dry_run(LAST, &request("asked for it"), SALT).unwrap();
    let after =
        (crate::fixture::known(&store), store.ledger(None).unwrap(), store.marks("").unwrap());
    assert_eq!(before, after);
    assert_eq!(traces(&path), TRACES);
    let done = store.forget(LAST, &request("asked for it"), SALT).unwrap();
    assert_eq!(done, Forgotten { swept: true, ..said });
}

#[test]
fn a_personal_part_may_only_be_missing_before_its_subject_was_forgotten() {
    let mut store = file(Path::new(":memory:"));
    store.forget(LAST, &request("asked for it"), SALT).unwrap();
    sound(&store);
    let broken = |store: &Store| match store.verify_ledger(None).unwrap() {
        LedgerProof::Broken(broken) => Some(broken.entry.0),
        LedgerProof::Sound(_) => None,
    };
    crate::ledger_laws::disarm(store.connection());
    // Zoe was not forgotten, and neither may the entry that forgets Ada lose who asked for it.
    for entry in [11, 10] {
        let sql = format!("DELETE FROM ledger_personal WHERE entry = {entry}");
        store.connection().execute_batch(&sql).unwrap();
        assert_eq!(broken(&store), Some(entry));
    }
}

#[test]
fn what_another_enrollment_needs_stays() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_of(&folder);
    let mut store = file(&path);
    let mut other = program();
    other.id = ProgramId::parse("beacon-2026").unwrap();
    other.enrollments.truncate(2);
    store.import_roster(&other, &origin("beacon")).unwrap();
    let of_other = |store: &Store| format!("{:?}", store.cohort(&other.id).unwrap().unwrap());
    let before = of_other(&store);
    let done = store.forget(LAST, &request("for ada-lumen"), SALT).unwrap();
    assert!(done.account_stays);
    assert_eq!((done.entries, done.contributions, done.items, done.marks), (9, 0, 0, 0));
    assert_eq!(of_other(&store), before);
    sound(&store);
    // Once that is forgotten too, nothing is left but what the first reason says.
    let last = Some(EntryId(11));
    let error = store.forget(last, &request("asked"), SALT).unwrap_err();
    assert!(matches!(error, StoreError::NoEnrollment { .. }), "{error}");
    let second = NewEntry { program: other.id.clone(), ..request("asked") };
    let done = store.forget(last, &second, SALT).unwrap();
    assert_eq!((done.account_stays, done.contributions), (false, 6));
    assert_eq!(done.named_in, [EntryId(11)]);
    assert_eq!(traces(&path), ["ada-lumen"]);
    sound(&store);
}

#[test]
fn a_mentor_is_kept_where_they_mentor() {
    let mut store = file(Path::new(":memory:"));
    let mut other = program();
    other.id = ProgramId::parse("beacon-2026").unwrap();
    other.enrollments.truncate(1);
    other.enrollments[0].mentors = vec![monitor_model::Mentor::Login(login("ada-lumen"))];
    store.import_roster(&other, &origin("beacon")).unwrap();
    let done = store.forget(LAST, &request("asked"), SALT).unwrap();
    assert!(done.account_stays);
    sound(&store);
}

#[test]
fn a_reason_that_names_whom_it_forgets_is_refused() {
    let mut store = file(Path::new(":memory:"));
    for (reason, word) in [
        ("Ada-Lumen asked", "ada-lumen"),
        ("for Ada Lumen", "ada lumen"),
        ("ada-before", "ada-before"),
    ] {
        let error = store.forget(LAST, &request(reason), SALT).unwrap_err();
        assert_eq!(error.to_string(), format!("the reason names whom it forgets: `{word}`"));
    }
    let error = store.forget(Some(EntryId(9)), &request("asked"), SALT).unwrap_err();
    assert!(matches!(error, StoreError::LedgerMoved { .. }));
    assert_eq!(store.ledger(None).unwrap().len(), 10);
}

#[test]
fn who_comes_back_is_enrolled_anew_and_may_be_forgotten_again() {
    let mut store = file(Path::new(":memory:"));
    store.forget(LAST, &request("asked"), SALT).unwrap();
    let enrol_again = vec![EnrollmentKey::from_text("ada-lumen")];
    let wishes = crate::Wishes { enrol_again, ..crate::Wishes::default() };
    store.take_roster(&program(), &origin("roster"), &wishes, false).unwrap();
    let ada = store.cohort(&program_id()).unwrap().unwrap().records.swap_remove(1);
    assert_eq!(ada.enrollment, program().enrollments[1], "the extension was the former one's");
    assert_eq!((ada.contributions.len(), ada.name), (0, None));
    let done = store.forget(Some(EntryId(11)), &request("asked"), SALT).unwrap();
    assert_eq!((done.pseudonym.as_str(), done.entries), ("forgotten.2", 0));
    sound(&store);
}

#[test]
fn somebody_without_a_login_is_forgotten_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_of(&folder);
    let mut store = file(&path);
    let mae = NewEntry { about: program().enrollments[3].key.clone(), ..request("asked") };
    assert_eq!(mae.about.as_str(), "mae-ember~1");
    let done = store.forget(LAST, &mae, SALT).unwrap();
    assert!(done.swept && !done.account_stays);
    let bytes = fs::read(&path).unwrap();
    let is_in = |text: &[u8]| bytes.windows(text.len()).any(|bytes| bytes == text);
    assert!(is_in(b"Ada-Lumen") && !is_in(b"mae ember") && !is_in(b"mae-ember"));
    sound(&store);
}

#[test]
fn who_reads_meanwhile_keeps_the_log_until_it_is_swept_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_of(&folder);
    let mut store = file(&path);
    store.connection().busy_timeout(std::time::Duration::from_millis(10)).unwrap();
    let reader = Store::open(&path).unwrap();
    reader.connection().execute_batch("BEGIN; SELECT * FROM program;").unwrap();
    let count = "SELECT count(*) FROM contribution";
    assert!(reader.one::<i64>(count) > 6);
    let done = store.forget(LAST, &request("asked"), SALT).unwrap();
    assert!(!done.swept);
    assert_eq!(store.ledger(None).unwrap().len(), 11, "it is forgotten all the same");
    assert_ne!(traces(&path), [""; 0]);
    reader.connection().execute_batch("COMMIT").unwrap();
    assert!(store.sweep().unwrap());
    assert_eq!(traces(&path), [""; 0]);
}

#[test]
fn what_fails_at_the_end_leaves_nobody_half_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let path = path_of(&folder);
    let mut store = file(&path);
    let before = (crate::fixture::known(&store), store.ledger(None).unwrap());
    let trigger = "CREATE TEMP TRIGGER fails BEFORE INSERT ON main.ledger_personal
         BEGIN SELECT RAISE(ABORT, 'it fails'); END";
    store.connection().execute_batch(trigger).unwrap();
    assert!(store.forget(LAST, &request("asked"), SALT).is_err());
    assert_eq!((crate::fixture::known(&store), store.ledger(None).unwrap()), before);
    sound(&store);
}

#[test]
fn who_was_forgotten_is_recognised_by_login_and_by_number_in_any_program() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = file(&path_of(&folder));
    let entry = acts().remove(0);
    let last = store.ledger(None).unwrap().last().map(|entry| entry.id);
    store.forget(last, &NewEntry { reason: None, ..entry }, Salt([9; 32])).unwrap();
    let key = |text: &str| EnrollmentKey::from_text(text);
    let named =
        |store: &Store, program: &monitor_model::Program| store.forgotten_in(program, &[]).unwrap();
    assert_eq!(named(&store, &program()), [key("ada-lumen")]);
    let mut other = program();
    other.id = ProgramId::parse("beacon-2027").unwrap();
    assert_eq!(named(&store, &other), [key("ada-lumen")]);
    assert_eq!(store.forgotten_in(&other, &[key("ada-lumen")]).unwrap(), []);
    let error = store.import_roster(&other, &origin("beacon")).unwrap_err();
    assert!(matches!(error, StoreError::WasForgotten { .. }), "{error}");
    // Under another login, of which the number is known.
    other.enrollments[1].mentee = monitor_model::Mentee::Login(login("ada-new"));
    other.enrollments[1].key = key("ada-new");
    assert_eq!(named(&store, &other), []);
    store.commit(&named_by("ada-new"), &[], day(70)).unwrap();
    assert_eq!(named(&store, &other), [key("ada-new")]);
    let wishes = crate::Wishes { enrol_again: vec![key("ada-new")], ..crate::Wishes::default() };
    store.take_roster(&other, &origin("beacon"), &wishes, false).unwrap();
    assert_eq!(named(&store, &program()), [], "they came back, and it is forgotten that they were");
}

fn named_by(login: &str) -> Batch {
    named(login, 4001)
}
