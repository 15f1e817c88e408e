//! What is found in the repositories in which the work is expected, where GitHub has no list by person: merges of other
//! people's pull requests, and commits in pull requests of bots.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod simulated;

use std::collections::BTreeSet;
use std::ops::Range;

use chrono::TimeDelta;
use monitor_fetcher::Query;
use monitor_model::{Coverage, Stream, Witness};
use monitor_testkit::github::world::{AccountId, At, PullHandle, RepoId, World, at};
use serde_json::{Value, json};
use simulated::{Kept, Simulated, run};

fn window() -> Range<At> {
    at("2026-03-02T00:00:00Z")..at("2026-05-25T00:00:00Z")
}

fn day(n: i64) -> At {
    at("2026-03-02T10:00:00Z") + TimeDelta::days(n)
}

/// Two mentees, a mentor, a bot, and a repository in which both mentees are known to work.
struct Small {
    world: World,
    repo: RepoId,
    ada: AccountId,
    grace: AccountId,
    noor: AccountId,
    bot: AccountId,
}

impl Small {
    fn new() -> Self {
        let mut world = World::new(at("2025-03-02T00:00:00Z"));
        let [ada, grace, noor] =
            ["ada-lumen", "grace-wick", "noor-blaze"].map(|login| world.person(login).id());
        let bot = world.bot("lamp-pilot").id();
        let repo = world.repo("lantern-works/beam").id();
        world.set_now(day(90));
        for who in [ada, grace] {
            world.pr(repo, who).opened(day(1)).commit(day(1));
        }
        Self { world, repo, ada, grace, noor, bot }
    }

    /// A pull request with one commit of its author's.
    fn pr(&mut self, who: AccountId, n: i64) -> PullHandle<'_> {
        self.world.pr_from_branch(self.repo, who).opened(day(n)).commit(day(n))
    }

    fn both(&self) -> [AccountId; 2] {
        [self.ada, self.grace]
    }
}

/// Every contribution once, as text: by whom, kind, act, role, the URL's last part.
fn found(kept: &Kept) -> BTreeSet<String> {
    let all = kept.batches.iter().flat_map(|batch| &batch.contributions);
    all.map(|one| {
        let url = one.item.url.as_str().rsplit('/').next().unwrap_or_default();
        format!("{} {} {} {} {url}", one.by, one.item.kind, one.act, one.role)
    })
    .collect()
}

/// Those of a role.
fn of(kept: &Kept, role: &str) -> Vec<String> {
    found(kept).into_iter().filter(|row| row.split(' ').nth(3) == Some(role)).collect()
}

/// What was said last of somebody's stream.
fn said(kept: &Kept, login: &str, stream: Stream) -> Coverage {
    let all = kept.batches.iter().flat_map(|batch| &batch.coverage);
    let mut own = all.filter(|one| one.of.as_str() == login && one.stream == stream);
    own.next_back().unwrap().coverage.clone()
}

/// How often pull requests of repositories were asked for.
fn sweeps(github: &Simulated) -> usize {
    let is_it = |query: &&Query| matches!(query, Query::RepoPulls { .. });
    github.asked.borrow().iter().filter(is_it).count()
}

#[test]
fn merges_of_other_peoples_pull_requests_are_found_and_their_commits_are_no_work_of_their_own() {
    let mut small = Small::new();
    let (ada, noor) = (small.ada, small.noor);
    small.pr(noor, 3).merged_by(ada, day(4));
    small.pr(noor, 5).squash_merged_by(ada, day(6));
    small.pr(noor, 7).rebase_merged_by(ada, day(8));
    small.pr(noor, 9).merged_by(noor, day(10));
    let bot = small.bot;
    small.pr(bot, 13).merged_by(ada, day(14));
    small.pr(ada, 11).merged_by(ada, day(12));
    let (people, mut kept) = (small.both(), Kept::default());
    run(&Simulated::new(small.world), &mut kept, &people, window());
    let merges = of(&kept, "merger");
    let expected = [3, 4, 5, 7].map(|n| format!("ada-lumen pull-request merged merger {n}"));
    assert_eq!(merges, expected);
    let commits = found(&kept).into_iter().filter(|row| row.starts_with("ada-lumen commit "));
    assert_eq!(commits.count(), 2, "one in each own pull request: {:?}", found(&kept));
    for stream in [Stream::PullRequests, Stream::Commits] {
        assert_eq!(said(&kept, "ada-lumen", stream), Coverage::Complete);
    }
}

