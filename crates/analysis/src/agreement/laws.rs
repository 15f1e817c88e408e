//! What holds after any sequence of acts by anybody, also wrong ones.

use monitor_model::{
    Actor, Coverage, Deed, Doer, EnrollmentKey, Entry, EntryId, EvidenceId, EvidenceKind, PeriodId,
    Standing, Stream, Verdict, Window,
};
use proptest::prelude::*;

use super::fixture::*;
use super::*;
use crate::assess::fixture::{complete, day, midterm, program, week};
use crate::policy::Policy;

/// Who acts, what, in which period, and on which entry; and, unless it is 0, about `ada`.
type Act = (usize, usize, bool, u64, u8);

fn act() -> impl Strategy<Value = Act> {
    // Somebody who may, on a low number, and often a decision or evidence: so that much of it counts.
    let who = prop_oneof![6 => Just(0_usize), 2 => 1..8_usize];
    let what =
        prop_oneof![3 => 0..14_usize, 1 => Just(0_usize), 2 => 10..13_usize, 3 => 6..9_usize];
    let on = prop_oneof![3 => 1..5_u64, 1 => 1..12_u64];
    (who, what, prop::bool::weighted(0.8), on, 0..12_u8)
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec(act(), 0..14)
}

fn somebody(who: usize, deed: &Deed) -> Doer {
    match who {
        0 if circle().may_now(&hedy(), deed).is_ok() => hedy(),
        0 | 1 => admin(),
        2 => ada(),
        3 => doer(Actor::Mentor, "joan"),
        4 => doer(Actor::Mentee, "grace"),
        5 => doer(Actor::Operator, "hedy"),
        6 => doer(Actor::Administrator, "hedy"),
        _ => doer(Actor::Mentor, "Hedy "),
    }
}

fn deed(what: usize, is_midterm: bool, n: u64) -> Deed {
    let period = of(if is_midterm { "midterm" } else { "final" });
    let (on, id) = (EntryId(n), EvidenceId(EntryId(n)));
    match what {
        0..=3 => Deed::Evaluate { period, verdict: Verdict::ALL[what] },
        4 | 5 => Deed::Evaluate { period, verdict: Verdict::Pass },
        6 => Deed::AddEvidence {
            period,
            kind: EvidenceKind::Talk,
            url: url(n),
            hours: None,
            done: None,
        },
        7 => Deed::Confirm(id),
        8 => Deed::Reject(id),
        9 => Deed::Revoke(id),
        10 => Deed::Agree { period, on },
        11 => Deed::Dispute { period, on, criterion: "own-work".into(), answer_by: day(20) },
        12 => Deed::Resolve { period, on },
        _ if n == 1 => Deed::Forget,
        _ => Deed::Extend {
            period,
            window: Window::new(day(0), day(20 + n)).unwrap(),
            due: day(21 + n),
        },
    }
}

fn entries(acts: &[Act], first: u64) -> Vec<Entry> {
    let numbered = acts.iter().zip(first..);
    numbered
        .map(|(&(who, what, is_midterm, n, about), number)| {
            let deed = deed(what, is_midterm, n);
            let entry = entry(number, day(number), somebody(who, &deed), deed);
            let about = EnrollmentKey::from_text(if about == 0 { "grace" } else { "ada" });
            Entry { about, ..entry }
        })
        .collect()
}

fn periods() -> [PeriodId; 2] {
    [of("midterm"), of("final")]
}

/// The axes of a period for everything that the record may show, on some days.
fn all_axes(agreement: &Agreement, period: &PeriodId) -> Vec<Axes> {
    let program = program();
    let enrollment = crate::assess::fixture::enrollment("ada");
    let period = program.period(period).unwrap();
    let said = agreement.of(&period.id);
    let own = period_of(period, &enrollment, &said);
    let days = [5, 15, 20, 25, 30, 50].map(day);
    let of_day = |now| Shown::ALL.iter().map(move |shown| (now, *shown));
    days.into_iter().flat_map(of_day).map(|(now, shown)| axes(&said, shown, &own, now)).collect()
}

