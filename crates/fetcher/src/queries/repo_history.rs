//! All commits on repositories' default branches.

use monitor_model::{NodeId, Window};
use serde_json::json;

use super::Written;
use super::at::Unreadable;
use super::reading::{Reading, Whose};
use super::text::{Fragment, document, first, ids, last};
use crate::List;

pub(super) fn write(of: &[NodeId], window: &Window, page: u32) -> Written {
    let operation = include_str!("../../queries/repo_history.graphql");
    let (since, until) = (first(window), last(window));
    Written {
        text: document(operation, &[Fragment::History]),
        variables: json!({ "ids": ids(of), "since": since, "until": until, "page": page }),
    }
}

pub(super) fn read(of: &[NodeId], to: &mut Reading<'_>) -> Result<(), Unreadable> {
    to.nodes(of, "Repository", |to, id, at| to.history(at, Whose::all(id), List::RepoHistory))
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::super::samples::{commit, full, list, login, pages};
    use crate::{CommitPerson, Fact, List, Shape};
    use monitor_model::AccountId;
    use serde_json::json;

    #[test]
    fn everybodys_commits_with_co_authors() {
        let message = "x\n\nCo-authored-by: Ada <1+ada-lumen-1@users.noreply.github.com>";
        let history = list(1, &[commit("abc", message)]);
        let data = json!({"nodes": [{
            "__typename": "Repository", "id": "R_0", "url": "https://github.com/lantern-works/beam",
            "nameWithOwner": "lantern-works/beam",
            "defaultBranchRef": {"target": {"__typename": "Commit", "history": history}},
        }]});
        let facts = read(&full(Shape::RepoHistory, 1), &data, &[]).unwrap();
        let Fact::Commit(commit) = &facts[0] else { panic!("{facts:?}") };
        let account = |n: usize, node| CommitPerson::Account {
            id: AccountId(n as u64),
            login: login(n),
            node,
        };
        assert_eq!(commit.people, [account(0, Some("U_0".into())), account(1, None)]);
        assert_eq!(pages(&facts), [(List::RepoHistory, 1, 1, None)]);
    }
}