#[test]
fn commits_of_a_bots_pull_request_are_found_and_nothing_else_of_it() {
    let mut small = Small::new();
    let (ada, grace, noor, bot) = (small.ada, small.grace, small.noor, small.bot);
    let ghost = small.world.person("gone-away").id();
    small.pr(bot, 3).commit_of(ada, day(3)).commit_with(day(4), &[grace]).closed(noor, day(5));
    small.pr(bot, 6).commit_with(day(6), &[ada]).squash_merged_by(noor, day(7));
    small.pr(bot, 8).commented(noor, day(9));
    small.pr(ghost, 10).commit_of(grace, day(11));
    small.pr(noor, 12).commit_of(ada, day(13));
    small.world.delete_account(ghost);
    let (people, mut kept) = (small.both(), Kept::default());
    let github = Simulated::new(small.world);
    run(&github, &mut kept, &people, window());
    let commits: Vec<String> =
        found(&kept).into_iter().filter(|row| row.contains(" commit ")).collect();
    let count = |text: &str| commits.iter().filter(|row| row.starts_with(text)).count();
    // One of each is in the own pull request. Of a person's pull request nobody asks for the commits.
    assert_eq!(count("ada-lumen commit authored author "), 2, "{commits:?}");
    assert_eq!(
        count("ada-lumen commit authored co-author "),
        1,
        "the squash repeats it: {commits:?}"
    );
    assert_eq!(count("grace-wick commit authored author "), 2, "{commits:?}");
    assert_eq!(count("grace-wick commit authored co-author "), 1, "{commits:?}");
    let details = kept.details();
    let told: Vec<_> = details.keys().filter(|url| url.contains("/pull/")).collect();
    assert_eq!(told.len(), 2, "only of own pull requests: {told:?}");
    let pulls = found(&kept).into_iter().filter(|row| row.contains(" pull-request "));
    assert_eq!(pulls.count(), 2);
    assert!(kept.responses().is_empty(), "{:?}", kept.responses());
    assert_eq!(github.details_asked(), 6, "two own, three of a bot, one of a ghost");
}

#[test]
fn a_bots_pull_request_is_read_again_when_it_changes_and_only_then() {
    let mut small = Small::new();
    let (ada, bot, people) = (small.ada, small.bot, small.both());
    let pull = small.pr(bot, 85).id();
    let github = Simulated::new(small.world);
    let mut kept = Kept::default();
    run(&github, &mut kept, &people, window());
    github.world.borrow_mut().set_now(day(91));
    run(&github, &mut kept, &people, window());
    assert_eq!((sweeps(&github), github.details_asked()), (1, 0));
    github.world.borrow_mut().set_now(day(92));
    github.world.borrow_mut().edit_pr(pull).commit_of(ada, day(83));
    github.world.borrow_mut().edit_pr(pull).commented(ada, day(92));
    run(&github, &mut kept, &people, window());
    assert_eq!((sweeps(&github), github.details_asked()), (1, 1));
    let commits = found(&kept).into_iter().filter(|row| row.starts_with("ada-lumen commit "));
    assert_eq!(commits.count(), 2);
}

#[test]
fn somebody_who_is_new_is_looked_for_in_every_pull_request() {
    let mut small = Small::new();
    let (ada, grace, noor, bot) = (small.ada, small.grace, small.noor, small.bot);
    small.pr(bot, 3).commit_with(day(4), &[grace]);
    small.pr(noor, 5).merged_by(grace, day(6));
    let (github, mut kept) = (Simulated::new(small.world), Kept::default());
    run(&github, &mut kept, &[ada], window());
    assert_eq!((of(&kept, "merger").len(), of(&kept, "co-author").len()), (0, 0));
    github.world.borrow_mut().set_now(day(91));
    run(&github, &mut kept, &[ada, grace], window());
    assert_eq!((of(&kept, "merger").len(), of(&kept, "co-author").len()), (1, 1));
    github.world.borrow_mut().set_now(day(92));
    run(&github, &mut kept, &[ada, grace], window());
    assert_eq!(github.details_asked(), 0, "nobody is new any more");
}

