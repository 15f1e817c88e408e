//! Acts by hand and at random, for the tests of the scoring.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use monitor_model::{
    Act, ChangedFile, CommitDetail, Contribution, Detail, Item, ItemKind, ItemUrl, Progress,
    PullRequestDetail, RepoName, ReviewDetail, ReviewState, Role, When,
};
use proptest::prelude::*;

use crate::assess::fixture::*;

/// An act of ada's on the item with this URL below `https://github.com/`.
pub(crate) fn act(
    path: &str,
    kind: ItemKind,
    act: Act,
    role: Role,
    at: DateTime<Utc>,
) -> Contribution {
    let url = ItemUrl::parse(&format!("https://github.com/{path}")).unwrap();
    let repo = url.repo().unwrap();
    let item = Item { kind, url, node_id: None, repo, title: None };
    Contribution { by: login("ada"), item, act, role, when: When::At(at) }
}

pub(crate) fn pull(number: u64, what: Act, at: DateTime<Utc>) -> Contribution {
    let path = format!("lantern-works/beam/pull/{number}");
    act(&path, ItemKind::PullRequest, what, Role::Author, at)
}

pub(crate) fn commit(name: &str, at: DateTime<Utc>) -> Contribution {
    let path = format!("lantern-works/beam/commit/{name}");
    act(&path, ItemKind::Commit, Act::Authored, Role::Author, at)
}

pub(crate) fn comment(number: u64, at: DateTime<Utc>) -> Contribution {
    let path = format!("lantern-works/beam/issues/1#issuecomment-{number}");
    act(&path, ItemKind::Comment, Act::Commented, Role::Commenter, at)
}

/// The URL of a pull request.
pub(crate) fn pull_url(number: u64) -> ItemUrl {
    Item::pull_request(RepoName::parse("lantern-works/beam").unwrap(), number).url
}

/// A pull request with so many changed lines in one source file.
pub(crate) fn lines(lines: u32) -> Detail {
    let path = "src/lib.rs".into();
    Detail::PullRequest(PullRequestDetail {
        additions: lines,
        deletions: 0,
        changed_files: 1,
        files: vec![ChangedFile { path, additions: lines, deletions: 0 }],
        is_draft: false,
        responses_complete: true,
    })
}

/// That a commit belongs to a pull request.
pub(crate) fn belongs_to(number: u64) -> Detail {
    Detail::Commit(CommitDetail { pull_request: pull_url(number) })
}

/// The midterm's progress of ada, assessed after the term.
pub(crate) fn progress(
    contributions: &[Contribution],
    details: &BTreeMap<ItemUrl, Detail>,
) -> Progress {
    let mut cohort = cohort(["ada"]);
    cohort.records[0].contributions = contributions.to_vec();
    cohort.records[0].details = details.clone();
    midterm(&cohort, day(100)).swap_remove(0).progress
}

/// Acts of every kind on few items in places of every class, so that they meet; each act once.
pub(crate) fn any_acts(most: usize) -> impl Strategy<Value = Vec<Contribution>> {
    prop::collection::vec((0..12_usize, 0..5_u64, 0..3_usize, 0..42_i64, 0..24_i64), 0..most)
        .prop_map(|all| distinct(all.into_iter().map(any_act).collect()))
}

/// Each act once: the store keeps one date of an act.
pub(crate) fn distinct(acts: Vec<Contribution>) -> Vec<Contribution> {
    let mut kept: Vec<Contribution> = Vec::new();
    for act in acts {
        let same =
            |k: &Contribution| (&k.item.url, k.act, k.role) == (&act.item.url, act.act, act.role);
        if !kept.iter().any(same) {
            kept.push(act);
        }
    }
    kept
}

fn any_act((kind, n, repo, days, hours): (usize, u64, usize, i64, i64)) -> Contribution {
    use {Act::*, ItemKind as K};
    let repo = ["lantern-works/beam", "other/tool", "ada/beam"][repo];
    let at = day(0) + TimeDelta::days(days) + TimeDelta::hours(hours);
    let (path, kind, what, role) = match kind {
        0 => (format!("pull/{n}"), K::PullRequest, Opened, Role::Author),
        1 => (format!("pull/{n}"), K::PullRequest, Merged, Role::Author),
        2 => (format!("pull/{n}"), K::PullRequest, Landed, Role::Author),
        3 => (format!("pull/{n}"), K::PullRequest, Closed, Role::Author),
        4 => (format!("pull/9{n}"), K::PullRequest, Merged, Role::Merger),
        5 => (format!("issues/7{n}"), K::Issue, Opened, Role::Author),
        6 => (format!("issues/8{n}"), K::Issue, Closed, Role::Closer),
        7 => (format!("pull/9{n}#pullrequestreview-{n}"), K::Review, Reviewed, Role::Reviewer),
        // The same review, stored once more when it became known whose pull request that is.
        8 => (format!("pull/9{n}#pullrequestreview-{n}"), K::Review, Reviewed, Role::Author),
        9 => (
            format!("issues/1#issuecomment-{days}{hours}{n}"),
            K::Comment,
            Commented,
            Role::Commenter,
        ),
        10 => (format!("commit/c{days}h{hours}{n}"), K::Commit, Authored, Role::CoAuthor),
        _ => (format!("commit/c{days}h{hours}{n}"), K::Commit, Authored, Role::Author),
    };
    act(&format!("{repo}/{path}"), kind, what, role, at)
}

/// What is known of the items of acts: of some nothing, and commits belong to the pull request with the last digit of theirs.
pub(crate) fn details_of(acts: &[Contribution]) -> BTreeMap<ItemUrl, Detail> {
    let states = ReviewState::ALL;
    let known = |c: &Contribution| {
        let url = c.item.url.as_str();
        let n = url.bytes().last().map_or(0, |digit| u32::from(digit - b'0'));
        let detail = match c.item.kind {
            _ if n == 0 => return None,
            ItemKind::PullRequest => lines(5_u32.pow(n)),
            ItemKind::Review => Detail::Review(ReviewDetail {
                state: states[n as usize % states.len()],
                comments: n / 2,
            }),
            ItemKind::Commit => {
                let pull_request = Item::pull_request(c.item.repo.clone(), n.into()).url;
                Detail::Commit(CommitDetail { pull_request })
            }
            _ => return None,
        };
        Some((c.item.url.clone(), detail))
    };
    acts.iter().filter_map(known).collect()
}
