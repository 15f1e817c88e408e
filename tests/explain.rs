//! `explain` against a simulated GitHub, as a user runs it.

#![allow(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod support;

use std::path::Path;

use monitor_testkit::github::http::Github;
use monitor_testkit::github::world::{CommitPlace, Thing, Verdict, World, at};
use serde_json::Value;
use support::{Monitor, Run};

/// After both terms.
const NOW: &str = "2026-05-26T12:00:00Z";

/// A term from one day to another with one period, and mentees with their scope.
fn roster(id: &str, from: &str, to: &str, mentees: &[(&str, &str)]) -> String {
    let mut text = format!(
        "id = \"{id}\"\ntitle = \"Lantern\"\ntime-zone = \"UTC\"\nstarts = {from}\nends = {to}\n\
         [[period]]\nid = \"term\"\nstarts = {from}\nends = {to}\ndue = 2026-06-26T17:00:00Z\n"
    );
    for (login, organization) in mentees {
        text.push_str(&format!(
            "[[enrollment]]\nlogin = \"{login}\"\ntitle = \"Work\"\nmentors = [\"noor-blaze\"]\n\
             organizations = [\"{organization}\"]\n"
        ));
    }
    text
}

/// Addresses of things in the world.
struct Urls {
    inside: String,
    before: String,
    elsewhere: String,
    landed: String,
    review: String,
    strangers: String,
    bots: String,
    private: String,
    unlinked: String,
    /// The commit of a merge, of which `inside` is the pull request, and the one with which `landed` landed.
    merge: String,
    squash: String,
}

fn world() -> (World, Urls) {
    let mut world = World::new(at("2026-05-26T06:00:00Z"));
    let ada = world.person("ada-lumen").id();
    let grace = world.person("grace-wick").id();
    let stranger = world.person("stray-spark").id();
    let keeper = world.person("keeper-one").id();
    let bot = world.bot("lantern-bot").id();
    let beam = world.repo("lantern-works/beam").collaborator(keeper).id();
    let wing = world.repo("moth-circle/wing").id();
    let vault = world.repo("lantern-works/vault").hidden().id();
    let march = at("2026-03-05T10:00:00Z");
    let april = at("2026-04-05T10:00:00Z");
    let inside = world.pr(beam, ada).titled("Dim the beam").opened(march).commit(march);
    let inside = inside.merged_by(keeper, april).id();
    let before = world.pr(beam, ada).opened(at("2026-01-10T10:00:00Z")).id();
    let elsewhere = world.pr(wing, ada).opened(march).commit(march).id();
    let landed =
        world.pr(beam, ada).opened(march).commit(march).landed_by_commit(keeper, april).id();
    let review = world.review(before, grace, march, Verdict::Approved);
    let strangers = world.pr(beam, stranger).opened(march).id();
    let bots = world.pr(beam, bot).opened(march).id();
    let private = world.pr(vault, ada).opened(march).id();
    let unlinked = world.commit(beam, ada).dated(march).from_email("root@laptop.example").id();
    let term = || at("2026-03-02T00:00:00Z")..at("2026-05-25T00:00:00Z");
    let commit = |who, wanted: fn(&CommitPlace) -> bool| {
        let facts = world.visible_contributions(who, term()).into_iter();
        let mut facts = facts.filter(|fact| fact.commit.as_ref().is_some_and(wanted));
        facts.next().unwrap().url
    };
    let (merge, squash) = (commit(keeper, |c| c.is_merge), commit(ada, |c| c.is_squash));
    let urls = Urls {
        merge,
        squash,
        inside: world.url(Thing::Pull(inside)),
        before: world.url(Thing::Pull(before)),
        elsewhere: world.url(Thing::Pull(elsewhere)),
        landed: world.url(Thing::Pull(landed)),
        review: world.url(Thing::Review(review)),
        strangers: world.url(Thing::Pull(strangers)),
        bots: world.url(Thing::Pull(bots)),
        private: world.url(Thing::Pull(private)),
        unlinked: world.url(Thing::Commit(unlinked)),
    };
    (world, urls)
}

