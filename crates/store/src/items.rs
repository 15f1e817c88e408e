//! Items: found by node id or URL, united where a source shows that two of them are one, and completed.

use monitor_model::{Item, ItemKind};
use rusqlite::{Connection, Row, params};

use crate::accounts::Ids;
use crate::columns::{first, maybe_text, parsed, run, settle, text};
use crate::contributions;
use crate::error::Failure;

const BY_URL: &str = "SELECT id, url, node_id, kind, repository_id, title FROM item WHERE url = ?1";

const BY_ALIAS: &str = "SELECT id, item.url, node_id, kind, repository_id, title
     FROM item_alias JOIN item ON id = item_id WHERE item_alias.url = ?1";

const BY_NODE: &str =
    "SELECT id, url, node_id, kind, repository_id, title FROM item WHERE node_id = ?1";

const ADD: &str = "INSERT INTO item (url, node_id, kind, repository_id, title)
     VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id";

const UPDATE: &str =
    "UPDATE item SET url = ?2, node_id = ?3, kind = ?4, repository_id = ?5, title = ?6
     WHERE id = ?1";

const ADD_ALIAS: &str = "INSERT INTO item_alias (url, item_id) VALUES (?1, ?2)
     ON CONFLICT (url) DO NOTHING";

const MOVE_ALIASES: &str = "UPDATE item_alias SET item_id = ?1 WHERE item_id = ?2";

const DELETE: &str = "DELETE FROM item WHERE id = ?1";

/// What an item's row says.
#[derive(Clone, PartialEq, Eq)]
struct Facts {
    url: String,
    node_id: Option<String>,
    kind: ItemKind,
    repository: i64,
    title: Option<String>,
}

struct Stored {
    id: i64,
    facts: Facts,
}

/// The row id of the item, made or completed with what is said here, and whether anything of it was new.
pub(crate) fn put(ids: &mut Ids<'_>, item: &Item) -> Result<(i64, bool), Failure> {
    let given = Facts {
        url: item.url.as_str().to_owned(),
        node_id: settle(None, item.node_id.as_ref().map(monitor_model::NodeId::as_str))
            .map(str::to_owned),
        kind: item.kind,
        repository: ids.repository(&item.repo)?,
        title: settle(None, item.title.as_deref()).map(str::to_owned),
    };
    let connection = ids.connection();
    let here = by_url(connection, &given.url)?;
    let known = match &here {
        Some(here) if given.node_id.is_none() || given.node_id == here.facts.node_id => None,
        _ => by_node(connection, given.node_id.as_deref())?,
    };
    match (here, known) {
        (None, None) => Ok((add(connection, &given)?, true)),
        (Some(one), None) | (None, Some(one)) => complete(connection, one, given),
        (Some(here), Some(known)) => {
            let id = unite(connection, known, here)?;
            complete(connection, id, given).map(|(id, _)| (id, true))
        }
    }
}

fn by_url(connection: &Connection, url: &str) -> Result<Option<Stored>, Failure> {
    match first(connection, BY_URL, [url], stored)? {
        None => first(connection, BY_ALIAS, [url], stored),
        found => Ok(found),
    }
}

fn by_node(connection: &Connection, node_id: Option<&str>) -> Result<Option<Stored>, Failure> {
    node_id.map_or(Ok(None), |id| first(connection, BY_NODE, [id], stored))
}

fn stored(row: &Row<'_>) -> Result<Stored, Failure> {
    let facts = Facts {
        url: text(row, 1)?.to_owned(),
        node_id: maybe_text(row, 2)?.map(str::to_owned),
        kind: parsed(row, 3)?,
        repository: row.get(4)?,
        title: maybe_text(row, 5)?.map(str::to_owned),
    };
    Ok(Stored { id: row.get(0)?, facts })
}

fn add(connection: &Connection, facts: &Facts) -> Result<i64, Failure> {
    let Facts { url, node_id, kind, repository, title } = facts;
    let values = params![url, node_id, kind.as_str(), repository, title];
    Ok(connection.prepare_cached(ADD)?.query_row(values, |row| row.get(0))?)
}

/// Completes a row with what a source says, and whether anything of it was new.
fn complete(connection: &Connection, known: Stored, given: Facts) -> Result<(i64, bool), Failure> {
    let Stored { id, facts } = known;
    let other_url = facts.url.clone().max(given.url.clone());
    let settled = merge(&facts, &given);
    let mut new = settled != facts;
    if new {
        let Facts { url, node_id, kind, repository, title } = &settled;
        let values = params![id, url, node_id, kind.as_str(), repository, title];
        run(connection, UPDATE, values)?;
    }
    if other_url != settled.url {
        let mut statement = connection.prepare_cached(ADD_ALIAS)?;
        new |= statement.execute(params![other_url, id])? > 0;
    }
    Ok((id, new))
}

