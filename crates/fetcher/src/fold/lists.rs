//! Pages of lists, what lists look like, and what GitHub counts.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use monitor_model::{HiddenActivity, Listed, NodeId, OwnList};

use super::draft::Draft;
use super::{details, sweeps};
use crate::fact::{ListPage, Totals};
use crate::knowledge::{Someone, later};
use crate::notes::{ContributionsNote, Finished, ProbeNote, RepoNote, WalkNote};
use crate::query::{Field, List, Query};
use crate::walks::{Step, step};

pub(super) fn newest(
    draft: &mut Draft<'_>,
    of: &NodeId,
    list: List,
    total: u32,
    updated: Option<DateTime<Utc>>,
) {
    draft.about(of.as_str());
    let run = Some(draft.scene.id());
    let has_shrunk = number_before(draft, of, list).is_some_and(|before| total < before);
    let note = draft
        .probes
        .entry(of.as_str().to_owned())
        .or_insert_with(|| ProbeNote { run, ..ProbeNote::default() });
    note.lists.insert(list.as_str().to_owned(), (total, updated));
    if has_shrunk {
        note.shrunk.insert(list.as_str().to_owned());
    }
}

/// How many nodes a list had when it was probed last, or walked.
fn number_before(draft: &Draft<'_>, of: &NodeId, list: List) -> Option<u32> {
    let probe = draft.known.probes.get(of.as_str());
    let probed = probe.and_then(|probe| probe.lists.get(list.as_str())).map(|(total, _)| *total);
    let walk = draft.known.walk(of, list);
    let walked = match list {
        List::Issues => walk.and_then(|walk| walk.ever),
        _ => walk.and_then(|walk| walk.finished.as_ref()).map(|finished| finished.total),
    };
    // Whatever shrank was walked again then, so the walk is never the older of the two.
    walked.or(probed)
}

pub(super) fn totals(draft: &mut Draft<'_>, totals: &Totals) {
    let Some(one) = draft.scene.person(totals.of.as_str()) else { return };
    draft.about(totals.of.as_str());
    if totals.restricted > 0 {
        let why = format!("GitHub counts {} private contributions", totals.restricted);
        draft.batch.hidden.push(HiddenActivity {
            of: one.login.clone(),
            window: totals.window,
            why,
        });
    }
    let (run, from, person) =
        (draft.scene.id(), totals.window.from(), totals.of.as_str().to_owned());
    let known = draft.known.contributions.get(&person);
    let covered_from = known.map_or(from, |note| note.covered_from.min(from));
    let note = ContributionsNote {
        run,
        from,
        next: None,
        covered_from,
        first: known.map_or(run, |note| note.first),
        pulls: totals.pulls,
        issues: totals.issues,
        restricted: totals.restricted,
    };
    draft.put_contributions(person, note);
}

/// A page closes a part of a list.
pub(super) fn page(draft: &mut Draft<'_>, page: &ListPage) {
    let of = page.of.as_str();
    let next = page.next.as_ref().map(|cursor| cursor.0.clone());
    draft.about(of);
    match page.list {
        List::Pulls
        | List::Issues
        | List::IssueComments
        | List::Discussions
        | List::DiscussionComments
        | List::CommitComments => own_list(draft, page, next),
        List::ReviewedPulls => {
            if let Some(note) = draft.contributions(of.to_owned()) {
                note.next = next;
            }
        }
        List::PullReviews | List::PullCommits | List::PullEvents => of_pull(draft, page, next),
        List::ReviewComments => {
            if let Some(note) = draft.review(of.to_owned()) {
                note.commented = next.is_none();
                note.next = next;
                note.comments = Some(page.total);
            }
            details::tell_review(draft, of);
        }
        List::History => by_author(draft, page, next),
        List::RepoHistory => whole_branch(draft, page, next),
        List::RepoPulls => sweeps::page(draft, page, next),
    }
}

