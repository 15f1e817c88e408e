//! What must hold of looks at evidence: what was found is read as it was, the latest stands, and it goes when its mentee goes.

use std::path::Path;

use monitor_model::{
    Coverage, Deed, DesignAct, DesignActivity, DesignRecord, Designer, EnrollmentKey, EntryId,
    EvidenceId, EvidenceKind, EvidenceUrl, Look, NewEntry, PeriodId, Reach, Seen, WhyNoConnection,
    WhyRefused,
};
use proptest::prelude::*;

use crate::Store;
use crate::fixture::{day, days, program_id, store};
use crate::forget_laws::{LAST, SALT, file, request};
use crate::ledger_laws::{acts, append};

/// The evidence that [`acts`] add.
pub(crate) const FIGMA: EvidenceId = EvidenceId(EntryId(2));

fn act(n: i64, who: Option<(&str, &str)>, label: Option<&str>) -> DesignActivity {
    DesignActivity {
        at: day(n),
        what: if label.is_some() { DesignAct::VersionSaved } else { DesignAct::Commented },
        who: who.map(|(id, handle)| Designer { id: id.into(), handle: handle.into() }),
        label: label.map(str::to_owned),
    }
}

/// A look that found much, with a name in it.
pub(crate) fn found(of: EvidenceId, account: &str, handle: &str, label: &str) -> Look {
    let acts = [act(20, Some((account, handle)), Some(label)), act(21, None, None)];
    let missing = Coverage::Blocked("the token lacks a scope".into());
    let record = DesignRecord::new(of, days(7, 41), acts, Coverage::Complete, missing);
    Look {
        of,
        reach: Some(Seen { at: day(41), what: Reach::NeedsSignIn }),
        design: Some(Seen { at: day(41), what: record }),
    }
}

fn looks(store: &Store, mentee: usize) -> Vec<Look> {
    store.cohort(&program_id()).unwrap().unwrap().records[mentee].looks.clone()
}

/// A store with the evidence.
fn submitted() -> Store {
    let mut store = store();
    append(&mut store, acts());
    store
}

fn reach() -> impl Strategy<Value = Reach> {
    let status = 100..600_u16;
    prop_oneof![
        status.clone().prop_map(|status| Reach::Reached { status }),
        status.clone().prop_map(|status| Reach::NotThere { status }),
        status.prop_map(|status| Reach::Unclear { status }),
        Just(Reach::NeedsSignIn),
        Just(Reach::TimedOut),
        Just(Reach::TooManyRedirects),
        prop::sample::select(WhyRefused::ALL).prop_map(Reach::Refused),
        prop::sample::select(WhyNoConnection::ALL).prop_map(Reach::NoConnection),
    ]
}

fn coverage() -> impl Strategy<Value = Coverage> {
    prop_oneof![
        Just(Coverage::Complete),
        "[a-z ]{1,6}".prop_map(Coverage::Partial),
        "[a-z ]{1,6}".prop_map(Coverage::Blocked),
        "[a-z ]{1,6}".prop_map(Coverage::NotFetched),
    ]
}

fn design() -> impl Strategy<Value = DesignRecord> {
    let who = prop::option::of(("[0-9]{1,3}", ".{0,6}"));
    let act = (0..50_i64, any::<bool>(), who, prop::option::of(".{1,6}")).prop_map(
        |(n, saved, who, label)| DesignActivity {
            at: day(n),
            what: if saved { DesignAct::VersionSaved } else { DesignAct::Commented },
            who: who.map(|(id, handle)| Designer { id, handle }),
            label,
        },
    );
    (prop::collection::vec(act, 0..6), coverage(), coverage()).prop_map(
        |(acts, versions, comments)| {
            DesignRecord::new(FIGMA, days(7, 41), acts, versions, comments)
        },
    )
}

