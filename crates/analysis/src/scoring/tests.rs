//! Worked examples of scores.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use monitor_model::{
    Act, Contribution, Earning, ItemKind, Judgement, Level, MergedShare, Progress, Role, SizeBasis,
    When,
};

use super::sample::*;
use crate::assess::fixture::*;

/// What each line earned, as text.
fn earned(progress: &Progress) -> Vec<String> {
    progress.lines.iter().map(|line| line.earned.to_string()).collect()
}

#[test]
fn a_pull_request_earns_when_opened_and_when_merged_by_its_size() {
    let acts = [pull(1, Act::Opened, day(1)), pull(1, Act::Merged, day(9))];
    let details = BTreeMap::from([(pull_url(1), lines(255))]);
    let progress = progress(&acts, &details);
    assert_eq!(earned(&progress), ["16", "32"]);
    assert_eq!(
        (progress.points.to_string(), progress.expected.to_string()),
        ("48".into(), "45".into())
    );
    assert_eq!(progress.lines[0].size.basis, SizeBasis::Lines(255));
    assert_eq!(progress.facts.merged, MergedShare { opened: 1, merged: 1, complete: false });
}

#[test]
fn each_place_has_its_worth() {
    let at = |path: &str, n| act(path, ItemKind::Issue, Act::Opened, Role::Author, day(n));
    let acts =
        [at("lantern-works/a/issues/1", 1), at("other/a/issues/1", 2), at("ada/a/issues/1", 3)];
    assert_eq!(earned(&progress(&acts, &BTreeMap::new())), ["5", "2.5", "1"]);
}

#[test]
fn commits_of_a_pull_request_earn_only_what_exceeds_it() {
    // Eleven commits of 3 points, in weeks of at most 12, and a pull request of 10.
    let hours = |n: i64| day(1) + TimeDelta::hours(n);
    let mut acts: Vec<Contribution> = (0..4).map(|n| commit(&format!("a{n}"), hours(n))).collect();
    acts.extend((4..11).map(|n| commit(&format!("a{n}"), hours(n) + TimeDelta::days(7))));
    let details: BTreeMap<_, _> =
        acts.iter().map(|c| (c.item.url.clone(), belongs_to(1))).collect();
    assert_eq!(progress(&acts, &details).points.to_string(), "24", "without the pull request");
    acts.push(pull(1, Act::Opened, day(0)));
    let progress = progress(&acts, &details);
    assert_eq!(earned(&progress), ["10", "0", "0", "0", "2", "3", "3", "3", "3", "0", "0", "0"]);
    let partly = &progress.lines[4];
    assert_eq!(partly.withheld.in_pull_request.to_string(), "1");
    assert_eq!(progress.lines[11].withheld.over_weekly_cap.to_string(), "3");
    assert_eq!(progress.points.to_string(), "24");
}

#[test]
fn commits_of_pull_requests_that_earn_elsewhere_earn_by_themselves() {
    let acts = [commit("a1", day(1)), commit("a2", day(2)), pull(1, Act::Opened, day(40))];
    let details = BTreeMap::from([
        (acts[0].item.url.clone(), belongs_to(1)),
        (acts[1].item.url.clone(), belongs_to(99)),
    ]);
    let progress = progress(&acts, &details);
    assert_eq!(earned(&progress), ["3", "3"], "one was opened in another period, one is not ada's");
}

#[test]
fn talk_has_a_cap_in_each_week() {
    let mut acts: Vec<Contribution> = (0..7).map(|n| comment(n, day(1))).collect();
    acts.extend((10..13).map(|n| comment(n, day(8))));
    let own = act(
        "lantern-works/beam/pull/1#pullrequestreview-1",
        ItemKind::Review,
        Act::Reviewed,
        Role::Author,
        day(9),
    );
    acts.push(own);
    let progress = progress(&acts, &BTreeMap::new());
    assert_eq!(progress.points.to_string(), "9", "5 of 7, and 4");
    assert_eq!(progress.lines[10].earning, Earning::OwnReview);
}

#[test]
fn merged_and_landed_is_one_act() {
    let acts =
        [pull(1, Act::Landed, day(3)), pull(1, Act::Merged, day(4)), pull(1, Act::Closed, day(3))];
    let progress = progress(&acts, &BTreeMap::new());
    assert_eq!(earned(&progress), ["0", "20", "0"]);
    let repeated = &progress.lines[2];
    assert_eq!(
        (repeated.earning, repeated.withheld.repeated),
        (Earning::PullRequestMerged, repeated.worth)
    );
    assert_eq!(progress.facts.merged.opened, 0);
}

