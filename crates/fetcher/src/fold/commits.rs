//! Commits: by author and co-author, once, however they were found.

use monitor_model::{Act, Item, ItemKind, ItemUrl, NodeId, RepoName, Role};

use super::draft::Draft;
use super::repositories;
use super::{copies, details, responses};
use crate::fact::{Commit, CommitPerson, RepoHead};
use crate::notes::{CommitNote, CommittedNote, NamedNote};
use crate::query::{List, Query};

pub(super) fn commit(draft: &mut Draft<'_>, query: &Query, commit: &Commit) {
    let node = commit.item.node_id.as_ref().map(NodeId::as_str).unwrap_or_default();
    let known = draft.known.commits.get(node);
    let note = CommitNote {
        url: commit.item.url.as_str().to_owned(),
        repo: commit.item.repo.to_string(),
        oid: commit.oid.to_string(),
        authored: commit.authored,
        on_default_branch: commit.on_default_branch,
        swept: is_sweep(query),
        asked: false,
        people: Vec::new(),
        named: None,
        same: Some(copies::same(commit)),
        pulls: commit.pull.iter().map(|pull| pull.as_str().to_owned()).collect(),
    };
    copies::remember(draft, &note);
    let mut named = responses::named(&commit.people);
    // Some co-authors are named by an address that only GitHub can tell whose it is.
    if commit.people.contains(&CommitPerson::Unasked) && !node.is_empty() {
        // In a pull request names are needed, which notes of earlier versions lack.
        let tells =
            |known: &&CommitNote| known.asked && (known.named.is_some() || note.pulls.is_empty());
        if let Some(known) = known.filter(tells) {
            let people = known.people.clone();
            named = known.named.clone().unwrap_or_default();
            respond(draft, &note, &named);
            return by_people(draft, &commit.item, &note, &people);
        }
        remember(draft, node, &note);
    }
    respond(draft, &note, &named);
    by_people(draft, &commit.item, &note, &ids(&commit.people));
}

/// Remembers a commit whose people are to be asked for, and every pull request in which it was seen.
fn remember(draft: &mut Draft<'_>, node: &str, note: &CommitNote) {
    let before = draft.commits.get(node).or_else(|| draft.known.commits.get(node));
    let mut pulls = before.map(|before| before.pulls.clone()).unwrap_or_default();
    pulls.extend(
        note.pulls.iter().filter(|pull| !pulls.contains(pull)).cloned().collect::<Vec<_>>(),
    );
    draft.commits.insert(node.to_owned(), CommitNote { pulls, ..note.clone() });
}

/// What others wrote of a pull request is a response.
fn respond(draft: &mut Draft<'_>, note: &CommitNote, named: &[NamedNote]) {
    for pull in &note.pulls {
        responses::committed(draft, pull, named, note.authored);
    }
}

/// All people of a commit, as GitHub told them when it was asked.
pub(super) fn people(draft: &mut Draft<'_>, node: &NodeId, people: &[CommitPerson]) {
    let Some(note) = draft.known.commits.get(node.as_str()).cloned() else { return };
    let (Ok(url), Ok(repo)) = (ItemUrl::parse(&note.url), RepoName::parse(&note.repo)) else {
        return;
    };
    let item = Item { kind: ItemKind::Commit, url, node_id: Some(node.clone()), repo, title: None };
    let (named, people) = (responses::named(people), ids(people));
    respond(draft, &note, &named);
    by_people(draft, &item, &note, &people);
    let note = CommitNote { asked: true, people, named: Some(named), ..note };
    draft.commits.insert(node.as_str().to_owned(), note);
}

fn ids(people: &[CommitPerson]) -> Vec<Option<u64>> {
    let id = |person: &CommitPerson| match person {
        CommitPerson::Account { id, .. } => Some(id.0),
        CommitPerson::Unlinked | CommitPerson::Unasked => None,
    };
    people.iter().map(id).collect()
}

fn by_people(draft: &mut Draft<'_>, item: &Item, commit: &CommitNote, people: &[Option<u64>]) {
    // A merge's own commit repeats the work of the pull request's commits, which are known each by itself; so does a copy.
    let copied = copies::copied_in(draft.known, &item.repo, commit);
    let repeats = copied.is_some()
        || commit.on_default_branch && draft.known.merge_commits.contains(&commit.oid);
    if let Some(pull) = copied {
        details::tell_commit(draft, item, &[pull]);
    }
    let unsure_repo = commit.on_default_branch && draft.is_unsure_of_name(&item.repo.key());
    let mut is_taken = false;
    for (index, person) in people.iter().enumerate() {
        let Some(id) = person else { continue };
        let Some(node) = draft.scene.by_id.get(id).cloned() else { continue };
        let Some(one) = draft.wanted(&node) else { continue };
        if commit.on_default_branch {
            found(draft, &node, item, commit);
        }
        // A squash can only be told from a commit where the pull requests are known; the branch is read again then.
        let unsure = unsure_repo || commit.on_default_branch && draft.unsure.contains(&node);
        if !repeats && !unsure {
            let role = if index == 0 { Role::Author } else { Role::CoAuthor };
            draft.contribute(&one.login, item.clone(), Act::Authored, role, commit.authored);
            is_taken = true;
        }
    }
    if is_taken {
        details::tell_commit(draft, item, &commit.pulls);
    }
}

/// Whether the answer is of a whole branch, not of one author's commits.
fn is_sweep(query: &Query) -> bool {
    match query {
        Query::RepoHistory { .. } => true,
        Query::Pages(pages) => pages.iter().any(|page| page.list == List::RepoHistory),
        _ => false,
    }
}

/// Counts a commit against what GitHub counts.
fn found(draft: &mut Draft<'_>, person: &str, item: &Item, commit: &CommitNote) {
    for key in draft.committed_by_name(person, &item.repo.key()) {
        if let Some(note) = draft.committed(key).filter(|note| commit.authored >= note.from) {
            let count = if commit.swept { &mut note.swept_found } else { &mut note.found };
            *count = count.saturating_add(1);
        }
    }
}

pub(super) fn committed_to(draft: &mut Draft<'_>, by: &NodeId, repo: &RepoHead, counted: u32) {
    draft.about(by.as_str());
    repositories::named(draft, repo);
    let Query::Contributions { window, .. } = draft.asked else { return };
    let from = window.from();
    let key = (by.as_str().to_owned(), repo.node.as_str().to_owned());
    let name = repo.name.key();
    match draft.committed(key.clone()) {
        Some(note) if (note.from, note.counted) == (from, counted) => note.name = name,
        Some(note) => {
            *note = CommittedNote {
                from,
                counted,
                found: 0,
                next: None,
                name,
                swept_found: 0,
                ..note.clone()
            };
        }
        None => {
            let note = CommittedNote {
                from,
                counted,
                done: None,
                found: 0,
                next: None,
                name,
                swept: None,
                swept_found: 0,
            };
            draft.put_committed(key, note);
        }
    }
}
