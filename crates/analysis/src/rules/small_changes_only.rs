//! `small-changes-only`: every merged change is tiny.

use monitor_model::{
    Actor, Earning, Points, ProgressLine, RuleId, Severity, SizeBasis, Stream, StreamCoverage,
};

use super::{Facts, Rule};

pub(super) const RULE: Rule = Rule {
    id: RuleId("small-changes-only"),
    severity: Severity::Info,
    actor: Actor::Mentor,
    means: "All pull requests were seen, at least `small-changes-minimum` were merged or landed, and each of them changes at most `small-changes-lines` lines that a person wrote.",
    does_not_mean: "That the work is worth little: a hard bug may be mended in one line. Drawings and notebooks are never called small.",
    cleared_by: "A larger merged change, or a mentor who says that small ones are what the project needs.",
    check,
};

fn check(facts: &Facts<'_>) -> Option<String> {
    let coverage = facts.assessment.coverage.of(Stream::PullRequests);
    // A change that was not seen may be a large one.
    if !coverage.is_some_and(StreamCoverage::is_complete) {
        return None;
    }
    let merged = |line: &&ProgressLine| {
        line.earning == Earning::PullRequestMerged && line.withheld.repeated == Points::ZERO
    };
    let lines =
        facts.assessment.progress.lines.iter().filter(merged).map(|line| match line.size.basis {
            SizeBasis::Lines(lines) => Some(lines),
            _ => None,
        });
    // One of unknown size may be a large one, too.
    let known: Vec<u32> = lines.collect::<Option<_>>()?;
    let limit = facts.policy.small_changes_lines;
    let largest = known.iter().copied().max()?;
    let speaks = known.len() >= usize::from(facts.policy.small_changes_minimum)
        && largest <= u32::from(limit);
    speaks.then(|| {
        let number = known.len();
        format!(
            "None of the {number} merged pull requests changes more than {limit} lines that a person wrote; the largest changes {largest}."
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::assess::fixture::*;
    use crate::scoring::sample::{lines, pull, pull_url};
    use monitor_model::{Act, Cohort};

    fn merged(sizes: &[u32]) -> Cohort {
        let mut cohort = cohort(["ada"]);
        let record = &mut cohort.records[0];
        record.coverage = complete(whole_term());
        for (&size, n) in sizes.iter().zip(1..) {
            record.contributions.push(pull(n, Act::Merged, day(n)));
            record.details.insert(pull_url(n), lines(size));
        }
        cohort
    }

    #[test]
    fn speaks_where_every_merged_change_is_tiny() {
        for (sizes, speaks) in [
            (&[1, 10, 0][..], true),
            (&[1, 11, 0], false),
            (&[1, 1, 1, 500], false),
            (&[1, 1], false),
            (&[], false),
        ] {
            let said = says(&merged(sizes), "small-changes-only");
            assert_eq!(said.is_some(), speaks, "{sizes:?}");
        }
        assert_eq!(
            says(&merged(&[1, 7, 3]), "small-changes-only").unwrap(),
            "None of the 3 merged pull requests changes more than 10 lines that a person wrote; the largest changes 7."
        );
    }

    #[test]
    fn a_size_that_is_not_known_is_not_small() {
        let mut cohort = merged(&[1, 1, 1, 1]);
        cohort.records[0].details.remove(&pull_url(2));
        assert_eq!(says(&cohort, "small-changes-only"), None);
    }

    #[test]
    fn a_change_that_was_not_seen_may_be_large() {
        let mut cohort = merged(&[1, 1, 1]);
        cohort.records[0].coverage.remove(0);
        assert_eq!(says(&cohort, "small-changes-only"), None);
    }

    #[test]
    fn an_open_change_is_no_merged_one_and_a_landed_one_is() {
        let mut cohort = merged(&[1, 1]);
        cohort.records[0].contributions.push(pull(8, Act::Opened, day(8)));
        cohort.records[0].details.insert(pull_url(8), lines(900));
        cohort.records[0].contributions.push(pull(1, Act::Landed, day(8)));
        assert_eq!(says(&cohort, "small-changes-only"), None, "merged and landed is one");
        cohort.records[0].contributions.push(pull(9, Act::Landed, day(9)));
        cohort.records[0].details.insert(pull_url(9), lines(2));
        assert!(says(&cohort, "small-changes-only").is_some());
    }
}
