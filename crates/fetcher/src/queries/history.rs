//! The commits of one person on a repository's default branch.

use monitor_model::{NodeId, Window};

use super::Written;
use super::at::Unreadable;
use super::reading::{Reading, Whose};
use super::text::{Aliases, Fragment, first, last};
use crate::{Field, List};

pub(super) fn write(of: &[(NodeId, NodeId)], window: &Window, page: u32) -> Written {
    let mut aliases = Aliases::default();
    aliases.variable("page", "Int!", page);
    aliases.variable("since", "GitTimestamp!", first(window));
    aliases.variable("until", "GitTimestamp!", last(window));
    for (n, (repo, author)) in of.iter().enumerate() {
        aliases.variable(&format!("n{n}"), "ID!", repo.as_str());
        aliases.variable(&format!("u{n}"), "ID!", author.as_str());
        aliases.field(&format!(
            "h{n}: node(id: $n{n}) {{ __typename id ... on Repository {{ url nameWithOwner defaultBranchRef {{ \
             target {{ __typename ... on Commit {{ history(first: $page, author: {{id: $u{n}}}, since: $since, \
             until: $until) {{ ...History }} }} }} }} }} }}"
        ));
    }
    aliases.finish("History", &[Fragment::History])
}

pub(super) fn read(of: &[(NodeId, NodeId)], to: &mut Reading<'_>) -> Result<(), Unreadable> {
    for (n, (repo, author)) in of.iter().enumerate() {
        let by = Field::Node(author.clone());
        let whose = Whose::all(repo).by(&by);
        let at = to.data.field(&format!("h{n}"))?;
        if let Some(at) = to.object(at, whose.list(List::History), "Repository")? {
            to.history(&at, whose, List::History)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::errors::tests::error;
    use super::super::samples::{commit, full, list_with_more, node, pages, refusals};
    use super::super::{read, write};
    use crate::{Fact, Field, List, Shape};
    use serde_json::{Value, json};

    fn repository(n: usize, branch: Value) -> Value {
        json!({
            "__typename": "Repository", "id": format!("R_{n}"), "url": "https://github.com/Lantern-Works/beam",
            "nameWithOwner": "Lantern-Works/beam", "defaultBranchRef": branch,
        })
    }

    #[test]
    fn commits_on_the_default_branch_with_their_own_dates() {
        let history = list_with_more(120, &[commit("abc", "x")], "h");
        let branch = json!({"target": {"__typename": "Commit", "history": history}});
        let facts =
            read(&full(Shape::History, 1), &json!({"h0": repository(0, branch)}), &[]).unwrap();
        let Fact::Commit(commit) = &facts[0] else { panic!("{facts:?}") };
        assert!(commit.on_default_branch && commit.pull.is_none());
        assert_eq!(commit.item.url.as_str(), "https://github.com/lantern-works/beam/commit/abc");
        assert!(commit.authored < commit.committed);
        let Fact::Page(page) = &facts[1] else { panic!("{facts:?}") };
        assert_eq!(page.by, Some(Field::Node(node("U", 0))));
        assert_eq!(pages(&facts), [(List::History, 120, 1, Some("h"))]);
    }

    #[test]
    fn an_empty_repository_has_no_commits_and_one_without_its_branch_is_refused() {
        let broken = json!({"target": null});
        let odd = json!({"target": {"__typename": "Tree"}});
        let data = json!({
            "h0": repository(0, json!(null)), "h1": repository(1, json!(null)),
            "h2": repository(2, broken), "h3": repository(3, odd),
        });
        let errors = [error("FORBIDDEN", "h1.defaultBranchRef")];
        let facts = read(&full(Shape::History, 4), &data, &errors).unwrap();
        assert_eq!(pages(&facts), [(List::History, 0, 0, None)]);
        let why: Vec<_> = refusals(&facts).into_iter().map(|(_, list, why)| (list, why)).collect();
        let list = Some(List::History);
        let expected = [
            (list, "FORBIDDEN: so it is"),
            (list, "GitHub left something out and gave no reason"),
            (list, "the default branch ends in a Tree, not a commit"),
        ];
        assert_eq!(why, expected);
    }

    #[test]
    fn the_window_and_the_author_are_variables() {
        let expected = json!({
            "page": 100, "since": "2026-06-01T00:00:00Z", "until": "2026-08-23T23:59:59Z", "n0": "R_0", "u0": "U_0",
        });
        assert_eq!(write(&full(Shape::History, 1)).variables, expected);
    }
}
