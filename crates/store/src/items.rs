//! Items: found by node id or URL, united where a source shows that two of them are one, and completed.

use monitor_model::{Item, ItemKind, ItemUrl, Listed, NodeId, RepoName, Source, Vanished};
use rusqlite::{Connection, Row, params};

use crate::accounts::Ids;
use crate::columns::{each, first, maybe_text, micros, parsed, run, settle, text};
use crate::error::Failure;
use crate::{contributions, details, responses};

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

const REMOVE_ALIAS: &str = "DELETE FROM item_alias WHERE url = ?1";

const SET_URL: &str = "UPDATE item SET url = ?2 WHERE id = ?1";

const MOVE_ALIASES: &str = "UPDATE item_alias SET item_id = ?1 WHERE item_id = ?2";

pub(crate) const DELETE: &str = "DELETE FROM item WHERE id = ?1";

const OF_REPOSITORY: &str =
    "SELECT id, url, node_id, kind, repository_id, title FROM item WHERE repository_id = ?1";

/// What GitHub showed as made by an account, in the role of its author or commenter, between two instants.
const MADE: &str = "SELECT item.node_id FROM contribution JOIN item ON item.id = item_id
     WHERE account_id = ?1 AND kind = ?2 AND instr(url, ?3) > 0 AND at >= ?4 AND at < ?5
       AND act IN ('opened', 'commented') AND role IN ('author', 'commenter') AND source = 'github'
       AND vanished_at IS NULL AND item.node_id IS NOT NULL";

const VANISH: &str = "UPDATE item SET vanished_at = ?2 WHERE node_id = ?1 AND vanished_at IS NULL";

const APPEAR: &str = "UPDATE item SET vanished_at = NULL WHERE id = ?1 AND vanished_at IS NOT NULL";

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
    let (repository, now) = ids.repository_now(&item.repo)?;
    let url = now.map_or_else(|| item.url.clone(), |now| item.url.in_repo(&now));
    let given = Facts {
        url: url.as_str().to_owned(),
        node_id: settle(None, item.node_id.as_ref().map(monitor_model::NodeId::as_str))
            .map(str::to_owned),
        kind: item.kind,
        repository,
        title: settle(None, item.title.as_deref()).map(str::to_owned),
    };
    let connection = ids.connection();
    let here = by_url(connection, &given.url)?;
    let known = match &here {
        Some(here) if given.node_id.is_none() || given.node_id == here.facts.node_id => None,
        _ => by_node(connection, given.node_id.as_deref())?,
    };
    let (id, new) = match (here, known) {
        (None, None) => (add(connection, &given)?, true),
        (Some(one), None) | (None, Some(one)) => complete(connection, one, given)?,
        (Some(here), Some(known)) => {
            let id = unite(connection, known, here)?;
            (complete(connection, id, given)?.0, true)
        }
    };
    if ids.source() == Source::GitHub {
        run(connection, APPEAR, [id])?;
    }
    Ok((id, new))
}

/// Marks an item that GitHub did not show when it was asked for it. It stays, and so does what was done to it.
pub(crate) fn vanish(connection: &Connection, gone: &Vanished) -> Result<(), Failure> {
    run(connection, VANISH, params![gone.node.as_str(), micros(gone.at)])
}

/// Marks what an account made in the time of a list that was walked whole, and that is not in it any more.
pub(crate) fn vanish_unlisted(
    connection: &Connection,
    account: i64,
    listed: &Listed,
) -> Result<(), Failure> {
    let (since, at) = (micros(listed.since), micros(listed.at));
    let mut gone = Vec::new();
    let values = params![account, listed.list.kind().as_str(), listed.list.in_url(), since, at];
    each(connection, MADE, values, |row| {
        let node = NodeId::from(text(row, 0)?);
        gone.extend((!listed.nodes.contains(&node)).then_some(node));
        Ok(())
    })?;
    gone.into_iter().try_for_each(|node| vanish(connection, &Vanished { node, at: listed.at }))
}

