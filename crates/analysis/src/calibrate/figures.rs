//! What many cases come to: levels and findings against verdicts, and what each number decides.

use std::collections::BTreeSet;

use monitor_model::{EnrollmentKey, Level, ProgramId, RuleId, Severity};

use super::knobs::{Knob, Moved, Variant};
use super::panel::{Case, Outcome, is_about_work};
use super::share::Share;
use super::verdict::Group;
use crate::rules::REGISTRY;

/// How levels and findings agreed with verdicts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calibration {
    /// The cases: one per mentee and period.
    pub cases: u32,
    /// The mentees of them; somebody in two programs is two.
    pub mentees: u32,
    /// How many of the cases passed.
    pub passed: Share,
    /// Weeks of all cases.
    pub weeks: u32,
    /// Those of them of which there is no record.
    pub unseen_weeks: u32,
    /// The levels from the least to the most, and then those not known.
    pub levels: Vec<LevelRow>,
    /// Of those whose level is not known, how many are at least steady.
    pub at_least_steady: u32,
    /// Every rule, in the order of the registry.
    pub findings: Vec<Finding>,
    /// Cases with at least one finding that needs attention.
    pub attention: Flag,
    /// Mentees with such a finding in any period.
    pub attention_mentees: u32,
    /// What each number decides, by number, down before up.
    pub shifts: Vec<Shift>,
}

/// One level against the verdicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelRow {
    /// The level; `None` where it is not known.
    pub level: Option<Level>,
    /// How many of its cases passed.
    pub passed: Share,
    /// How many of them failed.
    pub failed: Share,
}

/// What one rule found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: RuleId,
    /// How much it asks of people.
    pub severity: Severity,
    /// Whom it flagged.
    pub flag: Flag,
}

/// Whom a finding or a level flags, and whom it should not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flag {
    /// The false flags: of those that are flagged, how many passed.
    pub passed: Share,
    /// Of those that passed, how many are flagged.
    pub of_passed: Share,
}

impl Flag {
    /// How many are flagged.
    #[must_use]
    pub const fn flagged(&self) -> u32 {
        self.passed.of
    }
}

/// What changes when a number is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The number.
    pub moved: Moved,
    /// Findings that are there only after it.
    pub more: u32,
    /// Findings that were there only before it.
    pub fewer: u32,
    /// Cases whose level is another.
    pub levels: u32,
    /// What the number decides, before: its rule's findings, or levels below steady.
    pub before: Flag,
    /// The same, after.
    pub after: Flag,
}

impl Shift {
    /// Whether moving the number changes anything.
    #[must_use]
    pub const fn changes(&self) -> bool {
        self.more > 0 || self.fewer > 0 || self.levels > 0
    }
}

/// Counts cases that were assessed with these variants. `others_failed` of those without a verdict failed.
#[must_use]
pub fn calibration(cases: &[Case], variants: &[Variant], others_failed: u32) -> Calibration {
    let all = Tally { cases, everybody: group(cases, |_| true), others_failed };
    let unknown = |case: &Case| base(case).is_some_and(|o| o.level.is_none() && o.suffices);
    Calibration {
        cases: all.everybody.all(),
        mentees: mentees(cases, |_| true),
        passed: all.everybody.passed(&all.everybody, others_failed),
        weeks: cases.iter().map(|case| case.weeks).sum(),
        unseen_weeks: cases.iter().map(|case| case.unseen).sum(),
        levels: Level::ALL.iter().copied().map(Some).chain([None]).map(|l| all.level(l)).collect(),
        at_least_steady: group(cases, unknown).all(),
        findings: REGISTRY
            .iter()
            .filter(|rule| is_about_work(rule.id))
            .map(|rule| {
                let flag = all.flag(0, |outcome| outcome.found(rule.id));
                Finding { rule: rule.id, severity: rule.severity, flag }
            })
            .collect(),
        attention: all.flag(0, Outcome::needs_attention),
        attention_mentees: mentees(cases, Outcome::needs_attention),
        shifts: variants
            .iter()
            .enumerate()
            .filter_map(|(index, variant)| Some(all.shift(index, variant.moved?)))
            .collect(),
    }
}

/// The outcome with the standards as they are.
fn base(case: &Case) -> Option<&Outcome> {
    case.outcomes.first()
}

fn group(cases: &[Case], wanted: impl Fn(&Case) -> bool) -> Group {
    Group::of(cases.iter().filter(|case| wanted(case)).map(|case| case.verdict))
}

fn mentees(cases: &[Case], wanted: impl Fn(&Outcome) -> bool) -> u32 {
    let wanted = cases.iter().filter(|case| base(case).is_some_and(&wanted));
    let people: BTreeSet<(&ProgramId, &EnrollmentKey)> =
        wanted.map(|case| (&case.program, &case.key)).collect();
    crate::observed::whole(people.len())
}

/// Cases with what all of them together say of those whose verdict is not public.
struct Tally<'c> {
    cases: &'c [Case],
    everybody: Group,
    others_failed: u32,
}

impl Tally<'_> {
    fn level(&self, level: Option<Level>) -> LevelRow {
        let of = group(self.cases, |case| base(case).is_some_and(|outcome| outcome.level == level));
        LevelRow {
            level,
            passed: of.passed(&self.everybody, self.others_failed),
            failed: of.failed(&self.everybody, self.others_failed),
        }
    }

    /// Whom something flags with one of the variants.
    fn flag(&self, variant: usize, flags: impl Fn(&Outcome) -> bool) -> Flag {
        let of = group(self.cases, |case| case.outcomes.get(variant).is_some_and(&flags));
        let passed = of.passed(&self.everybody, self.others_failed);
        let all = self.everybody.passed(&self.everybody, self.others_failed);
        Flag { passed, of_passed: Share { of: all.least, ..passed } }
    }

    fn shift(&self, index: usize, moved: Moved) -> Shift {
        let pairs = || self.cases.iter().filter_map(|c| Some((base(c)?, c.outcomes.get(index)?)));
        let only = |these: &Outcome, those: &Outcome| {
            these.found.iter().filter(|(rule, _)| !those.found(*rule)).count()
        };
        let count = crate::observed::whole;
        Shift {
            moved,
            more: count(pairs().map(|(before, after)| only(after, before)).sum()),
            fewer: count(pairs().map(|(before, after)| only(before, after)).sum()),
            levels: count(pairs().filter(|(before, after)| before.level != after.level).count()),
            before: self.flag(0, |outcome| decided(&moved.knob, outcome)),
            after: self.flag(index, |outcome| decided(&moved.knob, outcome)),
        }
    }
}

/// Whether what a number decides holds of an outcome.
fn decided(knob: &Knob, outcome: &Outcome) -> bool {
    knob.rule.map_or_else(|| outcome.below_steady(), |rule| outcome.found(rule))
}
