//! Follows repositories that are renamed or transferred.
//!
//! GitHub's node id stays the same then. Items take the new name at once, with their earlier URLs as aliases; what a source
//! says later under an earlier name is about the repository of now.

use chrono::{DateTime, Utc};
use monitor_model::{NamedRepository, RepoName};
use rusqlite::{Connection, params};

use crate::columns::{micros, run};
use crate::error::Failure;
use crate::items;
use crate::repositories::{Stored, by_node, named};

const IDENTIFY: &str = "UPDATE repository SET node_id = ?2, named_at = ?3 WHERE id = ?1";

const RENAME: &str = "UPDATE repository SET name = ?2, named_at = ?3 WHERE id = ?1";

const ADD_ALIAS: &str = "INSERT INTO repository_alias (name, repository_id) VALUES (?1, ?2)
     ON CONFLICT (name) DO UPDATE SET repository_id = excluded.repository_id";

const REMOVE_ALIAS: &str = "DELETE FROM repository_alias WHERE name = ?1";

/// Of two counts the larger one stands: which of them came later is not known here.
const UNITE: [&str; 3] = [
    "INSERT INTO commit_tally (account_id, repository_id, window_from, window_to, commits)
     SELECT account_id, ?2, window_from, window_to, commits FROM commit_tally WHERE repository_id = ?1
     ON CONFLICT (account_id, repository_id, window_from, window_to)
     DO UPDATE SET commits = max(commits, excluded.commits)",
    "UPDATE item SET repository_id = ?2 WHERE repository_id = ?1",
    "UPDATE repository_alias SET repository_id = ?2 WHERE repository_id = ?1",
];

const DELETE: [&str; 2] =
    ["DELETE FROM commit_tally WHERE repository_id = ?1", "DELETE FROM repository WHERE id = ?1"];

/// Takes what a repository is called now, and whether that was news.
pub(crate) fn take(
    connection: &Connection,
    given: &NamedRepository,
    at: DateTime<Utc>,
) -> Result<bool, Failure> {
    let at = micros(at);
    match by_node(connection, &given.node)? {
        Some(known) if known.name == given.name => Ok(false),
        Some(known) if known.named_at > Some(at) => Ok(false),
        Some(known) => rename(connection, &known, &given.name, at),
        None => {
            run(connection, REMOVE_ALIAS, [given.name.to_string()])?;
            let here = named(connection, &given.name)?;
            // One that was deleted and made again under its name is the same place to look.
            run(connection, IDENTIFY, params![here.id, given.node.as_str(), at])?;
            Ok(here.node.is_some())
        }
    }
}