#[test]
fn a_mentees_pull_request_stays_the_mentees_when_the_account_is_deleted() {
    let mut small = Small::new();
    let (ada, noor, people) = (small.ada, small.noor, small.both());
    let pull = small.pr(ada, 80).id();
    let (github, mut kept) = (Simulated::new(small.world), Kept::default());
    run(&github, &mut kept, &people, window());
    let nobodys = |kept: &Kept| {
        let pulls = kept.marks.iter().filter(|(key, _)| key.starts_with("pull "));
        let (all, of_nobody): (Vec<_>, Vec<_>) =
            pulls.map(|(_, note)| note).partition(|note| !note.contains("\"person\":\"\""));
        (all.len(), of_nobody.len())
    };
    assert_eq!(nobodys(&kept), (3, 0));
    github.world.borrow_mut().set_now(day(91));
    github.world.borrow_mut().edit_pr(pull).commented(noor, day(91));
    github.world.borrow_mut().delete_account(ada);
    run(&github, &mut kept, &people, window());
    assert_eq!(sweeps(&github), 1);
    assert_eq!(nobodys(&kept), (3, 0), "a ghost's that was a mentee's");
}

/// Takes something out of the answers about repositories, with a word of GitHub's.
fn without(query: &Query, answer: &mut Value, inside: &[Value]) {
    if let Query::RepoPulls { .. } = query {
        let mut path = vec![json!("nodes"), json!(0), json!("pullRequests")];
        path.extend_from_slice(inside);
        let place = path.iter().map(|step| step.to_string().replace('"', ""));
        let place = place.fold("/data".to_owned(), |place, step| place + "/" + &step);
        *answer.pointer_mut(&place).unwrap() = Value::Null;
        let error = json!({"type": "FORBIDDEN", "message": "not for you", "path": path});
        answer["errors"] = json!([error]);
    }
}

fn without_pulls(query: &Query, answer: &mut Value) {
    without(query, answer, &[]);
}

/// Without the second on the page.
fn without_one(query: &Query, answer: &mut Value) {
    without(query, answer, &[json!("nodes"), json!(1)]);
}

#[test]
fn a_repository_that_could_not_be_looked_through_is_named_and_tried_again() {
    for damage in [without_pulls, without_one] {
        let mut small = Small::new();
        let (ada, noor, bot, people) = (small.ada, small.noor, small.bot, small.both());
        small.pr(noor, 3).merged_by(ada, day(4));
        small.pr(bot, 5).commit_of(ada, day(5));
        let (mut github, mut kept) = (Simulated::new(small.world), Kept::default());
        github.damage = Some(damage);
        let ended = run(&github, &mut kept, &people, window());
        assert_eq!(ended.failures.len(), 1, "{:?}", ended.failures);
        assert!(of(&kept, "merger").is_empty());
        for stream in [Stream::PullRequests, Stream::Commits] {
            let Coverage::Partial(why) = said(&kept, "grace-wick", stream) else {
                panic!("{stream} is {:?}", said(&kept, "grace-wick", stream))
            };
            assert!(why.contains("the pull requests of lantern-works/beam"), "{why}");
            assert!(why.contains("not for you"), "{why}");
        }
        assert_eq!(said(&kept, "grace-wick", Stream::Issues), Coverage::Complete);
        github.damage = None;
        github.world.borrow_mut().set_now(day(91));
        run(&github, &mut kept, &people, window());
        assert_eq!(of(&kept, "merger").len(), 1);
        for stream in [Stream::PullRequests, Stream::Commits] {
            assert_eq!(said(&kept, "grace-wick", stream), Coverage::Complete);
        }
    }
}

/// Refuses the details of pull requests of bots.
fn without_bots(query: &Query, answer: &mut Value) {
    let Query::PullDetails { of, .. } = query else { return };
    for n in 0..of.len() {
        if answer["data"]["nodes"][n]["author"]["__typename"] == "Bot" {
            answer["data"]["nodes"][n] = Value::Null;
            let error =
                json!({"type": "FORBIDDEN", "message": "not for you", "path": ["nodes", n]});
            answer["errors"] = json!([error]);
        }
    }
}

#[test]
fn a_bots_pull_request_that_could_not_be_read_is_said_of_commits_alone() {
    let mut small = Small::new();
    let (ada, noor, bot, people) = (small.ada, small.noor, small.bot, small.both());
    small
        .pr(bot, 5)
        .commit_of(ada, day(5))
        .commit_with(day(5), &[ada])
        .squash_merged_by(noor, day(6));
    let (mut github, mut kept) = (Simulated::new(small.world), Kept::default());
    github.damage = Some(without_bots);
    run(&github, &mut kept, &people, window());
    let Coverage::Partial(why) = said(&kept, "ada-lumen", Stream::Commits) else {
        panic!("{:?}", said(&kept, "ada-lumen", Stream::Commits))
    };
    assert!(
        why.starts_with("a pull request of a bot in lantern-works/beam could not be read"),
        "{why}"
    );
    assert_eq!(said(&kept, "ada-lumen", Stream::PullRequests), Coverage::Complete);
    assert!(
        of(&kept, "co-author").is_empty(),
        "the squash is known to repeat what is not known yet"
    );
    github.damage = None;
    github.world.borrow_mut().set_now(day(91));
    run(&github, &mut kept, &people, window());
    assert_eq!(said(&kept, "ada-lumen", Stream::Commits), Coverage::Complete);
    assert_eq!(of(&kept, "co-author").len(), 1);
}

