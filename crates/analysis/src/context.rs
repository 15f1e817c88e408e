//! Where the progress of a period lies among finished enrollments of earlier programs at the same week. It is said to people beside
//! the score; no rule reads it, and nobody is ranked inside a cohort.
//!
//! Quartiles are by nearest rank: the first is the least percentage that at least a quarter of all do not exceed, and so on. So every
//! quartile is a percentage that somebody had.

use chrono::{DateTime, TimeDelta, Utc};
use monitor_model::{Assessment, Cohort, Judgement, Period, Program, ProgramId, Progress, Record};

use crate::agreement;
use crate::assess::Assessor;
use crate::observed::whole;
use crate::standards::Standards;

/// How far into which period of its program an enrollment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The period by its place in the program, from 0.
    position: usize,
    /// How much of it has passed.
    elapsed: TimeDelta,
}

impl Moment {
    /// The moment at which a program's period was assessed; `None` before the period begins.
    #[must_use]
    pub fn of(program: &Program, assessment: &Assessment) -> Option<Self> {
        let position = program.periods.iter().position(|p| p.id == assessment.period.id)?;
        Some(Self { position, elapsed: assessment.elapsed?.length() })
    }
}

/// An earlier program, ready to be looked at as it was at the same moment.
#[derive(Debug)]
pub struct Earlier<'s> {
    program: ProgramId,
    assessor: Assessor<'s>,
    period: Period,
    elapsed: TimeDelta,
    /// When the later program begins.
    until: DateTime<Utc>,
}

impl<'s> Earlier<'s> {
    /// An earlier program, of which the records need their enrollment and coverage only; `None` unless it ended before the other
    /// one began, and has a period in the same place.
    #[must_use]
    pub fn new(
        head: &Cohort,
        than: &Program,
        moment: Moment,
        standards: &'s Standards,
    ) -> Option<Self> {
        let until = than.window.from();
        if !is_earlier(&head.program, than) {
            return None;
        }
        let period = head.program.periods.get(moment.position)?.clone();
        let assessor = Assessor::new(head, &period.id, standards, until).ok()?;
        let program = head.program.id.clone();
        Some(Self { program, assessor, period, elapsed: moment.elapsed, until })
    }

    /// How many percent of what was expected the enrollment had at that moment; `None` unless its level was known, and the
    /// enrollment was over when the later program began.
    #[must_use]
    pub fn percent(&self, record: &Record) -> Option<u64> {
        let own = agreement::own_windows(&self.program, record, self.until);
        if own.values().any(|window| window.to() > self.until) {
            return None;
        }
        let window = own.get(&self.period.id).copied().unwrap_or(self.period.window);
        let progress = self.assessor.assess_at(record, window.from() + self.elapsed).progress;
        percent(&progress).filter(|_| is_known(&progress))
    }
}

/// Whether a program ended before another one began, which no program did before itself.
#[must_use]
pub fn is_earlier(program: &Program, than: &Program) -> bool {
    program.id != than.id && program.window.to() <= than.window.from()
}

/// Where a period's progress lies among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// How many others there are.
    pub n: u32,
    /// In which week of the period, from 1.
    pub week: u32,
    /// What a quarter, half and three quarters of the others had at most, in percent of what was expected of them.
    pub quartiles: [u64; 3],
    /// What this one has, in percent.
    pub own: u64,
    /// Whether that is all; otherwise it is the least that this one has.
    pub own_is_all: bool,
}

impl Context {
    /// An assessment among the percentages of others, in any order; `None` before its period begins, and where the others are
    /// fewer than `minimum`, of whom quartiles say little and might tell who they are.
    #[must_use]
    pub fn of(assessment: &Assessment, mut others: Vec<u64>, minimum: u16) -> Option<Self> {
        let own = percent(&assessment.progress)?;
        if others.len() < usize::from(minimum) {
            return None;
        }
        others.sort_unstable();
        Some(Self {
            n: whole(others.len()),
            week: assessment.progress.facts.weeks,
            quartiles: [quartile(&others, 1)?, quartile(&others, 2)?, quartile(&others, 3)?],
            own,
            own_is_all: is_known(&assessment.progress),
        })
    }
}

