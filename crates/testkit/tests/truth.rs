//! The ground truth agrees with what can be asked for, and the ways in which work lands leave the traces that they leave at
//! GitHub.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall stop")]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use common::answer;
use monitor_testkit::github::world::{
    AccountId, Act, At, Closer, DetailOf, EventKind, Kind, PullId, RepoId, Role, Signature,
    Verdict, World, at,
};
use monitor_testkit::github::worlds::{Case, hundred_mentees};
use serde_json::Value;

struct Scene {
    world: World,
    ada: AccountId,
    grace: AccountId,
    beam: RepoId,
}

const OPENED: &str = "2026-03-02T09:00:00Z";
const LANDED: &str = "2026-03-09T09:00:00Z";

fn scene() -> Scene {
    let mut world = World::new(at("2026-03-20T00:00:00Z"));
    let ada = world.person("ada-lumen").id();
    let grace = world.person("grace-wick").id();
    let beam = world.repo("lantern-works/beam").id();
    Scene { world, ada, grace, beam }
}

impl Scene {
    /// A pull request of two commits, one of them with a co-author.
    fn pull(&mut self) -> PullId {
        let t = at(OPENED);
        let friend = self.world.person("mira-glow").id();
        self.world
            .pr(self.beam, self.ada)
            .opened(t)
            .commit(t)
            .commit_with(t + TimeDelta::hours(1), &[friend])
            .id()
    }

    /// The messages' first lines, the author dates and the commit dates on the default branch.
    fn history(&self) -> Vec<(String, At, At)> {
        let line = |id: monitor_testkit::github::world::CommitId| {
            let commit = &self.world[id];
            (commit.headline().to_owned(), commit.authored_at, commit.committed_at)
        };
        self.world[self.beam].default_history.iter().map(|c| line(*c)).collect()
    }
}

#[test]
fn a_merge_keeps_commits_and_dates() {
    let mut s = scene();
    let pull = s.pull();
    s.world.edit_pr(pull).merged_by(s.grace, at(LANDED));
    let history = s.history();
    assert_eq!(history.len(), 3);
    assert_eq!(
        (history[0].1, history[0].2),
        (at(OPENED), at(OPENED)),
        "older than its landing, for `since` too"
    );
    assert_eq!(history[2].0, "Merge pull request #1 from topic-1");
    assert_eq!(s.world[pull].updated_at, at(LANDED));
}

#[test]
fn a_squash_is_one_new_commit_and_the_branch_keeps_its_own() {
    let mut s = scene();
    let pull = s.pull();
    s.world
        .edit_pr(pull)
        .commit_by(Signature::new("x", "x@laptop.example"), at(OPENED))
        .squash_merged_by(s.grace, at(LANDED));
    assert_eq!(s.history(), [("Tidy part 1 (#1)".to_owned(), at(LANDED), at(LANDED))]);
    let squash = &s.world[s.world[s.beam].default_history[0]];
    assert_eq!(squash.committer, Signature::web_flow());
    assert_eq!(squash.author.email, "ada-lumen@mail.example");
    assert!(squash.message.ends_with("\n\nCo-authored-by: mira-glow <mira-glow@mail.example>\nCo-authored-by: x <x@laptop.example>"), "{}", squash.message);
    let facts = s.world.visible_contributions(s.ada, at(OPENED)..at("2026-03-20T00:00:00Z"));
    let commits: Vec<_> = facts
        .iter()
        .filter_map(|f| f.commit.as_ref())
        .map(|c| (c.is_squash, c.on_default))
        .collect();
    assert_eq!(commits, [(false, false), (false, false), (true, true)]);
}

#[test]
fn a_rebase_keeps_the_author_dates() {
    let mut s = scene();
    let pull = s.pull();
    s.world.edit_pr(pull).rebase_merged_by(s.grace, at(LANDED));
    let dates: Vec<_> =
        s.history().into_iter().map(|(_, authored, committed)| (authored, committed)).collect();
    assert_eq!(dates, [(at(OPENED), at(LANDED)), (at("2026-03-02T10:00:00Z"), at(LANDED))]);
}

