//! What the ledger comes to, case by case.

use monitor_model::{
    Actor, Decided, Deed, Doer, EnrollmentKey, EntryId, Judgement, Level, Mentor, Period,
    PeriodAgreement, Standing, Verdict,
};

use super::fixture::*;
use super::*;
use crate::assess::fixture::{complete, day, enrollment, login, midterm, program, whole_term};
use Verdict::{Extend, Fail, Pass, Withdraw};

fn folded(deeds: Vec<(Doer, Deed)>) -> Agreement {
    fold(&circle(), &ledger(deeds))
}

fn period() -> Period {
    program().periods.remove(0)
}

/// Numbers of entries that don't count.
fn without_effect(agreement: &Agreement) -> Vec<u64> {
    agreement.without_effect.iter().map(|without| without.entry.0).collect()
}

fn standing(deeds: Vec<(Doer, Deed)>, shown: Shown, on: u64) -> Standing {
    let of = folded(deeds).of(&of("midterm"));
    let period = period_of(&period(), &enrollment("ada"), &of);
    stand(axes(&of, shown, &period, day(on))).standing
}

#[test]
fn who_may_do_what() {
    let stranger = || doer(Actor::Mentor, "joan");
    let mine = || [evaluate(Pass).1, confirm(1).1, reject(1).1, revoke(1).1];
    let theirs = || [agree(1).1, dispute(1).1, resolve(1).1, extend().1, Deed::Forget];
    let circle = circle();
    for (by, mentors, administrators, evidence) in [
        (hedy(), true, false, true),
        (doer(Actor::Mentor, " HEDY "), true, false, true),
        (stranger(), false, false, false),
        (admin(), false, true, true),
        (ada(), false, false, true),
        (doer(Actor::Mentee, "grace"), false, false, false),
        (doer(Actor::Operator, "hedy"), false, false, false),
        (doer(Actor::Mentee, "hedy"), false, false, false),
        (doer(Actor::Mentor, ""), false, false, false),
    ] {
        let may = |deed: &Deed| circle.may_now(&by, deed).is_ok();
        assert!(mine().iter().all(|deed| may(deed) == mentors), "{by:?}");
        assert!(theirs().iter().all(|deed| may(deed) == administrators), "{by:?}");
        assert_eq!(may(&submit(by.clone(), 1, None).1), evidence, "{by:?}");
    }
}

#[test]
fn a_mentor_who_left_may_do_nothing_more_and_what_they_did_stays() {
    let of_joan = |n: u64| entry(n, day(n), doer(Actor::Mentor, "Joan"), evaluate(Pass).1);
    let former = [Mentor::Login(login("joan"))];
    let circle = Circle::of(&program().id, &enrollment("ada"), &former);
    let agreement = fold(&circle, &[of_joan(1)]);
    assert_eq!(agreement.of(&of("midterm")).verdict(), Some(Pass));
    assert!(circle.may_now(&doer(Actor::Mentor, "joan"), &evaluate(Fail).1).is_err());
}

#[test]
fn what_may_not_count_has_no_effect_and_is_listed() {
    let mut entries = ledger(vec![
        (admin(), evaluate(Pass).1),
        (doer(Actor::Mentor, "joan"), evaluate(Pass).1),
        confirm(9),
        confirm(1),
        agree(1),
        resolve(1),
        evaluate(Pass),
        evaluate(Pass),
    ]);
    entries[6].about = EnrollmentKey::from_text("grace");
    entries[7].program = "other-2026".parse().unwrap();
    let agreement = fold(&circle(), &entries);
    assert!(agreement.periods.is_empty());
    assert_eq!(without_effect(&agreement), [1, 2, 3, 4, 5, 6, 7, 8]);
    let why: Vec<String> = agreement.without_effect.iter().map(|w| w.why.to_string()).collect();
    assert_eq!(why[0], "`evaluate` is not for the role `administrator`");
    assert_eq!(why[1], "`joan` is no mentor of `ada`, so `evaluate` is not for them");
    assert_eq!(why[2], "entry 9 adds no evidence of this enrollment");
    assert_eq!(why[4], "no mentor has evaluated `midterm`, so there is nothing to agree");
    assert_eq!(why[6], "entry is about `grace`, not about `ada`");
}

