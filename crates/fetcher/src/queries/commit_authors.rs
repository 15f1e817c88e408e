//! All authors of commits, as GitHub resolves their addresses. Asked only for commits whose trailers need it: as a part of
//! the lists of commits it would cost a hundred times as much.

use monitor_model::NodeId;
use serde_json::json;

use super::Written;
use super::at::Unreadable;
use super::commits::people;
use super::reading::{Reading, Whose};
use super::text::ids;
use crate::Fact;

pub(super) fn write(of: &[NodeId]) -> Written {
    Written {
        text: include_str!("../../queries/commit_authors.graphql").to_owned(),
        variables: json!({ "ids": ids(of) }),
    }
}

pub(super) fn read(of: &[NodeId], to: &mut Reading<'_>) -> Result<(), Unreadable> {
    to.nodes(of, "Commit", |to, id, at| {
        let authors = at.field("authors")?;
        let nodes = authors.field("nodes")?.present();
        let named = nodes.map_or(Ok(Vec::new()), |nodes| nodes.entries())?;
        let total = authors.field("totalCount")?.count()?;
        let mut why = to.errors.within(&authors);
        if why.is_none() && u64::from(total) > named.len() as u64 {
            why = Some(format!("it has {total} authors, and GitHub shows {}", named.len()));
        }
        if let Some(why) = why {
            to.facts.push(Whose::all(id).refused(why));
            return Ok(());
        }
        // GitHub was asked: whoever it doesn't name has no account that it would name.
        let people = people(&named, at.field("message")?.text()?, true)?;
        to.facts.push(Fact::CommitPeople { commit: id.clone(), people });
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::super::samples::{full, login, node, refusals};
    use crate::{CommitPerson, Fact, Shape};
    use monitor_model::AccountId;
    use serde_json::{Value, json};

    fn commit(total: u32, authors: &[Value]) -> Value {
        let message = "x\n\nCo-authored-by: Eve <eve@example.org>";
        json!({"nodes": [{
            "__typename": "Commit", "id": "C_0", "message": message,
            "authors": {"totalCount": total, "nodes": authors},
        }]})
    }

    #[test]
    fn everybody_as_github_resolves_them_and_nobody_is_left_to_ask() {
        let authors = [
            json!({"email": "ada@lumen.example", "user": {"id": "U_0", "databaseId": 0, "login": "ada-lumen-0"}}),
            json!({"email": "grace@wick.example", "user": {"id": "U_1", "databaseId": 1, "login": "ada-lumen-1"}}),
        ];
        let facts = read(&full(Shape::CommitAuthors, 1), &commit(2, &authors), &[]).unwrap();
        let account = |n: usize| CommitPerson::Account {
            id: AccountId(n as u64),
            login: login(n),
            node: Some(node("U", n)),
        };
        let people = vec![account(0), account(1), CommitPerson::Unlinked];
        assert_eq!(facts, [Fact::CommitPeople { commit: "C_0".into(), people }]);
    }

    #[test]
    fn authors_that_github_does_not_show_are_not_forgotten() {
        let authors = [json!({"email": "ada@lumen.example", "user": null})];
        let facts = read(&full(Shape::CommitAuthors, 1), &commit(101, &authors), &[]).unwrap();
        assert_eq!(refusals(&facts)[0].2, "it has 101 authors, and GitHub shows 1");
        assert_eq!(facts.len(), 1);
    }
}