/// The monitor with two terms, of which the later one is of ada and grace.
fn rosters() -> Monitor {
    let monitor = Monitor::new();
    let spring = [("ada-lumen", "lantern-works"), ("grace-wick", "lantern-works")];
    monitor.write("spring.toml", &roster("lantern-spring", "2026-03-02", "2026-05-24", &spring));
    let winter = [("hedy-glow", "lantern-works")];
    monitor.write("winter.toml", &roster("lantern-winter", "2025-12-01", "2026-02-22", &winter));
    let run = monitor.with(&["import", "roster", "spring.toml", "winter.toml"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    monitor
}

fn synced() -> (Monitor, Github, Urls) {
    let monitor = rosters();
    let (world, urls) = world();
    let github = Github::start_blocking(world);
    let uri = github.uri();
    let arguments = ["sync", "lantern-spring", "--api-url", &uri, "--now", NOW];
    let run = monitor.run_with::<&Path>(&arguments, &[], &[("GITHUB_TOKEN", "ghp_fictional")]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    (monitor, github, urls)
}

fn explain(monitor: &Monitor, what: &str) -> Run {
    monitor.with(&["explain", what, "--now", NOW])
}

fn json(monitor: &Monitor, what: &str) -> Value {
    let run = monitor.with(&["explain", what, "--now", NOW, "--json"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    serde_json::from_str(&run.stdout).unwrap()
}

/// The verdict with the reasons, each once.
fn told(monitor: &Monitor, what: &str) -> (String, Vec<String>) {
    let json = json(monitor, what);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    assert_eq!(json["schema"], "mentorship-monitor/explain/1");
    let mut reasons: Vec<String> =
        json["findings"].as_array().unwrap().iter().map(|f| text(&f["reason"])).collect();
    reasons.dedup();
    (text(&json["verdict"]), reasons)
}

/// The text in one line.
fn flat(run: &Run) -> String {
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.lines().all(|line| line.chars().count() <= 80), "{}", run.stdout);
    run.stdout.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn items_are_explained_whatever_became_of_them() {
    let (monitor, _github, urls) = synced();
    let told = |what: &str| told(&monitor, what);
    let expect = |verdict: &str, reasons: &[&str]| {
        (verdict.to_owned(), reasons.iter().map(|r| (*r).to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(told(&urls.inside), expect("counts", &["counts"]));
    assert_eq!(told(&urls.before), expect("not-counted", &["outside-window"]));
    assert_eq!(told(&urls.elsewhere), expect("outside-scope", &["counts", "outside-scope"]));
    assert_eq!(told(&urls.landed), expect("counts", &["counts", "landed"]));
    assert_eq!(told(&urls.review), expect("counts", &["counts"]));
    for url in [&urls.strangers, &urls.bots] {
        let (verdict, reasons) = told(url);
        assert_eq!(verdict, "unknown");
        assert!(reasons.iter().any(|r| r == "author"), "{url}: {reasons:?}");
    }
    let (_, private) = told(&urls.private);
    assert!(private.iter().any(|r| r == "repository-unknown"), "{private:?}");
}

#[test]
fn what_counts_says_where_and_a_shorthand_and_every_page_lead_to_it() {
    let (monitor, _github, urls) = synced();
    let text = flat(&explain(&monitor, &urls.inside));
    for part in [
        "Dim the beam It counts.",
        "Opened 2026-03-05 10:00 +00:00 as author: this counts for the period `term` as work in the project (source: github).",
        "It counts for - ada-lumen in lantern-spring, period `term`: opened, author, project (source: github).",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let number = urls.inside.rsplit('/').next().unwrap();
    for what in
        [format!("Lantern-Works/beam#{number}"), format!("{}/files?w=1#diff-7", urls.inside)]
    {
        assert_eq!(flat(&explain(&monitor, &what)), text, "{what}");
    }
}

#[test]
fn an_item_of_another_time_names_the_program_that_holds_it() {
    let (monitor, _github, urls) = synced();
    let text = flat(&explain(&monitor, &urls.before));
    for part in [
        "before the first period begins at 2026-03-02 00:00 +00:00; it lies in `term` of `lantern-winter`",
        "What would make it count - If the work belongs to the program, give the enrollment `own-windows`",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn a_commit_of_an_unlinked_address_is_told_from_one_that_was_not_fetched() {
    let (monitor, _github, urls) = synced();
    let text = flat(&explain(&monitor, &urls.unlinked));
    for part in [
        "It is not in the database. That does not mean that it was not done.",
        "GitHub gives a commit to the account that its e-mail address is linked to",
        "let the mentee link its e-mail address to the account",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn the_commit_of_a_merge_is_told_by_its_pull_request() {
    let (monitor, _github, urls) = synced();
    for (commit, pull) in [(&urls.merge, &urls.inside), (&urls.squash, &urls.landed)] {
        let (verdict, reasons) = told(&monitor, commit);
        assert_eq!((verdict.as_str(), reasons), ("not-counted", vec!["repeats".to_owned()]));
        let text = flat(&explain(&monitor, commit));
        let number = pull.rsplit('/').next().unwrap();
        let says =
            format!("This commit repeats lantern-works/beam#{number}, which counts by itself.");
        assert!(text.contains(&says) && !text.contains("e-mail"), "{text}");
    }
}

#[test]
fn before_a_sync_it_says_what_was_not_fetched() {
    let monitor = rosters();
    let text = flat(&explain(&monitor, "lantern-works/beam#1"));
    for part in [
        "ada-lumen, grace-wick in lantern-spring",
        "Not everything was seen in pull-requests",
        "(not fetched: no record of this time)",
        "`mentorship-monitor sync lantern-spring` fetches what is missing.",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let only = monitor.with(&[
        "explain",
        "lantern-works/beam#1",
        "--program",
        "lantern-winter",
        "--now",
        NOW,
    ]);
    let only = flat(&only);
    assert!(only.contains("hedy-glow in lantern-winter") && !only.contains("ada-lumen"), "{only}");
}

#[test]
fn a_mentee_is_explained_in_all_programs() {
    let (monitor, github, _urls) = synced();
    let text = flat(&explain(&monitor, "ada-lumen"));
    for part in [
        "There is work that counts.",
        "For the period `term`, 2026-03-02 to 2026-05-24, the database holds",
        "No period holds 1 contribution before the first period.",
        "in `moth-circle/wing` are outside the scope of the enrollment",
        "What would make more count",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    github.world(|world| {
        let ada = world.account("ada-lumen").unwrap();
        world.rename_login(ada, "ada-anew");
    });
    let uri = github.uri();
    let later = "2026-05-27T12:00:00Z";
    let arguments = ["sync", "lantern-spring", "--api-url", &uri, "--now", later];
    monitor.run_with::<&Path>(&arguments, &[], &[("GITHUB_TOKEN", "ghp_fictional")]);
    let renamed = flat(&explain(&monitor, "ada-anew"));
    assert!(renamed.contains("The account of `ada-lumen` is called `ada-anew` now"), "{renamed}");
}

#[test]
fn what_names_nothing_is_refused_with_a_hint() {
    let monitor = rosters();
    let run = explain(&monitor, "ada-lumem");
    assert_eq!(run.code, 2, "{}", run.stdout);
    assert!(
        run.stderr.contains("`ada-lumem` names no item, and no mentee in `monitor.db`"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("did you mean `ada-lumen`?"), "{}", run.stderr);
    let unknown = monitor.with(&["explain", "ada-lumen", "--program", "nothing"]);
    assert_eq!(unknown.code, 2, "{}", unknown.stdout);
}