#[test]
fn a_decision_on_a_verdict_that_became_another_is_void() {
    let decided = |deeds| {
        let agreement = folded(deeds);
        (agreement.of(&of("midterm")).decision.map(|d| d.entry.0), without_effect(&agreement))
    };
    for (deeds, expected) in [
        (vec![evaluate(Pass), agree(1)], (Some(2), vec![])),
        (vec![evaluate(Pass), agree(1), evaluate(Pass)], (Some(2), vec![])),
        (vec![evaluate(Pass), evaluate(Pass), agree(1)], (Some(3), vec![])),
        (vec![evaluate(Pass), agree(1), evaluate(Fail)], (None, vec![2])),
        (vec![evaluate(Pass), agree(1), evaluate(Fail), evaluate(Pass)], (None, vec![2])),
        (vec![evaluate(Pass), evaluate(Fail), evaluate(Pass), agree(1)], (None, vec![4])),
        (vec![evaluate(Pass), evaluate(Fail), evaluate(Pass), agree(3)], (Some(4), vec![])),
        (vec![evaluate(Pass), dispute(1), evaluate(Extend), evaluate(Pass)], (None, vec![2])),
        (vec![evaluate(Fail), agree(1)], (None, vec![2])),
        (vec![evaluate(Withdraw), agree(1), dispute(1)], (None, vec![2, 3])),
        (vec![evaluate(Pass), dispute(1), agree(1), resolve(2)], (Some(4), vec![3])),
        (vec![evaluate(Pass), dispute(1), evaluate(Pass), resolve(2)], (Some(4), vec![])),
        (vec![evaluate(Pass), agree(1), dispute(1)], (Some(3), vec![])),
        (vec![evaluate(Pass), dispute(1), dispute(1), resolve(3)], (Some(2), vec![3, 4])),
    ] {
        let shown = format!(
            "{:?}",
            deeds.iter().map(|(_, d): &(Doer, Deed)| d.as_str()).collect::<Vec<_>>()
        );
        assert_eq!(decided(deeds), expected, "{shown}");
    }
}

#[test]
fn an_evaluation_keeps_what_was_said_with_it() {
    let mut entries = ledger(vec![evaluate(Fail), evaluate(Pass), evaluate(Pass)]);
    entries[2].reason = None;
    let evaluation = fold(&circle(), &entries).of(&of("midterm")).evaluation.unwrap();
    assert_eq!((evaluation.entry, evaluation.earlier), (EntryId(3), vec![EntryId(2)]));
    assert_eq!((evaluation.note.as_deref(), evaluation.at), (Some("Reason 2."), day(3)));
}

#[test]
fn an_opinion_is_taken_back_and_turned_by_a_new_act() {
    let opinion = |deeds| {
        let evidence = folded(deeds).of(&of("midterm")).evidence.remove(0);
        evidence.opinion.map(|opinion| (opinion.confirmed, opinion.sentence))
    };
    let said = |confirmed, n| Some((confirmed, format!("Reason {n}.")));
    let first = || submit(ada(), 1, None);
    for (deeds, expected) in [
        (vec![first()], None),
        (vec![first(), confirm(1)], said(true, 2)),
        (vec![first(), confirm(1), confirm(1)], said(true, 2)),
        (vec![first(), confirm(1), reject(1)], said(false, 3)),
        (vec![first(), reject(1), revoke(1)], None),
        (vec![first(), revoke(1), confirm(1), revoke(1), reject(1)], said(false, 5)),
        (vec![first(), (ada(), confirm(1).1), (admin(), reject(1).1)], None),
    ] {
        assert_eq!(opinion(deeds), expected);
    }
}

#[test]
fn more_time_needs_a_mentor_who_asks_and_dates_that_an_administrator_gives() {
    let low = Shown::Low;
    for (deeds, on, expected) in [
        (vec![], 21, Standing::AwaitingEvaluation),
        (vec![], 22, Standing::Overdue),
        (vec![evaluate(Extend)], 21, Standing::AwaitingAdministrator),
        (vec![evaluate(Extend), extend()], 28, Standing::Extended),
        (vec![evaluate(Extend), extend()], 29, Standing::Overdue),
        (vec![extend()], 28, Standing::Extended),
        (vec![extend(), evaluate(Extend)], 28, Standing::AwaitingAdministrator),
        (vec![evaluate(Extend), extend(), evaluate(Fail)], 28, Standing::Failed),
        (vec![evaluate(Fail), extend()], 21, Standing::Failed),
        (vec![evaluate(Pass), extend()], 21, Standing::NeedsExplanation),
    ] {
        let shown = format!("{deeds:?} on {on}");
        assert_eq!(standing(deeds, low, on), expected, "{shown}");
    }
    assert_eq!(without_effect(&folded(vec![evaluate(Fail), extend()])), [2]);
}

#[test]
fn after_an_answer_it_is_the_administrators_turn() {
    let next = |deeds: Vec<(Doer, Deed)>, on| {
        let of = folded(deeds).of(&of("midterm"));
        stand(axes(&of, Shown::Low, &period(), day(on))).next
    };
    let disputed = |more: Vec<(Doer, Deed)>| {
        let first = vec![submit(ada(), 1, None), evaluate(Pass), dispute(2)];
        first.into_iter().chain(more).collect::<Vec<_>>()
    };
    for (more, on, expected) in [
        (vec![], 29, Actor::Mentor),
        (vec![], 30, Actor::Administrator),
        (vec![confirm(1)], 6, Actor::Administrator),
        (vec![reject(1)], 6, Actor::Administrator),
        (vec![submit(hedy(), 2, None)], 6, Actor::Administrator),
        (vec![submit(ada(), 2, None)], 6, Actor::Mentor),
        (vec![evaluate(Pass)], 6, Actor::Administrator),
    ] {
        assert_eq!(next(disputed(more.clone()), on), Some(expected), "{more:?}");
    }
    assert_eq!(next(disputed(vec![resolve(3)]), 40), None);
}

