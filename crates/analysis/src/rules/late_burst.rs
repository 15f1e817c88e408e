//! `late-burst`: most of the period's points fall in its last few days.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, Utc};
use monitor_model::{
    Actor, Assessment, Detail, Earner, Earning, ItemUrl, Points, ProgressLine, RuleId, Severity,
    When, midnight,
};

use super::{Facts, Rule};

pub(super) const RULE: Rule = Rule {
    id: RuleId("late-burst"),
    severity: Severity::Notice,
    actor: Actor::Mentor,
    means: "Everything public was seen, and at least `late-burst-percent` of the points that the mentee's own acts earned fall in the last `late-burst-days` of the period.",
    does_not_mean: "That the work was done in those days, or badly: people often show at the end what they made all along.",
    cleared_by: "A mentor who knows how the work went; nothing more is asked.",
    check,
};

/// A period must be so many times as long as its end, or the end is most of it.
const TIMES_AS_LONG: i32 = 3;

fn check(facts: &Facts<'_>) -> Option<String> {
    let Facts { assessment, policy, zone, .. } = *facts;
    let (window, days) = (assessment.period.window, u64::from(policy.late_burst_days));
    let last_day = window.to().with_timezone(&zone).date_naive();
    let from = midnight(last_day.checked_sub_days(Days::new(days))?, zone);
    // Once its last days have begun, whatever follows only makes them weigh more.
    let near_its_end = assessment.elapsed?.to() > from;
    let long_enough = window.length() >= (window.to() - from) * TIMES_AS_LONG;
    // What was not seen, or is not named, may lie before.
    let all_seen = assessment.coverage.is_complete() && facts.hidden.is_empty();
    if !(near_its_end && long_enough && all_seen) {
        return None;
    }
    let Weight { all, late } = weigh(facts, from);
    let share = late.percent_of(all)?;
    let enough = all >= Points::whole(u32::from(policy.late_burst_minimum));
    (enough && share >= u64::from(policy.late_burst_percent)).then(|| {
        let shown = from.with_timezone(&zone).format("%Y-%m-%d");
        format!(
            "{late} of {all} points ({share} %) fall in the last {days} days of the period, from {shown} on; merges are left out, since others choose their day."
        )
    })
}

/// The points that the mentee's own acts earned.
struct Weight {
    all: Points,
    late: Points,
}

fn weigh(facts: &Facts<'_>, from: DateTime<Utc>) -> Weight {
    let (mut all, mut late, mut prepared) = (Points::ZERO, Points::ZERO, Points::ZERO);
    let mut opened_late = BTreeMap::new();
    let own = facts.assessment.progress.lines.iter().filter(|line| is_own_day(line));
    for (line, at) in own.clone().map(|line| (line, earliest(line, facts.assessment))) {
        all = all + line.earned;
        if at >= from {
            late = late + line.earned;
            if let Some(url) = pull_request(line, facts) {
                opened_late.insert(url, line.earned);
            }
        }
    }
    // What a late pull request earned for commits from before is not of the last days.
    for line in own.filter(|line| earliest(line, facts.assessment) < from) {
        if let Some(left) = pull_request_of_commit(line, facts).and_then(|u| opened_late.get_mut(u))
        {
            let earlier = line.withheld.in_pull_request.min(*left);
            *left = left.less(earlier);
            prepared = prepared + earlier;
        }
    }
    Weight { all, late: late.less(prepared) }
}

/// The pull request that a line opens.
fn pull_request<'a>(line: &ProgressLine, facts: &Facts<'a>) -> Option<&'a ItemUrl> {
    match line.of {
        Earner::Contribution(index) if line.earning == Earning::PullRequestOpened => {
            Some(&facts.assessment.contributions[index].contribution.item.url)
        }
        _ => None,
    }
}

/// The pull request that the commit of a line belongs to.
fn pull_request_of_commit<'a>(line: &ProgressLine, facts: &Facts<'a>) -> Option<&'a ItemUrl> {
    let Earner::Contribution(index) = line.of else { return None };
    let commit = &facts.assessment.contributions[index].contribution.item.url;
    match facts.record.details.get(commit) {
        Some(Detail::Commit(detail)) => Some(&detail.pull_request),
        _ => None,
    }
}

/// Whether the mentee chose the day; a merge has that of whoever merges.
const fn is_own_day(line: &ProgressLine) -> bool {
    !matches!(line.earning, Earning::PullRequestMerged | Earning::IssueResolved)
}