/// The quartile by nearest rank, of sorted values; `None` of none.
fn quartile(sorted: &[u64], which: usize) -> Option<u64> {
    let rank = (sorted.len() * which).div_ceil(4);
    rank.checked_sub(1).and_then(|index| sorted.get(index)).copied()
}

fn percent(progress: &Progress) -> Option<u64> {
    progress.points.percent_of(progress.expected)
}

const fn is_known(progress: &Progress) -> bool {
    matches!(progress.judgement, Judgement::Level(_))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::fixture::*;
    use monitor_model::{ProgramId, When, Window};
    use proptest::prelude::*;

    /// A cohort whose mentees opened so many pull requests each, one a day at noon, from the first day on.
    fn term(id: &str, pulls: &[u64]) -> Cohort {
        let mut cohort = cohort([]);
        cohort.program.id = ProgramId::parse(id).unwrap();
        for (n, &pulls) in pulls.iter().enumerate() {
            let name = format!("ada-{n}");
            let mut record = one(&name);
            record.contributions = (1..=pulls)
                .map(|n| {
                    pull_request(
                        &name,
                        "lantern-works/beam",
                        n,
                        When::At(day(n - 1) + TimeDelta::hours(12)),
                    )
                })
                .collect();
            cohort.records.push(record);
        }
        cohort.program.enrollments =
            cohort.records.iter().map(|record| record.enrollment.clone()).collect();
        cohort
    }

    fn one(name: &str) -> Record {
        let mut record = cohort([name]).records.remove(0);
        record.coverage = complete(whole_term());
        record
    }

    /// The program that begins when the fixture's ends.
    fn next() -> Program {
        let shift = whole_term().length();
        let later = |w: Window| Window::new(w.from() + shift, w.to() + shift).unwrap();
        let mut next = program();
        next.id = ProgramId::parse("lantern-2027").unwrap();
        next.window = later(next.window);
        for period in &mut next.periods {
            period.window = later(period.window);
        }
        next
    }

    fn percents(cohort: &Cohort, moment: Moment) -> Vec<u64> {
        let standards = Standards::default();
        let earlier = Earlier::new(cohort, &next(), moment, &standards);
        let of = |earlier: Earlier<'_>| {
            cohort.records.iter().filter_map(|r| earlier.percent(r)).collect()
        };
        earlier.map(of).unwrap_or_default()
    }

    const AFTER_A_WEEK: Moment = Moment { position: 0, elapsed: TimeDelta::days(7) };

    #[test]
    fn others_are_looked_at_as_they_were_at_the_same_week() {
        let cohort = term("lantern-2026", &[0, 1, 14]);
        // 15 points are expected of a week, and a pull request earns 10 when it is opened.
        assert_eq!(percents(&cohort, AFTER_A_WEEK), [0, 66, 466]);
        let two = Moment { elapsed: TimeDelta::days(14), ..AFTER_A_WEEK };
        assert_eq!(percents(&cohort, two), [0, 33, 466]);
        let second = Moment { position: 1, ..AFTER_A_WEEK };
        assert_eq!(percents(&cohort, second), [0, 0, 0]);
        assert_eq!(percents(&cohort, Moment { position: 2, ..AFTER_A_WEEK }), [0; 0]);
    }

    #[test]
    fn a_period_with_its_own_dates_counts_from_its_own_beginning() {
        let mut cohort = term("lantern-2026", &[14]);
        let midterm = cohort.program.periods[0].id.clone();
        let own = Window::new(week(1).from(), week(3).to()).unwrap();
        cohort.records[0].enrollment.own_windows.insert(midterm, own);
        let moment = Moment { elapsed: TimeDelta::days(14), ..AFTER_A_WEEK };
        assert_eq!(percents(&cohort, moment), [233], "seven of fourteen lie in the two weeks");
    }

    #[test]
    fn who_was_not_seen_or_not_done_does_not_count() {
        let mut cohort = term("lantern-2026", &[3, 3, 3]);
        cohort.records[0].coverage.pop();
        let last = cohort.program.periods[1].id.clone();
        let extended = Window::new(week(3).from(), week(7).to()).unwrap();
        cohort.records[1].enrollment.own_windows.insert(last, extended);
        assert_eq!(percents(&cohort, AFTER_A_WEEK), [200]);
    }

    #[test]
    fn the_cohort_itself_and_programs_that_had_not_ended_do_not_count() {
        let standards = Standards::default();
        let cohort = term("lantern-2026", &[3]);
        let is_there =
            |than: &Program| Earlier::new(&cohort, than, AFTER_A_WEEK, &standards).is_some();
        let mut later = next();
        assert!(is_there(&later));
        assert!(!is_there(&cohort.program), "itself");
        later.id = cohort.program.id.clone();
        assert!(!is_there(&later), "a later run under the same id is itself, too");
        let mut overlapping = next();
        let from = overlapping.window.from() - TimeDelta::seconds(1);
        overlapping.window = Window::new(from, overlapping.window.to()).unwrap();
        assert!(!is_there(&overlapping));
    }

    fn own(cohort: &Cohort) -> Assessment {
        midterm(cohort, day(7)).swap_remove(0)
    }

    #[test]
    fn too_few_others_say_nothing() {
        let own = own(&term("lantern-2026", &[1]));
        assert_eq!(Context::of(&own, vec![50; 19], 20), None);
        let context = Context::of(&own, vec![50; 20], 20).unwrap();
        let all = Context { n: 20, week: 1, quartiles: [50; 3], own: 66, own_is_all: true };
        assert_eq!(context, all);
        assert_eq!(Context::of(&own, vec![], 0), None);
        let mut unseen = term("lantern-2026", &[1]);
        unseen.records[0].coverage.clear();
        let own = midterm(&unseen, day(7)).swap_remove(0);
        assert!(!Context::of(&own, vec![50; 20], 20).unwrap().own_is_all);
        let before = midterm(&unseen, day(0)).swap_remove(0);
        assert_eq!(Context::of(&before, vec![50; 20], 20), None);
        assert_eq!(Moment::of(&program(), &before), None);
        assert_eq!(Moment::of(&program(), &own), Some(AFTER_A_WEEK));
    }

    #[test]
    fn quartiles_are_by_nearest_rank() {
        for (values, quartiles) in [
            (&[7][..], [7, 7, 7]),
            (&[1, 2], [1, 1, 2]),
            (&[1, 2, 3, 4], [1, 2, 3]),
            (&[1, 2, 3, 4, 5], [2, 3, 4]),
        ] {
            let found = [1, 2, 3].map(|which| quartile(values, which).unwrap());
            assert_eq!(found, quartiles, "{values:?}");
        }
    }

    proptest! {
        #[test]
        fn quartiles_are_in_order_whatever_the_order_of_the_others(
            others in prop::collection::vec(0_u64..500, 1..60), turn in 0_usize..60,
        ) {
            let own = own(&term("lantern-2026", &[1]));
            let context = Context::of(&own, others.clone(), 1).unwrap();
            prop_assert!(context.quartiles.is_sorted());
            prop_assert!(context.quartiles.iter().all(|quartile| others.contains(quartile)));
            for (which, quartile) in (1..).zip(context.quartiles) {
                let up_to = others.iter().filter(|&&other| other <= quartile).count();
                prop_assert!(up_to * 4 >= others.len() * which, "enough have no more");
            }
            let mut turned = others.clone();
            turned.rotate_left(turn % others.len());
            turned.reverse();
            prop_assert_eq!(Context::of(&own, turned, 1), Some(context));
        }

        #[test]
        fn what_others_did_later_and_who_else_is_here_changes_nothing(
            pulls in prop::collection::vec(0_u64..14, 1..8), later in 8_u64..40,
        ) {
            let before = percents(&term("lantern-2026", &pulls), AFTER_A_WEEK);
            let mut cohort = term("lantern-2026", &pulls);
            for record in &mut cohort.records {
                let name = record.enrollment.key.as_str().to_owned();
                let act = pull_request(&name, "lantern-works/beam", 99, When::At(day(later)));
                record.contributions.push(act);
            }
            prop_assert_eq!(percents(&cohort, AFTER_A_WEEK), before);
        }
    }
}