#[test]
fn landing_by_hand_closes_by_a_commit_and_by_a_bot_only_refers_to_one() {
    let mut s = scene();
    let bot = s.world.bot("bors-lantern").id();
    let (by_hand, by_bot) = (s.pull(), s.pull());
    s.world.edit_pr(by_hand).landed_by_commit(s.grace, at(LANDED));
    s.world.edit_pr(by_bot).landed_by_bot(bot, at(LANDED));
    let kinds =
        |pull: PullId| s.world[pull].events.iter().map(|e| e.kind.clone()).collect::<Vec<_>>();
    let commits = &s.world[s.beam].default_history;
    assert_eq!(
        kinds(by_hand),
        [EventKind::Referenced(commits[0]), EventKind::Closed(Some(Closer::Commit(commits[0])))]
    );
    assert_eq!(kinds(by_bot), [EventKind::Referenced(commits[1]), EventKind::Closed(None)]);
    assert!(s.world[commits[0]].message.ends_with("Closes #1"));
    assert!(s.world[by_bot].title.starts_with("[Merged by Bors]"));
    let landed = |f: &monitor_testkit::github::world::Fact| f.act == Act::Landed;
    let facts = s.world.visible_contributions(s.ada, at(OPENED)..at("2026-03-20T00:00:00Z"));
    assert_eq!(facts.iter().filter(|f| landed(f)).count(), 2);
}

#[test]
fn an_issue_is_closed_by_the_work_of_somebody() {
    let mut s = scene();
    let issue = s.world.issue(s.beam, s.grace).opened(at(OPENED)).id();
    let pull = s.world.pr(s.beam, s.ada).opened(at(OPENED)).closes(issue).commit(at(OPENED)).id();
    s.world.edit_pr(pull).merged_by(s.grace, at(LANDED));
    let facts = s.world.visible_contributions(s.ada, at(OPENED)..at("2026-03-20T00:00:00Z"));
    let closings: Vec<_> =
        facts.iter().filter(|f| f.role == Role::Closer).map(|f| (f.kind, f.act, f.at)).collect();
    assert_eq!(closings, [(Kind::Issue, Act::Closed, at(LANDED))]);
    s.world.edit_issue(issue).reopened(s.grace, at("2026-03-10T09:00:00Z"));
    let facts = s.world.visible_contributions(s.ada, at(OPENED)..at("2026-03-20T00:00:00Z"));
    assert!(facts.iter().all(|f| f.role != Role::Closer));
}

/// Walks a connection of one object and answers the ids of its elements that are there.
fn walk(world: &World, on: &str, type_name: &str, field: &str) -> BTreeSet<String> {
    let (mut all, mut after) = (BTreeSet::new(), String::new());
    loop {
        let query = format!(
            "{{ node(id: \"{on}\") {{ ... on {type_name} {{ {field}(first: 100{after}) {{ nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }} }} }} }}"
        );
        let page = answer(world, &query)["data"]["node"][field].clone();
        let nodes = page["nodes"].as_array().unwrap().iter();
        all.extend(nodes.filter_map(|n| n["id"].as_str()).map(str::to_owned));
        if page["pageInfo"]["hasNextPage"] == Value::Bool(false) {
            return all;
        }
        after = format!(", after: {}", page["pageInfo"]["endCursor"]);
    }
}

/// The node ids of a person's facts of one kind and act, of all times.
fn known(
    world: &World,
    who: AccountId,
    is_wanted: impl Fn(Kind, Act, Role) -> bool,
) -> BTreeSet<String> {
    let facts = world.visible_contributions(who, At::MIN_UTC..At::MAX_UTC);
    facts.into_iter().filter(|f| is_wanted(f.kind, f.act, f.role)).map(|f| f.node_id).collect()
}

#[test]
fn what_a_person_wrote_can_be_walked_completely() {
    let term = hundred_mentees(11);
    let world = &term.world;
    for mentee in &term.mentees {
        let Some(who) = mentee.account.filter(|who| world.sees_account(*who)) else {
            continue;
        };
        let id = world.node_id(who);
        let own =
            |kind| known(world, who, |k, a, r| k == kind && a == Act::Opened && r == Role::Author);
        assert_eq!(walk(world, &id, "User", "pullRequests"), own(Kind::PullRequest), "{mentee:?}");
        assert_eq!(walk(world, &id, "User", "issues"), own(Kind::Issue), "{mentee:?}");
        assert_eq!(
            walk(world, &id, "User", "repositoryDiscussions"),
            own(Kind::Discussion),
            "{mentee:?}"
        );
        let mut comments = walk(world, &id, "User", "issueComments");
        comments.extend(walk(world, &id, "User", "repositoryDiscussionComments"));
        comments.extend(walk(world, &id, "User", "commitComments"));
        let known = known(world, who, |k, _, _| k == Kind::Comment);
        let elsewhere: Vec<_> = known.difference(&comments).collect();
        assert!(elsewhere.iter().all(|id| id.starts_with("PRRC_")), "{mentee:?}");
        assert_eq!(comments.difference(&known).count(), 0, "{mentee:?}");
    }
}

