//! What is known of items beyond their heads.

use monitor_model::{CommitDetail, Detail, Item, ItemKind, ItemUrl, ReviewDetail};

use super::draft::Draft;
use crate::fact::{PullDetail, Review};
use crate::notes::{ItemNote, PullRestNote, SeenReviewNote};
use crate::query::List;

/// The lists of a pull request that show what others did.
const OF_OTHERS: [List; 3] = [List::PullReviews, List::PullCommits, List::PullEvents];

/// What is to be remembered of a pull request until its last page has come.
pub(super) fn rest(detail: &PullDetail) -> PullRestNote {
    let files = detail.files.iter();
    PullRestNote {
        item: ItemNote::of(&detail.pull.item),
        additions: detail.lines.0,
        deletions: detail.lines.1,
        changed_files: detail.changed_files,
        files: files.map(|f| (f.path.to_string(), f.additions, f.deletions)).collect(),
        is_draft: detail.is_draft,
    }
}

/// Says of each pull request of the answer what is known of it. Its responses are complete when every page of every list
/// has come, and nothing in them was refused.
pub(super) fn tell_pulls(draft: &mut Draft<'_>) {
    for node in std::mem::take(&mut draft.told) {
        let refused = OF_OTHERS.iter().any(|list| is_refused(draft, &node, list.as_str()));
        let run = draft.scene.id();
        let Some(note) = draft.pull(node.clone()) else { continue };
        note.refused = refused.then_some(run);
        let has_more = !note.next.is_empty();
        let Some(rest) = note.rest.take() else { continue };
        if has_more {
            note.rest = Some(rest.clone());
        }
        if let Some(item) = rest.item.item(ItemKind::PullRequest, &node) {
            draft.detail(item, Detail::PullRequest(rest.detail(!has_more && !refused)));
        }
    }
}

/// Whether a part of something was refused, in this answer or in an earlier one of the run.
fn is_refused(draft: &Draft<'_>, of: &str, what: &str) -> bool {
    let now = draft.failures.contains_key(&(of.to_owned(), what.to_owned()));
    now || draft.known.failure(of, what, draft.scene.id()).is_some()
}

/// What is to be remembered of a review until its comments are counted.
pub(super) fn seen(review: &Review) -> SeenReviewNote {
    SeenReviewNote { item: ItemNote::of(&review.item), state: review.state.as_str().to_owned() }
}

/// Says what is known of a review, as soon as its comments are counted.
pub(super) fn tell_review(draft: &mut Draft<'_>, node: &str) {
    let Some(note) = draft.review(node.to_owned()) else { return };
    let (Some(seen), Some(comments)) = (note.seen.clone(), note.comments) else { return };
    let item = seen.item.item(ItemKind::Review, node);
    if let (Some(item), Ok(state)) = (item, seen.state.parse()) {
        draft.detail(item, Detail::Review(ReviewDetail { state, comments }));
    }
}

/// Says of a commit in which pull request it was seen.
pub(super) fn tell_commit(draft: &mut Draft<'_>, item: &Item, pulls: &[String]) {
    let note = pulls.first().and_then(|pull| draft.pull(pull.clone()));
    if let Some(url) = note.and_then(|note| ItemUrl::parse(&note.url).ok()) {
        let detail = CommitDetail { pull_request: url };
        draft.detail(item.clone(), Detail::Commit(detail));
    }
}

/// Says of the commit that a merge made which pull request's own commits it repeats: nobody is given it, and whoever asks why
/// is to be told.
pub(super) fn tell_merge(draft: &mut Draft<'_>, pull: &Item, oid: &str) {
    let whole = pull.url.as_str();
    let repo = whole.rsplit_once("/pull/").map(|(repo, _)| repo);
    let url = repo.and_then(|repo| ItemUrl::parse(&format!("{repo}/commit/{oid}")).ok());
    if let Some(url) = url {
        let repo = pull.repo.clone();
        let item = Item { kind: ItemKind::Commit, url, node_id: None, repo, title: None };
        draft.detail(item, Detail::Commit(CommitDetail { pull_request: pull.url.clone() }));
    }
}
