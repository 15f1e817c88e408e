//! What is collected beyond contributions: details of items and what others did on them, from the simulated GitHub, compared
//! with what there is.

mod simulated;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::TimeDelta;
use monitor_fetcher::Query;
use monitor_model::{Act, Detail, PullRequestDetail, ReviewState};
use monitor_testkit::github::world::{
    self, AccountId, At, DetailOf, PullId, RepoId, Verdict, World, at,
};
use monitor_testkit::github::worlds::{Mentee, Term, hundred_mentees, ordinary_mentees};
use serde_json::{Value, json};
use simulated::{Kept, Simulated, run};

const START: &str = "2026-03-02T00:00:00Z";

fn window() -> Range<At> {
    at(START)..at("2026-05-25T00:00:00Z")
}

/// A response as text: on what, by whom, what and when.
fn truth(world: &World, people: &[AccountId]) -> BTreeSet<String> {
    let all = people.iter().flat_map(|who| world.responses_to(*who, at(START)));
    all.map(|one| {
        let act = if one.act == world::Act::Committed { "authored" } else { one.act.word() };
        format!("{} {} {act} {}", one.on, one.by, one.at).to_lowercase()
    })
    .collect()
}

fn found(kept: &Kept) -> BTreeSet<String> {
    let all = kept.responses();
    all.iter()
        .map(|one| format!("{} {} {} {}", one.on.as_str(), one.by, one.act, one.at).to_lowercase())
        .collect()
}

/// The account of each responder, by login in lower case, as far as one is known.
fn accounts(kept: &Kept) -> BTreeMap<String, u64> {
    let people = kept.batches.iter().flat_map(|batch| &batch.people);
    people.filter_map(|one| Some((one.login.key(), one.account.as_ref()?.id.0))).collect()
}

/// Holds what was kept against what there is: none missing, none too many, each under the right account.
fn compare(world: &World, kept: &Kept, people: &[AccountId]) {
    let (expected, found) = (truth(world, people), found(kept));
    let missing: Vec<_> = expected.difference(&found).take(9).collect();
    let surplus: Vec<_> = found.difference(&expected).take(9).collect();
    assert!(
        missing.is_empty() && surplus.is_empty(),
        "missing {missing:#?}\ntoo many {surplus:#?}"
    );
    let accounts = accounts(kept);
    for one in people.iter().flat_map(|who| world.responses_to(*who, at(START))) {
        assert_eq!(accounts.get(&one.by.to_lowercase()), Some(&one.account), "{}", one.by);
    }
    let details = kept.details();
    let mut right = 0;
    for one in people.iter().flat_map(|who| world.details_of(*who, at(START))) {
        let known = details.get(one.url.to_lowercase().as_str());
        let known = known.unwrap_or_else(|| panic!("nothing is known of {one:?}"));
        assert!(is_same(&one.of, known), "{one:?}\n{known:?}");
        right += 1;
    }
    assert!(right > 0 && !expected.is_empty(), "there is something to compare");
}

fn is_same(expected: &DetailOf, known: &Detail) -> bool {
    match (expected, known) {
        (DetailOf::Pull { files, draft }, Detail::PullRequest(known)) => {
            let same = |(a, b): (&world::ChangedFile, &monitor_model::ChangedFile)| {
                (a.path.as_str(), a.additions, a.deletions)
                    == (b.path.as_ref(), b.additions, b.deletions)
            };
            let sum = |lines: fn(&world::ChangedFile) -> u32| files.iter().map(lines).sum::<u32>();
            files.len() == known.files.len()
                && files.iter().zip(&known.files).all(same)
                && known.changed_files as usize == files.len()
                && (known.additions, known.deletions)
                    == (sum(|f| f.additions), sum(|f| f.deletions))
                && known.is_draft == *draft
                && known.responses_complete
        }
        (DetailOf::Review { verdict, comments }, Detail::Review(known)) => {
            let state = match verdict {
                Verdict::Approved => ReviewState::Approved,
                Verdict::ChangesRequested => ReviewState::ChangesRequested,
                Verdict::Dismissed => ReviewState::Dismissed,
                Verdict::Commented | Verdict::Pending => ReviewState::Commented,
            };
            (known.state, known.comments as usize) == (state, *comments)
        }
        (DetailOf::Commit { pull }, Detail::Commit(known)) => {
            known.pull_request.as_str() == pull.to_lowercase()
        }
        (DetailOf::Thread, Detail::Thread(known)) => known.responses_complete,
        _ => false,
    }
}

