//! The thresholds of the rules, from `config/policy.toml`, where each has its reason beside it.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use monitor_model::{ProgramId, WorkKind};
use serde::{Deserialize, Deserializer, Serialize};

mod criteria;

pub use criteria::Criteria;

/// Values for some of the keys, for one kind of work or one program.
pub type Overrides = BTreeMap<String, BTreeMap<String, u16>>;

/// The thresholds of the rules. Every key may be left out; then the default holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Policy {
    /// `stalled`: days without any contribution before the end of the period, or now; at least 1.
    pub stalled_days: u16,
    /// `mentor-load`: how many mentees one mentor may have in one program; at least 1.
    pub mentor_load_limit: u16,
    /// `undeclared-repositories`: from how many contributions in one owner's repositories outside the scope on; at least 1.
    pub undeclared_minimum: u16,
    /// How many percent of the scoring's points are expected; 1 to 400.
    pub expectation_percent: u16,
    /// In how many percent of the elapsed weeks there must be work for `steady`; 0 to 100.
    pub steady_weeks_percent: u16,
    /// In how many percent of the elapsed weeks there must be work for `strong`; 0 to 100.
    pub strong_weeks_percent: u16,
    /// `late-burst`: how many days at the end of the period are late; 1 to 60.
    pub late_burst_days: u16,
    /// `late-burst`: how many percent of the points must fall in them; 51 to 100.
    pub late_burst_percent: u16,
    /// `late-burst`: how many points the period must have at least; at least 1.
    pub late_burst_minimum: u16,
    /// `small-changes-only`: up to how many changed lines a merged pull request is tiny.
    pub small_changes_lines: u16,
    /// `small-changes-only`: from how many merged pull requests on it is said; at least 1.
    pub small_changes_minimum: u16,
    /// `waiting-on-review`: days after which a pull request without a response is named; at least 1.
    pub response_days: u16,
    /// `mentor-silent`: days for which a mentor had something to act on before it is said that none did; at least 1.
    pub mentor_silent_days: u16,
    /// From how many finished enrollments of earlier programs on it is said where a mentee's progress lies among theirs; at least 1.
    pub context_minimum: u16,
    /// `evaluation-missing`: days before an evaluation is due from which on it is said that there is none; at least 1.
    pub evaluation_soon_days: u16,
    /// Days that a mentor has to answer a dispute; 1 to 60.
    pub response_window_days: u16,
    /// Reminders: days before an evaluation is due of the first one; 2 to 60, and more than those of the second one.
    pub reminder_first_days: u16,
    /// Reminders: days before an evaluation, or an answer to a dispute, is due of the second one; 1 to 30.
    pub reminder_second_days: u16,
    /// Reminders: every how many days there is one of an evaluation that is late; 1 to 60.
    pub reminder_late_days: u16,
    /// Reminders: up to how many days after it was due there is one of an evaluation that is late; 0 to 90.
    pub reminder_until_days: u16,
    /// Whether reports with verdicts and notes may be posted where everybody can read them.
    pub publish_verdicts: bool,
    /// `[criteria]`: by what an administrator may dispute a pass; the same for everybody.
    pub criteria: Criteria,
    /// `[work.KIND]`: other values for enrollments with this kind of work.
    #[serde(deserialize_with = "over_default_work")]
    pub work: Overrides,
    /// `[program.ID]`: other values for one program.
    pub program: Overrides,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            stalled_days: 14,
            mentor_load_limit: 3,
            undeclared_minimum: 3,
            expectation_percent: 100,
            steady_weeks_percent: 40,
            strong_weeks_percent: 60,
            late_burst_days: 5,
            late_burst_percent: 70,
            late_burst_minimum: 20,
            small_changes_lines: 10,
            small_changes_minimum: 3,
            response_days: 5,
            mentor_silent_days: 14,
            context_minimum: 20,
            evaluation_soon_days: 7,
            response_window_days: 7,
            reminder_first_days: 14,
            reminder_second_days: 2,
            reminder_late_days: 7,
            reminder_until_days: 28,
            publish_verdicts: false,
            criteria: Criteria::default(),
            work: default_work(),
            program: Overrides::new(),
        }
    }
}

/// Design and research leave half of their trace elsewhere.
fn default_work() -> Overrides {
    let half = BTreeMap::from([("expectation-percent".to_owned(), 50)]);
    let kinds = [WorkKind::Design, WorkKind::Research];
    kinds.iter().map(|kind| (kind.to_string(), half.clone())).collect()
}

/// A table of a kind of work that is left out, or a key of it, has its default.
fn over_default_work<'de, D: Deserializer<'de>>(from: D) -> Result<Overrides, D::Error> {
    let mut given = Overrides::deserialize(from)?;
    for (kind, values) in default_work() {
        let table = given.entry(kind).or_default();
        for (key, value) in values {
            table.entry(key).or_insert(value);
        }
    }
    Ok(given)
}

/// How the keys begin that hold for a whole program.
const OF_REMINDERS: &str = "reminder-";

const FROM_ONE: RangeInclusive<u16> = 1..=u16::MAX;

