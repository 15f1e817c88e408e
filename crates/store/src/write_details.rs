//! Writes what a batch says of items beyond their heads, and what others did on them.

use chrono::{DateTime, Utc};
use monitor_model::{Detail, Detailed, Response};

use crate::accounts::Ids;
use crate::change::Change;
use crate::columns::micros;
use crate::error::Failure;
use crate::{details, items, responses};

/// Takes what was seen of an item at an instant, and the item itself.
pub(crate) fn put_detail(
    ids: &mut Ids<'_>,
    given: &Detailed,
    at: DateTime<Utc>,
) -> Result<(i64, Change), Failure> {
    let (item, item_is_new) = items::put(ids, &given.item)?;
    let whole = match &given.detail {
        Detail::Commit(commit) => Some(items::at(ids, &commit.pull_request)?),
        _ => None,
    };
    let change = details::settle(ids.connection(), item, &given.detail, whole, micros(at))?;
    match change {
        Change::None if item_is_new => Ok((item, Change::Changed)),
        change => Ok((item, change)),
    }
}

/// Takes a response.
pub(crate) fn put_response(
    ids: &mut Ids<'_>,
    given: &Response,
) -> Result<(responses::Key, Change), Failure> {
    let item = items::at(ids, &given.on)?;
    let account = ids.account_at(&given.by, given.at)?;
    let key = (item, account, given.act, micros(given.at));
    Ok((key, responses::add(ids.connection(), key)?))
}