/// Ada, Grace who mentors her, and the repository in which they work.
struct Scene {
    world: World,
    ada: AccountId,
    grace: AccountId,
    beam: RepoId,
}

fn scene() -> Scene {
    let mut world = World::new(at("2026-05-01T00:00:00Z"));
    let ada = world.person("ada-lumen").id();
    let grace = world.person("Grace-Wick").id();
    let beam = world.repo("lantern-works/beam").id();
    Scene { world, ada, grace, beam }
}

impl Scene {
    fn pull(&mut self, day: i64) -> PullId {
        let opened = at(START) + TimeDelta::days(day);
        self.world.pr(self.beam, self.ada).opened(opened).commit(opened - TimeDelta::hours(1)).id()
    }
}

fn pull<'k>(kept: &'k Kept, world: &World, id: PullId) -> Option<&'k PullRequestDetail> {
    match kept.details().get(world.url(id).as_str())? {
        Detail::PullRequest(detail) => Some(detail),
        other => panic!("{other:?}"),
    }
}

#[test]
fn everything_that_others_do_on_a_pull_request_is_a_response() {
    let mut s = scene();
    let (bot, late) = (s.world.bot("lamplighter").id(), s.world.person("mira-gone").id());
    let first = s.pull(1);
    let day = |n: i64| at(START) + TimeDelta::days(n);
    let grace = s.world.signature(s.grace);
    s.world
        .edit_pr(first)
        .files(&[("src/wick.rs", 8, 4), ("docs/wick.md", 2, 0)])
        .commented(bot, day(1))
        .commented(s.ada, day(2))
        .commented(s.grace, day(3))
        .reviewed(s.ada, day(4), Verdict::Commented)
        .reviewed_with(s.grace, day(4), Verdict::ChangesRequested, 2)
        .reviewed(s.grace, day(5), Verdict::Pending)
        .commit_by(grace, day(6))
        .commit_with(day(7), &[s.grace])
        .commented(late, day(8))
        .squash_merged_by(s.grace, day(9));
    let draft = s.pull(2);
    s.world.pulls[draft].draft = true;
    s.world.delete_account(late);
    let github = Simulated::new(s.world);
    let mut kept = Kept::default();
    run(&github, &mut kept, &[s.ada], window());
    let world = github.world.borrow();
    compare(&world, &kept, &[s.ada]);
    let acts: Vec<(Act, At)> = kept.responses().iter().map(|one| (one.act, one.at)).collect();
    let expected = [
        (Act::Merged, day(9)),
        (Act::Reviewed, day(4)),
        (Act::Commented, day(3)),
        (Act::Authored, day(6)),
        (Act::Authored, day(7)),
    ];
    assert_eq!(acts.iter().copied().collect::<BTreeSet<_>>(), expected.into_iter().collect());
    let waiting = pull(&kept, &world, draft).unwrap();
    assert!(waiting.is_draft && waiting.responses_complete);
}

#[test]
fn a_responder_of_whom_only_an_address_is_known_has_a_name_and_no_account() {
    let mut s = scene();
    let id = s.pull(1);
    let number = s.world.database_id(s.grace);
    let address = format!("{number}+Grace-Wick@users.noreply.github.com");
    s.world.link_email(s.grace, &address);
    s.world.accounts[s.grace].emails.rotate_right(1);
    s.world.edit_pr(id).commit_with(at("2026-03-05T00:00:00Z"), &[s.grace]);
    let github = Simulated::new(s.world);
    let mut kept = Kept::default();
    run(&github, &mut kept, &[s.ada], window());
    let by: Vec<String> = kept.responses().iter().map(|one| one.by.to_string()).collect();
    assert_eq!(by, ["grace-wick"], "GitHub need not be asked whose address that is");
    assert!(!accounts(&kept).contains_key("grace-wick"), "an account's node id is not guessed");
}

