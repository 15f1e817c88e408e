//! Reads contributions one by one: those on one item, and those of all people of a program.

use std::ops::ControlFlow;

use chrono::{DateTime, Utc};
use monitor_model::{Detail, Enrollment, Item, ItemUrl, Login, ProgramId, RepoName};
use rusqlite::{Connection, Row};

use crate::columns::{each, first, instant, maybe_text, parsed, parsed_by, when};
use crate::error::Failure;
use crate::facts::{ExportRow, ItemFact, ItemFacts};
use crate::{details, read_roster, repositories};

const ITEM: &str = "SELECT item.id, kind, url, item.node_id, title, repository.name, vanished_at
     FROM item JOIN repository ON repository.id = repository_id WHERE url = ?1";

const ITEM_BY_ALIAS: &str =
    "SELECT item.id, kind, item.url, item.node_id, title, repository.name, vanished_at
     FROM item_alias JOIN item ON item.id = item_id JOIN repository ON repository.id = repository_id
     WHERE item_alias.url = ?1";

macro_rules! fact_columns {
    () => {
        concat!(
            "act, role, at, within_from, within_to, source, ",
            crate::aliases::shown_login!(),
            " AS login, github_id, account.node_id"
        )
    };
}

const ON_ITEM: &str = concat!(
    "SELECT ",
    fact_columns!(),
    " FROM contribution JOIN account ON account.id = account_id WHERE item_id = ?1
     ORDER BY 7 COLLATE NOCASE, account.id, act, role"
);

const OF_PROGRAM: &str = concat!(
    "SELECT ",
    fact_columns!(),
    ", kind, url, item.node_id, title, repository.name, vanished_at, enrollment.id
     FROM enrollment
     LEFT JOIN enrollment_account AS bound ON bound.enrollment_id = enrollment.id
     CROSS JOIN contribution ON contribution.account_id = coalesce(bound.account_id, enrollment.account_id)
     CROSS JOIN item ON item.id = item_id
     CROSS JOIN repository ON repository.id = repository_id
     CROSS JOIN account ON account.id = contribution.account_id
     WHERE program_id = ?1 AND removed_by_import IS NULL
     ORDER BY enrollment.position"
);

/// Everything that is known of the item with this URL, or that had it before.
pub(crate) fn item(connection: &Connection, url: &ItemUrl) -> Result<Option<ItemFacts>, Failure> {
    let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, read_item(row, 1)?));
    let find = |url: &ItemUrl| {
        let found = first(connection, ITEM, [url.as_str()], read)?;
        found.map_or_else(
            || first(connection, ITEM_BY_ALIAS, [url.as_str()], read),
            |one| Ok(Some(one)),
        )
    };
    let found = match find(url)? {
        None => under_name_of_now(connection, url)?.map_or(Ok(None), |url| find(&url))?,
        found => found,
    };
    let Some((id, (item, vanished))) = found else { return Ok(None) };
    let mut contributions = Vec::new();
    each(connection, ON_ITEM, [id], |row| {
        contributions.push(read_fact(row)?);
        Ok(())
    })?;
    let part_of = match details::of(connection, id)? {
        Some(Detail::Commit(commit)) => Some(commit.pull_request),
        _ => None,
    };
    Ok(Some(ItemFacts { item, vanished, part_of, contributions }))
}

/// The URL under the repository's name of now, where that is another one.
fn under_name_of_now(connection: &Connection, url: &ItemUrl) -> Result<Option<ItemUrl>, Failure> {
    let named = url.repo().map_err(|error| Failure::Unreadable(error.to_string()))?;
    let renamed = repositories::renamed(connection)?;
    let now = renamed.into_iter().find(|(old, _)| *old == named);
    Ok(now.map(|(_, now)| url.in_repo(&now)))
}

