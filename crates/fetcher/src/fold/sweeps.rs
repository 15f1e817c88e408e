//! Pull requests among all of a repository's: merges of other people's, and those of bots and of accounts that are gone, whose
//! commits may be somebody's.

use monitor_model::NodeId;

use super::draft::Draft;
use super::{details, pulls, repositories};
use crate::fact::{ListPage, RepoPull, Who};
use crate::notes::{LookedNote, NOBODY, PullNote, RepoPullsNote};
use crate::sweeps::{MOST, MOST_OF_BOTS, step};
use crate::walks::Step;

pub(super) fn pull(draft: &mut Draft<'_>, found: &RepoPull) {
    let Some(note) = note(draft, found.of.as_str()) else { return };
    if found.pull.updated < note.since {
        return;
    }
    repositories::named(draft, &found.pull.repo);
    let is_merger = pulls::merged_by(draft, &found.pull, found.merged_by.as_ref());
    if is_merger {
        merged(draft, found);
    }
    if matches!(found.pull.author, Who::Bot(_) | Who::Ghost) {
        of_nobody(draft, found);
    }
}

/// A merge that somebody wanted made is a commit in that person's name. A squash is in the author's.
fn merged(draft: &mut Draft<'_>, found: &RepoPull) {
    let merge = found.merge.as_ref().filter(|merge| !merge.is_squash);
    if let (Some(merge), Some(note)) = (merge, draft.repo_pulls.get_mut(found.of.as_str())) {
        note.merges.insert(merge.commit.to_string());
        details::tell_merge(draft, &found.pull.item, &merge.commit);
    }
}

/// A pull request of nobody's is noted, so that its details are asked for.
fn of_nobody(draft: &mut Draft<'_>, found: &RepoPull) {
    let Some(node) = found.pull.item.node_id.as_ref().map(NodeId::as_str) else { return };
    let (run, anew) = (draft.scene.id(), draft.scene.somebody_new || draft.scene.run.full);
    let known = draft.pull(node.to_owned()).cloned();
    // Of somebody wanted whose account is gone, it stays that person's.
    if known.as_ref().is_some_and(|note| note.person != NOBODY) {
        return;
    }
    let is_known = known.as_ref().and_then(|note| note.detailed) >= Some(found.pull.updated)
        && (!anew || known.as_ref().and_then(|note| note.asked) == Some(run));
    let Some(note) = draft.repo_pulls.get_mut(found.of.as_str()).filter(|_| !is_known) else {
        return;
    };
    if note.bots >= MOST_OF_BOTS {
        note.left += 1;
        return;
    }
    note.bots += 1;
    let commit = found.merge.as_ref().map(|merge| merge.commit.to_string());
    let new = PullNote {
        person: NOBODY.to_owned(),
        created: found.pull.created,
        updated: found.pull.updated,
        detailed: None,
        asked: known.as_ref().and_then(|note| note.asked),
        next: Vec::new(),
        url: found.pull.item.url.as_str().to_owned(),
        repo: found.of.as_str().to_owned(),
        own: known.as_ref().and_then(|note| note.own.clone()),
        merge_commit: commit.or(known.and_then(|note| note.merge_commit)),
        refused: None,
        rest: None,
        unlisted: false,
    };
    draft.put_pull(node.to_owned(), new);
}

/// A page closes a part of the walk.
pub(super) fn page(draft: &mut Draft<'_>, page: &ListPage, next: Option<String>) {
    let (repo, what) = (page.of.as_str(), page.list.as_str());
    let is_refused = draft.failures.contains_key(&(repo.to_owned(), what.to_owned()));
    let Some(note) = note(draft, repo) else { return };
    note.seen = note.seen.saturating_add(page.nodes);
    let more = next.filter(|_| page.reached.is_none_or(|reached| reached >= note.since));
    let is_cut = more.is_some() && note.seen >= MOST;
    note.next = more.filter(|_| !is_cut);
    if note.next.is_some() || is_refused {
        return;
    }
    let since = page.reached.filter(|_| is_cut).unwrap_or(note.since);
    // What was known before goes on where this walk ends.
    let before = note.finished.take().filter(|before| !is_cut && before.from < since);
    note.finished = Some(LookedNote {
        run: note.run,
        from: before.as_ref().map_or(since, |before| before.from),
        is_cut: is_cut || before.as_ref().is_some_and(|before| before.is_cut),
        left: note.left.saturating_add(before.map_or(0, |before| before.left)),
    });
}

/// The draft's own note of the walk, begun if it is its first page; `None` where nothing was to be asked.
fn note<'d>(draft: &'d mut Draft<'_>, repo: &str) -> Option<&'d mut RepoPullsNote> {
    if !draft.repo_pulls.contains_key(repo) {
        let known = draft.known.repo_pulls.get(repo);
        let note = match step(draft.known, draft.scene, repo) {
            Step::Begin(since) => RepoPullsNote {
                run: draft.scene.id(),
                since,
                next: None,
                seen: 0,
                bots: 0,
                left: 0,
                merges: known.map(|note| note.merges.clone()).unwrap_or_default(),
                finished: known.and_then(|note| note.finished.clone()),
            },
            Step::Page(_) => known?.clone(),
            Step::Probe | Step::Known | Step::Failed(_) => return None,
        };
        draft.repo_pulls.insert(repo.to_owned(), note);
    }
    draft.repo_pulls.get_mut(repo)
}
