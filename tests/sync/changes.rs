//! What changes between two runs: logins, names of repositories, what can be seen, and what is asked for.

use std::path::Path;

use monitor_testkit::github::http::{Fault, Github, When};
use monitor_testkit::github::world::{AccountId, RepoId, at};
use monitor_testkit::github::worlds::ordinary_mentees;
use serde_json::Value;

use super::support::Monitor;
use super::{NOW, PROGRAM, begin, compare, stored, sync, visible};

const FIRST: &str = "2026-05-20T00:00:00Z";

/// A term after its first run, and its first mentee with the roster's login.
fn after_a_first_run() -> (Monitor, Github, (AccountId, String)) {
    let mut term = ordinary_mentees(3, 3);
    let who = (term.mentees[0].account.unwrap(), term.mentees[0].roster_login.clone());
    term.world.set_now(at("2026-05-25T12:00:00Z"));
    let (monitor, github, _) = begin(term);
    let run = sync(&monitor, &github, FIRST, &[]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    (monitor, github, who)
}

/// A repository of the scope with a pull request of a mentee's, and its full name.
fn with_a_pull(github: &Github, rows: &[Value]) -> (RepoId, String) {
    let pull = |row: &&Value| row["kind"] == "pull-request" && row["scope_class"] == "project";
    let name = rows.iter().find(pull).unwrap()["repository"].as_str().unwrap().to_owned();
    let (owner, repo) = name.split_once('/').unwrap();
    (github.world(|world| world.repo_named(owner, repo).unwrap()), name)
}

fn rows(monitor: &Monitor) -> Vec<Value> {
    let run = monitor.with(&["export", "contributions", PROGRAM, "--format", "jsonl"]);
    run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn urls(rows: &[Value]) -> Vec<String> {
    let mut urls: Vec<String> =
        rows.iter().map(|row| row["url"].as_str().unwrap().to_owned()).collect();
    urls.sort();
    urls
}

#[test]
fn a_login_that_somebody_else_takes_brings_no_strangers_work() {
    let (monitor, github, (who, login)) = after_a_first_run();
    let (repo, _) = with_a_pull(&github, &rows(&monitor));
    let stranger = github.world(|world| {
        let stranger = world.reassign_login(who, "quite-another");
        world.pr(repo, stranger).opened(at("2026-05-23T06:00:00Z"));
        world.pr(repo, who).opened(at("2026-05-24T06:00:00Z"));
        world.database_id(stranger)
    });
    let run = sync(&monitor, &github, NOW, &[]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let known = rows(&monitor);
    assert!(known.iter().all(|row| row["account_id"] != stranger), "nothing is the stranger's");
    let at = |at: &str| known.iter().any(|row| row["at"] == at);
    assert!(at("2026-05-24T06:00:00Z"), "the mentee is followed by the account");
    assert!(!at("2026-05-23T06:00:00Z"), "and the login is not");
    let shown = monitor.with(&["show", PROGRAM, &login, "--now", NOW]).stdout;
    assert!(shown.contains("login-reassigned"), "{shown}");
}

#[test]
fn a_renamed_repository_takes_its_items_along() {
    let (monitor, github, _) = after_a_first_run();
    let before = rows(&monitor);
    let (repo, old) = with_a_pull(&github, &before);
    let new = github.world(|world| {
        world.rename_repo(repo, "zz-renamed");
        world.full_name(repo)
    });
    let pull = before.iter().find(|row| {
        row["kind"] == "pull-request"
            && row["repository"].as_str().unwrap().eq_ignore_ascii_case(&old)
    });
    let url = pull.unwrap()["url"].as_str().unwrap().to_owned();
    let run = sync(&monitor, &github, NOW, &[]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let after = rows(&monitor);
    let (old, new) = (old.to_lowercase(), new.to_lowercase());
    let moved: Vec<String> = urls(&before)
        .iter()
        .map(|url| url.replace(&format!("/{old}/"), &format!("/{new}/")))
        .collect();
    let mut moved = moved;
    moved.sort();
    assert_eq!(urls(&after), moved);
    let classes = |rows: &[Value]| {
        let mut classes: Vec<String> =
            rows.iter().map(|row| format!("{} {}", row["node_id"], row["scope_class"])).collect();
        classes.sort();
        classes
    };
    assert_eq!(classes(&after), classes(&before), "the scope follows");
    for asked in [url.clone(), url.replace(&old, &new)] {
        let run = monitor.with(&["explain", &asked]);
        assert!(run.stdout.contains(&url.replace(&old, &new)), "{asked}: {}", run.stdout);
        assert!(run.stdout.contains("this counts for the period"), "{asked}: {}", run.stdout);
    }
}

#[test]
fn what_vanished_is_marked_and_stays() {
    let (monitor, github, _) = after_a_first_run();
    let before = rows(&monitor);
    assert!(before.iter().all(|row| row["vanished"].is_null()));
    let (repo, name) = with_a_pull(&github, &before);
    github.world(|world| world.hide_repo(repo));
    sync(&monitor, &github, NOW, &[]);
    let after = rows(&monitor);
    assert_eq!(urls(&after), urls(&before), "nothing is deleted");
    let listed = |row: &&Value| {
        row["repository"].as_str().unwrap().eq_ignore_ascii_case(&name)
            && matches!(row["kind"].as_str(), Some("pull-request" | "issue"))
            && row["act"] == "opened"
    };
    let gone: Vec<&Value> = after.iter().filter(listed).collect();
    assert!(!gone.is_empty());
    for row in &gone {
        assert_eq!(row["vanished"], NOW, "{row}");
    }
    let elsewhere = |row: &&Value| !row["repository"].as_str().unwrap().eq_ignore_ascii_case(&name);
    assert!(after.iter().filter(elsewhere).all(|row| row["vanished"].is_null()));
    let url = gone[0]["url"].as_str().unwrap();
    let run = monitor.with(&["explain", url]);
    assert!(run.stdout.contains("GitHub did not show it any more"), "{}", run.stdout);
    // Once it can be seen again the mark is taken off.
    github.world(|world| world.publish_repo(repo));
    sync(&monitor, &github, "2026-05-27T00:00:00Z", &["--full"]);
    assert!(rows(&monitor).iter().all(|row| row["vanished"].is_null()));
}

#[test]
fn what_the_search_shows_is_not_called_vanished_because_the_list_lacks_it() {
    let (monitor, github, (who, _)) = after_a_first_run();
    let (repo, _) = with_a_pull(&github, &rows(&monitor));
    let url = github.world(|world| {
        let lost = world.pr(repo, who).opened(at("2026-05-24T06:00:00Z")).unlisted().id();
        world.url(lost)
    });
    for now in [NOW, "2026-05-27T00:00:00Z"] {
        let run = sync(&monitor, &github, now, &["--full"]);
        assert!(run.stdout.contains("1 items that the lists had not"), "{}", run.stdout);
        let known = rows(&monitor);
        let lost: Vec<_> = known.iter().filter(|row| row["url"] == *url).collect();
        assert!(!lost.is_empty() && lost.iter().all(|row| row["vanished"].is_null()), "{lost:?}");
    }
}

#[test]
fn since_a_day_only_what_is_newer_is_called_complete_and_a_later_run_fetches_the_rest() {
    let (monitor, github, mentees) = begin(ordinary_mentees(3, 3));
    let run = sync(&monitor, &github, NOW, &["--since", "2026-05-01"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let review: Value = serde_json::from_str(&monitor.review(PROGRAM, "term")).unwrap();
    let streams = review["mentees"][0]["coverage"]["streams"].as_array().unwrap();
    for stream in streams {
        assert_eq!(stream["complete"], false, "{stream}");
        let states: Vec<&str> = stream["slices"]
            .as_array()
            .unwrap()
            .iter()
            .map(|slice| slice["coverage"].as_str().or(slice["state"].as_str()).unwrap())
            .collect();
        assert_eq!(states, ["not-fetched", "complete"], "{stream}");
    }
    let run = sync(&monitor, &github, "2026-05-26T13:00:00Z", &[]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    compare(&stored(&monitor), &github.world(|world| visible(world, &mentees)));
    for (given, says) in [
        ("yesterday", "--since `yesterday` is neither a day nor an instant"),
        ("2027-01-01", "nobody to fetch since `2027-01-01`"),
    ] {
        let run = sync(&monitor, &github, NOW, &["--since", given]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains(says) && run.stderr.contains("hint: "), "{}", run.stderr);
    }
}

#[test]
fn what_failed_is_named_by_login_and_the_same_command_tries_again() {
    let (monitor, github, mentees) = begin(ordinary_mentees(3, 3));
    let login = mentees[1].roster_login.clone();
    github.inject_times(
        When::matching(|entry| entry.name == "Talk"),
        Fault::BadGatewayPage,
        u32::MAX,
    );
    let run = |more: &[&str]| {
        let uri = github.uri();
        let mut arguments = vec!["sync", PROGRAM, "--api-url", &uri, "--now", NOW];
        arguments.extend(more);
        let environment = [("GITHUB_TOKEN", "ghp_fictional"), ("MONITOR_PATIENCE_MS", "1")];
        monitor.run_with::<&Path>(&arguments, &[], &environment)
    };
    let first = run(&[]);
    assert_eq!(first.code, 5, "{}{}", first.stdout, first.stderr);
    assert!(
        first.stderr.contains(&format!("not observed: `{login}` commit-comments, ")),
        "{}",
        first.stderr
    );
    assert!(!first.stderr.contains("U_kgDO"), "{}", first.stderr);
    github.clear_faults();
    github.forget();
    let second = run(&[]);
    assert_eq!(second.code, 0, "{}{}", second.stdout, second.stderr);
    let journal = github.journal();
    let asked = journal.by_name();
    let again = |name: &str| matches!(name, "Talk" | "Threads") || name.starts_with("Search");
    assert!(asked.keys().all(|name| again(name)), "{asked:?}");
    compare(&stored(&monitor), &github.world(|world| visible(world, &mentees)));
}