/// Gives every item of a repository the URL that it has under the repository's new name.
pub(crate) fn rename_all(
    connection: &Connection,
    repository: i64,
    name: &RepoName,
) -> Result<(), Failure> {
    let mut items = Vec::new();
    each(connection, OF_REPOSITORY, [repository], |row| {
        items.push(stored(row)?);
        Ok(())
    })?;
    for item in items {
        let old = item.facts.url.clone();
        let new = ItemUrl::from_canonical(&old)
            .map_err(|error| Failure::Unreadable(error.to_string()))?
            .in_repo(name);
        let item = match by_url(connection, new.as_str())? {
            Some(other) if other.id != item.id => unite(connection, item, other)?,
            _ => item,
        };
        run(connection, SET_URL, params![item.id, new.as_str()])?;
        run(connection, REMOVE_ALIAS, [new.as_str()])?;
        run(connection, ADD_ALIAS, params![old, item.id])?;
    }
    Ok(())
}

/// The row id of the item that has this URL, or had it before; made where nothing else is known of it yet.
pub(crate) fn at(ids: &mut Ids<'_>, url: &ItemUrl) -> Result<i64, Failure> {
    if let Some(known) = by_url(ids.connection(), url.as_str())? {
        return Ok(known.id);
    }
    let repo = url.repo().map_err(|error| Failure::Unreadable(error.to_string()))?;
    let kind = kind_of(url);
    let item = Item { kind, url: url.clone(), node_id: None, repo, title: None };
    put(ids, &item).map(|(id, _)| id)
}

/// What an item is by its URL. Where that says nothing, it is the kind against which any other stands.
fn kind_of(url: &ItemUrl) -> ItemKind {
    let mut parts = url.as_str().split('/').skip(5);
    match (parts.next(), parts.next()) {
        (Some("pull"), Some(number)) if !number.contains('#') => ItemKind::PullRequest,
        (Some("issues"), Some(number)) if !number.contains('#') => ItemKind::Issue,
        _ => ItemKind::Discussion,
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

/// Makes two rows one: whatever hangs on `gone` becomes that of `kept`.
fn unite(connection: &Connection, kept: Stored, gone: Stored) -> Result<Stored, Failure> {
    contributions::move_all(connection, gone.id, kept.id)?;
    details::move_all(connection, gone.id, kept.id)?;
    responses::move_to_item(connection, gone.id, kept.id)?;
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

    fn vanished(store: &Store) -> Vec<String> {
        let url = |row: crate::ExportRow<'_>| {
            row.vanished.is_some().then(|| row.item.url.as_str().to_owned())
        };
        let mut urls = Vec::new();
        let ended = store.export(&program_id(), |row| {
            urls.extend(url(row));
            std::ops::ControlFlow::<()>::Continue(())
        });
        ended.unwrap();
        urls
    }

    fn commit(store: &mut Store, batch: &Batch) {
        store.commit(batch, &[], day(20)).unwrap();
    }

    #[test]
    fn what_is_not_in_a_whole_list_any_more_is_marked_until_it_is_seen_again() {
        let mut store = store();
        let item = |n: u64| {
            let mut item = Item::pull_request(RepoName::parse("oil-lab/press").unwrap(), n);
            item.node_id = Some(format!("PR_{n}").as_str().into());
            item
        };
        let opened = |n: u64, on| opened("ada-lumen", item(n), When::At(day(on)));
        let contributions = vec![opened(1, 1), opened(2, 5), opened(3, 6), opened(4, 12)];
        commit(&mut store, &Batch { contributions, ..Batch::default() });
        // The fourth was made after the walk began, the first before the time that it is about.
        let listed = Listed {
            of: crate::fixture::login("ada-lumen"),
            list: monitor_model::OwnList::PullRequests,
            since: day(3),
            at: day(10),
            nodes: [NodeId::from("PR_2")].into(),
        };
        let walk = Batch { listed: vec![listed], ..Batch::default() };
        commit(&mut store, &walk);
        let third = ["https://github.com/oil-lab/press/pull/3"];
        assert_eq!(vanished(&store), third);
        // What an earlier tool recorded says nothing about what can be seen now.
        take(&mut store, item(3), 6);
        assert_eq!(vanished(&store), third);
        commit(&mut store, &Batch { contributions: vec![opened(3, 6)], ..Batch::default() });
        assert_eq!(vanished(&store), [""; 0]);
        let gone = Vanished { node: "PR_1".into(), at: day(11) };
        commit(&mut store, &Batch { vanished: vec![gone], ..Batch::default() });
        assert_eq!(vanished(&store), ["https://github.com/oil-lab/press/pull/1"]);
    }
}
