//! `sync` against a simulated GitHub, as a user runs it.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that can't go on fails")]

#[path = "sync/changes.rs"]
mod changes;
mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use monitor_testkit::github::http::{Fault, Github, When};
use monitor_testkit::github::world::{Act, CommitPlace, Fact, Role, World, at};
use monitor_testkit::github::worlds::{Case, Mentee, Term, hundred_mentees, ordinary_mentees};
use support::{Monitor, Run};

const PROGRAM: &str = "lantern-2026";
/// After the term's end.
const NOW: &str = "2026-05-26T12:00:00Z";

/// A roster of the term's mentees.
fn roster(term: &Term) -> String {
    let mut text = format!(
        "id = \"{PROGRAM}\"\ntitle = \"Lantern\"\ntime-zone = \"UTC\"\nstarts = 2026-03-02\nends = 2026-05-24\n\
         [[period]]\nid = \"term\"\nstarts = 2026-03-02\nends = 2026-05-24\ndue = 2026-05-26T17:00:00Z\n"
    );
    let organizations: Vec<String> =
        term.organizations.iter().map(|name| format!("{name:?}")).collect();
    for mentee in &term.mentees {
        let _ = write!(
            text,
            "[[enrollment]]\nlogin = {:?}\ntitle = \"Work\"\nmentors = [\"noor-blaze\"]\norganizations = [{}]\n",
            mentee.roster_login,
            organizations.join(", ")
        );
    }
    text
}

/// The monitor with the term's roster, and the simulated GitHub.
fn begin(term: Term) -> (Monitor, Github, Vec<Mentee>) {
    let monitor = Monitor::new();
    monitor.write("roster.toml", &roster(&term));
    let imported = monitor.with(&["import", "roster", "roster.toml"]);
    assert!(matches!(imported.code, 0 | 3), "{}", imported.stderr);
    let mentees = term.mentees.clone();
    (monitor, Github::start_blocking(term.world), mentees)
}

fn sync(monitor: &Monitor, github: &Github, now: &str, more: &[&str]) -> Run {
    let uri = github.uri();
    let mut arguments = vec!["sync", PROGRAM, "--api-url", &uri, "--now", now];
    arguments.extend(more);
    monitor.run_with::<&Path>(&arguments, &[], &[("GITHUB_TOKEN", "ghp_fictional")])
}

