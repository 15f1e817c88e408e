//! Laws of the calibration, for any cases.

use monitor_model::Level;
use proptest::prelude::*;

use super::panel::is_about_work;
use super::*;
use crate::Standards;
use crate::assess::fixture::*;
use crate::rules::REGISTRY;
use monitor_model::{Coverage, Judgement, PeriodId, Severity, Stream};

fn level() -> impl Strategy<Value = Option<Level>> {
    prop::option::of(prop::sample::select(Level::ALL))
}

fn verdict() -> impl Strategy<Value = Option<Verdict>> {
    prop::option::of(prop::sample::select(Verdict::ALL))
}

fn outcome() -> impl Strategy<Value = Outcome> {
    let rules = REGISTRY.iter().filter(|rule| is_about_work(rule.id));
    let rules: Vec<_> = rules.map(|rule| (rule.id, rule.severity)).collect();
    let found = prop::sample::subsequence(rules, 0..4);
    (level(), found).prop_map(|(level, found)| Outcome { level, suffices: level.is_none(), found })
}

fn cases(outcomes: usize) -> impl Strategy<Value = Vec<Case>> {
    let one = (verdict(), prop::collection::vec(outcome(), outcomes), 0_u8..9);
    prop::collection::vec(one, 0..40).prop_map(|all| {
        let case = |(verdict, outcomes, mentee)| Case {
            program: program().id,
            key: monitor_model::EnrollmentKey::from_text(&format!("ada-{mentee}")),
            period: PeriodId::parse("midterm").unwrap(),
            verdict,
            weeks: 3,
            unseen: 1,
            outcomes,
        };
        all.into_iter().map(case).collect()
    })
}

proptest! {
    #[test]
    fn the_table_sums_to_the_number_of_cases(cases in cases(3), failed in 0_u32..50) {
        let open = u32::try_from(cases.iter().filter(|c| c.verdict.is_none()).count()).unwrap();
        let failed = failed.min(open);
        let variants = variants(&Standards::default());
        let found = calibration(&cases, &variants[..3], failed);
        prop_assert_eq!(found.cases as usize, cases.len());
        prop_assert_eq!(found.levels.iter().map(|row| row.passed.of).sum::<u32>(), found.cases);
        for row in &found.levels {
            prop_assert_eq!(row.passed.least + row.failed.most, row.passed.of);
            prop_assert_eq!(row.passed.most + row.failed.least, row.passed.of);
        }
        prop_assert!(found.mentees <= found.cases && found.attention_mentees <= found.mentees);
        prop_assert_eq!(found.passed.least, found.passed.most, "how many failed is known, if not who");
        for flag in found.findings.iter().map(|f| f.flag).chain([found.attention]) {
            prop_assert!(flag.passed.least <= flag.passed.most && flag.passed.most <= flag.flagged());
            prop_assert!(flag.of_passed.most <= flag.of_passed.of);
        }
        let flagged = |severity| found.findings.iter().filter(move |f| f.severity == severity);
        let most: u32 = flagged(Severity::Attention).map(|f| f.flag.flagged()).sum();
        prop_assert!(found.attention.flagged() <= most);
        prop_assert_eq!(found.shifts.len(), 2);
    }

    #[test]
    fn what_is_gained_less_what_is_lost_is_the_difference(cases in cases(2)) {
        let variants = variants(&Standards::default());
        let found = calibration(&cases, &variants[..2], 0);
        let count = |n: usize| cases.iter().map(|c| c.outcomes[n].found.len()).sum::<usize>();
        prop_assert_eq!(count(0) + found.shifts[0].more as usize, count(1) + found.shifts[0].fewer as usize);
    }

    #[test]
    fn assumed_to_be_complete_no_level_is_lost(days in prop::collection::vec(0_u64..42, 0..12), seen in 0_u64..6) {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].coverage = (0..seen).flat_map(|n| complete(week(n))).collect();
        cohort.records[0].coverage.push((Stream::Issues, week(0), Coverage::Partial("some".into())));
        let acts = days.iter().zip(1..).map(|(&on, n)| {
            pull_request("ada", "lantern-works/beam", n, monitor_model::When::At(day(on)))
        });
        cohort.records[0].contributions = acts.collect();
        let before = midterm(&cohort, day(100)).swap_remove(0).progress;
        cohort.records[0] = assume_complete(&cohort.records[0], [whole_term()]);
        let after = midterm(&cohort, day(100)).swap_remove(0).progress;
        let Judgement::Level(level) = after.judgement else {
            return Err(TestCaseError::fail("the level is known"));
        };
        match before.judgement {
            Judgement::Level(was) => prop_assert_eq!(was, level),
            Judgement::AtLeast(was) => prop_assert!(level >= was),
            Judgement::Unknown => {}
        }
        prop_assert_eq!(before.points, after.points, "nothing is made up");
    }
}

#[test]
fn cases_are_periods_that_ended_and_have_a_verdict() {
    let cohort = cohort(["ada", "grace"]);
    let all = variants(&Standards::default());
    let ids: Vec<PeriodId> = cohort.program.periods.iter().map(|p| p.id.clone()).collect();
    let of = |now, verdicts: &Verdicts| {
        let panel = Panel::new(&cohort, &ids, &all, true, now).unwrap();
        cohort.records.iter().flat_map(|r| panel.cases(r, verdicts)).collect::<Vec<_>>()
    };
    let everybody = Verdicts { others_failed: Some(0), ..Verdicts::default() };
    assert_eq!(of(day(100), &Verdicts::default()), []);
    assert_eq!(of(day(100), &everybody).len(), 4);
    assert_eq!(of(day(30), &everybody).len(), 2, "the second period has not ended");
    let mut one = Verdicts::default();
    let key = cohort.records[1].enrollment.key.clone();
    one.known.insert((cohort.program.id.clone(), key.clone(), ids[0].clone()), Verdict::Failed);
    let cases = of(day(100), &one);
    assert_eq!(cases.len(), 1);
    assert_eq!((&cases[0].key, cases[0].verdict), (&key, Some(Verdict::Failed)));
    assert_eq!((cases[0].weeks, cases[0].unseen), (3, 3));
    assert_eq!(cases[0].outcomes.len(), all.len());
    let base = &cases[0].outcomes[0];
    assert_eq!(base.level, Some(Level::None));
    assert!(base.below_steady() && base.found(monitor_model::RuleId("stalled")));
    let unknown = PeriodId::parse("third").unwrap();
    assert!(Panel::new(&cohort, &[unknown], &all, true, day(100)).is_err());
}