/// The earliest instant at which the act may have happened.
fn earliest(line: &ProgressLine, assessment: &Assessment) -> DateTime<Utc> {
    match line.of {
        Earner::Contribution(index) => match assessment.contributions[index].contribution.when {
            When::At(instant) => instant,
            When::Within(window) => window.from(),
        },
        Earner::Tally(index) => assessment.tallies[index].tally.window.from(),
    }
}

#[cfg(test)]
mod tests {
    use crate::assess::fixture::*;
    use crate::scoring::sample::{belongs_to, commit, pull};
    use chrono::{DateTime, Utc};
    use monitor_model::{Act, Cohort, Contribution, HiddenActivity, When};

    /// The midterm is 21 days long, so its last five begin on day 16. An opened pull request earns 10 points.
    fn opened(on: &[u64]) -> Cohort {
        let mut cohort = cohort(["ada"]);
        cohort.records[0].coverage = complete(whole_term());
        let acts = on.iter().zip(1..).map(|(&on, n)| pull(n, Act::Opened, day(on)));
        cohort.records[0].contributions = acts.collect();
        cohort
    }

    fn said_on(cohort: &Cohort, now: DateTime<Utc>) -> bool {
        midterm(cohort, now)[0].findings.iter().any(|f| f.rule.0 == "late-burst")
    }

    #[test]
    fn says_how_much_fell_in_the_last_days() {
        let said = says(&opened(&[1, 17, 18, 20]), "late-burst").unwrap();
        assert_eq!(
            said,
            "30 of 40 points (75 %) fall in the last 5 days of the period, from 2026-03-18 on; merges are left out, since others choose their day."
        );
    }

    #[test]
    fn speaks_only_of_a_burst() {
        for (on, speaks) in [
            (&[16, 17][..], true),
            (&[15, 17], false),
            (&[1, 17, 18], false),
            (&[1, 2, 16, 16, 17, 18, 19], true),
            (&[17], false),
            (&[], false),
        ] {
            assert_eq!(says(&opened(on), "late-burst").is_some(), speaks, "{on:?}");
        }
    }

    #[test]
    fn the_day_of_a_merge_is_not_the_mentees() {
        let mut cohort = opened(&[1, 2]);
        let merged = (1..3).map(|n| pull(n, Act::Merged, day(19)));
        cohort.records[0].contributions.extend(merged);
        assert_eq!(says(&cohort, "late-burst"), None);
    }

    #[test]
    fn work_that_was_prepared_before_is_no_burst() {
        let mut cohort = opened(&[18, 19]);
        assert!(says(&cohort, "late-burst").is_some());
        for n in 0..4 {
            let commit = commit(&format!("a{n}"), day(n));
            cohort.records[0].details.insert(commit.item.url.clone(), belongs_to(1));
            cohort.records[0].contributions.push(commit);
        }
        assert_eq!(says(&cohort, "late-burst"), None);
        for detail in cohort.records[0].details.values_mut() {
            *detail = belongs_to(3);
        }
        cohort.records[0].contributions.push(pull(3, Act::Opened, day(0)));
        cohort.records[0].contributions.extend((4..9).map(|n| pull(n, Act::Opened, day(19))));
        assert!(says(&cohort, "late-burst").is_some(), "they are of a pull request from before");
    }

    #[test]
    fn is_silent_about_what_was_not_seen_or_not_named() {
        let mut unseen = opened(&[17, 18]);
        unseen.records[0].coverage.pop();
        assert_eq!(says(&unseen, "late-burst"), None);
        let mut hidden = opened(&[17, 18]);
        let secret = HiddenActivity { of: login("ada"), window: week(0), why: "private".into() };
        hidden.records[0].hidden = vec![secret];
        assert_eq!(says(&hidden, "late-burst"), None);
        let mut coarse = opened(&[17, 18]);
        let within = |c: &Contribution| Contribution { when: When::Within(week(2)), ..c.clone() };
        let acts = &mut coarse.records[0].contributions;
        *acts = acts.iter().map(within).collect();
        assert_eq!(says(&coarse, "late-burst"), None, "week 2 begins before the last days");
    }

    #[test]
    fn waits_for_the_last_days_and_for_a_period_that_is_long_enough() {
        let cohort = opened(&[17, 18]);
        assert!(!said_on(&opened(&[14, 15]), day(16)));
        assert!(said_on(&cohort, day(19)));
        let mut short = opened(&[12, 13]);
        let midterm = program().periods[0].id.clone();
        short.records[0].enrollment.own_windows.insert(midterm, week(1));
        assert!(!said_on(&short, day(100)), "five of seven days are no end");
    }
}