fn rename(
    connection: &Connection,
    known: &Stored,
    name: &RepoName,
    at: i64,
) -> Result<bool, Failure> {
    run(connection, REMOVE_ALIAS, [name.to_string()])?;
    let here = named(connection, name)?;
    if here.node.is_some() {
        // The name was another repository's when GitHub was asked last. Where that one went is not known yet; its items and
        // ours stay apart by their node ids, under the names that they were seen with.
        return Ok(false);
    }
    items::rename_all(connection, known.id, name)?;
    for sql in UNITE {
        run(connection, sql, [here.id, known.id])?;
    }
    for sql in DELETE {
        run(connection, sql, [here.id])?;
    }
    run(connection, RENAME, params![known.id, name.to_string(), at])?;
    run(connection, ADD_ALIAS, params![known.name.to_string(), known.id])?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use monitor_model::{Batch, Item, ItemUrl, ScopeClass, When};

    use super::*;
    use crate::Store;
    use crate::fixture::{day, days, login, opened, origin, program_id, repo, store};

    fn pull(name: &str, number: u64) -> Item {
        let mut item = Item::pull_request(repo(name), number);
        item.node_id = Some(format!("PR_{number}").as_str().into());
        item
    }

    fn answer(name: &str, numbers: &[u64]) -> Batch {
        let opened = |n: &u64| opened("ada-lumen", pull(name, *n), When::At(day(3)));
        Batch {
            contributions: numbers.iter().map(opened).collect(),
            repositories: vec![NamedRepository { node: "R_press".into(), name: repo(name) }],
            ..Batch::default()
        }
    }

    fn commit(store: &mut Store, batch: &Batch, n: i64) {
        store.commit(batch, &[], day(10) + TimeDelta::days(n)).unwrap();
    }

    fn urls(store: &Store) -> Vec<String> {
        let cohort = store.cohort(&program_id()).unwrap().unwrap();
        let mut urls: Vec<String> =
            cohort.records[1].contributions.iter().map(|c| c.item.url.to_string()).collect();
        urls.sort();
        urls
    }

    #[test]
    fn items_follow_a_renamed_repository_though_only_one_was_fetched_again() {
        let mut store = store();
        commit(&mut store, &answer("oil-lab/press", &[7, 8]), 0);
        commit(&mut store, &answer("wax-lab/zinc-press", &[8]), 1);
        let new = |n| format!("https://github.com/wax-lab/zinc-press/pull/{n}");
        assert_eq!(urls(&store), [new(7), new(8)]);
        // Both URLs of both items lead to them.
        for text in [new(7), "https://github.com/Oil-Lab/press/pull/7".to_owned()] {
            let found = store.item(&ItemUrl::parse(&text).unwrap()).unwrap().unwrap();
            assert_eq!(found.item.url.as_str(), new(7));
        }
        // An earlier tool's file still has the old name.
        let late = Batch {
            contributions: vec![opened(
                "ada-lumen",
                Item::pull_request(repo("oil-lab/press"), 7),
                When::At(day(2)),
            )],
            ..Batch::default()
        };
        store.import_activity(&[(late, origin("late"))]).unwrap();
        assert_eq!(urls(&store), [new(7), new(8)]);
        assert_eq!(store.one::<i64>("SELECT count(*) FROM repository"), 1);
    }

    #[test]
    fn an_older_answer_does_not_take_the_name_back() {
        let mut store = store();
        commit(&mut store, &answer("oil-lab/press", &[7]), 0);
        commit(&mut store, &answer("wax-lab/press", &[7]), 5);
        commit(&mut store, &answer("oil-lab/press", &[7]), 2);
        assert_eq!(urls(&store), ["https://github.com/wax-lab/press/pull/7"]);
        commit(&mut store, &answer("oil-lab/press", &[7]), 6);
        assert_eq!(urls(&store), ["https://github.com/oil-lab/press/pull/7"]);
        assert_eq!(store.one::<i64>("SELECT count(*) FROM repository_alias"), 1);
    }

    #[test]
    fn what_was_known_under_both_names_is_one() {
        let mut store = store();
        commit(&mut store, &answer("oil-lab/press", &[7]), 0);
        // Recorded under the new name, before anybody knew that it is one.
        let mut recorded = Batch {
            contributions: vec![opened(
                "ada-lumen",
                Item::pull_request(repo("wax-lab/press"), 7),
                When::Within(days(0, 7)),
            )],
            ..Batch::default()
        };
        let tally = |name: &str, commits| monitor_model::CommitTally {
            by: login("ada-lumen"),
            repo: repo(name),
            window: days(0, 7),
            commits,
        };
        recorded.tallies = vec![tally("wax-lab/press", 3), tally("oil-lab/press", 2)];
        store.import_activity(&[(recorded, origin("early"))]).unwrap();
        assert_eq!(urls(&store).len(), 2);
        commit(&mut store, &answer("wax-lab/press", &[]), 1);
        assert_eq!(urls(&store), ["https://github.com/wax-lab/press/pull/7"]);
        let cohort = store.cohort(&program_id()).unwrap().unwrap();
        let record = &cohort.records[1];
        assert_eq!(record.tallies, [tally("wax-lab/press", 3)]);
        assert_eq!(record.contributions[0].when, When::At(day(3)), "the better date stands");
        assert_eq!(store.one::<i64>("SELECT count(*) FROM repository"), 1);
    }

    #[test]
    fn a_name_that_another_repository_has_is_not_taken_from_it() {
        let mut store = store();
        commit(&mut store, &answer("oil-lab/press", &[7]), 0);
        let other = Batch {
            repositories: vec![NamedRepository {
                node: "R_other".into(),
                name: repo("wax-lab/press"),
            }],
            ..Batch::default()
        };
        commit(&mut store, &other, 0);
        commit(&mut store, &answer("wax-lab/press", &[]), 1);
        assert_eq!(urls(&store), ["https://github.com/oil-lab/press/pull/7"]);
        assert_eq!(store.one::<i64>("SELECT count(*) FROM repository"), 2);
    }

    #[test]
    fn a_scope_follows_what_it_names() {
        let mut store = store();
        let class = |store: &Store| {
            let cohort = store.cohort(&program_id()).unwrap().unwrap();
            let record = &cohort.records[1];
            record.enrollment.class_of(&record.contributions[0].item.repo)
        };
        commit(&mut store, &answer("lantern-works/press", &[7]), 0);
        assert_eq!(class(&store), ScopeClass::Project);
        commit(&mut store, &answer("wax-lab/press", &[]), 1);
        assert_eq!(class(&store), ScopeClass::Project);
    }
}