/// What stands of two descriptions of one item, whatever came first.
fn merge(one: &Facts, other: &Facts) -> Facts {
    // The repository goes with the URL.
    let by_url = if one.url <= other.url { one } else { other };
    let both = |a: &Option<String>, b: &Option<String>| {
        settle(a.as_deref(), b.as_deref()).map(str::to_owned)
    };
    Facts {
        url: by_url.url.clone(),
        node_id: both(&one.node_id, &other.node_id),
        kind: one.kind.min(other.kind),
        repository: by_url.repository,
        title: both(&one.title, &other.title),
    }
}

/// Makes two rows one: the contributions and URLs of `gone` become those of `kept`.
fn unite(connection: &Connection, kept: Stored, gone: Stored) -> Result<Stored, Failure> {
    contributions::move_all(connection, gone.id, kept.id)?;
    run(connection, MOVE_ALIASES, [kept.id, gone.id])?;
    run(connection, DELETE, [gone.id])?;
    let facts = merge(&kept.facts, &gone.facts);
    let id = kept.id;
    complete(connection, kept, gone.facts)?;
    Ok(Stored { id, facts })
}

#[cfg(test)]
mod tests {
    use monitor_model::{Batch, ItemUrl, RepoName, When};

    use super::*;
    use crate::fixture::{batch, day, opened, origin, program_id, store};
    use crate::{Outcome, Store};

    fn pull_request(repo: &str, node_id: Option<&str>, title: Option<&str>) -> Item {
        let mut item = Item::pull_request(RepoName::parse(repo).unwrap(), 7);
        item.node_id = node_id.map(Into::into);
        item.title = title.map(Into::into);
        item
    }

    /// Takes a listing and says whether anything of it was new.
    fn take(store: &mut Store, item: Item, on: i64) -> bool {
        let batch = Batch {
            contributions: vec![opened("ada-lumen", item, When::At(day(on)))],
            ..Batch::default()
        };
        let log = store.imports().unwrap().len();
        let file = [(batch, origin(&format!("file-{log}")))];
        match &store.import_activity(&file).unwrap()[0] {
            Outcome::Imported(changes) => !changes.total().nothing_new(),
            Outcome::AlreadyImported { .. } => false,
        }
    }

    fn items(store: &Store) -> Vec<(Item, When)> {
        let cohort = store.cohort(&program_id()).unwrap().unwrap();
        let contributions = cohort.records[1].contributions.iter();
        contributions.map(|c| (c.item.clone(), c.when)).collect()
    }

    #[test]
    fn what_is_not_known_is_filled_in_and_never_emptied() {
        let mut store = store();
        assert!(take(&mut store, pull_request("oil-lab/press", None, None), 3));
        assert!(take(&mut store, pull_request("Oil-Lab/press", None, Some("Press")), 3));
        assert!(take(&mut store, pull_request("oil-lab/press", Some("PR_7"), None), 3));
        assert!(!take(&mut store, pull_request("oil-lab/press", None, Some(" ")), 3));
        let whole = pull_request("oil-lab/press", Some("PR_7"), Some("Press"));
        assert!(!take(&mut store, whole.clone(), 4), "the earlier date stands");
        assert_eq!(items(&store), [(whole, When::At(day(3)))]);
    }

    #[test]
    fn an_item_that_moved_is_still_one() {
        let mut store = store();
        let old = || pull_request("oil-lab/press", None, None);
        let new = || pull_request("lantern-works/press", None, None);
        let with_node = |mut item: Item| {
            item.node_id = Some("PR_7".into());
            item
        };
        // Nothing says yet that both are one.
        assert!(take(&mut store, old(), 5));
        assert!(take(&mut store, new(), 3));
        assert_eq!(items(&store).len(), 2);
        assert!(take(&mut store, with_node(new()), 3));
        assert!(take(&mut store, with_node(old()), 5));
        assert_eq!(items(&store), [(with_node(new()), When::At(day(3)))]);
        // And from now on any of its names is that one.
        for item in [old(), new(), with_node(old()), with_node(new())] {
            assert!(!take(&mut store, item, 5));
        }
        assert_eq!(items(&store).len(), 1);
        assert_eq!(store.one::<i64>("SELECT count(*) FROM item"), 1);
    }

    #[test]
    fn one_item_may_have_several_people() {
        let mut store = store();
        let mut given = batch();
        given.contributions[2].item = given.contributions[0].item.clone();
        store.import_activity(&[(given, origin("week-1"))]).unwrap();
        let cohort = store.cohort(&program_id()).unwrap().unwrap();
        let counts: Vec<_> = cohort.records.iter().map(|r| r.contributions.len()).collect();
        assert_eq!(counts, [1, 2, 0, 0]);
        assert_eq!(store.one::<i64>("SELECT count(*) FROM item"), 2);
    }

    #[test]
    fn the_url_is_read_back() {
        let mut store = store();
        let repo = RepoName::parse("Oil-Lab/press").unwrap();
        let url = "https://github.com/oil-lab/press/pull/7#pullrequestreview-42";
        let item = Item::review(repo, ItemUrl::parse(url).unwrap());
        take(&mut store, item.clone(), 1);
        assert_eq!(items(&store), [(item, When::At(day(1)))]);
    }
}
