//! The thresholds of the rules, from `config/policy.toml`, where each has its reason beside it.

use serde::Deserialize;

/// The thresholds of the rules. Every key may be left out; then the default holds.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Policy {
    /// `stalled`: days without any contribution before the end of the period, or now; at least 1.
    pub stalled_days: u16,
    /// `mentor-load`: how many mentees one mentor may have in one program; at least 1.
    pub mentor_load_limit: u16,
    /// `undeclared-repositories`: from how many contributions in one owner's repositories outside the scope on; at least 1.
    pub undeclared_minimum: u16,
}

impl Default for Policy {
    fn default() -> Self {
        Self { stalled_days: 14, mentor_load_limit: 3, undeclared_minimum: 3 }
    }
}

impl Policy {
    /// The keys whose value is out of range, as sentences.
    #[must_use]
    pub fn problems(&self) -> Vec<String> {
        let keys = [
            ("stalled-days", self.stalled_days),
            ("mentor-load-limit", self.mentor_load_limit),
            ("undeclared-minimum", self.undeclared_minimum),
        ];
        let zero = keys.iter().filter(|(_, value)| *value == 0);
        zero.map(|(key, value)| format!("`{key} = {value}` must be at least 1")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_policy_states_the_defaults() {
        let shipped: Policy = toml::from_str(include_str!("../../../config/policy.toml")).unwrap();
        assert_eq!(shipped, Policy::default());
    }

    #[test]
    fn an_unknown_key_is_refused_and_zero_is_a_problem() {
        assert!(toml::from_str::<Policy>("stale-days = 3").is_err());
        let policy: Policy = toml::from_str("stalled-days = 0").unwrap();
        assert_eq!(policy.problems(), ["`stalled-days = 0` must be at least 1"]);
        assert!(Policy::default().problems().is_empty());
    }
}