#[test]
fn an_ordinary_term_is_known_beyond_contributions() {
    let mut term = ordinary_mentees(3, 12);
    let people: Vec<AccountId> = term.accounts().collect();
    let world = std::mem::replace(&mut term.world, World::new(at(START)));
    let github = Simulated::new(world);
    let mut kept = Kept::default();
    run(&github, &mut kept, &people, window());
    compare(&github.world.borrow(), &kept, &people);
}

#[test]
fn every_hard_case_is_known_beyond_contributions() {
    let Term { world, mentees, .. } = hundred_mentees(7);
    let there = |mentee: &Mentee| mentee.account.filter(|who| world[*who].is_active());
    let people: Vec<AccountId> = mentees.iter().filter_map(there).collect();
    let github = Simulated::new(world);
    let mut kept = Kept::default();
    run(&github, &mut kept, &people, window());
    compare(&github.world.borrow(), &kept, &people);
}

#[test]
fn long_lists_are_read_to_their_end_and_until_then_the_responses_are_not_complete() {
    let mut s = scene();
    let id = s.pull(1);
    for n in 0..130 {
        s.world.comment(
            id,
            if n % 2 == 0 { s.grace } else { s.ada },
            at(START) + TimeDelta::days(2) + TimeDelta::minutes(n),
        );
        s.world.review(
            id,
            s.grace,
            at(START) + TimeDelta::days(3) + TimeDelta::minutes(n),
            Verdict::Commented,
        );
    }
    let github = Simulated::new(s.world);
    let mut kept = Kept::default();
    run(&github, &mut kept, &[s.ada], window());
    let world = github.world.borrow();
    compare(&world, &kept, &[s.ada]);
    let url = world.url(id);
    let said = kept.batches.iter().flat_map(|batch| &batch.details);
    let complete: Vec<bool> = said
        .filter(|one| one.item.url.as_str() == url)
        .filter_map(|one| match &one.detail {
            Detail::PullRequest(detail) => Some(detail.responses_complete),
            _ => None,
        })
        .collect();
    assert_eq!(complete.first(), Some(&false));
    assert_eq!(complete.last(), Some(&true));
    assert!(
        !kept.marks[&format!("pull {}", world.node_id(id))].contains("rest"),
        "nothing is kept longer than needed"
    );
}

#[test]
fn a_comment_of_a_mentor_has_just_that_pull_request_fetched_again() {
    let mut s = scene();
    let (talked, quiet) = (s.pull(1), s.pull(2));
    let github = Simulated::new(s.world);
    let mut kept = Kept::default();
    run(&github, &mut kept, &[s.ada], window());
    assert_eq!((github.details_asked(), kept.responses().len()), (2, 0));
    {
        let mut world = github.world.borrow_mut();
        world.set_now(at("2026-05-03T00:00:00Z"));
        world.comment(talked, s.grace, at("2026-05-02T00:00:00Z"));
    }
    let before = kept.batches.len();
    run(&github, &mut kept, &[s.ada], window());
    assert_eq!(github.details_asked(), 1);
    compare(&github.world.borrow(), &kept, &[s.ada]);
    let url = github.world.borrow().url(quiet);
    let mut later = kept.batches[before..].iter().flat_map(|batch| &batch.details);
    assert!(!later.any(|one| one.item.url.as_str() == url), "what is unchanged is not told again");
}

