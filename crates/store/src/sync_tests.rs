//! What a fetcher asks of the store: many small commits, marks that go with them, one sync at a time, and nothing lost.

use std::io::{BufRead, BufReader, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, io, thread};

use monitor_model::{Batch, HiddenActivity, Item, Source, When, Window};

use crate::fixture::{
    account, batch, day, days, known, login, named, opened, origin, program, program_id, repo,
    store,
};
use crate::{Store, StoreError};

/// How many contributions an answer has here.
const FACTS: u64 = 20;

fn file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("monitor.db");
    Store::open(&path).unwrap().import_roster(&program(), &origin("roster")).unwrap();
    (folder, path)
}

/// The answer of this number.
fn answer(n: u64) -> Batch {
    let mut answer = named("ada-lumen", 4001);
    let item = |k| Item::pull_request(repo("oil-lab/press"), n * FACTS + k);
    answer.contributions =
        (0..FACTS).map(|k| opened("ada-lumen", item(k), When::At(day(1)))).collect();
    answer
}

fn mark(key: &str, value: &str) -> (String, Option<String>) {
    (key.to_owned(), Some(value.to_owned()))
}

fn commit(store: &mut Store, n: u64) -> Result<(), StoreError> {
    store.commit(
        &answer(n),
        &[mark(&format!("done/{n:05}"), ""), mark("last", &n.to_string())],
        day(2),
    )
}

/// How many answers are there, which must be the first ones, each with its marks and nothing else.
fn answers(store: &Store) -> u64 {
    let cohort = store.cohort(&program_id()).unwrap().unwrap();
    let done = store.marks("done/").unwrap();
    let n = done.len() as u64;
    assert_eq!(cohort.records[1].contributions.len() as u64, n * FACTS);
    assert!((0..n).zip(&done).all(|(n, (key, _))| *key == format!("done/{n:05}")), "{done:?}");
    let last: Vec<_> = store.marks("last").unwrap().into_iter().map(|(_, value)| value).collect();
    assert_eq!(last, n.checked_sub(1).map(|n| n.to_string()).into_iter().collect::<Vec<_>>());
    assert_eq!(store.one::<String>("PRAGMA integrity_check"), "ok");
    assert_eq!(store.imports().unwrap().len(), 1, "an answer is no import");
    n
}

#[test]
fn a_later_total_of_hidden_activity_takes_the_place_of_a_shorter_one_and_recorded_weeks_stay() {
    let mut store = store();
    let hidden = |to, why: &str| HiddenActivity {
        of: login("ada-lumen"),
        window: days(0, to),
        why: why.to_owned(),
    };
    let recorded = Batch { hidden: vec![hidden(7, "not itemised")], ..Batch::default() };
    store.import_activity(&[(recorded, origin("week-1"))]).unwrap();
    for (to, n) in [(28, 8), (42, 12)] {
        let why = format!("GitHub counts {n} private contributions");
        let answer = Batch { hidden: vec![hidden(to, &why)], ..Batch::default() };
        store.commit(&answer, &[], day(to)).unwrap();
    }
    let cohort = store.cohort(&program_id()).unwrap().unwrap();
    let windows: Vec<_> = cohort.records[1].hidden.iter().map(|hidden| hidden.window).collect();
    assert_eq!(windows, [days(0, 7), days(0, 42)]);
}

#[test]
fn an_answer_is_there_with_its_marks_and_its_source() {
    let mut store = store();
    let given = batch();
    store.import_activity(&[(given.clone(), origin("week-1"))]).unwrap();
    let mut fetched = named("ada-lumen", 4001);
    fetched.contributions = vec![given.contributions[1].clone()];
    fetched.contributions[0].when = When::At(day(2));
    store.commit(&fetched, &[mark("a", "1")], day(9)).unwrap();
    store.commit(&Batch::default(), &[("a".into(), None), mark("b", "2")], day(9)).unwrap();
    assert_eq!(store.marks("").unwrap(), [("b".into(), "2".into())]);

    // What was recorded keeps its source, the better date and the better source win, and none comes twice.
    store.import_activity(&[(given.clone(), origin("week-1 again"))]).unwrap();
    let mut shown = Vec::new();
    let all = store.export::<()>(&program_id(), |row| {
        let url = row.item.url.as_str().rsplit('/').next().unwrap().to_owned();
        shown.push((
            row.enrollment.key.to_string(),
            url,
            row.fact.when,
            row.fact.source,
            row.fact.account,
        ));
        ControlFlow::Continue(())
    });
    assert_eq!(all.unwrap(), Some(ControlFlow::Continue(())));
    let week = Window::new(day(7), day(14)).unwrap();
    let ada = |url: &str, on, source| {
        ("ada-lumen".to_owned(), url.to_owned(), When::At(day(on)), source, Some(account(4001)))
    };
    let expected = [
        ("zoe-flare".into(), "9".into(), When::Within(week), Source::Recorded, None),
        ada("8", 2, Source::GitHub),
        ada("7", 3, Source::Recorded),
    ];
    assert_eq!(shown, expected);
    let stopped = store.export(&program_id(), |row| ControlFlow::Break(row.fact.by));
    assert_eq!(stopped.unwrap(), Some(ControlFlow::Break(login("zoe-flare"))));
    let unknown = monitor_model::ProgramId::parse("unknown").unwrap();
    assert_eq!(store.export::<()>(&unknown, |_| ControlFlow::Continue(())).unwrap(), None);
    assert_eq!(store.program(&unknown).unwrap(), None);
    assert_eq!(store.program(&program_id()).unwrap(), Some(program()));
}