#[test]
fn of_very_many_pull_requests_of_bots_the_rest_is_counted() {
    let mut small = Small::new();
    let (bot, people) = (small.bot, small.both());
    for n in 0..250 {
        small.pr(bot, n % 80);
    }
    let (github, mut kept) = (Simulated::new(small.world), Kept::default());
    run(&github, &mut kept, &people, window());
    assert_eq!(github.details_asked(), 240 + 2);
    let why = "10 pull requests of bots in lantern-works/beam were not read".to_owned();
    assert_eq!(said(&kept, "ada-lumen", Stream::Commits), Coverage::Partial(why.clone()));
    assert_eq!(said(&kept, "ada-lumen", Stream::PullRequests), Coverage::Complete);
    github.world.borrow_mut().set_now(day(91));
    run(&github, &mut kept, &people, window());
    assert_eq!(said(&kept, "ada-lumen", Stream::Commits), Coverage::Partial(why), "it stays so");
    assert_eq!(github.details_asked(), 0);
}

#[test]
fn of_very_many_pull_requests_those_that_changed_last_are_looked_at_and_the_rest_is_named() {
    let mut small = Small::new();
    let (ada, noor, people) = (small.ada, small.noor, small.both());
    small.pr(noor, 2).merged_by(ada, day(3));
    for n in 0..2_050 {
        small.pr(noor, 10 + n / 30);
    }
    small.pr(noor, 84).merged_by(ada, day(84));
    let (github, mut kept) = (Simulated::new(small.world), Kept::default());
    run(&github, &mut kept, &people, window());
    assert_eq!(of(&kept, "merger").len(), 1, "the newest one");
    let Coverage::Partial(why) = said(&kept, "ada-lumen", Stream::PullRequests) else {
        panic!("{:?}", said(&kept, "ada-lumen", Stream::PullRequests))
    };
    let named =
        "of the pull requests of lantern-works/beam, only those that changed since 2026-03-1";
    assert!(why.starts_with(named), "{why}");
    github.world.borrow_mut().set_now(day(91));
    run(&github, &mut kept, &people, window());
    assert_eq!(github.asked.borrow().iter().filter(|query| is_page(query)).count(), 0);
    let again = said(&kept, "ada-lumen", Stream::PullRequests);
    assert_eq!(again, Coverage::Partial(why), "it is not forgotten");
}

fn is_page(query: &Query) -> bool {
    matches!(query, Query::Pages(_))
}

#[test]
fn what_only_the_search_has_is_fetched_like_any_other_and_still_said_to_be_missing_in_the_lists() {
    let mut small = Small::new();
    let listed = small.pr(small.ada, 3).id();
    let lost = small.pr(small.ada, 5).unlisted().id();
    let url = small.world.url(lost);
    let people = small.both();
    let (github, mut kept) = (Simulated::new(small.world), Kept::default());
    for days in [30, 40] {
        github.world.borrow_mut().set_now(day(days));
        run(&github, &mut kept, &people, window());
        let mut known = kept.batches.iter().flat_map(|batch| &batch.contributions);
        assert!(known.any(|c| c.item.url.as_str() == url), "{:?}", found(&kept));
        assert!(kept.details().contains_key(url.as_str()), "its details are asked for");
        let missing: Vec<_> = kept.batches.iter().flat_map(|batch| &batch.witness).collect();
        let latest = missing.iter().filter(|note| note.at == day(days)).copied();
        let urls: Vec<_> = latest
            .filter_map(|note| match &note.verdict {
                Witness::Missing { url, .. } => url.clone(),
                _ => None,
            })
            .collect();
        assert_eq!(urls, [url.as_str()], "on day {days}");
        kept.batches.clear();
        // Something changes, so that the lists are walked and the search is asked again.
        github.world.borrow_mut().edit_pr(listed).commented(small.noor, day(35));
        github.world.borrow_mut().edit_pr(lost).commented(small.noor, day(35));
    }
}
