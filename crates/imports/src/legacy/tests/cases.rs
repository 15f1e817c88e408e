//! What rows come to.

use monitor_model::{Act, Coverage, ItemKind, Role, Stream, When};

use super::*;

const REVIEW: &str = "https://github.com/Lantern-Works/Core/pull/9#pullrequestreview-5";

fn coverage(reading: &Reading, stream: Stream) -> Vec<String> {
    let statements = reading.batch.coverage.iter();
    statements
        .filter(|statement| statement.stream == stream)
        .map(|statement| statement.coverage.to_string())
        .collect()
}

fn tallies(reading: &Reading) -> Vec<(String, u32)> {
    let tallies = reading.batch.tallies.iter();
    tallies.map(|tally| (tally.repo.to_string(), tally.commits)).collect()
}

#[test]
fn items_become_contributions() {
    let row = pull_request(first("ada-lumen"), "Lantern-Works/Core", 7);
    let row = issue(row, "lantern-works/docs", 8);
    let row = review(row, "Lantern-Works/Core", REVIEW);
    let found: Vec<_> = of(&[row])
        .batch
        .contributions
        .into_iter()
        .map(|c| (c.item.kind, c.act, c.role, c.item.url.to_string()))
        .collect();
    let url = |path: &str| format!("https://github.com/lantern-works/{path}");
    assert_eq!(
        found,
        [
            (ItemKind::PullRequest, Act::Opened, Role::Author, url("core/pull/7")),
            (ItemKind::Issue, Act::Opened, Role::Author, url("docs/issues/8")),
            (
                ItemKind::Review,
                Act::Reviewed,
                Role::Reviewer,
                url("core/pull/9#pullrequestreview-5")
            ),
        ]
    );
}

#[test]
fn an_act_is_dated_to_its_week_and_the_day_after() {
    let reading = of(&[pull_request(first("ada-lumen"), "lantern-works/core", 7)]);
    let When::Within(known) = reading.batch.contributions[0].when else {
        panic!("dated to an instant that nobody knows");
    };
    assert_eq!(known.to_string(), "2026-03-02T00:00Z to 2026-03-10T00:00Z");
}

/// The window to which the only act of some rows is dated, in whatever order they come.
fn dated(rows: &[Value]) -> String {
    let one = |rows: &[Value]| {
        let batch = of(rows).batch;
        assert_eq!((batch.contributions.len(), batch.people.len()), (1, 1));
        let When::Within(known) = batch.contributions[0].when else { panic!() };
        known.to_string()
    };
    let backwards: Vec<Value> = rows.iter().rev().cloned().collect();
    assert_eq!(one(rows), one(&backwards));
    one(rows)
}

#[test]
fn an_item_that_two_weeks_list_was_done_on_the_day_that_both_cover() {
    let of_week = |row| pull_request(row, "lantern-works/core", 7);
    let early = of_week(first("ada-lumen"));
    let late = pull_request(second("Ada-Lumen"), "Lantern-Works/CORE", 7);
    let third = of_week(week("ada-lumen", "2026-03-16", "2026-03-23"));
    let monday = "2026-03-09T00:00Z to 2026-03-10T00:00Z";
    assert_eq!(dated(&[early.clone(), late.clone()]), monday);
    assert_eq!(dated(&[early.clone(), late.clone(), early.clone(), late.clone()]), monday);
    assert_eq!(dated(&[early.clone(), late.clone(), third.clone()]), monday);
    assert_eq!(dated(&[early.clone(), third]), "2026-03-02T00:00Z to 2026-03-10T00:00Z");
    assert_eq!(dated(&[early.clone(), early]), "2026-03-02T00:00Z to 2026-03-10T00:00Z");
}

#[test]
fn one_item_of_two_people_is_two_contributions() {
    let rows = ["ada-lumen", "grace-wick"]
        .map(|login| pull_request(first(login), "lantern-works/core", 7));
    assert_eq!(of(&rows).batch.contributions.len(), 2);
}

#[test]
fn the_later_row_of_a_week_replaces_all_commit_counts() {
    let early =
        commits(commits(first("ada-lumen"), "lantern-works/core", 3), "lantern-works/docs", 2);
    let late = commits(first("ada-lumen"), "lantern-works/core", 5);
    let found = of(&[early.clone(), late.clone()]);
    assert_eq!(tallies(&found), [("lantern-works/core".to_owned(), 5)]);
    assert_eq!(tallies(&of(&[late, early])).len(), 2);
    assert_eq!(found.rows.mentee_weeks, 1);
    let emptied = [commits(first("ada-lumen"), "lantern-works/core", 3), first("ada-lumen")];
    assert_eq!(tallies(&of(&emptied)), []);
}

#[test]
fn commits_are_counted_for_the_seven_days_and_never_as_zero() {
    let row =
        commits(commits(first("ada-lumen"), "lantern-works/core", 3), "lantern-works/docs", 0);
    let batch = of(&[row]).batch;
    assert_eq!(batch.tallies.len(), 1);
    assert_eq!(batch.tallies[0].window.to_string(), "2026-03-02T00:00Z to 2026-03-09T00:00Z");
}