/// What an entry is about: the verdict on a period, or one piece of evidence.
fn subject(entry: &Entry) -> Option<(Option<PeriodId>, Option<EntryId>)> {
    match &entry.deed {
        Deed::Forget => None,
        Deed::AddEvidence { .. } => Some((None, Some(entry.id))),
        Deed::Confirm(id) | Deed::Reject(id) | Deed::Revoke(id) => Some((None, Some(id.0))),
        deed => Some((deed.period().cloned(), None)),
    }
}

fn reference(deed: &mut Deed) -> Option<&mut EntryId> {
    match deed {
        Deed::Confirm(id) | Deed::Reject(id) | Deed::Revoke(id) => Some(&mut id.0),
        Deed::Agree { on, .. } | Deed::Dispute { on, .. } | Deed::Resolve { on, .. } => Some(on),
        _ => None,
    }
}

fn are_independent(one: &Entry, other: &Entry) -> bool {
    let refers =
        |from: &Entry, to: &Entry| reference(&mut from.deed.clone()).is_some_and(|on| *on == to.id);
    let subjects = (subject(one), subject(other));
    matches!(subjects, (Some(one), Some(other)) if one != other)
        && !refers(one, other)
        && !refers(other, one)
}

/// The same entries, two of them having arrived the other way round.
fn exchanged(entries: &[Entry], one: EntryId, other: EntryId) -> Vec<Entry> {
    let renamed = |id: &mut EntryId| match *id {
        id_ if id_ == one => *id = other,
        id_ if id_ == other => *id = one,
        _ => {}
    };
    let mut entries = entries.to_vec();
    for entry in &mut entries {
        renamed(&mut entry.id);
        reference(&mut entry.deed).map(renamed);
    }
    entries
}