#[test]
fn an_item_is_found_by_every_url_that_it_had() {
    let mut store = store();
    let item = |name: &str| {
        let mut item = Item::pull_request(repo(name), 7);
        item.node_id = Some("PR_7".into());
        item
    };
    let mut answer = named("ada-lumen", 4001);
    answer.contributions = vec![
        opened("ada-lumen", item("oil-lab/press"), When::At(day(3))),
        opened("grace-wick", item("lantern-works/press"), When::At(day(3))),
    ];
    store.commit(&answer, &[], day(4)).unwrap();
    let facts = store.item(&item("oil-lab/press").url).unwrap().unwrap();
    assert_eq!(store.item(&item("lantern-works/press").url).unwrap().unwrap(), facts);
    assert_eq!(facts.item, item("lantern-works/press"));
    let people: Vec<_> =
        facts.contributions.iter().map(|f| (f.by.as_str(), f.account.clone())).collect();
    assert_eq!(people, [("ada-lumen", Some(account(4001))), ("Grace-Wick", None)]);
    assert_eq!(store.item(&item("glass/shade").url).unwrap(), None);
}

#[test]
fn an_answer_about_who_has_the_login_now_is_not_spread_by_date() {
    let mut store = store();
    store.commit(&named("ada-lumen", 4001), &[], day(20)).unwrap();
    store.commit(&named("ada-lumen", 5001), &[], day(30)).unwrap();
    // Old work of the one who has the login now, in an answer that doesn't name the account again.
    let mut old = answer(0);
    old.people.clear();
    store.commit(&old, &[], day(31)).unwrap();
    let cohort = store.cohort(&program_id()).unwrap().unwrap();
    assert_eq!(cohort.records[1].contributions, []);
    // Old work of the first, asked for by her numeric id.
    let mut hers = answer(1);
    hers.people = named("ada-lumen", 4001).people;
    hers.people[0].login = login("ada-wick");
    hers.contributions.iter_mut().for_each(|c| c.by = login("ada-wick"));
    store.commit(&hers, &[], day(32)).unwrap();
    let cohort = store.cohort(&program_id()).unwrap().unwrap();
    assert_eq!(cohort.records[1].contributions.len() as u64, FACTS);
}