impl Policy {
    /// Every number with its key and range: the one list of what may be checked and overridden.
    pub(crate) fn keys(&mut self) -> [(&'static str, &mut u16, RangeInclusive<u16>); 20] {
        [
            ("stalled-days", &mut self.stalled_days, FROM_ONE),
            ("mentor-load-limit", &mut self.mentor_load_limit, FROM_ONE),
            ("undeclared-minimum", &mut self.undeclared_minimum, FROM_ONE),
            ("expectation-percent", &mut self.expectation_percent, 1..=400),
            ("steady-weeks-percent", &mut self.steady_weeks_percent, 0..=100),
            ("strong-weeks-percent", &mut self.strong_weeks_percent, 0..=100),
            ("late-burst-days", &mut self.late_burst_days, 1..=60),
            ("late-burst-percent", &mut self.late_burst_percent, 51..=100),
            ("late-burst-minimum", &mut self.late_burst_minimum, FROM_ONE),
            ("small-changes-lines", &mut self.small_changes_lines, FROM_ONE),
            ("small-changes-minimum", &mut self.small_changes_minimum, FROM_ONE),
            ("response-days", &mut self.response_days, FROM_ONE),
            ("mentor-silent-days", &mut self.mentor_silent_days, FROM_ONE),
            ("context-minimum", &mut self.context_minimum, FROM_ONE),
            ("evaluation-soon-days", &mut self.evaluation_soon_days, FROM_ONE),
            ("response-window-days", &mut self.response_window_days, 1..=60),
            ("reminder-first-days", &mut self.reminder_first_days, 2..=60),
            ("reminder-second-days", &mut self.reminder_second_days, 1..=30),
            ("reminder-late-days", &mut self.reminder_late_days, 1..=60),
            ("reminder-until-days", &mut self.reminder_until_days, 0..=90),
        ]
    }

    /// The thresholds for one enrollment. Several kinds of work share its hours, so each value is their average, rounded down; a
    /// roster that names none means code. A value of the program's own table takes the place of all others, for somebody
    /// wrote it for this program.
    #[must_use]
    pub fn of(&self, program: &ProgramId, work: &[WorkKind]) -> Self {
        let plain = self.plain();
        let mut kinds = if work.is_empty() { vec![WorkKind::Code] } else { work.to_vec() };
        kinds.sort_unstable();
        kinds.dedup();
        let mut of_kinds: Vec<Self> =
            kinds.iter().map(|kind| plain.with(self.work.get(kind.as_str()))).collect();
        let mut all = plain;
        for (index, (_, value, _)) in all.keys().into_iter().enumerate() {
            let sum: u32 = of_kinds.iter_mut().map(|p| u32::from(*p.keys()[index].1)).sum();
            let average = sum / u32::try_from(kinds.len()).unwrap_or(u32::MAX);
            *value = u16::try_from(average).unwrap_or(u16::MAX);
        }
        all.with(self.program.get(program.as_str()))
    }

    /// The thresholds for what concerns everybody in a program, whatever they work on: those of reminders.
    #[must_use]
    pub fn of_program(&self, program: &ProgramId) -> Self {
        self.plain().with(self.program.get(program.as_str()))
    }

    /// The same without its tables.
    fn plain(&self) -> Self {
        let criteria = self.criteria.clone();
        Self { criteria, work: Overrides::new(), program: Overrides::new(), ..*self }
    }

    /// The same with some values of its own.
    fn with(&self, values: Option<&BTreeMap<String, u16>>) -> Self {
        let mut other = self.clone();
        for (key, value, _) in other.keys() {
            if let Some(own) = values.and_then(|values| values.get(key)) {
                *value = *own;
            }
        }
        other
    }

    /// Everything that is wrong, as sentences: values out of range, unknown keys, kinds of work and ids.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let plain = self.plain();
        let mut found = plain.clone().own_problems("", None);
        found.extend(self.criteria.problems());
        for (kind, values) in &self.work {
            let name = format!("[work.{kind}] ");
            found.extend(kind.parse::<WorkKind>().err().map(|e| format!("`[work.{kind}]`: {e}")));
            found.extend(plain.with(Some(values)).own_problems(&name, Some(values)));
            let shared = values.keys().filter(|key| key.starts_with(OF_REMINDERS));
            found.extend(shared.map(|key| {
                format!("`{name}{key}` must be said for all or in `[program.ID]`: reminders go to everybody at once")
            }));
        }
        for (id, values) in &self.program {
            let name = format!("[program.{id}] ");
            found.extend(ProgramId::parse(id).err().map(|e| format!("`[program.{id}]`: {e}")));
            found.extend(plain.with(Some(values)).own_problems(&name, Some(values)));
        }
        found
    }

