//! Laws about who is who: a person is one account, whatever comes first: the recorded files, the roster, the answer who has
//! a login, or the news of a rename.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use monitor_model::{
    AccountId, Batch, Coverage, CoverageStatement, Identity, Item, Mentee, Source, Stream, When,
    Witness, WitnessNote,
};
use proptest::prelude::*;
use proptest::sample::select;

use crate::fixture::{
    account, batch, day, days, known, login, named, noted, opened, origin, program, program_id,
    repo, resolved, store,
};
use crate::{Store, laws};

/// Something that comes to the store, at some time.
#[derive(Clone, Debug)]
enum Step {
    Roster,
    File(usize, Batch),
    Answer(i64, Batch),
}

fn after(steps: &[Step]) -> Store {
    let mut store = Store::in_memory().unwrap();
    for step in steps {
        match step {
            Step::Roster => store.import_roster(&program(), &origin("roster")).map(drop),
            Step::File(n, batch) => {
                let file = [(batch.clone(), origin(&format!("file-{n}")))];
                store.import_activity(&file).map(drop)
            }
            Step::Answer(on, batch) => store.commit(batch, &[], day(*on)),
        }
        .unwrap();
        sound(&store);
    }
    store
}

/// What must hold of the tables after every step.
fn sound(store: &Store) {
    let broken = [
        "SELECT count(*) FROM pragma_foreign_key_check",
        // A login that is known of an account is no account by itself.
        "SELECT count(*) FROM account JOIN login_alias ON account.login = login_alias.login
         WHERE github_id IS NULL",
        // An account's login is one that it is known by.
        "SELECT count(*) FROM account WHERE github_id IS NOT NULL AND login IS NOT NULL AND NOT EXISTS (
             SELECT 1 FROM login_alias WHERE account_id = account.id AND login_alias.login = account.login)",
        // Who is known is bound.
        "SELECT count(*) FROM enrollment JOIN account ON account.id = account_id
         WHERE github_id IS NOT NULL AND enrollment.id NOT IN (SELECT enrollment_id FROM enrollment_account)",
    ];
    for sql in broken {
        assert_eq!(store.one::<i64>(sql), 0, "{sql}");
    }
}

/// A recorded file that may name Ada by either of her logins.
fn file() -> impl Strategy<Value = Batch> {
    (laws::batch(true), any::<u16>()).prop_map(|(mut batch, later)| {
        let ada = login("ada-lumen");
        for (n, c) in batch.contributions.iter_mut().enumerate() {
            if c.by == ada && later >> n & 1 == 1 {
                c.by = login("Ada-Wick");
            }
        }
        for (n, c) in batch.coverage.iter_mut().enumerate() {
            if c.of == ada && later >> (8 + n) & 1 == 1 {
                c.of = login("ada-wick");
            }
        }
        batch
    })
}

fn files() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(file(), 1..4)
        .prop_map(|files| files.into_iter().enumerate().map(|(n, b)| Step::File(n, b)).collect())
}

/// Ada is found, then has another login; Zoe is found, and gone.
fn answers() -> Vec<Step> {
    vec![
        Step::Answer(100, resolved("ada-lumen", 4001, "ada-lumen", 100)),
        Step::Answer(101, resolved("Zoe-Flare", 4002, "zoe-flare", 101)),
        Step::Answer(102, resolved("ada-lumen", 4001, "ada-wick", 102)),
        Step::Answer(103, named("ada-wick", 4001)),
        Step::Answer(104, noted("zoe-flare", 104, Identity::NoSuchLogin)),
        Step::Answer(105, noted("zoe-flare", 105, Identity::Gone(AccountId(4002)))),
    ]
}

/// Everything, in one order and in another.
fn any_order() -> impl Strategy<Value = (Vec<Step>, Vec<Step>)> {
    files().prop_flat_map(|files| {
        let steps = [vec![Step::Roster], files, answers()].concat();
        (Just(steps.clone()), Just(steps).prop_shuffle())
    })
}

