//! The numbers on which findings and levels rest, and by how much each is moved to see what it decides.

use monitor_model::RuleId;

use crate::standards::Standards;

/// A number of the policy or the scoring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Knob {
    /// Its key as the file has it, below its table where it has one.
    pub key: &'static str,
    /// By how much it is moved: what a person would try next.
    pub step: u16,
    /// The rule that it decides; `None` where it decides levels.
    pub rule: Option<RuleId>,
}

/// A day, where a rule counts days.
const DAY: u16 = 1;
/// An item, a mentee or a point of a week, where they are few.
const ONE: u16 = 1;
/// Five of a hundred: fewer would move nobody in a term of fifty mentees, and more would be another rule.
const PERCENT: u16 = 5;
/// Five lines or points, where twenty are usual.
const FIVE: u16 = 5;

const fn rule(key: &'static str, step: u16, rule: &'static str) -> Knob {
    Knob { key, step, rule: Some(RuleId(rule)) }
}

const fn level(key: &'static str, step: u16) -> Knob {
    Knob { key, step, rule: None }
}

/// Every number that bears on a rule or a level, with its step.
pub const KNOBS: &[Knob] = &[
    rule("stalled-days", DAY, "stalled"),
    rule("mentor-load-limit", ONE, "mentor-load"),
    rule("undeclared-minimum", ONE, "undeclared-repositories"),
    rule("late-burst-days", DAY, "late-burst"),
    rule("late-burst-percent", PERCENT, "late-burst"),
    rule("late-burst-minimum", FIVE, "late-burst"),
    rule("small-changes-lines", FIVE, "small-changes-only"),
    rule("small-changes-minimum", ONE, "small-changes-only"),
    rule("response-days", DAY, "waiting-on-review"),
    rule("mentor-silent-days", DAY, "mentor-silent"),
    level("expectation-percent", PERCENT),
    level("steady-weeks-percent", PERCENT),
    level("strong-weeks-percent", PERCENT),
    level("expectation.points-per-week", ONE),
    level("level-percent.steady", PERCENT),
    level("level-percent.strong", PERCENT),
];

monitor_model::named! {
    /// Which way a number is moved.
    Step {
        /// One step less.
        Down = "down",
        /// One step more.
        Up = "up",
    }
}

/// A number that was moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Which number.
    pub knob: Knob,
    /// Which way.
    pub step: Step,
    /// What it was.
    pub from: u16,
    /// What it is.
    pub to: u16,
}

/// Standards to assess with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// What is not as the files have it; `None` of the files' own.
    pub moved: Option<Moved>,
    /// The standards.
    pub standards: Standards,
}

/// The standards as they are, first, and then with each number moved one step down and one up, where that is possible.
#[must_use]
pub fn variants(standards: &Standards) -> Vec<Variant> {
    let steps = KNOBS.iter().flat_map(|knob| Step::ALL.iter().map(move |&step| (*knob, step)));
    let moved = steps.filter_map(|(knob, step)| moved(standards, knob, step));
    let same = Variant { moved: None, standards: standards.clone() };
    std::iter::once(same).chain(moved).collect()
}

/// The standards with one number moved, also where a kind of work or a program has a value of its own for it; `None` where the
/// standards would then be refused.
fn moved(standards: &Standards, knob: Knob, step: Step) -> Option<Variant> {
    let mut other = standards.clone();
    let shift = |value: &mut u16| {
        let from = *value;
        *value = match step {
            Step::Down => from.checked_sub(knob.step)?,
            Step::Up => from.checked_add(knob.step)?,
        };
        Some((from, *value))
    };
    let (from, to) = shift(number(&mut other, knob.key)?)?;
    let tables = other.policy.work.values_mut().chain(other.policy.program.values_mut());
    for own in tables.filter_map(|table| table.get_mut(knob.key)) {
        shift(own)?;
    }
    let sound = other.policy.problems().is_empty() && other.scoring.problems().is_empty();
    let moved = Some(Moved { knob, step, from, to });
    sound.then_some(Variant { moved, standards: other })
}

/// The number with a key.
fn number<'s>(standards: &'s mut Standards, key: &str) -> Option<&'s mut u16> {
    let scoring = &mut standards.scoring;
    match key {
        "expectation.points-per-week" => Some(&mut scoring.expectation.points_per_week),
        "level-percent.steady" => Some(&mut scoring.level_percent.steady),
        "level-percent.strong" => Some(&mut scoring.level_percent.strong),
        key => standards.policy.keys().into_iter().find(|of| of.0 == key).map(|of| of.1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Policy, REGISTRY};

    /// Keys that neither a rule nor a level rests on.
    const OTHERS: &[&str] = &[
        "context-minimum",
        "evaluation-soon-days",
        "response-window-days",
        "reminder-first-days",
        "reminder-second-days",
        "reminder-late-days",
        "reminder-until-days",
    ];

    #[test]
    fn every_number_of_the_policy_is_moved_and_every_rule_is_one() {
        for (key, ..) in Policy::default().keys() {
            let moved = KNOBS.iter().any(|knob| knob.key == key);
            assert!(moved != OTHERS.contains(&key), "`{key}` is in one of KNOBS and OTHERS");
        }
        for rule in KNOBS.iter().filter_map(|knob| knob.rule) {
            assert!(REGISTRY.iter().any(|known| known.id == rule), "{rule}");
        }
        assert_eq!(variants(&Standards::default()).len(), 1 + 2 * KNOBS.len());
    }

    #[test]
    fn values_of_kinds_of_work_and_programs_move_along() {
        let mut standards = Standards::default();
        let own = [("stalled-days".to_owned(), 21)].into();
        standards.policy.program.insert("lantern-2026".to_owned(), own);
        let all = variants(&standards);
        let of = |key: &str, step| {
            let found = |v: &&Variant| v.moved.is_some_and(|m| m.knob.key == key && m.step == step);
            all.iter().find(found).unwrap()
        };
        let longer = of("stalled-days", Step::Up);
        assert_eq!(longer.standards.policy.program["lantern-2026"]["stalled-days"], 22);
        let less = of("expectation-percent", Step::Down);
        assert_eq!(less.standards.policy.work["design"]["expectation-percent"], 45);
        let moved = less.moved.unwrap();
        assert_eq!((moved.from, moved.to), (100, 95));
    }

    #[test]
    fn what_would_be_refused_is_not_tried() {
        let mut standards = Standards::default();
        standards.policy.stalled_days = 1;
        standards.policy.strong_weeks_percent = 100;
        let all = variants(&standards);
        assert_eq!(all.len(), 1 + 2 * KNOBS.len() - 2);
        for variant in &all {
            assert!(variant.standards.policy.problems().is_empty());
        }
    }
}