/// Hands on every contribution of a program's people, enrollment by enrollment in the roster's order, and in each by time,
/// then by URL. Only one person's contributions are in memory at a time. `None` where there is no such program.
pub(crate) fn export<B>(
    connection: &Connection,
    id: &ProgramId,
    mut take: impl FnMut(ExportRow<'_>) -> ControlFlow<B>,
) -> Result<Option<ControlFlow<B>>, Failure> {
    let Some(roster) = read_roster::followed(connection, id)? else { return Ok(None) };
    let mut enrollments = roster.rows.iter().zip(&roster.program.enrollments);
    let mut statement = connection.prepare_cached(OF_PROGRAM)?;
    let mut rows = statement.query([roster.id])?;
    let mut current: Option<(i64, &Enrollment)> = None;
    let mut collected: Vec<(Seen, ItemFact)> = Vec::new();
    while let Some(row) = rows.next()? {
        let enrollment: i64 = row.get(15)?;
        if current.is_none_or(|(row, _)| row != enrollment) {
            if let ControlFlow::Break(done) = hand_on(current, &mut collected, &mut take) {
                return Ok(Some(ControlFlow::Break(done)));
            }
            // Both are in the roster's order, so that this never turns back.
            let next = enrollments.find(|(row, _)| **row == enrollment);
            current = next.map(|(row, enrollment)| (*row, enrollment));
        }
        collected.push((read_item(row, 9)?, read_fact(row)?));
    }
    Ok(Some(hand_on(current, &mut collected, &mut take)))
}

fn hand_on<B>(
    of: Option<(i64, &Enrollment)>,
    collected: &mut Vec<(Seen, ItemFact)>,
    take: &mut impl FnMut(ExportRow<'_>) -> ControlFlow<B>,
) -> ControlFlow<B> {
    collected.sort_by(|((a, _), one), ((b, _), other)| {
        let key = |fact: &ItemFact| (fact.when.anchor(), fact.act, fact.role);
        key(one)
            .0
            .cmp(&key(other).0)
            .then_with(|| a.url.cmp(&b.url))
            .then_with(|| key(one).cmp(&key(other)))
    });
    let rows = collected.drain(..);
    let Some((_, enrollment)) = of else { return ControlFlow::Continue(()) };
    for ((item, vanished), fact) in rows {
        take(ExportRow { enrollment, item, vanished, fact })?;
    }
    ControlFlow::Continue(())
}

/// An item, and since when it can't be seen any more.
type Seen = (Item, Option<DateTime<Utc>>);

/// An item from the columns `kind`, `url`, `node_id`, `title`, the repository's name and `vanished_at`, side by side.
fn read_item(row: &Row<'_>, column: usize) -> Result<Seen, Failure> {
    let item = Item {
        kind: parsed(row, column)?,
        url: parsed_by(row, column + 1, ItemUrl::from_canonical)?,
        node_id: maybe_text(row, column + 2)?.map(Into::into),
        title: maybe_text(row, column + 3)?.map(Into::into),
        repo: parsed_by(row, column + 4, RepoName::parse)?,
    };
    let vanished = row.get::<_, Option<i64>>(column + 5)?;
    Ok((item, vanished.map(|_| instant(row, column + 5)).transpose()?))
}

fn read_fact(row: &Row<'_>) -> Result<ItemFact, Failure> {
    Ok(ItemFact {
        by: parsed_by(row, 6, Login::parse)?,
        account: read_roster::account(row, 7)?,
        act: parsed(row, 0)?,
        role: parsed(row, 1)?,
        when: when(row, 2)?,
        source: parsed(row, 5)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How SQLite goes about a query, in one line.
    fn plan(sql: &str) -> String {
        let connection = crate::open::memory().unwrap();
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let steps = statement.query_map([1], |row| row.get("detail")).unwrap();
        steps.map(Result::<String, _>::unwrap).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn an_export_goes_by_the_roster_and_sorts_one_person_at_a_time() {
        let plan = plan(OF_PROGRAM);
        let begins = "SEARCH enrollment USING INDEX enrollment_by_position (program_id=?)";
        assert!(plan.starts_with(begins), "{plan}");
        let main = plan.split("; CORRELATED").next().unwrap();
        assert!(!main.contains("SCAN") && !main.contains("TEMP B-TREE"), "{plan}");
    }

    #[test]
    fn an_item_is_looked_up() {
        for sql in [ITEM, ITEM_BY_ALIAS, ON_ITEM] {
            let plan = plan(sql);
            assert!(!plan.contains("SCAN"), "{plan}");
        }
    }
}