#[test]
fn a_review_that_is_stored_in_two_roles_earns_once_and_as_the_worthier() {
    let path = "lantern-works/beam/pull/1#pullrequestreview-1";
    let in_role = |role, n| act(path, ItemKind::Review, Act::Reviewed, role, day(n));
    let acts = [in_role(Role::Author, 1), in_role(Role::Reviewer, 1)];
    assert_eq!(earned(&progress(&acts, &BTreeMap::new())), ["0", "4"]);
}

#[test]
fn the_share_is_of_pull_requests_that_were_opened_in_the_period() {
    let mut acts = vec![pull(1, Act::Merged, day(3)), pull(2, Act::Opened, day(4))];
    acts.extend([
        pull(3, Act::Opened, day(5)),
        pull(3, Act::Landed, day(6)),
        pull(2, Act::Merged, day(30)),
    ]);
    let mut cohort = cohort(["ada"]);
    cohort.records[0].contributions = acts;
    cohort.records[0].coverage = complete(whole_term());
    let facts = midterm(&cohort, day(100)).swap_remove(0).progress.facts;
    assert_eq!(facts.merged, MergedShare { opened: 2, merged: 1, complete: true });
    assert_eq!((facts.active_weeks, facts.weeks, facts.longest_gap_weeks), (1, 3, 2));
}

#[test]
fn counted_commits_earn_under_the_cap_of_commits() {
    let mut cohort = cohort(["ada"]);
    cohort.records[0].contributions = vec![commit("a1", day(1))];
    cohort.records[0].tallies = vec![
        tally("ada", "lantern-works/beam", week(0), 5),
        tally("ada", "other/tool", week(1), 5),
    ];
    let progress = midterm(&cohort, day(100)).swap_remove(0).progress;
    assert_eq!(earned(&progress), ["3", "9", "5"]);
    assert_eq!(progress.lines[1].times, 5);
}

#[test]
fn what_is_dated_to_the_running_week_counts_in_it() {
    let mut cohort = cohort(["ada"]);
    let in_week = |n| Contribution { when: When::Within(week(1)), ..comment(n, day(8)) };
    cohort.records[0].contributions = (0..9).map(in_week).collect();
    let progress = midterm(&cohort, day(8)).swap_remove(0).progress;
    assert_eq!(progress.points.to_string(), "5");
}

#[test]
fn before_the_period_begins_nothing_is_expected_and_nothing_judged() {
    let mut cohort = cohort(["ada"]);
    cohort.records[0].coverage = complete(whole_term());
    let progress = midterm(&cohort, day(0)).swap_remove(0).progress;
    assert_eq!(
        (progress.expected.to_string(), progress.judgement),
        ("0".into(), Judgement::Unknown)
    );
    assert!(progress.lines.is_empty());
}

#[test]
fn kinds_of_work_change_what_is_expected() {
    let mut cohort = cohort(["ada"]);
    cohort.records[0].enrollment.work = vec![monitor_model::WorkKind::Design];
    let progress = midterm(&cohort, day(100)).swap_remove(0).progress;
    assert_eq!(progress.expected.to_string(), "22.5");
}

#[test]
fn all_work_in_one_week_is_said_to_lower_the_level() {
    let mut cohort = cohort(["ada"]);
    cohort.records[0].coverage = complete(whole_term());
    let in_days = |days: [u64; 5]| {
        let mut cohort = cohort.clone();
        let opened = (1..).zip(days).map(|(n, on)| pull(n, Act::Opened, day(on)));
        let merged = (1..).zip(days).map(|(n, on)| pull(n, Act::Merged, day(on)));
        cohort.records[0].contributions = opened.chain(merged).collect();
        let progress = midterm(&cohort, day(100)).swap_remove(0).progress;
        (progress.points.to_string(), progress.judgement, progress.lowered_by_weeks)
    };
    let level = Judgement::Level;
    assert_eq!(in_days([1, 1, 2, 2, 3]), ("150".into(), level(Level::Steady), true));
    assert_eq!(in_days([1, 2, 8, 9, 16]), ("150".into(), level(Level::Strong), false));
}
