//! `check` against a simulated GitHub, as a user runs it.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::path::Path;

use monitor_testkit::github::http::{Fault, Github, PrimaryShape, When};
use monitor_testkit::github::world::{World, at};
use support::{Monitor, Run};

const NOW: &str = "2026-05-26T12:00:00Z";

const HEAD: &str = r#"id = "lantern-2026"
title = "Lantern"
time-zone = "UTC"
starts = 2026-03-02
ends = 2026-05-24
[[period]]
id = "term"
starts = 2026-03-02
ends = 2026-05-24
due = 2026-05-26T17:00:00Z
"#;

/// One enrollment; its login is on the second line.
fn enrollment(login: &str, mentor: &str, organization: &str, repository: &str) -> String {
    format!(
        "[[enrollment]]\nlogin = \"{login}\"\ntitle = \"Work\"\nmentors = [\"{mentor}\"]\n\
         organizations = [\"{organization}\"]\nrepositories = [\"{repository}\"]\n"
    )
}

fn sound(login: &str) -> String {
    enrollment(login, "noor-blaze", "lantern-works", "moth-circle/wing")
}

fn world() -> World {
    let mut world = World::new(at("2026-05-26T06:00:00Z"));
    for login in ["ada-lumen", "grace-wick", "noor-blaze"] {
        world.person(login);
    }
    world.repo("lantern-works/beam");
    world.repo("moth-circle/wing");
    world
}

fn monitor(enrollments: &[String]) -> Monitor {
    let monitor = Monitor::new();
    monitor.write("roster.toml", &format!("{HEAD}{}", enrollments.concat()));
    monitor
}

const TOKEN: &[(&str, &str)] = &[("GITHUB_TOKEN", "ghp_fictional")];

fn check(monitor: &Monitor, github: &Github, token: &[(&str, &str)]) -> Run {
    let uri = github.uri();
    let arguments = ["check", "roster.toml", "--api-url", &uri, "--now", NOW];
    monitor.run_with::<&Path>(&arguments, &[], token)
}

#[test]
fn a_sound_roster_has_no_problem_and_takes_few_requests() {
    let monitor = monitor(&[sound("ada-lumen"), sound("grace-wick")]);
    let github = Github::start_blocking(world());
    let run = check(&monitor, &github, TOKEN);
    let says = "1 roster, 2 enrollments: 0 problems, 0 notices; 5 names looked up on GitHub\n";
    assert_eq!((run.code, run.stdout.as_str()), (0, says), "{}", run.stderr);
    assert_eq!(github.journal().requests(), 3, "{:?}", github.journal().by_name());
}

#[test]
fn a_hundred_names_take_one_request_each_kind() {
    let mut world = world();
    let logins: Vec<String> = (0..150).map(|n| format!("lamp-{n}")).collect();
    for login in &logins {
        world.person(login);
    }
    let monitor = monitor(&logins.iter().map(|login| sound(login)).collect::<Vec<_>>());
    let github = Github::start_blocking(world);
    assert_eq!(check(&monitor, &github, TOKEN).code, 0);
    assert_eq!(github.journal().requests(), 4, "{:?}", github.journal().by_name());
}

#[test]
fn every_wrong_name_is_told_at_its_place_with_a_hint() {
    let wrong = [
        enrollment("ada-lumem", "moth-circle", "lantern-work", "lantern-works/baem"),
        enrollment("grace-wick", "ada-lumen", "moth-circle", "lantern-works/old-lens"),
    ];
    let mut world = world();
    let lens = world.repo("lantern-works/old-lens").id();
    world.rename_repo(lens, "lens");
    let monitor = monitor(&wrong);
    let github = Github::start_blocking(world);
    let run = check(&monitor, &github, TOKEN);
    assert_eq!(run.code, 3, "{}{}", run.stdout, run.stderr);
    for part in [
        "problem: roster.toml:12: enrollment 1 (`ada-lumem`): GitHub knows nobody called `ada-lumem`\n  hint: did you mean `ada-lumen`?",
        "problem: roster.toml:14: enrollment 1 (`ada-lumem`): `moth-circle` is an organisation and no person\n  hint: write the mentor's own login",
        "GitHub knows no organisation and no user `lantern-work`\n  hint: did you mean `lantern-works`?",
        "GitHub shows no repository `lantern-works/baem`\n  hint: check the name",
        "the repository `lantern-works/old-lens` was renamed and is `lantern-works/lens` now\n  hint: write `lantern-works/lens`",
        "1 roster, 2 enrollments: 5 problems, 0 notices",
    ] {
        assert!(run.stdout.contains(part), "{part}\n\n{}", run.stdout);
    }
}

#[test]
fn a_renamed_account_is_told_with_its_new_login_and_a_reassigned_one_too() {
    let monitor = monitor(&[sound("ada-lumen"), sound("grace-wick")]);
    let github = Github::start_blocking(world());
    assert_eq!(monitor.with(&["import", "roster", "roster.toml"]).code, 0);
    let uri = github.uri();
    let sync = ["sync", "--api-url", &uri, "--now", NOW];
    let synced = monitor.run_with::<&Path>(&sync, &[], TOKEN);
    assert_eq!(synced.code, 0, "{}", synced.stderr);
    github.world(|world| {
        let ada = world.account("ada-lumen").unwrap();
        world.rename_login(ada, "ada-anew");
        let grace = world.account("grace-wick").unwrap();
        world.reassign_login(grace, "grace-candle");
    });
    let run = check(&monitor, &github, TOKEN);
    assert_eq!(run.code, 3, "{}{}", run.stdout, run.stderr);
    for part in [
        "the account of `ada-lumen` is called `ada-anew` now\n  hint: write `ada-anew`",
        "the login `grace-wick` belongs to another account now",
        "hint: write `grace-candle`, the login of that account now",
        "2 problems, 0 notices",
    ] {
        assert!(run.stdout.contains(part), "{part}\n\n{}", run.stdout);
    }
}

#[test]
fn where_github_can_not_be_asked_the_files_are_checked_all_the_same() {
    let offline = "problem: roster.toml:12: enrollment 1: the login is empty";
    let monitor = monitor(&[sound("")]);
    let github = Github::start_blocking(world());
    let without = check(&monitor, &github, &[("PATH", "/nowhere")]);
    assert_eq!(without.code, 2, "{}", without.stderr);
    assert!(without.stdout.contains(offline), "{}", without.stdout);
    assert!(without.stderr.contains("there is no token for GitHub"), "{}", without.stderr);
    assert_eq!(github.journal().requests(), 0);

    github.limits(|limits| limits.token = Some("another".to_owned()));
    let refused = check(&monitor, &github, TOKEN);
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    assert!(refused.stdout.contains(offline), "{}", refused.stdout);
    assert!(refused.stderr.contains("the names were not checked on GitHub"), "{}", refused.stderr);

    github.limits(|limits| limits.token = None);
    let spent = Fault::PrimaryLimit { shape: PrimaryShape::RateLimited, remaining: 0 };
    github.inject(When::Always, spent);
    let quota = check(&monitor, &github, TOKEN);
    assert_eq!(quota.code, 4, "{}", quota.stderr);
    assert!(quota.stdout.contains(offline), "{}", quota.stdout);
}

#[test]
fn offline_asks_nobody() {
    let monitor = monitor(&[sound("nobody-of-that-name")]);
    let run = monitor.with(&["check", "--offline", "roster.toml"]);
    let says = "1 roster, 1 enrollment: 0 problems, 0 notices\n";
    assert_eq!((run.code, run.stdout.as_str()), (0, says), "{}", run.stderr);
}
