//! Every refusal of what somebody wants to do, and that everything else is taken.

use monitor_model::{
    Actor, Deed, Doer, EntryId, EvidenceId, EvidenceKind, Period, Verdict, Window,
};

use super::fixture::*;
use super::*;
use crate::assess::fixture::{day, program};
use crate::policy::Policy;
use Verdict::{Extend, Fail, Pass, Withdraw};

type Deeds = Vec<(Doer, Deed)>;

/// What there is, who wants what and why; then what is said, and the hint.
type Refused = (Deeds, Doer, Wish, Option<&'static str>, &'static str, &'static str);

/// What comes of a wish on the 25th day, when little was seen of `ada`.
fn wanted(deeds: Deeds, by: Doer, wish: Wish, reason: Option<&str>) -> Result<Deed, Refusal> {
    on_record(Shown::Low, deeds, by, wish, reason)
}

fn on_record(
    shown: Shown,
    deeds: Deeds,
    by: Doer,
    wish: Wish,
    reason: Option<&str>,
) -> Result<Deed, Refusal> {
    let (circle, policy): (Circle, Policy) = (circle(), Policy::default());
    let agreement = fold(&circle, &ledger(deeds));
    let periods: Vec<Period> = program().periods;
    let case = Case {
        agreement: &agreement,
        circle: &circle,
        periods: &periods,
        shown,
        policy: &policy,
        now: day(25),
    };
    propose(&case, &by, wish, reason)
}

fn verdict(period: &str, verdict: Verdict) -> Wish {
    Wish::Evaluate { period: of(period), verdict }
}

fn document(period: &str, n: u64, done: Option<u64>) -> Wish {
    let (period, kind) = (of(period), EvidenceKind::Document);
    Wish::AddEvidence { period, kind, url: url(n), hours: Some(3), done: done.map(day) }
}

fn evidence(n: u64) -> EvidenceId {
    EvidenceId(EntryId(n))
}

fn midterm_is(what: fn(monitor_model::PeriodId) -> Wish) -> Wish {
    what(of("midterm"))
}

fn agreed() -> Wish {
    midterm_is(|period| Wish::Agree { period })
}

fn resolved() -> Wish {
    midterm_is(|period| Wish::Resolve { period })
}

fn disputed(criterion: &str) -> Wish {
    Wish::Dispute { period: of("midterm"), criterion: criterion.into() }
}

fn extended(to: u64, due: u64) -> Wish {
    let window = Window::new(day(0), day(to)).unwrap();
    Wish::Extend { period: of("midterm"), window, due: day(due) }
}

const WHY: Option<&str> = Some("Because of this.");

#[test]
fn each_refusal_is_one_sentence_with_a_hint() {
    let one = || vec![submit(ada(), 1, None)];
    let joan = || doer(Actor::Mentor, "joan");
    let cases: Vec<Refused> = vec![
        (
            vec![],
            joan(),
            verdict("midterm", Pass),
            WHY,
            "`joan` is no mentor of `ada`, so `evaluate` is not for them",
            "the roster names `hedy`; correct it where that is wrong",
        ),
        (
            vec![],
            admin(),
            verdict("midterm", Pass),
            WHY,
            "`evaluate` is not for the role `administrator`",
            "ask the mentor",
        ),
        (
            vec![],
            ada(),
            agreed(),
            WHY,
            "`agree` is not for the role `mentee`",
            "ask the administrator",
        ),
        (
            vec![evaluate(Pass)],
            hedy(),
            disputed("work-shown"),
            WHY,
            "`dispute` is not for the role `mentor`",
            "ask the administrator",
        ),
        (
            vec![],
            doer(Actor::Operator, "ops"),
            document("midterm", 1, None),
            WHY,
            "`add-evidence` is not for the role `operator`",
            "ask the mentee or the mentor or the administrator",
        ),
        (
            vec![],
            doer(Actor::Mentee, "grace"),
            document("midterm", 1, None),
            WHY,
            "`grace` is not the mentee of `ada`",
            "check for which mentee this was meant",
        ),
        (
            one(),
            ada(),
            Wish::Confirm(evidence(1)),
            WHY,
            "`confirm` is not for the role `mentee`",
            "ask the mentor",
        ),
        (
            vec![],
            hedy(),
            verdict("mid", Pass),
            WHY,
            "there is no period `mid`",
            "the periods are `midterm`, `final`",
        ),
        (
            vec![],
            ada(),
            document("mid", 1, None),
            WHY,
            "there is no period `mid`",
            "the periods are `midterm`, `final`",
        ),
        (
            vec![evaluate(Pass)],
            hedy(),
            verdict("midterm", Pass),
            None,
            "`midterm` is evaluated as `pass` already",
            "give a reason if there is more to say",
        ),
        (
            vec![evaluate(Pass)],
            hedy(),
            verdict("midterm", Pass),
            Some(" Reason 1. "),
            "`midterm` is evaluated as `pass` already",
            "give a reason if there is more to say",
        ),
        (
            vec![],
            admin(),
            agreed(),
            WHY,
            "no mentor has evaluated `midterm`, so there is nothing to agree",
            "ask a mentor to evaluate the period first",
        ),
        (
            vec![evaluate(Fail)],
            admin(),
            agreed(),
            WHY,
            "`midterm` is evaluated as `fail`; only a pass can be decided on by `agree`",
            "a mentor's fail stands; only a mentor of the enrollment can change it",
        ),
        (
            vec![evaluate(Extend)],
            admin(),
            agreed(),
            WHY,
            "`midterm` is evaluated as `extend`; only a pass can be decided on by `agree`",
            "give the period its new dates with `extend`",
        ),
        (
            vec![evaluate(Withdraw)],
            admin(),
            disputed("work-shown"),
            WHY,
            "`midterm` is evaluated as `withdraw`; only a pass can be decided on by `dispute`",
            "who has left needs no decision; a mentor can change the verdict",
        ),
        (
            vec![evaluate(Fail)],
            admin(),
            disputed("work-shown"),
            WHY,
            "`midterm` is evaluated as `fail`; only a pass can be decided on by `dispute`",
            "a mentor's fail stands; only a mentor of the enrollment can change it",
        ),
        (
            vec![evaluate(Pass), agree(1)],
            admin(),
            agreed(),
            WHY,
            "entry 2 agrees with the pass already",
            "nothing has to be done",
        ),
        (
            vec![evaluate(Pass), dispute(1)],
            admin(),
            agreed(),
            WHY,
            "entry 2 disputes the pass, and that is not resolved",
            "`resolve` accepts the pass after all",
        ),
        (
            vec![evaluate(Pass), dispute(1)],
            admin(),
            disputed("work-shown"),
            WHY,
            "entry 2 disputes the pass, and that is not resolved",
            "`resolve` accepts the pass after all",
        ),
        (
            vec![evaluate(Pass)],
            admin(),
            resolved(),
            WHY,
            "nobody disputes the pass of `midterm`, so there is nothing to resolve",
            "`agree` accepts a pass that nobody disputes",
        ),
        (
            vec![evaluate(Pass), dispute(1), resolve(2)],
            admin(),
            resolved(),
            WHY,
            "nobody disputes the pass of `midterm`, so there is nothing to resolve",
            "`agree` accepts a pass that nobody disputes",
        ),
        (
            vec![evaluate(Pass), dispute(1)],
            admin(),
            resolved(),
            None,
            "`resolve` needs a reason, in a sentence",
            "say what settled the question",
        ),
        (
            vec![evaluate(Pass)],
            admin(),
            disputed("work-shown"),
            Some("  "),
            "`dispute` needs a reason, in a sentence",
            "say what is missing, so that the mentor can answer",
        ),
        (
            vec![evaluate(Pass)],
            admin(),
            agreed(),
            None,
            "`agree` needs a reason, in a sentence",
            "neither the record nor confirmed evidence shows the work; say why you agree",
        ),
        (
            vec![],
            hedy(),
            Wish::Confirm(evidence(7)),
            WHY,
            "entry 7 adds no evidence of this enrollment",
            "`show` lists the evidence with its numbers",
        ),
        (
            one(),
            hedy(),
            Wish::Confirm(evidence(1)),
            None,
            "`confirm` needs a reason, in a sentence",
            "say in a sentence what the evidence shows, or does not show",
        ),
        (
            [one(), vec![confirm(1)]].concat(),
            hedy(),
            Wish::Confirm(evidence(1)),
            WHY,
            "evidence 1 is confirmed already",
            "a mentor may take it back, or say the opposite",
        ),
        (
            [one(), vec![reject(1)]].concat(),
            hedy(),
            Wish::Reject(evidence(1)),
            WHY,
            "evidence 1 is rejected already",
            "a mentor may take it back, or say the opposite",
        ),
        (
            one(),
            hedy(),
            Wish::Revoke(evidence(1)),
            WHY,
            "no mentor has said anything of evidence 1, so there is nothing to take back",
            "a mentor may confirm or reject it",
        ),
        (
            one(),
            hedy(),
            document("midterm", 1, None),
            WHY,
            "evidence 1 of the same period has the same URL",
            "a mentor may confirm or reject evidence 1",
        ),
        (
            vec![],
            ada(),
            document("midterm", 1, Some(26)),
            WHY,
            "`2026-03-28 00:00:00 UTC` has not come yet",
            "give the day on which the work was done",
        ),
        (
            vec![evaluate(Pass)],
            admin(),
            extended(28, 29),
            WHY,
            "`midterm` is evaluated as `pass`, so its dates stay as they are",
            "a mentor who wants to give more time evaluates the period as `extend` first",
        ),
        (
            vec![evaluate(Fail)],
            admin(),
            extended(28, 29),
            WHY,
            "`midterm` is evaluated as `fail`, so its dates stay as they are",
            "a mentor who wants to give more time evaluates the period as `extend` first",
        ),
        (
            vec![],
            admin(),
            extended(28, 27),
            WHY,
            "an evaluation that is due at `2026-03-29 00:00:00 UTC` comes too early",
            "it must not be before the window's end, nor in the past: `2026-03-30 00:00:00 UTC` or later",
        ),
        (
            vec![],
            admin(),
            extended(20, 25),
            WHY,
            "an evaluation that is due at `2026-03-27 00:00:00 UTC` comes too early",
            "it must not be before the window's end, nor in the past: `2026-03-27 00:00:00 UTC` or later",
        ),
        (
            vec![(admin(), Deed::Forget)],
            hedy(),
            verdict("final", Pass),
            WHY,
            "this enrollment's mentee was forgotten, so nothing can be added",
            "import a roster that names the mentee to begin anew",
        ),
        (
            vec![(admin(), Deed::Forget)],
            admin(),
            Wish::Forget,
            WHY,
            "this enrollment's mentee was forgotten, so nothing can be added",
            "import a roster that names the mentee to begin anew",
        ),
    ];
    for (deeds, by, wish, reason, says, hint) in cases {
        let refusal = wanted(deeds, by, wish.clone(), reason).unwrap_err();
        assert_eq!(
            (refusal.to_string().as_str(), refusal.hint().as_str()),
            (says, hint),
            "{wish:?}"
        );
    }
}

#[test]
fn work_outside_every_period_is_no_evidence_for_one() {
    let early = Wish::AddEvidence {
        period: of("midterm"),
        kind: EvidenceKind::Talk,
        url: url(1),
        hours: None,
        done: Some(day(0) - chrono::TimeDelta::seconds(1)),
    };
    let refusal = wanted(vec![], ada(), early, WHY).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "`2026-03-01 23:59:59 UTC` lies in no period of this enrollment"
    );
    // Another period than the one that is named is a matter for people, and for a finding.
    assert!(wanted(vec![], ada(), document("midterm", 1, Some(22)), WHY).is_ok());
}

