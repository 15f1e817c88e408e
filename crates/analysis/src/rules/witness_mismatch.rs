//! `witness-mismatch`: a second source shows items that the lists lacked.

use std::collections::BTreeSet;

use monitor_model::{Actor, Contribution, Record, RuleId, Severity, Window, Witness, WitnessNote};

use super::{Facts, Rule, counted};
use crate::observed::whole;

pub(super) const RULE: Rule = Rule {
    id: RuleId("witness-mismatch"),
    severity: Severity::Notice,
    actor: Actor::Operator,
    means: "GitHub's search shows items of this mentee that the mentee's own lists did not, when both were asked last.",
    does_not_mean: "That the mentee did less than is shown: the collection is what is in doubt.",
    cleared_by: "A later run in which both agree.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let elapsed = facts.assessment.elapsed?;
    let about = |note: &&WitnessNote| note.window.intersect(&elapsed).is_some();
    let notes: Vec<&WitnessNote> = facts.record.witness.iter().filter(about).collect();
    let latest = |note: &&&WitnessNote| {
        notes.iter().all(|other| other.source != note.source || other.at <= note.at)
    };
    let missing: BTreeSet<&str> = notes
        .iter()
        .filter(latest)
        .filter_map(|note| match &note.verdict {
            Witness::Missing { node, .. } => Some(node.as_str()),
            _ => None,
        })
        .filter(|node| concerns(node, facts.record, &elapsed))
        .collect();
    let n = whole(missing.len());
    (n > 0).then(|| format!("A second source shows {} that the lists lacked.", counted(n, "item")))
}

/// Whether an item has to do with a window. Of one that was not fetched nobody knows when it was, so that it may.
fn concerns(node: &str, record: &Record, window: &Window) -> bool {
    let is_it = |c: &&Contribution| c.item.node_id.as_ref().is_some_and(|id| id.as_str() == node);
    let mut acts = record.contributions.iter().filter(is_it).peekable();
    acts.peek().is_none() || acts.any(|act| window.contains(act.when.anchor()))
}

#[cfg(test)]
mod tests {
    use crate::assess::fixture::*;
    use monitor_model::{When, Witness, WitnessNote};

    #[test]
    fn only_the_latest_word_of_a_source_counts() {
        let mut cohort = cohort(["ada"]);
        let note = |at, verdict| WitnessNote {
            of: login("ada"),
            source: "search".into(),
            window: whole_term(),
            at: day(at),
            verdict,
        };
        let missing = |node: &str| Witness::Missing { node: node.into(), url: None };
        cohort.records[0].witness = vec![note(1, missing("PR_1")), note(1, missing("PR_2"))];
        let said = says(&cohort, "witness-mismatch").unwrap();
        assert_eq!(said, "A second source shows 2 items that the lists lacked.");
        cohort.records[0].witness.push(note(2, Witness::Agrees));
        assert_eq!(says(&cohort, "witness-mismatch"), None);
    }

    #[test]
    fn what_is_known_by_now_is_said_of_the_period_that_it_lies_in() {
        for (opened, said) in [(20, true), (30, false)] {
            let mut cohort = cohort(["ada"]);
            let mut pull = pull_request("ada", "lantern-works/beam", 7, When::At(day(opened)));
            pull.item.node_id = Some("PR_7".into());
            cohort.records[0].contributions = vec![pull];
            let missing = Witness::Missing { node: "PR_7".into(), url: None };
            cohort.records[0].witness = vec![WitnessNote {
                of: login("ada"),
                source: "search".into(),
                window: whole_term(),
                at: day(40),
                verdict: missing,
            }];
            assert_eq!(says(&cohort, "witness-mismatch").is_some(), said, "on day {opened}");
        }
    }
}
