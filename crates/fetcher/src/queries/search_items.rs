//! The pull requests and issues that a search finds.

use serde_json::json;

use super::Written;
use super::at::Unreadable;
use super::items;
use super::reading::{NO_REASON, Reading, next};
use super::text::{Fragment, document};
use super::who::who;
use crate::{Cursor, Fact, Subject};

pub(super) fn write(text: &str, page: u32, after: Option<&Cursor>) -> Written {
    let operation = include_str!("../../queries/search_items.graphql");
    let after = after.map(|cursor| cursor.0.as_str());
    Written {
        text: document(operation, &[Fragment::Pull, Fragment::Who]),
        variables: json!({ "text": text, "page": page, "after": after }),
    }
}

pub(super) fn read(text: &str, to: &mut Reading<'_>) -> Result<(), Unreadable> {
    let refused =
        |why| Fact::Refused { of: Subject::Search(text.to_owned()), by: None, list: None, why };
    let at = to.data.field("search")?;
    let missing = refused(NO_REASON.to_owned());
    let Some(at) = to.or_absent(at, Subject::Search(text.to_owned()), missing) else {
        return Ok(());
    };
    let mut why = to.errors.within(&at);
    let mut nodes = 0;
    for entry in at.field("nodes")?.present().map_or(Ok(Vec::new()), |nodes| nodes.entries())? {
        nodes += 1;
        if entry.is_null() {
            why.get_or_insert_with(|| NO_REASON.to_owned());
        } else if to.errors.within(&entry).is_none() {
            let author = who(entry.field("author")?)?;
            let node = entry.field("id")?.node()?;
            let is_pull = entry.field("__typename")?.text()? == "PullRequest";
            let pull = is_pull.then(|| items::pull(&entry)).transpose()?.map(Box::new);
            to.facts.push(Fact::SearchItem { text: text.to_owned(), node, author, pull });
        }
    }
    if at.field("nodes")?.is_null() {
        why.get_or_insert_with(|| NO_REASON.to_owned());
    }
    to.facts.extend(why.map(refused));
    let total = at.field("issueCount")?.count()?;
    let next = next(&at, false)?;
    to.facts.push(Fact::SearchPage { text: text.to_owned(), total, nodes, next });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::errors::tests::error;
    use super::super::samples::{full, list_with_more, pull, refusals};
    use super::super::{read, write as write_query};
    use super::write;
    use crate::{Cursor, Fact, Shape, Who};
    use serde_json::json;

    #[test]
    fn items_of_persons_bots_and_ghosts_and_what_is_hidden() {
        let bot = json!({"__typename": "Bot", "login": "lamplighter"});
        let mut found = pull(1);
        found["__typename"] = json!("PullRequest");
        let nodes = [
            found,
            json!(null),
            json!({"__typename": "Issue", "id": "I_2", "author": bot}),
            json!({"__typename": "Issue", "id": "I_3", "author": null}),
        ];
        let mut search = list_with_more(900, &nodes, "c1");
        search["issueCount"] = json!(900);
        let errors = [error("FORBIDDEN", "search.nodes.1")];
        let query = full(Shape::SearchItems, 1);
        let facts = read(&query, &json!({"search": search}), &errors).unwrap();
        let item = |fact: &Fact| match fact {
            Fact::SearchItem { node, author, pull, .. } => {
                assert_eq!(pull.is_some(), node.as_str().starts_with("PR_"), "heads come whole");
                Some((node.to_string(), author.clone()))
            }
            _ => None,
        };
        let items: Vec<_> = facts.iter().filter_map(item).collect();
        assert!(matches!(&items[0], (id, Who::Person { .. }) if id == "PR_1"));
        assert_eq!(items[1], ("I_2".into(), Who::Bot("lamplighter".into())));
        assert_eq!(items[2], ("I_3".into(), Who::Ghost));
        assert_eq!(refusals(&facts)[0].2, "FORBIDDEN: so it is");
        let (text, next) = ("author:ada-lumen".to_owned(), Some(Cursor("c1".into())));
        assert_eq!(facts.last(), Some(&Fact::SearchPage { text, total: 900, nodes: 4, next }));
    }

    #[test]
    fn the_first_page_is_after_nothing() {
        let written = write("author:ada", 100, None);
        assert_eq!(written.variables, json!({"text": "author:ada", "page": 100, "after": null}));
        let further = write_query(&full(Shape::SearchItems, 1));
        assert_eq!(further.variables["after"], "after");
    }
}