#[test]
fn a_list_that_is_refused_is_incomplete_and_never_no_responses() {
    for (list, list_of) in [
        ("reviews", "nodes"),
        ("commits", "nodes"),
        ("timelineItems", "nodes"),
        ("reviews", ""),
        ("timelineItems", ""),
    ] {
        let mut s = scene();
        let id = s.pull(1);
        s.world.review(id, s.grace, at("2026-03-05T00:00:00Z"), Verdict::Approved);
        s.world.comment(id, s.grace, at("2026-03-06T00:00:00Z"));
        let mut github = Simulated::new(s.world);
        github.damage = Some(match (list, list_of) {
            ("reviews", "nodes") => |query, answer| cut(query, answer, "reviews", true),
            ("commits", _) => |query, answer| cut(query, answer, "commits", true),
            ("timelineItems", "nodes") => |query, answer| cut(query, answer, "timelineItems", true),
            ("reviews", _) => |query, answer| cut(query, answer, "reviews", false),
            _ => |query, answer| cut(query, answer, "timelineItems", false),
        });
        let mut kept = Kept::default();
        let ended = run(&github, &mut kept, &[s.ada], window());
        let world = github.world.borrow();
        let detail = pull(&kept, &world, id).unwrap();
        assert!(!detail.responses_complete, "{list}");
        assert!(!ended.failures.is_empty(), "{list}");
        assert!(!kept.responses().is_empty(), "what was seen of {list} is kept");
        drop(world);
        // The next run asks once more, and the one after it does not.
        github.damage = None;
        for (day, asked) in [(2, 1), (3, 0)] {
            github.world.borrow_mut().set_now(at("2026-05-01T00:00:00Z") + TimeDelta::days(day));
            run(&github, &mut kept, &[s.ada], window());
            assert_eq!(github.details_asked(), asked, "{list}, day {day}");
        }
        compare(&github.world.borrow(), &kept, &[s.ada]);
    }
}

/// Takes a list out of a pull request's details, or all of its entries.
fn cut(query: &Query, answer: &mut Value, list: &str, entries: bool) {
    if matches!(query, Query::PullDetails { .. }) {
        let at = &mut answer["data"]["nodes"][0][list];
        *(if entries { &mut at["nodes"][0] } else { at }) = json!(null);
    }
}

#[test]
fn without_its_details_nothing_is_said_of_a_pull_request() {
    let mut s = scene();
    let id = s.pull(1);
    s.world.review(id, s.grace, at("2026-03-05T00:00:00Z"), Verdict::Approved);
    let mut github = Simulated::new(s.world);
    github.damage = Some(|query, answer| {
        if matches!(query, Query::PullDetails { .. }) {
            answer["data"]["nodes"][0]["author"] = json!(null);
            answer["errors"] =
                json!([{"type": "FORBIDDEN", "message": "no", "path": ["nodes", 0, "author"]}]);
        }
    });
    let mut kept = Kept::default();
    run(&github, &mut kept, &[s.ada], window());
    assert!(pull(&kept, &github.world.borrow(), id).is_none());
    assert!(kept.responses().is_empty());
    // The next run asks once more.
    github.damage = None;
    github.world.borrow_mut().set_now(at("2026-05-02T00:00:00Z"));
    run(&github, &mut kept, &[s.ada], window());
    compare(&github.world.borrow(), &kept, &[s.ada]);
}

