//! How the model's values stand in columns, and how they are read back.
//!
//! Instants are integers, microseconds since 1970 in UTC: GitHub says seconds, rosters may say milliseconds, and nobody
//! says less. A finer instant is cut. Reading never trusts the file: what is no value of the model is an error that names
//! the column.

use std::fmt::Display;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use monitor_model::{Coverage, LoginError, Mentee, When, Window};
use rusqlite::{Connection, Params, Row};

use crate::error::Failure;

/// Runs a query and hands on one row after the other.
pub(crate) fn each<P: Params>(
    connection: &Connection,
    sql: &str,
    params: P,
    mut take: impl FnMut(&Row<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        take(row)?;
    }
    Ok(())
}

/// Runs a query and makes something of its first row.
pub(crate) fn first<T, P: Params>(
    connection: &Connection,
    sql: &str,
    params: P,
    take: impl FnOnce(&Row<'_>) -> Result<T, Failure>,
) -> Result<Option<T>, Failure> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    rows.next()?.map(take).transpose()
}

/// Runs a statement that has no rows.
pub(crate) fn run<P: Params>(connection: &Connection, sql: &str, params: P) -> Result<(), Failure> {
    connection.prepare_cached(sql)?.execute(params)?;
    Ok(())
}

/// A text column.
pub(crate) fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r str, Failure> {
    let value = row.get_ref(column)?;
    value.as_str().map_err(|error| unreadable(row, column, "", &error))
}

/// A text column that may be empty.
pub(crate) fn maybe_text<'r>(row: &'r Row<'_>, column: usize) -> Result<Option<&'r str>, Failure> {
    let value = row.get_ref(column)?;
    value.as_str_or_null().map_err(|error| unreadable(row, column, "", &error))
}

/// A text column as a value of the model.
pub(crate) fn parsed<T: FromStr<Err: Display>>(row: &Row<'_>, column: usize) -> Result<T, Failure> {
    parsed_by(row, column, T::from_str)
}

/// A text column as what `parse` makes of it.
pub(crate) fn parsed_by<T, E: Display>(
    row: &Row<'_>,
    column: usize,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, Failure> {
    let text = text(row, column)?;
    parse(text).map_err(|error| unreadable(row, column, text, &error))
}

/// The failure to read a column.
fn unreadable(row: &Row<'_>, column: usize, given: &str, why: &dyn Display) -> Failure {
    let name = row.as_ref().column_name(column).unwrap_or("?");
    Failure::Unreadable(format!("`{given}` in the column `{name}` can't be read: {why}"))
}

/// An instant as it stands in a column.
pub(crate) fn micros(instant: DateTime<Utc>) -> i64 {
    instant.timestamp_micros()
}

/// A window as it stands in two columns. One that is shorter than a microsecond becomes one microsecond long.
pub(crate) fn bounds(window: &Window) -> (i64, i64) {
    let from = micros(window.from());
    (from, micros(window.to()).max(from.saturating_add(1)))
}

/// An instant.
pub(crate) fn instant(row: &Row<'_>, column: usize) -> Result<DateTime<Utc>, Failure> {
    let micros: i64 = row.get(column)?;
    DateTime::from_timestamp_micros(micros)
        .ok_or_else(|| unreadable(row, column, &micros.to_string(), &"it is no instant"))
}

/// A window from two columns side by side.
pub(crate) fn window(row: &Row<'_>, column: usize) -> Result<Window, Failure> {
    let (from, to) = (instant(row, column)?, instant(row, column + 1)?);
    Window::new(from, to).map_err(|error| unreadable(row, column, &from.to_string(), &error))
}

/// A date as it stands in the columns `at`, `within_from` and `within_to`.
pub(crate) fn date(when: &When) -> (Option<i64>, Option<i64>, Option<i64>) {
    match when {
        When::At(instant) => (Some(micros(*instant)), None, None),
        When::Within(window) => {
            let (from, to) = bounds(window);
            (None, Some(from), Some(to))
        }
    }
}

/// A date from three columns side by side.
pub(crate) fn when(row: &Row<'_>, column: usize) -> Result<When, Failure> {
    match row.get::<_, Option<i64>>(column)? {
        Some(_) => Ok(When::At(instant(row, column)?)),
        None => Ok(When::Within(window(row, column + 1)?)),
    }
}

/// Coverage from the columns `state` and `reason`.
pub(crate) fn coverage(row: &Row<'_>, column: usize) -> Result<Coverage, Failure> {
    let reason = maybe_text(row, column + 1)?.unwrap_or_default();
    parsed_by(row, column, |state| match state {
        "complete" => Ok(Coverage::Complete),
        "partial" => Ok(Coverage::Partial(reason.to_owned())),
        "blocked" => Ok(Coverage::Blocked(reason.to_owned())),
        "not-fetched" => Ok(Coverage::NotFetched(reason.to_owned())),
        _ => Err("it is no state of coverage"),
    })
}

/// Why a mentee's login is none, as it stands in a column.
pub(crate) fn login_error(why: LoginError) -> String {
    match why {
        LoginError::Empty => "empty".to_owned(),
        LoginError::Address => "address".to_owned(),
        LoginError::Several => "several".to_owned(),
        LoginError::Character(c) => format!("character {c}"),
        LoginError::Start => "start".to_owned(),
        LoginError::Long(characters) => format!("long {characters}"),
        LoginError::Duplicate => "duplicate".to_owned(),
    }
}

/// The mentee as the roster writes it.
pub(crate) fn mentee_text(mentee: &Mentee) -> &str {
    match mentee {
        Mentee::Login(login) => login.as_str(),
        Mentee::Unresolved { given, .. } => given,
    }
}

/// The reverse of [`login_error`].
pub(crate) fn read_login_error(text: &str) -> Result<LoginError, &'static str> {
    let unknown = "it is no reason why a text is no login";
    match text {
        "empty" => Ok(LoginError::Empty),
        "address" => Ok(LoginError::Address),
        "several" => Ok(LoginError::Several),
        "start" => Ok(LoginError::Start),
        "duplicate" => Ok(LoginError::Duplicate),
        _ => {
            if let Some(c) = text.strip_prefix("character ") {
                return c.parse().map(LoginError::Character).map_err(|_| unknown);
            }
            let characters = text.strip_prefix("long ").and_then(|n| n.parse().ok());
            characters.map(LoginError::Long).ok_or(unknown)
        }
    }
}

