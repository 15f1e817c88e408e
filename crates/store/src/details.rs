//! Details: what is known of an item beyond its head. What was seen last stands, as a whole; of what was seen at one instant
//! that is what came last.

use monitor_model::{
    ChangedFile, CommitDetail, Detail, ItemUrl, PullRequestDetail, ReviewDetail, ThreadDetail,
};
use rusqlite::{Connection, Row, params};

use crate::change::Change;
use crate::columns::{first, parsed, parsed_by, run, text};
use crate::error::Failure;

const PULL_REQUEST: &str = "pull-request";
const THREAD: &str = "thread";
const REVIEW: &str = "review";
const COMMIT: &str = "commit";

/// What [`read`] reads of a row of `detail`, or of none, side by side. The files come as one text, so that an item is one row: of
/// each file the lines, the length of the path in bytes and the path, which may hold anything.
macro_rules! detail_columns {
    () => {
        "detail.kind AS detail, detail.additions, detail.deletions, detail.changed_files, detail.is_draft,
         detail.responses_complete, detail.state, detail.comments,
         (SELECT whole.url FROM item AS whole WHERE whole.id = detail.pull_request_id) AS pull_request,
         CASE detail.kind WHEN 'pull-request' THEN (
             SELECT group_concat(file.additions || ' ' || file.deletions || ' ' || octet_length(file.path) || ' ' || file.path, '')
             FROM changed_file AS file WHERE file.item_id = detail.item_id) END AS files"
    };
}
pub(crate) use detail_columns;

const KNOWN: &str =
    concat!("SELECT seen_at, ", detail_columns!(), " FROM detail WHERE item_id = ?1");

const SEEN: &str = "SELECT seen_at FROM detail WHERE item_id = ?1";

const SEEN_AGAIN: &str = "UPDATE detail SET seen_at = ?2 WHERE item_id = ?1";

const PUT: &str = "INSERT OR REPLACE INTO detail (item_id, seen_at, kind, additions, deletions, changed_files, is_draft,
         responses_complete, state, comments, pull_request_id)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

const PUT_FILE: &str = "INSERT OR REPLACE INTO changed_file (item_id, path, additions, deletions)
     VALUES (?1, ?2, ?3, ?4)";

pub(crate) const DELETE: &str = "DELETE FROM detail WHERE item_id = ?1";

pub(crate) const DELETE_FILES: &str = "DELETE FROM changed_file WHERE item_id = ?1";

const MOVE: [&str; 3] = [
    "UPDATE detail SET item_id = ?2 WHERE item_id = ?1",
    "UPDATE detail SET pull_request_id = ?2 WHERE pull_request_id = ?1",
    "UPDATE changed_file SET item_id = ?2 WHERE item_id = ?1",
];

/// Takes what was seen of an item at an instant (in microseconds); `whole` is the row of the pull request that contains it, where
/// it is a commit.
pub(crate) fn settle(
    connection: &Connection,
    item: i64,
    given: &Detail,
    whole: Option<i64>,
    seen: i64,
) -> Result<Change, Failure> {
    let known = first(connection, KNOWN, [item], |row| Ok((row.get::<_, i64>(0)?, read(row, 1)?)))?;
    match &known {
        Some((last, _)) if *last > seen => return Ok(Change::None),
        Some((_, Some(known))) if known == given => {
            run(connection, SEEN_AGAIN, [item, seen])?;
            return Ok(Change::None);
        }
        _ => write(connection, item, given, whole, seen)?,
    }
    let now = of(connection, item)?;
    Ok(match known {
        // The same in another spelling: an older URL, files in another order.
        Some((_, known)) if known == now => Change::None,
        Some(_) => Change::Changed,
        None => Change::Added,
    })
}