#[test]
fn what_an_earlier_version_noted_is_asked_for_once_more() {
    let mut s = scene();
    let pull = s.pull(1);
    let foreign = s
        .world
        .pr(s.beam, s.grace)
        .opened(at("2026-03-03T00:00:00Z"))
        .commit(at("2026-03-03T00:00:00Z"))
        .id();
    s.world.edit_pr(foreign).reviewed_with(s.ada, at("2026-03-04T00:00:00Z"), Verdict::Approved, 2);
    s.world.edit_pr(pull).commit_with(at("2026-03-05T00:00:00Z"), &[s.grace]);
    let github = Simulated::new(s.world);
    let mut kept = Kept::default();
    run(&github, &mut kept, &[s.ada], window());
    for (key, value) in &mut kept.marks {
        let mut note: Value = serde_json::from_str(value).unwrap();
        let Some(fields) = note.as_object_mut() else { continue };
        let kind = key.split(' ').next().unwrap();
        let rename = |fields: &mut serde_json::Map<String, Value>, new: &str, old: &str| {
            let known = fields.remove(new).unwrap();
            fields.insert(old.to_owned(), known);
        };
        match kind {
            "pull" => {
                rename(fields, "detailed_with_files", "detailed");
                fields.remove("refused").unwrap();
            }
            "review" => {
                rename(fields, "comments_counted", "commented");
                fields.remove("seen").unwrap();
                fields.remove("comments").unwrap();
            }
            "commit" => {
                fields.remove("named").unwrap();
                fields.remove("pulls").unwrap();
            }
            _ => continue,
        }
        *value = note.to_string();
    }
    let mut kept = Kept { marks: kept.marks, batches: Vec::new() };
    github.world.borrow_mut().set_now(at("2026-05-02T00:00:00Z"));
    run(&github, &mut kept, &[s.ada], window());
    compare(&github.world.borrow(), &kept, &[s.ada]);
    github.world.borrow_mut().set_now(at("2026-05-03T00:00:00Z"));
    run(&github, &mut kept, &[s.ada], window());
    assert_eq!(github.details_asked(), 0, "only once");
}

#[test]
fn what_is_said_on_issues_and_discussions_is_a_response() {
    let mut s = scene();
    let bot = s.world.bot("lamplighter").id();
    let day = |n: i64| at(START) + TimeDelta::days(n);
    let untouched = s.world.issue(s.beam, s.ada).opened(day(1)).id();
    let issue = s.world.issue(s.beam, s.ada).opened(day(1)).id();
    s.world
        .edit_issue(issue)
        .commented(bot, day(2))
        .commented(s.ada, day(3))
        .commented(s.grace, day(4));
    let talk = s.world.discussion(s.beam, s.ada).opened(day(1)).id();
    let word = s.world.discuss(talk, s.ada, day(2), None);
    s.world.discuss(talk, s.grace, day(5), Some(word));
    let github = Simulated::new(s.world);
    let mut kept = Kept::default();
    run(&github, &mut kept, &[s.ada], window());
    compare(&github.world.borrow(), &kept, &[s.ada]);
    let days: Vec<At> = kept.responses().iter().map(|one| one.at).collect();
    assert_eq!(days, [day(5), day(4)]);
    assert_eq!(threads_asked(&github), 2, "what never changed is not asked for");
    {
        let mut world = github.world.borrow_mut();
        world.set_now(at("2026-05-03T00:00:00Z"));
        world.comment(untouched, s.grace, at("2026-05-02T00:00:00Z"));
    }
    run(&github, &mut kept, &[s.ada], window());
    compare(&github.world.borrow(), &kept, &[s.ada]);
    assert_eq!((threads_asked(&github), kept.responses().len()), (1, 3));
    github.world.borrow_mut().set_now(at("2026-05-04T00:00:00Z"));
    run(&github, &mut kept, &[s.ada], window());
    assert_eq!(threads_asked(&github), 0);
}

/// How many issues and discussions were asked for what was said on them.
fn threads_asked(github: &Simulated) -> usize {
    let is_it = |query: &&Query| matches!(query, Query::Threads { .. });
    github.asked.borrow().iter().filter(is_it).map(Query::len).sum()
}