    /// What is wrong with the values that a table gives, or with all.
    fn own_problems(mut self, table: &str, given: Option<&BTreeMap<String, u16>>) -> Vec<String> {
        let concerns = |key: &str| given.is_none_or(|given| given.contains_key(key));
        let mut found = Vec::new();
        let keys = self.keys();
        let unknown = given.into_iter().flat_map(BTreeMap::keys);
        for key in unknown.filter(|key| !keys.iter().any(|(known, ..)| known == key)) {
            found.push(format!("`{table}{key}` is no key of the policy"));
        }
        for (key, value, range) in keys {
            if concerns(key) && !range.contains(value) {
                let (least, most) = (range.start(), range.end());
                let most =
                    if *most == u16::MAX { String::new() } else { format!(" and at most {most}") };
                found.push(format!("`{table}{key} = {value}` must be at least {least}{most}"));
            }
        }
        let (steady, strong) = (self.steady_weeks_percent, self.strong_weeks_percent);
        let weeks = concerns("steady-weeks-percent") || concerns("strong-weeks-percent");
        if weeks && strong < steady {
            found.push(format!(
                "`{table}strong-weeks-percent = {strong}` must not be less than `steady-weeks-percent = {steady}`"
            ));
        }
        let (first, second) = (self.reminder_first_days, self.reminder_second_days);
        let days = concerns("reminder-first-days") || concerns("reminder-second-days");
        if days && first <= second {
            found.push(format!(
                "`{table}reminder-first-days = {first}` must be more than `reminder-second-days = {second}`"
            ));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(text: &str) -> Policy {
        toml::from_str(text).unwrap()
    }

    fn of(policy: &Policy, program: &str, work: &[WorkKind]) -> Policy {
        policy.of(&ProgramId::parse(program).unwrap(), work)
    }

    #[test]
    fn the_shipped_policy_states_the_defaults() {
        let shipped = policy(include_str!("../../../config/policy.toml"));
        assert_eq!(shipped, Policy::default());
        assert!(shipped.problems().is_empty(), "{:?}", shipped.problems());
        let text = include_str!("../../../config/policy.toml");
        for (key, ..) in Policy::default().keys() {
            assert!(text.contains(&format!("\n{key} = ")), "`{key}` is not in the shipped file");
        }
    }

    #[test]
    fn an_unknown_key_is_refused_and_zero_is_a_problem() {
        assert!(toml::from_str::<Policy>("stale-days = 3").is_err());
        assert_eq!(
            policy("stalled-days = 0").problems(),
            ["`stalled-days = 0` must be at least 1"]
        );
        assert!(Policy::default().problems().is_empty());
    }

    #[test]
    fn all_problems_of_all_tables_are_said_at_once() {
        let wrong = "late-burst-percent = 50\n[work.desing]\nexpectation-percent = 50\n[work.docs]\nexpectation-percent = 0\n\
            [program.lantern-2026]\nstale-days = 3\nstrong-weeks-percent = 10\n[program.Lantern]\n";
        assert_eq!(
            policy(wrong).problems(),
            [
                "`late-burst-percent = 50` must be at least 51 and at most 100",
                "`[work.desing]`: `desing` is none of: code, docs, design, research, community",
                "`[work.docs] expectation-percent = 0` must be at least 1 and at most 400",
                "`[program.Lantern]`: `Lantern` is no id; an id has 1 to 64 of a-z, 0-9, `-`, `_` and `.`, and starts with a letter or digit",
                "`[program.lantern-2026] stale-days` is no key of the policy",
                "`[program.lantern-2026] strong-weeks-percent = 10` must not be less than `steady-weeks-percent = 40`",
            ]
        );
    }

    #[test]
    fn reminders_are_the_same_for_everybody_in_a_program() {
        let of = policy("[program.own]\nreminder-first-days = 21");
        let days = |program| of.of_program(&ProgramId::parse(program).unwrap()).reminder_first_days;
        assert_eq!((days("own"), days("other"), of.problems()), (21, 14, vec![]));
        let wrong = "[work.docs]\nreminder-late-days = 3\n[program.a]\nreminder-first-days = 2";
        assert_eq!(
            policy(wrong).problems(),
            [
                "`[work.docs] reminder-late-days` must be said for all or in `[program.ID]`: reminders go to everybody at once",
                "`[program.a] reminder-first-days = 2` must be more than `reminder-second-days = 2`",
            ]
        );
    }

    #[test]
    fn kinds_of_work_share_the_hours_and_the_program_has_the_last_word() {
        use WorkKind::{Code, Design, Docs, Research};
        let text = "[program.own]\nstalled-days = 7\n[program.full]\nexpectation-percent = 90\n\
            [work.design]\nstalled-days = 28\n[work.docs]\nexpectation-percent = 80";
        let policy = policy(text);
        for (program, work, expectation, stalled) in [
            ("a", &[][..], 100, 14),
            ("a", &[Code], 100, 14),
            ("a", &[Design], 50, 28),
            ("a", &[Research, Research], 50, 14),
            ("a", &[Code, Design], 75, 21),
            ("a", &[Code, Docs, Design], 76, 18),
            ("own", &[Design], 50, 7),
            ("full", &[Code, Design], 90, 21),
        ] {
            let of = of(&policy, program, work);
            let values = (of.expectation_percent, of.stalled_days);
            assert_eq!(values, (expectation, stalled), "{program} {work:?}");
            assert!(of.work.is_empty() && of.program.is_empty() && of.problems().is_empty());
        }
    }
}