/// Somebody else is seen with Ada's login, after Ada was; files come at any time.
fn reassigned() -> impl Strategy<Value = (Vec<Step>, Vec<Step>)> {
    let stranger = |on: i64| {
        let mut answer = resolved("ada-lumen", 5001, "ada-lumen", on);
        let item = Item::pull_request(repo("oil-lab/press"), 900);
        answer.contributions = vec![opened("Ada-Lumen", item, When::At(day(1)))];
        Step::Answer(on, answer)
    };
    let renamed = select(vec![None, Some(119), Some(121)]);
    (files(), renamed).prop_flat_map(move |(files, renamed)| {
        let mut answers = vec![answers().swap_remove(0), stranger(120)];
        let rename = |on| Step::Answer(on, resolved("ada-lumen", 4001, "ada-wick", on));
        answers.extend(renamed.map(rename));
        // A rename is known to GitHub only after Ada was found, and may be heard of before or after the stranger.
        if renamed == Some(119) {
            answers.swap(1, 2);
        }
        let ordered = [vec![Step::Roster], files.clone(), answers.clone()].concat();
        let places = prop::collection::vec(0..=answers.len(), files.len());
        let mixed = places.prop_map(move |places| {
            let mut mixed = vec![Step::Roster];
            for n in 0..=answers.len() {
                let now = files.iter().zip(&places).filter(|(_, place)| **place == n);
                mixed.extend(now.map(|(file, _)| file.clone()));
                mixed.extend(answers.get(n).cloned());
            }
            mixed
        });
        (Just(ordered), mixed)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn files_roster_answers_and_renames_come_in_any_order((steps, others) in any_order()) {
        let (one, other) = (after(&steps), after(&others));
        prop_assert_eq!(known(&one), known(&other));
        let ada = "SELECT login FROM account WHERE github_id = 4001";
        prop_assert_eq!(one.one::<String>(ada), "ada-wick");
        prop_assert_eq!(other.one::<String>(ada), "ada-wick");
        let cohort = one.cohort(&program_id()).unwrap().unwrap();
        prop_assert_eq!(&cohort.records[1].account, &Some(account(4001)));
        prop_assert_eq!(cohort.records[1].identity.len(), 1);
        prop_assert_eq!(cohort.records[0].identity.len(), 3);
    }

    #[test]
    fn a_login_that_goes_to_somebody_else_takes_nothing_along((steps, others) in reassigned()) {
        let (one, other) = (after(&steps), after(&others));
        prop_assert_eq!(known(&one), known(&other));
        let cohort = other.cohort(&program_id()).unwrap().unwrap();
        let ada = &cohort.records[1];
        prop_assert_eq!(&ada.account, &Some(account(4001)));
        prop_assert!(ada.contributions.iter().all(|c| !c.item.url.as_str().ends_with("/900")));
        let strangers = "SELECT count(*) FROM contribution JOIN account ON id = account_id WHERE github_id = 5001";
        prop_assert_eq!(other.one::<i64>(strangers), 1);
        prop_assert_eq!(other.one::<String>("SELECT login FROM account WHERE github_id = 5001"), "ada-lumen");
    }

    #[test]
    fn an_export_is_the_cohort_row_by_row((steps, _) in any_order()) {
        let store = after(&steps);
        let cohort = store.cohort(&program_id()).unwrap().unwrap();
        let shown = |key: &str, url: &str, rest: String| format!("{key} {url} {rest}");
        let mut expected = Vec::new();
        for record in &cohort.records {
            let key = record.enrollment.key.as_str();
            let rows = record.contributions.iter();
            expected.extend(rows.map(|c| shown(key, c.item.url.as_str(), format!("{:?} {:?} {:?} {:?}", c.item, c.act, c.role, c.when))));
        }
        let mut found = Vec::new();
        let mut order = Vec::new();
        let done = store.export::<()>(&program_id(), |row| {
            let place = cohort.records.iter().position(|r| r.enrollment == *row.enrollment);
            order.push((place, row.fact.when.anchor(), row.item.url.clone()));
            let rest = format!("{:?} {:?} {:?} {:?}", row.item, row.fact.act, row.fact.role, row.fact.when);
            found.push(shown(row.enrollment.key.as_str(), row.item.url.as_str(), rest));
            ControlFlow::Continue(())
        });
        prop_assert_eq!(done.unwrap(), Some(ControlFlow::Continue(())));
        prop_assert!(order.is_sorted(), "{:?}", order);
        expected.sort();
        found.sort();
        prop_assert_eq!(found, expected);
    }
}

fn rows(store: &Store, sql: &str) -> String {
    let all = format!("SELECT coalesce(group_concat(line, '; '), '') FROM ({sql})");
    store.one::<String>(&all)
}

/// Every account with a numeric id: its login, and all that it is known by.
fn accounts(store: &Store) -> String {
    rows(
        store,
        "SELECT github_id || ' ' || coalesce(account.login, '-') || ' (' || (
             SELECT group_concat(login, ' ') FROM (
                 SELECT login FROM login_alias WHERE account_id = account.id ORDER BY last_seen, login)) || ')' AS line
         FROM account WHERE github_id IS NOT NULL ORDER BY github_id",
    )
}

#[test]
fn a_renamed_account_stays_one_and_keeps_its_old_login_as_an_alias() {
    let mut store = store();
    store.import_activity(&[(batch(), origin("week-1"))]).unwrap();
    let commit =
        |store: &mut Store, on, answer: Batch| store.commit(&answer, &[], day(on)).unwrap();
    commit(&mut store, 20, named("Ada-Lumen", 4001));
    assert_eq!(accounts(&store), "4001 Ada-Lumen (Ada-Lumen)");
    commit(&mut store, 22, named("ada-wick", 4001));
    assert_eq!(accounts(&store), "4001 ada-wick (Ada-Lumen ada-wick)");
    // Late news of the old login don't bring it back.
    commit(&mut store, 21, named("ada-lumen", 4001));
    assert_eq!(accounts(&store), "4001 ada-wick (Ada-Lumen ada-wick)");
    let seen = rows(
        &store,
        "SELECT (last_seen - first_seen) / 86400000000 AS line FROM login_alias ORDER BY first_seen",
    );
    assert_eq!(seen, "1; 0");
    // She may have it back.
    commit(&mut store, 23, named("ada-lumen", 4001));
    assert_eq!(accounts(&store), "4001 Ada-Lumen (ada-wick Ada-Lumen)");
    let ada = &store.cohort(&program_id()).unwrap().unwrap().records[1];
    assert_eq!((ada.contributions.len(), ada.name.as_deref()), (2, Some("Ada Lumen")));
}

#[test]
fn a_reassigned_login_is_a_new_account_from_then_on() {
    let mut store = store();
    store.commit(&resolved("ada-lumen", 4001, "ada-lumen", 20), &[], day(20)).unwrap();
    store.import_activity(&[(batch(), origin("week-1"))]).unwrap();
    store.commit(&resolved("ada-lumen", 5001, "ada-lumen", 30), &[], day(30)).unwrap();
    assert_eq!(accounts(&store), "4001 - (ada-lumen); 5001 ada-lumen (ada-lumen)");
    // A file that was recorded before speaks of Ada, and one that was recorded after of the other.
    let recorded = |n, on| {
        let item = Item::issue(repo("oil-lab/press"), n);
        let contributions = vec![opened("ada-lumen", item, When::At(day(on)))];
        Batch { contributions, ..Batch::default() }
    };
    let files = [(recorded(1, 29), origin("before")), (recorded(2, 31), origin("after"))];
    store.import_activity(&files).unwrap();
    let ada = |store: &Store| store.cohort(&program_id()).unwrap().unwrap().records[1].clone();
    let urls: Vec<String> =
        ada(&store).contributions.iter().map(|c| c.item.url.to_string()).collect();
    assert_eq!(urls.len(), 3);
    assert!(urls.iter().any(|url| url.ends_with("press/issues/1")), "{urls:?}");
    // Both answers about her login are there.
    let notes: Vec<_> = ada(&store).identity.into_iter().map(|n| (n.at, n.what)).collect();
    let is = |id, on| (day(on), Identity::Resolved(account(id), login("ada-lumen")));
    assert_eq!(notes, [is(4001, 20), is(5001, 30)]);
    // The item shows her under the login that she had.
    let facts = store.item(&Item::issue(repo("oil-lab/press"), 1).url).unwrap().unwrap();
    assert_eq!(facts.contributions[0].by, login("ada-lumen"));
    assert_eq!(facts.contributions[0].account, Some(account(4001)));

    // The same roster again, with another title, still means her.
    let mut retitled = program();
    retitled.title = "Lantern".into();
    store.import_roster(&retitled, &origin("retitled")).unwrap();
    assert_eq!(ada(&store).account, Some(account(4001)));
    // A roster that names somebody else under the same key doesn't.
    let mut other = program();
    other.enrollments[1].mentee = Mentee::Login(login("grace-wick"));
    store.import_roster(&other, &origin("other")).unwrap();
    assert_eq!((ada(&store).account, ada(&store).contributions.len()), (None, 0));
    // And one that names the login now means who has it now.
    store.import_roster(&program(), &origin("again")).unwrap();
    assert_eq!((ada(&store).account, ada(&store).contributions.len()), (Some(account(5001)), 1));
}

#[test]
fn two_rows_of_one_person_are_united() {
    let mut store = store();
    // Ada is known by her numeric id under another login, with worse dates and coverage, and by her login from a file.
    let mut fetched = named("ada-wick", 4001);
    fetched.people[0].name = Some("Ada W.".into());
    let item = || Item::issue(repo("Lantern-Works/wick"), 8);
    fetched.contributions = vec![opened("ada-wick", item(), When::At(day(5)))];
    fetched.coverage = vec![CoverageStatement {
        of: login("ada-wick"),
        stream: Stream::Issues,
        window: days(0, 7),
        coverage: Coverage::NotFetched("no answer".into()),
    }];
    let mut recorded = batch();
    recorded.hidden[0].of = login("ada-lumen");
    store.commit(&fetched, &[], day(19)).unwrap();
    store.import_activity(&[(recorded.clone(), origin("week-1"))]).unwrap();
    assert_eq!(store.one::<i64>("SELECT count(*) FROM account WHERE login LIKE 'ada%'"), 2);
    store.commit(&resolved("ada-lumen", 4001, "ada-wick", 20), &[], day(20)).unwrap();
    assert_eq!(accounts(&store), "4001 ada-wick (ada-lumen ada-wick)");
    assert_eq!(store.one::<i64>("SELECT count(*) FROM account WHERE login LIKE 'ada%'"), 1);
    let ada = &store.cohort(&program_id()).unwrap().unwrap().records[1];
    let dates: BTreeMap<_, _> =
        ada.contributions.iter().map(|c| (c.item.url.to_string(), c.when)).collect();
    assert_eq!(dates.into_values().collect::<Vec<_>>(), [When::At(day(5)), When::At(day(3))]);
    assert_eq!(ada.coverage[0].2, recorded.coverage[0].coverage);
    assert_eq!((ada.tallies.len(), ada.hidden.len()), (1, 1));
    assert_eq!(ada.name.as_deref(), Some("Ada Lumen"), "the smaller one stands");
    assert!(ada.contributions.iter().all(|c| c.by == login("ada-lumen")), "the roster's login");
    // Each is known from the best source that has it.
    let source = |item: Item| store.item(&item.url).unwrap().unwrap().contributions[0].source;
    assert_eq!(source(item()), Source::GitHub);
    assert_eq!(source(recorded.contributions[0].item.clone()), Source::Recorded);
}

#[test]
fn of_notes_of_one_kind_the_latest_is_given_back_in_order() {
    let mut store = store();
    let answers = [
        (9, noted("zoe-flare", 9, Identity::NoSuchLogin)),
        (7, noted("Zoe-Flare", 7, Identity::NoSuchLogin)),
        (8, resolved("zoe-flare", 4002, "zoe-beam", 8)),
        (6, resolved("zoe-flare", 4002, "zoe-flare", 6)),
        // Said about the account under its new login.
        (10, noted("zoe-beam", 10, Identity::Gone(AccountId(4002)))),
        (11, noted("mae-ember", 11, Identity::NoSuchLogin)),
    ];
    for (on, answer) in answers {
        store.commit(&answer, &[], day(on)).unwrap();
    }
    let zoe = &store.cohort(&program_id()).unwrap().unwrap().records[0];
    let notes: Vec<_> = zoe.identity.iter().map(|n| (n.at, n.what.clone())).collect();
    let expected = [
        (day(8), Identity::Resolved(account(4002), login("zoe-beam"))),
        (day(9), Identity::NoSuchLogin),
        (day(10), Identity::Gone(AccountId(4002))),
    ];
    assert_eq!(notes, expected);
    assert_eq!(
        rows(
            &store,
            "SELECT (last_seen - first_seen) / 86400000000 AS line FROM identity WHERE login = 'zoe-flare' ORDER BY kind"
        ),
        "2; 2"
    );
}

fn witness(on: i64, source: &str, verdict: Witness) -> Batch {
    let of = login("ada-lumen");
    let note = WitnessNote { of, source: source.into(), window: days(0, 7), at: day(on), verdict };
    Batch { witness: vec![note], ..Batch::default() }
}

#[test]
fn of_what_second_sources_say_the_latest_of_each_thing_stands() {
    let missing = |node: &str| Witness::Missing {
        node: node.into(),
        url: Some(format!("https://github.com/oil-lab/press/pull/{node}")),
    };
    let differs = |theirs| Witness::CountDiffers { theirs, ours: 3 };
    let not_possible = || Witness::NotPossible("the profile is private".into());
    let answers = [
        (10, witness(10, "search", missing("1"))),
        (10, witness(10, "search", missing("2"))),
        (12, witness(12, "search", missing("2"))),
        (10, witness(10, "totals", differs(4))),
        (11, witness(11, "totals", differs(5))),
        (11, witness(11, "sweep", not_possible())),
        (13, named("ada-lumen", 4001)),
    ];
    for backwards in [false, true] {
        let mut store = store();
        let mut answers = answers.to_vec();
        if backwards {
            answers.reverse();
        }
        for (on, answer) in &answers {
            store.commit(answer, &[], day(*on)).unwrap();
        }
        let said = |store: &Store| {
            let record = &store.cohort(&program_id()).unwrap().unwrap().records[1];
            let notes = record.witness.iter();
            notes.map(|n| (n.source.clone(), n.at, n.verdict.clone())).collect::<Vec<_>>()
        };
        let expected = [
            ("search".into(), day(10), missing("1")),
            ("search".into(), day(12), missing("2")),
            ("sweep".into(), day(11), not_possible()),
            ("totals".into(), day(11), differs(5)),
        ];
        assert_eq!(said(&store), expected, "{backwards}");
        store.commit(&witness(11, "search", Witness::Agrees), &[], day(11)).unwrap();
        let now: Vec<_> = said(&store).into_iter().filter(|(s, ..)| s == "search").collect();
        assert_eq!(now[0].2, Witness::Agrees);
        assert_eq!(now[1..], expected[1..2], "what was missing before is not missing any more");
    }
}