#[test]
fn a_full_disk_leaves_the_answers_before_and_nothing_of_this_one() {
    let (_folder, path) = file();
    let mut store = Store::open(&path).unwrap();
    commit(&mut store, 0).unwrap();
    let limit = |pages: i64| format!("PRAGMA max_page_count = {pages}");
    let pages = store.one::<i64>("PRAGMA page_count");
    store.one::<i64>(&limit(pages + 6));
    let mut n = 1;
    let error = loop {
        match commit(&mut store, n) {
            Ok(()) => n += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(error, StoreError::Full { .. }), "{error}");
    assert_eq!(answers(&store), n);
    store.one::<i64>(&limit(100_000));
    commit(&mut store, n).unwrap();
    assert_eq!(answers(&store), n + 1);
}

#[test]
fn imports_wait_for_the_disk_and_answers_do_not() {
    let (_folder, path) = file();
    let mut store = Store::open(&path).unwrap();
    let synchronous = "SELECT synchronous FROM pragma_synchronous";
    commit(&mut store, 0).unwrap();
    assert_eq!(store.one::<i64>(synchronous), 1);
    store.import_roster(&program(), &origin("other")).unwrap();
    assert_eq!(store.one::<i64>(synchronous), 2);
}

#[test]
fn two_syncs_can_not_run_at_once() {
    let (_folder, path) = file();
    let mut one = Store::open(&path).unwrap();
    let mut other = Store::open(&path).unwrap();
    let held = one.lock("sync", "process 4711", day(3)).unwrap();
    let error = other.lock("sync", "process 4712", day(4)).unwrap_err();
    assert_eq!(
        error.to_string(),
        format!("process 4711 has been at work on `{}` since 2026-03-04T23:00Z", path.display())
    );
    assert!(error.hint().starts_with("wait until it is done"));
    assert!(one.lock("sync", "process 4711", day(4)).is_err(), "not even in one process");
    // Another work is not in its way, and neither are readers and other writers.
    drop(other.lock("audit", "process 4712", day(4)).unwrap());
    commit(&mut one, 0).unwrap();
    commit(&mut other, 1).unwrap();
    assert_eq!(answers(&other), 2);
    drop(held);
    let next = other.lock("sync", "process 4712", day(5)).unwrap();
    let error = one.lock("sync", "process 4711", day(6)).unwrap_err();
    assert!(error.to_string().starts_with("process 4712 has been at work"), "{error}");
    drop((next, other));
    // A store in memory is nobody else's.
    let _lock = Store::in_memory().unwrap().lock("sync", "process 4711", day(3)).unwrap();
}

#[test]
fn a_lock_is_one_however_the_file_is_named() {
    let (folder, path) = file();
    let inside = folder.path().join("inside");
    fs::create_dir(&inside).unwrap();
    let mut one = Store::open(&path).unwrap();
    let mut other = Store::open(&inside.join("../monitor.db")).unwrap();
    let _held = one.lock("sync", "process 4711", day(3)).unwrap();
    assert!(other.lock("sync", "process 4712", day(4)).is_err());
}

#[test]
fn answers_and_imports_may_come_at_once() {
    let (_folder, path) = file();
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut store = Store::open(&path).unwrap();
            (0..30).for_each(|n| commit(&mut store, n).unwrap());
        });
        scope.spawn(|| {
            let store = Store::open(&path).unwrap();
            for _ in 0..30 {
                // Two readings may see two states, but each is a whole one.
                let cohort = store.cohort(&program_id()).unwrap().unwrap();
                assert_eq!(cohort.records[1].contributions.len() as u64 % FACTS, 0);
            }
        });
    });
    assert_eq!(answers(&Store::open(&path).unwrap()), 30);
}

/// A process of its own: takes the lock and commits answers for as long as it lives. The database is named by a line on
/// its input; without one there is nothing to do.
#[test]
#[ignore = "the tests below run it as a process of its own, and kill it"]
fn child() {
    let mut path = String::new();
    io::stdin().read_line(&mut path).unwrap();
    if path.is_empty() {
        return;
    }
    let mut store = Store::open(Path::new(path.trim_end())).unwrap();
    let _lock = store.lock("sync", "the child", day(3)).unwrap();
    for n in answers(&store).. {
        commit(&mut store, n).unwrap();
        // Past the test harness, which keeps what is printed.
        writeln!(io::stderr(), "committed").unwrap();
    }
}

/// Runs a child until it has committed so many answers, kills it, and gives how many it was seen to commit.
fn run_and_kill(path: &Path, commits: usize) -> usize {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["--exact", "sync_tests::child", "--ignored", "--nocapture"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    writeln!(child.stdin.take().unwrap(), "{}", path.display()).unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    for _ in 0..commits {
        assert_eq!(lines.next().unwrap().unwrap(), "committed");
    }
    if commits > 0 {
        let mut store = Store::open_existing(path).unwrap();
        let error = store.lock("sync", "the parent", day(4)).unwrap_err();
        assert!(error.to_string().starts_with("the child has been at work"), "{error}");
    }
    child.kill().unwrap();
    child.wait().unwrap();
    commits + lines.map_while(Result::ok).filter(|line| line == "committed").count()
}

#[test]
fn a_killed_process_loses_no_answer_and_holds_no_lock() {
    let (_folder, path) = file();
    let mut before = 0;
    for commits in [1, 7, 2, 23] {
        let seen = run_and_kill(&path, commits) as u64;
        let mut store = Store::open_existing(&path).unwrap();
        let now = answers(&store);
        // What was reported is there, and at most the answer in flight besides.
        assert!((before + seen..=before + seen + 1).contains(&now), "{before} {seen} {now}");
        drop(store.lock("sync", "the next", day(4)).unwrap());
        before = now;
    }
    // In the end all is as if nothing had happened.
    let (_folder, undisturbed) = file();
    let mut undisturbed = Store::open(&undisturbed).unwrap();
    (0..before).for_each(|n| commit(&mut undisturbed, n).unwrap());
    assert_eq!(known(&Store::open(&path).unwrap()), known(&undisturbed));
}