#[test]
fn a_long_or_refused_conversation_is_never_complete() {
    let mut s = scene();
    let long = s.world.issue(s.beam, s.ada).opened(at(START)).id();
    for n in 1..=60 {
        s.world.comment(long, s.grace, at(START) + TimeDelta::minutes(n));
    }
    let url = s.world.url(long);
    let thread = |kept: &Kept| match kept.details().get(url.as_str()) {
        Some(Detail::Thread(thread)) => Some(thread.responses_complete),
        None => None,
        other => panic!("{other:?}"),
    };
    let mut github = Simulated::new(s.world);
    github.damage = Some(|query, answer| {
        if matches!(query, Query::Threads { .. }) {
            answer["data"]["t0"]["comments"] = json!(null);
        }
    });
    let mut kept = Kept::default();
    let ended = run(&github, &mut kept, &[s.ada], window());
    assert_eq!((thread(&kept), kept.responses().len(), ended.failures.len()), (None, 0, 1));
    // The next run asks once more, and sees the first fifty.
    github.damage = None;
    github.world.borrow_mut().set_now(at("2026-05-02T00:00:00Z"));
    run(&github, &mut kept, &[s.ada], window());
    assert_eq!((thread(&kept), kept.responses().len()), (Some(false), 50));
}

#[test]
fn issues_of_an_earlier_version_are_walked_once_more() {
    let mut s = scene();
    let issue = s.world.issue(s.beam, s.ada).opened(at(START)).id();
    s.world.comment(issue, s.grace, at("2026-03-03T00:00:00Z"));
    let github = Simulated::new(s.world);
    let mut kept = Kept::default();
    run(&github, &mut kept, &[s.ada], window());
    kept.marks.retain(|key, _| !key.starts_with("thread "));
    for value in kept.marks.values_mut() {
        *value = value.replace(",\"with_threads\":true", "");
    }
    let mut kept = Kept { marks: kept.marks, batches: Vec::new() };
    github.world.borrow_mut().set_now(at("2026-05-02T00:00:00Z"));
    run(&github, &mut kept, &[s.ada], window());
    compare(&github.world.borrow(), &kept, &[s.ada]);
}

#[test]
fn a_run_that_is_cut_off_anywhere_comes_to_the_same_in_the_end() {
    let mut term = ordinary_mentees(5, 4);
    let people: Vec<AccountId> = term.accounts().collect();
    let github = Simulated::new(std::mem::replace(&mut term.world, World::new(at(START))));
    let mut whole = Kept::default();
    run(&github, &mut whole, &people, window());
    let needed = github.asked.borrow().len();
    for cut in 1..needed {
        let mut kept = Kept::default();
        github.left.set(cut);
        run(&github, &mut kept, &people, window());
        github.left.set(usize::MAX);
        run(&github, &mut kept, &people, window());
        assert_eq!(kept.details(), whole.details(), "cut off after {cut} of {needed}");
        assert_eq!(kept.responses(), whole.responses(), "cut off after {cut} of {needed}");
    }
}

#[test]
fn a_review_that_is_dismissed_later_is_told_with_its_comments() {
    let mut s = scene();
    let (opened, seen) = (at("2026-04-20T00:00:00Z"), at("2026-04-21T00:00:00Z"));
    let foreign = s.world.pr(s.beam, s.grace).opened(opened).commit(opened).id();
    s.world.edit_pr(foreign).reviewed_with(s.ada, seen, Verdict::ChangesRequested, 3);
    s.world.issue(s.beam, s.ada).opened(opened).commented(s.grace, seen);
    let review = s.world[foreign].reviews[0];
    let github = Simulated::new(s.world);
    let mut kept = Kept::default();
    run(&github, &mut kept, &[s.ada], window());
    compare(&github.world.borrow(), &kept, &[s.ada]);
    {
        let mut world = github.world.borrow_mut();
        world.set_now(at("2026-05-03T00:00:00Z"));
        world.reviews[review].verdict = Verdict::Dismissed;
        world.comment(foreign, s.grace, at("2026-05-02T00:00:00Z"));
    }
    run(&github, &mut kept, &[s.ada], window());
    compare(&github.world.borrow(), &kept, &[s.ada]);
    let url = github.world.borrow().url(review);
    let details = kept.details();
    let Some(Detail::Review(known)) = details.get(url.as_str()) else { panic!("{details:?}") };
    assert_eq!((known.state, known.comments), (ReviewState::Dismissed, 3));
}