/// What the store holds: kind, act, role, URL and instant of every contribution by its mentee's account.
fn stored(monitor: &Monitor) -> BTreeSet<String> {
    let run = monitor.with(&["export", "contributions", PROGRAM, "--format", "jsonl"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let row = |line: &str| {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let text = |key: &str| row[key].as_str().unwrap_or_default().to_owned();
        format!(
            "{} {} {} {} {}",
            row["account_id"],
            text("kind"),
            text("act"),
            text("role"),
            text("url")
        ) + " "
            + &text("at")
    };
    run.stdout.lines().map(row).collect()
}

/// What the world shows of its mentees, in the same form.
fn visible(world: &World, mentees: &[Mentee]) -> BTreeSet<String> {
    let window = at("2026-03-02T00:00:00Z")..at("2026-05-25T00:00:00Z");
    let accounts = mentees
        .iter()
        .filter(|mentee| !is_out_of_reach(mentee))
        .filter_map(|mentee| mentee.account);
    accounts
        .flat_map(|who| world.visible_contributions(who, window.clone()))
        .filter(counts)
        .map(|fact| line(&fact))
        .collect()
}

/// The roster has a login that nobody has any more, or somebody else: a first run can't know who was meant.
fn is_out_of_reach(mentee: &Mentee) -> bool {
    matches!(mentee.case, Some(Case::Renamed | Case::Reassigned))
}

/// A squash, a merge or the copy of a commit by rebase repeats the pull request's own commits, which are known where the pull
/// request is a mentee's, or a bot's. Whoever closes an own issue need not be its author.
fn counts(fact: &Fact) -> bool {
    let is_repeat = |commit: &CommitPlace| commit.is_squash || commit.is_merge || commit.is_copy;
    let repeats = fact.commit.as_ref().is_some_and(is_repeat);
    let closed_issue =
        fact.kind.word() == "issue" && fact.act == Act::Closed && fact.role == Role::Author;
    !repeats && !closed_issue
}

fn line(fact: &Fact) -> String {
    let act = if fact.act == Act::Committed { "authored" } else { fact.act.word() };
    let at = fact.at.format("%Y-%m-%dT%H:%M:%SZ");
    format!(
        "{} {} {act} {} {} {at}",
        fact.account,
        fact.kind.word(),
        fact.role.word(),
        fact.url.to_lowercase()
    )
}

fn in_window(row: &str) -> bool {
    let at = row.rsplit(' ').next().unwrap_or_default();
    ("2026-03-02".."2026-05-25").contains(&at)
}

fn compare(stored: &BTreeSet<String>, visible: &BTreeSet<String>) {
    let accounts: BTreeSet<&str> = visible.iter().filter_map(|row| row.split(' ').next()).collect();
    let known =
        |row: &&String| row.split(' ').next().is_some_and(|account| accounts.contains(account));
    let stored: BTreeSet<String> = stored
        .iter()
        .filter(|row| in_window(row))
        .filter(known)
        .map(|row| row.to_lowercase())
        .collect();
    let visible: BTreeSet<String> = visible.iter().map(|row| row.to_lowercase()).collect();
    let missing: Vec<_> = visible.difference(&stored).collect();
    let surplus: Vec<_> = stored.difference(&visible).collect();
    assert!(
        missing.is_empty() && surplus.is_empty(),
        "{} missing, {} too many, of {}:\nmissing {:#?}\ntoo many {:#?}",
        missing.len(),
        surplus.len(),
        visible.len(),
        missing.iter().take(12).collect::<Vec<_>>(),
        surplus.iter().take(12).collect::<Vec<_>>()
    );
}

#[test]
fn a_small_term_arrives_whole() {
    let (monitor, github, mentees) = begin(ordinary_mentees(3, 5));
    let run = sync(&monitor, &github, NOW, &[]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    compare(&stored(&monitor), &github.world(|world| visible(world, &mentees)));
}

/// What only whole repositories show: a mentee merges what a stranger opened, in every way, and another has commits in pull
/// requests of a bot and of an account that is gone, which never land.
fn show_only_in_repositories(term: &mut Term) {
    let [one, other] = [40, 41].map(|n| term.mentees[n].account.unwrap());
    let (stranger, gone) =
        (term.world.person("stray-moth").id(), term.world.person("lost-moth").id());
    let (bot, repo) = (term.world.bot("lamp-drone").id(), term.repos[0]);
    let day = |n: i64| term.window.start + chrono::TimeDelta::days(n);
    let world = &mut term.world;
    world.pr(repo, stranger).opened(day(3)).commit(day(3)).merged_by(one, day(4));
    world.pr(repo, stranger).opened(day(13)).commit(day(13)).squash_merged_by(one, day(14));
    world.pr(repo, stranger).opened(day(23)).commit(day(23)).rebase_merged_by(one, day(24));
    let pull = world.pr_from_branch(repo, bot).opened(day(5)).commit_of(other, day(5));
    pull.commit_with(day(6), &[other]).closed(stranger, day(7));
    world.pr_from_branch(repo, gone).opened(day(8)).commit_of(other, day(9));
    world.delete_account(gone);
}

#[test]
fn every_hard_case_arrives_whole_and_cheap() {
    let mut term = hundred_mentees(7);
    show_only_in_repositories(&mut term);
    let (monitor, github, mentees) = begin(term);
    let run = sync(&monitor, &github, NOW, &[]);
    assert!(matches!(run.code, 0 | 5), "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("search as a witness: agrees in "), "{}", run.stdout);
    assert!(
        !run.stdout.contains("can't be asked in 0;"),
        "a private profile is no zero: {}",
        run.stdout
    );
    let expected = github.world(|world| visible(world, &mentees));
    assert!(
        expected.iter().any(|row| row.contains(" merger ")),
        "somebody merged for somebody else"
    );
    compare(&stored(&monitor), &expected);
    let bot = mentees
        .iter()
        .find(|mentee| mentee.case == Some(Case::ThroughABot))
        .and_then(|mentee| mentee.account)
        .unwrap();
    let bot = github.world(|world| world.database_id(bot)).to_string();
    let landed = stored(&monitor)
        .iter()
        .filter(|row| row.starts_with(&bot) && row.contains(" co-author "))
        .count();
    assert!(landed >= 3, "the commits of the bot's pull requests are found: {landed}");
    let journal = github.journal();
    assert!(
        journal.requests() <= 250 && journal.points() <= 250,
        "{} requests, {} points",
        journal.requests(),
        journal.points()
    );
}

#[test]
fn who_can_not_be_seen_is_named_and_never_idle() {
    let (monitor, github, mentees) = begin(hundred_mentees(7));
    sync(&monitor, &github, NOW, &[]);
    let review: serde_json::Value = serde_json::from_str(&monitor.review(PROGRAM, "term")).unwrap();
    let of = |case: Case| {
        let login = &mentees.iter().find(|mentee| mentee.case == Some(case)).unwrap().roster_login;
        let rows = review["mentees"].as_array().unwrap();
        rows.iter().find(|row| row["login"] == login.as_str()).unwrap().to_string()
    };
    for (case, said) in [
        (Case::Renamed, "GitHub knows no such login"),
        (Case::Unknown, "GitHub knows no such login"),
        (Case::SingleSignOn, "SAML"),
    ] {
        let row = of(case);
        assert!(row.contains("not-observed") && row.contains(said), "{case:?}: {row}");
        assert!(!row.contains("\"stalled\""), "{case:?}: {row}");
    }
    assert!(
        of(Case::Silent).contains("\"stalled\""),
        "whoever did nothing, and was seen doing nothing, is stalled"
    );
}

#[test]
fn a_renamed_account_is_followed_once_it_is_known() {
    let mut term = ordinary_mentees(3, 3);
    let (who, old) = (term.mentees[0].account.unwrap(), term.mentees[0].roster_login.clone());
    let repo = term.repos[0];
    term.world.set_now(at("2026-05-25T12:00:00Z"));
    let (monitor, github, _) = begin(term);
    sync(&monitor, &github, "2026-05-20T00:00:00Z", &[]);
    github.world(|world| {
        world.rename_login(who, "quite-another");
        world.pr(repo, who).opened(at("2026-05-24T06:00:00Z"));
    });
    let run = sync(&monitor, &github, NOW, &[]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let account = github.world(|world| world.database_id(who)).to_string();
    let newest = stored(&monitor)
        .into_iter()
        .filter(|row| row.starts_with(&account))
        .any(|row| row.contains("2026-05-24"));
    assert!(newest, "what was done under the new login is the same person's");
    let shown = monitor.with(&["show", PROGRAM, &old]);
    assert!(shown.stdout.contains("2026-05-24"), "{}", shown.stdout);
    assert!(shown.stdout.contains("login-reassigned"), "{}", shown.stdout);
}

#[test]
fn a_corrected_login_is_linked_to_the_earlier_one_once_and_said() {
    let mut term = ordinary_mentees(2, 3);
    let (who, old) = (term.mentees[0].account.unwrap(), term.mentees[0].roster_login.clone());
    term.world.set_now(at("2026-05-25T12:00:00Z"));
    let (monitor, github, _) = begin(term);
    sync(&monitor, &github, "2026-05-20T00:00:00Z", &[]);
    github.world(|world| world.rename_login(who, "quite-another"));
    let roster = std::fs::read_to_string(monitor.path().join("roster.toml")).unwrap();
    monitor.write("roster.toml", &roster.replace(&format!("{old:?}"), "\"quite-another\""));
    let imported = monitor.with(&["import", "roster", "roster.toml"]);
    assert!(!imported.stdout.contains("continues"), "{}", imported.stdout);
    let says =
        format!("{PROGRAM}: `quite-another` continues `{old}`: both mean the same GitHub account");
    let runs = [NOW, NOW].map(|now| sync(&monitor, &github, now, &[]));
    assert!(runs[0].stderr.contains(&says), "{}{}", runs[0].stdout, runs[0].stderr);
    assert!(!runs[1].stderr.contains("continues"), "{}", runs[1].stderr);
}

#[test]
fn what_was_recorded_to_the_week_is_the_same_item_and_gets_its_instant() {
    let (monitor, github, mentees) = begin(ordinary_mentees(3, 3));
    let login = &mentees[0].roster_login;
    let window = at("2026-03-02T00:00:00Z")..at("2026-05-25T00:00:00Z");
    let opened = github.world(|world| {
        let facts = world.visible_contributions(mentees[0].account.unwrap(), window);
        facts
            .into_iter()
            .find(|fact| fact.kind.word() == "pull-request" && fact.act == Act::Opened)
            .unwrap()
    });
    monitor.write("recorded.json", &recorded(login, &opened));
    let imported = monitor.with(&["import", "activity", "recorded.json"]);
    assert_eq!(imported.code, 0, "{}", imported.stderr);
    let rows = || -> Vec<serde_json::Value> {
        let run = monitor.with(&["export", "contributions", PROGRAM]);
        let all =
            run.stdout.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
        let same = |row: &serde_json::Value| {
            row["url"] == opened.url.to_lowercase().as_str() && row["act"] == "opened"
        };
        all.filter(same).collect()
    };
    assert_eq!((rows().len(), rows()[0]["precision"].as_str()), (1, Some("window")));
    sync(&monitor, &github, NOW, &[]);
    let row = rows().remove(0);
    assert_eq!(rows().len(), 1, "one contribution however it was found");
    assert_eq!(
        (row["precision"].as_str(), row["source"].as_str()),
        (Some("instant"), Some("github"))
    );
    assert_eq!(row["node_id"], opened.node_id.as_str());
    // And the other way round: a recording adds nothing that is less precise.
    monitor.write("again.json", &format!("{}\n", recorded(login, &opened)));
    monitor.with(&["import", "activity", "again.json"]);
    assert_eq!(rows(), [row]);
}

/// A recorded week of the earlier tool in which somebody opened one pull request.
fn recorded(login: &str, opened: &Fact) -> String {
    let day = opened.at.date_naive();
    let monday =
        day - chrono::Days::new(u64::from(chrono::Datelike::weekday(&day).num_days_from_monday()));
    let next = monday + chrono::Days::new(7);
    let number: u64 = opened.url.rsplit('/').next().unwrap().parse().unwrap();
    let (owner, repo) = (opened.repo.split('/').next().unwrap(), &opened.repo);
    let repository = serde_json::json!({"owner": {"login": owner}, "nameWithOwner": repo, "url": format!("https://github.com/{repo}")});
    let nodes =
        serde_json::json!({"totalCount": 1, "nodes": [{"pullRequest": {"number": number}}]});
    let collection = serde_json::json!({
        "startedAt": format!("{monday}T00:00:00Z"), "endedAt": format!("{next}T00:00:00Z"), "hasAnyContributions": true,
        "totalCommitContributions": 0, "totalIssueContributions": 0, "totalPullRequestContributions": 1,
        "totalPullRequestReviewContributions": 0, "totalRepositoriesWithContributedCommits": 0,
        "totalRepositoriesWithContributedIssues": 0, "commitContributionsByRepository": [],
        "issueContributionsByRepository": [], "pullRequestReviewContributionsByRepository": [],
        "pullRequestContributionsByRepository": [{"repository": repository, "contributions": nodes}],
    });
    let mentee =
        serde_json::json!({"login": login, "name": null, "contributionsCollection": collection});
    serde_json::json!([{"mentee": mentee, "term": PROGRAM, "weekOf": monday.to_string()}])
        .to_string()
}

#[test]
fn a_second_run_with_nothing_new_asks_little() {
    let (monitor, github, _) = begin(hundred_mentees(7));
    sync(&monitor, &github, NOW, &[]);
    let before = stored(&monitor);
    github.forget();
    let run = sync(&monitor, &github, "2026-05-26T13:00:00Z", &[]);
    assert!(matches!(run.code, 0 | 5), "{}{}", run.stdout, run.stderr);
    assert!(github.journal().requests() <= 12, "{:?}", github.journal().by_name());
    assert_eq!(before, stored(&monitor));
}

#[test]
fn the_token_is_nowhere() {
    let (monitor, github, _) = begin(ordinary_mentees(3, 2));
    let run = sync(&monitor, &github, NOW, &["--verbose"]);
    github.inject(When::Always, Fault::BadGatewayPage);
    let failed = sync(&monitor, &github, NOW, &["--full", "--verbose"]);
    let database = std::fs::read(monitor.path().join("monitor.db")).unwrap();
    let said = run.stdout
        + &run.stderr
        + &failed.stdout
        + &failed.stderr
        + &String::from_utf8_lossy(&database);
    assert!(!said.contains("ghp_fictional"));
}
