//! What must hold where a roster corrects a login: what was said of the mentee goes on to count, and nothing is rewritten.

use monitor_model::{
    Actor, Deed, Doer, EnrollmentKey, EvidenceKind, EvidenceUrl, Identity, IdentityNote,
    LoginError, Mentee, Mentor, NewEntry, PeriodId, Program, Verdict,
};

use crate::fixture::{day, login, origin, program, program_id, resolved};
use crate::{
    Continued, Doubt, LedgerProof, Salt, Store, StoreError, WhyContinued, Wishes, verify_export,
};

fn key(text: &str) -> EnrollmentKey {
    EnrollmentKey::from_text(text)
}

/// The program in which ada is called otherwise.
fn called(mentee: Mentee) -> Program {
    let mut program = program();
    let one = &mut program.enrollments[1];
    one.key = EnrollmentKey::for_mentee(&mentee, |_| false);
    one.mentee = mentee;
    program
}

fn as_login(text: &str) -> Program {
    called(Mentee::Login(login(text)))
}

fn unresolved(given: &str) -> Program {
    called(Mentee::Unresolved { given: given.into(), why: LoginError::Character(' ') })
}

/// A pass by a mentor, and evidence by the mentee.
fn said(store: &mut Store, about: &str, mentor: &str) {
    let period = || PeriodId::parse("midterm").unwrap();
    let url = EvidenceUrl::parse("https://figma.example/wick").unwrap();
    let evidence = Deed::AddEvidence {
        period: period(),
        kind: EvidenceKind::Figma,
        url,
        hours: None,
        done: None,
    };
    let pass = Deed::Evaluate { period: period(), verdict: Verdict::Pass };
    for (role, name, deed) in [(Actor::Mentor, mentor, pass), (Actor::Mentee, about, evidence)] {
        let entry = NewEntry {
            at: day(40),
            by: Doer { role, name: name.into() },
            program: program_id(),
            about: key(about),
            deed,
            reason: None,
            standing: None,
            inputs: None,
        };
        let last = store.ledger(None).unwrap().last().map(|entry| entry.id);
        store.append(last, &[(entry, Salt([7; 32]))]).unwrap();
    }
}

fn import(
    store: &mut Store,
    program: &Program,
    content: &str,
    continues: &[(&str, &str)],
) -> (Vec<Continued>, Vec<Doubt>) {
    let pair = |(old, new): &(&str, &str)| (key(old), key(new));
    let continues = continues.iter().map(pair).collect();
    let wishes = Wishes { continues, ..Wishes::default() };
    let dry = store.take_roster(program, &origin(content), &wishes, true).unwrap();
    let done = store.take_roster(program, &origin(content), &wishes, false).unwrap();
    assert_eq!(done, dry, "a dry run says the same");
    (done.continued, done.doubts)
}

/// The program with an entry of each kind about whom it calls so.
fn begun(program: &Program) -> Store {
    let mut store = Store::in_memory().unwrap();
    import(&mut store, program, "first", &[]);
    said(&mut store, program.enrollments[1].key.as_str(), "grace-wick");
    store
}

fn one(former: &str, now: &str, why: WhyContinued) -> Vec<Continued> {
    vec![Continued { former: key(former), now: key(now), why }]
}

/// Ada's record, by her key; her entries; and that the ledger is as it was written.
fn entries(store: &Store, of: &str) -> usize {
    let proof = store.verify_ledger(None).unwrap();
    assert!(matches!(proof, LedgerProof::Sound(_)), "{proof:?}");
    let lines = store.export_ledger().unwrap().join("\n");
    assert!(matches!(verify_export(&lines, None), LedgerProof::Sound(_)));
    let cohort = store.cohort(&program_id()).unwrap().unwrap();
    let record = cohort.records.iter().find(|record| record.enrollment.key == key(of)).unwrap();
    let listed = store.ledger(Some(&program_id())).unwrap();
    let about = listed.iter().filter(|entry| entry.about == key(of)).count();
    assert_eq!(record.ledger.len(), about);
    about
}

