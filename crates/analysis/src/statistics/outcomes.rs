//! What became of the mentees of a program, as far as verdicts are recorded.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use monitor_model::{Cohort, Count, PeriodId, Program, Record, Verdict};

use crate::agreement::{Agreement, Course, Over, as_known};
use crate::observed::whole;

/// What became of the mentees in one period. Of every mentee one of passed, failed, withdrawn and open holds. A count of the first
/// three is complete where nobody is open: then there is no verdict still to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcomes {
    /// Which period.
    pub period: PeriodId,
    /// Who passed.
    pub passed: Count,
    /// Who failed, in this period or in one before without a verdict since.
    pub failed: Count,
    /// Who left, in whichever period.
    pub withdrawn: Count,
    /// Who has or had more time in this period, or for whom a mentor asks for it; they are also one of the others.
    pub extended: Count,
    /// Who has no verdict yet. It is not known where no verdict of the whole program is recorded: then somebody else may have them.
    pub open: Count,
}

/// What is known where nothing is.
const UNKNOWN: Count = Count { seen: 0, complete: false };

/// What became of a mentee in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Passed,
    Failed,
    Withdrawn,
    Open,
}

/// The outcomes of every period of a program, in its order, as known at `now`.
pub(super) fn outcomes(cohort: &Cohort, now: DateTime<Utc>) -> Vec<Outcomes> {
    let program = &cohort.program;
    let known = |record: &Record| as_known(&program.id, record, now);
    let all: Vec<Agreement> = cohort.records.iter().map(known).collect();
    let recorded = all.is_empty() || all.iter().any(|of| course(program, of).is_begun());
    let periods = program.periods.iter().enumerate();
    periods.map(|(n, period)| of_period(program, &period.id, n, &all, recorded)).collect()
}

fn of_period(
    program: &Program,
    period: &PeriodId,
    n: usize,
    all: &[Agreement],
    recorded: bool,
) -> Outcomes {
    let mut counted: BTreeMap<Outcome, usize> = BTreeMap::new();
    for agreement in all {
        *counted.entry(outcome(&course(program, agreement), n)).or_default() += 1;
    }
    let many = |of| whole(counted.get(&of).copied().unwrap_or(0));
    let open = many(Outcome::Open);
    let settled = |seen| Count { seen, complete: open == 0 };
    let has_more = |agreement: &&Agreement| {
        let of = agreement.of(period);
        of.calendar.is_some() || of.verdict() == Some(Verdict::Extend)
    };
    Outcomes {
        period: period.clone(),
        passed: settled(many(Outcome::Passed)),
        failed: settled(many(Outcome::Failed)),
        withdrawn: settled(many(Outcome::Withdrawn)),
        extended: settled(whole(all.iter().filter(has_more).count())),
        open: if recorded { Count { seen: open, complete: true } } else { UNKNOWN },
    }
}

/// The verdicts on a mentee, period by period.
fn course(program: &Program, agreement: &Agreement) -> Course {
    Course::of(program.periods.iter().map(|period| &period.id), agreement)
}

