//! Fields that become types of the model while they are read, so that an error knows its exact line.

use std::fmt;
use std::marker::PhantomData;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use monitor_model::{ItemUrl, Login, Mend, ProgramId, RepoName, Window};
use serde::de::{Deserializer, Error, Visitor};

/// A login, and how it was written where it had to be mended.
pub(super) struct Named {
    pub(super) login: Login,
    pub(super) mended: Option<(String, Vec<Mend>)>,
}

pub(super) fn program<'de, D: Deserializer<'de>>(from: D) -> Result<ProgramId, D::Error> {
    parsed(from, "the id of a program", |text| {
        ProgramId::parse(text).map_err(|error| error.to_string())
    })
}

pub(super) fn repo<'de, D: Deserializer<'de>>(from: D) -> Result<RepoName, D::Error> {
    parsed(from, "the name of a repository", |text| {
        RepoName::parse(text).map_err(|error| error.to_string())
    })
}

pub(super) fn url<'de, D: Deserializer<'de>>(from: D) -> Result<ItemUrl, D::Error> {
    parsed(from, "the URL of an item", |text| {
        ItemUrl::parse(text).map_err(|error| error.to_string())
    })
}

pub(super) fn login<'de, D: Deserializer<'de>>(from: D) -> Result<Named, D::Error> {
    parsed(from, "a login", |text| {
        let (login, mends) =
            Login::read(text).map_err(|error| format!("`{text}` is no login: {error}"))?;
        let mended = (!mends.is_empty()).then(|| (text.to_owned(), mends));
        Ok(Named { login, mended })
    })
}

pub(super) fn instant<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
    parsed(from, "an instant", |text| {
        DateTime::parse_from_rfc3339(text)
            .map(|instant| instant.to_utc())
            .map_err(|_| format!("`{text}` is no instant like `2026-03-02T00:00:00Z`"))
    })
}

pub(super) fn week<'de, D: Deserializer<'de>>(from: D) -> Result<Window, D::Error> {
    parsed(from, "the Monday of a week", monday)
}

/// The week in UTC that begins on a Monday, written `2026-03-02`.
fn monday(text: &str) -> Result<Window, String> {
    let wrong = || format!("`{text}` is no date like `2026-03-02`");
    // Years of more than four digits would leave the range of dates that can be added to.
    let day = Some(text).filter(|text| text.len() == "2026-03-02".len());
    let day =
        day.and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()).ok_or_else(wrong)?;
    if day.weekday() != Weekday::Mon {
        return Err(format!("a week begins on a Monday, `{text}` is a {}", day.format("%A")));
    }
    let from = day.and_time(NaiveTime::MIN).and_utc();
    Window::new(from, from + TimeDelta::days(7)).map_err(|error| error.to_string())
}

/// Reads a string and parses it; the error of the parser becomes one of the format, at this place.
fn parsed<'de, D, T>(
    from: D,
    what: &'static str,
    parse: fn(&str) -> Result<T, String>,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
{
    struct Text<T> {
        what: &'static str,
        parse: fn(&str) -> Result<T, String>,
        makes: PhantomData<T>,
    }

    impl<T> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.what)
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            (self.parse)(text).map_err(E::custom)
        }
    }

    let makes = PhantomData;
    from.deserialize_str(Text { what, parse, makes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_seven_days_from_a_monday() {
        let week = monday("2026-03-02").unwrap();
        assert_eq!(week.to_string(), "2026-03-02T00:00Z to 2026-03-09T00:00Z");
        assert_eq!(
            monday("2026-03-03").unwrap_err(),
            "a week begins on a Monday, `2026-03-03` is a Tuesday"
        );
        for text in ["", "2026-3-2", "02.03.2026", "2026-02-30", "+202603-02", "99999-01-01"] {
            assert!(monday(text).is_err(), "{text:?}");
        }
        assert!(monday("9999-12-27").is_ok(), "the last weeks must not overflow");
    }
}