#[test]
fn who_means_the_same_account_is_the_same() {
    let mut store = begun(&as_login("ada-old"));
    store.commit(&resolved("ada-old", 4001, "ada-lumen", 8), &[], day(8)).unwrap();
    let (continued, doubts) = import(&mut store, &program(), "second", &[]);
    assert_eq!(continued, one("ada-old", "ada-lumen", WhyContinued::SameAccount));
    let listed = (program_id(), key("ada-old"), key("ada-lumen"));
    assert_eq!(store.continuations().unwrap(), [listed].into());
    assert_eq!(doubts, []);
    assert_eq!(entries(&store, "ada-lumen"), 2);
    said(&mut store, "ada-lumen", "grace-wick");
    assert_eq!(entries(&store, "ada-lumen"), 4);
    let cohort = store.cohort(&program_id()).unwrap().unwrap();
    assert_eq!(cohort.removed, 0, "nobody left");
    assert_eq!(cohort.records[1].enrollment.former_names, ["ada-old"]);
    let again = import(&mut store, &program(), "second", &[]);
    assert_eq!(again, (vec![], vec![]));
    // A snapshot holds it, too.
    let period = PeriodId::parse("midterm").unwrap();
    let head = store.freeze(&program_id(), &period, day(50), "{}").unwrap().unwrap();
    let frozen = store.as_of(&head.id).unwrap();
    assert_eq!(frozen.store.cohort(&program_id()).unwrap().unwrap(), cohort);
}

#[test]
fn the_account_may_become_known_later() {
    let mut store = begun(&as_login("ada-old"));
    store.commit(&resolved("ada-old", 4001, "ada-old", 8), &[], day(8)).unwrap();
    let (continued, doubts) = import(&mut store, &program(), "second", &[]);
    assert_eq!(continued, []);
    let candidates = vec![key("ada-lumen")];
    assert_eq!(doubts, [Doubt { former: key("ada-old"), candidates }]);
    said(&mut store, "ada-lumen", "grace-wick");
    assert_eq!(entries(&store, "ada-lumen"), 2);
    store.commit(&resolved("ada-lumen", 4001, "ada-lumen", 20), &[], day(20)).unwrap();
    assert_eq!(entries(&store, "ada-lumen"), 4);
}

#[test]
fn a_login_that_led_nowhere_is_corrected() {
    let nowhere = |store: &mut Store| {
        let what = Identity::NoSuchLogin;
        let note = IdentityNote { login: login("ada-lumn"), at: day(8), what };
        let batch = monitor_model::Batch { identities: vec![note], ..Default::default() };
        store.commit(&batch, &[], day(8)).unwrap();
    };
    let mut store = begun(&unresolved("ada lumen"));
    let (continued, doubts) = import(&mut store, &program(), "second", &[]);
    let former = unresolved("ada lumen").enrollments[1].key.to_string();
    assert_eq!(continued, one(&former, "ada-lumen", WhyContinued::SameProject));
    assert_eq!((doubts, entries(&store, "ada-lumen")), (vec![], 2));

    let mut store = begun(&as_login("ada-lumn"));
    nowhere(&mut store);
    let (continued, _) = import(&mut store, &program(), "second", &[]);
    assert_eq!(continued, one("ada-lumn", "ada-lumen", WhyContinued::SameProject));
    assert_eq!(entries(&store, "ada-lumen"), 2);

    let mut store = begun(&as_login("ada-lumn"));
    nowhere(&mut store);
    let mut other = program();
    other.enrollments[1].mentors = vec![Mentor::Name("Somebody Else".into())];
    assert_eq!(import(&mut store, &other, "second", &[]), (vec![], vec![]));
    assert_eq!(entries(&store, "ada-lumen"), 0);
}