#[test]
fn the_piece_of_evidence_that_says_most_counts() {
    let explained =
        |deeds| axes(&folded(deeds).of(&of("midterm")), Shown::Low, &period(), day(9)).explained;
    let two = || vec![submit(ada(), 1, None), submit(ada(), 2, None)];
    let with = |more: Vec<(Doer, Deed)>| two().into_iter().chain(more).collect::<Vec<_>>();
    assert_eq!(explained(vec![]), Explained::No);
    assert_eq!(explained(with(vec![])), Explained::Submitted);
    assert_eq!(explained(with(vec![reject(1)])), Explained::Submitted);
    assert_eq!(explained(with(vec![reject(1), reject(2)])), Explained::Rejected);
    assert_eq!(explained(with(vec![confirm(1), reject(2)])), Explained::Confirmed);
}

#[test]
fn little_is_only_said_where_everything_was_seen() {
    let mut cohort = crate::assess::fixture::cohort(["ada"]);
    let unseen = midterm(&cohort, day(100)).swap_remove(0).coverage;
    cohort.records[0].coverage = complete(whole_term());
    let seen = midterm(&cohort, day(100)).swap_remove(0).coverage;
    for (judgement, of_seen, of_unseen) in [
        (Judgement::Level(Level::Strong), Shown::Sufficient, Shown::Sufficient),
        (Judgement::AtLeast(Level::Steady), Shown::Sufficient, Shown::Sufficient),
        (Judgement::Level(Level::Low), Shown::Low, Shown::NotObserved),
        (Judgement::Level(Level::None), Shown::None, Shown::NotObserved),
        (Judgement::Unknown, Shown::NotObserved, Shown::NotObserved),
    ] {
        assert_eq!(shown(judgement, &seen), of_seen);
        assert_eq!(shown(judgement, &unseen), of_unseen);
    }
}

#[test]
fn after_a_mentee_was_forgotten_what_was_decided_stays() {
    let mut entries =
        ledger(vec![evaluate(Pass), agree(1), (admin(), Deed::Forget), evaluate(Fail)]);
    for entry in &mut entries[..3] {
        (entry.by.name, entry.reason) = (String::new(), None);
    }
    let agreement = fold(&circle(), &entries);
    assert!(agreement.forgotten);
    assert_eq!(without_effect(&agreement), [4]);
    assert!(agreement.of(&of("midterm")).decision.is_some_and(|d| d.what == Decided::Agreed));
    let without_forget = fold(&circle(), &entries[..2]);
    assert_eq!(without_forget.of(&of("midterm")), PeriodAgreement::default(), "a name is missing");
}

#[test]
fn an_assessment_has_the_dates_and_the_standing_of_the_ledger() {
    let mut cohort = crate::assess::fixture::cohort(["ada", "grace"]);
    cohort.records[0].ledger = ledger(vec![evaluate(Extend), extend()]);
    let [ada, grace] = <[_; 2]>::try_from(midterm(&cohort, day(25))).unwrap();
    assert_eq!((ada.period.window.to(), ada.period.due), (day(28), day(29)));
    assert_eq!(ada.elapsed.unwrap().to(), day(25));
    assert_eq!(ada.stand.standing, Standing::Extended);
    assert_eq!((grace.period.window.to(), grace.stand.standing), (day(21), Standing::Overdue));
}

#[test]
fn what_was_said_later_is_not_known_yet() {
    let mut cohort = crate::assess::fixture::cohort(["ada"]);
    cohort.records[0].ledger =
        ledger(vec![evaluate(Pass), evaluate(Fail), (admin(), Deed::Forget)]);
    let verdict = |cohort: &_, now| midterm(cohort, now).swap_remove(0).agreement.verdict();
    let instant = chrono::TimeDelta::seconds(1);
    for (now, expected) in [(day(1) - instant, None), (day(1), Some(Pass)), (day(2), Some(Fail))] {
        assert_eq!(verdict(&cohort, now), expected, "{now}");
    }
    for entry in &mut cohort.records[0].ledger {
        entry.by.name.clear();
    }
    assert_eq!(verdict(&cohort, day(1)), Some(Pass), "after names were erased");
}

#[test]
fn looks_at_evidence_are_shown_and_change_nothing_else() {
    let mut cohort = evaluated(Pass);
    cohort.records[0].ledger = ledger(vec![evaluate(Pass), submit(ada(), 2, None)]);
    let without = midterm(&cohort, day(20)).remove(0);
    let other = look(9, "ada", 5);
    cohort.records[0].looks = vec![look(2, "ada", 4), other];
    let mut with = midterm(&cohort, day(20)).remove(0);
    assert_eq!(with.looks, [look(2, "ada", 4)], "and none of another period's evidence");
    with.looks.clear();
    assert_eq!(with, without);
    let before = midterm(&cohort, day(3)).remove(0);
    assert_eq!(before.looks, [], "nobody had looked yet");
}
