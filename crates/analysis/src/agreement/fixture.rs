//! A small ledger about `ada`, whom `hedy` mentors, for the tests of this crate.

use chrono::{DateTime, Utc};
use monitor_model::{
    Actor, Cohort, Contribution, Coverage, Deed, DesignAct, DesignActivity, DesignRecord, Designer,
    Doer, EnrollmentKey, Entry, EntryId, EvidenceId, EvidenceKind, EvidenceUrl, Look, PeriodId,
    Reach, Seen, Verdict, When,
};

use super::Circle;
use crate::assess::fixture::{
    cohort, complete, day, enrollment, program, pull_request, week, whole_term,
};

pub(crate) fn doer(role: Actor, name: &str) -> Doer {
    Doer { role, name: name.into() }
}

pub(crate) fn hedy() -> Doer {
    doer(Actor::Mentor, "hedy")
}

pub(crate) fn admin() -> Doer {
    doer(Actor::Administrator, "Ines Flare")
}

pub(crate) fn ada() -> Doer {
    doer(Actor::Mentee, "ada")
}

pub(crate) fn of(period: &str) -> PeriodId {
    PeriodId::parse(period).unwrap()
}

pub(crate) fn circle() -> Circle {
    Circle::of(&program().id, &enrollment("ada"), &[])
}

/// Entries about `ada`, numbered from 1, one a day, each with a reason.
pub(crate) fn ledger(deeds: Vec<(Doer, Deed)>) -> Vec<Entry> {
    let numbered = deeds.into_iter().zip(1..);
    numbered.map(|((by, deed), n)| entry(n, day(n), by, deed)).collect()
}

pub(crate) fn entry(n: u64, at: DateTime<Utc>, by: Doer, deed: Deed) -> Entry {
    Entry {
        id: EntryId(n),
        at,
        by,
        program: program().id,
        about: EnrollmentKey::from_text("ada"),
        deed,
        reason: Some(format!("Reason {n}.")),
        standing: None,
        inputs: None,
    }
}

pub(crate) fn evaluate(verdict: Verdict) -> (Doer, Deed) {
    (hedy(), Deed::Evaluate { period: of("midterm"), verdict })
}

pub(crate) fn url(n: u64) -> EvidenceUrl {
    EvidenceUrl::parse(&format!("https://docs.example.org/{n}")).unwrap()
}

pub(crate) fn submit(by: Doer, n: u64, done: Option<DateTime<Utc>>) -> (Doer, Deed) {
    let (period, kind) = (of("midterm"), EvidenceKind::Document);
    (by, Deed::AddEvidence { period, kind, url: url(n), hours: None, done })
}

pub(crate) fn confirm(n: u64) -> (Doer, Deed) {
    (hedy(), Deed::Confirm(EvidenceId(EntryId(n))))
}

pub(crate) fn reject(n: u64) -> (Doer, Deed) {
    (hedy(), Deed::Reject(EvidenceId(EntryId(n))))
}

pub(crate) fn revoke(n: u64) -> (Doer, Deed) {
    (hedy(), Deed::Revoke(EvidenceId(EntryId(n))))
}

pub(crate) fn agree(on: u64) -> (Doer, Deed) {
    (admin(), Deed::Agree { period: of("midterm"), on: EntryId(on) })
}

pub(crate) fn dispute(on: u64) -> (Doer, Deed) {
    let (period, criterion) = (of("midterm"), "work-shown".to_owned());
    (admin(), Deed::Dispute { period, on: EntryId(on), criterion, answer_by: day(30) })
}

pub(crate) fn resolve(on: u64) -> (Doer, Deed) {
    (admin(), Deed::Resolve { period: of("midterm"), on: EntryId(on) })
}

/// Four weeks instead of three, and due a day later.
pub(crate) fn extend() -> (Doer, Deed) {
    let window = monitor_model::Window::new(day(0), day(28)).unwrap();
    (admin(), Deed::Extend { period: of("midterm"), window, due: day(29) })
}

/// Ada, of whom everything was seen and who did nothing, with a verdict.
pub(crate) fn evaluated(verdict: Verdict) -> Cohort {
    let mut cohort = cohort(["ada"]);
    cohort.records[0].coverage = complete(whole_term());
    cohort.records[0].ledger = ledger(vec![evaluate(verdict)]);
    cohort
}

/// Two pull requests in each week of the midterm's period.
pub(crate) fn steady() -> Vec<Contribution> {
    let opened = |n: u64| When::At(day(7 * (n / 2) + n % 2));
    (0..6).map(|n| pull_request("ada", "lantern-works/beam", n + 1, opened(n))).collect()
}

/// What was found at a file that is evidence, on a day: somebody of this name saved a version in the second week.
pub(crate) fn look(of: u64, name: &str, on: u64) -> Look {
    let of = EvidenceId(EntryId(of));
    let who = Some(Designer { id: name.to_owned(), handle: name.to_owned() });
    let what = DesignAct::VersionSaved;
    let act = DesignActivity { at: day(9), what, who, label: Some(name.to_owned()) };
    let record = DesignRecord::new(of, week(1), [act], Coverage::Complete, Coverage::Complete);
    Look {
        of,
        reach: Some(Seen { at: day(on), what: Reach::NeedsSignIn }),
        design: Some(Seen { at: day(on), what: record }),
    }
}