#[test]
fn a_criterion_is_one_of_the_policys() {
    let refusal = wanted(vec![evaluate(Pass)], admin(), disputed("taste"), WHY).unwrap_err();
    assert_eq!(refusal.to_string(), "`taste` is no criterion of the policy");
    for id in Policy::default().criteria.ids() {
        assert!(refusal.hint().contains(&format!("`{id}`")), "{}", refusal.hint());
    }
}

#[test]
fn a_verdict_that_was_replaced_is_named() {
    let agreement =
        fold(&circle(), &ledger(vec![evaluate(Pass), evaluate(Fail), evaluate(Pass), agree(1)]));
    let why = &agreement.without_effect[0].why;
    assert_eq!(why.to_string(), "entry 1 is not the verdict that holds; entry 3 is");
    assert_eq!(why.hint(), "look at the verdict that holds, and decide on it");
    let other = Refusal::OtherEnrollment {
        given: monitor_model::EnrollmentKey::from_text("grace"),
        about: monitor_model::EnrollmentKey::from_text("ada"),
    };
    assert_eq!(other.hint(), "check for which mentee this was meant");
}

#[test]
fn what_fits_becomes_a_deed_that_names_what_it_is_about() {
    let pass = || vec![evaluate(Fail), evaluate(Pass)];
    let period = of("midterm");
    let on = EntryId(2);
    assert_eq!(
        wanted(pass(), admin(), agreed(), WHY),
        Ok(Deed::Agree { period: period.clone(), on })
    );
    assert_eq!(
        wanted(pass(), admin(), disputed("goals-met"), WHY),
        Ok(Deed::Dispute {
            period: period.clone(),
            on,
            criterion: "goals-met".into(),
            answer_by: day(32)
        })
    );
    let disputed_pass = [pass(), vec![dispute(2)]].concat();
    assert_eq!(
        wanted(disputed_pass, admin(), resolved(), WHY),
        Ok(Deed::Resolve { period, on: EntryId(3) })
    );
}

