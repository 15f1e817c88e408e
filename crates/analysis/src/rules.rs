//! The registry of rules: one rule is one file and one line in [`REGISTRY`].
//!
//! To add a rule, copy the file of a small one (`mentor_load.rs`), say in its [`Rule`] what a finding means and what it does
//! not mean, and add the line below. A rule sees only [`Facts`]; it says nothing, or one or two sentences with the figures
//! that it rests on.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use monitor_model::{
    Actor, Assessment, Finding, Mentor, Program, Record, RuleId, Severity, Standing, Window,
};

use crate::policy::Policy;

mod account_unavailable;
mod evaluation_missing;
mod evaluation_overdue;
mod evidence_outside_period;
mod evidence_unconfirmed;
mod fail_despite_activity;
mod hidden_activity;
mod late_burst;
mod login_reassigned;
mod login_unresolved;
mod mentor_load;
mod mentor_silent;
mod not_observed;
mod pass_outside_scope_only;
mod pass_with_low_activity;
mod pass_without_activity;
mod small_changes_only;
mod stalled;
mod undeclared_repositories;
mod waiting_on_review;
mod witness_mismatch;

/// Every rule, in the order in which findings of one severity are shown.
pub const REGISTRY: &[Rule] = &[
    login_unresolved::RULE,
    login_reassigned::RULE,
    account_unavailable::RULE,
    not_observed::RULE,
    evaluation_overdue::RULE,
    evaluation_missing::RULE,
    pass_without_activity::RULE,
    pass_with_low_activity::RULE,
    pass_outside_scope_only::RULE,
    fail_despite_activity::RULE,
    evidence_unconfirmed::RULE,
    evidence_outside_period::RULE,
    stalled::RULE,
    waiting_on_review::RULE,
    mentor_silent::RULE,
    late_burst::RULE,
    small_changes_only::RULE,
    hidden_activity::RULE,
    undeclared_repositories::RULE,
    witness_mismatch::RULE,
    mentor_load::RULE,
];

/// A rule: what it finds, and what people are to make of it.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The stable id.
    pub id: RuleId,
    /// How much a finding asks of people.
    pub severity: Severity,
    /// Who is to act.
    pub actor: Actor,
    /// What a finding means.
    pub means: &'static str,
    /// What a finding does not mean, though one might think so.
    pub does_not_mean: &'static str,
    /// What makes the finding go away.
    pub cleared_by: &'static str,
    /// What the rule says of an assessment, if anything.
    pub check: fn(&Facts<'_>) -> Option<String>,
}

/// What a rule may look at.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The assessment; its findings are still empty.
    pub assessment: &'a Assessment,
    /// What the store knows of the mentee: the account, and what GitHub and second sources said.
    pub record: &'a Record,
    /// The weeks of the elapsed window.
    pub weeks: &'a [Window],
    /// When there was activity that is counted but not itemised, within the elapsed window.
    pub hidden: &'a [Window],
    /// The instant of the assessment.
    pub now: DateTime<Utc>,
    /// The program's time zone, for dates in sentences.
    pub zone: Tz,
    /// The thresholds as they hold for this enrollment.
    pub policy: &'a Policy,
    /// How many mentees each mentor has.
    pub load: &'a MentorLoad,
}

/// How many mentees of a program each mentor has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MentorLoad(BTreeMap<String, u32>);

impl MentorLoad {
    /// Counts the enrollments of each mentor; a mentor who is listed twice in one enrollment counts once.
    #[must_use]
    pub fn of(program: &Program) -> Self {
        let mut load = BTreeMap::new();
        for enrollment in &program.enrollments {
            let mut keys: Vec<String> = enrollment.mentors.iter().map(Mentor::key).collect();
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                *load.entry(key).or_insert(0) += 1;
            }
        }
        Self(load)
    }

    /// How many mentees a mentor has.
    #[must_use]
    pub fn of_mentor(&self, mentor: &Mentor) -> u32 {
        self.0.get(&mentor.key()).copied().unwrap_or(0)
    }
}

/// What all rules say of an assessment, gravest first, then in the registry's order. Of a mentee who has left, everything is only good
/// to know: nobody has to act on it any more.
#[must_use]
pub fn findings(facts: &Facts<'_>) -> Vec<Finding> {
    let finding = |rule: &Rule| {
        let says = (rule.check)(facts)?;
        let has_left = facts.assessment.stand.standing == Standing::Withdrawn;
        let severity = if has_left { Severity::Info } else { rule.severity };
        Some(Finding { rule: rule.id, severity, actor: rule.actor, says })
    };
    let mut findings: Vec<Finding> = REGISTRY.iter().filter_map(finding).collect();
    findings.sort_by_key(|finding| finding.severity);
    findings
}

/// A number and its noun, which takes an `s` unless there is just one.
fn counted(n: u32, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

/// The day on which a window begins, in a zone.
fn day(window: &Window, zone: Tz) -> String {
    day_of(window.from(), zone)
}

/// The day of an instant, in a zone.
fn day_of(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agreement::fixture::{evaluate, ledger};
    use crate::assess::fixture::{cohort, day, midterm};
    use monitor_model::{Cohort, LoginError, Mentee, Verdict};

    #[test]
    fn of_a_mentee_who_has_left_everything_is_only_good_to_know() {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].enrollment.mentee =
            Mentee::Unresolved { given: "ada grace".into(), why: LoginError::Several };
        let severities = |said: Vec<_>, cohort: &mut Cohort| -> Vec<(&'static str, Severity)> {
            cohort.records[0].ledger = ledger(said);
            let found = midterm(cohort, day(23)).swap_remove(0).findings;
            found.iter().map(|of| (of.rule.0, of.severity)).collect()
        };
        let before = severities(vec![evaluate(Verdict::Fail)], &mut cohort);
        assert!(before.contains(&("login-unresolved", Severity::Attention)), "{before:?}");
        let after = severities(vec![evaluate(Verdict::Withdraw)], &mut cohort);
        assert!(after.iter().any(|of| of.0 == "login-unresolved"), "{after:?}");
        assert!(after.iter().all(|of| of.1 == Severity::Info), "{after:?}");
    }

    #[test]
    fn every_rule_is_documented_and_has_an_id_of_its_own() {
        let mut ids: Vec<&str> = REGISTRY.iter().map(|rule| rule.id.0).collect();
        for rule in REGISTRY {
            for text in [rule.means, rule.does_not_mean, rule.cleared_by] {
                assert!(text.ends_with('.') && text.len() > 20, "{}: {text}", rule.id);
            }
        }
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), REGISTRY.len());
    }
}