/// The one of two spellings or texts that stands, whatever came first: the smaller one; blank ones say nothing.
pub(crate) fn settle<'a>(known: Option<&'a str>, given: Option<&'a str>) -> Option<&'a str> {
    let said = |text: &&str| !text.trim().is_empty();
    match (known.filter(said), given.filter(said)) {
        (Some(known), Some(given)) => Some(known.min(given)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read<T>(sql: &str, take: impl FnOnce(&Row<'_>) -> Result<T, Failure>) -> Result<T, String> {
        let connection = Connection::open_in_memory().unwrap();
        first(&connection, sql, [], take)
            .map(Option::unwrap)
            .map_err(|failure| failure.at("x.db".as_ref()).to_string())
    }

    #[test]
    fn every_state_of_coverage_is_read_back() {
        let why = || "why".to_owned();
        for given in [
            Coverage::Complete,
            Coverage::Partial(why()),
            Coverage::Blocked(why()),
            Coverage::NotFetched(why()),
        ] {
            let sql = format!("SELECT '{}', 'why'", given.state());
            assert_eq!(read(&sql, |row| coverage(row, 0)), Ok(given));
        }
    }

    #[test]
    fn every_reason_against_a_login_is_read_back() {
        for why in [
            LoginError::Empty,
            LoginError::Address,
            LoginError::Several,
            LoginError::Character(' '),
            LoginError::Character('ä'),
            LoginError::Start,
            LoginError::Long(40),
            LoginError::Duplicate,
        ] {
            assert_eq!(read_login_error(&login_error(why)), Ok(why));
        }
        for text in ["", "long", "long x", "character ", "other"] {
            assert!(read_login_error(text).is_err(), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_value_names_the_column() {
        assert_eq!(
            read("SELECT 'maybe' AS state, NULL", |row| coverage(row, 0)),
            Err("`x.db` is damaged: `maybe` in the column `state` can't be read: it is no state of coverage".into())
        );
        assert_eq!(
            read("SELECT 'nobody' AS source", |row| parsed::<monitor_model::Source>(row, 0)),
            Err("`x.db` is damaged: `nobody` in the column `source` can't be read: `nobody` is none of: recorded, github".into())
        );
        assert!(read("SELECT 9223372036854775807", |row| instant(row, 0)).is_err());
        assert!(read("SELECT 2, 1", |row| window(row, 0)).is_err());
        assert!(read("SELECT 'x'", |row| instant(row, 0)).is_err());
        assert!(read("SELECT 5", |row| text(row, 0).map(drop)).is_err());
    }

    #[test]
    fn a_window_never_becomes_empty() {
        let instant = |nanos| DateTime::from_timestamp(1_772_000_000, nanos).unwrap();
        let window = Window::new(instant(1), instant(2)).unwrap();
        let (from, to) = bounds(&window);
        assert_eq!(to - from, 1);
    }

    proptest! {
        #[test]
        fn settling_does_not_depend_on_order(a in "[a ]{0,2}", b in "[ab ]{0,2}", c in "[Ab]{0,2}") {
            let (a, b, c) = (Some(a.as_str()), Some(b.as_str()), Some(c.as_str()));
            prop_assert_eq!(settle(a, b), settle(b, a));
            prop_assert_eq!(settle(settle(a, b), c), settle(a, settle(b, c)));
            prop_assert_eq!(settle(settle(a, b), b), settle(a, b));
        }

        #[test]
        fn a_date_is_read_back(from in -1_000_000_000_000_i64..4_000_000_000_000_000, length in 1..1_000_000_i64, within: bool) {
            let instant = |micros| DateTime::from_timestamp_micros(micros).unwrap();
            let given = if within {
                When::Within(Window::new(instant(from), instant(from + length)).unwrap())
            } else {
                When::At(instant(from))
            };
            let shown = |n: Option<i64>| n.map_or("NULL".to_owned(), |n| n.to_string());
            let (at, start, end) = date(&given);
            let sql = format!("SELECT {}, {}, {}", shown(at), shown(start), shown(end));
            prop_assert_eq!(read(&sql, |row| when(row, 0)), Ok(given));
        }
    }
}