#[test]
fn a_pass_that_is_accounted_for_needs_no_reason() {
    let pass = || vec![evaluate(Pass), submit(ada(), 1, None)];
    assert!(on_record(Shown::Sufficient, pass(), admin(), agreed(), None).is_ok());
    for shown in [Shown::Low, Shown::None, Shown::NotObserved] {
        assert!(on_record(shown, pass(), admin(), agreed(), None).is_err());
        let confirmed = [pass(), vec![confirm(2)]].concat();
        assert!(on_record(shown, confirmed, admin(), agreed(), None).is_ok());
    }
}

#[test]
fn corrections_are_new_acts() {
    let one = || vec![submit(ada(), 1, None), confirm(1)];
    for (deeds, by, wish) in [
        (vec![evaluate(Fail)], hedy(), verdict("midterm", Pass)),
        (vec![evaluate(Pass)], hedy(), verdict("midterm", Pass)),
        (vec![evaluate(Pass), agree(1)], admin(), disputed("own-work")),
        (one(), hedy(), Wish::Reject(evidence(1))),
        (one(), hedy(), Wish::Revoke(evidence(1))),
        (one(), hedy(), document("final", 1, None)),
        (vec![submit(hedy(), 1, None)], hedy(), Wish::Confirm(evidence(1))),
        (vec![evaluate(Extend)], admin(), extended(28, 29)),
        (vec![extend()], admin(), extended(35, 36)),
        (one(), admin(), Wish::Forget),
    ] {
        assert!(wanted(deeds, by, wish.clone(), WHY).is_ok(), "{wish:?}");
    }
}