#[test]
fn reviews_and_commits_are_all_in_repositories_that_can_be_swept() {
    let term = hundred_mentees(12);
    let world = &term.world;
    let mut found: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for repo in world.repos.ids().filter(|r| world.sees_repo(*r) && !world.needs_sso((*r).into())) {
        for pull in walk(world, &world.node_id(repo), "Repository", "pullRequests") {
            found.entry("reviews").or_default().extend(walk(
                world,
                &pull,
                "PullRequest",
                "reviews",
            ));
        }
    }
    for mentee in [Case::ReviewsOnly, Case::BusyTerm, Case::OnTheBoundary, Case::ManyReviewsOfOne] {
        let who = term.case(mentee).unwrap().account.unwrap();
        let reviews = known(world, who, |k, _, _| k == Kind::Review);
        assert!(!reviews.is_empty() && reviews.is_subset(&found["reviews"]), "{mentee:?}");
    }
}

#[test]
fn responses_are_what_other_people_did_and_nobody_elses() {
    let mut s = scene();
    let pull = s.pull();
    let (bot, gone) = (s.world.bot("lamp-lint").id(), s.world.person("mira-gone").id());
    let hour = |n: i64| at(OPENED) + TimeDelta::hours(n);
    s.world
        .edit_pr(pull)
        .commented(bot, hour(2))
        .commented(s.ada, hour(3))
        .commented(gone, hour(4))
        .reviewed(s.grace, hour(5), Verdict::Pending)
        .reviewed(s.grace, hour(6), Verdict::Approved)
        .commit_of(s.grace, hour(-3))
        .commit_of(s.grace, hour(7))
        .merged_by(s.grace, hour(8));
    let issue = s.world.issue(s.beam, s.ada).opened(hour(9)).commented(s.grace, hour(10)).id();
    s.world.delete_account(gone);
    let found = s.world.responses_to(s.ada, at(OPENED));
    let said: Vec<_> = found.iter().map(|one| (one.by.as_str(), one.act.word(), one.at)).collect();
    let expected = [
        ("grace-wick", "commented", hour(10)),
        ("grace-wick", "merged", hour(8)),
        ("grace-wick", "reviewed", hour(6)),
        ("grace-wick", "committed", hour(7)),
        ("mira-glow", "committed", hour(1)),
    ];
    assert_eq!(said, expected);
    assert_eq!(found[0].on, s.world.url(issue));
    assert_eq!(s.world.responses_to(s.grace, at(OPENED)), []);
    // What did not change since is nobody's concern.
    assert_eq!(s.world.responses_to(s.ada, hour(9)).len(), 1);
}

#[test]
fn the_files_of_a_pull_request_add_up_to_its_lines() {
    let mut s = scene();
    let pull = s.pull();
    s.world.edit_pr(pull).files(&[("src/wick.rs", 8, 4), ("Cargo.lock", 90, 30)]).draft();
    let id = s.world.node_id(pull);
    let asked = format!(
        "{{ node(id: \"{id}\") {{ ... on PullRequest {{ isDraft additions deletions changedFiles \
         files(first: 9) {{ totalCount nodes {{ path additions deletions }} }} }} }} }}"
    );
    let found = answer(&s.world, &asked)["data"]["node"].clone();
    let expected = serde_json::json!({
        "isDraft": true, "additions": 98, "deletions": 34, "changedFiles": 2,
        "files": {"totalCount": 2, "nodes": [
            {"path": "Cargo.lock", "additions": 90, "deletions": 30},
            {"path": "src/wick.rs", "additions": 8, "deletions": 4},
        ]},
    });
    assert_eq!(found, expected);
    let known = s.world.details_of(s.ada, at(OPENED));
    let DetailOf::Pull { files, draft } = &known[0].of else { panic!("{known:?}") };
    assert_eq!((files.len(), draft), (2, &true));
    assert_eq!(known.iter().filter(|one| matches!(one.of, DetailOf::Commit { .. })).count(), 2);
}
