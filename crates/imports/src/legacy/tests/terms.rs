//! Whole fictional terms: what is truly in them is what is found.

use monitor_model::ItemKind;
use monitor_testkit::{Term, Truth};

use super::*;

/// What a reading finds, in the terms of the truth; what it can't know is taken over.
fn found(reading: &Reading, truth: Truth) -> Truth {
    let batch = &reading.batch;
    let of_kind = |kind| batch.contributions.iter().filter(|c| c.item.kind == kind).count();
    let commits: u32 = batch.tallies.iter().map(|tally| tally.commits).sum();
    Truth {
        rows: reading.rows.rows,
        null_rows: reading.rows.null_rows,
        mentee_weeks: reading.rows.mentee_weeks,
        hidden_weeks: batch.hidden.len(),
        pull_requests: of_kind(ItemKind::PullRequest),
        issues: of_kind(ItemKind::Issue),
        reviews: of_kind(ItemKind::Review),
        commits: usize::try_from(commits).unwrap(),
        ..truth
    }
}

#[test]
fn an_archive_holds_what_was_recorded() {
    for (seed, mentees, weeks) in [(1, 3, 4), (2, 12, 12), (3, 60, 12), (4, 1, 1)] {
        let term = Term::new("spring-2026").mentees(mentees).weeks(weeks).seed(seed).build();
        let reading = read("spring-2026.json", &term.activity_json, None).unwrap();
        assert_eq!(found(&reading, term.truth), term.truth);
        assert_eq!(reading.batch.unattributed.len(), term.truth.null_rows);
    }
}

/// Days that an act is known to: one, or the eight that a week lists.
fn precisions(reading: &Reading) -> (usize, usize) {
    let days = |c: &monitor_model::Contribution| match c.when {
        monitor_model::When::Within(known) => known.length().num_days(),
        monitor_model::When::At(_) => 0,
    };
    let count = |wanted| reading.batch.contributions.iter().filter(|c| days(c) == wanted).count();
    assert_eq!(count(1) + count(8), reading.batch.contributions.len());
    (count(1), count(8))
}

#[test]
fn what_stands_in_two_weeks_is_known_to_the_day() {
    let term = Term::new("spring-2026").mentees(60).weeks(12).seed(3).build();
    let (day, week) = precisions(&read("spring-2026.json", &term.activity_json, None).unwrap());
    let share = day * 100 / (day + week);
    assert!((8..=14).contains(&share), "{day} of {}", day + week);
}

#[test]
fn a_run_holds_the_same_and_names_everybody() {
    let term = Term::new("spring-2026").seed(7).build();
    let run = term.as_run();
    let reading = read("out.json", &run.output, Some(("state.json", &run.state))).unwrap();
    assert_eq!(found(&reading, term.truth), term.truth);
    assert_eq!(reading.batch.unattributed, []);
    assert_eq!(reading.rows.null_rows_named, term.truth.null_rows);
    let spoken_of = reading.batch.coverage.len();
    assert_eq!(spoken_of, 6 * (term.truth.mentee_weeks + term.truth.null_rows));
}