#[test]
fn a_repository_that_is_listed_twice_is_counted_once() {
    let row =
        commits(commits(first("ada-lumen"), "lantern-works/core", 3), "Lantern-Works/Core", 2);
    assert_eq!(tallies(&of(&[row])), [("lantern-works/core".to_owned(), 5)]);
}

#[test]
fn an_answered_week_is_seen_in_part() {
    let reading = of(&[first("ada-lumen")]);
    let found: Vec<_> =
        reading.batch.coverage.iter().map(|s| format!("{}: {}", s.stream, s.coverage)).collect();
    assert_eq!(
        found,
        [
            "pull-requests: partial: opened in the week only; no comments",
            "issues: partial: opened in the week only; no comments",
            "reviews: partial: at most one per pull request and week",
            "commits: partial: counted per repository and week, Mondays in both; default branches only",
            "comments: not-fetched: not in the recorded format",
            "discussions: not-fetched: not in the recorded format",
        ]
    );
    let weeks = reading.batch.coverage.iter().map(|s| s.window.to_string());
    assert!(weeks.into_iter().all(|week| week == "2026-03-02T00:00Z to 2026-03-09T00:00Z"));
}

#[test]
fn what_a_list_leaves_out_is_said() {
    let nodes = json!([{ "issue": { "number": 1 } }, null]);
    let row = add(first("ada-lumen"), "issue", "lantern-works/core", 4, nodes);
    let mut row = commits(row, "lantern-works/core", 3);
    collection(&mut row)["totalCommitContributions"] = json!(10);
    let reading = of(&[row.clone(), row]);
    assert_eq!(
        coverage(&reading, Stream::Issues),
        ["partial: opened in the week only; no comments; and 3 of 4 issues not listed"]
    );
    assert!(coverage(&reading, Stream::Commits)[0].ends_with("; and 7 of 10 commits not listed"));
    assert_eq!(reading.batch.contributions.len(), 1);
}

#[test]
fn activity_without_items_is_hidden_unless_another_row_itemises() {
    let mut hidden = first("ada-lumen");
    collection(&mut hidden)["hasAnyContributions"] = json!(true);
    let itemised = commits(first("ada-lumen"), "lantern-works/core", 1);
    let found = of(std::slice::from_ref(&hidden)).batch.hidden;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].why, "GitHub reports activity that it does not itemise");
    assert_eq!(of(&[hidden.clone(), first("ada-lumen")]).batch.hidden.len(), 1);
    assert_eq!(of(&[hidden.clone(), itemised.clone()]).batch.hidden, []);
    assert_eq!(of(&[itemised, hidden]).batch.hidden, []);
    assert_eq!(of(&[first("ada-lumen")]).batch.hidden, []);
}

#[test]
fn a_row_without_mentee_is_kept() {
    let reading = of(&[nobody(), first("ada-lumen")]);
    let kept = &reading.batch.unattributed[0];
    assert_eq!((kept.program.as_str(), kept.file.as_str(), kept.row), ("spring-2026", "a.json", 1));
    assert_eq!(kept.window.to_string(), "2026-03-02T00:00Z to 2026-03-09T00:00Z");
    let rows = reading.rows;
    assert_eq!((rows.rows, rows.rows_with_mentee, rows.null_rows), (2, 1, 1));
    assert_eq!(
        says(&reading.notices),
        [
            "a.json, line 2: row 1, week 2026-03-02: names nobody, and nothing beside it says who was asked for; kept as unattributed"
        ]
    );
}

#[test]
fn a_login_is_mended_and_that_is_told_once() {
    let reading = of(&[first("@ada-lumen "), second("@ada-lumen "), first("ada-lumen")]);
    assert_eq!(reading.batch.people.len(), 1);
    assert_eq!(
        says(&reading.notices),
        [
            "a.json, line 2: took `@ada-lumen ` as `ada-lumen`: blanks around the login, a leading `@`"
        ]
    );
}

#[test]
fn a_name_outlives_a_row_without_it() {
    let mut nameless = second("ada-lumen");
    nameless["mentee"]["name"] = json!(null);
    let names = |rows: &[Value]| of(rows).batch.people[0].name.clone();
    assert_eq!(names(&[first("ada-lumen"), nameless.clone()]).unwrap(), "Ada Lumen");
    assert_eq!(names(&[nameless.clone(), first("ada-lumen")]).unwrap(), "Ada Lumen");
    assert_eq!(names(&[nameless]), None);
}

#[test]
fn unknown_fields_are_fine() {
    let mut row = first("ada-lumen");
    row["mentee"]["avatar"] = json!({ "deep": [1, { "er": null }] });
    assert_eq!(of(&[row]).rows.mentee_weeks, 1);
}

#[test]
fn no_rows_are_no_problem() {
    let reading = read("a.json", " [ ]\n", None).unwrap();
    assert_eq!((reading.batch, reading.rows), Default::default());
    assert!(read("a.json", "\u{feff}[]", None).is_ok(), "a byte order mark is a blank");
}

#[test]
fn every_stream_of_a_week_is_spoken_of() {
    let reading = of(&[first("ada-lumen"), second("ada-lumen")]);
    assert_eq!(reading.batch.coverage.len(), 2 * Stream::ALL.len());
    let complete = |c: &Coverage| c.is_complete();
    assert!(
        !reading.batch.coverage.iter().any(|s| complete(&s.coverage)),
        "it never sees everything"
    );
}