fn own_list(draft: &mut Draft<'_>, page: &ListPage, next: Option<String>) {
    let Some(one) = draft.scene.person(page.of.as_str()) else { return };
    let known = draft.known.walk(&one.node, page.list);
    let (since, begun) = match step(draft.known, draft.scene, one, page.list) {
        Step::Begin(since) => (since, None),
        Step::Page(_) => match known {
            Some(walk) => (walk.since, Some(walk)),
            None => return,
        },
        // It came along with another list; what it shows was taken, and the list needs no walk.
        Step::Probe | Step::Known | Step::Failed(_) => return,
    };
    let newest = draft.newest.get(&(page.of.as_str().to_owned(), page.list)).copied();
    let newest = later(begun.and_then(|walk| walk.newest), newest);
    let total = begun.map_or(page.total, |walk| walk.total);
    let next = next.filter(|_| page.reached.is_none_or(|reached| reached >= since));
    let before = known.and_then(|walk| walk.finished.clone());
    let (run, window) = (draft.scene.id(), one.window);
    let ever = draft.issues_ever.get(page.of.as_str()).copied();
    let ever =
        ever.or_else(|| known.and_then(|walk| walk.ever)).filter(|_| page.list == List::Issues);
    let mut seen = begun.map(|walk| walk.seen.clone()).unwrap_or_default();
    let place = (page.of.as_str().to_owned(), page.list);
    seen.extend(draft.seen.get(&place).into_iter().flatten().cloned());
    let finished = if next.is_some() {
        before
    } else {
        walked(draft, one, page.list, since, &std::mem::take(&mut seen));
        let from = before.as_ref().map_or(since, |finished| finished.from.min(since));
        let newest = later(newest, before.and_then(|finished| finished.newest));
        let from = from.min(window.from().max(since));
        Some(Finished { run, from, newest, total, with_threads: true })
    };
    let key = (page.of.as_str().to_owned(), page.list.as_str().to_owned());
    draft.walks.insert(key, WalkNote { run, since, next, newest, total, ever, seen, finished });
}

/// Says what a list has, now that it was walked to its end.
fn walked(
    draft: &mut Draft<'_>,
    one: &Someone,
    list: List,
    since: DateTime<Utc>,
    seen: &BTreeSet<String>,
) {
    let list = match list {
        List::Pulls => OwnList::PullRequests,
        List::Issues => OwnList::Issues,
        List::IssueComments => OwnList::ConversationComments,
        List::Discussions => OwnList::Discussions,
        // Without an order, or not a person's own.
        _ => return,
    };
    draft.batch.listed.push(Listed {
        of: one.login.clone(),
        list,
        since,
        at: draft.scene.id(),
        nodes: seen.iter().map(|node| node.as_str().into()).collect(),
    });
}

fn of_pull(draft: &mut Draft<'_>, page: &ListPage, next: Option<String>) {
    let pull = page.of.as_str();
    if let Some(Field::Login(login)) = &page.by {
        let person = draft
            .scene
            .people
            .iter()
            .find(|(_, one)| one.login == *login)
            .map(|(node, _)| node.clone());
        let Some(person) = person else { return };
        draft.about(&person);
        if let Some(note) = draft.reviewed((person, pull.to_owned())) {
            if next.is_none() {
                note.done = Some(note.updated);
            }
            note.next = next;
        }
    } else if let Some(note) = draft.pull(pull.to_owned()) {
        note.next.retain(|(list, _)| list != page.list.as_str());
        note.next.extend(next.map(|next| (page.list.as_str().to_owned(), next)));
        if matches!(draft.asked, Query::Pages(_)) {
            draft.told.insert(pull.to_owned());
        }
    }
}

fn by_author(draft: &mut Draft<'_>, page: &ListPage, next: Option<String>) {
    let Some(Field::Node(person)) = &page.by else { return };
    draft.about(person.as_str());
    if let Some(note) = draft.committed((person.as_str().to_owned(), page.of.as_str().to_owned())) {
        if next.is_none() {
            note.done = Some((note.from, note.counted));
        }
        note.next = next;
    }
}

fn whole_branch(draft: &mut Draft<'_>, page: &ListPage, next: Option<String>) {
    let (repo, run) = (page.of.as_str(), draft.scene.id());
    let known = draft.known.repos.get(repo);
    let from = match draft.asked {
        Query::RepoHistory { window, .. } => window.from(),
        _ => known.map_or(run, |note| note.from),
    };
    let before = known.and_then(|note| note.finished);
    let is_last = next.is_none();
    let is_sure = draft.unsure.is_empty() && !draft.is_unsure_of(repo);
    let finished = if is_last && is_sure {
        Some((run, before.map_or(from, |(_, known)| known.min(from))))
    } else {
        before
    };
    draft.repos.insert(repo.to_owned(), RepoNote { run, from, next, finished });
    for key in draft.committers_of(repo) {
        draft.about(&key.0);
        if let Some(note) = draft.committed(key).filter(|note| is_last && from <= note.from) {
            note.swept = Some((note.from, note.counted));
        }
    }
}

/// A branch that is read anew from the beginning is counted anew; what is read since the last time adds to what was found.
pub(super) fn begin_sweep(draft: &mut Draft<'_>, repositories: &[NodeId], from: DateTime<Utc>) {
    for repo in repositories {
        for key in draft.committers_of(repo.as_str()) {
            if let Some(note) = draft.committed(key).filter(|note| from <= note.from) {
                note.swept_found = 0;
            }
        }
    }
}