#[test]
fn of_two_nobody_can_tell_until_somebody_says_so() {
    let mut store = begun(&unresolved("ada lumen"));
    let mut two = program();
    let mut twin = two.enrollments[1].clone();
    twin.mentee = Mentee::Login(login("ada-twin"));
    twin.key = key("ada-twin");
    two.enrollments.push(twin);
    let former = unresolved("ada lumen").enrollments[1].key.to_string();
    let (continued, doubts) = import(&mut store, &two, "second", &[]);
    let candidates = vec![key("ada-lumen"), key("ada-twin")];
    assert_eq!((continued, doubts), (vec![], vec![Doubt { former: key(&former), candidates }]));
    assert_eq!(entries(&store, "ada-twin"), 0);
    let told = import(&mut store, &two, "second", &[(&former, "ada-twin")]).0;
    assert_eq!(told, one(&former, "ada-twin", WhyContinued::Told));
    assert_eq!((entries(&store, "ada-twin"), entries(&store, "ada-lumen")), (2, 0));

    let wrong = [("zoe-flare", "ada-twin"), (former.as_str(), former.as_str()), ("x", "ada-twin")];
    for (old, new) in wrong {
        let wishes = Wishes { continues: vec![(key(old), key(new))], ..Wishes::default() };
        let error = store.take_roster(&two, &origin("third"), &wishes, false).unwrap_err();
        assert!(
            matches!(error, StoreError::NoContinuation { .. } | StoreError::NoEnrollment { .. }),
            "{error}"
        );
    }
}

#[test]
fn an_earlier_one_may_return_and_two_at_once_are_two() {
    let mut store = begun(&unresolved("ada lumen"));
    let former = unresolved("ada lumen").enrollments[1].key.to_string();
    import(&mut store, &program(), "second", &[]);
    said(&mut store, "ada-lumen", "grace-wick");
    let (continued, _) = import(&mut store, &unresolved("ada lumen"), "third", &[]);
    assert_eq!(continued, one("ada-lumen", &former, WhyContinued::Returned));
    assert_eq!(entries(&store, &former), 4);
    import(&mut store, &as_login("ada-new"), "fourth", &[(&former, "ada-new")]);
    assert_eq!(entries(&store, "ada-new"), 4);
    let mut both = as_login("ada-new");
    both.enrollments.push(program().enrollments[1].clone());
    import(&mut store, &both, "fifth", &[]);
    assert_eq!((entries(&store, "ada-new"), entries(&store, "ada-lumen")), (2, 2));
}

#[test]
fn who_is_forgotten_is_forgotten_under_every_name() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("monitor.db");
    let mut store = Store::open(&path).unwrap();
    import(&mut store, &as_login("ada-old"), "first", &[]);
    said(&mut store, "ada-old", "grace-wick");
    let period = PeriodId::parse("midterm").unwrap();
    let frozen = store.freeze(&program_id(), &period, day(41), "{}").unwrap().unwrap();
    store.commit(&resolved("ada-old", 4001, "ada-lumen", 8), &[], day(8)).unwrap();
    import(&mut store, &program(), "second", &[]);
    said(&mut store, "ada-lumen", "grace-wick");
    let last = store.ledger(None).unwrap().last().map(|entry| entry.id);
    let entry = NewEntry {
        at: day(60),
        by: Doer { role: Actor::Administrator, name: "olive-beacon".into() },
        program: program_id(),
        about: key("ada-lumen"),
        deed: Deed::Forget,
        reason: Some("asked for it".into()),
        standing: None,
        inputs: None,
    };
    let done = store.forget(last, &entry, Salt([9; 32])).unwrap();
    assert_eq!((done.entries, done.snapshots), (4, vec![frozen.id]));
    assert!(!done.account_stays && done.swept);
    let proof = store.verify_ledger(None).unwrap();
    assert!(matches!(proof, LedgerProof::Sound(_)), "{proof:?}");
    let lines = store.export_ledger().unwrap().join("\n");
    assert!(matches!(verify_export(&lines, None), LedgerProof::Sound(_)));
    let about = store.ledger(None).unwrap().into_iter().map(|entry| entry.about);
    assert!(about.into_iter().all(|about| about == done.pseudonym));
    drop(store);
    let bytes = std::fs::read(&path).unwrap();
    let text = String::from_utf8_lossy(&bytes).to_lowercase();
    for trace in ["ada-old", "ada-lumen", "figma.example"] {
        assert!(!text.contains(trace), "{trace}");
    }
}