proptest! {
    // Which of many acts make a difference together is rare, and each case is small.
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn nobody_but_a_mentor_turns_a_fail(before in acts(), after in acts()) {
        let mut all = entries(&before, 1);
        all.retain(|entry| entry.deed != Deed::Forget);
        let number = before.len() as u64 + 1;
        let (by, deed) = evaluate(Verdict::Fail);
        all.push(entry(number, day(number), by, deed));
        let is_mentor = |by: &Doer| by.role == Actor::Mentor && by.name.trim().eq_ignore_ascii_case("hedy");
        all.extend(entries(&after, number + 1).into_iter().filter(|entry| !is_mentor(&entry.by)));
        let agreement = fold(&circle(), &all);
        prop_assert_eq!(agreement.of(&of("midterm")).verdict(), Some(Verdict::Fail));
        for axes in all_axes(&agreement, &of("midterm")) {
            prop_assert_eq!(stand(axes).standing, Standing::Failed);
        }
    }

    #[test]
    fn nothing_is_held_against_anybody_who_was_not_seen(acts in acts(), hole in 0..Stream::ALL.len(), at in 0..3_u64) {
        let mut cohort = crate::assess::fixture::cohort(["ada"]);
        let record = &mut cohort.records[0];
        record.ledger = entries(&acts, 1);
        let weeks = (0..10).filter(|n| *n != at);
        record.coverage = weeks.flat_map(|n| complete(week(n))).collect();
        let seen = Stream::ALL.iter().enumerate().filter(|(n, _)| *n != hole);
        record.coverage.extend(seen.map(|(_, stream)| (*stream, week(at), Coverage::Complete)));
        for now in [10, 22, 60] {
            // While the hole lies ahead, everything was seen.
            let assessment = midterm(&cohort, day(now)).swap_remove(0);
            if day(now) > week(at).from() {
                let said = assessment.findings.iter().map(|finding| finding.rule.0);
                prop_assert!(!said.clone().any(|id| id == "pass-without-activity" || id == "pass-with-low-activity"));
                prop_assert!(!assessment.stand.says.contains("does not show the work"));
            }
        }
    }

    #[test]
    fn the_order_in_which_independent_acts_arrive_does_not_matter(acts in acts()) {
        let all = entries(&acts, 1);
        let here = fold(&circle(), &all);
        for pair in all.windows(2).filter(|pair| are_independent(&pair[0], &pair[1])) {
            let there = fold(&circle(), &exchanged(&all, pair[0].id, pair[1].id));
            for period in periods() {
                prop_assert_eq!(all_axes(&here, &period), all_axes(&there, &period));
            }
        }
    }

    #[test]
    fn what_has_no_effect_never_gets_one(acts in acts(), seed in any::<u64>()) {
        let all = entries(&acts, 1);
        let whole = fold(&circle(), &all);
        for n in 0..=all.len() {
            let part = fold(&circle(), &all[..n]);
            prop_assert!(part.without_effect.iter().all(|without| whole.without_effect.contains(without)));
        }
        let mut shuffled = all;
        shuffled.sort_by_key(|entry| entry.id.0.wrapping_mul(seed | 1));
        prop_assert_eq!(fold(&circle(), &shuffled), whole);
    }

    #[test]
    fn a_decision_is_about_the_verdict_that_holds(acts in acts()) {
        let all = entries(&acts, 1);
        let agreement = fold(&circle(), &all);
        let counts = |entry: &&Entry| !agreement.without_effect.iter().any(|w| w.entry == entry.id);
        for period in periods() {
            let said = agreement.of(&period);
            let Some(decision) = said.decision else { continue };
            prop_assert_eq!(said.evaluation.map(|evaluation| evaluation.verdict), Some(Verdict::Pass));
            for entry in all.iter().filter(counts).filter(|entry| entry.id >= decision.on) {
                if let Deed::Evaluate { period: of, verdict } = &entry.deed && *of == period {
                    prop_assert_eq!(*verdict, Verdict::Pass, "entry {} voids {}", entry.id, decision.on);
                }
            }
        }
    }

    #[test]
    fn only_a_pass_that_is_shown_or_decided_on_is_paid(acts in acts()) {
        let agreement = fold(&circle(), &entries(&acts, 1));
        for period in periods() {
            let said = agreement.of(&period);
            let decided = said.decision.as_ref().is_some_and(|d| d.by.role == Actor::Administrator);
            for axes in all_axes(&agreement, &period) {
                let standing = stand(axes).standing;
                prop_assert_eq!(standing.is_payable(), standing == Standing::Agreed);
                if standing.is_payable() {
                    let evaluation = said.evaluation.as_ref().unwrap();
                    prop_assert_eq!(evaluation.verdict, Verdict::Pass);
                    prop_assert_eq!(evaluation.by.name.trim().to_lowercase(), "hedy");
                    prop_assert!(decided || axes.shown == Shown::Sufficient);
                }
            }
        }
    }

    #[test]
    fn what_is_let_through_counts(acts in acts(), (who, what, is_midterm, n, _) in act(), shown in 0..4_usize) {
        let mut all = entries(&acts, 1);
        let (circle, policy, periods) = (circle(), Policy::default(), program().periods);
        let agreement = fold(&circle, &all);
        let number = acts.len() as u64 + 1;
        let now = day(number);
        let shown = Shown::ALL[shown];
        let case = Case { agreement: &agreement, circle: &circle, periods: &periods, shown, policy: &policy, now };
        let wanted = deed(what, is_midterm, n);
        let by = somebody(who, &wanted);
        if let Ok(deed) = propose(&case, &by, wish(wanted), Some("Because.")) {
            all.push(entry(number, now, by, deed));
            let after = fold(&circle, &all);
            prop_assert!(after.without_effect.iter().all(|without| without.entry.0 != number));
            prop_assert!(after != agreement);
        }
    }
}

/// Who wants such a deed wants this.
fn wish(deed: Deed) -> Wish {
    match deed {
        Deed::Evaluate { period, verdict } => Wish::Evaluate { period, verdict },
        Deed::AddEvidence { period, kind, url, hours, done } => {
            Wish::AddEvidence { period, kind, url, hours, done }
        }
        Deed::Confirm(id) => Wish::Confirm(id),
        Deed::Reject(id) => Wish::Reject(id),
        Deed::Revoke(id) => Wish::Revoke(id),
        Deed::Agree { period, .. } => Wish::Agree { period },
        Deed::Dispute { period, criterion, .. } => Wish::Dispute { period, criterion },
        Deed::Resolve { period, .. } => Wish::Resolve { period },
        Deed::Extend { period, window, due } => Wish::Extend { period, window, due },
        Deed::Forget => Wish::Forget,
    }
}