/// What became of a mentee in the period with this number. Without a verdict on it, a mentee who left is gone, and one who failed
/// before is not waited for.
fn outcome(course: &Course, n: usize) -> Outcome {
    match (course.verdict(n), course.over(n)) {
        (Some(Verdict::Pass), _) => Outcome::Passed,
        (Some(Verdict::Fail), _) | (None, Some(Over::Failed)) => Outcome::Failed,
        (Some(Verdict::Withdraw), _) | (_, Some(Over::Left)) => Outcome::Withdrawn,
        (None | Some(Verdict::Extend), _) => Outcome::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agenda::fixture::{hour, scene};
    use crate::agenda::{Asks, Occasion, agenda};
    use crate::agreement::fixture::{evaluate, extend, hedy, ledger, of};
    use crate::assess::fixture::{cohort, day};
    use monitor_model::{Deed, Doer};
    use proptest::prelude::*;

    fn finally(verdict: Verdict) -> (Doer, Deed) {
        (hedy(), Deed::Evaluate { period: of("final"), verdict })
    }

    /// Passed, failed, withdrawn, extended and open as people read them, of the midterm and of the final.
    fn shown(cohort: &Cohort) -> [String; 2] {
        let of = |of: &Outcomes| {
            let counts = [of.passed, of.failed, of.withdrawn, of.extended, of.open];
            counts.map(|count| count.to_string()).join(" ")
        };
        let all = outcomes(cohort, day(100));
        [of(&all[0]), of(&all[1])]
    }

    #[test]
    fn no_verdict_at_all_is_no_zero() {
        let mut cohort = cohort(["ada", "bo"]);
        assert_eq!(shown(&cohort), ["? ? ? ? ?", "? ? ? ? ?"]);
        cohort.records[0].ledger = ledger(vec![evaluate(Verdict::Pass)]);
        assert_eq!(shown(&cohort), ["1+ ? ? ? 1", "? ? ? ? 2"]);
        let both = vec![evaluate(Verdict::Pass), finally(Verdict::Pass)];
        cohort.records[0].ledger = ledger(both.clone());
        let mut of_bo = ledger(both);
        of_bo.iter_mut().for_each(|entry| entry.about = cohort.records[1].enrollment.key.clone());
        cohort.records[1].ledger = of_bo;
        assert_eq!(shown(&cohort), ["2 0 0 0 0", "2 0 0 0 0"]);
    }

    #[test]
    fn who_left_or_failed_before_is_not_waited_for() {
        use Verdict::{Extend, Fail, Pass, Withdraw};
        for (said, midterm, last) in [
            (vec![evaluate(Fail)], "0 1 0 0 0", "0 1 0 0 0"),
            (vec![evaluate(Fail), finally(Pass)], "0 1 0 0 0", "1 0 0 0 0"),
            (vec![evaluate(Fail), finally(Extend)], "0 1 0 0 0", "? ? ? 1+ 1"),
            (vec![evaluate(Withdraw)], "0 0 1 0 0", "0 0 1 0 0"),
            (vec![finally(Withdraw)], "0 0 1 0 0", "0 0 1 0 0"),
            (vec![evaluate(Extend)], "? ? ? 1+ 1", "? ? ? ? 1"),
            (vec![evaluate(Extend), extend(), evaluate(Pass)], "1 0 0 1 0", "? ? ? ? 1"),
        ] {
            let mut cohort = cohort(["ada"]);
            cohort.records[0].ledger = ledger(said.clone());
            assert_eq!(shown(&cohort), [midterm, last], "{said:?}");
        }
    }

    proptest! {
        #[test]
        fn whom_dates_ask_for_an_evaluation_of_are_those_who_are_open(scene in scene(), now in 0..2_400_i64) {
            let cohort = scene.cohort();
            let agenda = agenda(&cohort.program, &scene.assessments(hour(now)), hour(now));
            for of in outcomes(&cohort, hour(now)) {
                let due = agenda.iter().filter(|date| date.what == Occasion::Due && date.period == of.period);
                let asked = due.flat_map(|date| &date.mentees).filter(|mentee| mentee.asks != Asks::Nothing);
                let asked = whole(asked.count());
                prop_assert!(!of.open.complete || of.open.seen == asked);
            }
        }

        #[test]
        fn everybody_is_one_of_four(scene in scene(), now in 0..2_400_i64) {
            let cohort = scene.cohort();
            for of in outcomes(&cohort, hour(now)) {
                let settled = of.passed.seen + of.failed.seen + of.withdrawn.seen;
                let all = whole(cohort.records.len());
                prop_assert_eq!(of.passed.complete, settled == all);
                if of.open.complete {
                    prop_assert_eq!(settled + of.open.seen, all);
                } else {
                    prop_assert_eq!(settled, 0);
                }
            }
        }
    }
}