fn write(
    connection: &Connection,
    item: i64,
    detail: &Detail,
    whole: Option<i64>,
    seen: i64,
) -> Result<(), Failure> {
    let (kind, complete) = match detail {
        Detail::PullRequest(pull) => (PULL_REQUEST, Some(pull.responses_complete)),
        Detail::Thread(thread) => (THREAD, Some(thread.responses_complete)),
        Detail::Review(_) => (REVIEW, None),
        Detail::Commit(_) => (COMMIT, None),
    };
    let pull = if let Detail::PullRequest(pull) = detail { Some(pull) } else { None };
    let review = if let Detail::Review(review) = detail { Some(review) } else { None };
    let values = params![
        item,
        seen,
        kind,
        pull.map(|pull| pull.additions),
        pull.map(|pull| pull.deletions),
        pull.map(|pull| pull.changed_files),
        pull.map(|pull| pull.is_draft),
        complete,
        review.map(|review| review.state.as_str()),
        review.map(|review| review.comments),
        whole
    ];
    run(connection, PUT, values)?;
    run(connection, DELETE_FILES, [item])?;
    for file in pull.iter().flat_map(|pull| &pull.files) {
        run(connection, PUT_FILE, params![item, file.path, file.additions, file.deletions])?;
    }
    Ok(())
}

/// What is known of an item.
pub(crate) fn of(connection: &Connection, item: i64) -> Result<Option<Detail>, Failure> {
    Ok(first(connection, KNOWN, [item], |row| read(row, 1))?.flatten())
}

/// Moves what is known of one item to another, where a source shows that both are one.
pub(crate) fn move_all(connection: &Connection, from: i64, to: i64) -> Result<(), Failure> {
    let seen = |item: i64| first(connection, SEEN, [item], |row| Ok(row.get::<_, i64>(0)?));
    let older = if seen(from)? > seen(to)? { to } else { from };
    run(connection, DELETE_FILES, [older])?;
    run(connection, DELETE, [older])?;
    MOVE.iter().try_for_each(|sql| run(connection, sql, [from, to]))
}

/// A detail from the columns [`detail_columns`], if there is one.
pub(crate) fn read(row: &Row<'_>, column: usize) -> Result<Option<Detail>, Failure> {
    if row.get_ref(column)? == rusqlite::types::ValueRef::Null {
        return Ok(None);
    }
    Ok(Some(match text(row, column)? {
        PULL_REQUEST => Detail::PullRequest(PullRequestDetail {
            additions: row.get(column + 1)?,
            deletions: row.get(column + 2)?,
            changed_files: row.get(column + 3)?,
            is_draft: row.get(column + 4)?,
            responses_complete: row.get(column + 5)?,
            files: files(row, column + 9)?,
        }),
        THREAD => Detail::Thread(ThreadDetail { responses_complete: row.get(column + 5)? }),
        REVIEW => Detail::Review(ReviewDetail {
            state: parsed(row, column + 6)?,
            comments: row.get(column + 7)?,
        }),
        COMMIT => Detail::Commit(CommitDetail {
            pull_request: parsed_by(row, column + 8, ItemUrl::from_canonical)?,
        }),
        _ => parsed_by(row, column, |_| Err("it is no kind of detail"))?,
    }))
}

/// The files from one text, by path; none where there is no text.
fn files(row: &Row<'_>, column: usize) -> Result<Vec<ChangedFile>, Failure> {
    match row.get_ref(column)? {
        rusqlite::types::ValueRef::Null => Ok(Vec::new()),
        _ => parsed_by(row, column, |text| unpacked(text).ok_or("it is no list of files")),
    }
}

fn unpacked(mut rest: &str) -> Option<Vec<ChangedFile>> {
    let mut files = Vec::new();
    while !rest.is_empty() {
        let mut parts = rest.splitn(4, ' ');
        let mut number = || parts.next()?.parse::<u32>().ok();
        let (additions, deletions, length) = (number()?, number()?, number()?);
        let (path, more) = parts.next()?.split_at_checked(usize::try_from(length).ok()?)?;
        files.push(ChangedFile { path: path.into(), additions, deletions });
        rest = more;
    }
    Some(files)
}