/// A look on some day, with either part or both.
fn look(n: i64) -> impl Strategy<Value = Look> {
    (prop::option::of(reach()), prop::option::of(design())).prop_map(move |(reach, design)| Look {
        of: FIGMA,
        reach: reach.map(|what| Seen { at: day(n), what }),
        design: design.map(|what| Seen { at: day(n), what }),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn what_was_found_is_read_as_it_was(look in look(41)) {
        let mut store = submitted();
        prop_assert!(store.put_look(&look).unwrap());
        let anything = look.reach.is_some() || look.design.is_some();
        prop_assert_eq!(looks(&store, 1), if anything { vec![look] } else { vec![] });
        prop_assert_eq!(store.one::<i64>("SELECT count(*) FROM pragma_foreign_key_check"), 0);
    }

    #[test]
    fn the_latest_stands_whatever_came_first(
        all in (look(41), look(42), look(43)), order in Just([0, 1, 2]).prop_shuffle(),
    ) {
        let all = [all.0, all.1, all.2];
        let mut store = submitted();
        for n in order {
            store.put_look(&all[n]).unwrap();
        }
        let found = looks(&store, 1).pop().unwrap_or(Look::none(FIGMA));
        let reach = all.iter().rev().find_map(|look| look.reach.clone());
        prop_assert_eq!(found.reach, reach);
        let answered = |seen: &Seen<DesignRecord>| seen.what.is_answered();
        let design = all.iter().rev().filter_map(|look| look.design.clone()).find(answered);
        match design {
            Some(design) => prop_assert_eq!(found.design, Some(design)),
            None => prop_assert!(found.design.is_none_or(|seen| !answered(&seen))),
        }
    }
}

#[test]
fn only_evidence_is_looked_at() {
    let mut store = submitted();
    for entry in [1, 3, 99] {
        let other = EvidenceId(EntryId(entry));
        assert!(!store.put_look(&found(other, "42", "Ada L.", "x")).unwrap(), "{entry}");
    }
    assert_eq!(looks(&store, 1), []);
    assert_eq!(store.one::<i64>("SELECT count(*) FROM look"), 0);
}

#[test]
fn a_look_that_comes_after_the_forgetting_finds_nobody() {
    let mut store = file(Path::new(":memory:"));
    let done = store.forget(LAST, &request("asked"), SALT).unwrap();
    assert_eq!(done.looks, 1);
    assert!(!store.put_look(&found(FIGMA, "42", "Ada L.", "x")).unwrap());
    for table in ["look", "design", "design_act"] {
        assert_eq!(store.one::<i64>(&format!("SELECT count(*) FROM {table}")), 0, "{table}");
    }
}

/// Somebody who is forgotten may have worked on a file that another one handed in.
#[test]
fn others_keep_their_files_without_the_name_of_who_was_forgotten() {
    let mut store = file(Path::new(":memory:"));
    let url = EvidenceUrl::parse("https://www.figma.com/design/zoe").unwrap();
    let period = PeriodId::parse("midterm").unwrap();
    let kind = EvidenceKind::Figma;
    let zoe = EnrollmentKey::from_text("zoe-flare");
    let deed = Deed::AddEvidence { period, kind, url, hours: None, done: None };
    let entry = NewEntry { about: zoe, deed, reason: None, ..acts()[1].clone() };
    let of = EvidenceId(append(&mut store, vec![entry]).pop().unwrap());
    let mut look = found(of, "9", "Zoe", "by ada-lumen and me");
    if let Some(seen) = &mut look.design {
        let ada = |n, handle| act(n, Some(("7", handle)), Some("Draft"));
        let acts = [ada(22, "Ada Lumen (she)"), ada(23, "a. l.")];
        let record = &seen.what;
        let acts = record.activity().iter().cloned().chain(acts);
        seen.what =
            DesignRecord::new(of, record.window, acts, Coverage::Complete, Coverage::Complete);
    }
    assert!(store.put_look(&look).unwrap());
    store.forget(Some(of.0), &request("asked"), SALT).unwrap();
    let after = looks(&store, 0).pop().unwrap();
    let design = after.design.unwrap().what;
    let who: Vec<_> =
        design.activity().iter().map(|act| act.who.as_ref().map(|w| &*w.handle)).collect();
    assert_eq!(who, [Some("Zoe"), None, None, None]);
    let labels: Vec<_> = design.activity().iter().map(|act| act.label.as_deref()).collect();
    assert_eq!(labels, [None, None, Some("Draft"), Some("Draft")]);
    assert_eq!(after.reach, look.reach);
}
