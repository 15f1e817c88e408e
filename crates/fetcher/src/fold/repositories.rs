//! Repositories: what they are called now.

use monitor_model::{ItemUrl, NamedRepository};

use super::draft::Draft;
use crate::fact::RepoHead;

/// Takes what a repository is called now. Where it was called otherwise, the notes that name it follow.
pub(super) fn named(draft: &mut Draft<'_>, repo: &RepoHead) {
    let node = repo.node.as_str();
    if draft.named.insert(node.to_owned(), repo.name.key()).is_none() {
        let (node, name) = (repo.node.clone(), repo.name.clone());
        draft.batch.repositories.push(NamedRepository { node, name });
    }
    let was = draft.known.repo_names.get(node);
    if was.is_none_or(|was| *was == repo.name.key()) {
        return;
    }
    let pulls = draft.known.pulls.iter().filter(|(_, pull)| pull.repo == node);
    let pulls: Vec<String> = pulls.map(|(pull, _)| pull.clone()).collect();
    for pull in pulls {
        let Some(pull) = draft.pull(pull) else { continue };
        if let Ok(url) = ItemUrl::parse(&pull.url) {
            pull.url = url.in_repo(&repo.name).as_str().to_owned();
        }
    }
    for pair in draft.committers_of(node) {
        if let Some(note) = draft.committed(pair) {
            note.name = repo.name.key();
        }
    }
}
